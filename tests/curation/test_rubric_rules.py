"""What the database refuses about rubrics: weights sum to 100, and a frozen rubric stays as it is."""

import pytest
from django.db import IntegrityError, transaction

from curation.models import Criterion, LevelDescriptor, Rubric
from curation.sheets import save_draft
from exhibitions.models import Status
from products.models import Category
from tests.factories import make_entry, make_scoring, rw_of, sheet_of
from tests.refusals import execute, refused_by


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
