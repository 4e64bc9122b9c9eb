"""Messages that a person finds in the inbox: made by acts, read by the one they are for."""

from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Now

LONGEST_TITLE = 120
LONGEST_PATH = 200


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(recipient=user)

    def unread(self):
        return self.filter(read_at=None)

    def one(self, notice):
        return self.filter(pk=notice.pk)

    def up_to(self, pk):
        """Those a page showed whose newest was this one; later ones stay."""
        return self.filter(pk__lte=pk)

    def said(self, once):
        return self.filter(once=once)

    def for_list(self):
        return self.select_related("sent_by").order_by("-pk")

    def unread_count_of_outer_user(self):
        """A subquery for a queryset of accounts: how many each has not read, 0 where there are none."""
        unread = self.filter(recipient=OuterRef("pk"), read_at=None).order_by()
        return Subquery(unread.annotate(n=Func(F("pk"), function="COUNT")).values("n"))


class Notice(models.Model):
    """`path` leads to what it is about, on this site. `once`: a notice of this key reaches a person one time only."""

    class Kind(models.TextChoices):
        REMINDER = "pengingat", "Pengingat"
        DECISION = "keputusan", "Hasil pemeriksaan"

    recipient = models.ForeignKey("accounts.User", models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField()
    path = models.CharField(max_length=LONGEST_PATH, blank=True)
    once = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="notice_once", fields=["recipient", "once"], condition=~Q(once="")),
            models.CheckConstraint(
                name="notice_path_on_this_site", condition=Q(path="") | Q(path__regex=r"^/([^/\\]|$)")
            ),
            models.CheckConstraint(
                name="notice_kind_known", condition=Q(kind__in=["pengingat", "keputusan"])
            ),
        ]
        indexes = [
            models.Index(name="notice_recipient", fields=["recipient", "-id"]),
            models.Index(name="notice_unread", fields=["recipient"], condition=Q(read_at=None)),
        ]

    def __str__(self):
        return self.title

    @property
    def is_unread(self):
        return self.read_at is None
