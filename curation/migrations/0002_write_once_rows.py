from django.db import migrations

from accounts.append_only import append_only, side_table


class Migration(migrations.Migration):
    dependencies = [("curation", "0001_initial"), ("accounts", "0002_write_once_functions")]

    operations = [
        append_only("curation_sheetrevision"),
        append_only("curation_panelstep"),
        side_table("curation_revisiontext"),
    ]
