"""Whether the database is the one this code was written for."""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


@cache
def newest_migrations():
    """{(app, name)} of the last migration of each app, read from the disk once in the life of a process."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def migrations_are_applied():
    """One query; a django.db.Error says that the database does not answer or holds no tables."""
    applied = MigrationRecorder(connection).migration_qs.values_list("app", "name")
    return newest_migrations() <= set(applied)
