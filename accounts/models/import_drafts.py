"""An import that somebody has looked at and not yet applied."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from kelurahan.models import Kelurahan

from .people import User

KEPT_FOR = timedelta(days=1)


class ImportDraftQuerySet(models.QuerySet):
    def made_by(self, user):
        return self.filter(by=user)

    def kept(self):
        return self.filter(made_at__gt=timezone.now() - KEPT_FOR)

    def outdated(self):
        return self.filter(made_at__lte=timezone.now() - KEPT_FOR)


class ImportDraft(models.Model):
    """`rows`: what the file said; `plan`: what was shown to whoever confirms it. Both are emptied when applied."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    kelurahan = models.ForeignKey(Kelurahan, models.PROTECT, related_name="+")
    rows = models.JSONField()
    plan = models.JSONField()
    notes = models.JSONField(default=dict)
    made_at = models.DateTimeField(db_default=Now())
    applied_at = models.DateTimeField(null=True)

    objects = ImportDraftQuerySet.as_manager()

    def __str__(self):
        return f"Impor {self.pk}"
