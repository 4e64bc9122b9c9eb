"""What the database refuses about categories, makers, products, photos and consents."""

import pytest
from django.utils import timezone

from products import consents
from products.models import Business, Category, Consent, Photo, Product, Subcategory
from tests.databases import as_owner
from tests.factories import make_entry, rw_of
from tests.refusals import answer_to, execute, refused_by


@pytest.fixture
def product(gelar_melong, melong):
    return make_entry(gelar_melong, rw_of(melong, 5)).product


def set_product(product, **fields):
    return lambda: Product.objects.filter(pk=product.pk).update(**fields)


def set_business(product, **fields):
    return lambda: Business.objects.filter(pk=product.business_id).update(**fields)


def again(row, **fields):
    """A second row like this one."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.fields if not field.primary_key
    }
    return lambda: type(row).objects.create(**values | fields)


def test_the_three_categories_stand_with_their_priority(db):
    categories = list(Category.objects.values_list("slug", "priority"))

    assert categories == [("tpt", True), ("kriya", True), ("kuliner", False)]


def test_a_subcategory_s_slug_names_one_of_its_category(db):
    assert refused_by(again(Subcategory.objects.first())) == "subcategory_slug_unique_in_category"


def test_a_product_s_subcategory_is_one_of_its_category(product):
    wood = Subcategory.objects.get(category__slug="kriya", slug="kayu")

    assert refused_by(set_product(product, subcategory=wood)) == "product_subcategory_in_its_category"


def test_a_subcategory_without_category_is_refused(product):
    assert refused_by(set_product(product, category=None)) == "product_subcategory_needs_category"


@pytest.mark.parametrize("price", [0, 1_000_000_001])
def test_a_price_is_from_1_rupiah_to_a_thousand_million(product, price):
    assert refused_by(set_product(product, price=price)) == "product_price_range"


@pytest.mark.parametrize("phone", ["081234567890", "+62", "x"])
def test_a_maker_s_phone_is_e164_or_empty(product, phone):
    set_business(product, phone="")()

    assert refused_by(set_business(product, phone=phone)) == "business_phone_e164"


def test_not_more_workers_are_of_the_rw_than_there_are(product):
    fields = {"workers_total": 3, "workers_from_rw": 4}

    assert refused_by(set_business(product, **fields)) == "business_workers_from_rw_within_total"


def test_a_workshop_has_at_most_999_workers(product):
    assert refused_by(set_business(product, workers_total=1000)) == "business_workers_range"


def test_a_picture_stands_once_beside_a_product(product):
    assert refused_by(again(product.photos.get(), stem="0" * 32)) == "photo_once_per_product"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"slot": "belakang"}, "photo_slot_known"),
        ({"stem": "../../rahasia"}, "photo_stem_shape"),
        ({"renditions": []}, "photo_has_a_rendition"),
    ],
)
def test_a_photo_has_a_known_slot_a_random_stem_and_a_file(product, fields, rule):
    assert refused_by(lambda: product.photos.update(**fields)) == rule


def test_two_photos_never_share_their_files(product):
    assert refused_by(again(product.photos.get(), digest="0" * 64)).startswith("products_photo_stem")


def test_a_removed_picture_may_come_back(product):
    Photo.objects.update(removed_at=timezone.now())

    returned = again(product.photos.get(), removed_at=None, stem="0" * 32)()

    assert Product.objects.get(pk=product.pk).shown_photos == [returned]


def test_one_consent_of_a_kind_is_in_force(product):
    assert refused_by(again(product.consents.get())) == "consent_one_in_force"


def test_a_withdrawn_consent_stays_beside_a_new_one(product):
    consents.withdraw(product, Consent.Kind.REGISTRATION, by=product.consents.get().recorded_by)

    again(product.consents.get(), withdrawn_at=None, withdrawn_by_id=None)()

    assert (product.consents.count(), Product.objects.get(pk=product.pk).has_consent) == (2, True)


CONSENT_CHANGES = {
    "another kind": "UPDATE products_consent SET kind = 'contact'",
    "another name": "UPDATE products_consent SET owner_name = 'Asep'",
    "an emptied name": "UPDATE products_consent SET owner_name = ''",
    "withdrawn by nobody": "UPDATE products_consent SET withdrawn_at = now()",
    "withdrawn at no time": "UPDATE products_consent SET withdrawn_by_id = recorded_by_id",
    "withdrawn with another text": (
        "UPDATE products_consent SET withdrawn_at = now(), withdrawn_by_id = recorded_by_id, text_version = 9"
    ),
    "deleted": "DELETE FROM products_consent",
}


@pytest.mark.parametrize("change", CONSENT_CHANGES)
def test_a_consent_is_neither_changed_nor_deleted(product, change):
    assert answer_to(CONSENT_CHANGES[change]) == "IntegrityConstraintViolation"


def test_the_application_s_role_empties_no_table_of_consents(product):
    assert answer_to("TRUNCATE products_consent") == "InsufficientPrivilege"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE products_consent SET withdrawn_at = NULL, withdrawn_by_id = NULL",
        "UPDATE products_consent SET withdrawn_at = now(), withdrawn_by_id = recorded_by_id",
    ],
)
def test_a_withdrawn_consent_stays_withdrawn_as_it_was(product, change):
    consents.withdraw(product, Consent.Kind.REGISTRATION, by=product.consents.get().recorded_by)

    assert answer_to(change) == "IntegrityConstraintViolation"


def test_the_owner_of_the_tables_deletes_and_changes_no_consent_either(own_database, product):
    changes = [
        "DELETE FROM products_consent",
        "TRUNCATE products_consent CASCADE",
        "UPDATE products_consent SET kind = 'contact'",
        "UPDATE products_consent SET owner_name = 'Asep'",
    ]

    with as_owner():
        answers = {change: answer_to(change) for change in changes}

    assert answers == dict.fromkeys(changes, "IntegrityConstraintViolation")


def test_erasing_a_person_s_data_empties_the_name_and_leaves_the_consent(product):
    given = product.consents.get()

    execute("SELECT forget_products_consent(%s)", given.pk)

    left = product.consents.get()
    assert (left.owner_name, left.kind, left.recorded_at) == ("", given.kind, given.recorded_at)
