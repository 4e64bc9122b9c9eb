from django.db import migrations

from accounts.append_only import append_only, side_table


class Migration(migrations.Migration):
    dependencies = [("exhibitions", "0001_initial"), ("accounts", "0002_write_once_functions")]

    operations = [
        append_only("exhibitions_entryversion"),
        append_only("exhibitions_entrystep"),
        side_table("exhibitions_versionfacts"),
        side_table("exhibitions_stepnote"),
    ]
