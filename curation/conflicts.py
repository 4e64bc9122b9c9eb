"""Two versions of one sheet, field by field, for the person who must choose."""

from dataclasses import dataclass

NOTHING = "(kosong)"


@dataclass(frozen=True)
class ComparedField:
    """`stored` and `typed` are words; `name` is the form's field that holds what was typed."""

    name: str
    label: str
    stored: str
    typed: str

    @property
    def differs(self):
        return self.stored != self.typed

    @property
    def is_filled(self):
        return {self.stored, self.typed} != {NOTHING}


def compare(content, stored, typed):
    """A ComparedField for every field of the sheet, from two drafts; notes that neither has are left out."""
    rows = []
    for criterion in content:
        code, name = criterion["code"], criterion["name"]
        note = note_row(code, name, stored, typed)
        rows += [value_row(code, name, stored, typed), *([note] if note.is_filled else [])]
    return [
        *rows,
        text_row("strength", "Kekuatan", stored, typed),
        text_row("advice", "Saran", stored, typed),
    ]


def value_row(code, name, stored, typed):
    values = [str(draft.get("values", {}).get(code, "")) or "belum dinilai" for draft in (stored, typed)]
    return ComparedField(code, name, *values)


def note_row(code, name, stored, typed):
    notes = [draft.get("notes", {}).get(code) or NOTHING for draft in (stored, typed)]
    return ComparedField(f"note_{code}", f"Catatan: {name}", *notes)


def text_row(part, label, stored, typed):
    return ComparedField(part, label, stored.get(part) or NOTHING, typed.get(part) or NOTHING)
