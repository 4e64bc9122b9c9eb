"""An RW registers its product: the form, the draft, submitting, mending."""

import re

import pytest

from exhibitions.models import Action, Entry, Exhibition, Status
from products.models import Business, Category, Product, Subcategory
from tests.factories import make_entry, make_photo, rw_of

from .factories import (
    blank_form,
    messages_of,
    missing_on,
    newest_entry,
    summary_of,
    timeline_of,
    title_of,
    typed,
    values_on,
    words,
)

EVERYTHING = [
    "Nama usaha",
    "Nama pemilik",
    "Nomor HP pemilik",
    "Nama produk",
    "Kategori",
    "Jenis produk",
    "Bahan utama",
    "Harga",
    "Satuan harga",
    "Jumlah pekerja",
    "Pekerja warga RW",
    "Uraian produk",
    "Paling sedikit satu foto",
    "Persetujuan pemilik",
]


@pytest.fixture
def phone(client_of, rw_melong_5, gelar_melong):
    """The browser of RW 05 Melong."""
    return client_of(rw_melong_5)


@pytest.fixture
def entry_in(gelar_melong, rw_melong_5):
    """`entry_in(status)`: a complete entry of RW 05 Melong."""
    return lambda status, **values: make_entry(gelar_melong, rw_melong_5.rw, status=status, **values)


def steps_of(entry):
    return [(step.action, step.by.username) for step in entry.steps.select_related("by")]


def test_a_product_goes_from_the_empty_page_to_a_receipt(phone, rw_melong_5, gelar_melong):
    started = phone.post("/usulan/baru/", typed())
    entry = newest_entry()
    before = missing_on(phone.get(f"/usulan/{entry.pk}/"))
    make_photo(entry.product, rw_melong_5)
    after = missing_on(phone.get(f"/usulan/{entry.pk}/"))
    sent = phone.post(f"/usulan/{entry.pk}/ajukan/", follow=True)

    assert started.headers["Location"] == f"/usulan/{entry.pk}/foto/"
    assert (before, after) == (["Paling sedikit satu foto"], [])
    assert sent.redirect_chain == [(f"/usulan/{entry.pk}/terkirim/", 302)]
    assert f"Nomor usulan: {entry.number}" in words(sent.content.decode())
    entry.refresh_from_db()
    assert (entry.exhibition, entry.rw, entry.status) == (gelar_melong, rw_melong_5.rw, Status.SUBMITTED)
    assert (entry.on_behalf, entry.created_by) == (False, rw_melong_5)


def test_submitting_freezes_the_facts_as_they_are(phone, entry_in):
    entry = entry_in(Status.DRAFT)

    phone.post(f"/usulan/{entry.pk}/ajukan/")

    version = entry.versions.get()
    photo = entry.product.photos.get()
    assert version.n == 1
    assert version.shown_facts == {
        "name": "Selendang ecoprint daun jati",
        "category": "tpt",
        "subcategory": entry.product.subcategory.name,
        "main_material": "Katun primisima",
        "price": 185_000,
        "unit": "lembar",
        "description": "Selendang katun dengan jejak daun jati, dikukus dan dikunci dengan tawas.",
        "maker_id": entry.product.business_id,
        "maker": "Batik Cirendeu",
        "owner": "Euis Komariah",
        "workers_total": 6,
        "workers_from_rw": 4,
        "photos": [{"id": photo.pk, "digest": photo.digest}],
        "consent": True,
    }


def test_a_draft_may_be_empty_and_says_what_is_missing(phone):
    phone.post("/usulan/baru/", blank_form())

    entry = newest_entry()
    page = phone.get(f"/usulan/{entry.pk}/")
    assert entry.status == Status.DRAFT
    assert missing_on(page) == EVERYTHING


def test_every_missing_thing_leads_to_its_field(phone, gelar_melong):
    phone.post("/usulan/baru/", blank_form())
    entry = newest_entry()
    page = phone.get(f"/usulan/{entry.pk}/").content.decode()

    form = phone.get(f"/usulan/{entry.pk}/ubah/").content.decode()

    fields = [
        "category_0" if field == "category" else field for field, _ in entry.missing() if field != "image"
    ]
    linked = re.findall(rf'href="/usulan/{entry.pk}/ubah/#(\w+)"', page)
    assert linked == [*(f"id_{field}" for field in fields), "id_business_name"]
    assert [name for name in linked if f'id="{name}"' not in form] == []
    assert page.count(f'<a href="/usulan/{entry.pk}/foto/">') == 1


@pytest.mark.parametrize("gone", ["category", "photos", "consents"])
def test_an_incomplete_entry_is_not_submitted_and_says_why(phone, entry_in, gone):
    entry = entry_in(Status.DRAFT)
    if gone == "category":
        Product.objects.filter(pk=entry.product_id).update(category=None, subcategory=None)
    else:
        getattr(entry.product, gone).all().delete()

    answer = phone.post(f"/usulan/{entry.pk}/ajukan/", follow=True)

    expected = {
        "category": "Belum lengkap: kategori, jenis produk.",
        "photos": "Belum lengkap: paling sedikit satu foto.",
        "consents": "Belum lengkap: persetujuan pemilik.",
    }
    assert messages_of(answer) == [("error", expected[gone])]
    assert Entry.objects.get().status == Status.DRAFT


@pytest.mark.parametrize(
    ("changes", "link", "sentence"),
    [
        ({"phone": "12"}, "#id_phone", "Nomor HP pemilik: Tulis nomor HP seperti 0812-3456-7890."),
        ({"price": "murah"}, "#id_price", "Harga jual: Tulis harga dengan angka saja, misalnya 25.000."),
        ({"price": "0"}, "#id_price", "Harga jual: Harga harus antara Rp1 dan Rp1.000.000.000."),
        (
            {"workers_total": "enam"},
            "#id_workers_total",
            "Jumlah pekerja: Tulis dengan angka saja, misalnya 6.",
        ),
        (
            {"workers_from_rw": "7"},
            "#id_workers_from_rw",
            "Dari jumlah itu, berapa warga RW ini?: Tidak boleh lebih banyak dari jumlah pekerja.",
        ),
    ],
)
def test_an_error_leads_to_its_field_and_keeps_everything_typed(phone, changes, link, sentence):
    sent = typed(**changes)

    page = phone.post("/usulan/baru/", sent)

    assert page.status_code == 200
    assert title_of(page) == "Kesalahan: Usulan baru - OPOR Kota Cimahi"
    assert summary_of(page) == [(link, sentence)]
    assert values_on(page) == sent
    assert Entry.objects.count() == 0


def test_a_kind_of_product_of_another_category_is_refused(phone):
    wrong = Subcategory.objects.filter(category__slug="kriya").first()

    page = phone.post("/usulan/baru/", typed(subcategory=str(wrong.pk)))

    sentence = "Jenis produk: Pilih jenis yang termasuk TPT, atau ganti kategorinya."
    assert summary_of(page) == [("#id_subcategory", sentence)]


def test_the_kind_alone_tells_the_category(phone):
    phone.post("/usulan/baru/", typed(category="kriya") | {"category": ""})

    assert newest_entry().product.category.slug == "kriya"


def test_a_second_click_on_save_leads_to_the_entry_of_the_first(phone):
    phone.post("/usulan/baru/", typed())

    answer = phone.post("/usulan/baru/", typed())

    entry = Entry.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/usulan/{entry.pk}/")
    assert (Business.objects.count(), Product.objects.count()) == (1, 1)


@pytest.mark.parametrize("changes", [{"name": "Tas anyaman"}, {"name": "Tas anyaman", "price": "mahal"}])
def test_other_text_while_an_entry_is_live_is_kept_beside_a_link_to_it(phone, entry_in, changes):
    entry = entry_in(Status.SUBMITTED)
    sent = typed(**changes)

    page = phone.post("/usulan/baru/", sent)

    assert page.status_code == 409
    assert page.content.decode().count(f'href="/usulan/{entry.pk}/"') == 1
    assert values_on(page) == sent
    assert Entry.objects.count() == 1


def test_the_page_for_a_new_entry_leads_to_the_live_one(phone, entry_in):
    entry = entry_in(Status.VERIFIED)

    answer = phone.get("/usulan/baru/")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/usulan/{entry.pk}/")


def test_a_second_click_on_submit_shows_the_receipt_again(phone, entry_in):
    entry = entry_in(Status.DRAFT)

    answers = [phone.post(f"/usulan/{entry.pk}/ajukan/") for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [f"/usulan/{entry.pk}/terkirim/"] * 2
    assert steps_of(entry) == [(Action.START, "rw-melong-05"), (Action.SUBMIT, "rw-melong-05")]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETURNED])
def test_there_is_no_receipt_for_what_is_not_submitted(phone, entry_in, status):
    entry = entry_in(status)

    assert phone.get(f"/usulan/{entry.pk}/terkirim/").headers["Location"] == f"/usulan/{entry.pk}/"


def test_a_change_of_a_submitted_entry_is_a_further_version(phone, entry_in):
    entry = entry_in(Status.SUBMITTED)

    phone.post(f"/usulan/{entry.pk}/ubah/", typed(price="200.000"))

    assert [(version.n, version.price) for version in entry.versions.order_by("n")] == [
        (1, 185_000),
        (2, 200_000),
    ]


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"unit": "helai"}, Status.VERIFIED), ({"workers_total": "9"}, Status.SUBMITTED)],
)
def test_only_a_material_change_asks_for_the_operators_eyes_again(phone, entry_in, changes, status):
    entry = entry_in(Status.VERIFIED)
    kept = typed(description=entry.product.description, subcategory=str(entry.product.subcategory_id))

    phone.post(f"/usulan/{entry.pk}/ubah/", kept | changes)

    entry.refresh_from_db()
    assert (entry.status, entry.versions.count()) == (status, 2)


def test_a_submitted_entry_stays_complete_and_keeps_what_was_typed(phone, entry_in):
    entry = entry_in(Status.SUBMITTED)
    sent = typed(owner_name="", unit="helai", consent=None)

    page = phone.post(f"/usulan/{entry.pk}/ubah/", sent)

    assert summary_of(page) == [
        ("#id_owner_name", "Nama pemilik: Isi nama pemilik: usulan yang sudah diajukan harus tetap lengkap."),
        (
            "#id_consent",
            "Pemilik usaha setuju: Isi persetujuan pemilik: usulan yang sudah diajukan harus tetap lengkap.",
        ),
    ]
    assert values_on(page) == sent
    assert entry.versions.count() == 1


def test_the_form_of_an_entry_holds_what_was_saved(phone, entry_in):
    entry = entry_in(Status.DRAFT)

    shown = values_on(phone.get(f"/usulan/{entry.pk}/ubah/"))

    assert shown == typed(
        description=entry.product.description,
        subcategory=str(entry.product.subcategory_id),
    )


def test_a_returned_entry_shows_the_operators_reason_until_it_is_sent_again(phone, entry_in):
    entry = entry_in(Status.RETURNED)
    pages = [f"/usulan/{entry.pk}/", f"/usulan/{entry.pk}/ubah/", "/usulan/"]

    before = [phone.get(page).content.decode().count("Yang perlu diperbaiki") for page in pages]
    phone.post(f"/usulan/{entry.pk}/ajukan/")
    after = [phone.get(page).content.decode().count("Yang perlu diperbaiki") for page in pages]

    assert (before, after) == ([1, 1, 1], [0, 0, 0])
    assert Entry.objects.for_page().get().last_reason == ""
    assert timeline_of(phone.get(f"/usulan/{entry.pk}/")) == [
        ("Usulan diajukan", "Rw Melong 05", ""),
        ("Dikembalikan untuk perbaikan", "Op Melong", "Fotonya kurang terang."),
        ("Usulan diajukan", "Rw Melong 05", ""),
        ("Usulan dibuat", "Rw Melong 05", ""),
    ]


def test_fields_that_are_not_in_the_form_are_ignored(phone, entry_in, utama, gelar_utama, op_melong):
    smuggled = {
        "status": Status.VERIFIED,
        "rw": str(rw_of(utama, 1).pk),
        "exhibition": str(gelar_utama.pk),
        "on_behalf": "on",
        "verified_version": "1",
        "stand": "7",
        "created_by": str(op_melong.pk),
        "attendance": "hadir",
    }
    kept = list(smuggled)

    phone.post("/usulan/baru/", typed() | smuggled)
    entry = Entry.objects.values().get()
    phone.post(f"/usulan/{entry['id']}/ubah/", typed() | smuggled)

    melong_5 = rw_of(op_melong.kelurahan, 5)
    after = Entry.objects.values().get()
    assert after == entry
    assert [after.get(name, after.get(f"{name}_id")) for name in kept] == [
        Status.DRAFT,
        melong_5.pk,
        Exhibition.objects.get(kelurahan=op_melong.kelurahan).pk,
        False,
        None,
        None,
        Entry.objects.get().created_by_id,
        "belum",
    ]
    assert Entry.objects.get().created_by.username == "rw-melong-05"


def test_every_category_is_offered_and_the_priorities_are_marked(phone):
    page = phone.get("/usulan/baru/")

    offered = [label for _, label in page.context["form"].fields["category"].choices]
    assert offered == [
        f"{category.name}, prioritas" if category.slug in ("tpt", "kriya") else category.name
        for category in Category.objects.all()
    ]


def test_markup_in_a_field_is_shown_as_text(phone):
    phone.post("/usulan/baru/", typed(name="<b id=x>Tas</b>", owner_name="<script>1</script>"))

    page = phone.get(f"/usulan/{newest_entry().pk}/").content.decode()

    assert (page.count("<b id=x>"), page.count("<script>1")) == (0, 0)
    assert page.count("&lt;script&gt;1") == 1
