"""How the demo's curators judge: the worth of the product, their own leniency, and chance."""

from dataclasses import dataclass
from random import Random

from curation.models.rubrics import LEVELS
from curation.scoring import sheet_points
from curation.sheets import NEEDS_NOTE_UP_TO

from . import words

MIDDLE, SPREAD_OF_PRODUCTS = 3.55, 0.55
SPREAD_OF_CRITERIA, SPREAD_OF_CURATORS, NOISE = 0.4, 0.3, 0.42
# What the facts beside the sheet say about this criterion counts for more than chance.
WORKERS_CRITERION, LEAST_WITH_WORKERS, PER_WORKER = "pemberdayaan", 2.3, 0.45


@dataclass(frozen=True)
class Worth:
    """What an entry is worth in each criterion, on the scale of the values but not whole."""

    by_code: dict

    def value_for(self, code, leniency, rng):
        value = round(self.by_code[code] + leniency + rng.gauss(0, NOISE))
        return min(max(value, LEVELS[0]), LEVELS[-1])


def worth_of(key, codes, workers_from_rw):
    rng = Random(f"opor/worth/{key}")
    whole = rng.gauss(MIDDLE, SPREAD_OF_PRODUCTS)
    by_code = {code: whole + rng.gauss(0, SPREAD_OF_CRITERIA) for code in codes}
    if WORKERS_CRITERION in by_code:
        by_code[WORKERS_CRITERION] = min(LEAST_WITH_WORKERS + PER_WORKER * workers_from_rw, 4.6)
    return Worth(by_code)


def leniency_of(username):
    """Of a curator, in values: above zero is generous."""
    return Random(f"opor/leniency/{username}").gauss(0, SPREAD_OF_CURATORS)


def values_of(worth, codes, username, rng):
    leniency = leniency_of(username)
    return {code: worth.value_for(code, leniency, rng) for code in codes}


def draft_of(category, values, rng):
    """A complete sheet: the strength of its best criterion, advice about its weakest, a note to each low value."""
    best, weakest = max(values, key=values.get), min(values, key=values.get)
    notes = {
        code: words.low_value_note(rng, category, code)
        for code, value in values.items()
        if value <= NEEDS_NOTE_UP_TO
    }
    draft = {
        "values": values,
        "notes": notes,
        "strength": words.strength(rng, category, best),
        "advice": words.advice(rng, category, weakest),
    }
    return {part: kept for part, kept in draft.items() if kept}


def begun(draft, rng):
    """The draft as it is while the curator still stands before the product."""
    chosen = list(draft["values"])[: rng.randint(2, len(draft["values"]) - 2)]
    notes = {code: note for code, note in draft.get("notes", {}).items() if code in chosen}
    kept = {"values": {code: draft["values"][code] for code in chosen}}
    return kept | ({"notes": notes} if notes else {})


def with_joint_ranks(judged, weights):
    """Make ties among the best of a panel; `judged`: {entry key: {curator: values}} is changed in place.

    The best two become equal in everything, the next two equal in points and apart by one criterion.
    """
    order = sorted(judged, key=lambda key: (-total(judged[key], weights), key))
    if len(order) < 5:
        return
    first, second, third, fourth = order[:4]
    copy_values(judged, first, second)
    copy_values(judged, third, fourth)
    trade(judged[fourth], weights)


def with_tie_at(judged, weights, place):
    """The entries at this place (counted from 1) and the next become equal in everything."""
    order = sorted(judged, key=lambda key: (-total(judged[key], weights), key))
    if len(order) > place:
        copy_values(judged, order[place - 1], order[place])


def total(sheets, weights):
    return sum(sheet_points(values, weights) for values in sheets.values())


def copy_values(judged, source, target):
    for curator in judged[target]:
        if curator in judged[source]:
            judged[target][curator] = dict(judged[source][curator])


def trade(sheets, weights):
    """One value up and one of the same weight down, on one sheet."""
    for values in sheets.values():
        for lower in values:
            for higher in values:
                same = lower != higher and weights[lower] == weights[higher]
                if same and values[lower] > LEVELS[0] and values[higher] < LEVELS[-1]:
                    values[lower] -= 1
                    values[higher] += 1
                    return
