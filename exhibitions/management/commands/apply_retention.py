"""Delete what has been kept long enough; run it once a day."""

from django.core.management.base import BaseCommand

from exhibitions.retention import apply_schedule


class Command(BaseCommand):
    help = "Apply the retention schedule of /privasi/ and say what was done per kind of data."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count only, change nothing")

    def handle(self, *args, dry_run, **options):
        verb = "would be erased" if dry_run else "erased"
        for rule, number in apply_schedule(dry_run=dry_run):
            self.stdout.write(f"{rule.slug}: {number} {verb} ({rule.kept})")
