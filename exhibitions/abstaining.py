"""Recording that an RW will not enter; entering later takes it back."""

from django.db import transaction

from .locks import lock_for_share
from .models import Abstention, Entry, Exhibition
from .refusals import AlreadyEntered, RegistrationClosed


def why_not(exhibition, rw, by):
    """A sentence when this RW cannot say no now, or an empty text."""
    if Entry.objects.live().of(exhibition, rw).exists():
        return "RW ini sudah punya usulan. Tarik dahulu usulannya bila RW tidak jadi ikut."
    return exhibition.why_closed_to(by)


def abstain(exhibition, rw, by, reason, needs_help):
    with transaction.atomic():
        locked = lock_for_share(Exhibition.objects.filter(pk=exhibition.pk))
        closed = locked.why_closed_to(by)
        if closed:
            raise RegistrationClosed(closed)
        entry = Entry.objects.live().of(exhibition, rw).first()
        if entry:
            raise AlreadyEntered(entry)
        Abstention.objects.update_or_create(
            exhibition=exhibition, rw=rw, defaults={"reason": reason, "needs_help": needs_help, "by": by}
        )
