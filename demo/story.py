"""The story of Cimahi: one open edition, from accounts to ranks."""

from curation.editions import open_edition
from curation.models import Panel
from curation.stands import number_stands
from exhibitions.models import Edition, Exhibition
from kelurahan.models import RW, Kota

from . import words
from .courses import course_of
from .entries import Draft, write_abstentions, write_entries
from .goods import Used, goods_of
from .people import FIRST_MAKER_PHONE, hire
from .places import ABSTAINS, Stage, places
from .plans import plans_of
from .rubrics import freeze_rubrics
from .seats import homes, seat_curators
from .sessions import Session, hold

EDITION_OPENED = -45
ACCOUNTS_MADE = -50
STANDS_NUMBERED_BEFORE = 2


def tell(live, scored, days, files):
    """Write all of it; `live`: live entries (1 to 312), `scored`: every verified entry has its three sheets.

    Names of the files written are added to `files`.
    """
    kota = Kota.objects.served().get()
    rws = list(
        RW.objects.filter(kelurahan__kota=kota)
        .select_related("kelurahan__kecamatan__kota", "kelurahan__kota")
        .order_by("kelurahan__code", "number")
    )
    chapters = places(scored)
    plans = plans_of(chapters, rws, live)
    cast = hire(kota, rws, homes(plans, scored), days.at(ACCOUNTS_MADE, 9 * 60))
    exhibitions = plan_edition(kota, chapters, cast, days)
    write_entries(drafts_of(plans, cast, days), exhibitions, files)
    write_abstentions([plan for plan in plans if plan.fate == ABSTAINS], exhibitions, cast, days)
    seat_curators(chapters, exhibitions, cast, days)
    give_stands(chapters, exhibitions)
    score(chapters, exhibitions, cast, days, scored)


def plan_edition(kota, chapters, cast, days):
    """{slug of the kelurahan: Exhibition} of a new edition, with days and venues."""
    year = days.today.year
    edition = open_edition(kota, year, f"OPOR {year}", cast.staff)
    Edition.objects.filter(pk=edition.pk).update(opened_at=days.at(EDITION_OPENED, 9 * 60))
    exhibitions = {
        exhibition.kelurahan.slug: exhibition
        for exhibition in Exhibition.objects.filter(edition=edition).select_related("kelurahan", "edition")
    }
    for place in chapters:
        exhibition = exhibitions[place.slug]
        exhibition.held_on = None if place.held is None else days.date(place.held)
        exhibition.venue = place.venue
    Exhibition.objects.bulk_update(exhibitions.values(), ["held_on", "venue"])
    return exhibitions


def drafts_of(plans, cast, days):
    used, drafts = Used(), []
    for index, plan in enumerate(plans):
        if plan.has_entry:
            goods = goods_of(plan, words.phone(FIRST_MAKER_PHONE + index), used)
            drafts.append(Draft(plan, course_of(plan, goods, cast, days), cast.author_of(plan)))
    return drafts


def give_stands(chapters, exhibitions):
    for place in chapters:
        if place.held is not None and place.held <= STANDS_NUMBERED_BEFORE:
            number_stands(exhibitions[place.slug])


def score(chapters, exhibitions, cast, days, scored):
    held = [place for place in chapters if place.stage in {Stage.OPEN, Stage.CLOSED}]
    edition = next(iter(exhibitions.values())).edition
    freeze_rubrics(edition, days.at(min(place.held for place in held), 8 * 60))
    sessions = []
    for place in sorted(held, key=lambda place: place.held):
        exhibition = exhibitions[place.slug]
        panels = Panel.objects.of_exhibition(exhibition).select_related("category", "rubric")
        operator = cast.operators[exhibition.kelurahan_id][0]
        for panel in panels.order_by("category__position"):
            sessions.append(Session(panel, place, days, operator, everything=scored))
    hold(sessions)
