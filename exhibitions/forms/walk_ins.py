"""A walk-in on one page: what it needs first, the rest if there is time."""

from django import forms

from exhibitions.fields import FilesField
from exhibitions.models.facts import needed_fields
from products.consents import current_text
from products.models import Consent

from .registering import MakerChoiceForm
from .steps import PriceForm, ProductForm, WorkersForm, text_field


class WalkInForm(MakerChoiceForm, ProductForm, PriceForm, WorkersForm):
    """`entry`: the unsent entry of the RW that this goes on with, or None."""

    image = FilesField(
        label="Foto produk",
        help_text="Ambil langsung dengan HP di stan. Satu foto cukup.",
        error_messages={"required": "Ambil satu foto produk."},
    )
    owner_name = text_field("Nama pemilik yang menyetujui")
    consent = forms.BooleanField(label=Consent.Kind.REGISTRATION.label, required=False)
    field_order = ["name", "category", "maker", "business_name", "image", "owner_name", "consent"]
    if_time = ("phone", "main_material", "price", "unit", "workers_total", "workers_from_rw")

    def __init__(self, *args, rw, entry=None, **kwargs):
        super().__init__(*args, entry=entry, **kwargs)
        self.needed = set(needed_fields(walk_in=True))
        if entry and entry.product.shown_photos:
            self.needed.discard("image")
        self._ask(True)
        self.fields["owner_name"].required = True
        self.fields["owner_name"].error_messages["required"] = "Tulis nama pemilik yang menyetujui."
        self.fields["consent"].help_text = current_text(Consent.Kind.REGISTRATION)
        self.fields["consent"].error_messages["required"] = (
            "Tanpa persetujuan pemilik, produk ini tidak dapat dinilai."
        )
        self.offer_makers(rw)
        if "maker" in self.fields:
            self.fields["maker"].help_text = "Kalau usaha lain, tulis namanya di bawah."

    def clean(self):
        """A known maker comes with its name and phone; the rest of the page counts all the same."""
        super().clean()
        data = {name: value for name, value in self.cleaned_data.items() if name != "image"}
        if self.chosen_maker:
            data = {name: value for name, value in data.items() if name not in ("business_name", "phone")}
            data["maker"] = self.chosen_maker
        return data | {
            "image": [upload for upload in self.cleaned_data.get("image", []) if upload is not None]
        }

    @property
    def fields_if_time(self):
        return [self[name] for name in self.if_time]

    @property
    def errs_in_what_is_folded(self):
        return any(name in self.errors for name in self.if_time)
