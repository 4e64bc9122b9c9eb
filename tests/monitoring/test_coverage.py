"""The board of the RW: who sees which, where each stands, and how often it asks the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from exhibitions.abstaining import abstain
from exhibitions.models import Exhibition, Status
from kelurahan.templatetags.indonesia import hari_tanggal
from tests.factories import make_entry, rw_of

MELONG = {("Melong", number) for number in (1, 5, 6, 8)}
UTAMA = {("Utama", number) for number in (1, 2)}
CIPAGERAN = {("Cipageran", number) for number in (1, 22)}
SEEN = {
    "op_melong": MELONG,
    "op_utama": UTAMA,
    "lurah_melong": MELONG,
    "camat_selatan": MELONG | UTAMA,
    "camat_utara": CIPAGERAN,
    "pemkot": MELONG | UTAMA | CIPAGERAN,
}


def table_of(browser, query=""):
    return browser.get(f"/pantau/{query}").context["board"].table


@pytest.mark.parametrize("person", SEEN)
def test_each_person_sees_the_rw_of_the_own_territory(request, client_of, edition, other_melong, person):
    rows = table_of(client_of(request.getfixturevalue(person)))

    assert {(row.exhibition.kelurahan.name, row.number) for row in rows} == SEEN[person]


def test_every_rw_stands_where_its_entry_or_its_word_puts_it(client_of, gelar_melong, melong, op_melong):
    make_entry(gelar_melong, rw_of(melong, 5), "kuliner", status=Status.RETURNED)
    make_entry(gelar_melong, rw_of(melong, 6), "tpt", status=Status.WITHDRAWN)
    make_entry(gelar_melong, rw_of(melong, 8), "tpt", status=Status.VERIFIED)
    abstain(gelar_melong, rw_of(melong, 1), op_melong, "tidak ada", needs_help=True)

    board = client_of(op_melong).get("/pantau/").context["board"]

    assert [(row.number, row.answer, row.needs_help) for row in board.table] == [
        (1, "tidak", True),
        (5, "perbaikan", False),
        (6, "belum", False),
        (8, "terverifikasi", False),
    ]
    assert (board.total, board.entered, board.in_priority) == (4, 2, 1)


def test_the_filter_narrows_the_table(client_of, gelar_melong, melong, op_melong):
    make_entry(gelar_melong, rw_of(melong, 5))

    assert [row.number for row in table_of(client_of(op_melong), "?status=draf")] == [5]


@pytest.mark.parametrize(
    ("days", "words"),
    [(6, "(masih 3 hari)"), (3, "(hari terakhir)")],
)
def test_the_deadline_is_told_with_its_weekday(client_of, gelar_melong, op_melong, days, words):
    held_on = timezone.localdate() + timedelta(days=days)
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=held_on)

    block = client_of(op_melong).get("/pantau/").context["board"].blocks[0]

    last_day = hari_tanggal(held_on - timedelta(days=3))
    assert block.deadline == f"Pendaftaran RW sampai {last_day} pukul 23.59 WIB {words}"


@pytest.mark.parametrize("person", ["op_melong", "lurah_melong", "camat_selatan", "pemkot"])
def test_three_entries_ask_no_more_than_one(request, client_of, gelar_melong, melong, person):
    browser = client_of(request.getfixturevalue(person))
    make_entry(gelar_melong, rw_of(melong, 1))
    with CaptureQueriesContext(connection) as one:
        browser.get("/pantau/")
    for number in (5, 6):
        make_entry(gelar_melong, rw_of(melong, number))

    with CaptureQueriesContext(connection) as three:
        browser.get("/pantau/")

    assert len(three) == len(one) <= 10
