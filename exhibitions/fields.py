"""Form fields that take numbers the way people write them."""

import re

from django import forms

from products.models import HIGHEST_PRICE


class ProseField(forms.CharField):
    """Several lines. A browser sends each line end as two characters and counts it as one; so do we."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class RupiahField(forms.CharField):
    """`25000`, `25.000`, `Rp25.000` or `Rp 25.000,00`; the value is a whole number of rupiah or None."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 24)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        compact = "".join(text.lower().split())
        match = re.fullmatch(r"(?:rp)?\.?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:00|-))?", compact, re.ASCII)
        if match is None:
            raise forms.ValidationError("Tulis harga dengan angka saja, misalnya 25.000.")
        price = int(match[1].replace(".", ""))
        if not 1 <= price <= HIGHEST_PRICE:
            raise forms.ValidationError("Harga harus antara Rp1 dan Rp1.000.000.000.")
        return price

    def prepare_value(self, value):
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; the value is a list of uploads, an empty file among them."""

    widget = FilesInput(attrs={"accept": "image/*"})

    def __init__(self, **kwargs):
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, value, initial=None):
        return [super(FilesField, self).clean(upload, initial) for upload in value or [None]]
