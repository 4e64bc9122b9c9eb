"""Loading the areas from the two files in kelurahan/data: all of a file or nothing of it.

`wilayah.csv`: kode, tingkat (kota, kecamatan, kelurahan), induk, nama. `rw.csv`: kode_kelurahan, kelurahan, nomor_rw.
"""

import csv
import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from .models import MAX_RW_NUMBER, RW, Kecamatan, Kelurahan, Kota

AREA_COLUMNS = ["kode", "tingkat", "induk", "nama"]
RW_COLUMNS = ["kode_kelurahan", "kelurahan", "nomor_rw"]
CODE_SHAPES = {
    "kota": r"\d\d\.\d\d",
    "kecamatan": r"\d\d\.\d\d\.\d\d",
    "kelurahan": r"\d\d\.\d\d\.\d\d\.\d{4}",
}


class BrokenFile(Exception):
    """A file cannot be loaded; the message names file, line and reason."""

    def __init__(self, file, line, reason):
        super().__init__(f"{file}, baris {line}: {reason}")


@dataclass(frozen=True)
class Loaded:
    added: int
    changed: int


def read_rows(path, columns):
    """The rows of a CSV file as (line number, dict); BrokenFile for what is not such a file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenFile(path.name, 1, "bukan teks UTF-8.") from error
    except OSError as error:
        raise BrokenFile(path.name, 0, "berkas tidak dapat dibaca.") from error
    if "\0" in text:
        raise BrokenFile(path.name, 1 + text[: text.index("\0")].count("\n"), "berisi karakter NUL.")
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        rows = list(named_cells(reader, columns, path.name))
    except csv.Error as error:
        raise BrokenFile(path.name, reader.line_num, "tanda kutip tidak ditutup.") from error
    if not rows:
        raise BrokenFile(path.name, 1, "tidak ada baris data.")
    return rows


def named_cells(reader, columns, file):
    if next(reader, None) != columns:
        raise BrokenFile(file, 1, f"kolomnya harus {', '.join(columns)}.")
    for cells in reader:
        if len(cells) != len(columns):
            raise BrokenFile(file, reader.line_num, f"ada {len(cells)} kolom, seharusnya {len(columns)}.")
        yield reader.line_num, {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}


def checked_areas(path):
    """Rows of the area file in order kota, kecamatan, kelurahan, each with a known parent and a code of its own."""
    rows = read_rows(path, AREA_COLUMNS)
    seen = set()
    for line, row in rows:
        shape = CODE_SHAPES.get(row["tingkat"])
        if shape is None:
            raise BrokenFile(path.name, line, f"tingkat '{row['tingkat']}' tidak dikenal.")
        if not re.fullmatch(shape, row["kode"], re.ASCII):
            raise BrokenFile(path.name, line, f"kode '{row['kode']}' bukan kode {row['tingkat']}.")
        if row["kode"] in seen:
            raise BrokenFile(path.name, line, f"kode {row['kode']} muncul dua kali.")
        if row["tingkat"] != "kota" and (
            row["induk"] not in seen or not row["kode"].startswith(row["induk"])
        ):
            raise BrokenFile(path.name, line, f"induk '{row['induk']}' tidak dikenal.")
        if not slugify(row["nama"]):
            raise BrokenFile(path.name, line, "nama kosong.")
        seen.add(row["kode"])
    return rows


def checked_rws(path, kelurahan_names):
    """Rows of the RW file as (kelurahan code, number); kelurahan_names: code -> name as loaded."""
    numbers = {}
    for line, row in read_rows(path, RW_COLUMNS):
        code, number = row["kode_kelurahan"], row["nomor_rw"]
        if kelurahan_names.get(code) != row["kelurahan"]:
            raise BrokenFile(path.name, line, f"kelurahan {code} '{row['kelurahan']}' tidak dikenal.")
        if not re.fullmatch(r"\d{1,2}", number, re.ASCII) or not 1 <= int(number) <= MAX_RW_NUMBER:
            raise BrokenFile(path.name, line, f"nomor RW '{number}' bukan angka 1 sampai {MAX_RW_NUMBER}.")
        if (code, int(number)) in numbers:
            raise BrokenFile(path.name, line, f"RW {number} {row['kelurahan']} muncul dua kali.")
        numbers[code, int(number)] = line
    return list(numbers)


def plain_name(row):
    """`KOTA CIMAHI` is stored as Cimahi: the model's text adds the level."""
    return row["nama"].removeprefix("KOTA ").title() if row["tingkat"] == "kota" else row["nama"]


def save_row(model, key, values):
    """(object, 1 if added, 1 if changed); writes only what differs."""
    row, added = model.objects.get_or_create(**key, defaults=values)
    if added:
        return row, 1, 0
    changed = [field for field, value in values.items() if getattr(row, field) != value]
    if changed:
        for field in changed:
            setattr(row, field, values[field])
        row.save(update_fields=changed)
    return row, 0, bool(changed)


@transaction.atomic
def load_wilayah(areas_path, rws_path):
    """Bring the areas in line with the files; a second run changes nothing. BrokenFile leaves all as it was."""
    areas = checked_areas(areas_path)
    names = {row["kode"]: row["nama"] for _, row in areas if row["tingkat"] == "kelurahan"}
    rws = checked_rws(rws_path, names)

    added = changed = 0
    known = {}
    for _, row in areas:
        values = {"name": plain_name(row), "slug": slugify(plain_name(row))}
        model = {"kota": Kota, "kecamatan": Kecamatan, "kelurahan": Kelurahan}[row["tingkat"]]
        if row["tingkat"] == "kecamatan":
            values["kota"] = known[row["induk"]]
        elif row["tingkat"] == "kelurahan":
            values["kecamatan"] = known[row["induk"]]
            values["kota"] = known[row["induk"]].kota
        known[row["kode"]], is_new, differs = save_row(model, {"code": row["kode"]}, values)
        added, changed = added + is_new, changed + differs

    codes = {code for code, _ in rws}
    existing = set(RW.objects.filter(kelurahan__code__in=codes).values_list("kelurahan__code", "number"))
    missing = [
        RW(kelurahan=known[code], number=number) for code, number in rws if (code, number) not in existing
    ]
    RW.objects.bulk_create(missing)
    return Loaded(added=added + len(missing), changed=changed)
