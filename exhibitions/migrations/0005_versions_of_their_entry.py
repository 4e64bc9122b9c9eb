from django.db import migrations


class Migration(migrations.Migration):
    """What an entry was verified by and what its steps point to are versions of that same entry."""

    dependencies = [("exhibitions", "0004_edition_closed_by")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE exhibitions_entryversion ADD CONSTRAINT entry_version_id_entry UNIQUE (id, entry_id);
            ALTER TABLE exhibitions_entry ADD CONSTRAINT entry_verified_version_is_its_own
                FOREIGN KEY (verified_version_id, id) REFERENCES exhibitions_entryversion (id, entry_id)
                DEFERRABLE INITIALLY DEFERRED;
            ALTER TABLE exhibitions_entrystep ADD CONSTRAINT entry_step_version_of_its_entry
                FOREIGN KEY (version_id, entry_id) REFERENCES exhibitions_entryversion (id, entry_id)
                DEFERRABLE INITIALLY DEFERRED;
            """,
            """
            ALTER TABLE exhibitions_entrystep DROP CONSTRAINT entry_step_version_of_its_entry;
            ALTER TABLE exhibitions_entry DROP CONSTRAINT entry_verified_version_is_its_own;
            ALTER TABLE exhibitions_entryversion DROP CONSTRAINT entry_version_id_entry;
            """,
        )
    ]
