"""What the operator decides by, what the queue says of it, and moving an entry to another category."""

import re

import pytest
from django.db import connection
from django.utils import timezone

from exhibitions.models import Action, Entry, Status
from exhibitions.registration import edit
from products.gallery import remove_photo
from products.models import Category, Subcategory
from tests.factories import make_entry, make_photo, make_scoring, rw_of

from .factories import found, html, messages_of, summary_of, timeline_of, values_on, words


@pytest.fixture
def entry(desk, gelar_melong, rw_melong_5):
    """Submitted by RW 05 Melong and waiting for a decision."""
    return make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)


def sections_of(page):
    """{id of a section: its words} of the parts shown on the page."""
    parts = re.findall(r'<section class="section" id="([\w-]+)">(.*?)</section>', html(page), re.DOTALL)
    return {slug: words(content) for slug, content in parts}


def rows_side_by_side(page):
    """[(before, now)] of each part that changed."""
    sides = found(page, r'<div class="compare__side">(.*?)</dl>')
    return list(zip(sides[::2], sides[1::2], strict=True))


@pytest.fixture
def mended(entry, op_melong, rw_melong_5):
    """Returned, changed in price and workers, and sent again."""
    entry.send_back(op_melong, "Harga dan pekerja?")
    edit(entry, rw_melong_5, {"price": 95_000, "workers_total": 7})
    entry.submit(rw_melong_5)
    return entry


def test_a_first_version_stands_alone(desk, entry):
    page = desk.get(f"/verifikasi/{entry.pk}/")

    assert rows_side_by_side(page) == []
    assert sections_of(page)["produk"].startswith("Produk Nama produk Selendang ecoprint daun jati Kategori")
    assert found(page, r"(bagian lain tidak berubah)") == []


def test_what_changed_since_it_was_returned_stands_beside_what_it_was(desk, mended):
    page = desk.get(f"/verifikasi/{mended.pk}/")

    assert rows_side_by_side(page) == [
        (
            "Sebelumnya (versi 1) Harga jual (diubah) Rp185.000 per lembar",
            "Sekarang (versi 2) Harga jual (diubah) Rp95.000 per lembar",
        ),
        (
            "Sebelumnya (versi 1) Jumlah pekerja (diubah) 6 orang Warga RW ini 4 orang",
            "Sekarang (versi 2) Jumlah pekerja (diubah) 7 orang Warga RW ini 4 orang",
        ),
    ]
    assert found(page, r"<mark>(.*?)</mark>") == ["Rp95.000 per lembar", "7 orang"]
    assert found(page, r"<summary>(\d+ bagian lain tidak berubah)</summary>") == [
        "5 bagian lain tidak berubah"
    ]


def test_what_changed_since_it_was_accepted_is_shown_too(desk, entry, op_melong, rw_melong_5):
    entry.accept(op_melong, version_seen=1)
    edit(entry, rw_melong_5, {"name": "Selendang daun lanang"})

    page = desk.get(f"/verifikasi/{entry.pk}/")

    assert found(page, r"<mark>(.*?)</mark>") == ["Selendang daun lanang"]


def test_of_several_decisions_the_last_one_counts(desk, mended, op_melong, rw_melong_5):
    mended.accept(op_melong, version_seen=2)
    edit(mended, rw_melong_5, {"price": 90_000})

    page = desk.get(f"/verifikasi/{mended.pk}/")

    assert rows_side_by_side(page) == [
        (
            "Sebelumnya (versi 2) Harga jual (diubah) Rp95.000 per lembar",
            "Sekarang (versi 3) Harga jual (diubah) Rp90.000 per lembar",
        )
    ]


def test_photos_stand_beside_each_other_when_they_differ(desk, entry, op_melong, rw_melong_5):
    old = entry.product.photos.get()
    entry.send_back(op_melong, "Foto gelap.")
    entry.change(rw_melong_5, lambda: remove_photo(old))
    entry.change(rw_melong_5, lambda: make_photo(entry.product, rw_melong_5))
    entry.submit(rw_melong_5)

    page = desk.get(f"/verifikasi/{entry.pk}/")

    new = entry.product.photos.shown().get()
    links = re.findall(r'<a href="/usulan/\d+/foto/(\d+)/', html(page))
    assert (links, old.pk != new.pk) == ([str(old.pk), str(new.pk)], True)


def test_what_the_rw_is_mending_now_is_not_shown_before_it_is_sent(desk, entry, op_melong, rw_melong_5):
    entry.send_back(op_melong, "Harga?")
    edit(entry, rw_melong_5, {"price": 1_234})

    page = desk.get(f"/verifikasi/{entry.pk}/")

    assert "Rp185.000" in sections_of(page)["harga"]
    assert html(page).count("1.234") == 0


def test_a_version_whose_text_was_erased_is_shown_as_the_entry_is(desk, entry):
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_exhibitions_versionfacts(%s)", [entry.newest_version().facts.pk])

    page = desk.get(f"/verifikasi/{entry.pk}/")

    assert "Selendang ecoprint daun jati" in sections_of(page)["produk"]


def test_the_checklist_tells_what_the_entry_says_and_whom_to_call(desk, entry, gelar_melong):
    for number, price in ((1, 20_000), (6, 90_000), (8, 50_000)):
        make_entry(gelar_melong, rw_of(gelar_melong.kelurahan, number), status=Status.SUBMITTED, price=price)

    page = desk.get(f"/verifikasi/{entry.pk}/")

    assert found(page, r'class="check__question">(.*?)<') == [
        "Dibuat di RW 05?",
        "Kategorinya tepat?",
        "Fotonya jelas?",
        "Pemilik setuju?",
        "Nomor HP-nya aktif?",
        "Harganya wajar?",
        "Jumlah pekerjanya masuk akal?",
    ]
    assert found(page, r'class="check__words">(.*?)</p>')[2:] == [
        "1 foto",
        "Euis Komariah, di layar, dicatat Rw Melong 05",
        "0812-3456-7890",
        "Rp185.000 per lembar. 3 produk lain (Batik, ecoprint, dan jumputan): Rp20.000 sampai Rp90.000",
        "6 orang, 4 warga RW",
    ]
    links = re.findall(r'href="(tel:[^"]*|https://wa.me/[^?"]*)', html(page))
    assert links == ["tel:+6281234567890", "https://wa.me/6281234567890"]


def test_two_prices_are_no_comparison(desk, entry, gelar_melong):
    for number in (1, 6):
        make_entry(gelar_melong, rw_of(gelar_melong.kelurahan, number), status=Status.SUBMITTED)

    page = desk.get(f"/verifikasi/{entry.pk}/")

    assert found(page, r'class="check__words">(.*?)</p>')[5] == "Rp185.000 per lembar"


# The queue says what waits and for how long.


def facts_of_rows(page):
    return found(page, r'class="row__facts">(.*?)</p>')


def test_a_row_says_which_version_waits_and_since_when(desk, mended, gelar_melong):
    Entry.objects.filter(pk=mended.pk).update(submitted_at=timezone.now() - timezone.timedelta(days=3))
    make_entry(gelar_melong, rw_of(gelar_melong.kelurahan, 8), status=Status.SUBMITTED, by=mended.created_by)

    page = desk.get("/verifikasi/")

    assert facts_of_rows(page) == [
        "TPT Versi 2, diubah sesudah dikembalikan menunggu 3 hari",
        "TPT masuk hari ini",
    ]


def test_a_row_says_that_it_was_changed_after_it_was_accepted(desk, entry, op_melong, rw_melong_5):
    entry.accept(op_melong, version_seen=1)
    edit(entry, rw_melong_5, {"workers_total": 9})

    assert facts_of_rows(desk.get("/verifikasi/")) == ["TPT Versi 2, diubah sesudah diterima masuk hari ini"]


def test_a_row_says_that_it_was_changed_before_anybody_looked(desk, entry, rw_melong_5):
    edit(entry, rw_melong_5, {"workers_total": 9})

    assert facts_of_rows(desk.get("/verifikasi/")) == ["TPT Versi 2, diubah sebelum diperiksa masuk hari ini"]


# Another category.


def moved(category="kriya", kind="kayu", reason="Rangkanya kayu."):
    return {
        "category": Category.objects.get(slug=category).pk,
        "subcategory": Subcategory.objects.get(slug=kind).pk,
        "reason": reason,
    }


def test_the_operator_moves_an_entry_and_the_rw_reads_why(desk, entry, client_of, rw_melong_5):
    answer = desk.post(f"/verifikasi/{entry.pk}/kategori/", moved(), follow=True)

    entry.refresh_from_db()
    shown = client_of(rw_melong_5).get(f"/usulan/{entry.pk}/")
    label = Action.RECATEGORISE.label
    assert answer.redirect_chain == [(f"/verifikasi/{entry.pk}/", 302)]
    assert messages_of(answer) == [("ok", f"Usulan {entry.number} sekarang di kategori Kriya.")]
    assert (entry.status, entry.category.slug, entry.product.subcategory.slug) == (
        "diajukan",
        "kriya",
        "kayu",
    )
    assert timeline_of(shown)[0] == (label, "Op Melong", "Rangkanya kayu.")
    assert found(shown, r'notice__title">(Dipindahkan.*?)</h2>\s*<p>.*?</p>') == [
        "Dipindahkan ke kategori Kriya"
    ]


def test_a_second_click_moves_it_once(desk, entry):
    answers = [desk.post(f"/verifikasi/{entry.pk}/kategori/", moved()) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert (entry.steps.count(), entry.versions.count()) == (3, 2)


def test_a_kind_of_another_category_is_refused_and_the_reason_kept(desk, entry):
    page = desk.post(f"/verifikasi/{entry.pk}/kategori/", moved(kind="batik"))

    assert [link for link, _ in summary_of(page)] == ["#id_subcategory"]
    assert values_on(page)["reason"] == "Rangkanya kayu."
    assert entry.steps.count() == 2


def test_an_entry_is_not_moved_without_a_reason(desk, entry):
    page = desk.post(f"/verifikasi/{entry.pk}/kategori/", moved(reason=" "))

    assert [link for link, _ in summary_of(page)] == ["#id_reason"]


def test_once_scoring_started_no_entry_is_moved(desk, entry, gelar_melong, kurator_1, pemkot):
    make_scoring(gelar_melong, [kurator_1], pemkot)

    opened = desk.get(f"/verifikasi/{entry.pk}/kategori/")
    page = desk.post(f"/verifikasi/{entry.pk}/kategori/", moved())

    told = "Penilaian sudah dimulai: keputusan verifikasi tidak dapat diubah lagi."
    assert opened["Location"] == f"/verifikasi/{entry.pk}/"
    assert (summary_of(page), values_on(page)["reason"]) == ([("", told)], "Rangkanya kayu.")
    assert Entry.objects.get().category.slug == "tpt"
