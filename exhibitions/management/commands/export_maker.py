"""Everything stored about one maker, as JSON for the maker."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exhibitions.makers_copy import copy_of
from products.models import Business


class Command(BaseCommand):
    help = "Write a copy of everything about a maker: entries, versions, consents, photos, permits."

    def add_arguments(self, parser):
        parser.add_argument("business", type=int, help="the maker's number")
        parser.add_argument("--output", type=Path, help="a file; without it, the standard output")

    def handle(self, *args, business, output, **options):
        maker = Business.objects.filter(pk=business).first()
        if maker is None:
            raise CommandError(f"There is no maker with the number {business}.")
        text = json.dumps(copy_of(maker), ensure_ascii=False, indent=2)
        if output is None:
            self.stdout.write(text)
            return
        output.touch(mode=0o600)
        output.write_text(text, encoding="utf-8")
        self.stdout.write(f"Written to {output}.")
