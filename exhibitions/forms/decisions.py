"""What an operator decides about an entry, and why."""

from django import forms

from exhibitions.fields import ProseField
from exhibitions.models import Status
from products.models import Category, Subcategory

from .steps import CategoryChoice, grouped_subcategories

LONGEST_REASON = 500
# The id of the form to which the comment fields belong, wherever on the page they stand.
RETURN_FORM_ID = "kembalikan"


class SeenForm(forms.Form):
    """What the page showed when its button was pressed: number of the version and status of the entry."""

    version = forms.IntegerField(min_value=1, max_value=32767)
    status = forms.ChoiceField(choices=Status.choices)

    @property
    def seen(self):
        """(number, status), or None where the page did not say."""
        return (self.cleaned_data["version"], self.cleaned_data["status"]) if self.is_valid() else None


class ReasonForm(forms.Form):
    """Why an operator decides against an entry."""

    reason = ProseField(
        label="Alasan",
        help_text="Dibaca RW: tulis apa yang kurang dan apa yang perlu dilakukan.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya, supaya RW tahu apa yang perlu dilakukan."},
    )


class RefusalForm(ReasonForm):
    prefix = "tolak"


class ReturnForm(ReasonForm):
    """A reason for the whole, comments for the parts of the entry, or both. `sections`: [(slug, title)]."""

    prefix = "kembali"

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = dict(sections)
        reason = self.fields["reason"]
        reason.label, reason.required = "Pesan untuk RW", False
        reason.help_text = "Boleh kosong bila sudah ada catatan pada bagiannya."
        for slug, title in self.sections.items():
            self.fields[slug] = ProseField(
                label=f"Catatan: {title}",
                max_length=LONGEST_REASON,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "form": RETURN_FORM_ID}),
            )

    def clean(self):
        data = super().clean()
        if not self.errors and not data["reason"] and not self.comments:
            self.add_error("reason", "Tulis pesan, atau catatan pada bagian yang perlu diperbaiki.")
        return data

    @property
    def comments(self):
        """{slug: text} of the parts that got one."""
        return {slug: self.cleaned_data[slug] for slug in self.sections if self.cleaned_data.get(slug)}

    @property
    def reason(self):
        titles = [self.sections[slug] for slug in self.comments]
        return self.cleaned_data["reason"] or f"Lihat catatan pada bagian {enumerated(titles)}."


def enumerated(words):
    return " dan ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


class AcceptForm(forms.Form):
    """Nothing to fill in, but for a walk-in that is confirmed by the lurah's signature."""

    signature = forms.FileField(
        label="Foto lembar yang sudah ditandatangani lurah",
        help_text="Foto dengan HP, atau PDF.",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )


class WithdrawalForm(forms.Form):
    reason = ProseField(
        label="Mengapa usulan ini ditarik?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya dengan singkat."},
    )


class RecategoriseForm(forms.Form):
    """Another category, or another kind of product in the same one."""

    category = CategoryChoice(
        label="Kategori yang tepat",
        queryset=Category.objects.all(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih kategorinya."},
    )
    subcategory = forms.ModelChoiceField(
        label="Jenis produk",
        queryset=Subcategory.objects.select_related("category"),
        required=False,
        empty_label="Belum dipilih",
    )
    reason = ProseField(
        label="Mengapa dipindahkan?",
        help_text="Dibaca RW. Contoh: bahan utamanya kayu, bukan kain.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya, supaya RW tahu mengapa dipindahkan."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["subcategory"]
        field.choices = [("", field.empty_label), *grouped_subcategories(field.queryset)]

    def clean(self):
        data = super().clean()
        category, subcategory = data.get("category"), data.get("subcategory")
        if category and subcategory and subcategory.category != category:
            self.add_error("subcategory", f"{subcategory} bukan jenis {category.name}. Pilih jenis lain.")
        return data
