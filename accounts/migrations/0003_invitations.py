import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from accounts.append_only import append_only

# The first active account of an RW is its ketua, a second one its pendamping.
GIVE_DUTIES = """
UPDATE accounts_user SET duty = CASE WHEN place = 1 OR NOT accounts_user.is_active THEN 'ketua' ELSE 'pendamping' END
FROM (SELECT id, row_number() OVER (PARTITION BY rw_id ORDER BY is_active DESC, id) AS place
      FROM accounts_user WHERE role = 'rw') AS numbered
WHERE accounts_user.id = numbered.id;
"""
ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def now(**options):
    return models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), **options)


def reference(to, related_name="+"):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_write_once_functions"),
        ("kelurahan", "0002_kelurahan_in_its_kecamatans_kota"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="duty",
            field=models.CharField(
                blank=True,
                choices=[("ketua", "Ketua RW"), ("pendamping", "Pendamping RW")],
                default="",
                max_length=10,
                verbose_name="tugas di RW",
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(GIVE_DUTIES, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("duty__in", ["ketua", "pendamping"]), ("role", "rw")),
                    models.Q(models.Q(("role", "rw"), _negated=True), ("duty", "")),
                    _connector="OR",
                ),
                name="user_duty_only_for_rw",
                violation_error_message=(
                    "Pilih Ketua RW atau Pendamping RW untuk akun RW; kosongkan untuk lainnya."
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_active", True), ("role", "rw")),
                fields=("rw", "duty"),
                name="user_one_active_per_duty",
                violation_error_message="RW ini sudah punya akun aktif untuk tugas itu.",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ID,
                ("user", reference(settings.AUTH_USER_MODEL, "invitations")),
                ("by", reference(settings.AUTH_USER_MODEL)),
                ("created_at", now()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None), ("used_at", None)),
                        fields=("user",),
                        name="invitation_one_pending_per_account",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at", None), ("revoked_at", None), _connector="OR"),
                        name="invitation_used_or_revoked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="invitation_expires_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ID,
                ("at", now()),
                ("by", reference(settings.AUTH_USER_MODEL)),
                ("action", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("detail", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "subject_id", "-id"], name="audit_event_subject")
                ],
            },
        ),
        append_only("accounts_auditevent"),
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                ID,
                ("by", reference(settings.AUTH_USER_MODEL)),
                ("kelurahan", reference("kelurahan.kelurahan")),
                ("rows", models.JSONField()),
                ("plan", models.JSONField()),
                ("notes", models.JSONField(default=list)),
                ("made_at", now()),
            ],
        ),
    ]
