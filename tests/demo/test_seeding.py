"""What seed_demo refuses, what its options do, and that the same options give the same rows."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import DemoMark, Role, User
from curation.models import Panel, PanelState, Result
from demo import entries, seeding, story
from demo.places import NOTHING, places
from demo.plans import plans_of
from exhibitions.models import Entry, Exhibition
from kelurahan.management.commands.load_wilayah import DATA
from kelurahan.models import RW, Kelurahan
from kelurahan.wilayah import checked_areas, checked_rws
from tests.databases import cloned_database
from tests.factories import make_edition, make_user

from .conftest import blank_prints
from .rows import every_row


def said_by(*options):
    output = StringIO()
    call_command("seed_demo", *options, stdout=output)
    return output.getvalue()


def cimahi_rws():
    """The RW of the files, without a database."""
    areas = [row for _, row in checked_areas(DATA / "wilayah.csv") if row["tingkat"] == "kelurahan"]
    names = {row["kode"]: row["nama"] for row in areas}
    kelurahan = {
        code: Kelurahan(code=code, name=name, slug=name.lower().replace(" ", "-"))
        for code, name in names.items()
    }
    return [RW(kelurahan=kelurahan[code], number=n) for code, n in checked_rws(DATA / "rw.csv", names)]


@pytest.mark.parametrize("live", [1, 10, 279, 280, 281, 312])
def test_any_number_up_to_all_rw_gives_so_many_live_entries(live):
    plans = plans_of(places(scored=False), cimahi_rws(), live)

    assert (len(plans), sum(plan.is_live for plan in plans)) == (312, live)


def test_the_rw_of_the_instructions_is_the_first_to_have_an_entry():
    plans = plans_of(places(scored=False), cimahi_rws(), 1)

    assert [plan.key for plan in plans if plan.is_live] == ["melong-05"]


def test_categories_come_in_their_shares():
    plans = [plan for plan in plans_of(places(scored=False), cimahi_rws(), 280) if plan.fate != NOTHING]

    counts = {category: [plan.category for plan in plans].count(category) for category in ("tpt", "kriya")}

    assert 0.42 <= counts["tpt"] / len(plans) <= 0.48
    assert 0.32 <= counts["kriya"] / len(plans) <= 0.38


def test_real_accounts_keep_the_demo_out(pemkot):
    with pytest.raises(CommandError, match="bukan demo"):
        said_by()

    assert (User.objects.count(), DemoMark.objects.count()) == (1, 0)


def test_an_edition_without_the_mark_keeps_the_demo_out(cimahi, melong):
    staff = make_user("pemkot", Role.STAFF, cimahi, is_demo=True)
    make_edition(cimahi, staff)

    with pytest.raises(CommandError, match="bukan demo"):
        said_by()


def test_a_real_account_beside_the_demo_keeps_a_second_run_out(cimahi):
    DemoMark.objects.create(fingerprint=seeding.fingerprint_of(280, scored=False))
    make_user("pemkot", Role.STAFF, cimahi)

    with pytest.raises(CommandError, match="bukan demo"):
        said_by()


def test_if_empty_leaves_real_data_alone_without_complaint(pemkot):
    assert said_by("--if-empty") == "Basis data sudah berisi: demo tidak dimuat lagi.\n"
    assert (User.objects.count(), DemoMark.objects.count()) == (1, 0)


def test_if_empty_leaves_any_demo_alone(db):
    DemoMark.objects.create(fingerprint="of other options")

    assert said_by("--if-empty") == "Basis data sudah berisi: demo tidak dimuat lagi.\n"


@pytest.mark.parametrize("entries", ["0", "-1", "1000001"])
def test_a_number_out_of_range_is_refused(db, entries):
    with pytest.raises(CommandError, match="1 sampai 1000000"):
        said_by("--entries", entries)


def test_a_site_of_another_kota_is_refused(db, settings):
    settings.OPOR_KOTA = "32.73"

    with pytest.raises(CommandError, match="OPOR_KOTA"):
        said_by()


def test_a_failure_on_the_way_leaves_neither_rows_nor_files(db, undrawn, monkeypatch, settings):
    def fail(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(story, "give_stands", fail)

    with pytest.raises(RuntimeError):
        seeding.seed(entries=3)

    assert (User.objects.count(), Entry.objects.count(), DemoMark.objects.count()) == (0, 0, 0)
    assert [file for file in settings.MEDIA_ROOT.rglob("*") if file.is_file()] == []


def test_the_command_loads_the_areas_and_a_small_demo(db, undrawn):
    said = said_by("--entries", "6", "--if-empty")

    connection.check_constraints()
    assert said == "Demo dimuat.\n"
    assert (RW.objects.count(), Entry.objects.live().count()) == (312, 6)


def test_scored_leaves_no_verified_entry_without_three_sheets(db, undrawn):
    seeding.seed(entries=40, scored=True)

    connection.check_constraints()
    verified = Entry.objects.verified().count()
    assert verified > 20
    assert list(Result.objects.values_list("sheets", flat=True)) == [3] * verified
    assert not Exhibition.objects.filter(state=Exhibition.State.PLANNED).exists()
    assert set(Panel.objects.values_list("state", flat=True)) == {PanelState.OPEN, PanelState.CLOSED}


def rows_of_a_new_demo(server):
    with cloned_database(server):
        seeding.seed(entries=5)
        return every_row()


def test_the_same_options_give_the_same_rows(
    django_db_setup, django_db_blocker, database_server, monkeypatch
):
    monkeypatch.setattr(entries, "prints_of", blank_prints)

    with django_db_blocker.unblock():
        first, second = (rows_of_a_new_demo(database_server) for _ in range(2))

    assert first == second
    assert len(first["curation_sheetrevision"]) > 0


def test_a_new_demo_keeps_the_files_of_an_earlier_one_and_mends_a_broken_one(db, undrawn, settings):
    with transaction.atomic():
        seeding.seed(entries=2)
        transaction.set_rollback(True)
    before = {file: file.read_bytes() for file in settings.MEDIA_ROOT.rglob("*.jpg")}
    next(iter(before)).write_bytes(b"cut off")

    seeding.seed(entries=2)

    assert {file: file.read_bytes() for file in settings.MEDIA_ROOT.rglob("*.jpg")} == before != {}
