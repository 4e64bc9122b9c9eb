"""What the database refuses about rubrics, panels, sheets and results, whoever asks and however."""

import pytest
from django.db import IntegrityError, transaction

from curation.models import (
    Assignment,
    Criterion,
    LevelDescriptor,
    Panel,
    PanelState,
    Result,
    Rubric,
    ScoreSheet,
    Seat,
    SheetRevision,
)
from curation.sheets import save_draft
from exhibitions.models import Status
from products.models import Category
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


# Weights


def weigh(rubric, code, change):
    Criterion.objects.filter(rubric=rubric, code=code).update(weight=change)


def test_weights_that_do_not_sum_to_100_are_refused_at_the_commit(own_database, rubric):
    def commit_a_wrong_sum():
        with transaction.atomic():
            weigh(rubric, "mutu", 24)

    with pytest.raises(IntegrityError) as refused:
        commit_a_wrong_sum()

    assert refused.value.__cause__.diag.constraint_name == "rubric_weights_sum_to_100"
    assert rubric.weights["mutu"] == 25


def test_weights_may_move_between_criteria_in_one_transaction(own_database, rubric):
    with transaction.atomic():
        weigh(rubric, "mutu", 20)
        weigh(rubric, "inovasi", 15)

    assert (sum(rubric.weights.values()), rubric.weights["mutu"]) == (100, 20)


def test_a_rubric_without_criteria_is_refused(edition):
    kuliner = Category.objects.get(slug="kuliner")

    constraint = refused_by(lambda: Rubric.objects.create(edition=edition, category=kuliner, version=2))

    assert constraint == "rubric_weights_sum_to_100"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE curation_criterion SET weight = weight + 1 WHERE rubric_id = {0} AND code = 'mutu'",
        "DELETE FROM curation_leveldescriptor WHERE criterion_id IN"
        " (SELECT id FROM curation_criterion WHERE rubric_id = {0} AND code = 'mutu');"
        "DELETE FROM curation_criterion WHERE rubric_id = {0} AND code = 'mutu'",
        "INSERT INTO curation_criterion (rubric_id, position, code, name, looks_at, weight)"
        " VALUES ({0}, 9, 'lain', 'Lain', 'Lihat.', 1)",
        "UPDATE curation_criterion SET rubric_id = {1}, code = 'lain', position = 9"
        " WHERE rubric_id = {0} AND code = 'mutu'",
        "UPDATE curation_criterion SET rubric_id = {0}, code = 'lain', position = 9"
        " WHERE rubric_id = {1} AND code = 'mutu'",
        "UPDATE curation_criterion SET weight = weight - 25 WHERE rubric_id = {1} AND code = 'daya_jual';"
        "UPDATE curation_criterion SET rubric_id = {1}, code = 'lain', position = 9"
        " WHERE rubric_id = {0} AND code = 'mutu'",
    ],
    ids=["heavier", "one less", "one more", "moved away", "moved here", "moved where it fits"],
)
def test_no_change_of_criteria_leaves_another_sum(rubric, kriya_rubric, change):
    Criterion.objects.filter(rubric=kriya_rubric).update(weight=1)
    weigh(kriya_rubric, "daya_jual", 94)

    constraint = refused_by(lambda: execute(change.format(rubric.pk, kriya_rubric.pk)))

    assert constraint == "rubric_weights_sum_to_100"


@pytest.mark.parametrize("weight", [0, 101])
def test_a_weight_is_from_1_to_100(rubric, weight):
    assert refused_by(lambda: weigh(rubric, "mutu", weight)) == "criterion_weight_range"


@pytest.mark.parametrize(
    "bands",
    ["{}", "{85,70}", "{85,70,50,30}", "{70,85,50}", "{85,85,50}", "{101,70,50}", "{85,70,20}"],
)
def test_bands_are_three_and_fall(rubric, bands):
    change = f"UPDATE curation_rubric SET bands = '{bands}' WHERE id = {rubric.pk}"

    assert refused_by(lambda: execute(change)) == "rubric_bands_fall"


def test_frozen_and_snapshot_come_together(rubric):
    for change in ("frozen_at = now()", "snapshot = '{}'"):
        statement = f"UPDATE curation_rubric SET {change} WHERE id = {rubric.pk}"

        assert refused_by(lambda statement=statement: execute(statement)) == "rubric_frozen_with_snapshot"


@pytest.mark.parametrize(
    ("level", "text", "constraint"),
    [(0, "x", "level_range"), (6, "x", "level_range"), (3, "", "level_text_not_empty")],
)
def test_a_descriptor_has_one_of_five_levels_and_a_text(rubric, level, text, constraint):
    criterion = rubric.criteria.first()
    LevelDescriptor.objects.filter(criterion=criterion, level=3).delete()

    assert (
        refused_by(lambda: LevelDescriptor.objects.create(criterion=criterion, level=level, text=text))
        == constraint
    )


# A frozen rubric


FROZEN = {
    "weight": "UPDATE curation_criterion SET weight = weight WHERE rubric_id = {rubric}",
    "name": "UPDATE curation_criterion SET name = 'Lain' WHERE rubric_id = {rubric}",
    "a criterion more": "INSERT INTO curation_criterion (rubric_id, position, code, name, looks_at, weight)"
    " VALUES ({rubric}, 9, 'lain', 'Lain', 'Lihat.', 1)",
    "a criterion less": "DELETE FROM curation_criterion WHERE rubric_id = {rubric}",
    "a criterion moved away": "UPDATE curation_criterion SET rubric_id = {other}, code = 'lain', position = 9"
    " WHERE rubric_id = {rubric} AND code = 'mutu'",
    "a criterion moved here": "UPDATE curation_criterion SET rubric_id = {rubric}, code = 'lain', position = 9"
    " WHERE rubric_id = {other} AND code = 'mutu'",
    "descriptor": "UPDATE curation_leveldescriptor SET text = 'Lain.' WHERE criterion_id = {criterion}",
    "a descriptor less": "DELETE FROM curation_leveldescriptor WHERE criterion_id = {criterion}",
    "a descriptor moved away": "UPDATE curation_leveldescriptor SET criterion_id = {free}"
    " WHERE criterion_id = {criterion}",
    "bands": "UPDATE curation_rubric SET bands = '{{90,70,50}}' WHERE id = {rubric}",
    "snapshot": "UPDATE curation_rubric SET snapshot = '{{}}' WHERE id = {rubric}",
    "thawed": "UPDATE curation_rubric SET frozen_at = NULL, snapshot = NULL WHERE id = {rubric}",
    "deleted": "DELETE FROM curation_rubric WHERE id = {rubric}",
}


@pytest.fixture
def places(sheet, rubric, kriya_rubric):
    """Keys for the statements: the frozen rubric, one that is not, and a criterion of each."""
    free = kriya_rubric.criteria.first()
    LevelDescriptor.objects.filter(criterion=free).delete()
    execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return {
        "rubric": rubric.pk,
        "other": kriya_rubric.pk,
        "criterion": rubric.criteria.first().pk,
        "free": free.pk,
    }


@pytest.mark.parametrize("statement", FROZEN.values(), ids=FROZEN)
def test_the_first_draft_value_freezes_the_rubric(places, statement):
    assert refused_by(lambda: execute(statement.format(**places))) == "rubric_frozen"


def test_the_snapshot_holds_the_criteria_as_they_were(sheet, rubric):
    criteria = [(criterion.code, criterion.weight) for criterion in rubric.criteria.all()]

    frozen = Rubric.objects.get(pk=rubric.pk).snapshot["criteria"]

    assert [(criterion["code"], criterion["weight"]) for criterion in frozen] == criteria
    assert {len(criterion["levels"]) for criterion in frozen} == {5}


def test_a_rubric_of_another_category_stays_free(sheet, kriya_rubric):
    weigh(kriya_rubric, "mutu", 20)
    weigh(kriya_rubric, "inovasi", 15)

    assert refused_by(lambda: weigh(kriya_rubric, "mutu", 25)) == "rubric_weights_sum_to_100"
    assert Rubric.objects.get(pk=kriya_rubric.pk).frozen_at is None


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


# Revisions


def revise(sheet, values="{4,4,4,4,4,4,4}", n=1, late=False):
    return lambda: execute(
        "INSERT INTO curation_sheetrevision (sheet_id, n, values, text_commitment, source, late, by_id)"
        " VALUES (%s, %s, %s, '', 'layar', %s, %s)",
        sheet.pk,
        n,
        values,
        late,
        sheet.assignment.curator_id,
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
