"""Photos of products."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User

from .limits import LONGEST_LINE
from .products import Product

STEM_SHAPE = r"^[0-9a-f]{32}$"
UNNAMED = "Produk"


class PhotoQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(removed_at__isnull=True)

    def of_product(self, product):
        return self.filter(product=product)


class Photo(models.Model):
    """A re-encoded picture. Removing hides it: submitted versions keep what was judged."""

    class Slot(models.TextChoices):
        FRONT = "depan", "Tampak depan"
        DETAIL = "detail", "Detail pengerjaan"
        PACKAGING = "kemasan", "Kemasan"
        PROCESS = "proses", "Proses pembuatan"
        OTHER = "lainnya", "Lainnya"

    product = models.ForeignKey(Product, models.PROTECT, related_name="photos")
    slot = models.CharField("yang terlihat", max_length=10, choices=Slot, default=Slot.OTHER)
    description = models.CharField("keterangan", max_length=LONGEST_LINE, blank=True)
    # Its files are photos/<two digits>/<stem>-<rendition>; a rendition is named by its width, "640.webp".
    stem = models.CharField(max_length=32, unique=True)
    renditions = ArrayField(models.CharField(max_length=12))
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    # The difference hash of products.photo_child; null: nothing to compare it by.
    likeness = models.BigIntegerField(null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT)
    added_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="photo_once_per_product",
                fields=["product", "digest"],
                condition=Q(removed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="photo_slot_known",
                condition=Q(slot__in=["depan", "detail", "kemasan", "proses", "lainnya"]),
            ),
            models.CheckConstraint(name="photo_stem_shape", condition=Q(stem__regex=STEM_SHAPE)),
            models.CheckConstraint(name="photo_has_a_rendition", condition=Q(renditions__len__gte=1)),
        ]

    def __str__(self):
        return f"Foto {self.pk}"

    @property
    def place(self):
        """Where it stands among the photos of its product: the front first, each slot in the order it came."""
        return self.Slot.values.index(self.slot), self.pk

    def file_name(self, rendition):
        return file_name(self.stem, rendition)

    def widths(self, suffix):
        """The widths of its files of one kind, ascending; none where there are none."""
        names = (name.partition(".") for name in self.renditions)
        return sorted(int(width) for width, _, kind in names if kind == suffix)

    @property
    def plain(self):
        """The rendition that every browser shows."""
        return f"{self.widths('jpg')[-1]}.jpg"

    @property
    def largest(self):
        return max(self.renditions, key=lambda name: (int(name.partition(".")[0]), name.endswith("webp")))

    def words_for(self, name):
        """What stands in for the picture, of a product of this name."""
        return self.description or f"{name or UNNAMED}, {self.get_slot_display().lower()}"


def file_name(stem, rendition):
    return f"photos/{stem[:2]}/{stem}-{rendition}"
