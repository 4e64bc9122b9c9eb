from django.db import migrations

from accounts.append_only import triggers, without_triggers

TABLE = "products_consent"
FUNCTION = "refuse_change_except_withdrawing"
# One withdrawal, by somebody; and the owner of the table may empty the name, so that a person's data can be erased.
CREATE = f"""
CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
        IF OLD.withdrawn_at IS NULL AND OLD.withdrawn_by_id IS NULL
           AND NEW.withdrawn_at IS NOT NULL AND NEW.withdrawn_by_id IS NOT NULL
           AND to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by_id'
             = to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by_id' THEN
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
CREATE FUNCTION forget_{TABLE}(row_id bigint) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    UPDATE {TABLE} SET owner_name = '' WHERE id = row_id;
$$;
"""  # noqa: S608 - the name of a table of ours, never input


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0005_photo_slots"),
    ]

    operations = [
        migrations.RunSQL(
            CREATE + triggers(TABLE, FUNCTION),
            without_triggers(TABLE) + f"DROP FUNCTION forget_{TABLE}(bigint); DROP FUNCTION {FUNCTION}();",
        ),
    ]
