"""What an owner agrees to, told on screen or with the photo of a signed sheet."""

from django import forms

from products import consents
from products.models import LONGEST_NAME, Consent

NOTHING_TICKED = "Centang yang disetujui pemilik."


class ConsentForm(forms.Form):
    """A box per consent that is not in force yet, none of them ticked beforehand."""

    owner_name = forms.CharField(
        label="Nama pemilik yang menyetujui",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Tulis nama pemiliknya."},
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.field_of_kind = {kind: name for name, kind in consents.KIND_OF_FIELD.items() if kind in kinds}
        for kind, name in self.field_of_kind.items():
            self.fields[name] = forms.BooleanField(
                label=Consent.Kind(kind).label, help_text=consents.current_text(kind), required=False
            )

    def clean(self):
        data = super().clean()
        if not self.kinds_ticked(data):
            raise forms.ValidationError(NOTHING_TICKED)
        return data

    def kinds_ticked(self, data):
        return [kind for kind, name in self.field_of_kind.items() if data.get(name)]

    @property
    def kinds(self):
        return self.kinds_ticked(self.cleaned_data)


class PaperConsentForm(ConsentForm):
    """The same from a sheet that was signed."""

    paper = forms.FileField(
        label="Foto lembar yang ditandatangani",
        help_text="Foto atau PDF. Seluruh lembar terlihat, tanda tangannya terbaca.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages={"required": "Pilih foto lembarnya dahulu."},
    )
