"""Which RW of an exhibition have entered and which have not."""

from django.db.models import Exists, OuterRef

from accounts.permissions import is_rw
from kelurahan.models import RW

from .models import LIVE, Abstention, Entry


def rws_answered_by(user):
    """The RW for which an RW account (its own) or an operator (all of the kelurahan) answers."""
    return RW.objects.filter(pk=user.rw_id) if is_rw(user) else RW.objects.filter(kelurahan=user.kelurahan)


def rws_without_entry(exhibition):
    """The RW of a kelurahan exhibition without a live entry, by number, with `abstains` where they said no."""
    live = Entry.objects.filter(exhibition=exhibition, rw=OuterRef("pk"), status__in=LIVE)
    abstention = Abstention.objects.filter(exhibition=exhibition, rw=OuterRef("pk"))
    return (
        RW.objects.filter(~Exists(live), kelurahan=exhibition.kelurahan_id)
        .annotate(abstains=Exists(abstention))
        .order_by("number")
    )


def abstentions_of(exhibition):
    """{RW id: Abstention} of an exhibition."""
    return {abstention.rw_id: abstention for abstention in Abstention.objects.filter(exhibition=exhibition)}
