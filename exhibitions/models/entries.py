"""An RW's entry in an exhibition, its versions as they were submitted, and every step it took."""

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from accounts.models import User
from accounts.permissions import is_operator, is_rw, is_staff, is_viewer
from exhibitions.locks import lock_for_share
from exhibitions.refusals import EntryIncomplete, EntryMoved, RegistrationClosed
from kelurahan.models import RW
from products.models import Category, Photo, Product

from .editions import Exhibition
from .facts import facts_of, is_material_change, missing_facts
from .records import EntryStep, EntryVersion
from .statuses import LIVE, MOVES, SIGNS, SUBMITTED_AND_LATER, Action, Status

CLOSED = "Usulan ini sudah ditutup dan tidak dapat diubah lagi."


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """RW: its own; operator and viewer: their territory; staff: their kota; a curator: none by this way."""
        if is_rw(user):
            return self.filter(rw=user.rw)
        if is_operator(user):
            return self.filter(rw__kelurahan=user.kelurahan)
        if is_viewer(user):
            own = (
                Q(rw__kelurahan=user.kelurahan)
                if user.kelurahan
                else Q(rw__kelurahan__kecamatan=user.kecamatan)
            )
            return self.filter(own)
        if is_staff(user):
            return self.filter(rw__kelurahan__kota=user.kota)
        return self.none()

    def live(self):
        return self.filter(status__in=LIVE)

    def verified(self):
        return self.filter(status=Status.VERIFIED)

    def submitted_once(self):
        """Whatever was submitted at least once, wherever it stands now."""
        return self.filter(submitted_at__isnull=False)

    def waiting(self):
        """Submitted and not yet decided."""
        return self.filter(status=Status.SUBMITTED)

    def current(self):
        return self.filter(exhibition__edition__closed_at__isnull=True)

    def closed_or_past(self, exhibition):
        """What is no longer live in this exhibition, and everything of other exhibitions."""
        return self.exclude(exhibition=exhibition, status__in=LIVE)

    def of(self, exhibition, rw):
        return self.filter(exhibition=exhibition, rw=rw)

    def chosen_by(self, filters):
        """Narrowed by the filters of the list page: q, status, kategori, kecamatan, kelurahan; any may be missing."""
        paths = {
            "status": "status",
            "kategori": "product__category",
            "kecamatan": "rw__kelurahan__kecamatan",
            "kelurahan": "rw__kelurahan",
        }
        entries = self.filter(**{paths[name]: value for name, value in filters.items() if name in paths})
        text = filters.get("q")
        if text:
            entries = entries.filter(
                Q(product__name__icontains=text) | Q(product__business__name__icontains=text)
            )
        return entries

    def newest_first(self):
        return self.order_by("-pk")

    def oldest_first(self):
        return self.order_by("submitted_at", "pk")

    def counts_by_status(self):
        """{status: number}, in one query."""
        return dict(self.order_by().values_list("status").annotate(models.Count("pk")))

    def for_list(self):
        return self.select_related(
            "exhibition",
            "rw__kelurahan",
            "category",
            "product__business",
            "product__category",
            "product__subcategory",
        ).prefetch_related("product__photos")

    def for_page(self):
        return self.select_related(
            "exhibition__edition",
            "exhibition__kelurahan__kota",
            "rw__kelurahan__kota",
            "category",
            "product__business",
            "product__category",
            "product__subcategory",
            "created_by",
        ).prefetch_related(
            "product__photos",
            "product__consents",
            models.Prefetch("steps", EntryStep.objects.select_related("by", "note")),
        )


class Entry(models.Model):
    class Attendance(models.TextChoices):
        UNKNOWN = "belum", "Belum dicatat"
        PRESENT = "hadir", "Hadir"
        LATE = "hadir terlambat", "Hadir terlambat"
        ABSENT = "tidak hadir", "Tidak hadir"

    exhibition = models.ForeignKey(Exhibition, models.PROTECT, related_name="entries")
    rw = models.ForeignKey(RW, models.PROTECT, verbose_name="RW")
    product = models.ForeignKey(Product, models.PROTECT)
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True)
    status = models.CharField(max_length=24, choices=Status, default=Status.DRAFT)
    attendance = models.CharField(max_length=16, choices=Attendance, default=Attendance.UNKNOWN)
    stand = models.PositiveSmallIntegerField("nomor stan", null=True, blank=True)
    on_behalf = models.BooleanField("dibuat operator atas nama RW", default=False)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    verified_version = models.ForeignKey(
        "EntryVersion", models.PROTECT, null=True, blank=True, related_name="verified_for"
    )
    created_by = models.ForeignKey(User, models.PROTECT)
    created_at = models.DateTimeField(db_default=Now())
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan"
        verbose_name_plural = "usulan"
        constraints = [
            models.UniqueConstraint(
                name="entry_one_live_per_rw", fields=["exhibition", "rw"], condition=Q(status__in=LIVE)
            ),
            models.UniqueConstraint(
                name="entry_stand_unique_among_live",
                fields=["exhibition", "stand"],
                condition=Q(status__in=LIVE, stand__isnull=False),
            ),
            models.CheckConstraint(name="entry_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="entry_submitted_has_category",
                condition=Q(status__in=[Status.DRAFT, Status.WITHDRAWN]) | Q(category__isnull=False),
            ),
            models.CheckConstraint(
                name="entry_verified_has_version",
                condition=~Q(status=Status.VERIFIED) | Q(verified_version__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="entry_exhibition_status", fields=["exhibition", "status"]),
            models.Index(name="entry_rw", fields=["rw", "-id"]),
        ]

    def __str__(self):
        return self.product.name or "Produk belum diberi nama"

    def get_absolute_url(self):
        return reverse("exhibitions:entry_detail", args=[self.pk])

    @property
    def number(self):
        """The number people quote."""
        return f"U-{self.pk:05d}"

    @property
    def shown_category(self):
        """The entry's category wins over the product's."""
        return self.category or self.product.category

    @property
    def sign(self):
        return SIGNS[self.status]

    @property
    def steps_newest_first(self):
        return list(reversed(self.steps.all()))

    @property
    def last_reason(self):
        """The reason of the newest decision against this entry, for the one who must mend it."""
        steps = [step for step in self.steps.all() if step.became == self.status and step.reason]
        return steps[-1].reason if steps else ""

    @property
    def is_live(self):
        return self.status in LIVE

    @property
    def must_stay_complete(self):
        """Submitted or verified: what is changed now is a further version."""
        return self.status in SUBMITTED_AND_LATER

    def why_closed_to(self, user):
        """A sentence for a person whose change comes too late, or an empty text."""
        return self.exhibition.why_closed_to(user) if self.is_live else CLOSED

    def photos_ever(self):
        """The product's photos, removed ones too: a submitted version may show them."""
        return Photo.objects.filter(product=self.product_id)

    def newest_version(self):
        return self.versions.select_related("facts", "category").order_by("-n").first()

    def missing(self):
        """What is still needed before this entry can be submitted: a list of (field, words)."""
        return missing_facts(self.product)

    def submit(self, by):
        with transaction.atomic():
            self._lock_exhibition_for(by)
            self.refresh_from_db(from_queryset=Entry.objects.select_for_update(of=["self"]))
            if self.is_live:
                self._refuse_gaps()
            was = self._move(Action.SUBMIT, category=self.product.category, submitted_at=Now())
            self._record(Action.SUBMIT, by, was, version=EntryVersion.objects.write(self, by))

    def change(self, by, apply):
        """Run `apply()`, which edits product, maker or photos; a submitted entry gets a further version.

        A change of maker, product name, category or workers sends a verified entry back to *diajukan*.
        """
        with transaction.atomic():
            self._lock_exhibition_for(by)
            locked = Entry.objects.select_for_update(of=["self"]).filter(pk=self.pk, status__in=LIVE).first()
            if locked is None:
                raise EntryMoved(CLOSED)
            before = locked.facts_now()
            apply()
            if locked.status in SUBMITTED_AND_LATER:
                locked._follow_change(by, before)
        self.refresh_from_db()

    def accept(self, by, version_seen):
        """`version_seen`: the number of the version the operator looked at; a newer one must be looked at first."""
        with transaction.atomic():
            self._lock_planned_exhibition()
            Entry.objects.select_for_update(of=["self"]).get(pk=self.pk)
            version = self.versions.order_by("-n").first()
            if version is None or version.n != version_seen:
                raise EntryMoved(
                    "Isi usulan berubah sejak halaman ini dibuka. Periksa lagi isinya, lalu putuskan."
                )
            was = self._move(Action.ACCEPT, verified_version=version)
            self._record(Action.ACCEPT, by, was, version=version)

    def send_back(self, by, reason):
        self._decide(Action.RETURN, by, reason)

    def mark_ineligible(self, by, reason):
        self._decide(Action.REFUSE, by, reason)

    def withdraw(self, by, reason):
        with transaction.atomic():
            self._lock_exhibition_for(by)
            was = self._move(Action.WITHDRAW)
            self._record(Action.WITHDRAW, by, was, reason=reason)

    def facts_now(self):
        product = Product.objects.select_related("business", "category", "subcategory").get(
            pk=self.product_id
        )
        return facts_of(product)

    def _follow_change(self, by, before):
        after = self.facts_now()
        if after == before:
            return
        self._refuse_gaps()
        was, version = self.status, EntryVersion.objects.write(self, by)
        if is_material_change(before, after):
            self.status = Status.SUBMITTED
        if self.status == Status.VERIFIED:
            self.verified_version = version
        self.category = self.product.category
        self.save(update_fields=["status", "verified_version", "category"])
        self._record(Action.CHANGE, by, was, version=version)

    def _decide(self, action, by, reason):
        if not reason.strip():
            raise ValueError("a decision against an entry needs its reason")
        with transaction.atomic():
            self._lock_planned_exhibition()
            was = self._move(action)
            self._record(action, by, was, reason=reason)

    def _lock_exhibition_for(self, by):
        exhibition = lock_for_share(Exhibition.objects.filter(pk=self.exhibition_id))
        closed = exhibition.why_closed_to(by)
        if closed:
            raise RegistrationClosed(closed)

    def _lock_planned_exhibition(self):
        exhibition = lock_for_share(Exhibition.objects.filter(pk=self.exhibition_id))
        if not exhibition.takes_decisions:
            raise RegistrationClosed("Penilaian sudah dimulai: keputusan verifikasi tidak dapat diubah lagi.")

    def _move(self, action, **values):
        """The conditional UPDATE: of two clicks one finds the status it starts from, the other raises EntryMoved.

        Returns the status left.
        """
        start, end = MOVES[action]
        was = Entry.objects.select_for_update().values_list("status", flat=True).get(pk=self.pk)
        if not Entry.objects.filter(pk=self.pk, status__in=start).update(status=end, **values):
            raise EntryMoved(f"Usulan ini sekarang berstatus {Status(was).label}. Muat ulang halamannya.")
        self.refresh_from_db()
        return was

    def _refuse_gaps(self):
        missing = missing_facts(self.product)
        if missing:
            raise EntryIncomplete("Belum lengkap: " + ", ".join(words for _, words in missing) + ".")

    def _record(self, action, by, was, version=None, reason=""):
        EntryStep.objects.write(self, action, by, was, version=version, reason=reason.strip())
