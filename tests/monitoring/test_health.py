"""Whether the process answers, and whether it can serve."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from monitoring.readiness import newest_migrations
from monitoring.views import health


def answer(response):
    return (
        response.status_code,
        response["Content-Type"],
        response["Cache-Control"],
        response.content.decode(),
    )


def test_a_living_process_says_ok_without_asking_the_database(client):
    # This test asks for no database: pytest-django raises at the first query.
    assert answer(client.get("/healthz")) == (200, "text/plain; charset=utf-8", "no-store", "ok")


def test_a_site_with_its_database_is_ready_after_one_question(client, database, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz")

    assert answer(response) == (200, "text/plain; charset=utf-8", "no-store", "ok")


def test_a_site_without_its_database_is_not_ready_and_tells_no_details(client, monkeypatch):
    def unreachable():
        raise OperationalError('connection to server at "10.1.2.3" failed: password authentication failed')

    monkeypatch.setattr(health, "migrations_are_applied", unreachable)

    assert answer(client.get("/readyz")) == (
        503,
        "text/plain; charset=utf-8",
        "no-store",
        "Belum siap: basis data tidak dapat dihubungi.",
    )


def test_a_site_that_waits_for_a_migration_is_not_ready(client, database, monkeypatch):
    waiting = frozenset([("kelurahan", "9999_yet_to_come")])
    monkeypatch.setattr("monitoring.readiness.newest_migrations", lambda: waiting)

    response = client.get("/readyz")

    assert answer(response) == (
        503,
        "text/plain; charset=utf-8",
        "no-store",
        "Belum siap: pembaruan basis data belum dijalankan.",
    )


def test_the_newest_migration_of_each_of_our_apps_is_asked_for(database):
    applied = set(MigrationRecorder(connection).applied_migrations())

    assert {app for app, _ in newest_migrations()} == {app for app, _ in applied}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_reads_only(client, database, path):
    assert [client.head(path).status_code, client.post(path).status_code] == [200, 405]


def test_a_probe_over_plain_http_is_not_led_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 200
