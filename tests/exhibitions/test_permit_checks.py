"""Legalitas: the operator compares a permit with its paper, who opens it, and who is helped."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent
from exhibitions.models import Exhibition, Status
from tests.factories import make_entry, rw_of
from tests.products.papers import pdf
from tests.products.permit_factories import make_permit

from .acts import stored
from .factories import found, html, messages_of, title_of, values_on
from .permit_cast import (  # noqa: F401 - fixtures are asked for by name
    NIB,
    entry,
    permit,
    send,
    verified,
)

# The operator compares


@pytest.fixture
def told(verified, op_melong):
    return make_permit(verified.product.business, op_melong, with_paper=True, expires_on=date(2030, 12, 31))


def check_path(entry, permit):
    return f"/verifikasi/{entry.pk}/legalitas/{permit.pk}/"


def decide(desk, entry, permit, act, seen=None):
    seen = permit.changed_at.isoformat() if seen is None else seen
    return desk.post(f"{check_path(entry, permit)}{act}/", {"seen": seen}, follow=True)


def test_the_operator_sees_number_date_and_file(desk, verified, told):
    page = desk.get(check_path(verified, told))

    facts = found(page, r"<dd>(.*?)</dd>")
    assert (title_of(page), facts[:2], facts[3]) == (
        "NIB (nomor induk berusaha) Batik Cirendeu - OPOR Kota Cimahi",
        [NIB, "31 Desember 2030"],
        "Buka PDF",
    )


def test_the_operator_notes_that_a_permit_matches_its_paper(desk, verified, told, op_melong):
    answer = decide(desk, verified, told, "cocok")

    assert messages_of(answer) == [("ok", "NIB (nomor induk berusaha) dicatat cocok dengan dokumennya.")]
    assert permit().verified_by == op_melong
    assert stored(verified).status == Status.VERIFIED


def test_what_the_page_sends_is_what_the_act_reads(desk, verified, told):
    page = desk.get(check_path(verified, told))

    decide(desk, verified, told, "cocok", seen=values_on(page)["seen"])

    assert permit().is_verified is True


def test_a_permit_changed_since_the_page_was_opened_is_looked_at_again(desk, phone, verified, told):
    send(phone, verified, number="9999999999999")

    answer = decide(desk, verified, told, "cocok")

    assert messages_of(answer) == [
        ("error", "Isian legalitas ini berubah sejak halaman dibuka. Periksa lagi isinya.")
    ]
    assert permit().is_verified is False


@pytest.mark.parametrize("seen", ["", "x", "2026-13-40T00:00", "2026-01-01T00:00:00+00:00"])
def test_a_page_that_names_no_moment_decides_nothing(desk, verified, told, seen):
    decide(desk, verified, told, "cocok", seen=seen)

    assert permit().is_verified is False


def test_the_operator_takes_it_back(desk, verified, told):
    decide(desk, verified, told, "cocok")

    answer = decide(desk, verified, told, "belum-cocok")

    assert permit().is_verified is False
    assert messages_of(answer) == [
        (
            "ok",
            "NIB (nomor induk berusaha) dicatat belum cocok. Beri tahu RW lewat Kembalikan untuk perbaikan.",
        )
    ]


def test_a_permit_is_reached_through_an_entry_of_its_maker_only(
    desk, verified, gelar_melong, rw_melong_6, told
):
    other = make_entry(gelar_melong, rw_melong_6.rw, status=Status.SUBMITTED)

    answers = [desk.get(check_path(other, told)).status_code, decide(desk, other, told, "cocok").status_code]

    assert (answers, permit().is_verified) == ([404, 404], False)


def test_the_verification_page_leads_to_the_permits_that_are_held(desk, verified, told):
    make_permit(verified.product.business, told.file.added_by, kind="halal", state="proses")

    page = desk.get(f"/verifikasi/{verified.pk}/")

    assert found(page, r'href="/verifikasi/\d+/legalitas/(\d+)/"') == [str(told.pk)]


# Who reads the file


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("rw_melong_5", 200),
        ("rw_melong_6", 404),
        ("op_melong", 200),
        ("op2_melong", 200),
        ("op_utama", 404),
        ("lurah_melong", 403),
        ("camat_selatan", 403),
        ("camat_utara", 404),
        ("pemkot", 200),
        ("kurator_1", 403),
    ],
)
def test_a_paper_is_opened_by_those_who_answer_for_it(request, verified, told, client_of, person, status):
    answer = client_of(request.getfixturevalue(person)).get(f"/usulan/{verified.pk}/legalitas/nib/berkas/")

    assert answer.status_code == status
    assert (answer.getvalue() == pdf()) == (status == 200)


def test_a_paper_goes_out_as_a_download_that_runs_nothing(desk, verified, told):
    answer = desk.get(f"/usulan/{verified.pk}/legalitas/nib/berkas/")

    names = ("Content-Type", "Content-Disposition", "Content-Security-Policy", "Cache-Control")
    assert [answer.headers[name] for name in names] == [
        "application/pdf",
        f'attachment; filename="{verified.number}-nib.pdf"',
        "default-src 'none'; frame-ancestors 'none'; sandbox",
        "private, no-store",
    ]
    assert answer.getvalue() == pdf()


def test_opening_a_paper_is_noted(desk, verified, told, op_melong):
    desk.get(f"/usulan/{verified.pk}/legalitas/nib/berkas/").getvalue()

    noted = AuditEvent.objects.about(told.file).get()
    assert (noted.action, noted.by) == ("paper_opened", op_melong)


def test_a_permit_without_file_has_none_to_open(desk, verified, op_melong):
    make_permit(verified.product.business, op_melong)

    assert desk.get(f"/usulan/{verified.pk}/legalitas/nib/berkas/").status_code == 404


def test_a_lurah_reads_of_the_paper_and_gets_no_link(client_of, lurah_melong, verified, told):
    page = client_of(lurah_melong).get(check_path(verified, told))

    assert html(page).count("/berkas/") == 0
    assert found(page, r"<dd>(.*?)</dd>")[3] == "Tersimpan, hanya dibuka RW, operator, dan Pemkot"


# Whom to help


@pytest.fixture
def expiring(edition, melong, utama, rw_melong_5, rw_melong_6, op_melong, op_utama):
    """In Melong one permit that expires soon, one that has expired, others that do not; in Utama one that has."""
    today = timezone.localdate()
    first = make_entry(exhibition("melong"), rw_of(melong, 5), business_name="Batik Lima")
    second = make_entry(exhibition("melong"), rw_of(melong, 6), business_name="Anyam Enam")
    there = make_entry(exhibition("utama"), rw_of(utama, 1), business_name="Roti Utama")
    days = [(first, "merek", 89), (first, "sni", 90), (second, "pirt", -1), (there, "pirt", -3)]
    for holder, kind, left in days:
        make_permit(
            holder.product.business, op_melong, kind=kind, expires_on=today + timedelta(days=left), number="1"
        )
    make_permit(second.product.business, op_melong, kind="halal", number="1")
    make_permit(first.product.business, op_melong)
    return {"Batik Lima": first, "Anyam Enam": second, "Roti Utama": there}


def exhibition(slug):
    return Exhibition.objects.get(kelurahan__slug=slug)


def rows_on(page):
    """[(what, state)] of the rows."""
    items = found(page, r'<li class="row">(.*?)</li>')
    names = found(page, r'class="row__main"[^>]*>(.*?)</a>')
    states = found(page, r'class="row__status">(.*?)</p>')
    assert len(items) == len(names) == len(states)
    return list(zip(names, states, strict=True))


MELONG = [
    ("SPP-IRT: Anyam Enam", "Sudah lewat"),
    ("Merek atau kekayaan intelektual (HKI): Batik Lima", "Hampir habis"),
]
UTAMA = [("SPP-IRT: Roti Utama", "Sudah lewat")]


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        ("op_melong", MELONG),
        ("op_utama", UTAMA),
        ("lurah_melong", MELONG),
        ("camat_selatan", UTAMA + MELONG),
        ("camat_utara", []),
        ("pemkot", UTAMA + MELONG),
    ],
)
def test_what_runs_out_is_listed_most_urgent_first_to_those_whose_it_is(
    request, client_of, expiring, person, seen
):
    page = client_of(request.getfixturevalue(person)).get("/verifikasi/legalitas/")

    assert rows_on(page) == seen


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        ("op_melong", [("Anyam Enam", "Belum diisi")]),
        ("op_utama", [("Roti Utama", "Sedang diurus")]),
        ("lurah_melong", [("Anyam Enam", "Belum diisi")]),
        ("camat_utara", []),
        ("pemkot", [("Anyam Enam", "Belum diisi"), ("Roti Utama", "Sedang diurus")]),
    ],
)
def test_who_has_no_nib_is_listed_for_help(request, client_of, expiring, person, seen):
    there = expiring["Roti Utama"]
    make_permit(there.product.business, there.created_by, state="proses")

    page = client_of(request.getfixturevalue(person)).get("/verifikasi/legalitas/?daftar=belum-nib")

    assert rows_on(page) == seen


@pytest.mark.parametrize("end", ["withdrawn", "edition closed"])
def test_entries_that_are_over_are_listed_no_more(
    client_of, op_utama, rw_utama_1, pemkot, edition, expiring, end
):
    if end == "withdrawn":
        expiring["Roti Utama"].withdraw(op_utama, "Pindah rumah.")
    else:
        edition.closed_at, edition.closed_by = timezone.now(), pemkot
        edition.save()

    desk = client_of(op_utama)

    lists = [
        rows_on(desk.get(f"/verifikasi/legalitas/?daftar={slug}")) for slug in ("masa-berlaku", "belum-nib")
    ]
    assert lists == [[], []]


def test_a_row_leads_to_the_entry_and_the_tabs_count(client_of, op_melong, expiring):
    page = client_of(op_melong).get("/verifikasi/legalitas/")

    assert found(page, r'class="row__main"\s+href="/usulan/(\d+)/"') == [
        str(expiring["Anyam Enam"].pk),
        str(expiring["Batik Lima"].pk),
    ]
    assert found(page, r'<span class="tabs__count">(\d+)</span>') == ["2", "1"]


def test_a_long_list_is_paged(client_of, op_melong, expiring, monkeypatch):
    monkeypatch.setattr("exhibitions.views.permits.PER_PAGE", 1)

    page = client_of(op_melong).get("/verifikasi/legalitas/?halaman=2")

    assert rows_on(page) == MELONG[1:]


@pytest.mark.parametrize("slug", ["masa-berlaku", "belum-nib"])
def test_three_rows_ask_no_more_than_one(
    client_of, pemkot, gelar_melong, rw_melong_5, rw_melong_6, op_melong, django_assert_num_queries, slug
):
    desk = client_of(pemkot)
    yesterday = timezone.localdate() - timedelta(days=1)

    def enter(number):
        entry = make_entry(
            gelar_melong, rw_of(gelar_melong.kelurahan, number), business_name=f"Usaha {number}"
        )
        make_permit(entry.product.business, op_melong, kind="pirt", expires_on=yesterday)

    enter(5)
    one = queries_of(desk, slug)
    enter(6)
    enter(8)

    with django_assert_num_queries(one):
        desk.get(f"/verifikasi/legalitas/?daftar={slug}")
    assert one <= 10


def queries_of(desk, slug):
    with CaptureQueriesContext(connection) as queries:
        desk.get(f"/verifikasi/legalitas/?daftar={slug}")
    return len(queries)


@pytest.mark.parametrize(
    "path", ["/usulan/{}/legalitas/", "/usulan/{}/legalitas/nib/", "/verifikasi/{}/legalitas/{}/"]
)
def test_a_page_of_many_permits_asks_no_more_than_of_one(
    desk, verified, op_melong, django_assert_num_queries, path
):
    path = path.format(verified.pk, make_permit(verified.product.business, op_melong, with_paper=True).pk)
    with CaptureQueriesContext(connection) as queries:
        desk.get(path)
    for kind in ("halal", "pirt", "merek"):
        make_permit(verified.product.business, op_melong, kind=kind, with_paper=True)

    with django_assert_num_queries(len(queries)):
        desk.get(path)
    assert len(queries) <= 10
