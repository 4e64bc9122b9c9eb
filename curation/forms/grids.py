"""One row of the grid of all own values."""

from django import forms

from curation.models.rubrics import LEVELS

from .sheets import seen_in

PICK = "Pilih nilai 1 sampai 5."


class GridRowForm(forms.Form):
    """The values of one sent sheet. The row remembers what it showed, so that only what a person changed is sent."""

    def __init__(self, data=None, *, sheet, content):
        self.sheet = sheet
        self.codes = [criterion["code"] for criterion in content]
        super().__init__(
            data, prefix=f"lembar-{sheet.pk}", initial=dict(zip(self.codes, sheet.values, strict=True))
        )
        for criterion in content:
            self.fields[criterion["code"]] = forms.TypedChoiceField(
                label=criterion["name"],
                choices=[(str(level), str(level)) for level in LEVELS],
                coerce=int,
                error_messages={"required": PICK, "invalid_choice": PICK},
                widget=forms.Select(attrs={"aria-label": f"{criterion['name']}, {sheet.stand_words}"}),
            )

    @property
    def seen(self):
        return seen_in(self.data.get(self.add_prefix("n")))

    @property
    def values(self):
        return {code: self.cleaned_data[code] for code in self.codes}

    @property
    def was_touched(self):
        """Whether a person changed something; a row of a page that does not say is compared with what is stored."""
        was = self.data.get(self.add_prefix("was")) or joined(self.sheet.values)
        return joined(self.values.values()) != was


def is_posted(sheet, data):
    """Whether the page that was sent had a row for this sheet."""
    return f"lembar-{sheet.pk}-n" in data


def joined(values):
    return ",".join(str(value) for value in values)
