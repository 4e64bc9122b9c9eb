"""The inbox: acts of every app tell people something, and they read it."""

from django.db.models.functions import Now

from .models import Notice


def tell(recipients, kind, title, text, path, by):
    """A notice for each of these accounts. Joins the transaction of the act that it tells of."""
    send(
        [
            Notice(recipient=person, kind=kind, title=title, text=text, path=path, sent_by=by)
            for person in recipients
        ]
    )


def send(notices, once=""):
    """Store notices; with `once`, only for those who have none of this key yet. The notices that were sent."""
    if once:
        told = told_once(once)
        notices = [notice for notice in notices if notice.recipient_id not in told]
    for notice in notices:
        notice.once = once
    # Of two who send the same at one moment, one does.
    Notice.objects.bulk_create(notices, ignore_conflicts=bool(once))
    return notices


def told_once(once):
    """{account id: when} of those who have a notice of this key."""
    return dict(Notice.objects.said(once).values_list("recipient", "at"))


def mark_read(notices):
    """How many were unread until now."""
    return notices.unread().update(read_at=Now())
