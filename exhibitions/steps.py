"""The pages on which an entry is told: what it needs to be submitted, then what makes it complete."""

from dataclasses import dataclass

from django.urls import reverse

from .forms import steps as forms
from .registration import values_of


@dataclass(frozen=True)
class Step:
    """`form` is None where the page is another than `entry_step`. `fields` are those of the facts it tells."""

    slug: str
    title: str
    question: str
    good_for: str
    form: type | None = None
    url_name: str = "exhibitions:entry_step"
    told: str = "image"

    @property
    def fields(self):
        """Those of the form, or what a page without one tells (`told`)."""
        if self.form is None:
            return (self.told,)
        return tuple(self.form.base_fields)

    def url(self, entry):
        arguments = [entry.pk, self.slug] if self.url_name == "exhibitions:entry_step" else [entry.pk]
        return reverse(self.url_name, args=arguments)


TO_SUBMIT = (
    Step(
        "usaha", "Pelaku usaha", "Siapa pembuatnya?", "Supaya kelurahan dapat menghubungi.", forms.MakerForm
    ),
    Step(
        "produk", "Produk", "Apa produknya?", "Kategori menentukan kurator yang menilai.", forms.ProductForm
    ),
    Step("harga", "Harga", "Berapa harganya?", "Kurator menilai daya jual dari harganya.", forms.PriceForm),
    Step(
        "pekerja",
        "Pekerja",
        "Berapa orang yang bekerja?",
        "Pemberdayaan warga ikut dinilai.",
        forms.WorkersForm,
    ),
    Step(
        "foto",
        "Foto",
        "Foto produk",
        "Satu foto cukup untuk mengajukan.",
        url_name="exhibitions:photo_list",
    ),
    Step(
        "persetujuan",
        "Persetujuan pemilik",
        "Apa yang disetujui pemilik?",
        "Tanpa persetujuan pemilik, produk tidak dinilai.",
        forms.ConsentForm,
    ),
)
TO_COMPLETE = (
    Step(
        "cerita",
        "Jenis, uraian, dan cerita",
        "Ceritakan produknya",
        "Dibaca kurator sebelum menilai dan tampil di katalog.",
        forms.StoryForm,
    ),
    Step(
        "bahan",
        "Bahan dan cara membuat",
        "Dari apa dan bagaimana dibuat?",
        "Bahan lokal dan pemanfaatan limbah menambah nilai keaslian dan inovasi.",
        forms.MaterialsForm,
    ),
    Step(
        "produksi",
        "Kapasitas dan kemasan",
        "Berapa banyak yang dapat dibuat?",
        "Pembeli dan Pemkot tahu sanggup melayani pesanan seberapa besar.",
        forms.ProductionForm,
    ),
    Step(
        "pasar",
        "Pasar dan kebutuhan",
        "Dijual di mana, butuh bantuan apa?",
        "Dipakai Pemkot untuk menyusun pelatihan, modal, dan pameran.",
        forms.MarketForm,
    ),
    Step(
        "pemilik",
        "Pemilik dan alamat",
        "Siapa pemiliknya?",
        "Nama pemilik ditulis pada piagam.",
        forms.OwnerForm,
    ),
    Step(
        "tenaga-kerja",
        "Rincian pekerja dan penjualan",
        "Siapa saja yang bekerja?",
        "Menunjukkan hasil program: pekerjaan bagi warga Cimahi.",
        forms.StaffForm,
    ),
    Step(
        "mitra",
        "RW mitra",
        "Adakah RW lain yang ikut membuat?",
        "RW mitra ikut disebut di katalog.",
        forms.PartnerForm,
    ),
    Step(
        "legalitas",
        "Legalitas usaha",
        "Izin apa yang sudah dimiliki?",
        "Menjadi syarat masuk pasar luas. Operator kelurahan membantu mengurus NIB.",
        url_name="exhibitions:permit_list",
        told="permits",
    ),
)
ALL = {step.slug: step for step in (*TO_SUBMIT, *TO_COMPLETE)}


@dataclass(frozen=True)
class Progress:
    """A step of an entry: how much of it is filled, and what was said of it when the entry was returned."""

    step: Step
    url: str
    filled: int
    gaps: list
    comment: str

    @property
    def is_done(self):
        return not self.gaps and self.filled > 0


def progress_of(entry, steps):
    values, missing, comments = values_of(entry), entry.missing(), entry.comments_to_mend
    values["image"] = entry.product.shown_photos
    values["permits"] = list(entry.product.business.permits.all())
    return [
        Progress(
            step,
            step.url(entry),
            sum(values.get(field) not in (None, "", [], False) for field in step.fields),
            [words for field, words in missing if field in step.fields],
            comments.get(step.slug, ""),
        )
        for step in steps
    ]


def next_to_submit(entry):
    """The first step that still lacks something an entry needs, or None."""
    return next((item.step for item in progress_of(entry, TO_SUBMIT) if item.gaps), None)


def step_before(step):
    """The step before one of those to submit, or None."""
    place = TO_SUBMIT.index(step) if step in TO_SUBMIT else 0
    return TO_SUBMIT[place - 1] if place else None


def step_after(step):
    """The step after one of those to submit, or None."""
    place = TO_SUBMIT.index(step) + 1 if step in TO_SUBMIT else len(TO_SUBMIT)
    return TO_SUBMIT[place] if place < len(TO_SUBMIT) else None


def edit_url(entry):
    return reverse("exhibitions:entry_edit", args=[entry.pk])


def check_url(entry):
    return reverse("exhibitions:entry_check", args=[entry.pk])
