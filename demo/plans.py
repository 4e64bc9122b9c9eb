"""The fate of every RW: what it entered, in which category, and how far that came."""

from dataclasses import dataclass
from random import Random

from exhibitions.models import LIVE, Status
from kelurahan.models import RW

from . import words
from .places import ABSTAINS, NOTHING, Place

LIVE_BY_DEFAULT = 280
ALL_RWS = 312
# The account that the demo's own instructions name first.
SHOWN_FIRST = ("melong", 5)
SHOWN_CATEGORY = "tpt"


@dataclass
class Plan:
    """`fate`: NOTHING, ABSTAINS, or the status of the RW's entry; the last three mean something for an entry only."""

    rw: RW
    place: Place
    fate: str
    category: str = ""
    subcategory: str = ""
    on_behalf: bool = False

    @property
    def key(self):
        return f"{self.place.slug}-{self.rw.number:02d}"

    @property
    def is_shown_first(self):
        return (self.place.slug, self.rw.number) == SHOWN_FIRST

    @property
    def has_entry(self):
        return self.fate not in {NOTHING, ABSTAINS}

    @property
    def is_live(self):
        return self.fate in LIVE

    def chance(self, topic):
        """A generator of this RW's own for one topic, whatever the others do."""
        return Random(f"opor/{topic}/{self.key}")


def plans_of(places, rws, live):
    """A Plan for each RW, `live` of them with a live entry (1 to 312)."""
    made = []
    for place in places:
        own = [rw for rw in rws if rw.kelurahan.slug == place.slug]
        made += plans_of_place(place, own)
    scale(made, live)
    return made


def plans_of_place(place, rws):
    rng = Random(f"opor/fates/{place.slug}")
    fates = [fate for fate, number in place.fates.items() for _ in range(number)]
    fates += [Status.VERIFIED] * (len(rws) - len(fates))
    rng.shuffle(fates)
    plans = [Plan(rw, place, fate) for rw, fate in zip(rws, fates, strict=True)]
    show_first(plans)
    choose_categories(place, plans, rng)
    return plans


def show_first(plans):
    """The RW of the instructions has a verified entry; another takes its fate."""
    for plan in plans:
        if plan.is_shown_first and plan.fate != Status.VERIFIED:
            other = next(other for other in plans if other.fate == Status.VERIFIED)
            plan.fate, other.fate = other.fate, plan.fate


def choose_categories(place, plans, rng):
    """By the place's shares, the verified for themselves: a panel of every category gets its entries."""
    order = sorted(plans, key=lambda plan: (plan.fate != Status.VERIFIED, rng.random()))
    kinds = {category: shuffled(words.subcategories(category), rng) for category in place.shares}
    for plan, category in zip(order, mixed(place.shares, len(order)), strict=True):
        plan.category = category
    swap_in_category(plans)
    for plan in order:
        kinds[plan.category].append(kinds[plan.category].pop(0))
        plan.subcategory = kinds[plan.category][0]
        plan.on_behalf = rng.random() < 0.12


def swap_in_category(plans):
    for plan in plans:
        if plan.is_shown_first and plan.category != SHOWN_CATEGORY:
            other = next(
                other for other in plans if other.category == SHOWN_CATEGORY and other.fate == plan.fate
            )
            plan.category, other.category = other.category, plan.category


def shuffled(names, rng):
    rng.shuffle(names)
    return names


def mixed(shares, number):
    """`number` categories in the proportion of their shares (together 100), evenly spread."""
    given = dict.fromkeys(shares, 0)
    for n in range(1, number + 1):
        category = max(shares, key=lambda name: shares[name] * n / 100 - given[name])
        given[category] += 1
        yield category


def scale(plans, live):
    """Bring the number of live entries to `live`, each kelurahan by its share."""
    have = [plan for plan in plans if plan.is_live]
    for plan in spread(have)[live:]:
        plan.fate = NOTHING
    if live > len(have):
        for plan in spread([plan for plan in plans if not plan.is_live])[: live - len(have)]:
            plan.fate = Status.VERIFIED


def spread(plans):
    """The plans of all places in turn, so that any beginning of the list takes from each by its size."""
    by_place = {}
    for plan in plans:
        by_place.setdefault(plan.place.slug, []).append(plan)
    placed = [
        (not plan.is_shown_first, (position + 0.5) / len(own), slug, plan)
        for slug, own in by_place.items()
        for position, plan in enumerate(Random(f"opor/spread/{slug}").sample(own, len(own)))
    ]
    return [plan for *_, plan in sorted(placed, key=lambda item: item[:3])]
