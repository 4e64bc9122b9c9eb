"""What the database refuses about entries and rows that are written once, whoever asks and however."""

import pytest
from django.apps import apps
from django.db import models

from accounts import audit
from accounts.commitments import commitment
from accounts.database_role import WRITE_ONCE_TABLES
from exhibitions.models import (
    LIVE,
    Abstention,
    Action,
    Edition,
    Entry,
    EntryStep,
    EntryVersion,
    Exhibition,
    Status,
    StepNote,
    VersionFacts,
)
from tests.databases import as_owner
from tests.factories import make_entry, make_scoring, make_sent_sheet, rw_of
from tests.refusals import answer_to, execute, refused_by, rows

APPEND_ONLY = {
    "exhibitions_entryversion",
    "exhibitions_entrystep",
    "curation_sheetrevision",
    "curation_panelstep",
    "accounts_auditevent",
}
SIDE_TABLES = {"exhibitions_versionfacts", "exhibitions_stepnote", "curation_revisiontext"}
WRITE_ONCE = sorted(APPEND_ONLY | SIDE_TABLES)
CHANGES = ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
STATEMENTS = [statement.format(table) for table in WRITE_ONCE for statement in CHANGES]


@pytest.fixture
def scored(gelar_melong, melong, kurator_1, pemkot, op_melong):
    """A returned, a withdrawn and a scored entry: every write-once table has a row."""
    make_entry(gelar_melong, rw_of(melong, 6), status=Status.RETURNED)
    entry = make_entry(gelar_melong, rw_of(melong, 5), status=Status.VERIFIED)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    make_sent_sheet(entry, kurator_1)
    audit.record(op_melong, "invited", kurator_1)
    return entry


def test_every_write_once_table_has_a_row_to_try_it_on(scored):
    assert [table for table in WRITE_ONCE if not rows(f"SELECT 1 FROM {table} LIMIT 1")] == []


def test_the_application_s_role_changes_no_row_that_is_written_once(scored):
    answers = {statement: answer_to(statement) for statement in STATEMENTS}

    assert answers == dict.fromkeys(STATEMENTS, "InsufficientPrivilege")


def test_the_owner_s_changes_are_refused_by_triggers(own_database, scored):
    with as_owner():
        answers = {statement: answer_to(statement) for statement in STATEMENTS}

    assert answers == dict.fromkeys(STATEMENTS, "IntegrityConstraintViolation")


def test_the_application_s_role_cannot_switch_the_rules_off(scored):
    owner = rows("SELECT tableowner FROM pg_tables WHERE tablename = 'accounts_user'")[0][0]
    attempts = [
        *(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in WRITE_ONCE),
        *(f"DROP TRIGGER {table}_rows ON {table}" for table in WRITE_ONCE),
        "ALTER TABLE exhibitions_entry DISABLE TRIGGER entry_in_territory",
        "DROP TABLE exhibitions_entrystep CASCADE",
        "DROP FUNCTION refuse_change() CASCADE",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TABLE public.exhibitions_entrystep2 (id int)",
        "CREATE TEMPORARY TABLE exhibitions_entrystep (id int)",
        "SET session_replication_role = replica",
        f"SET ROLE {owner}",
        f"GRANT {owner} TO current_user",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('curation', '9999', now())",
        "DELETE FROM django_migrations",
    ]

    answers = {attempt: answer_to(attempt) for attempt in attempts}

    assert answers == dict.fromkeys(attempts, "InsufficientPrivilege")


def test_the_application_s_role_owns_nothing_and_has_no_powers(db):
    powers = rows(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication FROM pg_roles"
        " WHERE rolname = current_user"
    )
    owned = rows(
        "SELECT relname FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    )
    too_much = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        " AND has_table_privilege(oid, 'TRUNCATE, REFERENCES, TRIGGER')"
    )

    assert powers == [(False,) * 5]
    assert owned == []
    assert too_much == []


def test_only_forgetting_runs_with_the_owner_s_rights(db):
    functions = rows("SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace")

    assert {name for (name,) in functions} == {
        f"forget_{table}" for table in {*SIDE_TABLES, "products_consent"}
    }


def is_side_model(model):
    return {"text", "salt"} <= {field.name for field in model._meta.fields}


def test_no_table_that_calls_itself_append_only_can_forget_its_triggers(db):
    said = {
        model._meta.db_table
        for model in apps.get_models()
        if "append-only" in (model.__doc__ or "").lower() or is_side_model(model)
    }

    guarded = {table for (table,) in rows(WRITE_ONCE_TABLES)}

    assert said == guarded == set(WRITE_ONCE)


def test_a_model_that_points_to_who_wrote_it_and_when_is_append_only_or_says_why_not(db):
    """A row with `by` and a time is a record; those that may change are named here on purpose."""
    times = {"at", "received_at"}
    records = {
        model._meta.db_table
        for model in apps.get_models()
        for names in [{field.name for field in model._meta.fields}]
        if "by" in names and names & times
    }

    assert records - APPEND_ONLY == {Abstention._meta.db_table}


FORGETTABLE = [VersionFacts, StepNote]


@pytest.mark.parametrize("model", FORGETTABLE)
def test_forgetting_empties_text_and_salt_of_one_row_and_nothing_else(scored, model):
    table = model._meta.db_table
    row = model.objects.order_by("pk").first()
    rest = model.objects.exclude(pk=row.pk)
    before = list(rest.values_list("pk", "text"))

    execute(f"SELECT forget_{table}(%s)", row.pk)

    assert model.objects.filter(pk=row.pk).values_list("text", "salt").get() == (None, None)
    assert list(rest.values_list("pk", "text")) == before


def test_the_commitment_outlives_the_forgotten_text(scored):
    facts = VersionFacts.objects.select_related("version").get(version__entry=scored)
    text, salt = facts.text, bytes(facts.salt)

    execute("SELECT forget_exhibitions_versionfacts(%s)", facts.pk)

    version = EntryVersion.objects.select_related("facts").get(pk=facts.version_id)
    assert version.shown_facts == {}
    assert version.commitment == commitment(salt, text)


def test_not_even_the_owner_rewrites_a_text_or_hands_it_to_another_row(own_database, scored):
    attempts = [
        "UPDATE exhibitions_versionfacts SET text = 'lain'",
        "UPDATE exhibitions_versionfacts SET text = NULL",
        "UPDATE exhibitions_versionfacts SET salt = NULL",
        "UPDATE exhibitions_versionfacts SET text = NULL, salt = NULL, id = id + 100",
        "UPDATE exhibitions_stepnote SET text = 'lain', salt = NULL",
    ]

    with as_owner():
        answers = {attempt: answer_to(attempt) for attempt in attempts}

    assert answers == dict.fromkeys(attempts, "IntegrityConstraintViolation")


# Entries


@pytest.fixture
def entry(gelar_melong, melong):
    return make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)


def set_entry(entry, **fields):
    return lambda: Entry.objects.filter(pk=entry.pk).update(**fields)


def another(entry, **fields):
    """A row beside `entry` with other fields, of the same product unless told."""
    kept = ["exhibition", "rw", "product", "category", "status", "created_by"]
    values = {name: getattr(entry, name) for name in kept}
    return Entry(**values | fields).save


@pytest.mark.parametrize("status", LIVE)
def test_an_rw_has_one_live_entry_in_an_exhibition(entry, status):
    fields = {"status": status, "verified_version": entry.versions.get()}

    assert refused_by(another(entry, **fields)) == "entry_one_live_per_rw"


def test_a_closed_entry_does_not_come_back_beside_a_live_one(entry):
    another(entry, status=Status.WITHDRAWN)()
    withdrawn = Entry.objects.get(status=Status.WITHDRAWN)

    assert refused_by(set_entry(withdrawn, status=Status.DRAFT)) == "entry_one_live_per_rw"


def test_a_stand_is_given_once_among_live_entries(entry, gelar_melong, melong):
    other = make_entry(gelar_melong, rw_of(melong, 6))
    set_entry(entry, stand=7)()

    assert refused_by(set_entry(other, stand=7)) == "entry_stand_unique_among_live"


def test_the_stand_of_a_closed_entry_is_free(entry, gelar_melong, melong):
    other = make_entry(gelar_melong, rw_of(melong, 6))
    set_entry(entry, stand=7, status=Status.WITHDRAWN)()

    set_entry(other, stand=7)()

    assert Entry.objects.live().get(stand=7) == other


def test_a_stand_returns_in_another_exhibition(entry, gelar_utama, utama):
    other = make_entry(gelar_utama, rw_of(utama, 1))
    Entry.objects.update(stand=7)

    assert set(Entry.objects.filter(stand=7)) == {entry, other}


def test_an_entry_names_a_product_of_its_own_rw(entry, gelar_melong, melong):
    other = make_entry(gelar_melong, rw_of(melong, 6))

    assert refused_by(set_entry(entry, product=other.product)) == "entry_product_of_its_rw"


def test_a_product_does_not_move_away_under_its_entry(entry, melong):
    def move():
        type(entry.product).objects.filter(pk=entry.product_id).update(rw=rw_of(melong, 6))

    assert refused_by(move) == "entry_product_of_its_rw"


def level_exhibition(edition, level, **area):
    return Exhibition.objects.create(edition=edition, level=level, **area)


@pytest.mark.parametrize("way", ["insert", "update"])
def test_an_rw_does_not_enter_another_kelurahan_s_exhibition(entry, gelar_utama, way):
    acts = {
        "insert": another(entry, exhibition=gelar_utama),
        "update": set_entry(entry, exhibition=gelar_utama),
    }

    assert refused_by(acts[way]) == "entry_in_territory"


def test_a_kecamatan_exhibition_takes_its_own_rw_alone(entry, edition, selatan, utara):
    own, other = (
        level_exhibition(edition, "kecamatan", kecamatan=kecamatan) for kecamatan in (selatan, utara)
    )

    another(entry, exhibition=own)()

    assert refused_by(another(entry, exhibition=other)) == "entry_in_territory"


def test_a_kota_exhibition_takes_the_rw_of_its_kota_alone(entry, edition, other_city_staff):
    bandung = Edition.objects.create(
        kota=other_city_staff.kota, year=2026, name="Lain", slug="lain", opened_by=other_city_staff
    )
    own, other = (level_exhibition(edition_of, "kota") for edition_of in (edition, bandung))

    another(entry, exhibition=own)()

    assert refused_by(another(entry, exhibition=other)) == "entry_in_territory"


def test_an_unknown_status_is_refused(entry):
    assert refused_by(set_entry(entry, status="ditolak")) == "entry_status_known"


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.RETURNED, Status.INELIGIBLE])
def test_what_was_submitted_has_a_category(entry, status):
    assert refused_by(set_entry(entry, status=status, category=None)) == "entry_submitted_has_category"


def test_what_is_verified_names_its_version(entry):
    assert refused_by(set_entry(entry, status=Status.VERIFIED)) == "entry_verified_has_version"


def test_a_verified_walk_in_was_confirmed_by_another_account_or_on_paper(entry, op2_melong):
    verified = {"status": Status.VERIFIED, "verified_version": entry.versions.get(), "walk_in": True}

    answers = [
        refused_by(set_entry(entry, **verified)),
        refused_by(set_entry(entry, **verified, confirmed_by=entry.created_by)),
    ]
    set_entry(entry, **verified, confirmed_by=op2_melong)()

    assert answers == ["entry_walk_in_confirmed_by_another"] * 2


@pytest.fixture
def foreign_version(entry, gelar_melong, melong):
    """A version of another entry."""
    return make_entry(gelar_melong, rw_of(melong, 6), status=Status.SUBMITTED).versions.get()


def test_an_entry_is_verified_by_a_version_of_its_own(entry, foreign_version):
    change = set_entry(entry, status=Status.VERIFIED, verified_version=foreign_version)

    assert refused_by(change) == "entry_verified_version_is_its_own"


def test_a_step_points_to_a_version_of_its_entry(entry, foreign_version):
    step = EntryStep(
        entry=entry,
        action=Action.ACCEPT,
        was=Status.SUBMITTED,
        became=Status.VERIFIED,
        by=entry.created_by,
        version=foreign_version,
    )

    assert refused_by(step.save) == "entry_step_version_of_its_entry"


def test_a_version_s_number_is_given_once(entry):
    version = entry.versions.get()
    fields = {field.attname: getattr(version, field.attname) for field in version._meta.fields}
    del fields["id"]

    assert refused_by(lambda: EntryVersion.objects.create(**fields)) == "entry_version_n_unique"


def test_an_rw_abstains_once(gelar_melong, melong, op_melong):
    said = {"exhibition": gelar_melong, "rw": rw_of(melong, 8), "reason": "lainnya", "by": op_melong}
    Abstention.objects.create(**said)

    assert refused_by(lambda: Abstention.objects.create(**said)) == "abstention_one_per_rw"


def test_no_row_that_others_point_to_is_deleted_with_them(db):
    """PROTECT everywhere: erasing is an act of its own, never a side effect."""
    cascading = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in {"kelurahan", "accounts", "products", "exhibitions", "curation"}
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT
    ]

    assert cascading == []
