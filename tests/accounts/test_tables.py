"""Tables that people upload: read in whatever shape they come, or refused with one sentence."""

import codecs
import datetime
import io
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from accounts.tables import Row, TableRefused, csv_bytes, read_table, xlsx_bytes
from accounts.tables.archives import BROKEN, ENCRYPTED, NOT_A_WORKBOOK, SUSPICIOUS, TOO_LARGE
from accounts.tables.delimited import NOT_TEXT
from accounts.tables.kinds import EMPTY, MARKUP, OLD_EXCEL, PROTECTED, SAVE_AS
from tests.source import ROOT

COLUMNS = {
    "rw": ("RW", {"nomor rw"}),
    "name": ("Nama", {"nama lengkap"}),
    "phone": ("Nomor HP", {"no hp", "no wa"}),
}
HEADER = ["RW", "Nama", "Nomor HP"]
ASEP = {"rw": "05", "name": "Asep Suryana", "phone": "0812-3456-7890"}
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def read(data):
    return read_table(data, COLUMNS)


def cells_of(data):
    return [row.cells for row in read(data).rows]


def refusal_of(data):
    with pytest.raises(TableRefused) as refused:
        read(data)
    return refused.value.reason


def workbook(*rows, header=HEADER, change=lambda book: None):
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def remade(data, **members):
    """The same ZIP with some members replaced; names with their dots and slashes as keyword "path"."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename not in members:
                new.writestr(member.filename, old.read(member))
        for name, content in members.items():
            new.writestr(name, content)
    return file.getvalue()


def zipped(**members):
    return remade(b"PK\x05\x06" + b"\0" * 18, **members)


def sheet(xml, **others):
    content = f'<?xml version="1.0"?><worksheet {MAIN}><sheetData>{xml}</sheetData></worksheet>'
    return remade(workbook(), **{"xl/worksheets/sheet1.xml": content}, **others)


TEXT = 'RW{0}Nama{0}Nomor HP\r\n05{0}"Asep Suryana"{0}0812-3456-7890\r\n'
WAYS_TO_WRITE = {
    "semicolons": TEXT.format(";").encode(),
    "commas": TEXT.format(",").encode(),
    "tabs": TEXT.format("\t").encode(),
    "utf-8 with its mark": codecs.BOM_UTF8 + TEXT.format(";").encode(),
    "utf-16 little endian": codecs.BOM_UTF16_LE + TEXT.format("\t").encode("utf-16-le"),
    "utf-16 big endian": codecs.BOM_UTF16_BE + TEXT.format("\t").encode("utf-16-be"),
    "sep line": b"sep=,\r\n" + TEXT.format(",").encode(),
    "old Mac line ends": TEXT.format(";").replace("\r\n", "\r").encode(),
    "blank lines around": b"\n;;\n" + TEXT.format(";").encode() + b"\n;;;\n\n",
    "header in capitals and another order": b"NO. HP;NAMA LENGKAP;NOMOR RW\n0812-3456-7890;Asep Suryana;05\n",
    "a title above the header": b"DAFTAR PENGURUS;;\nKelurahan Melong;;\n" + TEXT.format(";").encode(),
    "a newline within quotes": b'RW;Nama;Nomor HP\n05;"Asep\nSuryana";0812-3456-7890\n',
    "spaces of all kinds": "RW;Nama;Nomor HP\n 05 ;Asep\u00a0 Suryana ;0812-3456-7890\n".encode(),
    "our guard": b"RW;Nama;Nomor HP\n'05;Asep Suryana;'0812-3456-7890\n",
    "letters in two parts": b"RW;Nama;Nomor HP\n05;Asep Suryana;0812-3456-7890\n",
    "workbook": workbook(["05", "Asep Suryana", "0812-3456-7890"]),
    "our own workbook": xlsx_bytes("x", HEADER, [["05", "Asep Suryana", "0812-3456-7890"]], [5, 20, 20]),
    "our own csv": csv_bytes(HEADER, [["05", "Asep Suryana", "0812-3456-7890"]]),
}


@pytest.mark.parametrize("way", WAYS_TO_WRITE)
def test_a_table_is_read_however_it_was_written(way):
    assert cells_of(WAYS_TO_WRITE[way]) == [ASEP]


def test_windows_letters_are_understood():
    assert cells_of("RW;Nama;Nomor HP\n05;Andr\xe9;1\n".encode("cp1252"))[0]["name"] == "Andr\xe9"


def test_letters_are_composed():
    assert cells_of("RW;Nama;Nomor HP\n05;Andre\u0301;1\n".encode())[0]["name"] == "Andr\xe9"


def test_lines_keep_their_numbers_of_the_file():
    data = b'RW;Nama;Nomor HP\n\n5;"A\nB";1\n;;\n6;C;2\n'

    assert [row.line for row in read(data).rows] == [3, 6]


def test_other_columns_are_named_and_missing_cells_are_empty():
    table = read(b"Catatan;RW;Nama;Nomor HP\nx;5;Asep\n")

    assert table.ignored == ["Catatan"]
    assert table.rows == [Row(2, {"rw": "5", "name": "Asep", "phone": ""})]


def test_a_row_that_is_longer_than_the_header_says_so():
    assert read(b"RW,Nama,Nomor HP\n5,Haji Asep, S.Pd,0812\n").rows[0].overflows


def test_numbers_of_a_workbook_are_written_out_whole():
    cells = cells_of(workbook([5, "Asep", 81234567890], [6.0, "Budi", 8.1234567891e10]))

    assert [(row["rw"], row["phone"]) for row in cells] == [("5", "81234567890"), ("6", "81234567891")]


FAULTS = {
    "formula": ("=A1", "berisi rumus; tulis isinya langsung"),
    "date": (
        datetime.date(2024, 6, 5),
        "dibaca Excel sebagai tanggal atau jam; ubah selnya menjadi Teks, lalu tulis ulang",
    ),
    "truth": (True, "berisi BENAR atau SALAH; tulis isinya sebagai teks"),
    "fraction": (
        8.5,
        "berisi angka pecahan atau terlalu panjang; ubah selnya menjadi Teks, lalu tulis ulang",
    ),
    "giant": (1e30, "berisi angka pecahan atau terlalu panjang; ubah selnya menjadi Teks, lalu tulis ulang"),
    "error": ("#N/A", "berisi kesalahan Excel (#N/A); tulis isinya langsung"),
    "novel": ("x" * 2000, "terlalu panjang"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_cell_that_cannot_be_read_is_a_fault_of_its_row(kind):
    value, reason = FAULTS[kind]

    assert read(workbook(["05", value, "1"])).rows == [
        Row(2, ASEP | {"name": "", "phone": "1"}, {"name": reason})
    ]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("=1+1", "berisi rumus; tulis isinya langsung"),
        ("a\x07b", "berisi tanda yang tidak bisa dibaca; hapus lalu tulis ulang"),
    ],
)
def test_so_it_is_in_csv(cell, reason):
    assert read(f"RW;Nama;Nomor HP\n5;{cell};1\n".encode()).rows[0].faults == {"name": reason}


def test_merged_cells_are_empty_but_for_the_first():
    data = workbook(["05", "A", "1"], [None, "B", "2"], change=lambda book: book.active.merge_cells("A2:A3"))

    assert [row["rw"] for row in cells_of(data)] == ["05", ""]


def test_only_the_first_visible_sheet_is_read():
    def hide(book):
        book.active.sheet_state = "hidden"
        for rw in ("07", "08"):
            seen = book.create_sheet(rw)
            seen.append(HEADER)
            seen.append([rw, "B", "2"])

    assert [row["rw"] for row in cells_of(workbook(["05", "A", "1"], change=hide))] == ["07"]


@pytest.mark.parametrize("said", ["A1", "A1:XFD1048576"])
def test_a_sheet_that_lies_about_its_size_is_read(said):
    rows = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in cells) + "</row>"
        for cells in (HEADER, ASEP.values())
    )
    content = f'<worksheet {MAIN}><dimension ref="{said}"/><sheetData>{rows}</sheetData></worksheet>'

    assert cells_of(remade(workbook(), **{"xl/worksheets/sheet1.xml": content})) == [ASEP]


def scratched(data):
    """With some bytes of the packed sheet overwritten."""
    place = data.find(b"xl/worksheets/sheet1.xml") + 40
    return data[:place] + b"\xff\xff\xff" + data[place + 3 :]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{("&" + old + ";") * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
SECRET = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
NOT_A_TABLE = {
    "nothing": (b"", EMPTY),
    "spaces": (b" \r\n\t ", EMPTY),
    "a mark alone": (codecs.BOM_UTF8, EMPTY),
    "semicolons alone": (b";;;\n;;\n", EMPTY),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OLD_EXCEL),
    "a workbook with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        PROTECTED,
    ),
    "a PDF": (b"%PDF-1.7\n...", f"Ini berkas PDF, bukan tabel. {SAVE_AS}"),
    "a PNG": (b"\x89PNG\r\n\x1a\n", f"Ini gambar, bukan tabel. {SAVE_AS}"),
    "a photo": (b"\xff\xd8\xff\xe0..JFIF", f"Ini foto, bukan tabel. {SAVE_AS}"),
    "a photo of an iPhone": (b"\0\0\0\x18ftypheic", f"Ini foto atau video, bukan tabel. {SAVE_AS}"),
    "a bitmap": (b"BM\x36\0\0\0", f"Ini gambar, bukan tabel. {SAVE_AS}"),
    "a RAR archive": (b"Rar!\x1a\x07", f"Ini arsip RAR, bukan tabel. {SAVE_AS}"),
    "a gzip archive": (b"\x1f\x8b\x08", f"Ini arsip yang dimampatkan, bukan tabel. {SAVE_AS}"),
    "a rich text": (b"{\\rtf1 RW}", f"Ini dokumen RTF, bukan tabel. {SAVE_AS}"),
    "a web page called .xls": (b"\xef\xbb\xbf\n<html><table><tr><td>RW</td></tr></table>", MARKUP),
    "a bare table of the web": (b"<table border=1>", MARKUP),
    "an XML spreadsheet": (b'<?xml version="1.0"?><Workbook/>', MARKUP),
    "a ZIP of photos": (zipped(**{"a.jpg": b"x"}), NOT_A_WORKBOOK),
    "an empty ZIP": (zipped(), NOT_A_WORKBOOK),
    "a LibreOffice file": (
        zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<x/>"}),
        "Ini berkas LibreOffice (.ods). Buka, lalu simpan sebagai Excel (.xlsx) atau CSV.",
    ),
    "a Word file": (zipped(**{"word/document.xml": b"<x/>"}), f"Ini dokumen Word, bukan tabel. {SAVE_AS}"),
    "a binary workbook": (zipped(**{"xl/workbook.bin": b"x"}), f"Ini Excel biner (.xlsb). {SAVE_AS}"),
    "a Numbers file": (
        zipped(**{"Index/Document.iwa": b"x"}),
        "Ini berkas Numbers. Simpan sebagai Excel (.xlsx) atau CSV.",
    ),
    "half a workbook": (workbook(["05", "A", "1"])[:2000], BROKEN),
    "a workbook with a bad byte": (scratched(workbook()), BROKEN),
    "a workbook without its parts": (zipped(**{"xl/workbook.xml": b"<workbook/>"}), BROKEN),
    "a sheet that is no XML": (remade(workbook(), **{"xl/worksheets/sheet1.xml": b"RW;Nama"}), BROKEN),
    "a column that no sheet has": (sheet('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'), BROKEN),
    "a billion laughs": (
        sheet("", **{"xl/sharedStrings.xml": f"{LAUGHS}]><sst {MAIN}>&i;</sst>"}),
        SUSPICIOUS,
    ),
    "a billion laughs in UTF-16": (
        sheet("", **{"xl/styles.xml": f"{LAUGHS}]><x>&i;</x>".encode("utf-16")}),
        SUSPICIOUS,
    ),
    "a file of the server": (
        sheet("", **{"xl/sharedStrings.xml": f"{SECRET}<sst {MAIN}>&a;</sst>"}),
        SUSPICIOUS,
    ),
    "a ZIP bomb": (remade(workbook(), **{"xl/media/bomb.png": b"\0" * 200_000_000}), TOO_LARGE),
    "a smaller bomb": (remade(workbook(), **{"xl/media/bomb.png": b"\0" * 9_000_000}), TOO_LARGE),
    "a heavy style sheet": (remade(workbook(), **{"xl/styles.xml": b"<a/>" * 900_000}), TOO_LARGE),
    "a heavy style sheet that packs badly": (
        remade(workbook(), **{"xl/styles.xml": "".join(f'<a b="{n * 7919}"/>' for n in range(220_000))}),
        TOO_LARGE,
    ),
    "thirty pictures": (
        remade(workbook(), **{f"xl/media/{n}.png": b"\0" * 400_000 for n in range(30)}),
        TOO_LARGE,
    ),
    "a thousand parts": (remade(workbook(), **{f"xl/x{n}.xml": b"<x/>" for n in range(1000)}), TOO_LARGE),
    "NUL in a text": (b"RW;Nama;Nomor HP\n5;a\0b;1\n", NOT_TEXT),
    "UTF-16 without its mark": (TEXT.format(";").encode("utf-16-le"), NOT_TEXT),
    "half a UTF-16 letter": (codecs.BOM_UTF16_LE + b"R\0W", NOT_TEXT),
    "noise": (bytes(range(128, 256)) * 4, NOT_TEXT),
    "an open quote": (
        b'RW;Nama;Nomor HP\n5;"Asep;1\n6;B;2\n',
        'Baris 2: tanda kutip (") tidak lengkap. Perbaiki baris itu, atau simpan sebagai Excel (.xlsx).',
    ),
    "no header": (
        b"5;Asep;1\n",
        "Baris judul tidak ditemukan. Baris pertama harus berisi: RW, Nama, Nomor HP.",
    ),
    "a missing column": (
        b"RW;Nama\n5;A\n",
        "Kolom Nomor HP tidak ada. Tambahkan judul kolomnya di baris pertama.",
    ),
    "a column twice": (b"RW;Nama;Nomor HP;No WA\n", "Kolom Nomor HP ada dua kali. Hapus salah satunya."),
    "too many rows": (
        b"RW;Nama;Nomor HP\n" + b"5;A;1\n" * 2100,
        "Tabel ini punya lebih dari 2.000 baris. Bagi menjadi beberapa berkas.",
    ),
    "too many columns": (
        b"RW;Nama;Nomor HP" + b";x" * 50,
        "Tabel ini punya lebih dari 50 kolom. Hapus kolom yang tidak perlu.",
    ),
    "a row at the end of the world": (
        sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "Tabel ini punya lebih dari 2.000 baris. Bagi menjadi beberapa berkas.",
    ),
    "more than 5 MB": (
        b"RW;Nama;Nomor HP\n" + b"x" * (5 * 1024 * 1024),
        "Berkas ini lebih besar dari 5 MB. Salin tabelnya saja ke berkas baru, lalu unggah.",
    ),
}


@pytest.mark.parametrize("what", NOT_A_TABLE)
def test_what_is_no_table_is_refused_with_a_sentence_that_says_why(what):
    data, reason = NOT_A_TABLE[what]

    assert refusal_of(data) == reason


def test_a_zip_with_a_password_is_refused():
    data = bytearray(workbook())
    for sign, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(sign)
        data[place + flags] |= 1

    assert refusal_of(bytes(data)) == ENCRYPTED


def test_a_zip_that_lies_about_what_it_holds_is_refused():
    data = bytearray(remade(workbook(), **{"xl/media/x.png": b"\0" * 1_000_000}))
    place = data.rfind(b"xl/media/x.png") - 46
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")

    assert refusal_of(bytes(data)) == BROKEN


def test_macros_and_links_of_a_workbook_are_left_alone():
    data = remade(workbook(["05", "A", "1"]), **{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"})

    assert cells_of(data) == [{"rw": "05", "name": "A", "phone": "1"}]


MEASURE = """
import resource, sys
from accounts.tables import TableRefused, read_table
data = open(sys.argv[1], "rb").read()
grown = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = grown()
try:
    read_table(data, {"rw": ("RW", set())})
except TableRefused as refused:
    print((grown() - before) // 1024, refused.reason)
"""
HEAVY = {
    "one endless row": lambda: sheet("<row>" + "<c><v>7</v></c>" * 190_000 + "</row>"),
    "endless texts": lambda: sheet(
        '<row><c t="s"><v>0</v></c></row>',
        **{"xl/sharedStrings.xml": f"<sst {MAIN}>" + "<si><t>7</t></si>" * 170_000 + "</sst>"},
    ),
    "endless empty rows": lambda: sheet("<row/>" * 500_000),
    "a bomb": lambda: remade(workbook(), **{"xl/media/bomb.png": b"\0" * 200_000_000}),
}


@pytest.mark.parametrize("what", HEAVY)
def test_the_worst_that_passes_the_gate_takes_less_than_a_hundred_megabytes(what, tmp_path):
    file = tmp_path / "heavy.xlsx"
    file.write_bytes(HEAVY[what]())

    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, file], cwd=ROOT, capture_output=True, text=True, check=True
    )

    megabytes, _, reason = measured.stdout.partition(" ")
    assert int(megabytes) < 100
    assert reason


WRITTEN = ["=1+1", "+6281234567890", "-5", "@x", "\tx", "\rx", "005", "Asep"]


def test_no_cell_of_a_csv_of_ours_is_calculated():
    text = csv_bytes(["x"], [[cell] for cell in WRITTEN]).decode("utf-8-sig")

    assert [line for line in text.splitlines() if line[:1] in "=+-@\t"] == []
    assert text.startswith("x\r\n'=1+1\r\n'+6281234567890\r\n'-5\r\n'@x\r\n'\tx\r\n")


def test_no_cell_of_a_workbook_of_ours_is_calculated():
    data = xlsx_bytes("x", ["x"], [[cell] for cell in WRITTEN if cell != "\rx"], [20])

    book = openpyxl.load_workbook(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert [cell.value for cell in book.active["A"]][1:4] == ["=1+1", "+6281234567890", "-5"]
    assert {cell.data_type for cell in book.active["A"]} == {"s"}
    assert xml.count("<f>") == 0


def test_a_phone_number_survives_the_way_out_and_in_again():
    for data in (
        csv_bytes(HEADER, [["05", "A", "+6281"]]),
        xlsx_bytes("x", HEADER, [["05", "A", "+6281"]], []),
    ):
        assert cells_of(data)[0]["phone"] == "+6281"
