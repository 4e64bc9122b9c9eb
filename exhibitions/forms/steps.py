"""Forms of registration and verification: validation only, choices narrowed by the user."""

from django import forms

from accounts.permissions import is_operator
from kelurahan.models import Kecamatan, Kelurahan
from products import consents
from products.models import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    MOST_PHOTOS,
    MOST_WORKERS,
    Category,
    Subcategory,
)

from .coverage import rws_answered_by, rws_without_entry
from .fields import FilesField, PhoneField, ProseField, RupiahField
from .models import Abstention, Status
from .models.facts import REQUIRED

LONGEST_REASON = 500


class RWChoice(forms.ModelChoiceField):
    def label_from_instance(self, rw):
        return rw.label


class CategoryChoice(forms.ModelChoiceField):
    def label_from_instance(self, category):
        return f"{category.name}, prioritas" if category.priority else category.name


def text_field(label, help_text="", longest=LONGEST_NAME, **attrs):
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=False,
        widget=forms.TextInput(attrs=attrs),
    )


def workers_field(label, help_text=""):
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=MOST_WORKERS,
        required=False,
        error_messages={"invalid": "Tulis dengan angka saja, misalnya 6."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class EntryForm(forms.Form):
    """Maker and product of an entry. A draft may leave anything empty; a submitted entry stays complete."""

    business_name = text_field("Nama usaha", "Kalau belum ada, tulis nama pemiliknya.", autocomplete="off")
    owner_name = text_field("Nama pemilik", autocomplete="off")
    phone = PhoneField(
        label="Nomor HP pemilik",
        help_text="Hanya dilihat RW, operator kelurahan, dan Pemkot. Contoh: 0812-3456-7890",
        required=False,
    )
    workers_total = workers_field("Jumlah pekerja", "Termasuk pemilik.")
    workers_from_rw = workers_field("Dari jumlah itu, berapa warga RW ini?")
    name = text_field("Nama produk", "Contoh: Tas belanja kain perca", autocomplete="off")
    category = CategoryChoice(
        label="Kategori",
        queryset=Category.objects.all(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="Tekstil dan kriya adalah prioritas program.",
    )
    subcategory = forms.ModelChoiceField(
        label="Jenis produk",
        queryset=Subcategory.objects.select_related("category"),
        required=False,
        empty_label="Pilih jenis",
    )
    main_material = text_field(
        "Bahan utama", "Contoh: kain perca katun dari konveksi sekitar", autocomplete="off"
    )
    price = RupiahField(label="Harga jual", help_text="Contoh: 25.000", required=False)
    unit = text_field(
        "Satuan harga", "Contoh: buah, lembar, pasang, 250 gram", longest=30, autocomplete="off"
    )
    description = ProseField(
        label="Uraian produk",
        help_text="Apa kegunaannya, bagaimana dibuat, apa ciri khasnya. Dua atau tiga kalimat cukup.",
        max_length=LONGEST_DESCRIPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    consent = forms.BooleanField(label="Pemilik usaha setuju", required=False)

    def __init__(self, *args, must_be_complete=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.must_be_complete = must_be_complete
        self.fields["consent"].help_text = consents.current_text()
        subcategory = self.fields["subcategory"]
        subcategory.choices = [("", subcategory.empty_label), *grouped_subcategories(subcategory.queryset)]

    def clean(self):
        data = super().clean()
        total, from_rw = data.get("workers_total"), data.get("workers_from_rw")
        if total is not None and from_rw is not None and from_rw > total:
            self.add_error("workers_from_rw", "Tidak boleh lebih banyak dari jumlah pekerja.")
        self.match_category(data)
        if self.must_be_complete:
            self.refuse_gaps(data)
        return data

    def match_category(self, data):
        category, subcategory = data.get("category"), data.get("subcategory")
        if subcategory and category is None and "category" not in self.errors:
            data["category"] = subcategory.category
        elif subcategory and category and subcategory.category_id != category.pk:
            self.add_error(
                "subcategory", f"Pilih jenis yang termasuk {category.short_name}, atau ganti kategorinya."
            )

    def refuse_gaps(self, data):
        for field, _, words in REQUIRED:
            if field in self.fields and field not in self.errors and data.get(field) in (None, "", False):
                self.add_error(field, f"Isi {words}: usulan yang sudah diajukan harus tetap lengkap.")


def grouped_subcategories(subcategories):
    groups = {}
    for subcategory in subcategories:
        groups.setdefault(subcategory.category.short_name, []).append((subcategory.pk, subcategory.name))
    return list(groups.items())


class NewEntryForm(EntryForm):
    """An operator chooses the RW on whose behalf the entry is made; an RW account enters for itself.

    Offered are the RW without entry; one that has got an entry since is understood too, so that a second click
    finds what the first one made.
    """

    rw = RWChoice(label="RW", queryset=None, empty_label="Pilih RW")
    field_order = ["rw"]

    def __init__(self, *args, user, exhibition, **kwargs):
        super().__init__(*args, **kwargs)
        if is_operator(user):
            self.offer_rws(rws_answered_by(user), rws_without_entry(exhibition) if exhibition else [])
        else:
            del self.fields["rw"]

    def offer_rws(self, understood, offered):
        field, sent = self.fields["rw"], self.data.get("rw")
        field.queryset = understood
        kept = [rw for rw in understood if str(rw.pk) == sent] if sent else []
        self.offered = sorted({*offered, *kept}, key=lambda rw: rw.number)
        field.choices = [("", field.empty_label), *((rw.pk, rw.label) for rw in self.offered)]

    @property
    def chosen_rw(self):
        """The RW the page was opened for or is sent for; None for an RW account and while none is chosen."""
        if "rw" not in self.fields:
            return None
        return next((rw for rw in self.offered if str(rw.pk) == str(self["rw"].value())), None)


class PhotoForm(forms.Form):
    """One photo or several; what each is, is found by looking at its bytes (products.photos)."""

    image = FilesField(
        label="Pilih foto",
        help_text=f"JPEG, PNG, WebP, atau HEIC. Boleh beberapa sekaligus, paling banyak {MOST_PHOTOS}.",
        error_messages={"required": "Pilih foto dahulu."},
    )


class ReasonForm(forms.Form):
    """Why an operator decides against an entry."""

    reason = ProseField(
        label="Alasan",
        help_text="Dibaca RW: tulis apa yang kurang dan apa yang perlu dilakukan.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya, supaya RW tahu apa yang perlu dilakukan."},
    )


class WithdrawalForm(forms.Form):
    reason = ProseField(
        label="Mengapa usulan ini ditarik?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya dengan singkat."},
    )


class AcceptForm(forms.Form):
    version = forms.IntegerField(min_value=1, max_value=32767, widget=forms.HiddenInput)


class AbstentionForm(forms.ModelForm):
    class Meta:
        model = Abstention
        fields = ["reason", "needs_help"]
        widgets = {"reason": forms.RadioSelect}
        labels = {
            "reason": "Mengapa RW ini tidak mengusulkan?",
            "needs_help": "RW ini ingin didampingi untuk edisi berikutnya",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = Abstention.Reason.choices
        self.fields["reason"].error_messages["required"] = "Pilih salah satu alasan."


class EntryFilterForm(forms.Form):
    """Filters of the list, in the URL. A value that is not offered filters nothing."""

    q = forms.CharField(label="Cari produk atau usaha", max_length=60, required=False)
    status = forms.ChoiceField(
        label="Status", choices=[("", "Semua status"), *Status.choices], required=False
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("kategori", Category.objects.all())
        if user.kota:
            self.offer("kecamatan", Kecamatan.objects.within(user.kota))
        if user.kota or user.kecamatan:
            self.offer("kelurahan", Kelurahan.objects.within(user.territory).alphabetical())

    def offer(self, name, things):
        """A choice by slug, read once for its list and for understanding what was chosen."""
        by_slug = {thing.slug: thing for thing in things}
        self.fields[name] = forms.TypedChoiceField(
            label=name.capitalize(),
            choices=[("", f"Semua {name}"), *((slug, str(thing)) for slug, thing in by_slug.items())],
            coerce=by_slug.get,
            empty_value=None,
            required=False,
        )

    @property
    def chosen(self):
        """The filters that were understood, by field name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
