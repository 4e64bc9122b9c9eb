"""Editions open as a whole; rubrics are rewritten until the first draft value and never after."""

from threading import Event

import pytest
from django.db import transaction

from curation.editions import open_edition
from curation.models import Panel, PanelCount, Rubric
from curation.refusals import CurationRefused
from curation.rubric_edits import rewrite
from curation.rubric_texts import default_rubrics
from curation.sheets import save_draft
from exhibitions.models import Edition, Exhibition
from tests.factories import make_scoring, sheet_of
from tests.together import LONGEST_WAIT, at_once

from .factories import make_verified, panel_of, wait_for_a_waiter


def rewritten(rubric, **changes):
    """The rubric as it is, with `changes` in its first criterion."""
    said = {
        one["code"]: {part: one[part] for part in ("name", "looks_at", "weight", "levels")}
        for one in rubric.content()
    }
    said["mutu"] = said["mutu"] | changes
    return said


@pytest.fixture
def rubric(edition):
    return Rubric.objects.get(edition=edition, category__slug="tpt")


def test_an_edition_opens_with_rubrics_exhibitions_and_panels(
    edition, melong, utama, cipageran, other_melong
):
    exhibitions = Exhibition.objects.filter(edition=edition)

    assert {exhibition.kelurahan for exhibition in exhibitions} == {melong, utama, cipageran}
    assert Panel.objects.filter(exhibition__edition=edition).count() == PanelCount.objects.count() == 9
    contents = {rubric.category.slug: rubric.content() for rubric in Rubric.objects.all()}
    assert contents == {slug: texts["criteria"] for slug, texts in default_rubrics().items()}


@pytest.mark.parametrize(
    ("closes", "name", "reason"),
    [
        (False, "OPOR 2027", "Masih ada edisi yang terbuka. Tutup edisi itu dahulu."),
        (True, "OPOR 2026", "Nama edisi ini sudah dipakai. Pilih nama lain."),
    ],
)
def test_a_second_edition_is_refused_whole(edition, cimahi, pemkot, closes, name, reason):
    if closes:
        Edition.objects.update(closed_at="2026-12-31T00:00:00Z", closed_by=pemkot)

    with pytest.raises(CurationRefused) as refused:
        open_edition(cimahi, 2027, name, pemkot)

    assert refused.value.reason == reason
    assert (Edition.objects.count(), Rubric.objects.count(), Panel.objects.count()) == (1, 3, 9)


def test_two_who_open_at_once_open_one_edition(own_database, cimahi, melong, pemkot, pemkot_2):
    answers = at_once(
        lambda: open_edition(cimahi, 2027, "OPOR 2027", pemkot),
        lambda: open_edition(cimahi, 2027, "OPOR 2027 B", pemkot_2),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["CurationRefused", "Edition"]
    assert (Edition.objects.count(), Panel.objects.count()) == (1, 3)


def test_a_rubric_is_rewritten_with_texts_weights_and_bands(rubric):
    levels = [f"Tingkat {level}." for level in range(1, 6)]
    said = rewritten(rubric, name="Mutu", looks_at="Raba.", weight=20, levels=levels)
    said["desain"]["weight"] = 20

    rewrite(rubric, [90, 75, 40], said)

    fresh = Rubric.objects.get(pk=rubric.pk)
    assert fresh.bands == [90, 75, 40]
    assert fresh.content()[0] == {
        "code": "mutu",
        "name": "Mutu",
        "looks_at": "Raba.",
        "weight": 20,
        "levels": levels,
    }
    assert sum(fresh.weights.values()) == 100


def test_a_frozen_rubric_is_not_rewritten(rubric, sheet):
    said = rewritten(rubric, name="Mutu")
    save_draft(sheet, {"values": {"mutu": 3}}, seen=0)

    with pytest.raises(CurationRefused) as refused:
        rewrite(rubric, [90, 75, 40], said)

    assert refused.value.reason.startswith("Rubrik ini sudah dipakai menilai, jadi dibekukan.")
    fresh = Rubric.objects.get(pk=rubric.pk)
    assert (fresh.bands, fresh.criteria.first().name) == ([85, 70, 50], "Mutu bahan dan pengerjaan")


def test_freezing_and_rewriting_at_once_leave_the_snapshot_equal_to_the_rows(
    own_database, edition, gelar_melong, melong, kurator_1, pemkot
):
    (entry,) = make_verified(gelar_melong, melong, 8)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    sheet, rubric = sheet_of(entry, kurator_1), panel_of(gelar_melong).rubric
    said = rewritten(rubric, name="Mutu yang baru")

    saved, edited = at_once(
        lambda: save_draft(sheet, {"values": {"mutu": 3}}, seen=0),
        lambda: rewrite(rubric, [90, 75, 40], said),
    )

    fresh = Rubric.objects.get(pk=rubric.pk)
    rows = list(fresh.criteria.values_list("name", "weight"))
    assert saved is None
    assert [(one["name"], one["weight"]) for one in fresh.snapshot["criteria"]] == rows
    assert fresh.snapshot["bands"] == fresh.bands
    assert (rows[0][0] == "Mutu yang baru") == (edited is None)


def test_a_rewrite_that_meets_a_freeze_not_committed_yet_waits_and_is_refused_in_words(
    own_database, edition, gelar_melong, melong, kurator_1, pemkot
):
    (entry,) = make_verified(gelar_melong, melong, 8)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    sheet, rubric, frozen = sheet_of(entry, kurator_1), panel_of(gelar_melong).rubric, Event()
    said = rewritten(rubric, name="Mutu yang baru")

    def freeze():
        with transaction.atomic():
            save_draft(sheet, {"values": {"mutu": 3}}, seen=0)
            frozen.set()
            wait_for_a_waiter()

    def edit():
        frozen.wait(LONGEST_WAIT)
        rewrite(rubric, [90, 75, 40], said)

    answers = at_once(freeze, edit)

    assert [type(answer).__name__ for answer in answers] == ["NoneType", "CurationRefused"]
    assert Rubric.objects.get(pk=rubric.pk).bands == [85, 70, 50]
