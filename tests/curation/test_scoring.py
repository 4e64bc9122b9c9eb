import random
import subprocess
import sys
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest

from curation.scoring import band, rank, score_hundredths, sheet_hundredths, sheet_points

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = {
    "mutu": 25,
    "desain": 15,
    "keaslian": 15,
    "daya_jual": 15,
    "pemberdayaan": 15,
    "inovasi": 10,
    "kesiapan": 5,
}
CODES = tuple(WEIGHTS)


def make_values(**changed):
    return dict.fromkeys(WEIGHTS, 3) | changed


# Points of one sheet


@pytest.mark.parametrize(("value", "points"), [(1, 100), (3, 300), (5, 500)])
def test_the_same_value_everywhere_gives_a_hundred_times_that_value(value, points):
    assert sheet_points(dict.fromkeys(WEIGHTS, value), WEIGHTS) == points


def test_points_are_the_sum_of_weight_times_value():
    values = {
        "mutu": 4,
        "desain": 3,
        "keaslian": 5,
        "daya_jual": 2,
        "pemberdayaan": 4,
        "inovasi": 1,
        "kesiapan": 3,
    }

    points = sheet_points(values, WEIGHTS)

    assert points == 100 + 45 + 75 + 30 + 60 + 10 + 15
    assert type(points) is int


@pytest.mark.parametrize("value", [0, 6, -1, 3.5, 3.0, True, "3", None])
def test_a_value_other_than_one_to_five_is_refused(value):
    with pytest.raises(ValueError, match="value of inovasi"):
        sheet_points(make_values(inovasi=value), WEIGHTS)


def test_a_sheet_without_one_criterion_is_refused():
    values = make_values()
    del values["kesiapan"]

    with pytest.raises(ValueError, match=r"criteria differ: \['kesiapan'\]"):
        sheet_points(values, WEIGHTS)


def test_a_sheet_with_a_foreign_criterion_is_refused():
    with pytest.raises(ValueError, match=r"criteria differ: \['legalitas'\]"):
        sheet_points(make_values(legalitas=3), WEIGHTS)


@pytest.mark.parametrize("weights", [{"mutu": 60, "desain": 39}, {"mutu": 60, "desain": 41}, {}])
def test_weights_that_do_not_sum_to_a_hundred_are_refused(weights):
    with pytest.raises(ValueError, match="weights sum to"):
        sheet_points(dict.fromkeys(weights, 3), weights)


@pytest.mark.parametrize("odd", [-10, 12.5, True])
def test_a_weight_that_is_negative_or_not_whole_is_refused(odd):
    weights = {"mutu": odd, "desain": 100 - odd}

    with pytest.raises(ValueError, match="weight of mutu"):
        sheet_points({"mutu": 3, "desain": 3}, weights)


# Score of an entry


@pytest.mark.parametrize(("points", "hundredths"), [(100, 2000), (333, 6660), (401, 8020), (500, 10000)])
def test_a_sheet_is_shown_as_points_over_five(points, hundredths):
    assert sheet_hundredths(points) == hundredths


@pytest.mark.parametrize(
    ("points_sum", "sheets", "hundredths"),
    [
        (800, 2, 8000),
        (1000, 3, 6667),
        (1001, 3, 6673),
        (2453, 8, 6133),
        (2451, 8, 6128),
        (6000, 12, 10000),
    ],
)
def test_a_score_is_shown_in_hundredths_with_the_half_rounded_up(points_sum, sheets, hundredths):
    assert score_hundredths(points_sum, sheets) == hundredths


@pytest.mark.parametrize(
    ("points_sum", "sheets", "number"),
    [
        (500, 1, 0),
        (425, 1, 0),
        (424, 1, 1),
        (1275, 3, 0),
        (1274, 3, 1),
        (350, 1, 1),
        (4199, 12, 2),
        (250, 1, 2),
        (249, 1, 3),
        (100, 1, 3),
    ],
)
def test_a_band_begins_exactly_at_its_cut(points_sum, sheets, number):
    assert band(points_sum, sheets) == number


def test_bands_follow_the_cuts_given():
    assert [band(points, 1, cuts=(90, 60)) for points in (450, 449, 300, 299)] == [0, 1, 1, 2]


@pytest.mark.parametrize("function", [score_hundredths, band])
@pytest.mark.parametrize("sheets", [-1, 0, 13, 1.5, None])
def test_there_is_no_score_without_one_to_twelve_sheets(function, sheets):
    with pytest.raises(ValueError, match="number of sheets is not 1-12"):
        function(300, sheets)


# Ranks


def test_nobody_to_rank_gives_no_ranks():
    assert rank([]) == []


def test_the_higher_mean_ranks_first_whatever_the_number_of_sheets():
    entries = [("few", 401, 1, {}), ("many", 1200, 3, {}), ("most", 4800, 12, {})]

    assert rank(entries) == [("few", 1, None), ("many", 2, None), ("most", 2, None)]


def test_scores_a_hair_apart_are_not_a_tie():
    entries = [("a", 3667, 11, {}), ("b", 4000, 12, {}), ("c", 3666, 11, {})]

    assert rank(entries) == [("a", 1, None), ("b", 2, None), ("c", 3, None)]


def test_after_a_joint_rank_the_next_is_skipped():
    entries = [("d", 300, 1, {}), ("c", 400, 1, {}), ("b", 400, 1, {}), ("a", 450, 1, {})]

    assert rank(entries) == [("a", 1, None), ("b", 2, None), ("c", 2, None), ("d", 4, None)]


def test_a_tie_goes_down_the_criteria_in_the_order_given():
    entries = [
        ("a", 900, 3, {"mutu": 10, "desain": 15}),
        ("b", 900, 3, {"mutu": 12, "desain": 9}),
    ]

    assert rank(entries, ("mutu", "desain")) == [("b", 1, "mutu"), ("a", 2, "mutu")]
    assert rank(entries, ("desain", "mutu")) == [("a", 1, "desain"), ("b", 2, "desain")]


def test_criterion_sums_compare_over_the_number_of_sheets():
    entries = [("three", 900, 3, {"mutu": 10}), ("one", 300, 1, {"mutu": 4}), ("two", 600, 2, {"mutu": 7})]

    assert rank(entries, ("mutu",)) == [("one", 1, "mutu"), ("two", 2, "mutu"), ("three", 3, "mutu")]


def test_the_deciding_criterion_is_the_last_that_separated_an_entry():
    entries = [
        ("a", 400, 1, {"mutu": 5, "desain": 1}),
        ("b", 400, 1, {"mutu": 4, "desain": 5}),
        ("c", 400, 1, {"mutu": 4, "desain": 3}),
        ("d", 399, 1, {"mutu": 5, "desain": 5}),
    ]

    ranked = rank(entries, ("mutu", "desain"))

    assert ranked == [("a", 1, "mutu"), ("b", 2, "desain"), ("c", 3, "desain"), ("d", 4, None)]


def test_those_still_joint_have_no_deciding_criterion():
    entries = [
        ("c", 400, 1, {"mutu": 4, "desain": 3}),
        ("b", 400, 1, {"mutu": 4, "desain": 3}),
        ("a", 400, 1, {"mutu": 4, "desain": 2}),
        ("d", 400, 1, {"mutu": 5, "desain": 1}),
    ]

    ranked = rank(entries, ("mutu", "desain"))

    assert ranked == [("d", 1, "mutu"), ("b", 2, None), ("c", 2, None), ("a", 4, "desain")]


def test_entries_without_sheets_come_last_in_key_order_without_rank():
    entries = [("z", 0, 0, {}), ("b", 100, 1, {"mutu": 1}), ("a", 0, 0, {})]

    assert rank(entries, ("mutu",)) == [("b", 1, None), ("a", None, None), ("z", None, None)]


def test_two_entries_are_ranked_like_any_other_number():
    assert rank([(7, 300, 1, {}), (5, 400, 1, {})]) == [(5, 1, None), (7, 2, None)]


@pytest.mark.parametrize("sheets", [-1, 13, 1.5, None])
def test_an_impossible_number_of_sheets_is_refused(sheets):
    with pytest.raises(ValueError, match="number of sheets is not 0-12"):
        rank([("a", 300, sheets, {})])


def test_twelve_sheets_are_ranked():
    assert rank([("a", 3600, 12, {})]) == [("a", 1, None)]


def test_a_tie_break_criterion_without_sums_is_refused_even_where_scores_differ():
    entries = [("a", 400, 1, {"mutu": 4, "desain": 4}), ("b", 300, 1, {"mutu": 3})]

    with pytest.raises(ValueError, match=r"without sums: \['desain'\]"):
        rank(entries, ("mutu", "desain"))


def test_entries_and_criteria_may_come_from_generators():
    entries = (entry for entry in [("a", 400, 1, {"mutu": 3}), ("b", 400, 1, {"mutu": 4})])
    codes = (code for code in ["mutu"])

    assert rank(entries, codes) == [("b", 1, "mutu"), ("a", 2, "mutu")]


# The same rules once more, slowly and from the other side: groups of equals, split criterion by criterion


def split_by(group, figure):
    parts = {}
    for entry in group:
        parts.setdefault(figure(entry), []).append(entry)
    return [parts[value] for value in sorted(parts, reverse=True)]


def mean_of(code, entry):
    _, _, sheets, sums = entry
    return Fraction(sums[code], sheets)


def slow_groups(entries, codes):
    groups = [(group, None) for group in split_by(entries, lambda entry: Fraction(entry[1], entry[2]))]
    for code in codes:
        refined = []
        for group, reason in groups:
            parts = split_by(group, partial(mean_of, code))
            refined += [(part, code if len(parts) > 1 else reason) for part in parts]
        groups = refined
    return groups


def slow_rank(entries, codes):
    answer = []
    for group, reason in slow_groups([e for e in entries if e[2] > 0], codes):
        place = len(answer) + 1
        answer += [(key, place, reason if len(group) == 1 else None) for key in sorted(e[0] for e in group)]
    return answer + [(key, None, None) for key in sorted(e[0] for e in entries if e[2] == 0)]


def make_panel(chance):
    """Few distinct figures, so that scores and criteria are often equal."""
    codes = CODES[: chance.randint(0, 3)]
    entries = []
    for key in range(chance.randint(0, 9)):
        sheets = chance.choice([0, 1, 2, 3, 3, 4, 6, 12])
        points = chance.choice([300, 300, 301, 350]) * sheets + chance.choice([0, 0, 0, 1]) * (sheets > 1)
        sums = {code: chance.choice([2, 3]) * sheets + chance.choice([0, 0, 1]) for code in CODES}
        entries.append((key, points, sheets, sums))
    return entries, codes


def test_ranks_agree_with_a_slow_reference():
    chance = random.Random(20241)
    panels = [make_panel(chance) for _ in range(4000)]

    differing = [panel for panel in panels if rank(*panel) != slow_rank(*panel)]

    assert differing == []


def test_the_random_panels_hold_every_kind_of_place():
    chance = random.Random(20241)
    places = [place for _ in range(4000) for place in slow_rank(*make_panel(chance))]

    assert {decided_by for _, _, decided_by in places} == {None, *CODES[:3]}
    assert len([place for _, place, _ in places if place is None]) > 1000


def test_the_order_of_the_input_changes_nothing():
    chance = random.Random(5)
    changed = []
    for _ in range(500):
        entries, codes = make_panel(chance)
        shuffled = chance.sample(entries, len(entries))
        if rank(shuffled, codes) != rank(entries, codes):
            changed.append(entries)

    assert changed == []


def test_scoring_needs_no_django():
    program = "import sys, curation.scoring; print('django' in sys.modules)"

    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert run.stdout == "False\n"
