"""Form fields for people's names and numbers."""

import unicodedata

from django import forms

from .phones import normalise, spelled

PHONE_EXAMPLE = "Tulis nomor HP seperti 0812-3456-7890."


class PhoneField(forms.CharField):
    """`0812-3456-7890` and its other spellings; the value is E.164, or empty where none is required."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        phone = normalise(text)
        if phone is None:
            raise forms.ValidationError(PHONE_EXAMPLE)
        return phone

    def prepare_value(self, value):
        return spelled(value) if isinstance(value, str) else value


class NameField(forms.CharField):
    """One line in NFC with single spaces."""

    def to_python(self, value):
        return " ".join(unicodedata.normalize("NFC", super().to_python(value)).split())
