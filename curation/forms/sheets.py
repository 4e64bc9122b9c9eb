"""The score sheet as a form: its fields follow the rubric of the panel."""

from dataclasses import dataclass

from django import forms

from curation.models.rubrics import LEVELS

LONGEST_NOTE = 300
LONGEST_TEXT = 500
LONGEST_N = 9


@dataclass(frozen=True)
class CriterionPart:
    """One criterion on the page: the rubric's words, its two fields and the verified fact that bears on it."""

    code: str
    name: str
    weight: int
    looks_at: str
    levels: list
    fact: str
    field: forms.BoundField
    note: forms.BoundField


def text_field(label, longest, help_text="", rows=3):
    # The blank placeholder lets the style sheet tell an empty note from a written one.
    widget = forms.Textarea(attrs={"rows": rows, "placeholder": " "})
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, required=False, widget=widget
    )


def values_field(label, compact):
    levels = [(str(level), str(level)) for level in LEVELS]
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "Belum dinilai"), *levels] if compact else levels,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select if compact else forms.RadioSelect,
        error_messages={"invalid_choice": "Pilih nilai 1 sampai 5."},
    )


class SheetForm(forms.Form):
    """A draft may leave anything empty; what is missing for sending is found by `curation.sheets.problems_of`."""

    def __init__(self, data=None, *, content, draft=None, compact=False):
        """`content`: the rubric's criteria; `draft`: what the page starts from; `compact`: lists instead of keys."""
        self.content = content
        super().__init__(data, initial=initial_of(draft or {}))
        for criterion in content:
            code, name = criterion["code"], criterion["name"]
            self.fields[code] = values_field(name, compact=compact)
            self.fields[f"note_{code}"] = text_field(
                f"Catatan untuk {name}", LONGEST_NOTE, "Wajib untuk nilai 1 dan 2.", rows=2
            )
        self.fields["strength"] = text_field(
            "Satu kekuatan produk ini", LONGEST_TEXT, "Sebut bagian yang baik supaya dipertahankan."
        )
        self.fields["advice"] = text_field(
            "Satu saran untuk pembuatnya", LONGEST_TEXT, "Sebut kekurangannya dan cara memperbaikinya."
        )

    @property
    def seen(self):
        return seen_in(self.data.get("n"))

    def draft(self):
        """What was typed, in the shape of ScoreSheet.draft; only for a valid form."""
        data = self.cleaned_data
        codes = [criterion["code"] for criterion in self.content]
        return {
            "values": {code: data[code] for code in codes if data[code] is not None},
            "notes": {code: lines(data[f"note_{code}"]) for code in codes if data[f"note_{code}"]},
            "strength": lines(data["strength"]),
            "advice": lines(data["advice"]),
        }

    def add_problems(self, problems):
        for name, words in problems.items():
            self.add_error(name, words)

    def parts(self, facts):
        """A CriterionPart for each criterion; `facts`: {criterion code: words}."""
        return [
            CriterionPart(
                **criterion,
                fact=facts.get(criterion["code"], ""),
                field=self[criterion["code"]],
                note=self[f"note_{criterion['code']}"],
            )
            for criterion in self.content
        ]


def seen_in(raw):
    """The count of saves a page was made from, or None for a page that does not say."""
    return int(raw) if raw and raw.isdecimal() and len(raw) <= LONGEST_N else None


def initial_of(draft):
    notes = {f"note_{code}": text for code, text in draft.get("notes", {}).items()}
    texts = {part: draft.get(part, "") for part in ("strength", "advice")}
    return {**draft.get("values", {}), **notes, **texts}


def lines(text):
    """Browsers send line ends as CRLF, other senders as LF: one and the same text."""
    return text.replace("\r\n", "\n")
