"""Walk-ins by the act of production, and the day on which they are taken."""

import secrets

from django.utils import timezone

from exhibitions import walk_ins
from exhibitions.models import Exhibition
from products.models import Category
from products.photos import TakenPhoto
from tests.factories import jpeg
from tests.products.permit_factories import make_paper


def hold_on(exhibition, day):
    Exhibition.objects.filter(pk=exhibition.pk).update(held_on=day)
    exhibition.held_on = day


def hold_today(exhibition):
    hold_on(exhibition, timezone.localdate())


def walk_in_values(category="tpt", **changes):
    """The cleaned fields of the page, with nothing filled in that is only asked for if there is time."""
    values = {
        "name": "Tas belanja kain perca",
        "category": Category.objects.filter(slug=category).first(),
        "business_name": "Jahit Bu Tati",
        "owner_name": "Tati Rohayati",
        "consent": True,
        "phone": "",
        "main_material": "",
        "price": None,
        "unit": "",
        "workers_total": None,
        "workers_from_rw": None,
    }
    return values | changes


def taken_photo():
    """A decoded photo as products.photos.take gives it, unlike any other."""
    files = {"32.jpg": jpeg(32, 24), "64.jpg": jpeg(64, 48)}
    return TakenPhoto(files, 64, 48, secrets.token_hex(32), None)


def enter(rw, exhibition, by, **changes):
    return walk_ins.enter(rw, exhibition, by, walk_in_values(**changes), [taken_photo()])


def make_walk_in(rw, exhibition, by, signed=False, **changes):
    """Entered as on the day itself, whatever the day of the exhibition is; `signed`: verified on paper."""
    day = exhibition.held_on
    hold_today(exhibition)
    entry = enter(rw, exhibition, by, **changes)
    if signed:
        entry.accept(by, version_seen=1, confirmation=make_paper(by))
    hold_on(exhibition, day)
    return entry
