from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_invitations")]

    operations = [
        migrations.AddField(
            model_name="importdraft",
            name="applied_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="importdraft",
            name="notes",
            field=models.JSONField(default=dict),
        ),
    ]
