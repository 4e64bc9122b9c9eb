"""Rankings: by role and territory, per panel alone, provisional before closing."""

import re
from html import unescape

import pytest

from curation.models import Panel, Result
from curation.panels import close_scoring
from exhibitions.models import Entry, Exhibition
from tests.exhibitions.factories import found, html, without_tokens
from tests.factories import make_edition, make_scoring, make_sent_sheet

from .factories import counted, links_of, make_verified, panel_of, table_rows

PROVISIONAL = "Angka sementara: penilaian masih berjalan"


@pytest.fixture
def cast(
    rw_melong_5, op_melong, op_utama, lurah_melong, camat_selatan, camat_utara, kurator_1, pemkot, admin
):
    people = (
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
    return {person.username: person for person in people}


@pytest.fixture
def closed(panel, entries, kurator_1, op_melong):
    """The panel of Melong, scored 3, 5, 4 by one curator, and closed with two to choose."""
    Panel.objects.filter(pk=panel.pk).update(quota=2)
    for entry, value in zip(entries, (3, 5, 4), strict=True):
        make_sent_sheet(entry, kurator_1, value)
    close_scoring(panel, op_melong)
    return panel_of(panel.exhibition)


def kelurahan_on(response):
    """The row headings of the table of panels."""
    return [row[0].removeprefix("Kelurahan ") for row in table_rows(response)]


def columns_on(response):
    return found(response, r'<th scope="col">(.*?)</th>')


def test_each_ranking_answers_by_role_and_territory(client_of, cast, gelar_melong):
    on_list = [client_of(person).get("/peringkat/").status_code for person in cast.values()]
    on_page = [client_of(person).get("/peringkat/melong/").status_code for person in cast.values()]

    # rw, operator, other operator, lurah, camat, other camat, curator, staff, admin
    assert on_list == [403, 200, 200, 200, 200, 200, 403, 200, 200]
    assert on_page == [403, 200, 404, 200, 200, 404, 403, 200, 200]


def test_another_territory_looks_like_one_that_does_not_exist(client_of, op_utama, gelar_melong):
    client = client_of(op_utama)

    foreign, missing = (client.get(f"/peringkat/{slug}/") for slug in ("melong", "tidak-ada"))

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert without_tokens(foreign) == without_tokens(missing)


def test_the_list_shows_the_kelurahan_of_the_own_territory(
    client_of, cast, gelar_melong, other_city_staff, other_melong
):
    make_edition(other_melong.kota, other_city_staff)
    names = ("op-melong", "op-utama", "camat-cimahi-selatan", "camat-cimahi-utara", "pemkot")

    shown = {name: kelurahan_on(client_of(cast[name]).get("/peringkat/")) for name in names}

    assert shown == {
        "op-melong": ["Melong"],
        "op-utama": ["Utama"],
        "camat-cimahi-selatan": ["Melong", "Utama"],
        "camat-cimahi-utara": ["Cipageran"],
        "pemkot": ["Cipageran", "Melong", "Utama"],
    }


ALL_CATEGORIES = ["TPT", "Kriya", "Kuliner"]


@pytest.mark.parametrize(
    ("query", "kelurahan", "categories"),
    [
        ("", ["Cipageran", "Melong", "Utama"], ALL_CATEGORIES),
        ("kategori=kriya", ["Cipageran", "Melong", "Utama"], ["Kriya"]),
        ("kelurahan=utama&kategori=tpt", ["Utama"], ["TPT"]),
        ("kecamatan=cimahi-utara", ["Cipageran"], ALL_CATEGORIES),
        ("edisi=opor-2026&kelurahan=utama", ["Utama"], ALL_CATEGORIES),
        (
            "kategori=tpt&kelurahan=tidak-ada&kecamatan=%00&edisi=x&halaman=%F0",
            ["Cipageran", "Melong", "Utama"],
            ["TPT"],
        ),
        ("kategori=tpt&kategori=%00", ["Cipageran", "Melong", "Utama"], ALL_CATEGORIES),
    ],
)
def test_filters_stand_in_the_url_and_bad_values_filter_nothing(
    client_of, gelar_melong, pemkot, query, kelurahan, categories
):
    page = client_of(pemkot).get(f"/peringkat/?{query}")

    assert page.status_code == 200
    assert (kelurahan_on(page), columns_on(page)) == (kelurahan, ["Kelurahan", *categories])


def test_a_cell_says_state_and_progress_and_a_category_without_entries_is_quiet(
    client_of, panel, entries, kurator_1, op_melong, camat_selatan
):
    make_sent_sheet(entries[0], kurator_1)

    page = client_of(camat_selatan).get("/peringkat/")
    close_scoring(panel, op_melong)
    afterwards = client_of(camat_selatan).get("/peringkat/")

    nothing = "Tidak ada produk"
    planned = ["Kelurahan Utama", *["Direncanakan"] * 3]
    assert table_rows(page) == [
        ["Kelurahan Melong", "Penilaian dibuka angkanya sesudah ditutup", nothing, nothing],
        planned,
    ]
    assert table_rows(afterwards) == [
        [
            "Kelurahan Melong",
            "Penilaian ditutup 1 dari 3 dinilai : TPT, Kelurahan Melong",
            nothing,
            nothing,
        ],
        planned,
    ]


def test_a_row_leads_to_the_kelurahan_and_a_cell_to_its_category(client_of, panel, pemkot):
    page = client_of(pemkot).get("/peringkat/?kelurahan=melong")

    links = re.findall(r'<a href="(/peringkat/melong/[^"]*)"', html(page))
    assert [unescape(link) for link in links] == [
        "/peringkat/melong/?edisi=opor-2026",
        "/peringkat/melong/?kategori=tpt&edisi=opor-2026",
    ]


def test_an_earlier_edition_is_read_by_its_slug(client_of, closed, cimahi, pemkot, edition):
    edition.closed_at, edition.closed_by = "2026-12-31T00:00:00Z", pemkot
    edition.save()
    make_edition(cimahi, pemkot, 2027, "OPOR 2027")
    client = client_of(pemkot)

    pages = [client.get(f"/peringkat/melong/?kategori=tpt{edition}") for edition in ("", "&edisi=opor-2026")]

    assert [len(table_rows(page)) for page in pages] == [0, 3]
    assert found(pages[0], r'<p class="eyebrow">(.*?)</p>') == ["OPOR 2027"]


def test_a_filter_cannot_widen_what_a_person_sees(client_of, closed, op_utama):
    client = client_of(op_utama)

    page = client.get("/peringkat/?kelurahan=melong&kecamatan=cimahi-selatan")

    assert kelurahan_on(page) == ["Utama"]
    assert links_of(page) == []


def test_a_closed_panel_shows_rank_score_range_band_and_the_chosen(client_of, closed, entries, pemkot):
    Entry.objects.filter(pk=entries[1].pk).update(stand=7)

    page = client_of(pemkot).get("/peringkat/melong/?kategori=tpt")

    assert table_rows(page) == [
        ["1 Selendang RW 06 RW 06 Terpilih", "07", "1", "100,00", "100,00–100,00", "Siap pasar luas"],
        [
            "2 Selendang RW 08 RW 08 Terpilih",
            "tanpa nomor",
            "1",
            "80,00",
            "80,00–80,00",
            "Layak, perlu penyempurnaan",
        ],
        ["3 Selendang RW 05 RW 05", "tanpa nomor", "1", "60,00", "60,00–60,00", "Perlu pembinaan"],
    ]
    assert PROVISIONAL not in html(page)


def test_the_range_is_that_of_the_sheets(
    client_of, panel, entries, kurator_1, kurator_2, kurator_3, op_melong
):
    for entry, value in zip(entries, (2, 3, 4), strict=True):
        make_sent_sheet(entry, kurator_1, value)
        make_sent_sheet(entry, kurator_3, value + 1)
    make_sent_sheet(entries[2], kurator_2, 5, mutu=4)

    page = client_of(op_melong).get("/peringkat/melong/?kategori=tpt")

    assert [row[2:5] for row in table_rows(page)] == [
        ["3", "91,67", "80,00–100,00"],
        ["2", "70,00", "60,00–80,00"],
        ["2", "50,00", "40,00–60,00"],
    ]


def test_operator_and_staff_see_open_panels_as_provisional_and_a_lurah_no_numbers(
    client_of, panel, entries, kurator_1, op_melong, pemkot, lurah_melong, camat_selatan
):
    for entry in entries:
        make_sent_sheet(entry, kurator_1)
    people = (op_melong, pemkot, lurah_melong, camat_selatan)

    pages = [client_of(person).get("/peringkat/melong/?kategori=tpt") for person in people]
    lists = [client_of(person).get("/peringkat/?kategori=tpt&kelurahan=melong") for person in people]

    assert [(PROVISIONAL in html(page), len(table_rows(page))) for page in pages] == [
        (True, 3),
        (True, 3),
        (False, 0),
        (False, 0),
    ]
    assert ["80,00" in html(page) for page in pages] == [True, True, False, False]
    assert ["3 dari 3 dinilai" in html(page) for page in lists] == [True, True, False, False]
    assert "Nilai panel ini dapat dilihat sesudah penilaian ditutup." in html(pages[2])


def test_a_lurah_sees_the_ranking_after_closing(client_of, closed, lurah_melong):
    page = client_of(lurah_melong).get("/peringkat/melong/?kategori=tpt")

    assert [row[0][:17] for row in table_rows(page)] == [
        "1 Selendang RW 06",
        "2 Selendang RW 08",
        "3 Selendang RW 05",
    ]


def test_joint_ranks_and_what_decided_a_tie_are_said_in_words(
    client_of, panel, entries, kurator_1, op_melong
):
    make_sent_sheet(entries[0], kurator_1, 4, desain=5, keaslian=3)
    make_sent_sheet(entries[1], kurator_1, 4, keaslian=5, daya_jual=3)
    make_sent_sheet(entries[2], kurator_1, 4, keaslian=5, daya_jual=3)

    page = client_of(op_melong).get("/peringkat/melong/?kategori=tpt")

    decided = "Nilai sama; urutan ditentukan oleh Desain dan estetika"
    assert [row[0] for row in table_rows(page)] == [
        f"1 Selendang RW 05 RW 05 {decided}",
        "2 Selendang RW 06 RW 06 peringkat 2 bersama",
        "2 Selendang RW 08 RW 08 peringkat 2 bersama",
    ]


def test_fewer_than_three_show_bands_alone_and_the_others_why_they_have_none(
    client_of, panel, entries, kurator_1, op_melong
):
    for entry in entries[:2]:
        make_sent_sheet(entry, kurator_1)
    Entry.objects.filter(pk=entries[1].pk).update(attendance=Entry.Attendance.ABSENT)

    page = client_of(op_melong).get("/peringkat/melong/?kategori=tpt")

    assert table_rows(page) == [
        ["Selendang RW 05 RW 05", "tanpa nomor", "1", "Layak, perlu penyempurnaan"],
        ["Selendang RW 06 RW 06", "tanpa nomor", "1", "Tidak hadir"],
        ["Selendang RW 08 RW 08", "tanpa nomor", "0", "Belum dinilai"],
    ]
    assert "Kurang dari 3 produk dinilai di panel ini" in html(page)
    assert "80,00" not in html(page)


def test_a_panel_ranks_its_own_category_and_kelurahan_alone(
    client_of, gelar_melong, gelar_utama, melong, utama, entries, op_utama, rw_utama_1, kurator_1, pemkot
):
    (craft,) = make_verified(gelar_melong, melong, 1, category="kriya")
    (other,) = make_verified(gelar_utama, utama, 1)
    for exhibition in (gelar_melong, gelar_utama):
        make_scoring(exhibition, [kurator_1], pemkot)
    for entry in (*entries, craft, other):
        make_sent_sheet(entry, kurator_1, 5)

    page = client_of(pemkot).get("/peringkat/melong/")

    assert [row[0] for row in table_rows(page)] == [
        f"1 Selendang RW {number} RW {number} peringkat 1 bersama" for number in ("05", "06", "08")
    ] + ["Selendang RW 01 RW 01"]
    assert html(page).count("Selendang RW 01") == 1


def test_the_chosen_of_all_kelurahan_stand_in_the_alphabet_without_rank_and_score(
    client_of, closed, gelar_utama, utama, op_utama, rw_utama_1, kurator_1, pemkot, lurah_melong, camat_utara
):
    (other,) = make_verified(gelar_utama, utama, 1)
    make_scoring(gelar_utama, [kurator_1], pemkot)
    make_sent_sheet(other, kurator_1, 5, mutu=4)
    people = (pemkot, lurah_melong, camat_utara)
    while_open = links_of(client_of(pemkot).get("/peringkat/"))
    close_scoring(panel_of(gelar_utama), op_utama)

    pages = [client_of(person).get("/peringkat/") for person in people]

    assert while_open == ["Selendang RW 06", "Selendang RW 08"]
    assert [links_of(page) for page in pages] == [
        ["Selendang RW 01", "Selendang RW 06", "Selendang RW 08"],
        ["Selendang RW 06", "Selendang RW 08"],
        [],
    ]
    listed = html(pages[0]).split("Produk terpilih", 1)[1]
    assert found(pages[0], r'<span class="band[^>]*>(.*?)</span>') == [
        "Siap pasar luas",
        "Siap pasar luas",
        "Layak, perlu penyempurnaan",
    ]
    assert ("100,00" in listed, "95,00" in listed, 'class="rank' in listed) == (False, False, False)


def test_the_chosen_are_paged_by_thirty(client_of, closed, entries, pemkot, monkeypatch):
    monkeypatch.setattr("curation.views.rankings.PER_PAGE", 1)
    client = client_of(pemkot)

    pages = [
        links_of(client.get(f"/peringkat/?halaman={page}")) for page in (1, 2, "x", 99999999999999999999)
    ]

    assert pages == [["Selendang RW 06"], ["Selendang RW 08"], ["Selendang RW 06"], ["Selendang RW 08"]]


def test_rankings_ask_as_many_queries_for_three_entries_as_for_one(
    client_of, gelar_melong, gelar_utama, melong, utama, entries, op_utama, rw_utama_1, kurator_1, pemkot
):
    make_verified(gelar_utama, utama, 1)
    for exhibition in (gelar_melong, gelar_utama):
        make_scoring(exhibition, [kurator_1], pemkot)
    for result in Result.objects.all():
        make_sent_sheet(result.entry, kurator_1)
    client = client_of(pemkot)
    for panel in Panel.objects.filter(state="dibuka"):
        close_scoring(panel, pemkot)

    one, three = (
        counted(lambda slug=slug: client.get(f"/peringkat/{slug}/"))[1] for slug in ("utama", "melong")
    )
    narrow, wide = (
        counted(lambda slug=slug: client.get(f"/peringkat/?kelurahan={slug}"))[1] for slug in ("utama", "")
    )

    assert len(one) == len(three) <= 10
    assert len(narrow) == len(wide) <= 10
    assert [sql for sql in (*three, *wide) if "scoresheet" in sql or "sheetrevision" in sql] == []


def test_before_the_first_edition_the_list_says_what_will_come(client_of, op_melong):
    assert Exhibition.objects.count() == 0
    page = client_of(op_melong).get("/peringkat/")
    own = client_of(op_melong).get("/peringkat/melong/")

    assert "Belum ada panel di sini" in html(page)
    assert (own.status_code, "Belum ada panel di sini" in html(own)) == (200, True)
