"""Who judges where: the curators by category, in turn, so that some of them judge in several kelurahan."""

from random import Random

from accounts.models import User
from curation.models import Panel, Seat

from .places import Stage

# Numbers of curators by their field; the first six have today's two kelurahan alone.
POOLS = {"tpt": (7, 11, 14, 18), "kriya": (10, 13, 15, 17), "kuliner": (8, 9, 12, 16)}
# The two in full swing are judged by the same people; the third kelurahan of today has others.
TODAY = {"tpt": (1, 3, 5), "kriya": (2, 4, 6), "kuliner": (8, 9, 5)}
OTHERS_TODAY = {"tpt": (7, 11, 14), "kriya": (10, 13, 15), "kuliner": (12, 16, 17)}
SEATS_FILLED_BEFORE, LATEST_SEATING = 9, -2
# Curator -> where at home, and the category of the product the own RW has there.
HOMES = {2: ("melong", "kriya"), 5: ("utama", "kriya"), 9: ("cibabat", "tpt"), 12: ("baros", "tpt")}
HOME_WITHOUT_CONFLICT = "tpt"


def homes(plans, scored):
    """{curator's number: RW}. One judges the category of the own RW's product, unless every sheet is wanted."""
    found = {}
    for number, (slug, category) in HOMES.items():
        wanted = HOME_WITHOUT_CONFLICT if scored and number == 2 else category
        own = [plan for plan in plans if plan.place.slug == slug and plan.category == wanted and plan.is_live]
        if own:
            found[number] = Random(f"opor/home/{number}").choice(own).rw
    return found


def numbers_for(place, index, category):
    """The curators' numbers for a panel of the `index`-th kelurahan, the chair first."""
    if place.stage is Stage.OPEN and place.slug in {"melong", "utama"}:
        return TODAY[category]
    if place.held == 0:
        return OTHERS_TODAY[category]
    pool = POOLS[category]
    start = index
    return tuple(pool[(start + step) % len(pool)] for step in range(place.seats.get(category, 0)))


def seat_curators(places, exhibitions, cast, days):
    panels = {
        (panel.exhibition_id, panel.category.slug): panel
        for panel in Panel.objects.select_related("category").filter(exhibition__in=exhibitions.values())
    }
    seats = [
        Seat(
            panel=panels[exhibitions[place.slug].pk, category],
            curator=curator(cast, number),
            is_chair=position == 0,
            seated_by=cast.staff,
            seated_at=days.at(seating_day(place), 10 * 60 + position),
        )
        for index, place in enumerate(places)
        for category in place.seats
        for position, number in enumerate(numbers_for(place, index, category))
    ]
    Seat.objects.bulk_create(sorted(seats, key=lambda seat: (seat.seated_at, seat.panel_id)))


def seating_day(place):
    return min((place.held or 0) - SEATS_FILLED_BEFORE, LATEST_SEATING)


def curator(cast, number) -> User:
    return cast.curators[number - 1]
