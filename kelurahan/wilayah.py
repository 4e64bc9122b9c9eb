"""Loading the areas from the two files in kelurahan/data: all of a file or nothing of it.

`wilayah.csv`: kode, tingkat (kota, kecamatan, kelurahan), induk, nama. `rw.csv`: kode_kelurahan, kelurahan, nomor_rw.
"""

import csv
import re
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from .models import LONGEST_NAME, MAX_RW_NUMBER, RW, Kecamatan, Kelurahan, Kota

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
    codes, names = set(), set()
    for line, row in rows:
        reason = next((words for broken, words in objections(row, codes, names) if broken), None)
        if reason is not None:
            raise BrokenFile(path.name, line, reason)
        codes.add(row["kode"])
        names.add(own_name(row))
    return rows


def objections(row, codes, names):
    """(whether the row is broken in this way, words), in an order in which each may rely on those before it."""
    level, code, parent, name = row["tingkat"], row["kode"], row["induk"], row["nama"]
    yield level not in CODE_SHAPES, f"tingkat '{level}' tidak dikenal."
    yield not re.fullmatch(CODE_SHAPES[level], code, re.ASCII), f"kode '{code}' bukan kode {level}."
    yield code in codes, f"kode {code} muncul dua kali."
    orphan = parent not in codes or parent != code.rpartition(".")[0]
    yield level != "kota" and orphan, f"induk '{parent}' tidak dikenal."
    yield not slugify(name), "nama kosong."
    yield len(name) > LONGEST_NAME, f"nama lebih dari {LONGEST_NAME} huruf."
    yield own_name(row) in names, f"nama {name} muncul dua kali."


def own_name(row):
    """What no second area of the same level in the same kota may be called."""
    kota = "" if row["tingkat"] == "kota" else row["kode"][: len("32.77")]
    return row["tingkat"], kota, slugify(plain_name(row))


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
    return row, 0, int(bool(changed))


def save_area(row, known):
    """As save_row; `known`: code -> area saved before."""
    values = {"name": plain_name(row), "slug": slugify(plain_name(row))}
    model = {"kota": Kota, "kecamatan": Kecamatan, "kelurahan": Kelurahan}[row["tingkat"]]
    if row["tingkat"] == "kecamatan":
        values["kota"] = known[row["induk"]]
    elif row["tingkat"] == "kelurahan":
        values["kecamatan"] = known[row["induk"]]
        values["kota"] = known[row["induk"]].kota
    return save_row(model, {"code": row["kode"]}, values)


@transaction.atomic
def load_wilayah(areas_path, rws_path):
    """Bring the areas in line with the files; a second run changes nothing. BrokenFile leaves all as it was."""
    areas = checked_areas(areas_path)
    names = {row["kode"]: row["nama"] for _, row in areas if row["tingkat"] == "kelurahan"}
    rws = checked_rws(rws_path, names)

    added = changed = 0
    known = {}
    for line, row in areas:
        try:
            known[row["kode"]], is_new, differs = save_area(row, known)
        except IntegrityError as error:
            raise BrokenFile(
                areas_path.name, line, f"nama {row['nama']} sudah dipakai wilayah lain."
            ) from error
        added, changed = added + is_new, changed + differs

    codes = {code for code, _ in rws}
    existing = set(RW.objects.filter(kelurahan__code__in=codes).values_list("kelurahan__code", "number"))
    missing = [
        RW(kelurahan=known[code], number=number) for code, number in rws if (code, number) not in existing
    ]
    RW.objects.bulk_create(missing)
    return Loaded(added=added + len(missing), changed=changed)
