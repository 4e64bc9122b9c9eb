"""An entry told page by page: its order, going on later, going back, mending, completing, sending."""

import pytest

from exhibitions import steps
from exhibitions.models import Action, Entry, Status
from products.models import Product
from tests.factories import make_photo

from .factories import (
    fill,
    html,
    messages_of,
    missing_on,
    newest_entry,
    step_path,
    summary_of,
    tasks_on,
    timeline_of,
    title_of,
    typed,
    values_on,
    words,
)

NEEDED = [
    "nama usaha",
    "nomor HP pemilik",
    "nama produk",
    "kategori",
    "bahan utama",
    "harga",
    "jumlah pekerja",
    "pekerja warga RW",
    "paling sedikit satu foto",
    "persetujuan pemilik",
]


def test_a_product_goes_from_the_first_page_to_a_receipt(phone, rw_melong_5):
    phone.post("/usulan/baru/", typed("usaha"))
    entry = newest_entry()
    path = f"/usulan/{entry.pk}"

    led_to = fill(phone, entry, "produk", "harga", "pekerja")
    make_photo(entry.product, rw_melong_5)
    led_to += fill(phone, entry, "persetujuan")
    check = phone.get(f"{path}/periksa/")
    sent = phone.post(f"{path}/ajukan/", follow=True)

    assert led_to == [f"{path}/ubah/harga/", f"{path}/ubah/pekerja/", f"{path}/foto/", f"{path}/periksa/"]
    assert "Bacakan kepada pemiliknya" in html(check)
    assert sent.redirect_chain == [(f"{path}/terkirim/", 302)]
    assert f"Nomor usulan: {entry.number}" in words(html(sent))
    entry.refresh_from_db()
    assert entry.status == Status.SUBMITTED


def test_a_draft_of_nothing_says_all_it_needs(phone):
    phone.post("/usulan/baru/", {"business_name": "", "phone": "", "lanjut": "nanti"})

    assert missing_on(phone.get(f"/usulan/{newest_entry().pk}/")) == NEEDED


def test_submitting_freezes_the_facts_as_they_are(phone, entry_in):
    entry = entry_in(Status.DRAFT)

    phone.post(f"/usulan/{entry.pk}/ajukan/")

    version = entry.versions.get()
    assert version.n == 1
    assert version.shown_facts == entry.facts_now()


@pytest.mark.parametrize("gone", ["category", "photos", "consents"])
def test_an_incomplete_entry_is_not_submitted_and_says_why(phone, entry_in, gone):
    entry = entry_in(Status.DRAFT)
    if gone == "category":
        Product.objects.filter(pk=entry.product_id).update(category=None, subcategory=None)
    elif gone == "photos":
        entry.product.photos.all().delete()
    else:
        fill_without_consent = typed("persetujuan", consent=None, lanjut="nanti")
        phone.post(step_path(entry, "persetujuan"), fill_without_consent)

    answer = phone.post(f"/usulan/{entry.pk}/ajukan/", follow=True)

    expected = {
        "category": "Belum lengkap: kategori.",
        "photos": "Belum lengkap: paling sedikit satu foto.",
        "consents": "Belum lengkap: persetujuan pemilik.",
    }
    assert ("error", expected[gone]) in messages_of(answer)
    assert Entry.objects.get().status == Status.DRAFT


@pytest.mark.parametrize(
    ("slug", "changes", "link", "sentence"),
    [
        ("usaha", {"phone": "12"}, "#id_phone", "Nomor HP pemilik: Tulis nomor HP seperti 0812-3456-7890."),
        (
            "harga",
            {"price": "murah"},
            "#id_price",
            "Harga jual: Tulis harga dengan angka saja, misalnya 25.000.",
        ),
        ("harga", {"price": "0"}, "#id_price", "Harga jual: Harga harus antara Rp1 dan Rp1.000.000.000."),
        (
            "pekerja",
            {"workers_total": "enam"},
            "#id_workers_total",
            "Jumlah pekerja: Tulis dengan angka saja, misalnya 6.",
        ),
        (
            "pekerja",
            {"workers_from_rw": "7"},
            "#id_workers_from_rw",
            "Dari jumlah itu, berapa warga RW ini?: Tidak boleh lebih banyak dari jumlah pekerja.",
        ),
        ("produk", {"name": ""}, "#id_name", "Nama produk: Isi nama produk."),
        (
            "persetujuan",
            {"consent": None},
            "#id_consent",
            "Pendaftaran dan penilaian: Tanpa persetujuan pemilik untuk pendaftaran dan penilaian, "
            "produk ini belum dapat diajukan.",
        ),
    ],
)
def test_an_error_leads_to_its_field_and_keeps_everything_typed(
    phone, entry_in, slug, changes, link, sentence
):
    entry = entry_in(Status.DRAFT)
    sent = typed(slug, **changes)

    page = phone.post(step_path(entry, slug), sent)

    assert page.status_code == 200
    assert title_of(page) == f"Kesalahan: {steps.ALL[slug].title} - OPOR Kota Cimahi"
    assert summary_of(page) == [(link, sentence)]
    assert values_on(page) == sent


def test_more_workers_of_the_rw_than_workers_is_refused_even_to_go_on_later(phone, entry_in):
    sent = {"workers_total": "", "workers_from_rw": "3", "lanjut": "nanti"}

    page = phone.post(step_path(entry_in(Status.DRAFT), "pekerja"), sent)

    assert summary_of(page) == [
        (
            "#id_workers_from_rw",
            "Dari jumlah itu, berapa warga RW ini?: Tidak boleh lebih banyak dari jumlah pekerja.",
        )
    ]


def test_to_go_on_later_a_page_is_saved_with_its_gaps(phone, entry_in):
    entry = entry_in(Status.DRAFT)

    answer = phone.post(
        step_path(entry, "harga"), {"price": "", "unit": "helai", "lanjut": "nanti"}, follow=True
    )

    entry.product.refresh_from_db()
    assert answer.redirect_chain == [("/usulan/", 302)]
    assert messages_of(answer) == [("ok", "Disimpan.")]
    assert (entry.product.price, entry.product.unit) == (None, "helai")


def test_going_back_saves_what_was_typed_and_leads_to_the_page_before(phone, entry_in):
    entry = entry_in(Status.DRAFT)

    answer = phone.post(step_path(entry, "pekerja"), {"workers_total": "9", "lanjut": "kembali"})

    entry.product.business.refresh_from_db()
    assert answer.headers["Location"] == step_path(entry, "harga")
    assert entry.product.business.workers_total == 9


def test_the_button_that_goes_on_is_the_first_of_the_form(phone, entry_in):
    page = html(phone.get(step_path(entry_in(Status.DRAFT), "pekerja")))

    first = page.index('form="step" class="visually-hidden"')
    assert first < page.index('value="kembali"') < page.index('value="nanti"')


def test_from_the_check_page_one_comes_back_to_it(phone, entry_in):
    entry = entry_in(Status.DRAFT)

    page = phone.get(f"{step_path(entry, 'produk')}?dari=periksa")
    answer = phone.post(step_path(entry, "produk"), typed("produk") | {"dari": values_on(page)["dari"]})

    assert answer.headers["Location"] == f"/usulan/{entry.pk}/periksa/"


def test_a_page_to_complete_leads_back_to_the_list_of_parts(phone, entry_in):
    entry = entry_in(Status.DRAFT)

    answer = phone.post(step_path(entry, "produksi"), {"capacity": "120", "packaging": "Kantong kertas"})

    assert answer.headers["Location"] == f"/usulan/{entry.pk}/ubah/#produksi"


def test_the_list_of_parts_says_what_is_filled(phone, entry_in):
    entry = entry_in(Status.DRAFT, price=None)

    tasks = tasks_on(phone.get(f"/usulan/{entry.pk}/ubah/"))

    assert {title: state for title, state in tasks.items() if state != "Belum"} == dict.fromkeys(
        (
            "Pelaku usaha",
            "Produk",
            "Pekerja",
            "Foto",
            "Persetujuan pemilik",
            "Jenis, uraian, dan cerita",
            "Pemilik dan alamat",
        ),
        "Terisi",
    )
    assert tasks["Harga"] == "Belum"


def test_a_second_click_on_submit_shows_the_receipt_again(phone, entry_in):
    entry = entry_in(Status.DRAFT)

    answers = [phone.post(f"/usulan/{entry.pk}/ajukan/") for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [f"/usulan/{entry.pk}/terkirim/"] * 2
    assert [step.action for step in entry.steps.all()] == [Action.START, Action.SUBMIT]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETURNED])
def test_there_is_no_receipt_for_what_is_not_submitted(phone, entry_in, status):
    entry = entry_in(status)

    assert phone.get(f"/usulan/{entry.pk}/terkirim/").headers["Location"] == f"/usulan/{entry.pk}/"


def test_there_is_nothing_to_check_once_it_is_submitted(phone, entry_in):
    entry = entry_in(Status.SUBMITTED)

    assert phone.get(f"/usulan/{entry.pk}/periksa/").headers["Location"] == f"/usulan/{entry.pk}/"


def test_a_change_of_a_submitted_entry_is_a_further_version(phone, entry_in):
    entry = entry_in(Status.SUBMITTED)

    phone.post(step_path(entry, "harga"), typed("harga", price="200.000"))

    assert [(version.n, version.price) for version in entry.versions.order_by("n")] == [
        (1, 185_000),
        (2, 200_000),
    ]


@pytest.mark.parametrize(
    ("slug", "changes", "status"),
    [("harga", {"unit": "helai"}, Status.VERIFIED), ("pekerja", {"workers_total": "9"}, Status.SUBMITTED)],
)
def test_only_a_material_change_asks_for_the_operators_eyes_again(phone, entry_in, slug, changes, status):
    entry = entry_in(Status.VERIFIED)

    phone.post(step_path(entry, slug), typed(slug, **changes))

    entry.refresh_from_db()
    assert (entry.status, entry.versions.count()) == (status, 2)


@pytest.mark.parametrize("lanjut", ["", "nanti", "kembali"])
def test_a_submitted_entry_stays_complete_and_keeps_what_was_typed(phone, entry_in, lanjut):
    entry = entry_in(Status.SUBMITTED)
    sent = typed("harga", price="", unit="helai")

    page = phone.post(step_path(entry, "harga"), sent | {"lanjut": lanjut})

    assert summary_of(page) == [("#id_price", "Harga jual: Isi harga.")]
    assert values_on(page) == sent
    assert entry.versions.count() == 1


@pytest.mark.parametrize("slug", ["usaha", "produk", "harga", "pekerja"])
def test_the_page_of_a_part_holds_what_was_saved(phone, entry_in, slug):
    entry = entry_in(Status.DRAFT)

    assert values_on(phone.get(step_path(entry, slug))) == typed(slug)


def test_no_consent_is_ticked_beforehand_and_those_given_stay_given(phone, entry_in):
    entry = entry_in(Status.DRAFT, consent=False)
    before = values_on(phone.get(step_path(entry, "persetujuan")))

    phone.post(step_path(entry, "persetujuan"), typed("persetujuan", publication="on"))
    after = values_on(phone.get(step_path(entry, "persetujuan")))

    assert {name for name in before if name != "owner_name"} == set()
    assert {name for name in after if name != "owner_name"} == {"consent", "publication"}


def test_a_returned_entry_shows_the_operators_reason_until_it_is_sent_again(phone, entry_in):
    entry = entry_in(Status.RETURNED)
    pages = [f"/usulan/{entry.pk}/", "/usulan/"]

    before = [html(phone.get(page)).count("Yang perlu diperbaiki") for page in pages]
    phone.post(f"/usulan/{entry.pk}/ajukan/")
    after = [html(phone.get(page)).count("Yang perlu diperbaiki") for page in pages]

    assert (before, after) == ([1, 1], [0, 0])
    assert Entry.objects.for_page().get().last_reason == ""
    assert timeline_of(phone.get(f"/usulan/{entry.pk}/")) == [
        ("Usulan diajukan", "Rw Melong 05", ""),
        ("Dikembalikan untuk perbaikan", "Op Melong", "Fotonya kurang terang."),
        ("Usulan diajukan", "Rw Melong 05", ""),
        ("Usulan dibuat", "Rw Melong 05", ""),
    ]


def test_the_operators_comment_stands_at_its_part_until_it_is_sent_again(phone, entry_in, op_melong):
    entry = entry_in(Status.SUBMITTED)
    entry.send_back(op_melong, "Ada yang belum cocok.", {"harga": "Harga satu lusin atau satu buah?"})
    pages = [f"/usulan/{entry.pk}/", f"/usulan/{entry.pk}/ubah/", step_path(entry, "harga")]

    shown = [html(phone.get(page)).count("satu lusin") for page in pages]
    elsewhere = html(phone.get(step_path(entry, "produk"))).count("satu lusin")
    phone.post(f"/usulan/{entry.pk}/ajukan/")
    afterwards = html(phone.get(step_path(entry, "harga"))).count("satu lusin")

    # On the entry's own page it also stands in the history.
    assert (shown, elsewhere, afterwards) == ([2, 1, 1], 0, 0)


@pytest.mark.parametrize("slug", ["foto", "tidak-ada", "periksa"])
def test_a_part_that_is_no_form_of_its_own_is_not_found(phone, entry_in, slug):
    assert phone.get(step_path(entry_in(Status.DRAFT), slug)).status_code == 404


def test_every_step_is_told_by_fields_no_other_step_of_its_stage_tells():
    for stage in (steps.TO_SUBMIT, steps.TO_COMPLETE):
        told = [field for step in stage for field in step.fields]
        assert len(told) == len(set(told))
