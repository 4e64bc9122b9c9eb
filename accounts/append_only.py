"""Rows that are written once: what migrations add to a table so that the database itself refuses changes.

Two kinds. An append-only table refuses UPDATE, DELETE and TRUNCATE to everybody. A side table holds the free text of
append-only rows: it refuses the same, but its `forget_<table>(id)` function, run with the owner's rights, may empty
the text and its salt, so that a person's data can be erased while fingerprints stay valid.
"""

from django.db import migrations

CREATE_REFUSAL = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

CREATE_FORGETTING = """
CREATE FUNCTION refuse_change_except_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
        IF current_user = (SELECT tableowner FROM pg_tables
                           WHERE schemaname = TG_TABLE_SCHEMA AND tablename = TG_TABLE_NAME)
           AND NEW.salt IS NULL AND NEW.text IS NULL
           AND to_jsonb(NEW) - 'salt' - 'text' = to_jsonb(OLD) - 'salt' - 'text' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'rows of % are append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def create_refusal_functions():
    return migrations.RunSQL(
        CREATE_REFUSAL + CREATE_FORGETTING,
        "DROP FUNCTION refuse_change_except_forgetting(); DROP FUNCTION refuse_change();",
    )


def triggers(table, function):
    return (
        f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {function}();"
        f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}();"
    )


def without_triggers(table):
    return f"DROP TRIGGER {table}_rows ON {table}; DROP TRIGGER {table}_truncate ON {table};"


def append_only(table):
    """The migration operation that makes a table append-only."""
    return migrations.RunSQL(triggers(table, "refuse_change"), without_triggers(table))


def side_table(table):
    """The migration operation for a side table with the columns id, text, salt."""
    # The name of a table of ours, never input.
    forget = f"""
    CREATE FUNCTION forget_{table}(row_id bigint) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
        UPDATE {table} SET text = NULL, salt = NULL WHERE id = row_id;
    $$;
    """  # noqa: S608
    return migrations.RunSQL(
        triggers(table, "refuse_change_except_forgetting") + forget,
        f"DROP FUNCTION forget_{table}(bigint);" + without_triggers(table),
    )
