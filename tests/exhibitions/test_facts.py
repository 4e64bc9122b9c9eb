"""The facts one version freezes: their canonical text, and which changes need the operator's eyes again."""

import pytest

from exhibitions.models import Entry
from exhibitions.models.facts import (
    MATERIAL,
    facts_of,
    facts_text,
    is_material_change,
    missing_facts,
    parse_facts,
)
from products.gallery import remove_photo
from products.models import Business, Product
from tests.factories import make_entry, make_photo

FACTS = {
    "name": "Tas",
    "category": "tpt",
    "subcategory": "Batik",
    "main_material": "Katun",
    "price": 1,
    "unit": "buah",
    "description": "-",
    "story": "",
    "materials": "",
    "local_share": "",
    "waste_used": "",
    "technique": "",
    "capacity": None,
    "packaging": "",
    "sold_at": [],
    "partner_rw": "",
    "maker_id": 1,
    "maker": "Perca",
    "owner": "Iis",
    "workers_total": 2,
    "workers_from_rw": 1,
    "workers_from_cimahi": None,
    "workers_women": None,
    "workers_men": None,
    "year_started": None,
    "permits": [],
    "photos": [],
    "consent": True,
}


@pytest.fixture
def product(gelar_melong, rw_melong_5):
    entry = make_entry(gelar_melong, rw_melong_5.rw)
    return Entry.objects.for_page().get(pk=entry.pk).product


def test_the_text_is_the_same_however_the_facts_were_put_together():
    backwards = dict(reversed(FACTS.items()))

    assert facts_text(backwards) == facts_text(FACTS)
    assert facts_text({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"é"}'


def test_the_text_is_in_composed_letters():
    assert facts_text({"name": "Cafe\u0301"}) == '{"name":"Caf\u00e9"}'


def test_the_text_gives_the_facts_back():
    assert parse_facts(facts_text(FACTS)) == FACTS


@pytest.mark.parametrize("key", FACTS)
def test_a_change_is_material_where_it_bears_on_what_was_verified(key):
    changed = FACTS | {key: "lain"}

    expected = {
        "maker",
        "owner",
        "maker_id",
        "name",
        "category",
        "workers_total",
        "workers_from_rw",
        "permits",
    }
    assert is_material_change(FACTS, changed) == (key in expected)
    assert set(MATERIAL) == expected


def test_nothing_changed_is_no_change():
    assert is_material_change(FACTS, dict(FACTS)) is False


def test_the_facts_hold_every_key_and_no_phone_number(product):
    facts = facts_of(product)

    assert set(facts) == set(FACTS)
    assert "+6281234567890" not in facts_text(facts)


def test_the_facts_name_the_photos_that_are_shown(product, rw_melong_5):
    kept = product.photos.get()
    remove_photo(make_photo(product, rw_melong_5))
    product = Entry.objects.for_page().get(product=product).product

    assert facts_of(product)["photos"] == [{"id": kept.pk, "digest": kept.digest}]


@pytest.mark.parametrize(
    ("owner", "field", "empty", "missing"),
    [
        ("business", "name", "", ("business_name", "nama usaha")),
        ("business", "phone", "", ("phone", "nomor HP pemilik")),
        ("product", "name", "", ("name", "nama produk")),
        ("product", "main_material", "", ("main_material", "bahan utama")),
        ("product", "price", None, ("price", "harga")),
        ("business", "workers_total", None, ("workers_total", "jumlah pekerja")),
        ("business", "workers_from_rw", None, ("workers_from_rw", "pekerja warga RW")),
    ],
)
def test_what_is_empty_is_missing_by_its_field_and_words(product, owner, field, empty, missing):
    setattr(product if owner == "product" else product.business, field, empty)

    assert missing_facts(product) == [missing]


def test_no_worker_from_the_rw_is_an_answer_too(product):
    product.business.workers_from_rw = 0

    assert missing_facts(product) == []


def test_a_maker_has_at_least_one_worker(product):
    product.business.workers_total = 0

    assert missing_facts(product) == [("workers_total", "jumlah pekerja")]


@pytest.mark.parametrize("field", ["owner_name", "address"])
def test_what_completes_the_maker_is_not_needed_to_submit(product, field):
    setattr(product.business, field, "")

    assert missing_facts(product) == []


@pytest.mark.parametrize("field", ["subcategory_id", "unit", "description", "story"])
def test_what_completes_the_product_is_not_needed_to_submit(product, field):
    setattr(product, field, None if field == "subcategory_id" else "")

    assert missing_facts(product) == []


def test_a_walk_in_needs_maker_name_category_photo_and_consent_alone(rw_melong_5):
    rw = rw_melong_5.rw
    bare = Product.objects.create(rw=rw, business=Business.objects.create(rw=rw))

    assert [field for field, _ in missing_facts(bare, walk_in=True)] == [
        "business_name",
        "name",
        "category",
        "image",
        "consent",
    ]
