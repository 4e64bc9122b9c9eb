"""What each kelurahan of Cimahi is at in the demo: its day, its curators, and what its RW did."""

from dataclasses import dataclass, field, replace
from enum import Enum

from exhibitions.models import Status

NOTHING, ABSTAINS = "nothing", "abstains"
WITHDRAWN, INELIGIBLE = Status.WITHDRAWN, Status.INELIGIBLE
DRAFT, SUBMITTED, RETURNED = Status.DRAFT, Status.SUBMITTED, Status.RETURNED

USUAL = {"tpt": 45, "kriya": 35, "kuliner": 20}
FEW_FOODS = {"tpt": 48, "kriya": 36, "kuliner": 16}
SEATS = {"tpt": 3, "kriya": 3, "kuliner": 3}
ONE_SEAT_OPEN = {"tpt": 3, "kriya": 3, "kuliner": 2}
FIRST_SEATS = {"tpt": 1, "kriya": 1, "kuliner": 0}


class Stage(Enum):
    PLANNED = "planned"
    READY = "the day has come, scoring is not opened"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Place:
    """`held`: days from today, None without a date. `fates`: how many RW are not verified, by what they are."""

    slug: str
    stage: Stage
    held: int | None
    venue: str
    fates: dict = field(hash=False)
    seats: dict = field(default_factory=dict, hash=False)
    shares: dict = field(default_factory=lambda: USUAL, hash=False)


def closed(slug, held, venue, fates, shares=None):
    return Place(slug, Stage.CLOSED, held, venue, fates, SEATS, shares or USUAL)


PLACES = (
    closed("cibeureum", -14, "Aula Kelurahan Cibeureum", {ABSTAINS: 1, NOTHING: 1, INELIGIBLE: 1, DRAFT: 1}),
    closed("padasuka", -11, "Gedung serbaguna Padasuka", {ABSTAINS: 1, WITHDRAWN: 1}),
    closed("karangmekar", -8, "Aula Kelurahan Karangmekar", {NOTHING: 1, RETURNED: 1}),
    closed("citeureup", -5, "Lapangan voli RW 08 Citeureup", {ABSTAINS: 1, INELIGIBLE: 1}),
    closed("cibeber", -3, "Aula Kelurahan Cibeber", {ABSTAINS: 1, DRAFT: 1}, FEW_FOODS),
    Place("melong", Stage.OPEN, 0, "Gedung serbaguna Melong", {ABSTAINS: 1, RETURNED: 1}, SEATS),
    Place("utama", Stage.OPEN, 0, "Aula Kelurahan Utama", {ABSTAINS: 1, DRAFT: 1}, SEATS),
    Place(
        "cigugur-tengah",
        Stage.READY,
        0,
        "Halaman Kelurahan Cigugur Tengah",
        {ABSTAINS: 1, WITHDRAWN: 1, SUBMITTED: 1, DRAFT: 1},
        SEATS,
    ),
    Place(
        "leuwigajah",
        Stage.PLANNED,
        2,
        "Aula Kelurahan Leuwigajah",
        {NOTHING: 1, ABSTAINS: 1, DRAFT: 2, SUBMITTED: 3, RETURNED: 1},
        ONE_SEAT_OPEN,
    ),
    Place(
        "baros",
        Stage.PLANNED,
        6,
        "Gedung serbaguna Baros",
        {NOTHING: 2, ABSTAINS: 1, WITHDRAWN: 1, DRAFT: 3, SUBMITTED: 6, RETURNED: 2},
        FIRST_SEATS,
    ),
    Place(
        "cibabat",
        Stage.PLANNED,
        9,
        "Aula Kelurahan Cibabat",
        {NOTHING: 2, ABSTAINS: 1, INELIGIBLE: 1, DRAFT: 4, SUBMITTED: 5, RETURNED: 3},
    ),
    Place(
        "setiamanah",
        Stage.PLANNED,
        12,
        "Halaman Kelurahan Setiamanah",
        {NOTHING: 1, ABSTAINS: 1, DRAFT: 4, SUBMITTED: 6, RETURNED: 2},
    ),
    Place(
        "pasirkaliki",
        Stage.PLANNED,
        16,
        "Aula Kelurahan Pasirkaliki",
        {NOTHING: 1, ABSTAINS: 1, DRAFT: 3, SUBMITTED: 4, RETURNED: 1},
    ),
    Place(
        "cipageran",
        Stage.PLANNED,
        20,
        "Lapangan Kelurahan Cipageran",
        {NOTHING: 2, ABSTAINS: 1, WITHDRAWN: 1, DRAFT: 7, SUBMITTED: 9, RETURNED: 2},
    ),
    Place("cimahi", Stage.PLANNED, None, "", {NOTHING: 1, DRAFT: 4, SUBMITTED: 3}),
)

# The days before the first exhibition of the story, for kelurahan that are held only where all is scored.
EARLIER = (-29, -27, -25, -23, -21, -19, -17)


def places(scored):
    """The kelurahan of the story; `scored`: none is still to come."""
    if not scored:
        return PLACES
    days = iter(EARLIER)
    return tuple(held_earlier(place, days) for place in PLACES)


def held_earlier(place, days):
    if place.stage is Stage.READY:
        return replace(place, stage=Stage.OPEN)
    if place.stage is Stage.PLANNED:
        return replace(place, stage=Stage.CLOSED, held=next(days), seats=SEATS, venue=place.venue or "Aula")
    return place
