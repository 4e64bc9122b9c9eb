"""The owner's consents as part of an entry: recording them on screen or paper, and withdrawing them at any time."""

from dataclasses import dataclass

from django.db import transaction

from products import consents, private_files
from products.gallery import files_of_failure_removed
from products.models import Consent

from .models import Entry
from .refusals import EntryMoved, EntryRefused, RegistrationClosed

Kind = Consent.Kind
WITHDRAWN = "Pemilik menarik persetujuan pendaftaran dan penilaian."
ALREADY = "Persetujuan ini sudah dicatat. Tidak ada yang perlu dicatat lagi."


@dataclass(frozen=True)
class ConsentRow:
    """One kind of consent on the page of an entry: the one in force, or None, and the text that applies."""

    kind: str
    label: str
    text: str
    consent: Consent | None
    note: str


def rows_of(entry, history):
    """A row of each kind; `history`: all consents of the product, newest first."""
    in_force = {consent.kind: consent for consent in history if consent.in_force}
    ever = {consent.kind for consent in history}
    return [
        ConsentRow(
            kind.value,
            kind.label,
            consents.text_of(in_force[kind]) if kind in in_force else consents.current_text(kind),
            in_force.get(kind),
            note_of(entry, kind) if kind in ever and kind not in in_force else "",
        )
        for kind in Kind
    ]


def note_of(entry, kind):
    """What a withdrawn consent means for this entry, where it is not plain."""
    if kind == Kind.REGISTRATION and entry.is_live and not entry.exhibition.takes_decisions:
        return "Ditarik sesudah penilaian dimulai: nilai yang sudah diberikan tetap dihitung."
    return ""


def history_of(entry):
    return list(Consent.objects.filter(product=entry.product_id).for_history())


def kinds_to_record(entry, by):
    """What is not in force and can be recorded now, in order: registration only while the entry takes changes."""
    in_force = entry.product.consents_in_force
    closed = bool(entry.why_closed_to(by))
    return [kind for kind in Kind if kind not in in_force and not (closed and kind == Kind.REGISTRATION)]


def record(entry, by, kinds, owner_name, taken=None):
    """Write what the owner agreed to. `taken`: the signed sheet, a file from products.private_files.take.

    Consent to registration is a fact of the entry and goes the way of its changes; the others are not, and can be
    recorded whatever has closed.
    """
    with files_of_failure_removed() as files, transaction.atomic():

        def write():
            paper = private_files.keep(taken, by, files) if taken else None
            made = [consents.record(entry.product, kind, owner_name, by, paper) for kind in kinds]
            if not any(made):
                raise EntryRefused(ALREADY)

        if Kind.REGISTRATION in kinds:
            entry.change(by, write)
        else:
            write()


def withdraw(entry, kind, by):
    """From now on. Without consent to registration the product's entries end, unless their scoring has started.

    Returns whether an entry was withdrawn with it.
    """
    with transaction.atomic():
        ended = [end(live, by) for live in entries_resting_on(entry.product_id, kind)]
        consents.withdraw(entry.product_id, kind, by)
    entry.refresh_from_db()
    return any(ended)


def entries_resting_on(product_id, kind):
    if kind != Kind.REGISTRATION:
        return Entry.objects.none()
    return Entry.objects.live().filter(product=product_id).order_by("pk")


def end(entry, by):
    """Whether the entry was withdrawn by this: one that is being scored stays countable."""
    try:
        entry.withdraw_for_owner(by, WITHDRAWN)
    except (RegistrationClosed, EntryMoved):
        return False
    return True
