"""What anybody may know of the open edition: its days, how many RW have entered, and what curators look at."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Func, OuterRef, Subquery
from django.utils import timezone

from curation.models import Criterion, PanelState
from curation.models.panels import SIGNS
from curation.rankings import BAND_WORDS
from exhibitions.models import Edition, Entry, Exhibition, Status
from kelurahan.models import RW
from kelurahan.ordering import by_name
from products.models import Category

MOST_COMING = 4
ENTERED = [Status.SUBMITTED, Status.RETURNED, Status.VERIFIED]


def open_edition():
    """The open edition of the served kota with `rw_total` and `rw_entered`, or None between editions."""
    total = RW.objects.filter(kelurahan__kota=OuterRef("kota"))
    entered = Entry.objects.filter(
        exhibition__edition=OuterRef("pk"), exhibition__level=Exhibition.Level.KELURAHAN, status__in=ENTERED
    )
    return (
        Edition.objects.open()
        .filter(kota__code=settings.OPOR_KOTA)
        .annotate(rw_total=count_of(total), rw_entered=count_of(entered))
        .first()
    )


def count_of(queryset):
    return Subquery(queryset.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n"))


@dataclass(frozen=True)
class Timetable:
    """The kelurahan exhibitions of an edition, alphabetical; each with `sign` and `words` of its state."""

    exhibitions: list
    today: date

    @property
    def coming(self):
        """Under way first, then the next days."""
        return sorted(filter(self._is_coming, self.exhibitions), key=lambda exhibition: exhibition.held_on)

    @property
    def next_days(self):
        return self.coming[:MOST_COMING]

    @property
    def without_day(self):
        return [exhibition for exhibition in self.exhibitions if exhibition.held_on is None]

    def of_rw(self, rw):
        return next((each for each in self.exhibitions if each.kelurahan_id == rw.kelurahan_id), None)

    def _is_coming(self, exhibition):
        if exhibition.held_on is None:
            return False
        if exhibition.state == Exhibition.State.RUNNING:
            return True
        return exhibition.is_planned and exhibition.held_on >= self.today


def timetable_of(edition):
    return Timetable(exhibitions_of(edition) if edition else [], timezone.localdate())


def exhibitions_of(edition):
    exhibitions = (
        edition.exhibitions.filter(level=Exhibition.Level.KELURAHAN)
        .select_related("kelurahan")
        .annotate(panel_states=ArrayAgg("panels__state", distinct=True))
        .order_by(by_name("kelurahan__name"))
    )
    for exhibition in exhibitions:
        exhibition.sign, exhibition.words = shown_state(exhibition)
    return list(exhibitions)


def shown_state(exhibition):
    """(sign, words): the least advanced state of its panels, unless the whole exhibition is put off."""
    if exhibition.state == Exhibition.State.POSTPONED:
        return "postponed", "Ditunda"
    state = next((state for state in PanelState if state in exhibition.panel_states), PanelState.PLANNED)
    return SIGNS[state], state.label


@dataclass(frozen=True)
class AnnouncedRubric:
    """What a category is scored by. `bands`: [(lowest score, words)], best first; both lists empty between editions."""

    category: Category
    criteria: list
    bands: list


def announced_rubrics(edition):
    """One for each category, in the order of the categories."""
    if edition is None:
        return [AnnouncedRubric(category, [], []) for category in Category.objects.all()]
    criteria = (
        Criterion.objects.filter(rubric__edition=edition)
        .select_related("rubric__category")
        .order_by("rubric__category__position", "rubric__version", "position")
    )
    newest = {}
    for criterion in criteria:
        rubrics = newest.setdefault(criterion.rubric.category_id, {})
        rubrics.setdefault(criterion.rubric_id, []).append(criterion)
    return [announced(list(rubrics.values())[-1]) for rubrics in newest.values()]


def announced(criteria):
    rubric = criteria[0].rubric
    return AnnouncedRubric(
        rubric.category, criteria, list(zip([*rubric.bands, None], BAND_WORDS, strict=True))
    )
