"""One thing per page: the forms in which an entry is told. What each is good for stands in exhibitions.steps."""

from django import forms
from django.utils import timezone

from accounts.fields import PhoneField
from exhibitions.fields import ProseField, RupiahField
from exhibitions.models.facts import NEEDED, needed_fields
from kelurahan.models import RW
from kelurahan.ordering import by_name
from products import consents
from products.models import (
    FIRST_YEAR,
    HIGHEST_CAPACITY,
    LONGEST_DESCRIPTION,
    LONGEST_LINE,
    LONGEST_NAME,
    MOST_WORKERS,
    Category,
    Consent,
    LocalShare,
    Need,
    SoldAt,
    Subcategory,
    Turnover,
)

WORDS = {field: words for field, _, words in NEEDED}
NOT_SAID = [("", "Belum diisi")]


class CategoryChoice(forms.ModelChoiceField):
    def label_from_instance(self, category):
        return f"{category.name}, prioritas" if category.priority else category.name


def text_field(label, help_text="", longest=LONGEST_NAME, **attrs):
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"} | attrs),
    )


def prose_field(label, help_text, rows=4):
    return ProseField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_DESCRIPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def number_field(label, help_text="", lowest=0, highest=MOST_WORKERS, example=6):
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=lowest,
        max_value=highest,
        required=False,
        error_messages={"invalid": f"Tulis dengan angka saja, misalnya {example}."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class StepForm(forms.Form):
    """The fields of one page. What an entry needs is asked for, unless the person goes on later (`lenient`)."""

    def __init__(self, *args, entry=None, lenient=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.lenient = lenient and not (entry and entry.must_stay_complete)
        self.needed = set(needed_fields(bool(entry and entry.walk_in))) & set(self.fields)
        for name in self.needed:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = f"Isi {WORDS[name]}."

    def full_clean(self):
        """A lenient form takes gaps, and still shows its fields as needed when it comes back."""
        self._ask(not self.lenient)
        super().full_clean()
        self._ask(True)

    def _ask(self, required):
        for name, field in self.fields.items():
            if name in WORDS:
                field.required = required and name in self.needed


class MakerForm(StepForm):
    business_name = text_field("Nama usaha", "Kalau belum ada, tulis nama pemiliknya.")
    phone = PhoneField(
        label="Nomor HP pemilik",
        help_text="Hanya dilihat RW, operator kelurahan, dan Pemkot. Contoh: 0812-3456-7890",
        required=False,
    )


class ProductForm(StepForm):
    name = text_field("Nama produk", "Contoh: Tas belanja kain perca")
    category = CategoryChoice(
        label="Kategori",
        queryset=Category.objects.all(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="Tekstil dan kriya adalah prioritas program.",
    )
    main_material = text_field("Bahan utama", "Contoh: kain perca katun dari konveksi sekitar")


class PriceForm(StepForm):
    price = RupiahField(label="Harga jual", help_text="Contoh: 25.000", required=False)
    unit = text_field("Untuk satuan apa?", "Contoh: buah, lembar, pasang, 250 gram", longest=30)


class WorkersForm(StepForm):
    workers_total = number_field("Jumlah pekerja", "Termasuk pemilik.")
    workers_from_rw = number_field("Dari jumlah itu, berapa warga RW ini?")

    def clean(self):
        data = super().clean()
        total, from_rw = data.get("workers_total"), data.get("workers_from_rw")
        if from_rw is not None and "workers_total" not in self.errors and from_rw > (total or 0):
            self.add_error("workers_from_rw", "Tidak boleh lebih banyak dari jumlah pekerja.")
        return data


class ConsentForm(StepForm):
    """A box per thing the owner may agree to, none of them ticked beforehand."""

    owner_name = text_field("Nama pemilik yang menyetujui")
    consent = forms.BooleanField(required=False)
    publication = forms.BooleanField(required=False)
    contact = forms.BooleanField(required=False)
    faces = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, kind in consents.KIND_OF_FIELD.items():
            self.fields[name].label = Consent.Kind(kind).label
            self.fields[name].help_text = consents.current_text(kind)
        self.fields["consent"].error_messages["required"] = (
            "Tanpa persetujuan pemilik untuk pendaftaran dan penilaian, produk ini belum dapat diajukan."
        )


class OwnerForm(StepForm):
    owner_name = text_field("Nama pemilik")
    address = text_field(
        "Alamat tempat usaha", "Boleh di luar RW ini. Tidak ditampilkan di katalog.", longest=LONGEST_LINE
    )
    year_started = number_field(
        "Mulai usaha tahun berapa?", "Contoh: 2015", FIRST_YEAR, highest=9999, example=2015
    )

    def clean_year_started(self):
        year = self.cleaned_data["year_started"]
        if year is not None and year > timezone.localdate().year:
            raise forms.ValidationError("Tahun mulai belum terjadi. Periksa angkanya.")
        return year


class StaffForm(StepForm):
    workers_women = number_field("Pekerja perempuan")
    workers_men = number_field("Pekerja laki-laki")
    workers_from_cimahi = number_field("Berapa yang warga Cimahi?", "Termasuk warga RW ini.")
    turnover = forms.ChoiceField(
        label="Penjualan sebulan, kira-kira",
        choices=[*NOT_SAID, *Turnover.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text="Hanya dilihat operator dan Pemkot, untuk menghitung hasil program.",
    )

    def clean(self):
        data = super().clean()
        business = self.entry.product.business
        total, from_rw = business.workers_total, business.workers_from_rw
        women, men, cimahi = (
            data.get(name) for name in ("workers_women", "workers_men", "workers_from_cimahi")
        )
        if None not in (total, women, men) and women + men != total:
            self.add_error("workers_men", f"Perempuan dan laki-laki harus berjumlah {total} pekerja.")
        if cimahi is not None and total is not None and not (from_rw or 0) <= cimahi <= total:
            self.add_error("workers_from_cimahi", f"Isi antara {from_rw or 0} dan {total} orang.")
        return data


class StoryForm(StepForm):
    subcategory = forms.ModelChoiceField(
        label="Jenis produk",
        queryset=Subcategory.objects.select_related("category"),
        required=False,
        empty_label="Pilih jenis",
    )
    description = prose_field(
        "Uraian singkat", "Apa kegunaannya dan untuk siapa. Dua atau tiga kalimat cukup."
    )
    story = prose_field(
        "Cerita dan ciri khas", "Mengapa dibuat, apa yang membedakannya, apa hubungannya dengan RW ini."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, category = self.fields["subcategory"], self.entry.shown_category
        if category:
            field.queryset = field.queryset.filter(category=category)
        field.choices = [("", field.empty_label), *grouped_subcategories(field.queryset)]


class MaterialsForm(StepForm):
    materials = text_field("Bahan lain yang dipakai", "Contoh: benang katun, pewarna indigo", LONGEST_LINE)
    local_share = forms.ChoiceField(
        label="Berapa banyak bahan yang berasal dari Cimahi dan sekitarnya?",
        choices=[*NOT_SAID, *LocalShare.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    waste_used = text_field("Limbah yang dimanfaatkan", "Contoh: perca konveksi. Kosongkan bila tidak ada.")
    technique = text_field("Cara membuatnya", "Contoh: anyam, jahit tangan, cap, bubut", LONGEST_LINE)


class ProductionForm(StepForm):
    capacity = number_field(
        "Sebulan dapat membuat berapa?",
        "Perkiraan saja, dengan satuan yang sama seperti harganya. Contoh: 100",
        highest=HIGHEST_CAPACITY,
        example=100,
    )
    packaging = text_field("Kemasannya", "Contoh: kantong kertas berlabel, kotak karton", LONGEST_LINE)


class MarketForm(StepForm):
    sold_at = forms.MultipleChoiceField(
        label="Sekarang dijual di mana?",
        choices=SoldAt.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs = forms.MultipleChoiceField(
        label="Usaha ini paling butuh bantuan apa?",
        choices=Need.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PartnerForm(StepForm):
    partner_rw = forms.ModelChoiceField(
        label="RW mitra",
        queryset=RW.objects.none(),
        required=False,
        empty_label="Tidak ada RW mitra",
        help_text="Bila sebagian pekerjaan dilakukan warga RW lain. Produk tetap atas nama RW ini.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, rw = self.fields["partner_rw"], self.entry.rw
        field.queryset = (
            RW.objects.filter(kelurahan__kota=rw.kelurahan.kota_id)
            .exclude(pk=rw.pk)
            .select_related("kelurahan")
            .order_by(by_name("kelurahan__name"), "number")
        )
        groups = {}
        for other in field.queryset:
            groups.setdefault(str(other.kelurahan), []).append((other.pk, other.label))
        field.choices = [("", field.empty_label), *groups.items()]


def grouped_subcategories(subcategories):
    groups = {}
    for subcategory in subcategories:
        groups.setdefault(subcategory.category.short_name, []).append((subcategory.pk, subcategory.name))
    return list(groups.items())
