"""The day and place of an exhibition."""

from django.db import transaction

from exhibitions.models import Exhibition

from .editions import refuse_closed
from .refusals import CurationRefused


def set_day(exhibition, held_on, venue):
    """Write date and place, which bind until scoring starts; CurationRefused afterwards."""
    with transaction.atomic():
        locked = Exhibition.objects.select_for_update(of=["self"]).get(pk=exhibition.pk)
        refuse_closed(locked.edition)
        if not locked.is_planned:
            raise CurationRefused("Penilaian sudah dimulai: tanggal dan tempat tidak dapat diubah lagi.")
        locked.held_on, locked.venue = held_on, venue
        locked.save(update_fields=["held_on", "venue"])
