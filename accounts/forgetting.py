"""Emptying the free text of rows that are written once: the functions that migrations made with the owner's rights."""

from django.db import connection


def forget(model, ids):
    """Empty what `model`'s `forget_<table>(id)` empties, of the rows with these ids."""
    function = connection.ops.quote_name(f"forget_{model._meta.db_table}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(row_id) FROM unnest(%s::bigint[]) row_id", [list(ids)])  # noqa: S608
