"""A workbook is a ZIP file: looked through before anything in it is parsed."""

import io
import re
import zipfile
import zlib

from .kinds import SAVE_AS
from .refusals import TableRefused

MOST_MEMBERS = 300
MOST_UNPACKED = 10 * 1024 * 1024
# One row of a sheet, or all its texts, may fill a member: 3 MB of cells take some 70 MB while they are read.
MOST_OF_ONE = 3 * 1024 * 1024
MOST_TIMES = 200
RATIO_FROM = 512 * 1024
CHUNK = 64 * 1024
PICTURES = "xl/media/"
DECLARATION = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.I)

TOO_LARGE = "Isi berkas ini terlalu besar setelah dibuka. Salin tabelnya saja ke berkas baru, lalu unggah."
BROKEN = f"Berkas Excel ini rusak atau tidak lengkap. {SAVE_AS}"
ENCRYPTED = "Berkas ini dikunci dengan kata sandi. Buka kuncinya, simpan, lalu unggah lagi."
SUSPICIOUS = f"Berkas Excel ini memuat bagian yang tidak dikenal dan tidak dibaca demi keamanan. {SAVE_AS}"
OTHERS = (
    ("xl/workbook.bin", f"Ini Excel biner (.xlsb). {SAVE_AS}"),
    ("word/document.xml", f"Ini dokumen Word, bukan tabel. {SAVE_AS}"),
    ("ppt/presentation.xml", f"Ini presentasi, bukan tabel. {SAVE_AS}"),
    ("content.xml", "Ini berkas LibreOffice (.ods). Buka, lalu simpan sebagai Excel (.xlsx) atau CSV."),
    ("Index/Document.iwa", "Ini berkas Numbers. Simpan sebagai Excel (.xlsx) atau CSV."),
)
NOT_A_WORKBOOK = f"Ini berkas ZIP, bukan tabel. {SAVE_AS}"


def look_through(data):
    """TableRefused unless it is a workbook of modest size without declarations in its XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            check_kind({member.filename for member in members})
            check_sizes(members)
            check_contents(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise TableRefused(BROKEN) from error


def check_kind(names):
    for name, reason in OTHERS:
        if name in names:
            raise TableRefused(reason)
    if "xl/workbook.xml" not in names:
        raise TableRefused(NOT_A_WORKBOOK)


def check_sizes(members):
    """By what the file says of itself."""
    if any(member.flag_bits & 0x1 for member in members):
        raise TableRefused(ENCRYPTED)
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise TableRefused(TOO_LARGE)
    for member in members:
        swollen = member.file_size > RATIO_FROM and member.file_size > MOST_TIMES * member.compress_size
        parsed = not member.filename.startswith(PICTURES)
        if swollen or (parsed and member.file_size > MOST_OF_ONE):
            raise TableRefused(TOO_LARGE)


def check_contents(archive, members):
    """By what is really in it, a piece at a time."""
    read = 0
    for member in members:
        is_picture = member.filename.startswith(PICTURES)
        before = b""
        with archive.open(member) as file:
            while piece := file.read(CHUNK):
                read += len(piece)
                if read > MOST_UNPACKED:
                    raise TableRefused(TOO_LARGE)
                if not is_picture and DECLARATION.search(before + piece):
                    raise TableRefused(SUSPICIOUS)
                before = piece[-32:]
