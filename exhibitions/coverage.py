"""Which RW of an exhibition have entered and which have not."""

from collections import Counter
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.db.models.functions import Coalesce

from accounts.permissions import is_rw
from kelurahan.models import RW

from .models import LIVE, Abstention, Entry, Exhibition, Status
from .models.statuses import SIGNS


class Answer(models.TextChoices):
    """Where an RW stands in the exhibition of its kelurahan; the values stand in URLs."""

    NONE = "belum", "Belum mengusulkan"
    ABSTAINS = "tidak", "Tidak mengusulkan"
    DRAFT = "draf", "Draf"
    RETURNED = "perbaikan", "Perlu perbaikan"
    SUBMITTED = "diajukan", "Diajukan"
    VERIFIED = "terverifikasi", "Terverifikasi"


BY_STATUS = {
    Status.DRAFT: Answer.DRAFT,
    Status.SUBMITTED: Answer.SUBMITTED,
    Status.RETURNED: Answer.RETURNED,
    Status.VERIFIED: Answer.VERIFIED,
}
ANSWER_SIGNS = {Answer.NONE: "none", Answer.ABSTAINS: "abstained"} | {
    answer: SIGNS[status] for status, answer in BY_STATUS.items()
}


@dataclass(frozen=True, slots=True)
class RWAnswer:
    """`entry` and `category`: the ids of the live entry and of its category, or None.

    `reason` and `needs_help` are of an RW that abstains.
    """

    rw: int
    number: int
    exhibition: Exhibition
    answer: Answer
    entry: int | None
    product: str
    category: int | None
    reason: str
    needs_help: bool

    @property
    def label(self):
        return f"RW {self.number:02d}"

    @property
    def words(self):
        return self.answer.label

    @property
    def sign(self):
        return ANSWER_SIGNS[self.answer]


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


def exhibitions_watched_by(user):
    """The kelurahan exhibitions of the open edition in the person's territory, by name."""
    watched = Exhibition.objects.visible_to(user).current().filter(level=Exhibition.Level.KELURAHAN)
    return watched.for_list()


def answers_of(exhibitions):
    """[RWAnswer] of every RW of these kelurahan exhibitions, in their order and by number; one query."""
    by_kelurahan = {exhibition.kelurahan_id: exhibition for exhibition in exhibitions}
    ids = [exhibition.pk for exhibition in exhibitions]
    rows = (
        RW.objects.filter(kelurahan__in=by_kelurahan)
        .annotate(
            live=FilteredRelation("entry", condition=Q(entry__exhibition__in=ids, entry__status__in=LIVE)),
            said=FilteredRelation("abstention", condition=Q(abstention__exhibition__in=ids)),
            shown_category=Coalesce("live__category", "live__product__category"),
        )
        .order_by("number")
        .values_list(
            *("pk", "number", "kelurahan", "live__pk", "live__status", "live__product__name"),
            *("shown_category", "said__reason", "said__needs_help"),
        )
    )
    places = {kelurahan: place for place, kelurahan in enumerate(by_kelurahan)}
    in_order = sorted(rows, key=lambda row: places[row[2]])
    return [answer_of(by_kelurahan[row[2]], *row) for row in in_order]


def answer_of(exhibition, rw, number, kelurahan, entry, status, product, category, reason, needs_help):
    without_entry = Answer.ABSTAINS if reason else Answer.NONE
    answer = BY_STATUS[status] if entry else without_entry
    abstains = answer == Answer.ABSTAINS
    return RWAnswer(
        rw,
        number,
        exhibition,
        answer,
        entry,
        (product or "Produk belum diberi nama") if entry else "",
        category,
        Abstention.Reason(reason).label if abstains else "",
        bool(abstains and needs_help),
    )


def counts_by_answer(rows):
    """[(Answer, sign, number)] in the order of Answer, with those that nobody stands at."""
    counts = Counter(row.answer for row in rows)
    return [(answer, ANSWER_SIGNS[answer], counts[answer]) for answer in Answer]
