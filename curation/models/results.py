"""What the counting sheets of an entry add up to, kept current by the transaction that submits a sheet."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from exhibitions.models import Entry
from kelurahan.ordering import by_name

from .panels import ERASED_NAME, MOST_CURATORS, Panel


class ResultQuerySet(models.QuerySet):
    def for_ranking(self):
        """All a ranking shows, in one query; the photo comes with a second."""
        return self.select_related(
            "panel__category", "panel__rubric", "entry__rw__kelurahan", "entry__verified_version__facts"
        ).order_by("entry_id")

    def of_panels(self, panels):
        return self.filter(panel__in=panels)

    def chosen(self):
        return self.filter(standing=Result.Standing.CHOSEN)

    def alphabetical(self):
        return self.order_by(by_name("entry__product__name"), "entry_id")


class Result(models.Model):
    """`points_sum` is S, the sum of sheet points; `score_key` = S * 27720 // sheets orders exactly in an index.

    `rank`, `decided_by` and `standing` are written when scoring closes and are empty before.
    """

    class Standing(models.TextChoices):
        CHOSEN = "terpilih", "Terpilih"
        TIED = "seri", "Seri di batas kuota"
        CURATED = "dikurasi", "Telah dikurasi"

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="results")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="result")
    sheets = models.PositiveSmallIntegerField(default=0)
    points_sum = models.PositiveIntegerField(default=0)
    criterion_sums = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    score_key = models.BigIntegerField(null=True, blank=True)
    lowest = models.PositiveSmallIntegerField(null=True, blank=True)
    highest = models.PositiveSmallIntegerField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_by = models.CharField(max_length=20, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "hasil"
        verbose_name_plural = "hasil"
        constraints = [
            models.CheckConstraint(name="result_at_most_12_sheets", condition=Q(sheets__lte=MOST_CURATORS)),
            models.CheckConstraint(
                name="result_sum_fits_sheets",
                condition=Q(
                    points_sum__gte=models.F("sheets") * 100, points_sum__lte=models.F("sheets") * 500
                ),
            ),
        ]
        indexes = [models.Index(name="result_panel_score", fields=["panel", "-score_key", "entry"])]

    def __str__(self):
        return f"Hasil {self.entry_id}"

    @property
    def product_name(self):
        """As it was judged."""
        return self.entry.verified_version.shown_facts.get("name") or ERASED_NAME
