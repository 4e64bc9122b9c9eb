"""What the database answers to an act that it refuses."""

import pytest
from django.db import Error, IntegrityError, connection, transaction


def refused_by(act):
    """The name of the constraint that refuses `act`, deferred ones included; the transaction goes on afterwards."""
    # What an earlier act left to be checked at the commit must not pass for a refusal of this one.
    execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    @transaction.atomic
    def act_now():
        act()
        execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError) as refused:
        act_now()
    return refused.value.__cause__.diag.constraint_name


def answer_to(statement, *values):
    """The name of PostgreSQL's error, or "done"; what was done is undone."""
    try:
        with transaction.atomic():
            execute(statement, *values)
            transaction.set_rollback(True)
    except Error as error:
        return type(error.__cause__).__name__
    return "done"


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def rows(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
