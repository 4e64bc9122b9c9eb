"""Editions and rubrics are for staff: opened as a whole, rewritten until frozen."""

import re

import pytest

from curation.editions import close_edition
from curation.models import Panel, Rubric
from curation.sheets import save_draft
from exhibitions.models import Edition
from tests.exhibitions.factories import found, html, messages_of, summary_of, values_on, without_tokens
from tests.factories import make_edition

from .factories import counted, notices_of


@pytest.fixture
def rubric(edition):
    return Rubric.objects.get(edition=edition, category__slug="tpt")


@pytest.fixture
def everybody(rw_melong_5, op_melong, lurah_melong, camat_selatan, kurator_1, pemkot, admin):
    return [rw_melong_5, op_melong, lurah_melong, camat_selatan, kurator_1, pemkot, admin]


def test_each_page_and_act_is_for_staff_alone(client_of, everybody, rubric):
    ways = [
        ("/edisi/", "get"),
        ("/edisi/buka/", "post"),
        (f"/edisi/{rubric.edition_id}/tutup/", "get"),
        (f"/edisi/rubrik/{rubric.pk}/", "get"),
        (f"/edisi/rubrik/{rubric.pk}/ubah/", "get"),
        (f"/edisi/rubrik/{rubric.pk}/ubah/", "post"),
    ]

    answers = [
        [getattr(client_of(one), method)(url).status_code for one in everybody] for url, method in ways
    ]

    assert answers == [[403] * 5 + [200] * 2] * len(ways)


def test_a_rubric_of_another_kota_looks_like_one_that_does_not_exist(
    client_of, pemkot, other_melong, other_city_staff
):
    make_edition(other_melong.kota, other_city_staff)
    client, foreign = client_of(pemkot), Rubric.objects.first()

    pages = [client.get(f"/edisi/rubrik/{pk}/{act}") for pk in (foreign.pk, 0) for act in ("", "ubah/")]

    assert {page.status_code for page in pages} == {404}
    assert len({without_tokens(page) for page in pages}) == 1


def test_the_list_shows_the_editions_of_the_own_kota_with_their_rubrics(
    client_of, edition, pemkot, other_melong, other_city_staff
):
    make_edition(other_melong.kota, other_city_staff, name="OPOR Bandung")

    page = client_of(pemkot).get("/edisi/")

    assert found(page, r'<h2 id="edisi[^>]*>(.*?)</h2>') == ["OPOR 2026"]
    assert found(page, r'class="row__main"[^>]*>(.*?)</a>') == [
        "Rubrik TPT versi 1",
        "Rubrik Kriya versi 1",
        "Rubrik Kuliner versi 1",
    ]


def test_the_list_asks_as_many_queries_for_three_editions_as_for_one(client_of, edition, cimahi, pemkot):
    client = client_of(pemkot)
    _, for_one = counted(lambda: client.get("/edisi/"))
    for year in (2027, 2028):
        Edition.objects.update(closed_at="2026-12-31T00:00:00Z", closed_by=pemkot)
        make_edition(cimahi, pemkot, year, f"OPOR {year}")

    _, for_three = counted(lambda: client.get("/edisi/"))

    assert len(for_three) == len(for_one) <= 4


def test_a_rubric_of_a_closed_edition_is_only_read(client_of, edition, rubric, pemkot):
    client = client_of(pemkot)
    typed = on_edit_page(client, rubric) | {"mutu_name": "Nama baru"}
    close_edition(edition, pemkot)

    read = client.get(f"/edisi/rubrik/{rubric.pk}/ubah/")
    refused = client.post(f"/edisi/rubrik/{rubric.pk}/ubah/", typed)

    assert notices_of(read) == [
        "OPOR 2026 sudah ditutup tanpa penilaian di kategori ini: rubriknya tidak dapat diubah lagi."
    ]
    assert "Simpan rubrik" not in html(read)
    assert (refused.status_code, values_on(refused)["mutu_name"]) == (409, "Nama baru")
    assert Rubric.objects.get(pk=rubric.pk).content()[0]["name"] == "Mutu bahan dan pengerjaan"


def test_staff_open_an_edition_with_all_that_belongs_to_it(client_of, pemkot, melong, utama):
    client = client_of(pemkot)

    answer = client.post("/edisi/buka/", {"year": "2026", "name": "OPOR 2026"})

    edition = Edition.objects.get()
    assert (edition.slug, edition.kota, edition.opened_by) == ("opor-2026", pemkot.kota, pemkot)
    assert Panel.objects.count() == 6
    assert messages_of(client.get(answer.url)) == [
        ("ok", "Edisi OPOR 2026 dibuka: rubrik, gelar, dan panelnya sudah dibuat.")
    ]


def test_a_second_open_edition_is_refused_in_words_with_what_was_typed(client_of, edition, pemkot):
    page = client_of(pemkot).post("/edisi/buka/", {"year": "2027", "name": "OPOR 2027"})

    assert summary_of(page) == [("", "Masih ada edisi yang terbuka. Tutup edisi itu dahulu.")]
    assert (values_on(page)["year"], values_on(page)["name"]) == ("2027", "OPOR 2027")
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", "2022"),
        ("year", "2101"),
        ("year", "x"),
        ("year", "9" * 100_000),
        ("name", ""),
        ("name", "!!!"),
        ("name", "a" * 61),
        ("name", "a\x00"),
    ],
)
def test_an_edition_that_cannot_be_is_a_form_error(client_of, cimahi, pemkot, field, value):
    page = client_of(pemkot).post("/edisi/buka/", {"year": "2026", "name": "OPOR 2026"} | {field: value})

    assert (page.status_code, [link for link, _ in summary_of(page)]) == (200, [f"#id_{field}"])
    assert Edition.objects.count() == 0


def on_edit_page(client, rubric):
    return values_on(client.get(f"/edisi/rubrik/{rubric.pk}/ubah/"))


def test_the_edit_page_sent_back_unchanged_changes_nothing(client_of, rubric, pemkot):
    client, before = client_of(pemkot), rubric.content()

    answer = client.post(f"/edisi/rubrik/{rubric.pk}/ubah/", on_edit_page(client, rubric))

    assert (answer.status_code, Rubric.objects.get(pk=rubric.pk).content()) == (302, before)


def test_a_rubric_shows_its_bands_from_the_highest(client_of, rubric, pemkot):
    page = client_of(pemkot).get(f"/edisi/rubrik/{rubric.pk}/")

    assert found(page, r"<dt>((?:Dari|Di bawah).*?)</dt>") == ["Dari 85", "Dari 70", "Dari 50", "Di bawahnya"]
    assert re.findall(r'class="band band--(\d)">([^<]*)<', html(page)) == [
        ("4", "Siap pasar luas"),
        ("3", "Layak, perlu penyempurnaan"),
        ("2", "Perlu pembinaan"),
        ("1", "Tahap awal"),
    ]


def test_texts_weights_and_bands_are_rewritten(client_of, rubric, pemkot):
    client = client_of(pemkot)
    typed = on_edit_page(client, rubric) | {
        "mutu_weight": "20",
        "desain_weight": "20",
        "mutu_name": "Mutu",
        "mutu_level_3": "Jahitan rata.",
        "band_3": "45",
    }

    answer = client.post(f"/edisi/rubrik/{rubric.pk}/ubah/", typed)

    fresh = Rubric.objects.get(pk=rubric.pk)
    first, second = fresh.content()[:2]
    assert messages_of(client.get(answer.url)) == [("ok", "Rubrik TPT versi 1 disimpan.")]
    assert (first["name"], first["weight"], first["levels"][2], second["weight"]) == (
        "Mutu",
        20,
        "Jahitan rata.",
        20,
    )
    assert fresh.bands == [85, 70, 45]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"mutu_weight": "20"}, ("", "Jumlah bobot sekarang 95. Ubah bobotnya sampai jumlahnya tepat 100.")),
        ({"mutu_weight": "30"}, ("", "Jumlah bobot sekarang 105. Ubah bobotnya sampai jumlahnya tepat 100.")),
        ({"band_2": "90"}, ("", "Batas golongan nilai harus menurun, misalnya 85, 70, 50.")),
    ],
)
def test_weights_and_bands_that_do_not_fit_are_refused_in_words(client_of, rubric, pemkot, changes, problem):
    client, before = client_of(pemkot), rubric.content()

    page = client.post(f"/edisi/rubrik/{rubric.pk}/ubah/", on_edit_page(client, rubric) | changes)

    assert (page.status_code, summary_of(page)) == (200, [problem])
    fresh = Rubric.objects.get(pk=rubric.pk)
    assert (fresh.content(), fresh.bands) == (before, [85, 70, 50])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mutu_level_1", "a" * 111),
        ("mutu_level_1", ""),
        ("mutu_level_1", "a\x00"),
        ("mutu_name", "a" * 81),
        ("mutu_looks_at", "a" * 161),
        ("mutu_weight", "0"),
        ("mutu_weight", "x"),
        ("band_1", "101"),
        ("band_3", "20"),
    ],
)
def test_a_field_that_cannot_be_taken_is_a_form_error_with_what_was_typed(
    client_of, rubric, pemkot, field, value
):
    client = client_of(pemkot)
    typed = on_edit_page(client, rubric) | {"desain_name": "Desain saja", field: value}

    page = client.post(f"/edisi/rubrik/{rubric.pk}/ubah/", typed)

    assert [link for link, _ in summary_of(page)] == [f"#id_{field}"]
    assert values_on(page)["desain_name"] == "Desain saja"
    assert Rubric.objects.get(pk=rubric.pk).content() == rubric.content()


def test_the_length_of_each_descriptor_stands_in_its_hint(client_of, rubric, pemkot):
    page = client_of(pemkot).get(f"/edisi/rubrik/{rubric.pk}/ubah/")

    lengths = [len(level) for one in rubric.content() for level in one["levels"]]
    assert found(page, r"yang tersimpan (\d+) huruf") == [str(length) for length in lengths]


def test_a_frozen_rubric_is_only_read_and_says_why(client_of, rubric, sheet, pemkot):
    client = client_of(pemkot)
    typed = on_edit_page(client, rubric) | {"mutu_name": "Nama baru"}
    save_draft(sheet, {"values": {"mutu": 3}}, seen=0)

    read = client.get(f"/edisi/rubrik/{rubric.pk}/ubah/")
    refused = client.post(f"/edisi/rubrik/{rubric.pk}/ubah/", typed)

    assert ("Simpan rubrik" in html(read), "jadi isinya tidak dapat diubah lagi" in html(read)) == (
        False,
        True,
    )
    assert refused.status_code == 409
    assert summary_of(refused) == [
        ("", "Rubrik ini sudah dipakai menilai, jadi dibekukan. Perubahan Anda tidak disimpan.")
    ]
    assert (values_on(refused)["mutu_name"], "Simpan rubrik" in html(refused)) == ("Nama baru", False)
    assert Rubric.objects.get(pk=rubric.pk).content()[0]["name"] == "Mutu bahan dan pengerjaan"
