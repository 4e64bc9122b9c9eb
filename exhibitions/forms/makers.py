"""Finding makers, and naming the one that another is merged into."""

from django import forms


class MakerSearchForm(forms.Form):
    q = forms.CharField(label="Cari nama usaha atau pemilik", max_length=60, required=False)


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        queryset=None,
        label="Nomor pelaku usaha yang dipertahankan",
        help_text="Nomornya tertulis di halaman pelaku usaha itu.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Tulis nomor pelaku usaha yang dipertahankan.",
            "invalid_choice": "Tidak ada pelaku usaha dengan nomor itu.",
        },
    )
    sure = forms.BooleanField(
        label="Saya sudah memeriksa: keduanya usaha yang sama",
        error_messages={"required": "Centang bila keduanya memang usaha yang sama."},
    )

    def __init__(self, *args, maker, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others.standing().not_erased().exclude(pk=maker.pk)
