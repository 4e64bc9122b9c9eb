"""What the officers of an RW find in their inbox when the operator has decided on its entry."""

from django.db import transaction

from accounts import inbox
from accounts.models import Notice, User
from kelurahan.templatetags.indonesia import hari_tanggal

from .models import Status


def decide_and_tell(entry, by, act):
    """Run `act()`, one decision on the entry, and tell the active accounts of its RW: both or neither."""
    with transaction.atomic():
        act()
        tell_decision(entry, by)


def tell_decision(entry, by):
    title, text = WORDS[entry.status](entry)
    officers = User.objects.active().officers().of_rw(entry.rw)
    inbox.tell(officers, Notice.Kind.DECISION, title, text, entry.get_absolute_url(), by)


def returned(entry):
    title = f"Usulan {entry.rw.label} perlu diperbaiki"
    text = (
        f"{entry} dikembalikan operator. Yang perlu diperbaiki tertulis di isiannya. "
        "Perbaiki, lalu ajukan lagi"
    )
    return title, text + until(entry.exhibition) + "."


def verified(entry):
    title = f"Usulan {entry.rw.label} sudah terverifikasi"
    held_on = entry.exhibition.held_on
    day = f" pada {hari_tanggal(held_on)}" if held_on else ""
    return title, f"{entry} ikut {entry.exhibition}{day}. Lengkapi isian lainnya sebelum hari gelar."


def ineligible(entry):
    title = f"Usulan {entry.rw.label} tidak memenuhi syarat"
    text = f"Alasan tentang {entry} tertulis di halaman usulannya. RW dapat mengusulkan produk lain"
    return title, text + until(entry.exhibition) + "."


def until(exhibition):
    """` paling lambat Rabu, 17 Juni 2026 pukul 23.59 WIB`; empty while no day is set."""
    day = exhibition.last_registration_day
    return f" paling lambat {hari_tanggal(day)} pukul 23.59 WIB" if day else ""


WORDS = {Status.RETURNED: returned, Status.VERIFIED: verified, Status.INELIGIBLE: ineligible}
