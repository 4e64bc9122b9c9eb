"""Finding makers, naming the row that another is merged into, and what a maker asks for and is answered."""

from django import forms

from exhibitions.fields import ProseField
from products.models import MakerRequest
from products.models.maker_links import LONGEST_REQUEST

ERASING_WORD = "HAPUS"


class MakerSearchForm(forms.Form):
    q = forms.CharField(label="Cari nama usaha atau pemilik", max_length=60, required=False)


class MergeForm(forms.Form):
    """`others`: the rows that may be kept in the place of this one."""

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

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others


class ProductMergeForm(MergeForm):
    """Of the few products of one RW: they are offered by name."""

    into = forms.ModelChoiceField(
        queryset=None,
        label="Produk yang dipertahankan",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih produk yang dipertahankan.",
            "invalid_choice": "Pilih salah satu produk di daftar.",
        },
    )
    sure = forms.BooleanField(
        label="Saya sudah memeriksa: keduanya produk yang sama",
        error_messages={"required": "Centang bila keduanya memang produk yang sama."},
    )


class LinkSeenForm(forms.Form):
    """Which link the page showed when a new one was asked for; none for the first."""

    link = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)

    @property
    def seen(self):
        return self.cleaned_data["link"] if self.is_valid() else None


class MakerRequestForm(forms.Form):
    kind = forms.ChoiceField(
        label="Apa yang Anda minta?",
        choices=MakerRequest.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih apa yang Anda minta.", "invalid_choice": "Pilih salah satu."},
    )
    text = ProseField(
        label="Ceritakan dengan singkat",
        help_text="Contoh: nomor HP saya berubah menjadi 0812-3456-7890.",
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis apa yang perlu dilakukan."},
    )


class AnswerForm(forms.Form):
    answer = ProseField(
        label="Jawaban",
        help_text="Dibaca pelaku usaha lewat tautannya: tulis apa yang sudah dilakukan, atau mengapa tidak dapat.",
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis jawabannya."},
    )


class EraseForm(forms.Form):
    word = forms.CharField(
        label=f"Ketik {ERASING_WORD} untuk melanjutkan",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": f"Ketik {ERASING_WORD} dengan huruf besar."},
    )

    def clean_word(self):
        word = self.cleaned_data["word"]
        if word != ERASING_WORD:
            raise forms.ValidationError(f"Ketik {ERASING_WORD} dengan huruf besar.")
        return word
