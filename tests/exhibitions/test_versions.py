"""What was judged stays what it was: versions, and which change needs the operator's eyes again."""

import pytest
from django.utils import timezone

from accounts.commitments import commitment
from exhibitions.models import Action, Entry, EntryVersion, Status
from exhibitions.refusals import EntryIncomplete, EntryMoved
from products.models import Business, Category, Product, Subcategory
from tests.factories import make_photo

from .acts import ACTS, MATERIAL, SMALL, edit, stored, trace


def test_submitting_freezes_product_and_maker_as_they_are(entry_in, rw_melong_5):
    entry = entry_in(Status.DRAFT)
    before = entry.facts_now()
    entry.submit(rw_melong_5)
    Business.objects.update(name="Nama lain")
    Product.objects.update(name="Produk lain", price=1)

    version = EntryVersion.objects.select_related("facts").get(entry=entry)

    assert (version.n, version.price, version.workers_total, version.workers_from_rw) == (1, 185_000, 6, 4)
    assert version.shown_facts == before
    assert version.commitment == commitment(version.facts.salt, version.facts.text)


def test_a_page_opened_before_an_edit_submits_what_stands_there_now(entry_in, rw_melong_5):
    old_page = entry_in(Status.DRAFT)
    edit(stored(old_page), rw_melong_5, kriya() | MATERIAL)

    old_page.submit(rw_melong_5)

    version = old_page.versions.get()
    assert (version.category.slug, version.shown_facts["name"]) == ("kriya", MATERIAL["name"])
    assert stored(old_page).category.slug == "kriya"


def test_a_page_opened_before_an_edit_does_not_submit_the_gap_it_left(entry_in, rw_melong_5):
    old_page = entry_in(Status.DRAFT)
    edit(stored(old_page), rw_melong_5, {"main_material": ""})

    with pytest.raises(EntryIncomplete):
        old_page.submit(rw_melong_5)

    assert (stored(old_page).status, old_page.versions.count()) == (Status.DRAFT, 0)


def kriya():
    return {
        "category": Category.objects.get(slug="kriya"),
        "subcategory": Subcategory.objects.get(category__slug="kriya", slug="kayu"),
    }


MATERIAL_CHANGES = {
    "maker": lambda: {"business_name": "Batik Lain"},
    "owner": lambda: {"owner_name": "Dedi"},
    "product name": lambda: MATERIAL,
    "category": kriya,
    "workers": lambda: {"workers_total": 7},
    "workers of the RW": lambda: {"workers_from_rw": 3},
}
SMALL_CHANGES = {
    "price": lambda: SMALL,
    "unit": lambda: {"unit": "helai"},
    "material": lambda: {"main_material": "Sutra"},
    "description": lambda: {"description": "Selendang sutra dengan jejak daun lanang yang jelas."},
    "subcategory": lambda: {"subcategory": Subcategory.objects.get(category__slug="tpt", slug="bordir")},
}


@pytest.mark.parametrize("change", MATERIAL_CHANGES.values(), ids=MATERIAL_CHANGES)
def test_a_material_change_of_a_verified_entry_is_looked_at_again(entry_in, rw_melong_5, change):
    entry = entry_in(Status.VERIFIED)

    edit(entry, rw_melong_5, change())

    step = entry.steps.last()
    assert stored(entry).status == Status.SUBMITTED
    assert list(entry.versions.order_by("n").values_list("n", flat=True)) == [1, 2]
    assert (step.action, step.was, step.became, step.by) == (
        Action.CHANGE,
        Status.VERIFIED,
        Status.SUBMITTED,
        rw_melong_5,
    )
    assert step.version.n == 2
    assert stored(entry).verified_version.n == 1


@pytest.mark.parametrize("change", SMALL_CHANGES.values(), ids=SMALL_CHANGES)
def test_a_small_change_stays_verified_in_a_newer_version(entry_in, rw_melong_5, change):
    entry = entry_in(Status.VERIFIED)

    edit(entry, rw_melong_5, change())

    assert stored(entry).status == Status.VERIFIED
    assert stored(entry).verified_version.n == 2


def test_a_further_photo_stays_verified_in_a_newer_version(entry_in, rw_melong_5):
    entry = entry_in(Status.VERIFIED)

    entry.change(rw_melong_5, lambda: make_photo(entry.product, rw_melong_5))

    assert stored(entry).status == Status.VERIFIED
    assert len(stored(entry).verified_version.shown_facts["photos"]) == 2


def test_another_category_moves_the_entry_to_it(entry_in, rw_melong_5):
    entry = entry_in(Status.VERIFIED)

    edit(entry, rw_melong_5, kriya())

    assert stored(entry).category.slug == "kriya"
    assert entry.versions.get(n=2).category.slug == "kriya"


@pytest.mark.parametrize(
    ("status", "versions", "verified"),
    [
        (Status.DRAFT, 0, None),
        (Status.SUBMITTED, 2, None),
        (Status.RETURNED, 1, None),
        (Status.VERIFIED, 2, 2),
    ],
)
def test_an_entry_the_operator_moved_gets_its_version_and_keeps_its_status(
    entry_in, op_melong, status, versions, verified
):
    entry = entry_in(status)

    ACTS["recategorise"](entry, op_melong)

    now = stored(entry)
    assert (now.status, now.shown_category.slug, now.product.subcategory.slug) == (status, "kriya", "kayu")
    assert (now.versions.count(), now.verified_version and now.verified_version.n) == (versions, verified)
    if versions == 2:
        assert now.versions.get(n=2).category.slug == "kriya"


def test_a_verified_entry_that_needs_new_eyes_waits_from_now_on(entry_in, rw_melong_5):
    entry = entry_in(Status.VERIFIED)
    Entry.objects.filter(pk=entry.pk).update(submitted_at=timezone.now() - timezone.timedelta(days=9))

    edit(entry, rw_melong_5, MATERIAL)

    assert timezone.now() - stored(entry).submitted_at < timezone.timedelta(minutes=5)


def test_saving_without_a_change_writes_nothing(entry_in, rw_melong_5):
    entry = entry_in(Status.VERIFIED)
    before = trace(entry)

    edit(entry, rw_melong_5, {})

    assert trace(entry) == before


def test_a_submitted_entry_cannot_become_incomplete(entry_in, rw_melong_5):
    entry = entry_in(Status.SUBMITTED)
    before = trace(entry)

    with pytest.raises(EntryIncomplete):
        edit(entry, rw_melong_5, {"main_material": ""})

    assert trace(entry) == before


def test_a_returned_entry_is_mended_and_submitted_as_a_further_version(entry_in, rw_melong_5, op_melong):
    entry = entry_in(Status.RETURNED)
    edit(entry, rw_melong_5, MATERIAL)

    entry.submit(rw_melong_5)
    entry.accept(op_melong, version_seen=2)

    verified = stored(entry).verified_version
    assert (verified.n, verified.shown_facts["name"]) == (2, MATERIAL["name"])


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_accepting_another_version_than_the_newest_is_refused(entry_in, rw_melong_5, op_melong, seen):
    entry = entry_in(Status.SUBMITTED)
    edit(entry, rw_melong_5, SMALL)
    before = trace(entry)

    with pytest.raises(EntryMoved):
        entry.accept(op_melong, version_seen=seen)

    assert trace(entry) == before
