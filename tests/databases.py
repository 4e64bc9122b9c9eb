"""The databases of a test run: made and migrated by the owner, used by the application's role.

Each process of a run claims the lowest free number by an advisory lock of the owner's session: two runs on one server
never meet, and what a crashed run left behind has a free number and is replaced.
"""

import gc
import os
from contextlib import contextmanager
from io import StringIO

import dj_database_url
import psycopg2
from django.core.management import call_command
from django.db import connections
from psycopg2.errors import ObjectInUse
from psycopg2.sql import SQL, Identifier

LOCK_CLASS = 1_774_203
MOST_RUNS = 100
TRIES = 4
ROLE = ("HOST", "PORT", "USER", "PASSWORD")


class Server:
    """The server as its owner sees it, and the number this process claimed on it."""

    def __init__(self):
        self.url = os.environ["OPOR_OWNER_DATABASE_URL"]
        self.session = psycopg2.connect(self.url)
        self.session.autocommit = True
        self.number = next(n for n in range(1, MOST_RUNS) if self._claim(n))
        self.name = f"test_opor_{self.number}"
        self.clone_name = f"{self.name}_clone"

    def _claim(self, number):
        return self.rows("SELECT pg_try_advisory_lock(%s, %s)", LOCK_CLASS, number) == [(True,)]

    def rows(self, statement, *values):
        with self.session.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()

    def execute(self, statement, **names):
        with self.session.cursor() as cursor:
            cursor.execute(SQL(statement).format(**{key: Identifier(name) for key, name in names.items()}))

    def exists(self, name):
        return bool(self.rows("SELECT 1 FROM pg_database WHERE datname = %s", name))

    def create(self, name, template="template0"):
        self.drop(name)
        for tries_left in reversed(range(TRIES)):
            try:
                self.execute(
                    "CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE {template}", name=name, template=template
                )
                break
            except ObjectInUse:
                # A session of an earlier test is still ending; the server itself waits 5 s for it each time.
                gc.collect()
                if not tries_left:
                    raise
        self.execute("REVOKE ALL ON DATABASE {name} FROM PUBLIC", name=name)
        self.execute("GRANT CONNECT ON DATABASE {name} TO {role}", name=name, role=application_role())

    def drop(self, name):
        self.execute("DROP DATABASE IF EXISTS {name}", name=name)

    def close(self):
        self.session.close()


def application_role():
    return dj_database_url.parse(os.environ["DATABASE_URL"])["USER"]


@contextmanager
def pointed_at(name):
    """The default connection of every thread leads to this database: they share one dict of settings."""
    settings = connections.settings["default"]
    before = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = before


@contextmanager
def as_owner():
    """The default connection signs in as the owner of the tables."""
    settings = connections.settings["default"]
    before = {key: settings[key] for key in ROLE}
    owner = dj_database_url.parse(os.environ["OPOR_OWNER_DATABASE_URL"])
    connections.close_all()
    settings.update({key: owner[key] for key in ROLE})
    try:
        yield
    finally:
        connections.close_all()
        settings.update(before)


@contextmanager
def migrated_database(server, keep, anew):
    """The test database as migrations leave it. `keep` reuses one and leaves it, `anew` makes it all the same."""
    server.drop(server.clone_name)
    if anew or not (keep and server.exists(server.name)):
        server.create(server.name)
    with pointed_at(server.name):
        with as_owner():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("grant_application", stdout=StringIO())
        yield
    if not keep:
        server.drop(server.name)


@contextmanager
def cloned_database(server):
    """A copy of the test database for a test whose changes are committed; it goes as a whole, without TRUNCATE."""
    connections.close_all()
    server.create(server.clone_name, template=server.name)
    try:
        with pointed_at(server.clone_name):
            yield server.clone_name
    finally:
        server.drop(server.clone_name)
