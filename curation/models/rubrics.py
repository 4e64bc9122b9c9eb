"""What is looked at and how much it weighs: one rubric per category of an edition.

A rubric can be edited until the first draft value exists in its category; then it is frozen with a snapshot of itself,
and the database refuses every further change.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from exhibitions.models import Edition
from products.models import Category

LONGEST_DESCRIPTOR = 110
LEVELS = (1, 2, 3, 4, 5)


def default_bands():
    return [85, 70, 50]


class RubricQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(edition__kota=user.own_kota)

    def for_list(self):
        return self.select_related("category").order_by("category__position", "version")

    def for_page(self):
        return self.select_related("edition", "category")


class Rubric(models.Model):
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rubrics")
    category = models.ForeignKey(Category, models.PROTECT)
    version = models.PositiveSmallIntegerField(default=1)
    bands = ArrayField(models.PositiveSmallIntegerField(), size=3, default=default_bands)
    frozen_at = models.DateTimeField("dibekukan", null=True, blank=True)
    snapshot = models.JSONField(null=True, blank=True, editable=False)

    objects = RubricQuerySet.as_manager()

    class Meta:
        verbose_name = "rubrik"
        verbose_name_plural = "rubrik"
        ordering = ["category__position", "version"]
        constraints = [
            models.UniqueConstraint(name="rubric_version_unique", fields=["edition", "category", "version"]),
            models.CheckConstraint(
                name="rubric_frozen_with_snapshot",
                condition=Q(frozen_at__isnull=True, snapshot__isnull=True)
                | Q(frozen_at__isnull=False, snapshot__isnull=False),
            ),
            models.CheckConstraint(
                name="rubric_bands_fall",
                condition=Q(bands__len=3, bands__0__lte=100, bands__0__gt=F("bands__1"))
                & Q(bands__1__gt=F("bands__2"), bands__2__gt=20),
            ),
        ]

    def __str__(self):
        return f"Rubrik {self.category.short_name} versi {self.version}"

    @property
    def is_frozen(self):
        return self.frozen_at is not None

    @property
    def is_editable(self):
        return self.edition.is_open and not self.is_frozen

    def content(self):
        """The rubric's criteria in order: [{"code", "name", "looks_at", "weight", "levels": [five texts]}].

        Frozen: the snapshot, without a query. Else the rows as they are now.
        """
        if self.snapshot is not None:
            return self.snapshot["criteria"]
        return [
            {
                "code": criterion.code,
                "name": criterion.name,
                "looks_at": criterion.looks_at,
                "weight": criterion.weight,
                "levels": [level.text for level in criterion.levels.all()],
            }
            for criterion in self.criteria.prefetch_related("levels")
        ]

    @property
    def codes(self):
        return [criterion["code"] for criterion in self.content()]

    @property
    def weights(self):
        """{criterion code: weight}; integers that sum to 100."""
        return {criterion["code"]: criterion["weight"] for criterion in self.content()}


class Criterion(models.Model):
    """One criterion; the order of positions is the tie-break order."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField("kode", max_length=20)
    name = models.CharField("nama", max_length=80)
    looks_at = models.CharField("yang dilihat", max_length=160)
    weight = models.PositiveSmallIntegerField("bobot")

    class Meta:
        verbose_name = "kriteria"
        verbose_name_plural = "kriteria"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="criterion_position_unique", fields=["rubric", "position"]),
            models.UniqueConstraint(name="criterion_code_unique", fields=["rubric", "code"]),
            models.CheckConstraint(
                name="criterion_weight_range", condition=Q(weight__gte=1, weight__lte=100)
            ),
        ]

    def __str__(self):
        return self.name


class LevelDescriptor(models.Model):
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="levels")
    level = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=LONGEST_DESCRIPTOR)

    class Meta:
        verbose_name = "deskriptor"
        verbose_name_plural = "deskriptor"
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint(name="level_unique_in_criterion", fields=["criterion", "level"]),
            models.CheckConstraint(name="level_range", condition=Q(level__gte=1, level__lte=5)),
            models.CheckConstraint(name="level_text_not_empty", condition=~Q(text="")),
        ]

    def __str__(self):
        return f"{self.level}: {self.text}"
