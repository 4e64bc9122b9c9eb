"""The grid of all own values: a table for each panel, a row for each sheet."""

from dataclasses import dataclass, field

from .forms.grids import GridRowForm, is_posted, joined
from .grids import Change
from .refusals import NewerDraft
from .sheet_groups import groups_of


def short_name(code):
    return code.replace("_", " ").capitalize()


@dataclass
class GridRow:
    """`form` is None for a sheet that is not sent or has changes not sent: its own page is the place for it."""

    sheet: object
    form: GridRowForm | None
    n: int
    was: str
    problems: list = field(default_factory=list)

    @property
    def cells(self):
        return [(short_name(code), self.form[code]) for code in self.form.codes]


@dataclass(frozen=True)
class GridTable:
    """`names` are the criteria's codes as words, short enough for a column."""

    panel: object
    content: list
    rows: list

    @property
    def names(self):
        return [short_name(criterion["code"]) for criterion in self.content]


def grid_tables(sheets, data=None):
    """Tables of the open panels; with posted `data`, of every panel whose rows were on the page."""
    tables = []
    for group in groups_of(sheets):
        shown = [sheet for sheet in group.sheets if sheet.panel.is_open or (data and is_posted(sheet, data))]
        if shown:
            content = group.panel.rubric.content()
            tables.append(GridTable(group.panel, content, [row_of(sheet, content, data) for sheet in shown]))
    return tables


def row_of(sheet, content, data):
    posted = data is not None and is_posted(sheet, data)
    if sheet.values is None or not (posted or sheet.draft_is_sent):
        return GridRow(sheet, None, sheet.draft_n, "")
    form = GridRowForm(data if posted else None, sheet=sheet, content=content)
    n = data[form.add_prefix("n")] if posted else sheet.draft_n
    was = data.get(form.add_prefix("was"), "") if posted else joined(sheet.values)
    return GridRow(sheet, form, n, was)


def rows_of(tables):
    return [row for table in tables for row in table.rows]


def refuse_invalid(tables):
    """Whether every posted row is valid; a row that is not is marked."""
    bad = [row for row in rows_of(tables) if row.form and row.form.is_bound and not row.form.is_valid()]
    for row in bad:
        row.problems.append("Pilih nilai 1 sampai 5 di setiap kolom.")
    return not bad


def changes_in(tables):
    forms = [row.form for row in rows_of(tables) if row.form and row.form.is_bound]
    return [Change(form.sheet, form.values, form.seen) for form in forms if form.was_touched]


def mark_problems(tables, problems):
    """Write each row's refusal beside it."""
    for table in tables:
        for row in table.rows:
            refused = problems.get(row.sheet.pk)
            if isinstance(refused, NewerDraft):
                mark_stale(row, refused.sheet)
            elif refused is not None:
                mark_incomplete(row, table.content, refused.problems)


def mark_incomplete(row, content, problems):
    names = {f"note_{criterion['code']}": criterion["name"] for criterion in content}
    row.problems.extend(f"{names[field]}: {words}" for field, words in problems.items() if field in names)


def mark_stale(row, stored):
    """A stale row can be sent again over what was sent elsewhere, but not over a draft that was not sent yet."""
    if not stored.draft_is_sent:
        row.problems.append(
            "Di lembar ini ada draf yang lebih baru dan belum dikirim. Buka lembarnya dahulu."
        )
        return
    row.n, row.was = stored.draft_n, joined(stored.values or [])
    row.problems.append(
        "Lembar ini sudah dikirim ulang dari tab atau HP lain dengan nilai "
        f"{row.was.replace(',', ', ')}. Kirim lagi bila nilai di baris ini yang benar."
    )
