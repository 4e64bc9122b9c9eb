"""A product that waits, and the product that takes an entry's place."""

from django import forms

from exhibitions.fields import ProseField
from products.models import Category

from .decisions import LONGEST_REASON
from .registering import MakerChoiceForm
from .steps import CategoryChoice, text_field

NEW_PRODUCT = "baru"


class SpareForm(MakerChoiceForm):
    """Enough to remember a good product by: what it is and who makes it."""

    name = text_field("Nama produk", "Contoh: Tas belanja kain perca")
    category = CategoryChoice(
        label="Kategori",
        queryset=Category.objects.all(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    field_order = ["name", "category", "maker"]

    def clean(self):
        told = self.cleaned_data
        data = super().clean()
        return data | {name: told.get(name) for name in ("name", "category")}


class ReplacementForm(forms.Form):
    product = forms.ChoiceField(
        label="Produk penggantinya",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih produk penggantinya."},
    )
    reason = ProseField(
        label="Mengapa diganti?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya dengan singkat."},
    )

    def __init__(self, *args, spares, **kwargs):
        super().__init__(*args, **kwargs)
        self.spares = {str(product.pk): product for product in spares}
        offered = [(key, f"{product.name} ({product.business})") for key, product in self.spares.items()]
        self.fields["product"].choices = [*offered, (NEW_PRODUCT, "Produk baru")]

    def clean_product(self):
        """The chosen spare, or None for a product that is still to be told."""
        return self.spares.get(self.cleaned_data["product"])
