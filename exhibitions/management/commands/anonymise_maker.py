"""Erase a maker's personal data; results stay countable and fingerprints valid."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from exhibitions.erasing import REASONS, EraseRefused, erase
from products.models import Business


class Command(BaseCommand):
    help = "Erase names, contact, texts, papers and photos of a maker. It cannot be undone."

    def add_arguments(self, parser):
        parser.add_argument("business", type=int, help="the maker's number")
        parser.add_argument("--reason", required=True, choices=REASONS, help="; ".join(REASONS.values()))
        parser.add_argument("--by", help="username of who decided; recorded")
        parser.add_argument("--force", action="store_true", help="also while an entry is under way")

    def handle(self, *args, business, reason, by, force, **options):
        maker = Business.objects.filter(pk=business).first()
        if maker is None:
            raise CommandError(f"There is no maker with the number {business}.")
        user = User.objects.filter(username=by).first() if by else None
        if by and user is None:
            raise CommandError(f"There is no account named {by}.")
        try:
            done = erase(maker, user, reason, force)
        except EraseRefused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(f"Maker {business}: {'erased' if done else 'was erased before; nothing changed'}.")
