"""What completes an entry before the exhibition."""

import pytest

from exhibitions.models import Status
from kelurahan.models import RW
from products.models import Subcategory
from tests.factories import rw_of

from .factories import (
    step_path,
    typed,
)

COMPLETION = {
    "cerita": {"description": "Syal tenun.", "story": "Dimulai tahun 2015 oleh ibu-ibu PKK."},
    "bahan": {
        "materials": "Benang katun",
        "local_share": "51-75",
        "waste_used": "Perca konveksi",
        "technique": "Tenun",
    },
    "produksi": {"capacity": "120", "packaging": "Kantong kertas"},
    "pasar": {"sold_at": ["pameran", "daring"], "needs": ["modal"]},
    "pemilik": {"owner_name": "Euis", "address": "Jl. Melong Raya 5", "year_started": "2015"},
    "tenaga-kerja": {
        "workers_women": "4",
        "workers_men": "2",
        "workers_from_cimahi": "5",
        "turnover": "5-15",
    },
}


@pytest.mark.parametrize("slug", COMPLETION)
def test_what_completes_an_entry_is_kept_and_shown_again(phone, entry_in, slug):
    entry = entry_in(Status.DRAFT)

    phone.post(step_path(entry, slug), COMPLETION[slug])

    form = phone.get(step_path(entry, slug)).context["form"]
    shown = {name: form[name].value() for name in COMPLETION[slug]}
    expected = {
        name: int(value) if isinstance(value, str) and value.isdigit() else value
        for name, value in COMPLETION[slug].items()
    }
    assert shown == expected


def test_a_partner_is_another_rw_of_the_kota(phone, entry_in, utama, other_melong):
    entry = entry_in(Status.DRAFT)
    field = phone.get(step_path(entry, "mitra")).context["form"].fields["partner_rw"]

    phone.post(step_path(entry, "mitra"), {"partner_rw": str(rw_of(utama, 1).pk)})

    entry.product.refresh_from_db()
    assert set(field.queryset) == set(
        RW.objects.filter(kelurahan__kota__code="32.77").exclude(pk=entry.rw_id)
    )
    assert entry.product.partner_rw == rw_of(utama, 1)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"workers_men": "3"}, "workers_men", "Perempuan dan laki-laki harus berjumlah 6 pekerja."),
        ({"workers_from_cimahi": "3"}, "workers_from_cimahi", "Isi antara 4 dan 6 orang."),
        ({"workers_from_cimahi": "7"}, "workers_from_cimahi", "Isi antara 4 dan 6 orang."),
    ],
)
def test_the_workers_in_detail_fit_their_number(phone, entry_in, changes, field, sentence):
    sent = COMPLETION["tenaga-kerja"] | changes

    page = phone.post(step_path(entry_in(Status.DRAFT), "tenaga-kerja"), sent)

    assert page.context["form"].errors == {field: [sentence]}


@pytest.mark.parametrize("year", ["1899", "2999", "dulu"])
def test_a_year_that_cannot_be_is_asked_again(phone, entry_in, year):
    page = phone.post(step_path(entry_in(Status.DRAFT), "pemilik"), {"year_started": year})

    assert list(page.context["form"].errors) == ["year_started"]


def test_only_the_kinds_of_the_own_category_are_offered(phone, entry_in):
    field = (
        phone.get(step_path(entry_in(Status.DRAFT, category="kriya"), "cerita"))
        .context["form"]
        .fields["subcategory"]
    )

    assert set(field.queryset) == set(Subcategory.objects.filter(category__slug="kriya"))


def test_a_kind_of_the_old_category_goes_when_the_category_changes(phone, entry_in):
    entry = entry_in(Status.DRAFT)

    phone.post(step_path(entry, "produk"), typed("produk", category="kriya"))

    entry.product.refresh_from_db()
    assert (entry.product.category.slug, entry.product.subcategory) == ("kriya", None)
