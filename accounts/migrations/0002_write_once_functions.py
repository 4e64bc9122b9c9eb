from django.db import migrations

from accounts.append_only import create_refusal_functions


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [create_refusal_functions()]
