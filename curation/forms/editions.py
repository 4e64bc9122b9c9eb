"""Opening and closing an edition, and rewriting its rubrics."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.text import slugify

from curation.models.rubrics import LEVELS, LONGEST_DESCRIPTOR
from curation.rankings import BAND_WORDS
from curation.scoring import WEIGHTS_SUM

FIRST_YEAR, LAST_YEAR = 2023, 2100
LOWEST_BAND = 21


class EditionForm(forms.Form):
    year = forms.IntegerField(
        label="Tahun",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    name = forms.CharField(label="Nama edisi", max_length=60, help_text="Contoh: OPOR 2027")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not slugify(name):
            raise forms.ValidationError("Pakai huruf atau angka dalam nama edisi.")
        return name


class EditionCloseForm(forms.Form):
    """Nothing to fill in, but a tick where something unfinished is lost."""

    accepted = forms.BooleanField(
        label="Saya mengerti bahwa yang belum selesai tidak dapat dilanjutkan lagi",
        error_messages={"required": "Centang dahulu bila edisi memang akan ditutup sekarang."},
    )

    def __init__(self, data=None, *, unfinished):
        super().__init__(data)
        if not unfinished.is_something_lost:
            del self.fields["accepted"]


@dataclass(frozen=True)
class CriterionFields:
    """The fields of one criterion on the page."""

    name: forms.BoundField
    looks_at: forms.BoundField
    weight: forms.BoundField
    levels: list


class RubricForm(forms.Form):
    """All of a rubric on one page; the order of the criteria is fixed, since ties are decided by it."""

    def __init__(self, data=None, *, rubric):
        self.criteria = rubric.content()
        super().__init__(data, initial=initial_of(rubric, self.criteria))
        for criterion in self.criteria:
            self.add_criterion(criterion)
        for place, words in enumerate(BAND_WORDS[:-1], 1):
            self.fields[f"band_{place}"] = whole_number(f"Batas bawah {words}", LOWEST_BAND, 100)

    def add_criterion(self, criterion):
        code, name = criterion["code"], criterion["name"]
        self.fields[f"{code}_name"] = forms.CharField(label=f"Nama kriteria: {name}", max_length=80)
        self.fields[f"{code}_looks_at"] = forms.CharField(
            label=f"Yang dilihat: {name}",
            max_length=160,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"{code}_weight"] = whole_number(f"Bobot: {name}", 1, 100)
        for level, text in zip(LEVELS, criterion["levels"], strict=True):
            self.fields[f"{code}_level_{level}"] = forms.CharField(
                label=f"Tingkat {level}: {name}",
                max_length=LONGEST_DESCRIPTOR,
                help_text=f"Paling banyak {LONGEST_DESCRIPTOR} huruf; yang tersimpan {len(text)} huruf.",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self):
        data = super().clean()
        self.check_weights(data)
        self.check_bands(data)
        return data

    def check_weights(self, data):
        weights = [data.get(f"{criterion['code']}_weight") for criterion in self.criteria]
        if None not in weights and sum(weights) != WEIGHTS_SUM:
            self.add_error(
                None,
                f"Jumlah bobot sekarang {sum(weights)}. Ubah bobotnya sampai jumlahnya tepat {WEIGHTS_SUM}.",
            )

    def check_bands(self, data):
        bands = [data.get(f"band_{place}") for place in (1, 2, 3)]
        if None not in bands and not bands[0] > bands[1] > bands[2]:
            self.add_error(None, "Batas golongan nilai harus menurun, misalnya 85, 70, 50.")

    def bands(self):
        return [self.cleaned_data[f"band_{place}"] for place in (1, 2, 3)]

    def rewritten(self):
        """{criterion code: {"name", "looks_at", "weight", "levels"}} of a valid form."""
        data = self.cleaned_data
        return {
            code: {
                "name": data[f"{code}_name"],
                "looks_at": data[f"{code}_looks_at"],
                "weight": data[f"{code}_weight"],
                "levels": [data[f"{code}_level_{level}"] for level in LEVELS],
            }
            for code in (criterion["code"] for criterion in self.criteria)
        }

    def criterion_fields(self):
        return [
            CriterionFields(
                self[f"{code}_name"],
                self[f"{code}_looks_at"],
                self[f"{code}_weight"],
                [self[f"{code}_level_{level}"] for level in LEVELS],
            )
            for code in (criterion["code"] for criterion in self.criteria)
        ]

    def band_fields(self):
        return [self[f"band_{place}"] for place in (1, 2, 3)]


def whole_number(label, least, most):
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def initial_of(rubric, criteria):
    initial = {f"band_{place}": cut for place, cut in enumerate(rubric.bands, 1)}
    for criterion in criteria:
        code = criterion["code"]
        initial |= {f"{code}_{part}": criterion[part] for part in ("name", "looks_at", "weight")}
        initial |= {f"{code}_level_{level}": criterion["levels"][level - 1] for level in LEVELS}
    return initial
