"""A table that people made: bytes in, a header and rows of clean text out."""

import re
import unicodedata
from dataclasses import dataclass, field

from .delimited import rows_of_text
from .kinds import EMPTY, is_workbook
from .limits import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_LINES, MOST_ROWS
from .refusals import CellRefused, TableRefused
from .workbooks import rows_of_workbook

TOO_MANY_BYTES = "Berkas ini lebih besar dari 5 MB. Salin tabelnya saja ke berkas baru, lalu unggah."
TOO_MANY_ROWS = (
    f"Tabel ini punya lebih dari {MOST_ROWS:,} baris.".replace(",", ".") + " Bagi menjadi beberapa berkas."
)
TOO_MANY_COLUMNS = f"Tabel ini punya lebih dari {MOST_COLUMNS} kolom. Hapus kolom yang tidak perlu."
HEADER_WITHIN = 10


@dataclass(frozen=True)
class Row:
    """`cells`: {column key: text}; `faults`: {column key: reason} of cells that cannot be read.

    `overflows`: it holds more cells than the header, as a comma within a name makes them.
    """

    line: int
    cells: dict
    faults: dict = field(default_factory=dict)
    overflows: bool = False


@dataclass(frozen=True)
class Table:
    """`ignored`: the names of columns nobody asked for."""

    rows: list
    ignored: list


def read_table(data, columns):
    """The table in a CSV or XLSX file.

    `columns`: {key: (label, {other names in lower case})}, found in any order in one of the first ten filled rows.
    Blank rows are left out; cells are NFC with single spaces. TableRefused says why a file is not taken.
    """
    if len(data) > MOST_BYTES:
        raise TableRefused(TOO_MANY_BYTES)
    source = rows_of_workbook(data) if is_workbook(data) else rows_of_text(data)
    filled = filled_rows(source)
    header, places = find_header(filled, columns)
    ignored = [
        cell for place, cell in enumerate(header) if place not in places and isinstance(cell, str) and cell
    ]
    return Table([as_row(line, cells, places, len(header)) for line, cells in filled], ignored)


def filled_rows(source):
    """An iterator of (line, [text or CellRefused]) without blank rows, within the limits."""
    count = 0
    for seen, (line, cells) in enumerate(source):
        clean = trimmed([tidy(cell) for cell in cells])
        if clean:
            count += 1
            if len(clean) > MOST_COLUMNS:
                raise TableRefused(TOO_MANY_COLUMNS)
            yield line, clean
        if count > MOST_ROWS + HEADER_WITHIN or seen > MOST_LINES:
            raise TableRefused(TOO_MANY_ROWS)


def trimmed(cells):
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def tidy(cell):
    """Clean text, or the refusal of the cell."""
    if isinstance(cell, CellRefused):
        return cell
    if len(cell) > LONGEST_CELL:
        return CellRefused("terlalu panjang")
    text = " ".join(unicodedata.normalize("NFC", cell).split())
    # The apostrophe by which Excel, and we, keep a number from being calculated.
    text = re.sub(r"^'(?=[=+\-@0-9])", "", text)
    if text.startswith("="):
        return CellRefused("berisi rumus; tulis isinya langsung")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text):
        return CellRefused("berisi tanda yang tidak bisa dibaca; hapus lalu tulis ulang")
    return text


def find_header(filled, columns):
    """(the cells of the header, {place: key}); takes the rows up to the header out of `filled`."""
    best, number = {}, 0
    for number, (_, cells) in enumerate(filled, 1):
        places = {place: key for place, cell in enumerate(cells) if (key := key_of(cell, columns))}
        if len(set(places.values())) == len(columns):
            return cells, only_once(places, columns)
        best = max(best, places, key=len)
        if number == HEADER_WITHIN:
            break
    if number == 0:
        raise TableRefused(EMPTY)
    raise TableRefused(missing_words([key for key in columns if key not in best.values()], columns))


def key_of(cell, columns):
    if not isinstance(cell, str):
        return None
    said = " ".join(re.sub(r"[^a-z]+", " ", cell.lower()).split())
    return next((key for key, (label, names) in columns.items() if said in {label.lower(), *names}), None)


def only_once(places, columns):
    keys = list(places.values())
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise TableRefused(f"Kolom {columns[twice][0]} ada dua kali. Hapus salah satunya.")
    return places


def missing_words(missing, columns):
    names = ", ".join(columns[key][0] for key in missing)
    if len(missing) == len(columns):
        return f"Baris judul tidak ditemukan. Baris pertama harus berisi: {names}."
    return f"Kolom {names} tidak ada. Tambahkan judul kolomnya di baris pertama."


def as_row(line, cells, places, width):
    padded = {key: cells[place] if place < len(cells) else "" for place, key in places.items()}
    faults = {key: cell.reason for key, cell in padded.items() if isinstance(cell, CellRefused)}
    texts = {key: "" if isinstance(cell, CellRefused) else cell for key, cell in padded.items()}
    return Row(line, texts, faults, overflows=len(cells) > width)
