"""The two roles, made by a superuser of a server of the tests' own."""

from contextlib import closing

import psycopg2
import pytest
from psycopg2 import errors

from devkit import clusters, databases, embedded, places
from devkit.faults import Fault

from .conftest import move_var


@pytest.fixture(scope="module")
def admin(own_cluster, spare_place):
    """The address of a superuser, of one server for all tests of this file."""
    with pytest.MonkeyPatch.context() as patch:
        move_var(patch, spare_place / "var")
        with embedded.held(own_cluster):
            password = places.kept_secret(clusters.SUPERUSER)
            yield own_cluster.url(clusters.SUPERUSER, password, "postgres")


@pytest.fixture(scope="module")
def access(admin):
    return databases._with_roles(admin, "weaving")


def run(url, statement):
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None


def test_the_application_signs_in_as_a_role_without_powers(access):
    powers = run(
        access.application,
        "SELECT current_user, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication"
        " FROM pg_roles WHERE rolname = current_user",
    )

    assert powers == [("weaving_app", False, False, False, False, False)]


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE t (i int)", "CREATE TEMP TABLE t (i int)", "CREATE SCHEMA s", "CREATE DATABASE d"],
)
def test_the_application_may_make_nothing(access, statement):
    with pytest.raises(errors.InsufficientPrivilege):
        run(access.application, statement)


def test_the_owner_owns_the_database_and_may_make_others_for_tests(access):
    run(access.owner, "CREATE DATABASE weaving_test")
    run(access.owner, "DROP DATABASE weaving_test")

    [(owner,)] = run(
        access.owner, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'weaving'"
    )
    assert owner == "weaving_owner"


def test_doing_it_again_changes_nothing_and_mends_a_password(admin, access):
    run(admin, "ALTER ROLE weaving_app PASSWORD 'other'")

    again = databases._with_roles(admin, "weaving")

    assert again == access
    assert run(again.application, "SELECT current_user") == [("weaving_app",)]


def test_a_role_of_that_name_with_powers_is_refused(admin, access):
    run(admin, "ALTER ROLE weaving_app CREATEROLE")

    try:
        with pytest.raises(Fault) as refused:
            databases._with_roles(admin, "weaving")
    finally:
        run(admin, "ALTER ROLE weaving_app NOCREATEROLE")

    assert str(refused.value) == (
        "The role weaving_app exists with powers the application may not have: createrole."
    )


def test_a_role_that_may_make_roles_and_databases_is_enough(admin):
    run(admin, "CREATE ROLE maker LOGIN CREATEROLE CREATEDB PASSWORD 'm'")

    access = databases._with_roles(databases.with_login(admin, "maker", "m", "postgres"), "carving")

    assert run(access.application, "SELECT current_user") == [("carving_app",)]


def test_a_role_that_may_not_is_refused_with_the_way_out(admin, access):
    with pytest.raises(Fault) as refused:
        databases._with_roles(access.application, "dyeing")

    assert str(refused.value) == (
        "DATABASE_URL signs in as weaving_app, which may not create roles and databases: "
        "give one that may, or the owner's address as well, in OPOR_OWNER_DATABASE_URL."
    )


def test_a_database_with_tables_of_somebody_else_is_left_alone(admin):
    run(admin, "CREATE DATABASE theirs")
    theirs = databases.with_login(admin, clusters.SUPERUSER, places.kept_secret(clusters.SUPERUSER), "theirs")
    run(theirs, "CREATE TABLE stock (i int)")

    with pytest.raises(Fault) as refused:
        databases._with_roles(theirs, "theirs")

    assert str(refused.value).startswith("The database theirs is in use by the role postgres: name another")


def test_an_empty_database_that_is_named_is_used(admin):
    run(admin, "CREATE DATABASE vacant")
    vacant = databases.with_login(admin, clusters.SUPERUSER, places.kept_secret(clusters.SUPERUSER), "vacant")

    access = databases._with_roles(vacant, "vacant")

    assert run(access.owner, "SELECT current_database()") == [("vacant",)]


def test_a_wrong_password_is_one_sentence_without_it(admin):
    url = databases.with_login(admin, clusters.SUPERUSER, "not-the-one", "postgres")

    with pytest.raises(Fault) as refused:
        databases._with_roles(url, "weaving")

    assert str(refused.value) == "The server at the socket refuses the password of postgres (DATABASE_URL)."


def test_given_addresses_are_taken_as_they_are(access, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", access.application)
    monkeypatch.setenv("OPOR_OWNER_DATABASE_URL", access.owner)

    with databases.ready() as found:
        assert (found.application, found.owner) == (access.application, access.owner)
