"""Possible doubles: what counts as alike, who sees them, and what of them."""

import pytest
from django.db import connection

from exhibitions.doubles import QUERY, doubles_of
from exhibitions.models import Entry, Status
from products.models import Business, Photo
from tests.factories import exhibition_of, make_entry, rw_of

from .factories import found, html

MAKER, PRODUCT = "Batik Cirendeu", "Selendang ecoprint daun jati"
UNLIKE = {
    "business_name": "Dapur Mak Icih",
    "phone": "+6281300000001",
    "name": "Keripik singkong pedas",
    "owner_name": "Icih",
}


@pytest.fixture
def entry(gelar_melong, rw_melong_5, op_melong):
    """`Batik Cirendeu` of RW 05 Melong with a phone, waiting for a decision."""
    return make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)


@pytest.fixture
def elsewhere(gelar_utama, op_utama):
    """`elsewhere(**values)`: a submitted entry of RW 01 Utama that is unlike the one of Melong but for `values`."""

    def enter(status=Status.SUBMITTED, category="tpt", **values):
        rw = rw_of(gelar_utama.kelurahan, 1)
        return make_entry(gelar_utama, rw, category, status=status, **UNLIKE | values)

    return enter


def fresh(entry):
    return Entry.objects.for_page().get(pk=entry.pk)


def found_by(entry, user):
    return [(double.reasons, double.maker, double.product) for double in doubles_of(fresh(entry), user)]


@pytest.mark.parametrize(
    ("values", "reasons"),
    [
        ({}, None),
        ({"phone": "+6281234567890"}, "nomor HP sama"),
        ({"business_name": MAKER}, "nama usaha mirip"),
        ({"business_name": "batik  cirendeu cimahi"}, "nama usaha mirip"),
        ({"business_name": "Cirendeu Batik"}, "nama usaha mirip"),
        ({"business_name": "Batik Melati"}, None),
        ({"name": PRODUCT}, "nama produk mirip"),
        ({"name": "Selendang ecoprint daun lanang"}, "nama produk mirip"),
        ({"name": "Selendang sutra"}, None),
        ({"business_name": MAKER, "phone": "+6281234567890", "name": PRODUCT}, "nama produk mirip"),
    ],
)
def test_what_is_alike(entry, elsewhere, op_melong, values, reasons):
    other = elsewhere(**values)

    told = found_by(entry, op_melong)

    maker, product = other.product.business.name, other.product.name
    if "phone" in values and len(values) > 1:
        reasons = "nama usaha mirip, nomor HP sama, nama produk mirip"
    assert [(sorted(why.split(", ")), *rest) for why, *rest in told] == (
        [(sorted(reasons.split(", ")), maker, product)] if reasons else []
    )


def test_the_same_product_of_another_category_is_another_product(entry, elsewhere, op_melong):
    elsewhere(name=PRODUCT, category="kriya")

    assert found_by(entry, op_melong) == []


def test_the_own_earlier_entry_of_the_maker_is_no_double(entry, op_melong, rw_melong_5, gelar_melong):
    entry.withdraw(op_melong, "Diganti.")
    again = make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED, maker=entry.product.business)

    assert found_by(again, op_melong) == []


def test_the_same_maker_entered_anew_in_its_rw_is_a_double(entry, op_melong, rw_melong_5, gelar_melong):
    entry.withdraw(op_melong, "Diganti.")
    new = {"phone": "+6281300000002", "name": "Taplak meja"}
    again = make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED, **new)

    assert found_by(again, op_melong) == [("nama usaha mirip", MAKER, PRODUCT)]


def test_a_draft_of_somebody_else_is_nobodys_to_see(entry, elsewhere, op_melong):
    elsewhere(status=Status.DRAFT, business_name=MAKER)

    assert found_by(entry, op_melong) == []


def test_a_maker_without_a_phone_is_not_like_all_others_without_one(entry, elsewhere, op_melong):
    elsewhere()
    Business.objects.update(phone="")

    assert found_by(entry, op_melong) == []


def test_what_was_merged_into_another_is_no_double(entry, elsewhere, op_melong):
    other = elsewhere(business_name=MAKER)
    kept = Business.objects.create(rw=other.rw, name="Lain")
    Business.objects.filter(pk=other.product.business_id).update(merged_into=kept)

    assert found_by(entry, op_melong) == []


def test_a_maker_of_another_kota_is_not_found(entry, elsewhere, op_melong, other_melong):
    other = elsewhere(business_name=MAKER)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE products_business SET rw_id = %s WHERE id = %s",
            [rw_of(other_melong, 1).pk, other.product.business_id],
        )

    assert found_by(entry, op_melong) == []


@pytest.mark.parametrize(("differing", "alike"), [(0, True), (8, True), (9, False)])
def test_photos_are_alike_within_eight_bits(entry, elsewhere, op_melong, differing, alike):
    other = elsewhere()
    likeness = -0x123456789ABCDEF
    Photo.objects.filter(product=entry.product).update(likeness=likeness)
    Photo.objects.filter(product=other.product).update(likeness=likeness ^ (2**differing - 1))

    told = found_by(entry, op_melong)

    shown = [("foto mirip", other.product.business.name, other.product.name)]
    assert told == (shown if alike else [])


def test_the_sign_of_a_likeness_is_one_bit_like_the_others(entry, elsewhere, op_melong):
    other = elsewhere()
    likeness = -0x123456789ABCDEF
    Photo.objects.filter(product=entry.product).update(likeness=likeness)
    Photo.objects.filter(product=other.product).update(likeness=likeness + 2**63)

    assert [reason for reason, _, _ in found_by(entry, op_melong)] == ["foto mirip"]


@pytest.mark.parametrize("blank", ["own", "other"])
def test_a_photo_without_likeness_is_like_none(entry, elsewhere, op_melong, blank):
    other = elsewhere()
    Photo.objects.update(likeness=5)
    Photo.objects.filter(product=(entry if blank == "own" else other).product).update(likeness=None)

    assert found_by(entry, op_melong) == []


def test_a_removed_photo_is_like_none(entry, elsewhere, op_melong):
    elsewhere()
    Photo.objects.update(likeness=5)
    Photo.objects.exclude(product=entry.product).update(removed_at="2026-11-01T00:00Z")

    assert found_by(entry, op_melong) == []


def test_five_makers_are_shown_at_most(entry, edition, cipageran, utama, op_melong):
    for number in range(30, 37):
        rw = cipageran.rw_set.create(number=number)
        make_entry(
            exhibition_of(edition, cipageran),
            rw,
            status=Status.SUBMITTED,
            **UNLIKE | {"business_name": MAKER},
        )

    assert len(found_by(entry, op_melong)) == 5


def test_an_operator_gets_no_link_beyond_the_own_kelurahan(entry, elsewhere, gelar_melong, op_melong, pemkot):
    far = elsewhere(business_name=MAKER)
    near = make_entry(
        gelar_melong,
        rw_of(gelar_melong.kelurahan, 8),
        status=Status.SUBMITTED,
        **UNLIKE | {"business_name": MAKER},
    )

    reach = {
        user.username: {double.entry_id for double in doubles_of(fresh(entry), user)}
        for user in (op_melong, pemkot)
    }

    assert reach == {"op-melong": {near.pk, None}, "pemkot": {near.pk, far.pk}}


DOUBLE = r'Mungkin sudah ada: 1 yang mirip</summary>.*?<ul class="rows">(.*?)</ul>'


def test_the_page_names_maker_product_and_place_and_neither_phone_nor_owner(
    entry, elsewhere, client_of, op_melong
):
    elsewhere(business_name=MAKER, owner_name="Ibu Rahasia", phone="+6281300000009")

    page = client_of(op_melong).get(f"/verifikasi/{entry.pk}/")

    assert found(page, DOUBLE) == [
        f"{MAKER} Keripik singkong pedas · RW 01 Kelurahan Utama Nama usaha mirip Diajukan"
    ]
    assert [html(page).count(secret) for secret in ("Rahasia", "81300000009", "1300-0000")] == [0, 0, 0]


@pytest.mark.parametrize(("person", "seen"), [("op_melong", 1), ("pemkot", 1), ("lurah_melong", 0)])
def test_lurah_and_camat_are_shown_none(request, entry, elsewhere, client_of, person, seen):
    elsewhere(business_name=MAKER)

    page = client_of(request.getfixturevalue(person)).get(f"/verifikasi/{entry.pk}/")

    assert len(found(page, DOUBLE)) == seen


def test_an_rw_account_learns_nothing_of_others(entry, elsewhere, client_of, rw_melong_5):
    elsewhere(business_name=MAKER, name="Kain lap")
    phone = client_of(rw_melong_5)

    pages = [phone.get(path) for path in ("/usulan/", f"/usulan/{entry.pk}/", f"/usulan/{entry.pk}/ubah/")]

    assert [html(page).count("Utama") + html(page).count("Kain lap") for page in pages] == [0, 0, 0]
    assert phone.get(f"/verifikasi/{entry.pk}/").status_code == 403


def test_a_name_of_nothing_but_signs_is_like_none(entry, elsewhere, op_melong):
    elsewhere(business_name="%_'\"\\", name="🧵")
    Business.objects.filter(pk=entry.product.business_id).update(name="%%", phone="")

    assert found_by(entry, op_melong) == []


def test_the_names_are_found_by_their_indexes(entry, op_melong):
    values = {
        "maker": MAKER,
        "phone": "",
        "product": PRODUCT,
        "category": 1,
        "own": 1,
        "rw": 1,
        "kota": 1,
        "likenesses": [],
        "like_maker": 0.5,
        "like_product": 0.6,
        "like_photo": 8,
        "most": 5,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {QUERY}", values)
        plan = " ".join(line for (line,) in cursor.fetchall())

    assert ("business_name_trigrams" in plan, "product_name_trigrams" in plan) == (True, True)


def test_five_doubles_ask_no_more_than_none(
    entry, edition, cipageran, client_of, op_melong, django_assert_num_queries, django_assert_max_num_queries
):
    desk = client_of(op_melong)
    with django_assert_max_num_queries(10) as none:
        desk.get(f"/verifikasi/{entry.pk}/")
    for number in range(30, 35):
        rw = cipageran.rw_set.create(number=number)
        make_entry(exhibition_of(edition, cipageran), rw, status=Status.SUBMITTED)

    with django_assert_num_queries(len(none)):
        desk.get(f"/verifikasi/{entry.pk}/")
