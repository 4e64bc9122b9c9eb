"""Numbers of the stands: given once, by category and RW, and never changed."""

from django.db import transaction
from django.db.models import Max

from exhibitions.models import Entry, Exhibition

from .editions import refuse_closed
from .refusals import CurationRefused


def number_stands(exhibition):
    """Give every verified entry without a stand the next free number; how many got one.

    A number that was ever given in this exhibition is not given again, whatever became of its entry.
    """
    with transaction.atomic():
        locked = Exhibition.objects.select_for_update(of=["self"]).get(pk=exhibition.pk)
        refuse_closed(locked.edition)
        if locked.state == Exhibition.State.DONE:
            raise CurationRefused("Penilaian gelar ini sudah ditutup: nomor stan tidak ditambah lagi.")
        entries = list(without_stand(locked))
        highest = Entry.objects.filter(exhibition=locked).aggregate(highest=Max("stand"))["highest"] or 0
        for number, entry in enumerate(entries, highest + 1):
            entry.stand = number
        Entry.objects.bulk_update(entries, ["stand"])
        return len(entries)


def without_stand(exhibition):
    """The verified entries still without a number, in the order they get one."""
    return (
        Entry.objects.verified()
        .filter(exhibition=exhibition, stand__isnull=True)
        .order_by("category__position", "rw__number", "pk")
    )
