"""Permits of makers: writing what is told of one, comparing it with its paper, and what runs out or is missing."""

from datetime import timedelta

from django.db.models.functions import Now
from django.utils import timezone

from . import private_files
from .models import Business, Permit

Kind = Permit.Kind
State = Permit.State
SOON = timedelta(days=90)
FOOD = "kuliner"
FITTING_FOOD = (Kind.NIB, Kind.HALAL, Kind.PIRT, Kind.BPOM)
FITTING_OTHERS = (Kind.NIB, Kind.BRAND, Kind.SNI)


def fitting_kinds(product):
    """The kinds that a maker of this is asked for first, in the order of the page."""
    return FITTING_FOOD if is_food(product) else FITTING_OTHERS


def is_food(product):
    return product.category is not None and product.category.slug == FOOD


def lacks_halal(product):
    """Whether it is food without a halal certificate: a reason to help, never to refuse (PP 42/2024).

    Reads the prefetched permits of the maker.
    """
    return is_food(product) and all(permit.kind != Kind.HALAL for permit in held_permits(product))


def held_permits(product):
    """Those of its maker; reads the prefetched relation."""
    return [permit for permit in product.business.permits.all() if permit.is_held]


def last_day_soon():
    """What expires before this day is to be renewed."""
    return timezone.localdate() + SOON


def write(business, kind, values, by, files, taken=None):
    """Write what is told of one kind of permit; whether anything changed. A change takes the verification away.

    `values`: state, number, expires_on and keeps_file (False removes the file); `taken`: a new file, in its place;
    `files`: see private_files.keep. The caller holds the lock of the entry, in a transaction.
    """
    Business.objects.select_for_update().get(pk=business.pk)  # of two first answers one makes the row
    permit = Permit.objects.select_related("file").filter(business=business, kind=kind).first()
    permit = permit or Permit(business=business, kind=kind)
    before = details(permit)
    take_over(permit, values)
    replaced = put_file(permit, values, by, files, taken)
    if details(permit) == before:
        return False
    permit.verified_by = permit.verified_at = None
    permit.changed_at = timezone.now()
    permit.save()
    if replaced:
        private_files.discard(replaced)
    return True


def details(permit):
    return permit.state, permit.number, permit.expires_on, permit.file_id


def take_over(permit, values):
    held = values["state"] == State.HELD
    permit.state = values["state"]
    permit.number = values["number"] if held else ""
    permit.expires_on = values["expires_on"] if held else None


def put_file(permit, values, by, files, taken):
    """Give the permit its file; the one that has to go, or None. The same file sent again changes nothing."""
    old = permit.file
    if not permit.is_held or (not taken and not values["keeps_file"]):
        permit.file = None
    elif taken and (old is None or old.digest != taken.digest):
        permit.file = private_files.keep(taken, by, files)
    return old if old and permit.file_id != old.pk else None


def verify(permit, seen, by):
    """The paper says the same; whether that is so now. `seen`: `changed_at` of the permit that was looked at."""
    unchanged = Permit.objects.held().filter(pk=permit.pk, changed_at=seen)
    unchanged.filter(verified_at__isnull=True).update(verified_by=by, verified_at=Now())
    return unchanged.exists()


def unverify(permit, seen):
    """The paper says something else, or is not there; whether the permit still is what was looked at."""
    unchanged = Permit.objects.filter(pk=permit.pk, changed_at=seen)
    unchanged.update(verified_by=None, verified_at=None)
    return unchanged.exists()
