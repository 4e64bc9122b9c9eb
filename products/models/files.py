"""Documents that only those who answer for an entry may open."""

from django.db import models
from django.db.models.functions import Now

from accounts.models import User


class PrivateFile(models.Model):
    """A picture of a paper, re-encoded like a photo, or a PDF. Never public, whatever else is."""

    class Kind(models.TextChoices):
        JPEG = "image/jpeg", "Foto"
        PDF = "application/pdf", "PDF"

    file = models.FileField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, models.PROTECT)
    added_at = models.DateTimeField(db_default=Now())
    # The row stays where something written once points to it; its content is gone since then.
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "berkas tertutup"
        verbose_name_plural = "berkas tertutup"

    def __str__(self):
        return f"Berkas {self.pk}"
