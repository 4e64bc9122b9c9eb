"""The pages of an exhibition's day: who comes where, and what each act answers."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from curation.models import Panel, PanelState, Seat
from curation.panels import close_scoring, seat
from exhibitions.models import Entry, Exhibition, Status
from tests.exhibitions.factories import found, html, messages_of, summary_of, values_on, without_tokens
from tests.factories import make_entry, make_scoring, make_sent_sheet, rw_of

from .factories import counted, links_of, make_verified, notices_of, panel_of


@pytest.fixture
def cast(
    rw_melong_5, op_melong, op_utama, lurah_melong, camat_selatan, camat_utara, kurator_1, pemkot, admin
):
    return {
        person.username: person
        for person in (
            rw_melong_5,
            op_melong,
            op_utama,
            lurah_melong,
            camat_selatan,
            camat_utara,
            kurator_1,
            pemkot,
            admin,
        )
    }


def statuses(client_of, cast, url, method="get"):
    return [getattr(client_of(person), method)(url).status_code for person in cast.values()]


def facts_of(response):
    return dict(
        zip(
            found(response, r"<dt>(.*?)</dt>"),
            found(response, r"<dd>(.*?)</dd>"),
            strict=True,
        )
    )


def test_each_page_and_act_answers_by_role_and_territory(client_of, cast, gelar_melong, kurator_1, pemkot):
    panel = panel_of(gelar_melong)
    seat(panel, kurator_1, pemkot)
    chair = Seat.objects.get()
    day = f"/hari-gelar/{gelar_melong.pk}/"
    ways = [
        ("/hari-gelar/", "get"),
        (day, "get"),
        (f"{day}buka/", "get"),
        (f"/hari-gelar/panel/{panel.pk}/tutup/", "get"),
        (f"{day}jadwal/", "post"),
        (f"{day}stan/", "post"),
        (f"{day}buka/", "post"),
        (f"/hari-gelar/panel/{panel.pk}/tutup/", "post"),
        (f"/hari-gelar/panel/{panel.pk}/kurator/", "post"),
        (f"/hari-gelar/kursi/{chair.pk}/kosongkan/", "post"),
    ]

    answers = [statuses(client_of, cast, url, method) for url, method in ways]

    # rw, operator, other operator, lurah, camat, other camat, curator, staff, admin
    assert answers == [
        [403, 200, 200, 200, 200, 200, 403, 200, 200],
        [403, 200, 404, 200, 200, 404, 403, 200, 200],
        [403, 200, 404, 403, 403, 404, 403, 200, 200],
        [403, 200, 404, 403, 403, 404, 403, 200, 200],
        [403, 200, 404, 403, 403, 404, 403, 200, 200],
        [403, 302, 404, 403, 403, 404, 403, 302, 302],
        [403, 302, 404, 403, 403, 404, 403, 302, 302],
        [403, 302, 404, 403, 403, 404, 403, 302, 302],
        [403, 403, 404, 403, 403, 404, 403, 302, 302],
        [403, 403, 404, 403, 403, 404, 403, 302, 302],
    ]


def test_acts_do_not_answer_to_get(client_of, gelar_melong, pemkot):
    panel = panel_of(gelar_melong)
    day = f"/hari-gelar/{gelar_melong.pk}/"
    urls = (
        f"{day}jadwal/",
        f"{day}stan/",
        f"/hari-gelar/panel/{panel.pk}/kurator/",
        "/hari-gelar/kursi/1/kosongkan/",
    )

    answers = [client_of(pemkot).get(url).status_code for url in urls]

    assert answers == [405] * 4


def test_another_territory_looks_like_one_that_does_not_exist(client_of, op_utama, gelar_melong):
    client = client_of(op_utama)

    foreign, missing = (client.get(f"/hari-gelar/{pk}/") for pk in (gelar_melong.pk, 99999999999999999999))

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert without_tokens(foreign) == without_tokens(missing)


def test_the_list_shows_the_exhibitions_of_the_own_territory(
    client_of, cast, gelar_melong, other_city_staff, other_melong
):
    shown = {
        name: links_of(client_of(cast[name]).get("/hari-gelar/"))
        for name in list(cast)
        if name not in OUTSIDE
    }

    cipageran, melong, utama = (f"Kelurahan {name}" for name in ("Cipageran", "Melong", "Utama"))
    assert shown == {
        "op-melong": [melong],
        "op-utama": [utama],
        "lurah-melong": [melong],
        "camat-cimahi-selatan": [melong, utama],
        "camat-cimahi-utara": [cipageran],
        "pemkot": [cipageran, melong, utama],
        "admin": [cipageran, melong, utama],
    }


OUTSIDE = ("rw-melong-05", "kurator-1")


def test_the_word_of_an_exhibition_is_that_of_its_least_advanced_panel(client_of, scoring, panel, op_melong):
    words = []
    for closing in scoring.panels.order_by("pk"):
        close_scoring(closing, op_melong)
        words += found(client_of(op_melong).get("/hari-gelar/"), r'<span class="status[^>]*>(.*?)</span>')

    assert words == ["Penilaian dibuka", "Penilaian dibuka", "Penilaian ditutup"]


def test_the_list_before_the_first_edition_says_what_will_come(client_of, op_melong):
    assert "Belum ada gelar produk" in html(client_of(op_melong).get("/hari-gelar/"))


def test_the_list_asks_as_many_queries_for_three_exhibitions_as_for_one(
    client_of, edition, pemkot, op_melong, django_assert_num_queries
):
    client = client_of(op_melong)
    _, for_one = counted(lambda: client.get("/hari-gelar/"))
    staff = client_of(pemkot)

    _, for_three = counted(lambda: staff.get("/hari-gelar/"))

    assert len(for_three) == len(for_one) <= 4


def test_the_day_counts_entries_by_category_and_status(client_of, gelar_melong, melong, op_melong):
    make_verified(gelar_melong, melong, 1, category="kriya")
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)
    make_entry(gelar_melong, rw_of(melong, 6), status=Status.RETURNED)
    make_entry(gelar_melong, rw_of(melong, 8))

    page = client_of(op_melong).get(f"/hari-gelar/{gelar_melong.pk}/")

    counts = list(zip(found(page, r"<dt>(.*?)</dt>")[2:], found(page, r"<dd>(.*?)</dd>")[2:], strict=True))
    assert counts == [
        ("Terverifikasi", "0"),
        ("Diajukan", "1"),
        ("Perlu perbaikan", "1"),
        ("Terverifikasi", "1"),
        ("Terverifikasi", "0"),
    ]
    assert "1 usulan masih draf" in html(page)


def test_the_day_asks_the_same_queries_for_one_and_three_entries_and_curators(
    client_of, gelar_melong, melong, op_melong, kurator_1, kurator_2, kurator_3, pemkot
):
    client, panel = client_of(pemkot), panel_of(gelar_melong)
    make_verified(gelar_melong, melong, 1)
    seat(panel, kurator_1, pemkot)
    _, before = counted(lambda: client.get(f"/hari-gelar/{gelar_melong.pk}/"))
    make_verified(gelar_melong, melong, 5, 8)
    for curator in (kurator_2, kurator_3):
        seat(panel, curator, pemkot)

    _, after = counted(lambda: client.get(f"/hari-gelar/{gelar_melong.pk}/"))

    assert len(after) == len(before) <= 10


def test_a_date_is_saved_and_its_deadline_said_with_the_weekday(
    client_of, gelar_melong, op_melong, monkeypatch
):
    monkeypatch.setattr(timezone, "localdate", lambda *given: date(2026, 11, 20))
    client = client_of(op_melong)

    answer = client.post(
        f"/hari-gelar/{gelar_melong.pk}/jadwal/", {"held_on": "2026-11-28", "venue": "Aula Melong"}
    )

    page = client.get(answer.url)
    facts = facts_of(page)
    assert messages_of(page) == [("ok", "Tanggal dan tempat gelar disimpan.")]
    assert (facts["Tanggal"], facts["Tempat"]) == ("Sabtu, 28 November 2026", "Aula Melong")
    assert facts["Pendaftaran"] == "Pendaftaran RW ditutup Rabu, 25 November 2026 pukul 23.59 WIB"


@pytest.mark.parametrize("day", ["", "kemarin", "2020-01-01", "9999-12-31", "\x00", "2026-02-30"])
def test_a_day_that_cannot_be_is_refused_with_what_was_typed(client_of, gelar_melong, op_melong, day):
    page = client_of(op_melong).post(
        f"/hari-gelar/{gelar_melong.pk}/jadwal/", {"held_on": day, "venue": "Aula Melong"}
    )

    gelar_melong.refresh_from_db()
    assert (page.status_code, [link for link, _ in summary_of(page)]) == (200, ["#id_held_on"])
    assert values_on(page)["venue"] == "Aula Melong"
    assert (gelar_melong.held_on, gelar_melong.venue) == (None, "")


def test_the_place_can_change_when_the_day_has_passed_unused(client_of, gelar_melong, op_melong):
    yesterday = timezone.localdate() - timedelta(days=1)
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=yesterday)

    answer = client_of(op_melong).post(
        f"/hari-gelar/{gelar_melong.pk}/jadwal/", {"held_on": yesterday.isoformat(), "venue": "Balai RW 05"}
    )

    gelar_melong.refresh_from_db()
    assert (answer.status_code, gelar_melong.venue) == (302, "Balai RW 05")


def test_a_day_sent_after_scoring_has_started_is_refused_in_words(client_of, scoring, op_melong):
    page = client_of(op_melong).post(
        f"/hari-gelar/{scoring.pk}/jadwal/", {"held_on": timezone.localdate().isoformat(), "venue": "Aula"}
    )

    scoring.refresh_from_db()
    assert summary_of(page) == [("", "Penilaian sudah dimulai: tanggal dan tempat tidak dapat diubah lagi.")]
    assert scoring.venue == ""


def test_staff_seat_a_curator_of_the_kota_and_empty_the_seat_again(
    client_of, gelar_melong, kurator_1, pemkot
):
    client, panel = client_of(pemkot), panel_of(gelar_melong)

    answer = client.post(
        f"/hari-gelar/panel/{panel.pk}/kurator/", {f"panel-{panel.pk}-curator": kurator_1.pk}
    )
    chair = Seat.objects.taken().get()
    seated = messages_of(client.get(answer.url))
    answer = client.post(f"/hari-gelar/kursi/{chair.pk}/kosongkan/")

    assert (chair.panel, chair.curator, chair.seated_by) == (panel, kurator_1, pemkot)
    assert seated == [("ok", "Kurator 1 duduk di panel TPT.")]
    assert messages_of(client.get(answer.url)) == [("ok", "Kursi Kurator 1 di panel TPT dikosongkan.")]
    assert Seat.objects.taken().count() == 0


def test_only_active_curators_of_the_kota_can_be_seated(
    client_of, gelar_melong, kurator_1, kurator_3, op_melong, pemkot
):
    kurator_3.is_active = False
    kurator_3.save()
    client, panel = client_of(pemkot), panel_of(gelar_melong)
    name = f"panel-{panel.pk}-curator"

    answers = [
        messages_of(client.get(client.post(f"/hari-gelar/panel/{panel.pk}/kurator/", {name: pk}).url))
        for pk in (kurator_3.pk, op_melong.pk, "", "x", "9" * 30)
    ]

    sentences = (
        ["Pilih kurator dari daftar."] * 2 + ["Pilih kurator dahulu."] + ["Pilih kurator dari daftar."] * 2
    )
    assert answers == [[("error", sentence)] for sentence in sentences]
    assert Seat.objects.count() == 0
    offered = found(client.get(f"/hari-gelar/{gelar_melong.pk}/"), r"<option[^>]*>(.*?)</option>")
    assert offered == ["Pilih kurator", "Kurator 1"] * 3


def test_starting_is_confirmed_with_its_consequences(
    client_of, gelar_melong, entries, melong, kurator_1, op_melong, pemkot
):
    make_entry(gelar_melong, rw_of(melong, 1), status=Status.SUBMITTED)
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=timezone.localdate())
    client, url = client_of(op_melong), f"/hari-gelar/{gelar_melong.pk}/buka/"
    without_curators = client.get(url)
    seat(panel_of(gelar_melong), kurator_1, pemkot)
    ready = client.get(url)

    answer = client.post(url)

    refused = "Panel TPT belum punya kurator. Minta staf Pemkot mengisi kursinya."
    assert notices_of(without_curators) == [f"Belum dapat dibuka {refused}"]
    assert (notices_of(ready), "sekarang ada <strong>1</strong>" in html(ready)) == ([], True)
    assert messages_of(client.get(answer.url)) == [
        ("ok", "Penilaian Gelar Produk Kelurahan Melong dibuka. Kurator sudah dapat menilai.")
    ]
    assert panel_of(gelar_melong).state == PanelState.OPEN


def test_a_start_that_is_refused_says_why_and_starts_nothing(client_of, gelar_melong, entries, op_melong):
    client = client_of(op_melong)

    answer = client.post(f"/hari-gelar/{gelar_melong.pk}/buka/")

    assert messages_of(client.get(answer.url)) == [
        ("error", "Isi tanggal gelar dahulu, lalu buka penilaian pada harinya.")
    ]
    assert panel_of(gelar_melong).state == PanelState.PLANNED


def test_closing_names_who_still_owes_sheets_and_not_who_would_be_chosen(
    client_of, panel, entries, kurator_1, kurator_3, op_melong
):
    for entry in entries:
        make_sent_sheet(entry, kurator_1)
    make_sent_sheet(entries[0], kurator_3)

    page = client_of(op_melong).get(f"/hari-gelar/panel/{panel.pk}/tutup/")

    assert notices_of(page) == [
        "4 lembar belum terkirim Kurator 2: 2 dari 2 lembar Kurator 3: 2 dari 3 lembar"
    ]
    assert "Selendang" not in html(page)


def test_closing_closes_the_panel_once(client_of, panel, op_melong):
    client, url = client_of(op_melong), f"/hari-gelar/panel/{panel.pk}/tutup/"

    first = messages_of(client.get(client.post(url).url))
    second = messages_of(client.get(client.post(url).url))

    panel.refresh_from_db()
    assert (first, second) == (
        [("ok", "Penilaian panel TPT ditutup.")],
        [("error", "Penilaian panel ini tidak sedang dibuka.")],
    )
    assert panel.state == PanelState.CLOSED
    assert set(
        Panel.objects.exclude(pk=panel.pk).filter(exhibition=panel.exhibition).values_list("state", flat=True)
    ) == {PanelState.OPEN}


def test_numbering_stands_says_how_many_got_one(client_of, gelar_melong, entries, op_melong):
    client, url = client_of(op_melong), f"/hari-gelar/{gelar_melong.pk}/stan/"

    answers = [messages_of(client.get(client.post(url).url)) for _ in range(2)]

    assert answers == [
        [("ok", "3 usulan mendapat nomor stan.")],
        [("ok", "Semua usulan terverifikasi sudah bernomor.")],
    ]
    assert sorted(Entry.objects.values_list("stand", flat=True)) == [1, 2, 3]


def test_a_reader_sees_the_day_without_any_act(
    client_of, gelar_melong, entries, lurah_melong, kurator_1, pemkot
):
    make_scoring(gelar_melong, [kurator_1], pemkot)

    page = client_of(lurah_melong).get(f"/hari-gelar/{gelar_melong.pk}/")

    main = html(page).split("<main", 1)[1].split("</main>", 1)[0]
    assert ("<form" in main, "Tutup penilaian" in main, "Kurator 1" in main) == (False, False, True)
