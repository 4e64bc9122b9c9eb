"""What the home page knows of the open edition."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.programme import announced_rubrics, open_edition, timetable_of
from curation.models import Criterion, Panel, PanelState, Rubric
from curation.rankings import BAND_WORDS
from curation.rubric_texts import default_rubrics
from exhibitions.models import Edition, Exhibition, Status
from products.models import Category
from tests.factories import exhibition_of, make_edition, make_entry, rw_of

TODAY = timezone.localdate


def set_day(exhibition, days, **fields):
    held_on = None if days is None else TODAY() + timedelta(days=days)
    Exhibition.objects.filter(pk=exhibition.pk).update(held_on=held_on, **fields)


def names(exhibitions):
    return [exhibition.kelurahan.name for exhibition in exhibitions]


def test_rw_of_the_served_kota_are_counted_whether_they_entered_or_not(edition, other_melong):
    found = open_edition()

    assert (found.rw_entered, found.rw_total) == (0, 8)


@pytest.mark.parametrize(
    ("status", "counted"),
    [
        (Status.DRAFT, 0),
        (Status.SUBMITTED, 1),
        (Status.RETURNED, 1),
        (Status.VERIFIED, 1),
        (Status.INELIGIBLE, 0),
        (Status.WITHDRAWN, 0),
    ],
)
def test_an_rw_has_entered_once_its_entry_is_submitted_and_stands(gelar_melong, melong, status, counted):
    make_entry(gelar_melong, rw_of(melong, 5), status=status)

    assert open_edition().rw_entered == counted


def test_a_second_try_of_an_rw_is_not_a_second_rw(gelar_melong, melong):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.WITHDRAWN)
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)

    assert open_edition().rw_entered == 1


def test_entries_of_an_earlier_edition_are_not_counted(edition, gelar_melong, melong, cimahi, pemkot):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)
    Edition.objects.filter(pk=edition.pk).update(closed_at=timezone.now(), closed_by=edition.opened_by)
    make_edition(cimahi, pemkot, year=2027, name="OPOR 2027")

    assert (open_edition().name, open_edition().rw_entered) == ("OPOR 2027", 0)


def test_an_open_edition_of_another_kota_is_not_ours(cimahi, bandung, other_melong, other_city_staff):
    make_edition(bandung, other_city_staff)

    assert open_edition() is None


def test_there_is_nothing_open_after_the_edition_was_closed(edition):
    Edition.objects.filter(pk=edition.pk).update(closed_at=timezone.now(), closed_by=edition.opened_by)

    assert open_edition() is None
    assert timetable_of(None).exhibitions == []


def test_the_days_to_come_are_told_in_their_order(edition, gelar_melong, gelar_utama, cipageran):
    set_day(gelar_melong, 7)
    set_day(gelar_utama, 0)
    set_day(exhibition_of(edition, cipageran), 3)

    timetable = timetable_of(edition)

    assert names(timetable.coming) == ["Utama", "Cipageran", "Melong"]
    assert names(timetable.exhibitions) == ["Cipageran", "Melong", "Utama"]


def test_a_day_that_passed_is_not_to_come_unless_scoring_still_runs(
    edition, gelar_melong, gelar_utama, cipageran
):
    set_day(gelar_melong, -1)
    set_day(gelar_utama, -1, state=Exhibition.State.RUNNING)
    set_day(exhibition_of(edition, cipageran), 0, state=Exhibition.State.DONE)

    assert names(timetable_of(edition).coming) == ["Utama"]


def test_a_day_that_was_put_off_or_never_set_is_not_to_come(edition, gelar_melong, gelar_utama):
    set_day(gelar_melong, 5, state=Exhibition.State.POSTPONED)
    set_day(gelar_utama, None)

    timetable = timetable_of(edition)

    assert timetable.coming == []
    assert names(timetable.without_day) == ["Cipageran", "Utama"]


def test_an_exhibition_bears_the_word_of_its_least_advanced_panel(edition, gelar_melong):
    panels = list(gelar_melong.panels.order_by("pk"))
    Panel.objects.filter(pk=panels[0].pk).update(state=PanelState.LOCKED)
    Panel.objects.filter(pk=panels[1].pk).update(state=PanelState.CLOSED)
    Panel.objects.filter(pk=panels[2].pk).update(state=PanelState.OPEN)

    melong = next(each for each in timetable_of(edition).exhibitions if each.pk == gelar_melong.pk)

    assert (melong.sign, melong.words) == ("open", "Penilaian dibuka")


def test_an_exhibition_that_was_put_off_says_so_whatever_its_panels_are(edition, gelar_melong):
    set_day(gelar_melong, 5, state=Exhibition.State.POSTPONED)

    melong = next(each for each in timetable_of(edition).exhibitions if each.pk == gelar_melong.pk)

    assert (melong.sign, melong.words) == ("postponed", "Ditunda")


def test_every_category_announces_its_criteria_weights_and_bands(edition):
    rubrics = announced_rubrics(edition)

    announced = {
        rubric.category.slug: [(criterion.name, criterion.weight) for criterion in rubric.criteria]
        for rubric in rubrics
    }
    assert announced == {
        slug: [(criterion["name"], criterion["weight"]) for criterion in texts["criteria"]]
        for slug, texts in default_rubrics().items()
    }
    assert [rubric.category.slug for rubric in rubrics] == ["tpt", "kriya", "kuliner"]
    assert rubrics[0].bands == list(zip([85, 70, 50, None], BAND_WORDS, strict=True))


def test_the_newest_version_of_a_rubric_is_the_announced_one(edition):
    kriya = Category.objects.get(slug="kriya")
    second = Rubric.objects.create(edition=edition, category=kriya, version=2)
    Criterion.objects.create(
        rubric=second, position=1, code="mutu", name="Mutu", looks_at="Periksa.", weight=100
    )

    rubric = next(rubric for rubric in announced_rubrics(edition) if rubric.category == kriya)

    assert [(criterion.name, criterion.weight) for criterion in rubric.criteria] == [("Mutu", 100)]


def test_between_editions_the_categories_stand_without_criteria(cimahi):
    rubrics = announced_rubrics(None)

    assert [(rubric.category.slug, rubric.criteria, rubric.bands) for rubric in rubrics] == [
        ("tpt", [], []),
        ("kriya", [], []),
        ("kuliner", [], []),
    ]
