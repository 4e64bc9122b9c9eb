import os

import pytest
from psycopg2.extensions import parse_dsn

from devkit import databases
from devkit.faults import Fault


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://super:s@db.example:5433/postgres", "postgresql://o:p@db.example:5433/opor"),
        ("postgres://db.example/", "postgresql://o:p@db.example/opor"),
        ("postgresql://u@[::1]:5432/x?sslmode=require", "postgresql://o:p@[::1]:5432/opor?sslmode=require"),
        ("postgresql:///x?host=%2Frun%2Fpg&user=u&password=s", "postgresql://o:p@/opor?host=%2Frun%2Fpg"),
    ],
)
def test_another_login_leads_to_the_same_server(url, expected):
    found = databases.with_login(url, "o", "p", "opor")

    assert found == expected


def test_a_folder_with_odd_letters_survives_in_an_address():
    url = databases.with_login("postgresql://u:s@/x?host=%2Fa%20b%2Bc%2525", "o", "p/@:", "opor")

    assert parse_dsn(url) == {"user": "o", "password": "p/@:", "dbname": "opor", "host": "/a b+c%25"}


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {"DATABASE_URL": "sqlite:///opor.sqlite3"},
            "DATABASE_URL must begin with postgresql://, for OPOR runs on PostgreSQL only.",
        ),
        (
            {"DATABASE_URL": "postgresql://u:p@[bad/x"},
            "DATABASE_URL cannot be read as an address: postgresql://USER:PASSWORD@HOST/DATABASE.",
        ),
        (
            {"DATABASE_URL": "postgresql://u:p@h:port/x"},
            "DATABASE_URL cannot be read as an address: postgresql://USER:PASSWORD@HOST/DATABASE.",
        ),
        (
            {"DATABASE_URL": "postgresql://u:p@h/..%2Fx"},
            "The database named in DATABASE_URL must have a plain name: a-z, 0-9, _ (at most 50).",
        ),
        (
            {"OPOR_OWNER_DATABASE_URL": "postgresql://u:p@h/x"},
            "OPOR_OWNER_DATABASE_URL is set, but DATABASE_URL is not: set both or neither.",
        ),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(monkeypatch, environment, sentence):
    for name in ("DATABASE_URL", "OPOR_OWNER_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(Fault) as refused, databases.ready():
        pass

    assert str(refused.value) == sentence


def test_a_server_that_does_not_answer_is_one_sentence(monkeypatch, var):
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/postgres")
    monkeypatch.delenv("OPOR_OWNER_DATABASE_URL", raising=False)

    with pytest.raises(Fault) as refused, databases.ready():
        pass

    assert str(refused.value).startswith("DATABASE_URL leads to no PostgreSQL that answers: ")
    assert str(refused.value).count("\n") == 0


def test_libpq_settings_for_other_servers_do_not_reach_the_embedded_one(monkeypatch):
    monkeypatch.setenv("PGHOST", "elsewhere")
    monkeypatch.setenv("PGSERVICE", "theirs")

    databases._forget_libpq_settings()

    assert {"PGHOST", "PGSERVICE"} & set(os.environ) == set()
