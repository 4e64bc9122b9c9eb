"""The ranking of a panel and who is chosen."""

import pytest

from curation.models import Result
from curation.rankings import ranking_of, standings
from exhibitions.models import Entry, Status
from tests.factories import make_sent_sheet


def ranking(panel):
    """[(RW, rank, joint, decided by, score, band)], as a page shows them."""
    results = Result.objects.filter(panel=panel).for_ranking()
    return [
        (row.result.entry.rw.number, row.rank, row.joint, row.decided_by, row.score, row.band)
        for row in ranking_of(panel, list(results))
    ]


def chosen(panel, quota):
    rows = ranking_of(panel, list(Result.objects.filter(panel=panel).for_ranking()))
    return [(row.result.entry.rw.number, str(standing)) for row, standing in standings(rows, quota)]


def score(entries, curator, *sheets):
    """A sheet for each entry: a value for all criteria, or (value, {criterion: value})."""
    for entry, given in zip(entries, sheets, strict=False):
        value, others = given if isinstance(given, tuple) else (given, {})
        make_sent_sheet(entry, curator, value, **others)


def test_entries_are_ranked_by_score_with_their_bands(panel, entries, kurator_1):
    score(entries, kurator_1, 3, 5, 4)

    assert ranking(panel) == [
        (6, 1, False, None, 10000, "Siap pasar luas"),
        (8, 2, False, None, 8000, "Layak, perlu penyempurnaan"),
        (5, 3, False, None, 6000, "Perlu pembinaan"),
    ]


def test_equal_scores_are_decided_by_the_criteria_in_the_rubrics_order(panel, entries, kurator_1):
    score(entries, kurator_1, (4, {"desain": 5, "keaslian": 3}), (4, {"keaslian": 5, "daya_jual": 3}), 3)

    assert [row[:4] for row in ranking(panel)] == [
        (5, 1, False, "desain"),
        (6, 2, False, "desain"),
        (8, 3, False, None),
    ]


def test_what_no_criterion_separates_shares_its_rank(panel, entries, kurator_1):
    score(entries, kurator_1, 4, 3, 4)

    assert [row[:4] for row in ranking(panel)] == [
        (5, 1, True, None),
        (8, 1, True, None),
        (6, 3, False, None),
    ]


def test_fewer_than_three_are_shown_without_rank_in_the_order_of_stands(panel, entries, kurator_1):
    Entry.objects.filter(pk=entries[0].pk).update(stand=9)
    Entry.objects.filter(pk=entries[2].pk).update(stand=2)
    make_sent_sheet(entries[0], kurator_1, 5)
    make_sent_sheet(entries[2], kurator_1, 3)

    assert [row[:3] + row[5:] for row in ranking(panel)] == [
        (8, None, False, "Perlu pembinaan"),
        (5, None, False, "Siap pasar luas"),
        (6, None, False, None),
    ]


@pytest.mark.parametrize(
    "change",
    [{"attendance": Entry.Attendance.ABSENT}, {"status": Status.WITHDRAWN}],
    ids=["absent", "withdrawn"],
)
def test_the_absent_and_the_withdrawn_are_not_ranked_and_leave_too_few(panel, entries, kurator_1, change):
    score(entries, kurator_1, 3, 5, 4)

    Entry.objects.filter(pk=entries[1].pk).update(**change)

    assert [row[:2] + row[4:5] for row in ranking(panel)] == [
        (5, None, 6000),
        (8, None, 8000),
        (6, None, None),
    ]


def test_an_entry_without_sheets_comes_last_and_is_no_zero(panel, entries, kurator_1, kurator_3):
    score(entries[1:], kurator_1, 2, 3)

    assert ranking(panel)[-1] == (5, None, False, None, None, None)


def test_the_score_is_the_mean_of_the_sheets_to_the_hundredth(
    panel, entries, kurator_1, kurator_2, kurator_3
):
    score(entries, kurator_1, 4, 4, 4)
    score(entries, kurator_3, 4, (4, {"kesiapan": 5}), 4)
    make_sent_sheet(entries[1], kurator_2, 4)

    assert [(row[0], row[4]) for row in ranking(panel)] == [(6, 8033), (5, 8000), (8, 8000)]


def test_the_chosen_are_the_best_within_the_quota(panel, entries, kurator_1):
    score(entries, kurator_1, 3, 5, 4)

    assert chosen(panel, 2) == [(6, "terpilih"), (8, "terpilih"), (5, "dikurasi")]


def test_a_joint_rank_across_the_edge_of_the_quota_is_a_tie_to_decide(panel, entries, kurator_1):
    score(entries, kurator_1, 4, 3, 4)

    assert chosen(panel, 1) == [(5, "seri"), (8, "seri"), (6, "dikurasi")]
    assert chosen(panel, 2) == [(5, "terpilih"), (8, "terpilih"), (6, "dikurasi")]


def test_without_ranks_all_scored_are_chosen_or_the_pleno_decides(panel, entries, kurator_1):
    score(entries, kurator_1, 4, 3)

    assert chosen(panel, 2) == [(5, "terpilih"), (6, "terpilih"), (8, "")]
    assert chosen(panel, 1) == [(5, "seri"), (6, "seri"), (8, "")]
