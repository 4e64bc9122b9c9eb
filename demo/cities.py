"""Cities made up to fill a database: areas, an open edition and a verified entry of each RW, by whole sets of rows.

A city has 10 kecamatan of 8 kelurahan of 25 RW; its codes begin with 90.01, and its one account of staff owns all
rows. No account of it can sign in. What stands in the rows is what the acts would have written.
"""

from django.db import connection

from accounts.models import Role, User
from curation.editions import open_edition
from curation.models import Panel, Seat
from exhibitions.models import Edition, Exhibition
from kelurahan.models import Kota
from products import consents

from . import city_entries, city_sheets
from .recounts import recount
from .rubrics import freeze_rubrics

FIRST_PROVINCE, CITIES_OF_PROVINCE = 90, 99
KECAMATAN, KELURAHAN, RWS = 10, 8, 25
ENTRIES_OF_CITY = KECAMATAN * KELURAHAN * RWS
CURATORS = 3
EDITION_OPENED, HELD_LATER, SCORING_OPENED = -45, 10, 8 * 60
NO_PASSWORD = "!demo"  # noqa: S105 - no password leads to it

# Rows of this transaction have no statistics yet: the statements say by which way to go from row to row. What triggers
# and foreign keys planned while the tables were small would read them from end to end.
BY_INDEX = """
SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
SET LOCAL join_collapse_limit = 1; SET LOCAL jit = off; DISCARD PLANS
"""
AREAS = """
INSERT INTO kelurahan_kecamatan (kota_id, code, name, slug)
SELECT id, code || '.' || to_char(n, 'FM00'), 'Buatan ' || to_char(n, 'FM00'), 'buatan-' || to_char(n, 'FM00')
FROM kelurahan_kota, generate_series(1, %(kecamatan)s) n WHERE id = %(kota)s;

INSERT INTO kelurahan_kelurahan (kota_id, kecamatan_id, code, name, slug)
SELECT kota_id, id, code || '.' || 1000 + n, name || '-' || to_char(n, 'FM00'), slug || '-' || to_char(n, 'FM00')
FROM kelurahan_kecamatan, generate_series(1, %(kelurahan)s) n WHERE kota_id = %(kota)s;

INSERT INTO kelurahan_rw (kelurahan_id, number)
SELECT id, n FROM kelurahan_kelurahan, generate_series(1, %(rws)s) n WHERE kota_id = %(kota)s ORDER BY code, n;
"""


def build_cities(entries, scored, days):
    """As many cities as `entries` live entries need; `scored`: each entry has three submitted sheets."""
    run(BY_INDEX)
    goods = city_entries.goods()
    for index, first in enumerate(range(0, entries, ENTRIES_OF_CITY)):
        number = min(ENTRIES_OF_CITY, entries - first)
        build_city(code_of(index), first, number, goods, scored, days)


def code_of(index):
    province, city = divmod(index, CITIES_OF_PROVINCE)
    return f"{FIRST_PROVINCE + province:02d}.{city + 1:02d}"


def build_city(code, first, entries, goods, scored, days):
    kota = Kota.objects.create(code=code, name=f"Buatan {code}", slug=f"buatan-{code.replace('.', '-')}")
    run(AREAS, kota=kota.pk, kecamatan=KECAMATAN, kelurahan=KELURAHAN, rws=RWS)
    staff = account(kota, "pemkot", Role.STAFF, days)
    edition = plan_edition(kota, staff, scored, days)
    opened_at = days.at(EDITION_OPENED, 9 * 60)
    for statement in city_entries.STATEMENTS:
        run(
            statement,
            kota=kota.pk,
            staff=staff.pk,
            first=first,
            entries=entries,
            goods=goods,
            opened=opened_at,
            attendance="hadir" if scored else "belum",
            consent=consents.current_version(consents.Kind.REGISTRATION),
        )
    if scored:
        score(kota, edition, staff, days)
    # Checked now, so that the keys of all cities do not wait in memory for the end of the transaction.
    run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def account(kota, name, role, days):
    return User.objects.create(
        username=f"{name}-{kota.code.replace('.', '-')}",
        name=f"{role.label} {kota.name}",
        role=role,
        kota=kota,
        password=NO_PASSWORD,
        is_demo=True,
        created_at=days.at(EDITION_OPENED, 8 * 60),
    )


def plan_edition(kota, staff, scored, days):
    edition = open_edition(kota, days.today.year, f"OPOR {days.today.year}", staff)
    Edition.objects.filter(pk=edition.pk).update(opened_at=days.at(EDITION_OPENED, 9 * 60))
    Exhibition.objects.filter(edition=edition).update(
        held_on=days.date(0 if scored else HELD_LATER),
        venue="Balai kelurahan",
        state=Exhibition.State.RUNNING if scored else Exhibition.State.PLANNED,
    )
    return edition


def score(kota, edition, staff, days):
    opened_at = days.at(0, SCORING_OPENED)
    freeze_rubrics(edition, opened_at)
    panels = list(Panel.objects.of_edition(edition).order_by("pk"))
    curators = [account(kota, f"kurator-{n}", Role.CURATOR, days) for n in range(1, CURATORS + 1)]
    Seat.objects.bulk_create(
        Seat(panel=panel, curator=curator, is_chair=n == 0, seated_by=staff, seated_at=days.at(-9, 9 * 60))
        for panel in panels
        for n, curator in enumerate(curators)
    )
    for statement in city_sheets.STATEMENTS:
        run(
            statement,
            edition=edition.pk,
            staff=staff.pk,
            opened=opened_at,
            sent=days.at(0, SCORING_OPENED + 60),
            remarks=city_sheets.remarks(),
        )
    recount(panels)


def run(statement, **values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
