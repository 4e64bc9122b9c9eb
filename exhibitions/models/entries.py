"""An RW's entry in an exhibition, its versions as they were submitted, and every step it took."""

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.permissions import is_operator
from exhibitions.locks import lock_for_share
from exhibitions.refusals import EntryIncomplete, EntryMoved, EntryRefused, RegistrationClosed
from kelurahan.models import RW
from products.models import Category, Photo, PrivateFile, Product

from .editions import Exhibition
from .entry_querysets import EntryQuerySet
from .facts import facts_of, is_material_change, missing_facts
from .records import EntryStep, EntryVersion
from .statuses import LIVE, MOVES, SIGNS, SUBMITTED_AND_LATER, UNSENT, Action, Status

CLOSED = "Usulan ini sudah ditutup dan tidak dapat diubah lagi."
CHANGED = "Isi usulan berubah sejak halaman ini dibuka. Periksa lagi isinya, lalu putuskan."


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
    walk_in = models.BooleanField("usulan susulan", default=False)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmation = models.ForeignKey(PrivateFile, models.PROTECT, null=True, blank=True)
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
                condition=Q(status__in=[Status.DRAFT, Status.WITHDRAWN, Status.REPLACED])
                | Q(category__isnull=False),
            ),
            models.CheckConstraint(
                name="entry_verified_has_version",
                condition=~Q(status=Status.VERIFIED) | Q(verified_version__isnull=False),
            ),
            models.CheckConstraint(
                name="entry_walk_in_confirmed_by_another",
                condition=~Q(status=Status.VERIFIED, walk_in=True)
                | Q(confirmation__isnull=False)
                | (Q(confirmed_by__isnull=False) & ~Q(confirmed_by=F("created_by"))),
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
        step = self._last_decision()
        return step.reason if step else ""

    @property
    def comments_to_mend(self):
        """{section: text} of the newest return while the entry is to be mended; reads the prefetched steps."""
        step = self._last_decision() if self.status == Status.RETURNED else None
        return step.comments if step else {}

    @property
    def moved_to_category(self):
        """The newest step that moved the entry to another category, or None; reads the prefetched steps."""
        return next((step for step in self.steps_newest_first if step.action == Action.RECATEGORISE), None)

    @property
    def decided_version_id(self):
        """The version the operator last accepted or returned, or None; reads the prefetched steps."""
        newest, decided = None, None
        for step in self.steps.all():
            newest = step.version_id or newest
            if step.action in {Action.ACCEPT, Action.RETURN}:
                decided = newest
        return decided

    def _last_decision(self):
        steps = [step for step in self.steps.all() if step.became == self.status and step.reason]
        return steps[-1] if steps else None

    @property
    def is_live(self):
        return self.status in LIVE

    @property
    def is_unsent(self):
        """A draft, or returned and not sent again."""
        return self.status in UNSENT

    @property
    def must_stay_complete(self):
        """Submitted or verified: what is changed now is a further version."""
        return self.status in SUBMITTED_AND_LATER

    def why_closed_to(self, user):
        """A sentence for a person whose change comes too late, or an empty text."""
        if not self.is_live:
            return CLOSED
        if self.walk_in and is_operator(user):
            return self.exhibition.why_closed_to_walk_ins()
        return self.exhibition.why_closed_to(user)

    def photos_ever(self):
        """The product's photos, removed ones too: a submitted version may show them."""
        return Photo.objects.filter(product=self.product_id)

    def newest_version(self):
        return self.versions.select_related("facts", "category").order_by("-n").first()

    def versions_to_compare(self):
        """The newest version, and the one decided on last where that is an older one, else None."""
        newest = Q(n=models.Subquery(self.versions.order_by("-n").values("n")[:1]))
        found = self.versions.filter(newest | Q(pk=self.decided_version_id))
        version, *older = found.select_related("facts", "category").order_by("-n")
        return version, older[0] if older else None

    def prices_alike(self):
        """{number, lowest, highest} of the prices of others of its kind in the edition."""
        others = Entry.objects.live().submitted_once().alike(self).exclude(pk=self.pk)
        price = "product__price"
        return others.aggregate(
            number=models.Count(price), lowest=models.Min(price), highest=models.Max(price)
        )

    def missing(self):
        """What is still needed before this entry can be submitted: a list of (field, words)."""
        return missing_facts(self.product, self.walk_in)

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

    def accept(self, by, version_seen, confirmation=None):
        """`version_seen`: the number of the version the operator looked at; a newer one must be looked at first.

        A walk-in needs another account than the one that entered it, or `confirmation`: the lurah's signature.
        """
        with transaction.atomic():
            self._lock_planned_exhibition()
            version = self._version_seen((version_seen, Status.SUBMITTED))
            values = self._confirmed(by, confirmation) if self.walk_in else {}
            was = self._move(Action.ACCEPT, verified_version=version, **values)
            self._record(Action.ACCEPT, by, was, version=version)

    def send_back(self, by, reason, comments=None, seen=None):
        """`comments`: {section: text}, shown to the RW at the fields of that section.

        `seen`: version number and status on the page the operator decided by; another one is looked at first.
        """
        self._decide(Action.RETURN, by, reason, seen, comments)

    def mark_ineligible(self, by, reason, seen=None):
        """`seen` as in `send_back`."""
        self._decide(Action.REFUSE, by, reason, seen)

    def withdraw(self, by, reason):
        with transaction.atomic():
            self._lock_exhibition_for(by)
            was = self._move(Action.WITHDRAW)
            self._record(Action.WITHDRAW, by, was, reason=reason)

    def withdraw_for_owner(self, by, reason):
        """The owner takes back the consent: until scoring starts, even when registration has closed."""
        with transaction.atomic():
            self._lock_planned_exhibition()
            was = self._move(Action.WITHDRAW)
            self._record(Action.WITHDRAW, by, was, reason=reason)

    def replace(self, by, reason):
        """End this entry in favour of another; the caller starts that one in the same transaction."""
        self._lock_exhibition_for(by)
        was = self._move(Action.REPLACE)
        self._record(Action.REPLACE, by, was, reason=reason)

    def recategorise(self, by, category, subcategory, reason):
        """The operator moves the entry before scoring starts; its status stays, a submitted one gets a version.

        Moving it to where it stands already, as a second click does, changes nothing.
        """
        if not reason.strip():
            raise ValueError("moving an entry to another category needs its reason")
        with transaction.atomic():
            self._lock_planned_exhibition()
            locked = Entry.objects.select_for_update(of=["self"]).filter(pk=self.pk, status__in=LIVE).first()
            if locked is None:
                raise EntryMoved(CLOSED)
            if (locked.product.category, locked.product.subcategory) == (category, subcategory):
                return
            Product.objects.filter(pk=self.product_id).update(category=category, subcategory=subcategory)
            locked.product.refresh_from_db()
            if locked.category_id:  # which wins over the product's
                Entry.objects.filter(pk=self.pk).update(category=category)
            version = locked._write_version(by) if locked.must_stay_complete else None
            locked._record(Action.RECATEGORISE, by, locked.status, version=version, reason=reason)
        self.refresh_from_db()

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
        was = self.status
        if is_material_change(before, after) and was == Status.VERIFIED:
            self.status, self.submitted_at = Status.SUBMITTED, timezone.now()
        version = self._write_version(by)
        self._record(Action.CHANGE, by, was, version=version)

    def _write_version(self, by):
        version = EntryVersion.objects.write(self, by)
        if self.status == Status.VERIFIED:
            self.verified_version = version
        self.category = self.product.category
        self.save(update_fields=["status", "submitted_at", "verified_version", "category"])
        return version

    def _confirmed(self, by, confirmation):
        if confirmation is None and by == self.created_by:
            raise EntryRefused(
                "Usulan susulan dikonfirmasi oleh akun lain, atau dengan foto tanda tangan lurah di kertas."
            )
        return {"confirmed_by": by, "confirmation": confirmation}

    def _decide(self, action, by, reason, seen, comments=None):
        if not reason.strip():
            raise ValueError("a decision against an entry needs its reason")
        with transaction.atomic():
            self._lock_planned_exhibition()
            if seen is not None:
                self._version_seen(seen)
            was = self._move(action)
            self._record(action, by, was, reason=reason, comments=comments)

    def _lock_exhibition_for(self, by):
        self.exhibition = lock_for_share(Exhibition.objects.filter(pk=self.exhibition_id))
        closed = self.why_closed_to(by) if self.is_live else ""  # of one that is not live its own act says so
        if closed:
            raise RegistrationClosed(closed)

    def _lock_planned_exhibition(self):
        closed = lock_for_share(Exhibition.objects.filter(pk=self.exhibition_id)).why_no_decisions()
        if closed:
            raise RegistrationClosed(closed)

    def _version_seen(self, seen):
        """The newest version while number and status are those of `seen`; locks the entry's row."""
        number, status = seen
        now = Entry.objects.select_for_update().values_list("status", flat=True).get(pk=self.pk)
        if now != status:
            step = self.steps.select_related("by").last()
            raise EntryMoved(
                f"Sementara halaman ini terbuka, usulan ini menjadi {Status(now).label} "
                f"({step.get_action_display().lower()} oleh {step.by_name}). Periksa lagi, lalu putuskan."
            )
        version = self.versions.order_by("-n").first()
        if version is None or version.n != number:
            raise EntryMoved(CHANGED)
        return version

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
        missing = self.missing()
        if missing:
            raise EntryIncomplete("Belum lengkap: " + ", ".join(words for _, words in missing) + ".")

    def _record(self, action, by, was, version=None, reason="", comments=None):
        EntryStep.objects.write(
            self, action, by, was, version=version, reason=reason.strip(), comments=comments
        )
