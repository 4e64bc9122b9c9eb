"""Give the application's role what it needs after a migration, and nothing more."""

import os

import dj_database_url
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from accounts.database_role import grant_application


class Command(BaseCommand):
    help = (
        "Grant the application's role (the user of DATABASE_URL) its rights; run as the owner after migrate."
    )

    def handle(self, *args, **options):
        role = dj_database_url.parse(os.environ["DATABASE_URL"]).get("USER")
        if not role or role == connection.settings_dict["USER"]:
            raise CommandError(
                "The application needs a role of its own: DATABASE_URL and OPOR_OWNER_DATABASE_URL must differ."
            )
        with connection.cursor() as cursor:
            grant_application(cursor, role)
        self.stdout.write(f"Hak akses untuk {role} sudah diberikan.")
