"""Reminding the RW that are late: whom, with which words, and once a day."""

import re
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Duty, Notice, Role, User
from exhibitions.abstaining import abstain
from exhibitions.coverage import exhibitions_watched_by
from exhibitions.models import Exhibition, Status
from kelurahan.templatetags.indonesia import hari_tanggal
from monitoring.reminders import late_rws, remind
from tests.exhibitions.factories import messages_of
from tests.factories import make_entry, make_user, rw_of
from tests.together import at_once

MOST = 10
WIB = ZoneInfo("Asia/Jakarta")
PATH, SEND = "/pantau/ingatkan/", "/pantau/ingatkan/kirim/"


@pytest.fixture
def dated(gelar_melong):
    """Six days before the exhibition: the RW have three days left."""
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=timezone.localdate() + timedelta(days=6))
    gelar_melong.refresh_from_db()
    return gelar_melong


def listed(page):
    return [(one.row.exhibition.kelurahan.name, one.row.number) for one, _ in page.context["rows"]]


def reminded():
    return sorted(Notice.objects.values_list("recipient__username", flat=True))


@pytest.mark.parametrize(
    ("person", "query", "seen"),
    [
        ("op_melong", "", {("Melong", number) for number in (1, 5, 6, 8)}),
        ("op_melong", "?kelurahan=utama", {("Melong", number) for number in (1, 5, 6, 8)}),
        ("op_utama", "", {("Utama", 1), ("Utama", 2)}),
        ("pemkot", "?kelurahan=utama", {("Utama", 1), ("Utama", 2)}),
    ],
)
def test_each_person_sees_the_late_of_the_own_territory(
    request, client_of, edition, other_melong, person, query, seen
):
    page = client_of(request.getfixturevalue(person)).get(PATH + query)

    assert set(listed(page)) == seen


def test_staff_see_the_late_of_the_whole_kota(client_of, edition, other_melong, pemkot):
    found = {kelurahan for kelurahan, _ in listed(client_of(pemkot).get(PATH))}

    assert found == {"Melong", "Utama", "Cipageran"}


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", [8]),
        ("?status=belum", [8]),
        ("?status=draf", [1]),
        ("?status=perbaikan", [5]),
        ("?status=tidak", [8]),
    ],
)
def test_each_state_has_its_list_and_who_abstains_is_left_in_peace(
    client_of, dated, melong, op_melong, query, seen
):
    make_entry(dated, rw_of(melong, 1))
    make_entry(dated, rw_of(melong, 5), status=Status.RETURNED)
    abstain(dated, rw_of(melong, 6), op_melong, "lainnya", needs_help=False)

    assert [number for _, number in listed(client_of(op_melong).get(PATH + query))] == seen


def test_rw_without_an_account_come_first_with_the_way_to_invite(
    client_of, dated, rw_melong_5, op_melong, melong
):
    page = client_of(op_melong).get(PATH)

    invited = re.findall(r'href="/pengurus/baru/\?rw=(\d+)"', page.content.decode())
    assert [number for _, number in listed(page)] == [1, 6, 8, 5]
    assert invited == [str(rw_of(melong, number).pk) for number in (1, 6, 8)]


def test_sending_reaches_every_account_of_the_late_and_nobody_else(
    client_of, dated, melong, rw_melong_5, rw_melong_6, rw_utama_1, op_melong
):
    make_user("pendamping-melong-05", Role.RW, rw_of(melong, 5), duty=Duty.PENDAMPING)
    make_user("dulu-melong-08", Role.RW, rw_of(melong, 8), is_active=False)
    make_entry(dated, rw_melong_6.rw, status=Status.SUBMITTED)

    answer = client_of(op_melong).post(SEND, {"status": "belum"}, follow=True)

    assert reminded() == ["pendamping-melong-05", "rw-melong-05"]
    assert messages_of(answer) == [("ok", "Pengingat terkirim ke kotak masuk 2 akun di 1 RW.")]
    assert answer.redirect_chain == [("/pantau/ingatkan/?kelurahan=&status=belum", 302)]


def test_an_operator_reminds_nobody_of_another_kelurahan(
    client_of, dated, gelar_utama, rw_utama_1, op_melong
):
    client_of(op_melong).post(SEND, {"status": "belum", "kelurahan": "utama"})

    assert reminded() == []


def test_staff_remind_one_kelurahan_or_all(client_of, dated, rw_melong_5, rw_utama_1, pemkot):
    desk = client_of(pemkot)

    desk.post(SEND, {"status": "belum", "kelurahan": "utama"})
    first = reminded()
    desk.post(SEND, {"status": "belum"})

    assert (first, reminded()) == (["rw-utama-01"], ["rw-melong-05", "rw-utama-01"])


def test_a_second_click_sends_nothing(client_of, dated, rw_melong_5, op_melong, op2_melong):
    client_of(op_melong).post(SEND, {"status": "belum"})

    answer = client_of(op2_melong).post(SEND, {"status": "belum"}, follow=True)

    assert Notice.objects.count() == 1
    assert messages_of(answer) == [
        ("info", "Tidak ada pengingat baru: semua akun sudah diingatkan hari ini.")
    ]
    assert answer.content.decode().count("Sudah diingatkan hari ini pukul") == 1
    assert answer.content.decode().count("Kirim pengingat ke") == 0


def test_of_two_who_remind_at_once_one_reaches_the_rw(
    own_database, dated, rw_melong_5, op_melong, op2_melong
):
    late = [late_rws([dated], "belum") for _ in range(2)]

    at_once(lambda: remind(late[0], op_melong), lambda: remind(late[1], op2_melong))

    assert Notice.objects.count() == 1


def test_the_next_day_by_wib_it_can_be_done_again(dated, rw_melong_5, op_melong, monkeypatch):
    Exhibition.objects.filter(pk=dated.pk).update(held_on=datetime(2040, 6, 20, tzinfo=WIB).date())
    evening = datetime(2040, 6, 10, 23, 59, 59, tzinfo=WIB)
    sent = []

    for moment in (evening, evening, evening + timedelta(seconds=1)):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        sent.append(len(remind(late_rws(exhibitions_watched_by(op_melong), "belum"), op_melong)))

    assert sent == [1, 0, 1]


def test_the_notice_says_what_is_missing_and_until_when(client_of, dated, melong, rw_melong_5, op_melong):
    entry = make_entry(dated, rw_melong_5.rw, name="Tas pandan", main_material="", consent=False)

    client_of(op_melong).post(SEND, {"status": "draf"})

    notice = Notice.objects.get()
    last_day = hari_tanggal(dated.last_registration_day)
    assert (notice.title, notice.path) == ("Usulan RW 05 masih draf", f"/usulan/{entry.pk}/")
    assert notice.text == (
        "Tas pandan belum diajukan. Masih kurang: bahan utama, persetujuan pemilik. "
        f"Pendaftaran RW sampai {last_day} pukul 23.59 WIB (masih 3 hari)."
    )
    assert (notice.kind, notice.sent_by) == (Notice.Kind.REMINDER, op_melong)


@pytest.mark.parametrize(
    ("status", "state", "title", "beginning"),
    [
        (
            None,
            "belum",
            "RW 05 belum mengusulkan produk",
            "Gelar Produk Kelurahan Melong menunggu satu produk",
        ),
        (
            Status.DRAFT,
            "draf",
            "Usulan RW 05 masih draf",
            "Tas pandan belum diajukan. Isinya lengkap: tinggal",
        ),
        (Status.RETURNED, "perbaikan", "Usulan RW 05 perlu diperbaiki", "Tas pandan dikembalikan operator."),
    ],
)
def test_each_state_has_its_words(client_of, dated, rw_melong_5, op_melong, status, state, title, beginning):
    if status:
        make_entry(dated, rw_melong_5.rw, status=status, name="Tas pandan")

    client_of(op_melong).post(SEND, {"status": state})

    notice = Notice.objects.get()
    assert (notice.title, notice.text[: len(beginning)]) == (title, beginning)


def test_the_text_for_whatsapp_is_complete_in_itself(client_of, dated, rw_melong_5, op_melong):
    User.objects.filter(pk=rw_melong_5.pk).update(phone="+6281234567890", name="Pak Asep & Bu Ai #1")

    page = client_of(op_melong).get(PATH).content.decode()

    address, _, text = unescape(re.search(r'href="(https://wa\.me/[^"]+)"', page)[1]).partition("?text=")
    assert (address, text.count("&"), text.count("#")) == ("https://wa.me/6281234567890", 0, 0)
    assert unquote(text).splitlines() == [
        "Yth. Pak Asep & Bu Ai #1, Ketua RW 05 Kelurahan Melong",
        "",
        "RW 05 belum mengusulkan produk.",
        "Gelar Produk Kelurahan Melong menunggu satu produk warga RW 05. "
        "Isiannya bertahap dari HP, sekitar lima menit. "
        f"Pendaftaran RW sampai {hari_tanggal(dated.last_registration_day)} pukul 23.59 WIB (masih 3 hari).",
        "",
        "Buka: http://testserver/usulan/baru/",
        "",
        "Terima kasih.",
        "Op Melong, Operator kelurahan Kelurahan Melong",
    ]


def test_without_a_number_there_is_no_chat(client_of, dated, rw_melong_5, op_melong):
    page = client_of(op_melong).get(PATH).content.decode()

    assert (page.count("wa.me"), page.count("Nomor HP belum diisi")) == (0, 1)


def test_the_name_of_an_entry_cannot_break_the_page(client_of, dated, rw_melong_5, op_melong):
    make_entry(dated, rw_melong_5.rw, name='"><script>alert(1)</script>')

    page = client_of(op_melong).get(f"{PATH}?status=draf").content.decode()

    assert page.count("<script>alert") == 0


def test_in_the_last_second_rw_are_reminded_and_a_second_later_not(
    client_of, gelar_melong, rw_melong_5, op_melong, monkeypatch
):
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=datetime(2040, 6, 20, tzinfo=WIB).date())
    last = datetime(2040, 6, 17, 23, 59, 59, tzinfo=WIB)
    counts = []

    for moment in (last, last + timedelta(seconds=1)):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        page = client_of(op_melong).get(PATH)
        counts.append((len(listed(page)), page.content.decode().count("sudah ditutup di Kelurahan Melong")))

    assert counts == [(4, 0), (0, 1)]


def test_between_editions_there_is_nothing_to_remind_of(client_of, op_melong):
    assert client_of(op_melong).get(PATH).content.decode().count("Belum ada edisi yang dibuka") == 1


def test_the_button_carries_its_token(dated, rw_melong_5, op_melong):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(op_melong)
    form = desk.get(PATH).content.decode().partition(f'action="{SEND}"')[2]
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', form.partition("</form>")[0])

    assert desk.post(SEND, {"csrfmiddlewaretoken": token[1], "status": "belum"}).status_code == 302


def queries_of(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


@pytest.mark.parametrize("state", ["belum", "draf", "perbaikan"])
@pytest.mark.parametrize("person", ["op_melong", "pemkot"])
def test_three_late_rw_ask_no_more_than_one(request, client_of, dated, melong, person, state):
    desk = client_of(request.getfixturevalue(person))
    statuses = {"draf": Status.DRAFT, "perbaikan": Status.RETURNED}

    def be_late(number):
        rw = rw_of(melong, number)
        make_user(f"ketua-{number}", Role.RW, rw, phone=f"+62812345678{number:02d}")
        if state in statuses:
            make_entry(dated, rw, status=statuses[state])

    be_late(1)
    one = queries_of(lambda: desk.get(f"{PATH}?status={state}"))
    for number in (5, 6):
        be_late(number)

    assert queries_of(lambda: desk.get(f"{PATH}?status={state}")) == one <= MOST


def test_sending_to_three_asks_no_more_than_to_one(client_of, dated, melong, op_melong):
    desk = client_of(op_melong)
    make_user("ketua-1", Role.RW, rw_of(melong, 1))
    one = queries_of(lambda: desk.post(SEND, {"status": "belum"}))
    Notice.objects.all().delete()
    for number in (5, 6):
        make_user(f"ketua-{number}", Role.RW, rw_of(melong, number))

    assert queries_of(lambda: desk.post(SEND, {"status": "belum"})) == one
    assert Notice.objects.count() == 3
