from django.core.management.base import BaseCommand, CommandError

from demo.plans import LIVE_BY_DEFAULT
from demo.seeding import SeedRefused, holds_anything, seed


class Command(BaseCommand):
    help = "Muat demo: satu edisi Kota Cimahi dengan akun, usulan, foto, dan penilaian. Aman dijalankan berulang."

    def add_arguments(self, parser):
        parser.add_argument(
            "--entries",
            type=int,
            default=LIVE_BY_DEFAULT,
            metavar="N",
            help=f"jumlah usulan aktif (bawaan {LIVE_BY_DEFAULT}); di atas 312 ditambah kota buatan",
        )
        parser.add_argument(
            "--scored", action="store_true", help="setiap usulan terverifikasi punya 3 lembar"
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="jangan lakukan apa pun bila basis data sudah berisi"
        )

    def handle(self, *args, entries, scored, if_empty, **options):
        if if_empty and holds_anything():
            self.stdout.write("Basis data sudah berisi: demo tidak dimuat lagi.")
            return
        try:
            written = seed(entries, scored)
        except SeedRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("Demo dimuat." if written else "Demo ini sudah ada: tidak ada yang berubah.")
