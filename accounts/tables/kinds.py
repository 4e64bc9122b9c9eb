"""What a file is, by its first bytes: names and content types are whatever the sender says."""

import re

from .refusals import TableRefused

SAVE_AS = "Buka di Excel, lalu simpan sebagai Excel (.xlsx) atau CSV."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
STARTS = {
    b"%PDF": f"Ini berkas PDF, bukan tabel. {SAVE_AS}",
    b"{\\rtf": f"Ini dokumen RTF, bukan tabel. {SAVE_AS}",
    b"\x89PNG": f"Ini gambar, bukan tabel. {SAVE_AS}",
    b"\xff\xd8\xff": f"Ini foto, bukan tabel. {SAVE_AS}",
    b"GIF8": f"Ini gambar, bukan tabel. {SAVE_AS}",
    b"RIFF": f"Ini gambar atau rekaman, bukan tabel. {SAVE_AS}",
    b"BM": f"Ini gambar, bukan tabel. {SAVE_AS}",
    b"II*\0": f"Ini gambar, bukan tabel. {SAVE_AS}",
    b"MM\0*": f"Ini gambar, bukan tabel. {SAVE_AS}",
    b"\x1f\x8b": f"Ini arsip yang dimampatkan, bukan tabel. {SAVE_AS}",
    b"Rar!": f"Ini arsip RAR, bukan tabel. {SAVE_AS}",
    b"7z\xbc\xaf": f"Ini arsip 7z, bukan tabel. {SAVE_AS}",
}
EMPTY = "Berkas ini kosong. Pilih berkas yang sudah diisi."
PROTECTED = "Berkas Excel ini dilindungi kata sandi. Buka kuncinya di Excel, simpan, lalu unggah lagi."
OLD_EXCEL = f"Ini Excel lama (.xls). {SAVE_AS}"
MARKUP = f"Isi berkas ini halaman web, bukan tabel, walaupun namanya seperti Excel. {SAVE_AS}"


def is_workbook(data):
    """True for a ZIP file, which a workbook is; False for what may be text. TableRefused for anything else."""
    if not data.strip(b" \t\r\n\0"):
        raise TableRefused(EMPTY)
    if data.startswith(OLE):
        raise TableRefused(PROTECTED if "EncryptedPackage".encode("utf-16-le") in data else OLD_EXCEL)
    for start, reason in STARTS.items():
        if data.startswith(start) and not (start == b"BM" and b"\0" not in data[:64]):
            raise TableRefused(reason)
    if data[4:8] == b"ftyp":
        raise TableRefused(f"Ini foto atau video, bukan tabel. {SAVE_AS}")
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!|\?xml|html|head|body|table|meta|script|svg)", data[:200], re.I):
        raise TableRefused(MARKUP)
    return data.startswith(ZIP)
