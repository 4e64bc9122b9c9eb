"""Score sheets: a header with a free draft, and revisions that are written once."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import is_curator
from kelurahan.ordering import by_name
from products.models import Photo

from .panels import ERASED_NAME, Assignment

LONGEST_NUMBER = 18


class ScoreSheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A curator's own assignments; nobody else comes to a sheet."""
        return self.filter(assignment__curator=user) if is_curator(user) else self.none()

    def current(self):
        return self.filter(assignment__panel__exhibition__edition__closed_at__isnull=True)

    def with_next(self):
        """`next_pk`: the curator's next sheet of the panel not sent yet, from this stand on and round again."""
        stand = "assignment__entry__stand"
        others = (
            ScoreSheet.objects.filter(
                assignment__panel=models.OuterRef("assignment__panel"),
                assignment__curator=models.OuterRef("assignment__curator"),
                revisions_sent=0,
            )
            .exclude(pk=models.OuterRef("pk"))
            .annotate(
                passed=models.Case(models.When(**{f"{stand}__gt": models.OuterRef(stand)}, then=0), default=1)
            )
            .order_by("passed", models.F(stand).asc(nulls_last=True), "assignment__entry_id")
        )
        return self.annotate(next_pk=models.Subquery(others.values("pk")[:1]))

    def for_page(self):
        return self.select_related(
            "assignment__panel__category",
            "assignment__panel__rubric",
            "assignment__panel__exhibition__edition",
            "assignment__panel__exhibition__kelurahan",
            "assignment__entry__rw__kelurahan",
            "assignment__entry__verified_version__facts",
            "assignment__entry__verified_version__category",
        )

    def for_list(self):
        return self.for_page().order_by(
            by_name("assignment__panel__exhibition__kelurahan__name"),
            "assignment__panel__category__position",
            models.F("assignment__entry__stand").asc(nulls_last=True),
            "assignment__entry_id",
        )


class ScoreSheet(models.Model):
    """`draft`: {"values": {code: 1-5}, "notes": {code: text}, "strength": text, "advice": text}, any part missing.

    `draft_n` counts saves, so that an older tab notices a newer one. `values` and `points` are those of the revision
    that counts; they stay None while none does.
    """

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="sheet")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.JSONField(default=dict, blank=True)
    draft_n = models.PositiveIntegerField(default=0)
    draft_at = models.DateTimeField(null=True, blank=True)
    draft_is_sent = models.BooleanField(default=False)
    revisions_sent = models.PositiveSmallIntegerField(default=0)
    has_late = models.BooleanField(default=False)
    values = ArrayField(models.PositiveSmallIntegerField(), null=True, blank=True)
    points = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "lembar penilaian"
        verbose_name_plural = "lembar penilaian"
        constraints = [
            models.CheckConstraint(
                name="sheet_points_range",
                condition=Q(points__isnull=True) | Q(points__gte=100, points__lte=500),
            ),
            models.CheckConstraint(
                name="sheet_points_with_values",
                condition=Q(points__isnull=True, values__isnull=True)
                | Q(points__isnull=False, values__isnull=False, revisions_sent__gte=1),
            ),
        ]

    def __str__(self):
        return f"Lembar {self.pk}"

    def get_absolute_url(self):
        return reverse("curation:sheet_detail", args=[self.pk])

    @property
    def panel(self):
        return self.assignment.panel

    @property
    def entry(self):
        return self.assignment.entry

    @property
    def state(self):
        """(code for the sign, words): one state a person can act on."""
        if self.revisions_sent and not self.draft_is_sent:
            return "draft", "Terkirim, ada perubahan belum dikirim"
        if self.has_late:
            return "late", "Perlu diputus operator"
        if self.revisions_sent:
            return "sent", "Terkirim"
        return ("draft", "Draf") if self.draft else ("none", "Belum dinilai")

    @property
    def is_sent(self):
        """Something was submitted; unsent changes may stand beside it."""
        return self.revisions_sent > 0

    @cached_property
    def facts(self):
        """What the curator sees of the product: the frozen facts; empty once the maker's data were erased."""
        return self.entry.verified_version.shown_facts

    @property
    def product_name(self):
        return self.facts.get("name") or ERASED_NAME

    @property
    def photo_ids(self):
        """Of the frozen version, in its order."""
        return [photo["id"] for photo in self.facts.get("photos", [])]

    def photos(self):
        """Removed ones too: the version keeps what was judged."""
        return Photo.objects.filter(pk__in=self.photo_ids)

    @property
    def first_photo(self):
        return next(iter(self.photo_ids), None)

    @property
    def stand_words(self):
        return f"stan {self.entry.stand:02d}" if self.entry.stand else "tanpa nomor stan"


class SheetRevisionQuerySet(models.QuerySet):
    def receipt(self, user, number):
        """The curator's own revision of this number with what its receipt names, or None."""
        if not is_curator(user) or not number.isdecimal() or len(number) > LONGEST_NUMBER:
            return None
        own = self.filter(pk=int(number), sheet__assignment__curator=user)
        return own.select_related("sheet__assignment__entry").first()


class SheetRevision(models.Model):
    """A submitted sheet: values in the order of the frozen rubric. Append-only in the database, which checks length
    and range of the values and refuses a revision once the panel's recap is locked."""

    class Source(models.TextChoices):
        SCREEN = "layar", "Halaman lembar"
        GRID = "tinjauan", "Tinjau semua nilai"

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="revisions")
    n = models.PositiveSmallIntegerField()
    values = ArrayField(models.PositiveSmallIntegerField())
    text_commitment = models.CharField(max_length=64)
    source = models.CharField(max_length=10, choices=Source)
    late = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT)
    received_at = models.DateTimeField(db_default=Now())

    objects = SheetRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["sheet_id", "n"]
        constraints = [
            models.UniqueConstraint(name="revision_n_unique", fields=["sheet", "n"]),
            models.CheckConstraint(name="revision_n_from_one", condition=Q(n__gte=1)),
        ]

    def __str__(self):
        return f"Revisi {self.n} lembar {self.sheet_id}"


class RevisionText(models.Model):
    """Strength, advice and notes of a revision as canonical JSON; only erasing a person's data empties it."""

    revision = models.OneToOneField(SheetRevision, models.PROTECT, related_name="texts")
    text = models.TextField(null=True)  # noqa: DJ001 - null says erased
    salt = models.BinaryField(null=True)

    def __str__(self):
        return f"Teks {self.revision_id}"
