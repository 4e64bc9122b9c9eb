"""What makers ask for by their link, and answering it."""

from django.db import transaction
from django.db.models.functions import Now

from accounts import audit

from .models import Business, MakerRequest
from .models.maker_links import MOST_OPEN_REQUESTS

FULL = (
    f"Masih ada {MOST_OPEN_REQUESTS} permintaan yang belum dijawab. "
    "Tunggu jawabannya dahulu, atau datang ke kantor kelurahan."
)


class RequestRefused(Exception):
    """`reason` is a sentence for the person who asked."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def ask(business, kind, text):
    """Write a request; the same one again, as after a second click, stays one."""
    with transaction.atomic():
        Business.objects.select_for_update().get(pk=business.pk)
        waiting = MakerRequest.objects.of_maker(business).open()
        same = waiting.filter(kind=kind, text=text).first()
        if same is not None:
            return same
        if waiting.count() >= MOST_OPEN_REQUESTS:
            raise RequestRefused(FULL)
        return MakerRequest.objects.create(business=business, kind=kind, text=text)


def answer(request, by, text):
    """Whether this was the answer: of two at once the first stands."""
    with transaction.atomic():
        answered = MakerRequest.objects.open().filter(pk=request.pk)
        if not answered.update(answer=text, answered_by=by, answered_at=Now()):
            return False
        audit.record(by, "maker_request_answered", request, kind=request.kind)
    return True
