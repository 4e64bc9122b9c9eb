"""The home page as a visitor and as each person reads it."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from curation.panels import close_scoring
from exhibitions.models import Edition, Exhibition, Status
from kelurahan.models import RW
from tests.factories import (
    entry_values,
    exhibition_of,
    make_edition,
    make_entry,
    make_kelurahan,
    make_scoring,
    make_sent_sheet,
    rw_of,
)

PEOPLE = ["rw_melong_5", "op_melong", "lurah_melong", "camat_selatan", "kurator_1", "pemkot", "admin"]


def texts(response, tag):
    """The text of each element of this kind, inner tags and line breaks removed."""
    html = response.content.decode()
    inner = re.findall(rf"<{tag}(?: [^>]*)?>(.*?)</{tag}>", html, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", part)).split()) for part in inner]


def step_of(client):
    return client.get("/").context["step"]


def set_day(exhibition, held_on, venue=""):
    Exhibition.objects.filter(pk=exhibition.pk).update(held_on=held_on, venue=venue)


def test_a_visitor_reads_what_opor_is_and_how_to_get_in(client, edition):
    response = client.get("/")

    assert response.status_code == 200
    assert texts(response, "h1") == ["Satu RW, satu produk: buatan tetangga, kebanggaan kota"]
    assert texts(response, "h2") == ["OPOR 2026: hari gelar", "Apa yang dinilai", "Peran Anda"]
    assert response.context["step"] is None


def test_the_way_in_of_every_role_leads_to_the_sign_in_page(client, edition):
    html = client.get("/").content.decode()

    links = re.findall(r'<h3 class="row__main"><a href="([^"]*)"', html)

    assert links == ["/masuk/"] * 4 + ["#jadwal"]


def test_the_next_day_is_told_with_its_place(client, edition, gelar_melong):
    day = timezone.localdate() + timedelta(days=9)
    set_day(gelar_melong, day, "Aula Kelurahan Melong")

    response = client.get("/")

    shown = re.findall(r'<time datetime="([^"]*)">[^<]*</time>([^<]*)<', response.content.decode())
    assert shown == [(day.isoformat(), ", Aula Kelurahan Melong")]


def test_between_editions_the_page_says_so_kindly(client, cimahi):
    response = client.get("/")

    assert response.status_code == 200
    assert texts(response, "h2") == ["Sedang di antara dua edisi", "Apa yang dinilai", "Peran Anda"]


def test_the_page_answers_before_any_area_was_loaded(client, database):
    assert client.get("/").status_code == 200


def test_criteria_are_announced_with_their_weights(client, edition):
    html = client.get("/").content.decode()

    shown = re.findall(r"Bobot</span>\s*(\d+)</span><span>([^<]+)</span>", html)

    kuliner = shown[-8:]
    assert [(int(weight), unescape(name)) for weight, name in kuliner] == [
        (25, "Mutu dan rasa"),
        (15, "Kemasan dan label"),
        (10, "Keaslian dan ciri khas wilayah, termasuk bahan lokal"),
        (15, "Daya jual (fungsi, harga, segmen)"),
        (10, "Pemberdayaan tenaga kerja lokal"),
        (10, "Inovasi, termasuk pemanfaatan limbah"),
        (5, "Kesiapan dan konsistensi produksi"),
        (10, "Legalitas dan keamanan pangan"),
    ]


def test_no_entry_and_no_person_is_named_in_public(client, gelar_melong, melong):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.VERIFIED)
    values = entry_values()
    secrets = [values[name] for name in ("name", "business_name", "owner_name", "phone")]

    html = client.get("/").content.decode()

    assert [secret for secret in secrets if secret in html] == []


def test_a_signed_in_person_reads_the_own_next_step_first_and_no_ways_in(client_of, edition, op_melong):
    response = client_of(op_melong).get("/")

    assert texts(response, "h1") == ["Tidak ada usulan yang menunggu"]
    assert texts(response, "h2") == ["OPOR 2026: hari gelar", "Apa yang dinilai"]


@pytest.mark.parametrize(
    ("status", "title", "action", "words"),
    [
        (Status.DRAFT, "Lanjutkan usulan RW 05", "Lanjutkan usulan", "Draf"),
        (Status.SUBMITTED, "Usulan RW 05 sedang diperiksa", "Lihat usulan", "Diajukan"),
        (Status.RETURNED, "Usulan RW 05 perlu diperbaiki", "Perbaiki usulan", "Perlu perbaikan"),
        (Status.VERIFIED, "Usulan RW 05 sudah terverifikasi", "Lihat usulan", "Terverifikasi"),
    ],
)
def test_an_rw_is_led_to_its_entry(client_of, gelar_melong, rw_melong_5, status, title, action, words):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=status)

    step = step_of(client_of(rw_melong_5))

    assert (step.title, step.action, step.url, step.status) == (
        title,
        action,
        f"/usulan/{entry.pk}/",
        words,
    )


def test_an_rw_without_entry_is_led_to_a_new_one_and_told_until_when(client_of, gelar_melong, rw_melong_5):
    set_day(gelar_melong, date(2100, 6, 20))

    step = step_of(client_of(rw_melong_5))

    assert (step.title, step.action, step.url) == (
        "RW 05 belum mengusulkan produk",
        "Mulai usulan",
        "/usulan/baru/",
    )
    assert step.text == (
        "Mulai dengan yang pokok dari HP ini, lengkapi nanti. "
        "Pendaftaran sampai Kamis, 17 Juni 2100 pukul 23.59 WIB."
    )


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.INELIGIBLE])
def test_an_rw_whose_entry_ended_may_begin_anew(client_of, gelar_melong, rw_melong_5, status):
    make_entry(gelar_melong, rw_melong_5.rw, status=status)

    assert step_of(client_of(rw_melong_5)).url == "/usulan/baru/"


def test_an_rw_that_is_too_late_is_not_led_to_a_form_that_refuses(client_of, gelar_melong, rw_melong_5):
    set_day(gelar_melong, timezone.localdate())

    step = step_of(client_of(rw_melong_5))

    assert (step.title, step.url) == ("RW 05 belum mengusulkan produk", "")
    assert step.text == "Masa pendaftaran sudah berakhir. Hubungi operator kelurahan bila ada produk."


def test_a_verified_rw_is_told_day_and_place(client_of, gelar_melong, rw_melong_5):
    make_entry(gelar_melong, rw_melong_5.rw, status=Status.VERIFIED)
    set_day(gelar_melong, date(2100, 6, 20), "Aula Kelurahan Melong")

    assert step_of(client_of(rw_melong_5)).text == (
        "Selendang ecoprint daun jati ikut gelar produk. "
        "Harinya: Minggu, 20 Juni 2100 di Aula Kelurahan Melong."
    )


def test_an_rw_of_another_rw_s_entry_reads_nothing_of_it(client_of, gelar_melong, melong, rw_melong_6):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)

    assert step_of(client_of(rw_melong_6)).title == "RW 06 belum mengusulkan produk"


@pytest.mark.parametrize(
    ("person", "title"),
    [
        ("rw_melong_5", "Belum ada edisi yang dibuka"),
        ("op_melong", "Tidak ada usulan yang menunggu"),
        ("kurator_1", "Belum ada lembar untuk Anda"),
        ("pemkot", "Belum ada edisi yang dibuka"),
    ],
)
def test_between_editions_everybody_still_has_a_page(request, client_of, person, title):
    assert step_of(client_of(request.getfixturevalue(person))).title == title


def test_the_operator_counts_what_waits_in_the_own_kelurahan(
    client_of, gelar_melong, gelar_utama, melong, utama, op_melong
):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)
    make_entry(gelar_melong, rw_of(melong, 6), status=Status.VERIFIED)
    make_entry(gelar_utama, rw_of(utama, 1), status=Status.SUBMITTED)

    step = step_of(client_of(op_melong))

    assert (step.title, step.url) == ("1 usulan menunggu verifikasi", "/verifikasi/")


def test_a_camat_counts_what_waits_in_the_own_kecamatan(
    client_of, edition, gelar_melong, gelar_utama, melong, utama, cipageran, camat_selatan
):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)
    make_entry(gelar_utama, rw_of(utama, 1), status=Status.SUBMITTED)
    make_entry(exhibition_of(edition, cipageran), rw_of(cipageran, 1), status=Status.SUBMITTED)

    step = step_of(client_of(camat_selatan))

    assert (step.text, step.url) == ("2 usulan menunggu verifikasi operator.", "/usulan/")


def test_a_curator_counts_the_own_sheets_of_open_panels(
    client_of, gelar_melong, melong, kurator_1, kurator_3, pemkot
):
    first = make_entry(gelar_melong, rw_of(melong, 5), status=Status.VERIFIED)
    make_entry(gelar_melong, rw_of(melong, 6), status=Status.VERIFIED)
    make_scoring(gelar_melong, [kurator_1, kurator_3], pemkot)
    before = step_of(client_of(kurator_1))

    make_sent_sheet(first, kurator_1)
    after = step_of(client_of(kurator_1))

    assert (before.title, before.action) == ("2 lembar belum dikirim", "Mulai penilaian")
    assert (after.title, after.action, after.url) == (
        "1 lembar belum dikirim",
        "Lanjutkan penilaian",
        "/kurasi/",
    )


def test_after_closing_no_sheet_is_asked_for(client_of, gelar_melong, melong, kurator_1, pemkot):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.VERIFIED)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    for panel in gelar_melong.panels.all():
        close_scoring(panel, pemkot)

    step = step_of(client_of(kurator_1))

    assert (step.title, step.text) == (
        "Tidak ada lembar yang menunggu Anda",
        "0 dari 1 lembar terkirim. Terima kasih.",
    )


def test_staff_follow_the_panels_of_the_own_kota(
    client_of, gelar_melong, pemkot, bandung, other_melong, other_city_staff
):
    make_edition(bandung, other_city_staff)
    planned = step_of(client_of(pemkot))

    make_scoring(gelar_melong, [], pemkot)
    close_scoring(gelar_melong.panels.first(), pemkot)
    running = step_of(client_of(pemkot))

    assert (planned.title, planned.url) == ("Penilaian belum dimulai", "/hari-gelar/")
    assert (running.title, running.text, running.url) == (
        "1 dari 9 panel selesai dinilai",
        "2 panel sedang menilai.",
        "/peringkat/",
    )


def test_staff_are_led_to_opening_an_edition_when_none_is_open(client_of, edition, pemkot):
    Edition.objects.filter(pk=edition.pk).update(closed_at=timezone.now(), closed_by=edition.opened_by)

    assert step_of(client_of(pemkot)).action == "Buka edisi"


def test_nothing_of_a_closed_edition_is_asked_of_anybody(
    client_of, edition, gelar_melong, melong, op_melong, kurator_1, pemkot
):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.VERIFIED)
    make_entry(gelar_melong, rw_of(melong, 6), status=Status.SUBMITTED)
    make_scoring(gelar_melong, [kurator_1], pemkot)

    Edition.objects.filter(pk=edition.pk).update(closed_at=timezone.now(), closed_by=edition.opened_by)

    assert [step_of(client_of(user)).title for user in (op_melong, kurator_1, pemkot)] == [
        "Tidak ada usulan yang menunggu",
        "Belum ada lembar untuk Anda",
        "Belum ada edisi yang dibuka",
    ]


def test_the_page_is_read_and_never_posted_to(client, cimahi):
    assert client.post("/").status_code == 405


@pytest.mark.parametrize("person", PEOPLE)
def test_no_person_s_page_asks_more_than_six_questions(
    request, client_of, gelar_melong, melong, rw_melong_5, django_assert_max_num_queries, person
):
    client = client_of(request.getfixturevalue(person))
    make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)

    with django_assert_max_num_queries(6):
        client.get("/")


def test_a_visitor_s_page_asks_as_much_of_one_kelurahan_as_of_three(
    client, selatan, pemkot, cimahi, django_assert_num_queries
):
    make_kelurahan(selatan, 1001, "Melong", rw_numbers=[1])
    edition = make_edition(cimahi, pemkot)
    Exhibition.objects.update(held_on=timezone.localdate())
    with django_assert_num_queries(4):
        client.get("/")

    Edition.objects.filter(pk=edition.pk).update(closed_at=timezone.now(), closed_by=edition.opened_by)
    for number, name in [(1002, "Cibeber"), (1003, "Utama")]:
        RW.objects.create(kelurahan=make_kelurahan(selatan, number, name), number=1)
    make_edition(cimahi, pemkot, year=2027, name="OPOR 2027")
    Exhibition.objects.update(held_on=timezone.localdate())

    with django_assert_num_queries(4):
        client.get("/")
