"""What makers ask for: whose list holds which, answering once, and erasing by Pemkot alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exhibitions.models import Edition
from products import maker_requests
from products.models import Business, MakerRequest
from tests.factories import rw_of
from tests.together import at_once

from .factories import found, messages_of, summary_of
from .makers import FIRM, make_known_maker, places_with


@pytest.fixture
def entry(gelar_melong, melong, rw_melong_5, op_melong):
    return make_known_maker(gelar_melong, rw_of(melong, 5), op_melong)


@pytest.fixture
def asked(entry):
    return MakerRequest.objects.get()


@pytest.fixture
def elsewhere(utama, other_melong):
    """A request of another kelurahan, and one of another kota."""
    makers = [
        Business.objects.create(rw=rw_of(where, 1), name=f"Usaha {where.pk}")
        for where in (utama, other_melong)
    ]
    return [maker_requests.ask(maker, "perbaikan", "Alamat salah.") for maker in makers]


def requests_on(page):
    return list(page.context["page"])


def test_each_sees_the_requests_of_the_own_territory(
    asked, elsewhere, client_of, op_melong, op_utama, pemkot
):
    seen = [
        requests_on(client_of(user).get("/verifikasi/permintaan/")) for user in (op_melong, op_utama, pemkot)
    ]

    assert seen == [[asked], [elsewhere[0]], [asked, elsewhere[0]]]


def test_another_territorys_request_is_not_there(asked, elsewhere, client_of, op_melong, pemkot):
    answers = [
        client_of(user).get(f"/verifikasi/permintaan/{request.pk}/").status_code
        for user in (op_melong, pemkot)
        for request in elsewhere
    ]

    assert answers == [404, 404, 200, 404]


def test_three_ask_no_more_than_one(asked, entry, client_of, op_melong):
    desk = client_of(op_melong)
    with CaptureQueriesContext(connection) as one:
        desk.get("/verifikasi/permintaan/")
    for text in ("Dua", "Tiga"):
        maker_requests.ask(entry.product.business, "keluhan", text)

    with CaptureQueriesContext(connection) as three:
        page = desk.get("/verifikasi/permintaan/")

    assert (len(requests_on(page)), len(three)) == (3, len(one))


def test_an_answer_closes_the_request_and_says_by_whom(asked, client_of, op_melong):
    answer = client_of(op_melong).post(
        f"/verifikasi/permintaan/{asked.pk}/", {"answer": "Nomor sudah diganti."}, follow=True
    )

    asked.refresh_from_db()
    assert (asked.is_open, asked.answer, asked.answered_by) == (False, "Nomor sudah diganti.", op_melong)
    assert found(answer, r'class="status status--\w+">(.*?)</span>') == ["Sudah ditangani"]


def test_an_answer_needs_its_words(asked, client_of, op_melong):
    answer = client_of(op_melong).post(f"/verifikasi/permintaan/{asked.pk}/", {"answer": " "})

    assert summary_of(answer) == [("#id_answer", "Jawaban: Tulis jawabannya.")]
    assert MakerRequest.objects.open().count() == 1


def test_of_two_answers_at_once_one_stands(own_database, asked, op_melong, op2_melong):
    answers = at_once(
        *(lambda by=by: maker_requests.answer(asked, by, by.username) for by in (op_melong, op2_melong))
    )

    asked.refresh_from_db()
    winner = (op_melong, op2_melong)[answers.index(True)]
    assert (sorted(answers), asked.answered_by, asked.answer) == ([False, True], winner, winner.username)


@pytest.fixture
def over(entry, pemkot):
    """The maker's edition has closed."""
    Edition.objects.update(closed_at="2026-11-01T00:00Z", closed_by=pemkot)
    return maker_requests.ask(entry.product.business, "penghapusan", "Tolong hapus.")


def erase_by_page(client, asked, word="HAPUS"):
    return client.post(f"/verifikasi/permintaan/{asked.pk}/hapus/", {"word": word}, follow=True)


def test_staff_erase_a_maker_by_typing_the_word(over, client_of, pemkot):
    answer = erase_by_page(client_of(pemkot), over)

    over.refresh_from_db()
    assert (over.business.erased_at is not None, over.is_open, over.answer) == (
        True,
        False,
        "Data Anda sudah dihapus.",
    )
    assert places_with(FIRM) == set()
    assert [kind for kind, _ in messages_of(answer)] == ["ok"]


@pytest.mark.parametrize("word", ["", "hapus", "YA"])
def test_without_the_word_nothing_is_erased(over, client_of, pemkot, word):
    answer = erase_by_page(client_of(pemkot), over, word)

    over.business.refresh_from_db()
    assert [link for link, _ in summary_of(answer)] == ["#id_word"]
    assert (over.business.erased_at, over.business.name) == (None, FIRM)


def test_while_an_entry_is_under_way_the_page_says_why_not(asked, entry, client_of, pemkot):
    answer = erase_by_page(client_of(pemkot), asked)

    assert [sentence for _, sentence in summary_of(answer)] == [
        f"Usulan {entry.number} dari pelaku usaha ini masih berjalan: "
        "tarik dahulu usulannya, atau tunggu gelarnya selesai."
    ]


def test_the_operator_does_not_erase(over, client_of, op_melong):
    answer = erase_by_page(client_of(op_melong), over)

    over.business.refresh_from_db()
    assert (answer.status_code, over.business.name) == (403, FIRM)


def test_a_second_click_is_told(over, client_of, pemkot):
    desk = client_of(pemkot)
    erase_by_page(desk, over)

    answer = erase_by_page(desk, over)

    assert messages_of(answer) == [("info", "Data pelaku usaha ini sudah dihapus.")]
