"""Ketua and pendamping of RW: who sees whom, in which state, on screen and on slips."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import officers
from accounts.models import Duty, Invitation, Role, User
from tests.factories import make_user, rw_of

PHONE = "+6281234567890"
MOST = 10
PAGES = ["", "ubah/", "nonaktif/"]


def names_on(page):
    return set(re.findall(r'href="/pengurus/\d+/">([^<]+)</a>', page.content.decode()))


def without_token(page):
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", page.content.decode())


@pytest.fixture
def everywhere(melong, utama, cipageran, other_melong, op_melong, rw_melong_5):
    """Officers in three kelurahan of ours, one who has left, and one of another kota."""
    made = {
        "Pendamping 5": make_user(
            "p-5", Role.RW, rw_of(melong, 5), duty=Duty.PENDAMPING, name="Pendamping 5"
        ),
        "Utama 1": make_user("u-1", Role.RW, rw_of(utama, 1), name="Utama 1"),
        "Cipageran 22": make_user("c-22", Role.RW, rw_of(cipageran, 22), name="Cipageran 22"),
        "Bandung 5": make_user("b-5", Role.RW, rw_of(other_melong, 5), name="Bandung 5"),
        "Sudah Pergi": make_user("g-8", Role.RW, rw_of(melong, 8), name="Sudah Pergi", is_active=False),
    }
    return made | {"Rw Melong 05": rw_melong_5}


@pytest.mark.parametrize(
    ("person", "kelurahan", "seen"),
    [
        ("op_melong", "", {"Rw Melong 05", "Pendamping 5"}),
        ("op_melong", "utama", {"Rw Melong 05", "Pendamping 5"}),
        ("lurah_melong", "", {"Rw Melong 05", "Pendamping 5"}),
        ("op_utama", "", {"Utama 1"}),
        ("camat_selatan", "utama", {"Utama 1"}),
        ("camat_selatan", "melong", {"Rw Melong 05", "Pendamping 5"}),
        ("camat_selatan", "cipageran", set()),
        ("pemkot", "cipageran", {"Cipageran 22"}),
        ("pemkot", "melong", {"Rw Melong 05", "Pendamping 5"}),
        ("pemkot", "", set()),
    ],
)
def test_each_sees_the_officers_of_the_own_territory(request, everywhere, client_of, person, kelurahan, seen):
    page = client_of(request.getfixturevalue(person)).get(f"/pengurus/?kelurahan={kelurahan}")

    assert names_on(page) == seen


@pytest.mark.parametrize(
    ("person", "offered"),
    [
        ("pemkot", {"cipageran", "melong", "utama"}),
        ("camat_selatan", {"melong", "utama"}),
        ("op_melong", set()),
    ],
)
def test_who_has_several_kelurahan_chooses_one(request, everywhere, client_of, person, offered):
    page = client_of(request.getfixturevalue(person)).get("/pengurus/").content.decode()

    assert set(re.findall(r'<option value="(\w+)"', page)) == offered


def test_the_overview_counts_rw_with_an_active_account(everywhere, client_of, pemkot, melong, op_melong):
    officers.invite(rw_of(melong, 6), Duty.KETUA, "Belum masuk", PHONE, op_melong)

    coverage = client_of(pemkot).get("/pengurus/").context["coverage"]

    assert {one.slug: (one.served, one.rws) for one in coverage} == {
        "melong": (1, 4),
        "utama": (1, 2),
        "cipageran": (1, 2),
    }


ELSEWHERE = [
    ("op_melong", "Utama 1"),
    ("op_melong", "Bandung 5"),
    ("pemkot", "Bandung 5"),
    ("camat_selatan", "Cipageran 22"),
    ("lurah_melong", "Utama 1"),
]


@pytest.mark.parametrize(("person", "who"), ELSEWHERE)
@pytest.mark.parametrize("page", PAGES)
def test_an_officer_elsewhere_is_not_found_like_one_who_never_was(
    request, everywhere, client_of, person, who, page
):
    browser = client_of(request.getfixturevalue(person))

    elsewhere = browser.get(f"/pengurus/{everywhere[who].pk}/{page}")
    nowhere = browser.get(f"/pengurus/999999/{page}")

    assert (elsewhere.status_code, nowhere.status_code) == (404, 404)
    assert without_token(elsewhere) == without_token(nowhere)


@pytest.mark.parametrize("person", ["op2_melong", "lurah_melong", "kurator_1", "pemkot_2"])
@pytest.mark.parametrize("page", PAGES)
def test_other_accounts_are_no_officers(request, client_of, op_melong, pemkot, person, page):
    other = request.getfixturevalue(person)

    answers = [client_of(by).get(f"/pengurus/{other.pk}/{page}").status_code for by in (op_melong, pemkot)]

    assert answers == [404, 404]


@pytest.mark.parametrize("person", ["op2_melong", "pemkot_2"])
def test_nobody_s_account_but_an_officer_s_can_be_acted_on(request, client_of, op_melong, person):
    other = request.getfixturevalue(person)
    browser = client_of(op_melong)

    answers = [
        browser.post(f"/pengurus/{other.pk}/tautan/").status_code,
        browser.post(f"/pengurus/{other.pk}/nonaktif/", {"reason": "lainnya"}).status_code,
        browser.post(f"/pengurus/{other.pk}/ubah/", {"name": "X", "phone": "081299999999"}).status_code,
    ]

    assert answers == [404, 404, 404]
    assert User.objects.get(pk=other.pk).is_active


def test_a_viewer_sees_no_link_and_no_button(client_of, lurah_melong, op_melong, melong):
    officer = officers.invite(rw_of(melong, 6), Duty.KETUA, "Pak Asep", PHONE, op_melong)

    page = client_of(lurah_melong).get(f"/pengurus/{officer.pk}/").content.decode()

    assert [page.count(text) for text in ("undangan/", "wa.me", "nonaktif/", "tautan/", "ubah/")] == [0] * 5
    assert page.count("Diundang, berlaku sampai") == 1


def test_the_states_of_an_account_are_told(client_of, op_melong, melong, rw_melong_5):
    waiting = officers.invite(rw_of(melong, 6), Duty.KETUA, "Menunggu", PHONE, op_melong)
    late = officers.invite(rw_of(melong, 8), Duty.KETUA, "Terlambat", "+6281234567891", op_melong)
    before = timezone.now() - timezone.timedelta(days=5)
    late.invitations.update(created_at=before, expires_at=before + timezone.timedelta(days=3))
    officers.create_officer(rw_of(melong, 1), Duty.KETUA, "Baru diimpor", "+6281234567892")

    page = client_of(op_melong).get("/pengurus/").content.decode()

    labels = re.findall(r'class="status status--\w+">([^<]+)</span>', page)
    until = labels[2].partition("sampai ")[2]
    assert labels == ["Belum diundang", "Aktif", f"Diundang, berlaku sampai {until}", "Undangan kedaluwarsa"]
    assert waiting.invitations.get().is_open
    summary = client_of(op_melong).get("/pengurus/").context["summary"]
    assert summary == {"rws": 4, "served": 1, "waiting": 3, "empty": 0}


def test_slips_are_for_open_links_of_the_kelurahan(
    client_of, op_melong, op_utama, melong, utama, rw_melong_5
):
    officers.invite(rw_of(melong, 6), Duty.KETUA, "Pak Asep", PHONE, op_melong)
    officers.invite(rw_of(utama, 1), Duty.KETUA, "Bu Ai", "+6281234567891", op_utama)
    officers.create_officer(rw_of(melong, 8), Duty.KETUA, "Belum", "+6281234567892")

    page = client_of(op_melong).get("/pengurus/cetak/")

    assert [slip.officer.name for slip in page.context["slips"]] == ["Pak Asep"]
    assert page.context["uninvited"] == 1


def test_a_link_that_ended_is_no_slip_and_can_be_prepared_again(client_of, op_melong, melong):
    late = officers.invite(rw_of(melong, 6), Duty.KETUA, "Terlambat", PHONE, op_melong)
    before = timezone.now() - timezone.timedelta(days=5)
    late.invitations.update(created_at=before, expires_at=before + timezone.timedelta(days=3))
    browser = client_of(op_melong)
    first = browser.get("/pengurus/cetak/")

    browser.post("/pengurus/cetak/siapkan/", {"kelurahan": "melong"})

    assert (first.context["slips"], first.context["uninvited"]) == ([], 1)
    assert len(browser.get("/pengurus/cetak/").context["slips"]) == 1


def test_links_are_prepared_for_those_who_have_none(client_of, op_melong, melong, utama, rw_melong_5):
    browser = client_of(op_melong)
    officers.create_officer(rw_of(melong, 8), Duty.KETUA, "Belum", PHONE)
    officers.create_officer(rw_of(utama, 1), Duty.KETUA, "Di tempat lain", "+6281234567891")

    for _ in range(2):
        browser.post("/pengurus/cetak/siapkan/", {"kelurahan": "utama"})

    page = browser.get("/pengurus/cetak/")
    assert [slip.officer.name for slip in page.context["slips"]] == ["Belum"]
    assert Invitation.objects.count() == 1


def queries_of(browser, path):
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(path)
    assert answer.status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "path", ["/pengurus/", "/pengurus/?kelurahan=melong", "/pengurus/cetak/?kelurahan=melong"]
)
@pytest.mark.parametrize("person", ["op_melong", "pemkot"])
def test_a_list_of_three_asks_no_more_than_a_list_of_one(
    request, client_of, op_melong, melong, django_assert_num_queries, person, path
):
    browser = client_of(request.getfixturevalue(person))
    officers.invite(rw_of(melong, 1), Duty.KETUA, "Satu", "+6281234567891", op_melong)
    one = queries_of(browser, path)
    for number in (5, 6):
        officers.invite(
            rw_of(melong, number), Duty.KETUA, f"RW {number}", f"+628123456789{number}", op_melong
        )

    with django_assert_num_queries(one):
        browser.get(path)
    assert one <= MOST


def test_a_long_history_asks_no_more_than_a_short_one(
    client_of, op_melong, rw_melong_5, django_assert_num_queries
):
    browser, path = client_of(op_melong), f"/pengurus/{rw_melong_5.pk}/"
    officers.invite_again(rw_melong_5, op_melong)
    one = queries_of(browser, path)
    for _ in range(2):
        officers.invite_again(rw_melong_5, op_melong)

    with django_assert_num_queries(one):
        browser.get(path)
    assert one <= MOST
