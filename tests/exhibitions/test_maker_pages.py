"""The pages of makers: who sees which, and merging two by form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exhibitions.models import Status
from products.models import Business, Product
from tests.factories import make_entry, rw_of

from .factories import found


@pytest.fixture
def maker(gelar_melong, rw_5, rw_melong_5, op_melong):
    return make_entry(gelar_melong, rw_5, status=Status.SUBMITTED).product.business


@pytest.fixture
def twin(maker):
    return Business.objects.create(
        rw=maker.rw, name="Batik Kembar", phone=maker.phone, workers_total=3, workers_from_rw=2
    )


def test_staff_see_the_standing_makers_of_their_kota(client_of, pemkot, maker, twin, other_melong):
    far = Business.objects.create(rw=rw_of(other_melong, 5), name="Batik Jauh")
    merged = Business.objects.create(rw=maker.rw, name="Batik Lama", merged_into=twin)
    desk = client_of(pemkot)

    page = desk.get("/pelaku-usaha/")

    assert list(page.context["page"]) == [maker, twin]
    assert [
        desk.get(f"/pelaku-usaha/{one.pk}/{rest}").status_code for one in (far,) for rest in ("", "gabung/")
    ] == [
        404,
        404,
    ]
    assert desk.get(f"/pelaku-usaha/{merged.pk}/").status_code == 200


def test_merging_by_form_leads_to_the_maker_kept_and_so_does_a_second_click(client_of, pemkot, maker, twin):
    desk, path = client_of(pemkot), f"/pelaku-usaha/{maker.pk}/gabung/"

    answers = [desk.post(path, {"into": twin.pk, "sure": "on"}) for _ in range(2)]

    maker.refresh_from_db()
    assert [answer["Location"] for answer in answers] == [f"/pelaku-usaha/{twin.pk}/"] * 2
    assert maker.merged_into == twin


def test_a_maker_of_another_kota_cannot_be_named(client_of, pemkot, maker, other_melong):
    far = Business.objects.create(rw=rw_of(other_melong, 5), name="Batik Jauh")

    page = client_of(pemkot).post(f"/pelaku-usaha/{maker.pk}/gabung/", {"into": far.pk, "sure": "on"})

    assert page.context["form"].errors == {"into": ["Tidak ada pelaku usaha dengan nomor itu."]}


@pytest.mark.parametrize("path", ["/pelaku-usaha/", "/pelaku-usaha/{}/"])
def test_three_ask_no_more_than_one(client_of, pemkot, maker, gelar_melong, path, django_assert_num_queries):
    desk, path = client_of(pemkot), path.format(maker.pk)
    with CaptureQueriesContext(connection) as one:
        desk.get(path)
    for number in (1, 6):
        make_entry(gelar_melong, rw_of(gelar_melong.kelurahan, number), status=Status.SUBMITTED)
    Product.objects.update(business=maker)

    with django_assert_num_queries(len(one)):
        desk.get(path)


def test_makers_alike_by_name_or_phone_are_offered_with_the_way_to_merge(
    client_of, pemkot, maker, twin, melong, other_melong
):
    alike = Business.objects.create(rw=rw_of(melong, 6), name=f"{maker.name} Ibu Euis")
    Business.objects.create(rw=rw_of(melong, 6), name="Kayu Jati", phone="+6281200000001")
    Business.objects.create(rw=rw_of(other_melong, 5), name=maker.name, phone=maker.phone)

    page = client_of(pemkot).get(f"/pelaku-usaha/{maker.pk}/")

    assert set(page.context["alike"]) == {alike, twin}
    assert found(page, r'href="[^"]*gabung/\?into=(\d+)"') == [str(one.pk) for one in page.context["alike"]]


def test_two_products_of_an_rw_are_merged_by_form(client_of, pemkot, maker):
    kept = Product.objects.get(business=maker)
    double = Product.objects.create(rw=maker.rw, business=maker, name="Selendang daun jati")
    desk, path = client_of(pemkot), f"/produk/{double.pk}/gabung/"

    answers = [desk.post(path, {"into": kept.pk, "sure": "on"}) for _ in range(2)]

    double.refresh_from_db()
    assert (double.merged_into, {answer["Location"] for answer in answers}) == (
        kept,
        {f"/pelaku-usaha/{maker.pk}/"},
    )


def test_a_product_of_another_rw_is_not_offered(client_of, pemkot, maker, melong):
    own = Product.objects.get(business=maker)
    far = Product.objects.create(rw=rw_of(melong, 6), business=maker, name="Tas")

    page = client_of(pemkot).post(f"/produk/{own.pk}/gabung/", {"into": far.pk, "sure": "on"})

    assert page.context["form"].errors == {"into": ["Pilih salah satu produk di daftar."]}


def test_a_product_under_way_says_which_one_to_keep(client_of, pemkot, maker):
    own = Product.objects.get(business=maker)
    spare = Product.objects.create(rw=maker.rw, business=maker, name="Tas")

    page = client_of(pemkot).post(f"/produk/{own.pk}/gabung/", {"into": spare.pk, "sure": "on"})

    own.refresh_from_db()
    assert (own.merged_into, len(page.context["form"].non_field_errors())) == (None, 1)
