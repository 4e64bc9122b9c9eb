"""The RW that abstain and want help: who sees which, on the page and in the table to take away."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, User
from exhibitions.abstaining import abstain
from tests.factories import make_entry, operator_of, rw_of

MOST = 10
SEEN = {
    "op_melong": {("Melong", 5)},
    "op_utama": {("Utama", 1)},
    "lurah_melong": {("Melong", 5)},
    "camat_selatan": {("Melong", 5), ("Utama", 1)},
    "camat_utara": set(),
    "pemkot": {("Melong", 5), ("Utama", 1)},
}


@pytest.fixture
def said(gelar_melong, gelar_utama, melong, utama, op_melong, op_utama, rw_melong_5):
    """RW 05 Melong and RW 01 Utama want help; RW 06 abstains without."""
    abstain(gelar_melong, rw_of(melong, 5), op_melong, "tidak ada", needs_help=True)
    abstain(gelar_melong, rw_of(melong, 6), op_melong, "tidak bersedia", needs_help=False)
    abstain(gelar_utama, rw_of(utama, 1), op_utama, "lainnya", needs_help=True)


def table_of(browser):
    text = browser.get("/pantau/pendampingan.csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("person", SEEN)
def test_each_person_sees_those_of_the_own_territory(request, client_of, said, person):
    rows = client_of(request.getfixturevalue(person)).get("/pantau/pendampingan/").context["help"].rows

    assert {(row.exhibition.kelurahan.name, row.number) for row, _ in rows} == SEEN[person]


@pytest.mark.parametrize("person", SEEN)
def test_each_person_takes_away_those_of_the_own_territory(request, client_of, said, person):
    _, *rows = table_of(client_of(request.getfixturevalue(person)))

    assert {(row[0].removeprefix("Kelurahan "), int(row[1][3:])) for row in rows} == SEEN[person]


def test_the_table_holds_reason_and_contacts(client_of, said, op_melong, rw_melong_5):
    User.objects.filter(pk=rw_melong_5.pk).update(phone="+6281234567890", name="=Asep()")

    header, row = table_of(client_of(op_melong))

    assert header == [
        *("Kelurahan", "RW", "Alasan"),
        *("Ketua RW", "Nomor HP Ketua RW", "Pendamping RW", "Nomor HP Pendamping RW"),
    ]
    reason = "Belum ada pelaku usaha"
    assert row == ["Kelurahan Melong", "RW 05", reason, "'=Asep()", "0812-3456-7890", "", ""]


def test_lurah_and_camat_take_no_contacts_away(client_of, said, lurah_melong, rw_melong_5):
    User.objects.filter(pk=rw_melong_5.pk).update(phone="+6281234567890")
    browser = client_of(lurah_melong)

    page = browser.get("/pantau/pendampingan/").content.decode()

    assert table_of(browser) == [
        ["Kelurahan", "RW", "Alasan"],
        ["Kelurahan Melong", "RW 05", "Belum ada pelaku usaha"],
    ]
    assert [page.count(words) for words in ("0812-3456", "wa.me", "Rw Melong 05")] == [0, 0, 0]


def test_taking_contacts_away_is_on_record(client_of, said, op_melong, lurah_melong, gelar_melong):
    for person in (op_melong, lurah_melong):
        table_of(client_of(person))

    events = AuditEvent.objects.about(gelar_melong.edition)
    assert [(event.by, event.action, event.detail) for event in events] == [
        (op_melong, "help_list_exported", {"rows": 1})
    ]


def test_who_enters_after_all_leaves_the_list(client_of, said, gelar_melong, op_melong, melong):
    make_entry(gelar_melong, rw_of(melong, 5), by=operator_of(melong))

    assert client_of(op_melong).get("/pantau/pendampingan/").context["help"].rows == []


def test_an_empty_list_says_what_will_come(client_of, gelar_melong, op_melong):
    page = client_of(op_melong).get("/pantau/pendampingan/").content.decode()

    assert page.count("Belum ada RW yang minta didampingi") == 1


@pytest.mark.parametrize("path", ["/pantau/pendampingan/", "/pantau/pendampingan.csv"])
@pytest.mark.parametrize("person", ["op_melong", "camat_selatan", "pemkot"])
def test_three_rw_ask_no_more_than_one(request, client_of, gelar_melong, melong, op_melong, person, path):
    browser = client_of(request.getfixturevalue(person))

    def queries_with(*numbers):
        for number in numbers:
            abstain(gelar_melong, rw_of(melong, number), op_melong, "lainnya", needs_help=True)
        with CaptureQueriesContext(connection) as queries:
            browser.get(path)
        return len(queries)

    one = queries_with(1)

    assert queries_with(5, 6) == one <= MOST
