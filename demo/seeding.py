"""Loading the demo into a database that holds nothing else, all of it or nothing."""

import hashlib
import json
from io import StringIO

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import DemoMark, User
from exhibitions.models import Edition, Entry
from kelurahan.models import Kota
from products.gallery import files_of_failure_removed

from .cities import build_cities
from .days import Days
from .plans import ALL_RWS, LIVE_BY_DEFAULT
from .story import tell

MOST_ENTRIES = 1_000_000
# Any constant does: it keeps two commands from loading at once.
TURN = 1_774_204


class SeedRefused(Exception):
    """The message is a sentence for the person at the command line."""


class RealData(SeedRefused):
    """The database holds something that is no demo."""


class OtherDemo(SeedRefused):
    """The database holds a demo made with other options."""


def seed(entries=LIVE_BY_DEFAULT, scored=False):
    """Load the demo; True when rows were written, False when this very demo is there already.

    The same options give the same rows, counted from the day it is made, whatever was in the files before.
    Raises RealData or OtherDemo, and SeedRefused for a number of entries out of range.
    """
    if not 1 <= entries <= MOST_ENTRIES:
        raise SeedRefused(f"Jumlah usulan harus 1 sampai {MOST_ENTRIES}.")
    with files_of_failure_removed() as files, transaction.atomic():
        take_turn()
        refuse_real_data()
        if is_there(fingerprint_of(entries, scored)):
            return False
        DemoMark.objects.create(fingerprint=fingerprint_of(entries, scored))
        load_areas()
        days = Days(timezone.now())
        if entries <= ALL_RWS:
            tell(entries, scored, days, files)
        else:
            tell(LIVE_BY_DEFAULT, scored, days, files)
            build_cities(entries - LIVE_BY_DEFAULT, scored, days)
    return True


def take_turn():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def refuse_real_data():
    if holds_real_data():
        raise RealData("Basis data ini berisi data yang bukan demo: demo tidak dimuat.")


def holds_real_data():
    """Any account that is not the demo's, or anything at all of an edition without the mark."""
    if User.objects.filter(is_demo=False).exists():
        return True
    if DemoMark.objects.exists():
        return False
    return User.objects.exists() or Edition.objects.exists() or Entry.objects.exists()


def holds_anything():
    return DemoMark.objects.exists() or holds_real_data()


def is_there(fingerprint):
    mark = DemoMark.objects.first()
    if mark is not None and mark.fingerprint != fingerprint:
        raise OtherDemo("Demo dengan pilihan lain sudah dimuat: kosongkan basis data dahulu.")
    return mark is not None


def fingerprint_of(entries, scored):
    options = json.dumps({"entries": entries, "scored": scored}, sort_keys=True)
    return hashlib.sha256(options.encode()).hexdigest()


def load_areas():
    call_command("load_wilayah", stdout=StringIO())
    if not Kota.objects.served().exists():
        raise SeedRefused("Demo ini berisi Kota Cimahi, tetapi OPOR_KOTA menunjuk kota lain.")
