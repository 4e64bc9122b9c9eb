"""No page asks the database more for three than for one, and none asks more than ten times."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exhibitions.models import Status
from tests.factories import make_entry, make_photo, rw_of

MOST = 10


@pytest.fixture
def melong_entries(gelar_melong, op_melong, rw_melong_5, rw_melong_6):
    """`melong_entries(n)`: submitted entries of so many RW of Melong, each with two photos."""

    def enter(numbers):
        for number in numbers:
            entry = make_entry(gelar_melong, rw_of(gelar_melong.kelurahan, number), status=Status.SUBMITTED)
            make_photo(entry.product, entry.created_by)

    return enter


def queries_of(browser, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = browser.get(path)
    assert answer.status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", ["/usulan/", "/usulan/?q=selendang&kategori=tpt", "/verifikasi/"])
@pytest.mark.parametrize("person", ["op_melong", "lurah_melong", "camat_selatan", "pemkot"])
def test_a_list_of_three_asks_no_more_than_a_list_of_one(
    request, client_of, melong_entries, django_assert_num_queries, person, path
):
    browser = client_of(request.getfixturevalue(person))
    melong_entries([5])
    one = queries_of(browser, path)
    melong_entries([1, 6])

    with django_assert_num_queries(one):
        browser.get(path)
    assert one <= MOST


def test_the_home_of_an_rw_with_three_earlier_entries_asks_no_more_than_with_one(
    client_of, rw_melong_5, gelar_melong, django_assert_num_queries
):
    phone = client_of(rw_melong_5)
    make_entry(gelar_melong, rw_melong_5.rw, status=Status.WITHDRAWN)
    make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)
    one = queries_of(phone, "/usulan/")
    rw_melong_5.rw.entry_set.get(status=Status.SUBMITTED).withdraw(rw_melong_5, "Pindah.")
    for status in (Status.WITHDRAWN, Status.SUBMITTED):
        make_entry(gelar_melong, rw_melong_5.rw, status=status)

    with django_assert_num_queries(one):
        phone.get("/usulan/")
    assert one <= MOST


@pytest.mark.parametrize("page", ["usulan/{}/", "usulan/{}/ubah/", "usulan/{}/foto/", "verifikasi/{}/"])
def test_a_page_of_three_photos_and_steps_asks_no_more_than_of_one(
    client_of, op_melong, rw_melong_5, gelar_melong, django_assert_num_queries, page
):
    desk = client_of(op_melong)
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.RETURNED)
    path = f"/{page.format(entry.pk)}"
    one = queries_of(desk, path)
    for _ in range(2):
        entry.change(rw_melong_5, lambda: make_photo(entry.product, rw_melong_5))
        entry.submit(rw_melong_5)
        entry.send_back(op_melong, "Foto gelap.")

    with django_assert_num_queries(one):
        desk.get(path)
    assert one <= MOST


@pytest.mark.parametrize("path", ["/usulan/baru/", "/usulan/tidak-mengusulkan/5/"])
@pytest.mark.parametrize("person", ["rw_melong_5", "op_melong"])
def test_a_form_asks_at_most_ten_times(request, client_of, gelar_melong, person, path):
    assert queries_of(client_of(request.getfixturevalue(person)), path) <= MOST


def test_a_photo_asks_at_most_four_times(client_of, rw_melong_5, gelar_melong):
    entry = make_entry(gelar_melong, rw_melong_5.rw)
    photo, phone = entry.product.photos.get(), client_of(rw_melong_5)

    with CaptureQueriesContext(connection) as queries:
        answer = phone.get(f"/usulan/{entry.pk}/foto/{photo.pk}/{photo.renditions[0]}/")
        content = answer.getvalue()

    assert (content[:2], len(queries)) == (b"\xff\xd8", 4)
