"""The board of the RW: who sees which, where each stands, where it leads, and how often it asks the database."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Duty, Role, User
from exhibitions.abstaining import abstain
from exhibitions.models import Exhibition, Status
from kelurahan.templatetags.indonesia import hari_tanggal
from tests.factories import make_entry, make_scoring, make_user, rw_of

MOST = 10
WIB = ZoneInfo("Asia/Jakarta")
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


def page_of(browser, query=""):
    return browser.get(f"/pantau/{query}")


def board_of(browser, query=""):
    return page_of(browser, query).context["board"]


def tiles_of(board):
    return {
        (block.exhibition.kelurahan.name, int(tile.number)) for block in board.blocks for tile in block.tiles
    }


def lines_of(board):
    return {(line.row.exhibition.kelurahan.name, line.row.number) for line in board.lines}


@pytest.mark.parametrize("person", SEEN)
def test_each_person_sees_the_tiles_of_the_own_territory(request, client_of, edition, other_melong, person):
    board = board_of(client_of(request.getfixturevalue(person)))

    assert tiles_of(board) == SEEN[person]
    assert board.total == len(SEEN[person])


@pytest.mark.parametrize("person", SEEN)
def test_each_person_sees_the_lines_of_the_own_territory(request, client_of, edition, other_melong, person):
    board = board_of(client_of(request.getfixturevalue(person)), "?status=belum")

    assert lines_of(board) == SEEN[person]


@pytest.mark.parametrize("slug", ["utama", "cipageran", "tidak-ada"])
def test_another_kelurahan_filters_nothing(client_of, edition, op_melong, slug):
    assert tiles_of(board_of(client_of(op_melong), f"?kelurahan={slug}")) == MELONG


def test_staff_can_look_at_one_kelurahan(client_of, edition, pemkot):
    board = board_of(client_of(pemkot), "?kelurahan=utama")

    assert (tiles_of(board), lines_of(board)) == (UTAMA, UTAMA)


def test_a_whole_kota_is_told_by_its_counts(client_of, edition, pemkot):
    page = page_of(client_of(pemkot))

    assert page.context["board"].lines == []
    assert page.content.decode().count("Jumlah tiap kelurahan") == 1


def test_every_rw_stands_where_its_entry_or_its_word_puts_it(client_of, gelar_melong, melong, op_melong):
    make_entry(gelar_melong, rw_of(melong, 5), "kuliner", status=Status.RETURNED)
    make_entry(gelar_melong, rw_of(melong, 6), "tpt", status=Status.WITHDRAWN)
    make_entry(gelar_melong, rw_of(melong, 8), "tpt", status=Status.VERIFIED)
    abstain(gelar_melong, rw_of(melong, 1), op_melong, "tidak ada", needs_help=True)

    board = board_of(client_of(op_melong))

    assert [(line.row.number, line.row.answer, line.row.needs_help) for line in board.lines] == [
        (1, "tidak", True),
        (5, "perbaikan", False),
        (6, "belum", False),
        (8, "terverifikasi", False),
    ]
    assert (board.total, board.entered, board.need_help) == (4, 2, 1)


def test_a_tile_says_its_state_in_a_word_a_sign_and_its_number(client_of, gelar_melong, melong, op_melong):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.VERIFIED)
    abstain(gelar_melong, rw_of(melong, 8), op_melong, "lainnya", needs_help=False)

    tiles = board_of(client_of(op_melong)).blocks[0].tiles

    assert [(tile.number, tile.words, tile.sign) for tile in tiles] == [
        ("01", "Belum", "none"),
        ("05", "Terverifikasi", "verified"),
        ("06", "Belum", "none"),
        ("08", "Tidak ikut", "abstained"),
    ]


def test_an_entry_of_another_exhibition_is_not_counted_here(
    client_of, gelar_melong, melong, op_melong, pemkot
):
    entry = make_entry(gelar_melong, rw_of(melong, 5), status=Status.VERIFIED)
    kota = Exhibition.objects.create(edition=gelar_melong.edition, level=Exhibition.Level.KOTA)
    type(entry).objects.filter(pk=entry.pk).update(exhibition=kota)

    assert [board_of(client_of(person)).entered for person in (op_melong, pemkot)] == [0, 0]


def test_the_share_of_priority_categories_is_told_with_its_counts(client_of, gelar_melong, melong, op_melong):
    for number, category in ((1, "tpt"), (5, "kriya"), (6, "kuliner"), (8, None)):
        make_entry(gelar_melong, rw_of(melong, number), category)

    board = board_of(client_of(op_melong))

    told = [(share.category.slug if share.category else None, share.number) for share in board.shares]
    assert told == [("tpt", 1), ("kriya", 1), ("kuliner", 1), (None, 1)]
    assert (board.in_priority, board.priority_percent) == (2, 67)


def test_before_the_first_entry_no_share_is_told(client_of, gelar_melong, op_melong):
    assert board_of(client_of(op_melong)).priority_percent is None


@pytest.mark.parametrize(
    ("query", "left"),
    [("?status=draf", {5}), ("?status=belum", {1, 6, 8}), ("?status=odd", {1, 5, 6, 8})],
)
def test_the_filter_narrows_tiles_and_table(client_of, gelar_melong, melong, op_melong, query, left):
    make_entry(gelar_melong, rw_of(melong, 5))

    board = board_of(client_of(op_melong), query)

    assert {number for _, number in tiles_of(board)} == {number for _, number in lines_of(board)} == left
    assert board.total == 4


def test_a_filter_that_leaves_nobody_says_so(client_of, gelar_melong, op_melong):
    assert (
        page_of(client_of(op_melong), "?status=draf").content.decode().count("Tidak ada RW dengan keadaan")
        == 1
    )


def test_a_tile_leads_to_the_entry_or_to_entering_it(
    client_of, gelar_melong, melong, op_melong, lurah_melong, pemkot
):
    entry, rw = make_entry(gelar_melong, rw_of(melong, 5)), rw_of(melong, 1)

    urls = {
        person.username: [tile.url for tile in board_of(client_of(person), query).blocks[0].tiles[:2]]
        for person, query in ((op_melong, ""), (lurah_melong, ""), (pemkot, "?kelurahan=melong"))
    }

    assert urls == {
        "op-melong": [f"/usulan/baru/?rw={rw.pk}", f"/usulan/{entry.pk}/"],
        "lurah-melong": [f"#rw-{rw.pk}", f"/usulan/{entry.pk}/"],
        "pemkot": [f"#rw-{rw.pk}", f"/usulan/{entry.pk}/"],
    }


def test_from_the_kota_a_tile_without_entry_leads_to_its_line(client_of, edition, melong, pemkot):
    rw = rw_of(melong, 1)
    page = page_of(client_of(pemkot)).content.decode()
    url = f"?kelurahan=melong#rw-{rw.pk}"

    assert page.count(f'href="{url}"') == 1
    assert page_of(client_of(pemkot), "?kelurahan=melong").content.decode().count(f'id="rw-{rw.pk}"') == 1


def test_once_scoring_has_started_nothing_is_entered_from_here(
    client_of, gelar_melong, melong, op_melong, kurator_1, pemkot
):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.VERIFIED)
    make_scoring(gelar_melong, [kurator_1], pemkot)

    page = page_of(client_of(op_melong)).content.decode()

    assert (page.count("/usulan/baru/"), page.count("Penilaian sudah dimulai")) == (0, 1)


@pytest.mark.parametrize(
    ("person", "told"),
    [("op_melong", 1), ("pemkot", 1), ("lurah_melong", 0), ("camat_selatan", 0)],
)
def test_contacts_are_for_those_who_write_to_them(
    request, client_of, gelar_melong, rw_melong_5, rw_melong_6, person, told
):
    User.objects.filter(pk=rw_melong_5.pk).update(phone="+6281234567890")
    User.objects.filter(pk=rw_melong_6.pk).update(is_active=False)

    page = page_of(client_of(request.getfixturevalue(person)), "?kelurahan=melong").content.decode()

    seen = ("https://wa.me/6281234567890", "0812-3456-7890", ">Rw Melong 05</a>")
    assert [page.count(words) for words in seen] == [told] * 3
    assert page.count("Rw Melong 06") == 0


@pytest.mark.parametrize(("person", "held"), [("op_melong", 1), ("lurah_melong", 0)])
def test_who_may_not_write_to_them_does_not_get_their_names_at_all(
    request, client_of, gelar_melong, rw_melong_5, person, held
):
    board = board_of(client_of(request.getfixturevalue(person)))

    assert sum(len(line.contacts) for line in board.lines) == held


def test_ketua_stands_before_pendamping(client_of, gelar_melong, melong, op_melong):
    for duty in (Duty.PENDAMPING, Duty.KETUA):
        make_user(f"satu-{duty}", Role.RW, rw_of(melong, 5), duty=duty)

    line = next(line for line in board_of(client_of(op_melong)).lines if line.row.number == 5)

    assert [officer.duty for officer, _ in line.contacts] == ["ketua", "pendamping"]


def test_between_editions_the_page_says_what_will_come(client_of, op_melong):
    page = page_of(client_of(op_melong)).content.decode()

    assert page.count("Belum ada edisi yang dibuka") == 1


def test_markup_in_a_name_of_a_product_is_text(client_of, gelar_melong, melong, op_melong):
    make_entry(gelar_melong, rw_of(melong, 5), name="<script>alert(1)</script>")

    page = page_of(client_of(op_melong)).content.decode()

    assert (page.count("<script>alert"), page.count("&lt;script&gt;alert")) == (0, 1)


@pytest.mark.parametrize(
    ("days", "words"), [(6, "(masih 3 hari)"), (4, "(masih 1 hari)"), (3, "(hari terakhir)")]
)
def test_the_deadline_is_told_with_its_weekday(client_of, gelar_melong, op_melong, days, words):
    held_on = timezone.localdate() + timedelta(days=days)
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=held_on)

    block = board_of(client_of(op_melong)).blocks[0]

    last_day = hari_tanggal(held_on - timedelta(days=3))
    assert block.deadline == f"Pendaftaran RW sampai {last_day} pukul 23.59 WIB {words}"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (
            datetime(2040, 6, 17, 23, 59, 59, tzinfo=WIB),
            "sampai Minggu, 17 Juni 2040 pukul 23.59 WIB (hari terakhir)",
        ),
        (datetime(2040, 6, 18, 0, 0, 0, tzinfo=WIB), "sudah ditutup Minggu, 17 Juni 2040"),
    ],
)
def test_the_words_change_with_the_second_of_the_deadline(
    client_of, gelar_melong, op_melong, monkeypatch, moment, words
):
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=datetime(2040, 6, 20, tzinfo=WIB).date())
    monkeypatch.setattr(timezone, "now", lambda: moment)

    block = board_of(client_of(op_melong)).blocks[0]

    assert block.deadline == f"Pendaftaran RW {words}"


def test_home_and_usulan_tell_the_deadline_with_its_weekday(client_of, gelar_melong, rw_melong_5):
    held_on = timezone.localdate() + timedelta(days=9)
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=held_on)
    phone = client_of(rw_melong_5)

    pages = [phone.get(path).content.decode() for path in ("/", "/usulan/")]

    told = f"{hari_tanggal(held_on - timedelta(days=3))} pukul 23.59 WIB"
    assert [len(re.findall(told, page)) for page in pages] == [1, 1]


@pytest.mark.parametrize("query", ["", "?kelurahan=melong", "?status=draf"])
@pytest.mark.parametrize("person", ["op_melong", "lurah_melong", "camat_selatan", "pemkot"])
def test_three_entries_ask_no_more_than_one(request, client_of, gelar_melong, melong, person, query):
    browser = client_of(request.getfixturevalue(person))
    make_entry(gelar_melong, rw_of(melong, 1))
    with CaptureQueriesContext(connection) as one:
        page_of(browser, query)
    for number in (5, 6):
        make_entry(gelar_melong, rw_of(melong, number))

    with CaptureQueriesContext(connection) as three:
        page_of(browser, query)

    assert len(three) == len(one) <= MOST
