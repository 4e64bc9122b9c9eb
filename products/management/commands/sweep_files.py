"""Delete files without a row, and report rows without their file."""

from django.core.management.base import BaseCommand

from products.file_sweep import orphans_and_missing, sweep


class Command(BaseCommand):
    help = "Delete photos and papers older than a day that no row names; name those a row misses."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="report only, delete nothing")

    def handle(self, *args, dry_run, **options):
        orphans, missing = orphans_and_missing() if dry_run else sweep()
        self.stdout.write(f"{len(orphans)} without a row {'would be deleted' if dry_run else 'deleted'}.")
        for name in orphans:
            self.stdout.write(f"  {name}")
        self.stdout.write(f"{len(missing)} missing.")
        for name in missing:
            self.stdout.write(f"  {name}")
