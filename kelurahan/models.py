"""The city's areas: Kota, Kecamatan, Kelurahan and RW, with the official codes of the Ministry of Home Affairs."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from .ordering import by_name

MAX_RW_NUMBER = 99
LONGEST_NAME = 60


class KotaQuerySet(models.QuerySet):
    def served(self):
        """The one kota this site serves."""
        return self.filter(code=settings.OPOR_KOTA)


class Kota(models.Model):
    code = models.CharField(
        "kode", max_length=5, unique=True, validators=[RegexValidator(r"^\d\d\.\d\d\Z", "Contoh: 32.77")]
    )
    name = models.CharField("nama", max_length=LONGEST_NAME)
    slug = models.SlugField(max_length=60, unique=True)

    objects = KotaQuerySet.as_manager()

    class Meta:
        verbose_name = "kota"
        verbose_name_plural = "kota"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="kota_code_shape", condition=Q(code__regex=r"^\d\d\.\d\d$")),
        ]

    def __str__(self):
        return f"Kota {self.name}"


class KecamatanQuerySet(models.QuerySet):
    def within(self, territory):
        """The kecamatan of a Kota; none for a smaller territory."""
        return self.filter(kota=territory) if isinstance(territory, Kota) else self.none()


class Kecamatan(models.Model):
    kota = models.ForeignKey(Kota, models.PROTECT)
    code = models.CharField(
        "kode",
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d\d\.\d\d\.\d\d\Z", "Contoh: 32.77.01")],
    )
    name = models.CharField("nama", max_length=LONGEST_NAME)
    slug = models.SlugField(max_length=60)

    objects = KecamatanQuerySet.as_manager()

    class Meta:
        verbose_name = "kecamatan"
        verbose_name_plural = "kecamatan"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="kecamatan_code_shape", condition=Q(code__regex=r"^\d\d\.\d\d\.\d\d$")
            ),
            models.UniqueConstraint(name="kecamatan_slug_unique_in_kota", fields=["kota", "slug"]),
        ]

    def __str__(self):
        return f"Kecamatan {self.name}"


class KelurahanQuerySet(models.QuerySet):
    def served(self):
        return self.filter(kota__code=settings.OPOR_KOTA)

    def within(self, territory):
        """The kelurahan of a Kota, Kecamatan or Kelurahan, or the one of an RW."""
        if isinstance(territory, Kota):
            return self.filter(kota=territory)
        if isinstance(territory, Kecamatan):
            return self.filter(kecamatan=territory)
        return self.filter(pk=territory.kelurahan_id if isinstance(territory, RW) else territory.pk)

    def alphabetical(self):
        return self.order_by(by_name())


class Kelurahan(models.Model):
    kota = models.ForeignKey(Kota, models.PROTECT)
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT)
    code = models.CharField(
        "kode",
        max_length=13,
        unique=True,
        validators=[RegexValidator(r"^\d\d\.\d\d\.\d\d\.\d{4}\Z", "Contoh: 32.77.01.1001")],
    )
    name = models.CharField("nama", max_length=LONGEST_NAME)
    slug = models.SlugField(max_length=60)

    objects = KelurahanQuerySet.as_manager()

    class Meta:
        verbose_name = "kelurahan"
        verbose_name_plural = "kelurahan"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="kelurahan_code_shape", condition=Q(code__regex=r"^\d\d\.\d\d\.\d\d\.\d{4}$")
            ),
            models.UniqueConstraint(name="kelurahan_slug_unique_in_kota", fields=["kota", "slug"]),
        ]

    def __str__(self):
        return f"Kelurahan {self.name}"


class RW(models.Model):
    """A neighbourhood unit. Numbers have gaps, so each RW is a row."""

    kelurahan = models.ForeignKey(Kelurahan, models.PROTECT)
    number = models.PositiveSmallIntegerField(
        "nomor", validators=[MinValueValidator(1), MaxValueValidator(MAX_RW_NUMBER)]
    )

    class Meta:
        verbose_name = "RW"
        verbose_name_plural = "RW"
        ordering = ["kelurahan__code", "number"]
        constraints = [
            models.UniqueConstraint(name="rw_number_unique_in_kelurahan", fields=["kelurahan", "number"]),
            models.CheckConstraint(
                name="rw_number_range", condition=Q(number__gte=1, number__lte=MAX_RW_NUMBER)
            ),
        ]

    def __str__(self):
        return f"{self.label} {self.kelurahan}"

    @property
    def label(self):
        return f"RW {self.number:02d}"
