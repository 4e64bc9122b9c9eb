from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kelurahan.wilayah import BrokenFile, load_wilayah

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = "Muat Kota Cimahi: 3 kecamatan, 15 kelurahan, 312 RW. Aman dijalankan berulang."

    def add_arguments(self, parser):
        parser.add_argument("--wilayah", type=Path, default=DATA / "wilayah.csv")
        parser.add_argument("--rw", type=Path, default=DATA / "rw.csv")

    def handle(self, *args, **options):
        try:
            loaded = load_wilayah(options["wilayah"], options["rw"])
        except BrokenFile as error:
            raise CommandError(f"Tidak ada yang dimuat. {error}") from error
        self.stdout.write(f"Wilayah: {loaded.added} baris baru, {loaded.changed} baris berubah.")
