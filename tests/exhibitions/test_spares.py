"""Products that wait, and one that takes an entry's place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exhibitions.models import Action, Entry, Status
from exhibitions.refusals import EntryMoved, RegistrationClosed
from exhibitions.registration import register
from exhibitions.spares import add_spare, drop_spare, replace_entry, spares_of
from products.models import Business, Category, Product
from tests.factories import entry_values, make_entry, make_photo, make_scoring, rw_of
from tests.together import at_once

from .factories import typed

SPARE = {"business_name": "Anyaman Pak Udin", "phone": "+6281112345", "name": "Keranjang bambu"}


@pytest.fixture
def spare(rw_melong_5):
    return add_spare(rw_melong_5.rw, rw_melong_5, SPARE | {"category": Category.objects.get(slug="kriya")})


def test_spares_are_the_products_of_the_rw_that_no_entry_named(gelar_melong, rw_melong_5, rw_melong_6, spare):
    make_entry(gelar_melong, rw_melong_5.rw, status=Status.WITHDRAWN)
    add_spare(rw_melong_6.rw, rw_melong_6, SPARE)
    Product.objects.create(rw=spare.rw, business=spare.business, merged_into=spare)

    assert list(spares_of(rw_melong_5.rw)) == [spare]


def test_a_spare_is_added_by_the_rw_and_listed(phone, rw_melong_5):
    kriya = str(Category.objects.get(slug="kriya").pk)

    phone.post("/usulan/cadangan/5/", typed("usaha") | {"name": "Keranjang", "category": kriya})

    page = phone.get("/usulan/cadangan/5/")
    assert [(spare.name, spare.business.name) for spare in page.context["spares"]] == [
        ("Keranjang", "Batik Cirendeu")
    ]
    assert Entry.objects.count() == 0


def test_a_spare_of_a_known_maker_makes_no_second_one(phone, spare):
    kriya = str(Category.objects.get(slug="kriya").pk)

    phone.post("/usulan/cadangan/5/", {"maker": str(spare.business_id), "name": "Tampah", "category": kriya})

    assert Business.objects.count() == 1
    assert set(spares_of(spare.rw).values_list("name", flat=True)) == {"Keranjang bambu", "Tampah"}


def test_a_spare_needs_name_and_category(phone):
    page = phone.post("/usulan/cadangan/5/", typed("usaha"))

    assert list(page.context["form"].errors) == ["name", "category"]


def test_a_spare_is_removed_with_its_maker(phone, spare):
    phone.post(f"/usulan/cadangan/5/{spare.pk}/hapus/")

    assert (Product.objects.count(), Business.objects.count()) == (0, 0)


def test_what_holds_a_record_is_not_removed(spare, rw_melong_5):
    make_photo(spare, rw_melong_5)

    assert drop_spare(spare) is False
    assert Product.objects.count() == 1


def test_what_an_entry_names_is_not_removed(phone, gelar_melong, rw_melong_5):
    entry = make_entry(gelar_melong, rw_melong_5.rw)

    assert phone.post(f"/usulan/cadangan/5/{entry.product_id}/hapus/").status_code == 404
    assert drop_spare(entry.product) is False


def test_a_list_of_three_asks_no_more_than_a_list_of_one(phone, rw_melong_5, django_assert_num_queries):
    add_spare(rw_melong_5.rw, rw_melong_5, SPARE)
    with CaptureQueriesContext(connection) as one:
        phone.get("/usulan/cadangan/5/")
    for _ in range(2):
        add_spare(rw_melong_5.rw, rw_melong_5, SPARE)

    with django_assert_num_queries(len(one)):
        phone.get("/usulan/cadangan/5/")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.VERIFIED])
def test_a_spare_takes_the_place_and_the_stand_of_a_live_entry(gelar_melong, rw_melong_5, spare, status):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=status)
    Entry.objects.filter(pk=entry.pk).update(stand=7)

    successor = replace_entry(entry, rw_melong_5, "Perajin pindah.", spare)

    entry.refresh_from_db()
    assert (entry.status, entry.steps.last().action, entry.steps.last().reason) == (
        Status.REPLACED,
        Action.REPLACE,
        "Perajin pindah.",
    )
    assert (successor.status, successor.product, successor.replaces) == (Status.DRAFT, spare, entry)
    assert (successor.stand, successor.on_behalf) == (7, False)


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.INELIGIBLE])
def test_what_is_no_longer_live_is_not_replaced(gelar_melong, rw_melong_5, spare, status):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=status)

    with pytest.raises(EntryMoved):
        replace_entry(entry, rw_melong_5, "Perajin pindah.", spare)

    assert Entry.objects.count() == 1


def test_once_scoring_has_started_nothing_is_replaced(gelar_melong, rw_melong_5, spare, kurator_1, pemkot):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.VERIFIED)
    make_scoring(gelar_melong, [kurator_1], pemkot)

    with pytest.raises(RegistrationClosed):
        replace_entry(entry, rw_melong_5, "Perajin pindah.", spare)

    entry.refresh_from_db()
    assert (entry.status, Entry.objects.count()) == (Status.VERIFIED, 1)


def test_the_page_leads_from_the_old_entry_to_the_new_one(phone, gelar_melong, rw_melong_5, spare):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)

    answer = phone.post(f"/usulan/{entry.pk}/ganti/", {"product": str(spare.pk), "reason": "Perajin pindah."})

    successor = Entry.objects.get(replaces=entry)
    assert answer.headers["Location"] == f"/usulan/{successor.pk}/ubah/"


def test_a_product_still_to_be_told_may_take_the_place_too(phone, gelar_melong, rw_melong_5):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)

    phone.post(f"/usulan/{entry.pk}/ganti/", {"product": "baru", "reason": "Perajin pindah."})

    successor = Entry.objects.get(replaces=entry)
    assert (successor.product.name, successor.status) == ("", Status.DRAFT)


def test_the_product_of_another_rw_cannot_take_the_place(phone, gelar_melong, rw_melong_5, rw_melong_6):
    foreign = add_spare(rw_melong_6.rw, rw_melong_6, SPARE)
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)

    page = phone.post(f"/usulan/{entry.pk}/ganti/", {"product": str(foreign.pk), "reason": "Pindah."})

    assert list(page.context["form"].errors) == ["product"]
    assert Entry.objects.count() == 1


def test_of_two_replacements_at_once_one_remains(own_database, gelar_melong, rw_melong_5):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)

    answers = at_once(
        *[lambda: replace_entry(Entry.objects.get(pk=entry.pk), rw_melong_5, "Pindah.", None)] * 2
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["Entry", "EntryMoved"]
    assert Entry.objects.live().count() == 1


def test_a_new_entry_and_a_replacement_at_once_leave_one(own_database, gelar_melong, rw_melong_5, melong):
    entry = make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)

    answers = at_once(
        lambda: replace_entry(Entry.objects.get(pk=entry.pk), rw_melong_5, "Pindah.", None),
        lambda: register(rw_of(melong, 5), gelar_melong, rw_melong_5, entry_values()),
    )

    assert [type(answer).__name__ for answer in answers] == ["Entry", "AlreadyEntered"]
    assert Entry.objects.live().count() == 1
