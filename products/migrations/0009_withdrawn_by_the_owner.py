from django.db import migrations

FUNCTION = "refuse_change_except_withdrawing"
CHANGED = "'withdrawn_at' - 'withdrawn_by_id'"
BY_AN_ACCOUNT = "NEW.withdrawn_by_id IS NOT NULL"
BY_EITHER = "(NEW.withdrawn_by_id IS NOT NULL) <> NEW.withdrawn_by_owner"


def replaced(withdrawn, changed):
    """The function of 0006 with what says who withdraws, and the columns a withdrawal may change."""
    return f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
        IF OLD.withdrawn_at IS NULL AND OLD.withdrawn_by_id IS NULL
           AND NEW.withdrawn_at IS NOT NULL AND {withdrawn}
           AND to_jsonb(NEW) - {changed} = to_jsonb(OLD) - {changed} THEN
            RETURN NEW;
        END IF;
        IF current_user = (SELECT tableowner FROM pg_tables
                           WHERE schemaname = TG_TABLE_SCHEMA AND tablename = TG_TABLE_NAME)
           AND NEW.owner_name = '' AND to_jsonb(NEW) - 'owner_name' = to_jsonb(OLD) - 'owner_name' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'rows of % are withdrawn once and never deleted: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""  # noqa: S608 - conditions of ours, never input


class Migration(migrations.Migration):
    """A consent is withdrawn by somebody with an account, or by the owner: never by both, never by nobody."""

    dependencies = [("products", "0008_erasing_and_makers_links")]

    operations = [
        migrations.RunSQL(
            replaced(BY_EITHER, f"{CHANGED} - 'withdrawn_by_owner'"), replaced(BY_AN_ACCOUNT, CHANGED)
        ),
    ]
