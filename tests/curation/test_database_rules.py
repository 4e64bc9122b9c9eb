"""What the database refuses about panels, sheets and results, whoever asks and however."""

import pytest
from django.utils import timezone

from curation.models import (
    Assignment,
    Panel,
    PanelState,
    Result,
    Rubric,
    ScoreSheet,
    Seat,
    SheetRevision,
)
from curation.sheets import save_draft
from exhibitions.models import Edition, Entry, Exhibition, Status
from tests.factories import make_entry, make_scoring, make_sent_sheet, rw_of, sheet_of
from tests.refusals import execute, refused_by

SETTLED = [PanelState.PLANNED, PanelState.LOCKED, PanelState.PROVISIONAL, PanelState.SETTLED]


@pytest.fixture
def rubric(edition):
    return Rubric.objects.get(edition=edition, category__slug="tpt")


@pytest.fixture
def kriya_rubric(edition):
    return Rubric.objects.get(edition=edition, category__slug="kriya")


@pytest.fixture
def entry(gelar_melong, melong, kurator_1, pemkot):
    entry = make_entry(gelar_melong, rw_of(melong, 5), status=Status.VERIFIED)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    return entry


@pytest.fixture
def sheet(entry, kurator_1):
    """A sheet whose first draft value froze the rubric."""
    sheet = sheet_of(entry, kurator_1)
    save_draft(sheet, {"values": {"mutu": 4}}, seen=0)
    return sheet_of(entry, kurator_1)


# Panels


def test_a_panel_uses_a_rubric_of_its_category(gelar_melong, kriya_rubric):
    panels = Panel.objects.filter(exhibition=gelar_melong, category__slug="tpt")

    assert refused_by(lambda: panels.update(rubric=kriya_rubric)) == "panel_rubric_of_its_category"


def test_an_exhibition_has_one_panel_per_category(gelar_melong, rubric):
    second = Panel(exhibition=gelar_melong, category=rubric.category, rubric=rubric)

    assert refused_by(second.save) == "panel_one_per_category"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "selesai"}, "panel_state_known"),
        ({"wanted_curators": 0}, "panel_wanted_curators_range"),
        ({"wanted_curators": 13}, "panel_wanted_curators_range"),
        ({"quota": 0}, "panel_quota_range"),
        ({"quota": 51}, "panel_quota_range"),
    ],
)
def test_a_panel_s_numbers_stay_in_range(gelar_melong, fields, constraint):
    assert refused_by(lambda: Panel.objects.filter(exhibition=gelar_melong).update(**fields)) == constraint


def test_a_curator_has_one_seat_in_a_panel(entry, kurator_1, pemkot):
    seat = Seat.objects.filter(curator=kurator_1).first()
    second = Seat(panel=seat.panel, curator=kurator_1, seated_by=pemkot)

    assert refused_by(second.save) == "seat_once_per_panel"


def test_a_panel_has_one_chair(entry, kurator_1, kurator_3, pemkot):
    seat = Seat.objects.filter(curator=kurator_1).first()
    Seat.objects.filter(pk=seat.pk).update(is_chair=True)
    second = Seat(panel=seat.panel, curator=kurator_3, seated_by=pemkot, is_chair=True)

    assert refused_by(second.save) == "seat_one_chair_per_panel"


# Assignments


@pytest.mark.parametrize("way", ["insert", "update"])
def test_a_curator_is_not_assigned_an_entry_of_the_own_rw(entry, kurator_2, way):
    panel = Panel.objects.get(exhibition=entry.exhibition, category=entry.category)
    acts = {
        "insert": lambda: Assignment.objects.create(panel=panel, entry=entry, curator=kurator_2),
        "update": lambda: Assignment.objects.filter(entry=entry).update(curator=kurator_2),
    }

    assert refused_by(acts[way]) == "assignment_not_at_home"


def test_a_curator_is_assigned_an_entry_once(entry, kurator_1):
    panel = Panel.objects.get(exhibition=entry.exhibition, category=entry.category)
    second = Assignment(panel=panel, entry=entry, curator=kurator_1)

    assert refused_by(second.save) == "assignment_once"


def panels_of(exhibition, category):
    return Panel.objects.filter(exhibition=exhibition, category__slug=category)


@pytest.fixture
def elsewhere(entry, gelar_melong, gelar_utama):
    """{what differs: a panel the entry does not belong to}."""
    return {
        "exhibition": panels_of(gelar_utama, "tpt").get(),
        "category": panels_of(gelar_melong, "kriya").get(),
    }


@pytest.mark.parametrize("differs", ["exhibition", "category"])
@pytest.mark.parametrize("way", ["insert", "update"])
def test_an_entry_is_assigned_in_the_panel_of_its_exhibition_and_category(
    entry, elsewhere, kurator_3, differs, way
):
    panel = elsewhere[differs]
    acts = {
        "insert": lambda: Assignment.objects.create(panel=panel, entry=entry, curator=kurator_3),
        "update": lambda: Assignment.objects.filter(entry=entry).update(panel=panel),
    }

    assert refused_by(acts[way]) == "assignment_in_its_panel"


@pytest.mark.parametrize("differs", ["exhibition", "category"])
def test_a_result_stands_in_the_panel_of_its_entry(entry, elsewhere, differs):
    results = Result.objects.filter(entry=entry)

    assert refused_by(lambda: results.update(panel=elsewhere[differs])) == "result_in_its_panel"


def test_what_is_judged_stays_in_its_category(entry, kriya_rubric):
    entries = Entry.objects.filter(pk=entry.pk)

    assert refused_by(lambda: entries.update(category=kriya_rubric.category)) == "judged_entry_stays"


def test_what_is_judged_stays_in_its_exhibition(entry, edition):
    whole_city = Exhibition.objects.create(edition=edition, level="kota")
    entries = Entry.objects.filter(pk=entry.pk)

    assert refused_by(lambda: entries.update(exhibition=whole_city)) == "judged_entry_stays"


def test_an_entry_not_judged_yet_may_change_its_category(gelar_melong, melong, kriya_rubric):
    entry = make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)

    Entry.objects.filter(pk=entry.pk).update(category=kriya_rubric.category)

    assert Entry.objects.get(pk=entry.pk).category == kriya_rubric.category


def test_a_panel_does_not_move_away_under_what_it_judges(entry, gelar_utama, gelar_melong):
    panels = panels_of(gelar_melong, "tpt")

    assert refused_by(lambda: panels.update(exhibition=gelar_utama)) == "judging_panel_stays"


# Revisions


def revise(sheet, values="{4,4,4,4,4,4,4}", n=1, late=False, by=None, source="layar"):
    return lambda: execute(
        "INSERT INTO curation_sheetrevision (sheet_id, n, values, text_commitment, source, late, by_id)"
        " VALUES (%s, %s, %s, '', %s, %s, %s)",
        sheet.pk,
        n,
        values,
        source,
        late,
        sheet.assignment.curator_id if by is None else by.pk,
    )


def set_state(sheet, state):
    Panel.objects.filter(pk=sheet.panel.pk).update(state=state)


def test_a_revision_that_fits_is_taken(sheet):
    revise(sheet)()
    revise(sheet, "{1,2,3,4,5,1,2}", n=2)()

    assert list(SheetRevision.objects.values_list("n", "values")) == [
        (1, [4] * 7),
        (2, [1, 2, 3, 4, 5, 1, 2]),
    ]


@pytest.mark.parametrize(
    "values",
    [
        "{}",
        "{4,4,4,4,4,4}",
        "{4,4,4,4,4,4,4,4}",
        "{0,4,4,4,4,4,4}",
        "{4,4,4,4,4,4,6}",
        "{4,4,4,4,4,4,-1}",
        "{4,4,4,NULL,4,4,4}",
    ],
)
def test_a_revision_has_one_value_of_1_to_5_for_each_criterion(sheet, values):
    assert refused_by(revise(sheet, values)) == "revision_values"


def test_a_revision_before_the_rubric_is_frozen_is_refused(entry, kurator_1):
    assert refused_by(revise(sheet_of(entry, kurator_1))) == "revision_values"


@pytest.mark.parametrize("n", [0, 1, 3])
def test_a_revision_follows_the_newest(sheet, n):
    revise(sheet)()

    assert refused_by(revise(sheet, n=n)) == "revision_n_follows"


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("state", SETTLED)
def test_no_revision_is_taken_before_opening_nor_from_the_lock_on(sheet, state, late):
    set_state(sheet, state)

    assert refused_by(revise(sheet, late=late)) == "revision_panel_open"


def test_after_closing_a_revision_is_late(sheet):
    set_state(sheet, PanelState.CLOSED)

    assert refused_by(revise(sheet)) == "revision_late_after_closing"


def test_after_closing_a_late_revision_is_kept(sheet):
    set_state(sheet, PanelState.CLOSED)

    revise(sheet, late=True)()

    assert SheetRevision.objects.get(sheet=sheet).late


@pytest.mark.parametrize("source", SheetRevision.Source.values)
def test_a_revision_from_a_curator_s_page_is_by_the_assigned_curator(sheet, kurator_3, source):
    assert refused_by(revise(sheet, by=kurator_3, source=source)) == "revision_by_its_curator"


def test_a_revision_of_another_source_may_be_keyed_by_another(sheet, pemkot):
    revise(sheet, by=pemkot, source="kertas")()

    assert SheetRevision.objects.get(sheet=sheet).by == pemkot


def test_no_revision_is_taken_once_the_edition_is_closed(sheet, edition, pemkot):
    set_state(sheet, PanelState.CLOSED)
    Edition.objects.filter(pk=edition.pk).update(closed_at=timezone.now(), closed_by=pemkot)

    assert refused_by(revise(sheet, late=True)) == "revision_edition_open"


# Sheets and results


@pytest.mark.parametrize("points", [99, 501])
def test_a_sheet_s_points_are_from_100_to_500(entry, kurator_1, points):
    make_sent_sheet(entry, kurator_1)

    assert refused_by(lambda: ScoreSheet.objects.update(points=points)) == "sheet_points_range"


@pytest.mark.parametrize("fields", [{"points": None}, {"values": None}, {"revisions_sent": 0}])
def test_a_sheet_has_points_and_values_of_a_revision_or_neither(entry, kurator_1, fields):
    make_sent_sheet(entry, kurator_1)

    assert refused_by(lambda: ScoreSheet.objects.update(**fields)) == "sheet_points_with_values"


def test_a_thirteenth_counting_sheet_is_refused(entry):
    assert refused_by(lambda: Result.objects.update(sheets=13, points_sum=5200)) == "result_at_most_12_sheets"


@pytest.mark.parametrize(("sheets", "points"), [(0, 100), (1, 99), (1, 501), (3, 299), (3, 1501)])
def test_a_result_s_sum_is_possible_for_its_sheets(entry, sheets, points):
    constraint = refused_by(lambda: Result.objects.update(sheets=sheets, points_sum=points))

    assert constraint == "result_sum_fits_sheets"


def test_an_entry_has_one_result(entry):
    result = Result.objects.get(entry=entry)

    assert refused_by(Result(panel=result.panel, entry=entry).save) == "curation_result_entry_id_key"
