"""An RW that will not enter, and why: the city's next work list."""

from django.db import models
from django.db.models.functions import Now

from accounts.models import User
from kelurahan.models import RW

from .editions import Exhibition


class Abstention(models.Model):
    class Reason(models.TextChoices):
        NO_MAKER = "tidak ada", "Belum ada pelaku usaha"
        UNWILLING = "tidak bersedia", "Pelaku usaha tidak bersedia"
        OTHER = "lainnya", "Alasan lain"

    exhibition = models.ForeignKey(Exhibition, models.PROTECT, related_name="abstentions")
    rw = models.ForeignKey(RW, models.PROTECT)
    reason = models.CharField("alasan", max_length=16, choices=Reason)
    needs_help = models.BooleanField("butuh pendampingan", default=False)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "RW tidak mengusulkan"
        verbose_name_plural = "RW tidak mengusulkan"
        constraints = [
            models.UniqueConstraint(name="abstention_one_per_rw", fields=["exhibition", "rw"]),
        ]

    def __str__(self):
        return f"{self.rw_id}: {self.get_reason_display()}"
