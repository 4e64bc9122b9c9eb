"""What the owner of a product agreed to."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User

from .files import PrivateFile
from .limits import LONGEST_NAME

OWNER = "Pemilik, lewat tautannya sendiri"


class ConsentQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn_at__isnull=True)

    def for_history(self):
        return self.select_related("recorded_by", "withdrawn_by", "paper").order_by("-pk")


class Consent(models.Model):
    """By which text, when, on what and recorded by whom. Withdrawn once, never changed or deleted."""

    class Kind(models.TextChoices):
        REGISTRATION = "registration", "Pendaftaran dan penilaian"
        PUBLICATION = "publication", "Tampil di katalog: produk dan foto"
        CONTACT = "contact", "Nomor HP boleh ditampilkan"
        FACES = "faces", "Wajah yang dapat dikenali di foto"

    class Medium(models.TextChoices):
        SCREEN = "layar", "Di layar"
        PAPER = "kertas", "Di kertas"

    product = models.ForeignKey("products.Product", models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=20, choices=Kind)
    text_version = models.PositiveSmallIntegerField()
    medium = models.CharField(max_length=8, choices=Medium, default=Medium.SCREEN)
    paper = models.ForeignKey(PrivateFile, models.PROTECT, null=True, blank=True)
    owner_name = models.CharField(max_length=LONGEST_NAME)
    recorded_by = models.ForeignKey(User, models.PROTECT)
    recorded_at = models.DateTimeField(db_default=Now())
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_by_owner = models.BooleanField(db_default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "persetujuan pemilik"
        verbose_name_plural = "persetujuan pemilik"
        constraints = [
            models.UniqueConstraint(
                name="consent_one_in_force",
                fields=["product", "kind"],
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="consent_paper_has_its_picture",
                condition=Q(medium="layar", paper__isnull=True) | Q(medium="kertas", paper__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.owner_name})"

    @property
    def withdrawn_by_name(self):
        """Who withdrew it: somebody with an account, or the owner by the link of their own."""
        return OWNER if self.withdrawn_by_owner else self.withdrawn_by.name

    @property
    def in_force(self):
        return self.withdrawn_at is None
