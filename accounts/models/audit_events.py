"""Who did what to whom or what, and when: rows that are only ever added."""

from django.db import models
from django.db.models.functions import Now

from .people import User


class AuditEventQuerySet(models.QuerySet):
    def about(self, thing):
        """The events of one row of any model, newest first, with the names of who did it."""
        return (
            self.filter(subject=thing._meta.label_lower, subject_id=thing.pk)
            .select_related("by")
            .order_by("-pk")
        )


class AuditEvent(models.Model):
    """Append-only. `detail` holds codes, numbers and ids, never names, phone numbers or free text.

    `by` is None for what nobody with an account did: a command on the server, or a maker by the link of their own.
    """

    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    detail = models.JSONField(default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="audit_event_subject", fields=["subject", "subject_id", "-id"])]

    def __str__(self):
        return f"{self.action} {self.subject} {self.subject_id}"
