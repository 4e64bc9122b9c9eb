"""The ranking of one panel from its results: rank, shown numbers and who is chosen."""

from collections import Counter
from dataclasses import dataclass

from exhibitions.models import Entry, Status

from .models import Result
from .scoring import band, rank, score_hundredths, sheet_hundredths

FEWEST_FOR_RANKS = 3
NO_STAND = 100_000
BAND_WORDS = ("Siap pasar luas", "Layak, perlu penyempurnaan", "Perlu pembinaan", "Tahap awal")


@dataclass(frozen=True)
class RankedRow:
    """`rank` is None for an entry without sheets and in a panel with fewer than 3 scored entries.

    `decided_by` is the code of the criterion that separated it from an entry of equal score, `joint` whether it
    shares its rank. Scores are hundredths of the 100-scale (8250 is 82,50); None without sheets.
    """

    result: Result
    rank: int | None
    decided_by: str | None
    joint: bool
    score: int | None
    lowest: int | None
    highest: int | None
    band: str | None
    band_number: int | None


def is_ranked(result):
    """Verified, not recorded as absent, and scored by at least one counting sheet."""
    entry = result.entry
    there = entry.status == Status.VERIFIED and entry.attendance != Entry.Attendance.ABSENT
    return there and result.sheets > 0


def ranking_of(panel, results):
    """RankedRows, best first, or in the order of stands where there are too few for ranks.

    Entries without sheets, absent or withdrawn come last without rank.
    """
    scored = [result for result in results if is_ranked(result)]
    others = [result for result in results if not is_ranked(result)]
    rows = ranked_rows(panel, scored) if len(scored) >= FEWEST_FOR_RANKS else unranked_rows(panel, scored)
    return rows + unranked_rows(panel, others)


def ranked_rows(panel, scored):
    codes = panel.rubric.codes
    by_key = {result.entry_id: result for result in scored}
    placed = rank(
        [
            (result.entry_id, result.points_sum, result.sheets, criterion_sums(result, codes))
            for result in scored
        ],
        tie_break=codes,
    )
    sharing = Counter(place for _, place, _ in placed)
    return [
        ranked_row(panel, by_key[key], place, decided, joint=sharing[place] > 1)
        for key, place, decided in placed
    ]


def criterion_sums(result, codes):
    return dict(zip(codes, result.criterion_sums, strict=True))


def unranked_rows(panel, results):
    in_order = sorted(results, key=lambda result: (result.entry.stand or NO_STAND, result.entry_id))
    return [ranked_row(panel, result, None, None, joint=False) for result in in_order]


def ranked_row(panel, result, place, decided_by, joint):
    if not is_ranked(result):
        return RankedRow(result, None, None, False, None, None, None, None, None)
    words, number = band_of(panel, result)
    return RankedRow(
        result=result,
        rank=place,
        decided_by=decided_by,
        joint=joint,
        score=score_hundredths(result.points_sum, result.sheets),
        lowest=sheet_hundredths(result.lowest),
        highest=sheet_hundredths(result.highest),
        band=words,
        band_number=number,
    )


def band_of(panel, result):
    """(words, number) of a scored result's band; 4 is the highest, 1 the lowest."""
    index = band(result.points_sum, result.sheets, tuple(panel.rubric.bands))
    return BAND_WORDS[index], len(BAND_WORDS) - index


def bands_of(rubric):
    """[(lowest score or None, words, number)] of a rubric's bands, the highest first."""
    numbers = range(len(BAND_WORDS), 0, -1)
    return list(zip([*rubric.bands, None], BAND_WORDS, numbers, strict=True))


def standings(rows, quota):
    """[(row, Result.Standing)]: the chosen within the quota; a joint rank across its edge is a tie to decide."""
    scored = [row for row in rows if row.score is not None]
    sharing = Counter(row.rank for row in scored)
    return [(row, standing_of(row, len(scored), sharing, quota)) for row in rows]


def standing_of(row, scored, sharing, quota):
    if row.score is None:
        return ""
    # Without ranks nobody is better than another: all are chosen, or the quota is too small to choose by itself.
    places_up_to = scored if row.rank is None else row.rank + sharing[row.rank] - 1
    if places_up_to <= quota:
        return Result.Standing.CHOSEN
    first_place = row.rank or 1
    return Result.Standing.TIED if first_place <= quota else Result.Standing.CURATED
