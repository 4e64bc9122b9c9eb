"""The inbox: acts of every app tell people something, they read it, after a year it is gone."""

from django.db.models.functions import Now

from .models import Notice


def tell(recipients, kind, title, text, path, by, once=""):
    """A notice for each of these accounts; with `once`, only for those who have none of this key. Who got one.

    Joins the transaction of the act that it tells of.
    """
    told = set(Notice.objects.said(once).values_list("recipient", flat=True)) if once else set()
    reached = [person for person in recipients if person.pk not in told]
    Notice.objects.bulk_create(
        [
            Notice(recipient=person, kind=kind, title=title, text=text, path=path, sent_by=by, once=once)
            for person in reached
        ],
        ignore_conflicts=bool(once),  # of two who remind at the same moment one does
    )
    return reached


def mark_read(notices):
    """How many were unread until now."""
    return notices.unread().update(read_at=Now())


def forget_older_than(moment):
    """Delete what was sent before this moment, read or not; how many."""
    return Notice.objects.older_than(moment).delete()[0]
