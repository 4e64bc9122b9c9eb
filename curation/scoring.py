"""Points, scores, bands and ranks, exact: whole numbers only, and no Django.

Units used here
    value      1-5, what a curator chose for one criterion
    points     one sheet: sum of weight x value, 100-500; shown as points / 5, so 20.0-100.0
    points_sum S, the points of all counting sheets of an entry
    sheets     n, how many sheets count, 0-12; the entry's score is S / n, no score without a sheet
    hundredths the 100-scale times 100, as a whole number: 8250 is shown as 82,50
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile
from math import lcm
from typing import Any

LOWEST_VALUE, HIGHEST_VALUE = 1, 5
WEIGHTS_SUM = 100
POINTS_PER_SCALE_UNIT = 5
MOST_SHEETS = 12
# Divisible by every possible number of sheets, so S / n times this is whole and orders exactly.
COMMON_DENOMINATOR = lcm(*range(1, MOST_SHEETS + 1))

Entry = tuple[Any, int, int, Mapping[str, int]]
Place = tuple[Any, int | None, str | None]
Standing = tuple[int, ...]


def sheet_points(values: Mapping[str, int], weights: Mapping[str, int]) -> int:
    """Points of one sheet: the sum of weight x value, 100-500.

    `values` gives each criterion's code its value (1-5), `weights` its weight (whole, not negative,
    together 100). ValueError when a value lies outside 1-5 or is not whole, when the two do not name
    the same criteria, and when the weights are not such weights.
    """
    _check_weights(weights)
    if values.keys() != weights.keys():
        raise ValueError(f"criteria differ: {sorted(values.keys() ^ weights.keys(), key=str)}")
    for code, value in values.items():
        if type(value) is not int or not LOWEST_VALUE <= value <= HIGHEST_VALUE:
            raise ValueError(f"value of {code} is not one of 1-5: {value!r}")
    return sum(weights[code] * value for code, value in values.items())


def sheet_hundredths(points: int) -> int:
    """One sheet on the 100-scale (points / 5), in hundredths: 100 points are 2000, 500 are 10000."""
    return score_hundredths(points, 1)


def score_hundredths(points_sum: int, sheets: int) -> int:
    """The score on the 100-scale, S / (5 n), in hundredths, 2000-10000, a half rounded up.

    For display only; ranks and bands compare the exact score. ValueError when `sheets` is not 1-12.
    """
    _check_sheets(sheets, least=1)
    return (40 * points_sum + sheets) // (2 * sheets)


def band(points_sum: int, sheets: int, cuts: Sequence[int] = (85, 70, 50)) -> int:
    """Number of the band: 0 for the highest, len(cuts) for the lowest.

    `cuts` are the lowest scores of all bands but the last, on the 100-scale. The exact score S / (5 n)
    is compared, and a score equal to a cut belongs to the band above it. ValueError when `sheets` is
    not 1-12.
    """
    _check_sheets(sheets, least=1)
    return sum(points_sum < cut * POINTS_PER_SCALE_UNIT * sheets for cut in cuts)


def rank(entries: Iterable[Entry], tie_break: Iterable[str] = ()) -> list[Place]:
    """Ranks of one panel, best first, as `(key, rank or None, decided_by or None)`.

    `entries` are `(key, points_sum, sheets, {criterion: sum of its values over the counting sheets})`.
    Higher S / n is better; equal scores are compared criterion by criterion in the order of `tie_break`,
    as sum / n. Ranks follow standard competition ranking ("1224"): one more than the number of better
    entries, so those still equal share a rank and stand in the order of their keys.

    `decided_by` is the last criterion that separated an entry from one of equal score; None where the
    score alone decided and for those still joint. Entries without sheets have no rank and come last in
    key order; their points and sums are not read. Whether few entries are shown without rank is the
    caller's rule.

    ValueError when `sheets` is not 0-12, or when an entry with sheets lacks the sum of a tie-break code.
    """
    codes = tuple(tie_break)
    scored, unscored = [], []
    for key, points_sum, sheets, sums in entries:
        _check_sheets(sheets, least=0)
        if sheets:
            scored.append((_standing(points_sum, sheets, sums, codes), key))
        else:
            unscored.append(key)
    return _places(sorted(scored), codes) + [(key, None, None) for key in sorted(unscored)]


def _places(scored: list[tuple[Standing, Any]], codes: tuple[str, ...]) -> list[Place]:
    figures = len(codes) + 1
    # In sorted order nobody shares more leading figures with an entry than its neighbours do.
    shared = [0, *(_shared(one, other) for (one, _), (other, _) in pairwise(scored)), 0]
    places, place = [], 0
    for position, (_, key) in enumerate(scored):
        if shared[position] < figures:
            place = position + 1
        places.append((key, place, _decided_by(max(shared[position : position + 2]), codes)))
    return places


def _standing(points_sum: int, sheets: int, sums: Mapping[str, int], codes: tuple[str, ...]) -> Standing:
    """Score and tie-break criteria, negated so that the best sorts first beside an ascending key."""
    missing = [code for code in codes if code not in sums]
    if missing:
        raise ValueError(f"tie-break criteria without sums: {missing}")
    return tuple(-_over_sheets(total, sheets) for total in (points_sum, *(sums[code] for code in codes)))


def _shared(one: Standing, other: Standing) -> int:
    pairs = zip(one, other, strict=True)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _decided_by(shared: int, codes: tuple[str, ...]) -> str | None:
    """The first figure is the score: none shared, it decided alone; all shared, nothing decided."""
    return codes[shared - 1] if 0 < shared <= len(codes) else None


def _over_sheets(total: int, sheets: int) -> int:
    return total * (COMMON_DENOMINATOR // sheets)


def _check_sheets(sheets: int, least: int) -> None:
    if type(sheets) is not int or not least <= sheets <= MOST_SHEETS:
        raise ValueError(f"number of sheets is not {least}-{MOST_SHEETS}: {sheets!r}")


def _check_weights(weights: Mapping[str, int]) -> None:
    for code, weight in weights.items():
        if type(weight) is not int or weight < 0:
            raise ValueError(f"weight of {code} is not a whole number from 0: {weight!r}")
    if sum(weights.values()) != WEIGHTS_SUM:
        raise ValueError(f"weights sum to {sum(weights.values())}, not to {WEIGHTS_SUM}")
