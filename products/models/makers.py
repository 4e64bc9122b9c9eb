"""Makers: who makes what an RW puts forward."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now

from accounts.models import PHONE_SHAPE
from accounts.permissions import is_staff
from kelurahan.models import RW
from kelurahan.ordering import by_name

from .limits import FIRST_YEAR, LAST_YEAR, LONGEST_LINE, LONGEST_NAME, MOST_WORKERS


class BusinessQuerySet(models.QuerySet):
    def visible_to(self, user):
        """By their own page makers are reached by Pemkot alone; others reach them through an entry."""
        return self.filter(rw__kelurahan__kota=user.kota) if is_staff(user) else self.none()

    def not_erased(self):
        return self.filter(erased_at__isnull=True)

    def for_page(self):
        return self.select_related("rw__kelurahan__kota", "merged_into")

    def standing(self):
        """Not merged into another, and with a name."""
        return self.filter(merged_into__isnull=True).exclude(name="")

    def of_rw(self, rw):
        return self.filter(rw=rw)

    def named_like(self, text):
        """With this text in the name of the maker or of the owner; all for an empty text."""
        return self.filter(Q(name__icontains=text) | Q(owner_name__icontains=text)) if text else self

    def alphabetical(self):
        return self.order_by(by_name(), "pk")

    def newest_first(self):
        return self.order_by("-pk")


def within_limit(field, highest):
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": highest})


class Turnover(models.TextChoices):
    TO_2 = "0-2", "Sampai Rp2 juta"
    TO_5 = "2-5", "Rp2 juta sampai Rp5 juta"
    TO_15 = "5-15", "Rp5 juta sampai Rp15 juta"
    TO_50 = "15-50", "Rp15 juta sampai Rp50 juta"
    OVER_50 = "50-", "Lebih dari Rp50 juta"


class Business(models.Model):
    """A maker. The RW is where the product is made; the maker has no account."""

    rw = models.ForeignKey(RW, models.PROTECT, verbose_name="RW")
    name = models.CharField("nama usaha", max_length=LONGEST_NAME, blank=True)
    owner_name = models.CharField("nama pemilik", max_length=LONGEST_NAME, blank=True)
    phone = models.CharField("nomor HP pemilik", max_length=16, blank=True)
    address = models.CharField("alamat tempat usaha", max_length=LONGEST_LINE, blank=True)
    year_started = models.PositiveSmallIntegerField("tahun mulai", null=True, blank=True)
    workers_total = models.PositiveSmallIntegerField("jumlah pekerja", null=True, blank=True)
    workers_from_rw = models.PositiveSmallIntegerField("pekerja warga RW", null=True, blank=True)
    workers_from_cimahi = models.PositiveSmallIntegerField("pekerja warga Cimahi", null=True, blank=True)
    workers_women = models.PositiveSmallIntegerField("pekerja perempuan", null=True, blank=True)
    workers_men = models.PositiveSmallIntegerField("pekerja laki-laki", null=True, blank=True)
    turnover = models.CharField("omzet sebulan", max_length=8, choices=Turnover, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = BusinessQuerySet.as_manager()

    class Meta:
        verbose_name = "pelaku usaha"
        verbose_name_plural = "pelaku usaha"
        constraints = [
            models.CheckConstraint(name="business_phone_e164", condition=Q(phone__regex=PHONE_SHAPE)),
            models.CheckConstraint(
                name="business_workers_from_rw_within_total",
                condition=Q(workers_from_rw__isnull=True) | Q(workers_from_rw__lte=F("workers_total")),
            ),
            models.CheckConstraint(
                name="business_workers_range",
                condition=within_limit("workers_total", MOST_WORKERS)
                & within_limit("workers_from_cimahi", MOST_WORKERS)
                & within_limit("workers_women", MOST_WORKERS)
                & within_limit("workers_men", MOST_WORKERS),
            ),
            models.CheckConstraint(
                name="business_year_range",
                condition=Q(year_started__isnull=True)
                | Q(year_started__gte=FIRST_YEAR, year_started__lte=LAST_YEAR),
            ),
            models.CheckConstraint(
                name="business_turnover_known", condition=Q(turnover__in=["", *Turnover.values])
            ),
            models.CheckConstraint(name="business_not_merged_into_itself", condition=~Q(merged_into=F("id"))),
        ]
        indexes = [
            GinIndex(OpClass(Lower("name"), name="gin_trgm_ops"), name="business_name_trigrams"),
            models.Index(name="business_phone", fields=["phone"], condition=~Q(phone="")),
        ]

    def __str__(self):
        return self.name
