"""Score sheets: a header with a free draft, and revisions that are written once."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from accounts.models import User
from accounts.permissions import is_curator
from kelurahan.ordering import by_name

from .panels import Assignment


class ScoreSheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A curator's own assignments; nobody else comes to a sheet."""
        return self.filter(assignment__curator=user) if is_curator(user) else self.none()

    def current(self):
        return self.filter(assignment__panel__exhibition__edition__closed_at__isnull=True)

    def sent(self):
        return self.filter(revisions_sent__gt=0)

    def for_page(self):
        return self.select_related(
            "assignment__panel__category",
            "assignment__panel__rubric",
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
        if self.has_late:
            return "late", "Perlu diputus operator"
        if self.revisions_sent and self.draft_is_sent:
            return "sent", "Terkirim"
        if self.revisions_sent:
            return "changed", "Terkirim, ada perubahan belum dikirim"
        return ("draft", "Draf") if self.draft else ("empty", "Belum dinilai")


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
