"""One-time links by which an account gets its password: the first one, or a new one for a lost one."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from .people import User

VALID_FOR = timedelta(hours=72)


class InvitationQuerySet(models.QuerySet):
    def pending(self):
        """Neither used nor revoked; at most one of an account."""
        return self.filter(used_at=None, revoked_at=None)

    def open(self):
        """Pending, and still in time."""
        return self.pending().filter(expires_at__gt=timezone.now())

    def newest_first(self):
        return self.order_by("-pk")


class Invitation(models.Model):
    """Holds no token: the link's code is derived from the row (accounts/invitation_codes.py)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="invitation_one_pending_per_account",
                fields=["user"],
                condition=Q(used_at=None, revoked_at=None),
            ),
            models.CheckConstraint(
                name="invitation_used_or_revoked", condition=Q(used_at=None) | Q(revoked_at=None)
            ),
            models.CheckConstraint(
                name="invitation_expires_later", condition=Q(expires_at__gt=F("created_at"))
            ),
        ]

    def __str__(self):
        return f"Undangan {self.pk}"

    @property
    def is_open(self):
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()
