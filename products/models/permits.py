"""The permits and marks of a maker (*legalitas usaha*)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User

from .files import PrivateFile
from .makers import Business

NIB_SHAPE = r"^[0-9]{13}$"


class PermitQuerySet(models.QuerySet):
    def held(self):
        return self.filter(state=Permit.State.HELD)

    def verified(self):
        """What the public may be told of: compared with its paper by the operator, and not run out."""
        return self.held().filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=timezone.localdate()), verified_at__isnull=False
        )

    def of_business(self, business):
        return self.filter(business=business)

    def expiring_before(self, day):
        return self.held().filter(expires_on__lt=day)

    def for_check(self):
        return self.select_related("file", "verified_by")


class Permit(models.Model):
    """One kind of permit of one maker. What nobody said anything about has no row."""

    class Kind(models.TextChoices):
        NIB = "nib", "NIB (nomor induk berusaha)"
        BRAND = "merek", "Merek atau kekayaan intelektual (HKI)"
        SNI = "sni", "SNI"
        PIRT = "pirt", "SPP-IRT"
        BPOM = "bpom", "Izin edar BPOM"
        HALAL = "halal", "Sertifikat halal"
        TKDN = "tkdn", "TKDN"
        OTHER = "lainnya", "Izin lain"

    class State(models.TextChoices):
        NONE = "belum", "Belum ada"
        UNDER_WAY = "proses", "Sedang diurus"
        HELD = "ada", "Sudah ada"

    business = models.ForeignKey(Business, models.PROTECT, related_name="permits")
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    state = models.CharField("keadaan", max_length=8, choices=State)
    number = models.CharField("nomor", max_length=60, blank=True)
    expires_on = models.DateField("berlaku sampai", null=True, blank=True)
    file = models.ForeignKey(PrivateFile, models.PROTECT, null=True, blank=True)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(db_default=Now())

    objects = PermitQuerySet.as_manager()

    class Meta:
        verbose_name = "legalitas usaha"
        verbose_name_plural = "legalitas usaha"
        constraints = [
            models.UniqueConstraint(name="permit_one_per_kind", fields=["business", "kind"]),
            models.CheckConstraint(
                name="permit_details_only_when_held",
                condition=Q(state="ada")
                | Q(number="", expires_on__isnull=True, file__isnull=True, verified_at__isnull=True),
            ),
            models.CheckConstraint(
                name="permit_nib_shape",
                condition=~Q(kind="nib") | Q(number="") | Q(number__regex=NIB_SHAPE),
            ),
            models.CheckConstraint(
                name="permit_verified_by_somebody",
                condition=Q(verified_at__isnull=True, verified_by__isnull=True)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_held(self):
        return self.state == self.State.HELD

    @property
    def is_verified(self):
        return self.verified_at is not None

    @property
    def has_run_out(self):
        return self.expires_on is not None and self.expires_on < timezone.localdate()
