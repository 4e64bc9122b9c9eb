"""Recording that an RW will not enter; entering later takes it back."""

from django.db import transaction

from .locks import lock_for_share
from .models import Abstention, Entry, Exhibition
from .refusals import AlreadyEntered, RegistrationClosed


def abstain(exhibition, rw, by, reason, needs_help):
    with transaction.atomic():
        locked = lock_for_share(Exhibition.objects.filter(pk=exhibition.pk))
        if not locked.takes_changes_from(by):
            raise RegistrationClosed("Masa pendaftaran gelar ini sudah berakhir.")
        entry = Entry.objects.live().of(exhibition, rw).first()
        if entry:
            raise AlreadyEntered(entry)
        Abstention.objects.update_or_create(
            exhibition=exhibition, rw=rw, defaults={"reason": reason, "needs_help": needs_help, "by": by}
        )
