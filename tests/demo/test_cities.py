"""Made-up cities: set-based rows that production's own code finds in order."""

import pytest
from django.db import connection
from django.utils import timezone

from accounts.commitments import commitment
from accounts.models import User
from curation.models import Panel, PanelCount, Result, RevisionText, ScoreSheet
from curation.results import refresh_result
from curation.scoring import sheet_points
from curation.sheets import problems_of, revision_text
from demo import cities
from demo.days import Days
from exhibitions.models import Entry, EntryStep, Exhibition, Status, VersionFacts
from exhibitions.models.facts import facts_of, facts_text
from kelurahan.models import RW, Kecamatan, Kelurahan, Kota
from products.models import Product


@pytest.fixture
def one_city_at_most(monkeypatch):
    """Small cities, so that a few entries fill more than one."""
    monkeypatch.setattr(cities, "KECAMATAN", 2)
    monkeypatch.setattr(cities, "KELURAHAN", 2)
    monkeypatch.setattr(cities, "RWS", 8)
    monkeypatch.setattr(cities, "ENTRIES_OF_CITY", 32)


@pytest.fixture
def built(db, one_city_at_most):
    cities.build_cities(40, scored=False, days=Days(timezone.now()))


@pytest.fixture
def scored(db, one_city_at_most):
    cities.build_cities(24, scored=True, days=Days(timezone.now()))
    connection.check_constraints()


@pytest.mark.parametrize(("index", "code"), [(0, "90.01"), (98, "90.99"), (99, "91.01"), (499, "95.05")])
def test_codes_go_on_where_a_province_is_full(index, code):
    assert cities.code_of(index) == code


def test_a_city_has_kecamatan_kelurahan_and_rw(built):
    counts = [model.objects.count() for model in (Kota, Kecamatan, Kelurahan, RW)]

    assert counts == [2, 4, 8, 64]


def test_the_last_city_has_as_many_entries_as_are_left(built):
    entries = Entry.objects.filter(status=Status.VERIFIED)

    by_city = [entries.filter(rw__kelurahan__kota=kota).count() for kota in Kota.objects.order_by("code")]

    assert by_city == [32, 8]


def test_a_city_has_one_account_and_nobody_signs_in_with_it(built):
    users = User.objects.order_by("username")

    assert [(user.username, user.is_demo, user.has_usable_password()) for user in users] == [
        ("pemkot-90-01", True, False),
        ("pemkot-90-02", True, False),
    ]


def test_entries_of_a_city_that_is_not_scored_can_still_be_changed(built):
    assert set(Exhibition.objects.values_list("state", flat=True)) == {Exhibition.State.PLANNED}


def test_versions_hold_the_facts_of_their_product(built):
    products = Product.objects.select_related("business", "category", "subcategory").prefetch_related(
        "photos", "consents"
    )
    facts = {
        facts.version.entry.product_id: facts
        for facts in VersionFacts.objects.select_related("version__entry")
    }

    wrong = [
        product.pk
        for product in products
        if facts[product.pk].text != facts_text(facts_of(product))
        or facts[product.pk].version.commitment != commitment(facts[product.pk].salt, facts[product.pk].text)
    ]

    assert (len(facts), wrong) == (40, [])


def test_steps_lead_to_the_verified_version(built):
    entry = Entry.objects.select_related("verified_version").first()

    steps = EntryStep.objects.filter(entry=entry).values_list("was", "became", "version")

    assert list(steps) == [
        ("", "draf", None),
        ("draf", "diajukan", entry.verified_version_id),
        ("diajukan", "terverifikasi", entry.verified_version_id),
    ]


def test_every_entry_of_a_scored_city_has_three_complete_sheets(scored):
    sheets = list(ScoreSheet.objects.for_page().prefetch_related("revisions__texts"))
    wrong = []
    for sheet in sheets:
        revision, rubric = sheet.revisions.get(), sheet.panel.rubric
        values = dict(zip(rubric.codes, revision.values, strict=True))
        fits = (sheet.values, sheet.draft["values"], sheet.points) == (
            revision.values,
            values,
            sheet_points(values, rubric.weights),
        )
        if problems_of(sheet.draft, rubric.content()) or not fits:
            wrong.append(sheet.pk)

    assert (len(sheets), wrong) == (72, [])
    assert ScoreSheet.objects.filter(draft__has_key="notes").count() > 0


def test_texts_of_a_scored_city_can_be_opened(scored):
    kept = RevisionText.objects.select_related("revision__sheet")

    wrong = [
        texts.pk
        for texts in kept
        if texts.text != revision_text(texts.revision.sheet.draft)
        or texts.revision.text_commitment != commitment(texts.salt, texts.text)
    ]

    assert (len(kept), wrong) == (72, [])


def test_results_of_a_scored_city_equal_a_recount(scored):
    before = list(Result.objects.order_by("pk").values())

    for result in Result.objects.all():
        refresh_result(result.entry_id, first_of_sheet=False)

    assert list(Result.objects.order_by("pk").values()) == before
    assert {row["sheets"] for row in before} == {3}


def test_counts_of_a_scored_city_equal_its_rows(scored):
    counts = {count.panel_id: count for count in PanelCount.objects.all()}

    wrong = [
        panel.pk
        for panel in Panel.objects.all()
        for entries in [panel.results.count()]
        if (
            counts[panel.pk].entries,
            counts[panel.pk].scored,
            counts[panel.pk].sent,
            counts[panel.pk].assigned,
        )
        != (entries, entries, entries * 3, entries * 3)
    ]

    assert wrong == []
