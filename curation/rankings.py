"""The ranking of one panel from its results: rank, shown numbers and who is chosen."""

from dataclasses import dataclass

from exhibitions.models import Entry

from .models import Result
from .scoring import band, rank, score_hundredths, sheet_hundredths

FEWEST_FOR_RANKS = 3
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


def is_ranked(result):
    """Present or not yet recorded as absent, and scored by at least one counting sheet."""
    return result.sheets > 0 and result.entry.attendance != Entry.Attendance.ABSENT


def ranking_of(panel, results):
    """RankedRows, best first; entries without sheets or absent come last without rank."""
    codes = panel.rubric.codes
    by_key = {result.entry_id: result for result in results}
    ranked = rank(
        [
            (
                result.entry_id,
                result.points_sum if is_ranked(result) else 0,
                result.sheets if is_ranked(result) else 0,
                dict(zip(codes, result.criterion_sums, strict=True)) if is_ranked(result) else {},
            )
            for result in results
        ],
        tie_break=codes,
    )
    places = [place for _, place, _ in ranked if place is not None]
    hide = len(places) < FEWEST_FOR_RANKS
    return [
        ranked_row(
            panel, by_key[key], None if hide else place, None if hide else decided, places.count(place) > 1
        )
        for key, place, decided in ranked
    ]


def ranked_row(panel, result, place, decided_by, joint):
    if not is_ranked(result):
        return RankedRow(result, None, None, False, None, None, None, None)
    return RankedRow(
        result=result,
        rank=place,
        decided_by=decided_by,
        joint=joint and place is not None,
        score=score_hundredths(result.points_sum, result.sheets),
        lowest=sheet_hundredths(result.lowest),
        highest=sheet_hundredths(result.highest),
        band=band_words(panel, result),
    )


def band_words(panel, result):
    return BAND_WORDS[band(result.points_sum, result.sheets, tuple(panel.rubric.bands))]


def standings(rows, quota):
    """[(row, Result.Standing)]: the chosen within the quota; a joint rank across its edge is a tie to decide."""
    scored = [row for row in rows if row.score is not None]
    answer = []
    for row in rows:
        if row.score is None:
            answer.append((row, ""))
            continue
        better = sum(
            1 for other in scored if other.rank is not None and row.rank is not None and other.rank < row.rank
        )
        sharing = sum(1 for other in scored if other.rank == row.rank)
        if row.rank is None:
            standing = Result.Standing.CHOSEN if len(scored) <= quota else Result.Standing.CURATED
        elif better + sharing <= quota:
            standing = Result.Standing.CHOSEN
        else:
            standing = Result.Standing.TIED if better < quota else Result.Standing.CURATED
        answer.append((row, standing))
    return answer
