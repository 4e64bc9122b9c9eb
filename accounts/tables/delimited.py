"""CSV as Excel, LibreOffice and phones write it."""

import codecs
import csv
import io

from .refusals import TableRefused

DELIMITERS = (";", ",", "\t")
NOT_TEXT = "Berkas ini bukan teks yang bisa dibaca. Simpan sebagai CSV UTF-8 atau Excel (.xlsx)."
BROKEN_QUOTES = (
    'Baris {line}: tanda kutip (") tidak lengkap. Perbaiki baris itu, atau simpan sebagai Excel (.xlsx).'
)


def rows_of_text(data):
    """(line number, [text]) of each row; the line is where the row begins."""
    text = decode(data)
    if "\0" in text:
        raise TableRefused(NOT_TEXT)
    text, delimiter = delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise TableRefused(BROKEN_QUOTES.format(line=begins)) from error


def decode(data):
    """UTF-8 with or without its mark, UTF-16 with its mark, else Windows' Latin alphabet."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableRefused(NOT_TEXT)


def delimiter_of(text):
    """The text without Excel's `sep=;` line, and the sign that parts the cells of its first filled line."""
    first, _, rest = text.lstrip("\r\n").partition("\n")
    said = first.strip().lower()
    if said.startswith("sep=") and said[4:5] in DELIMITERS:
        # An empty line in its place keeps the numbers of the lines.
        return "\n" + rest, said[4]
    filled = next((line for line in text.splitlines() if line.strip(" ;,\t")), "")
    return text, max(DELIMITERS, key=filled.count)
