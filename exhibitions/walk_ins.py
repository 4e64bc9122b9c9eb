"""*Usulan susulan*: entered on the morning of the exhibition, confirmed by a second account or on paper."""

from django.db import IntegrityError, transaction

from products import private_files
from products.gallery import add_photos, files_of_failure_removed

from . import registration
from .coverage import rws_without_entry
from .locks import lock_for_share
from .models import Abstention, Action, Entry, EntryStep, Exhibition
from .refusals import AlreadyEntered, EntryRefused, RegistrationClosed

# What the page asks for only if there is time; left empty, it does not wipe out what a draft says.
IF_TIME = ("phone", "main_material", "price", "unit", "workers_total", "workers_from_rw")


def why_closed(exhibition):
    """A sentence when no walk-in can be entered now, or an empty text; `exhibition` may be None."""
    return exhibition.why_closed_to_walk_ins() if exhibition else registration.NOT_OPENED


def rws_to_offer(exhibition):
    """[(RW, its unsent entry or None)] by number: the RW without entry, and those that never sent theirs."""
    unsent = Entry.objects.unsent().filter(exhibition=exhibition).select_related("rw", "product")
    offered = [(rw, None) for rw in rws_without_entry(exhibition)] + [(entry.rw, entry) for entry in unsent]
    return sorted(offered, key=lambda pair: pair[0].number)


def unsent_entry(exhibition, rw):
    """The draft, or the entry returned and not sent again, that a walk-in of this RW goes on with; or None."""
    return Entry.objects.unsent().of(exhibition, rw).for_page().first()


def enter(rw, exhibition, by, values, taken):
    """Make the RW's walk-in, or go on with its unsent entry, and submit it; AlreadyEntered names a sent one.

    `values`: the cleaned fields of the form; `taken`: decoded photos (products.gallery.take_all).
    """
    try:
        with files_of_failure_removed() as files, transaction.atomic():
            locked = lock_for_share(Exhibition.objects.filter(pk=exhibition.pk))
            closed = why_closed(locked)
            if closed:
                raise RegistrationClosed(closed)
            entry = take_up(rw, locked, by, values) or start(rw, locked, by, values)
            _, reasons = add_photos(entry.product, taken, by, files)
            if reasons and not entry.product.photos.shown().exists():
                raise EntryRefused(reasons[0])
            entry.submit(by)
            return entry
    except IntegrityError as error:
        raise registration.already_entered(error, exhibition, rw) from error


def start(rw, exhibition, by, values):
    entry = Entry.objects.create(
        exhibition=exhibition,
        rw=rw,
        product=registration.make_product(rw, by, values),
        on_behalf=True,
        walk_in=True,
        created_by=by,
    )
    Abstention.objects.filter(exhibition=exhibition, rw=rw).delete()
    EntryStep.objects.write(entry, Action.WALK_IN, by, was="")
    return entry


def take_up(rw, exhibition, by, values):
    """The RW's live entry with the values of the form, or None where it has none.

    From here on it is the entry of the account that takes it up, so that another one confirms it; who started it
    stands in its first step.
    """
    entry = Entry.objects.live().of(exhibition, rw).select_for_update(of=["self"]).first()
    if entry is None:
        return None
    if not entry.is_unsent:
        raise AlreadyEntered(entry)
    entry.walk_in, entry.created_by = True, by
    entry.save(update_fields=["walk_in", "created_by"])
    EntryStep.objects.write(entry, Action.WALK_IN, by, was=entry.status)
    if values.get("maker") and values["maker"] != entry.product.business:
        registration.switch_maker(entry, by, values)
    said = {name: value for name, value in values.items() if name not in IF_TIME or value not in (None, "")}
    registration.edit(entry, by, said)
    return entry


def accept(entry, by, version_seen, signature=None):
    """Verify the entry; `signature`: the uploaded picture of the slip that the lurah signed, for a walk-in."""
    taken = private_files.take(signature) if signature and entry.walk_in else None
    with files_of_failure_removed() as files, transaction.atomic():
        paper = private_files.keep(taken, by, files) if taken else None
        entry.accept(by, version_seen, confirmation=paper)
