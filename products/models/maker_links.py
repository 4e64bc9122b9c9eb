"""What a maker without an account has: a link of their own, and what they asked for by it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.permissions import is_operator, is_staff

from .makers import Business

LONGEST_REQUEST = 500
MOST_OPEN_REQUESTS = 3


class MakerLinkQuerySet(models.QuerySet):
    def valid(self):
        """Not revoked, of a maker who is neither merged into another nor erased."""
        return self.filter(
            revoked_at__isnull=True, business__merged_into__isnull=True, business__erased_at__isnull=True
        )

    def pending(self):
        return self.filter(revoked_at__isnull=True)


class MakerLink(models.Model):
    """Holds no token: the link's code is derived from the row (products/maker_links.py)."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="links")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True)

    objects = MakerLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="maker_link_one_per_maker", fields=["business"], condition=Q(revoked_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"Tautan {self.pk}"


class MakerRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Operators: makers of their kelurahan; staff: of their kota; nobody else."""
        if is_operator(user):
            return self.filter(business__rw__kelurahan=user.kelurahan)
        return self.filter(business__rw__kelurahan__kota=user.kota) if is_staff(user) else self.none()

    def open(self):
        return self.filter(answered_at__isnull=True)

    def answered(self):
        return self.filter(answered_at__isnull=False)

    def of_maker(self, business):
        return self.filter(business=business)

    def for_list(self):
        """The longest waiting first among the open ones, which come before the answered ones."""
        return self.select_related("business__rw__kelurahan", "answered_by").order_by(
            models.F("answered_at").desc(nulls_first=True), "pk"
        )


class MakerRequest(models.Model):
    """What a maker asked for about their own data, and what was answered. Erasing the maker empties both texts."""

    class Kind(models.TextChoices):
        CORRECTION = "perbaikan", "Perbaikan data"
        DELETION = "penghapusan", "Penghapusan data"
        COMPLAINT = "keluhan", "Keluhan"

    business = models.ForeignKey(Business, models.PROTECT, related_name="requests")
    kind = models.CharField("jenis", max_length=12, choices=Kind)
    text = models.TextField("isi", max_length=LONGEST_REQUEST, blank=True)
    at = models.DateTimeField(db_default=Now())
    answer = models.TextField("jawaban", max_length=LONGEST_REQUEST, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = MakerRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "permintaan pelaku usaha"
        verbose_name_plural = "permintaan pelaku usaha"
        constraints = [
            models.CheckConstraint(
                name="maker_request_kind_known",
                condition=Q(kind__in=["perbaikan", "penghapusan", "keluhan"]),
            ),
            models.CheckConstraint(
                name="maker_request_answered_by_somebody",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="maker_request_open", fields=["business"], condition=Q(answered_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.pk})"

    @property
    def is_open(self):
        return self.answered_at is None

    @property
    def asks_for_deletion(self):
        return self.kind == self.Kind.DELETION
