"""The first visible sheet of an Excel file. Formulas and macros are never run."""

import datetime
import io

import openpyxl

from .archives import BROKEN, look_through
from .refusals import CellRefused, TableRefused

NO_SHEET = "Berkas Excel ini tidak punya lembar yang terlihat."
LARGEST_WHOLE = 10**15


def rows_of_workbook(data):
    """(line number, [text or CellRefused]) of each row of the sheet."""
    look_through(data)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = next((one for one in workbook.worksheets if one.sheet_state == "visible"), None)
        if sheet is not None:
            # What a sheet says of its own size may be wrong, or a million columns.
            sheet.reset_dimensions()
            for line, cells in enumerate(sheet.iter_rows(), 1):
                yield line, [text_or_refusal(cell) for cell in cells]
    except TableRefused:
        raise
    except Exception as error:  # whatever a damaged file makes the reader stumble over
        raise TableRefused(BROKEN) from error
    if sheet is None:
        raise TableRefused(NO_SHEET)


def text_or_refusal(cell):
    try:
        return text_of(cell)
    except CellRefused as refused:
        return refused


def text_of(cell):
    """A cell's value as somebody would have typed it; whole numbers without point and exponent."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise CellRefused("berisi rumus; tulis isinya langsung")
    if cell.data_type == "e":
        raise CellRefused(f"berisi kesalahan Excel ({value}); tulis isinya langsung")
    if isinstance(value, bool):
        raise CellRefused("berisi BENAR atau SALAH; tulis isinya sebagai teks")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        raise CellRefused("dibaca Excel sebagai tanggal atau jam; ubah selnya menjadi Teks, lalu tulis ulang")
    if isinstance(value, float):
        return whole_number(value)
    return str(value)


def whole_number(value):
    if not value.is_integer() or abs(value) >= LARGEST_WHOLE:
        raise CellRefused(
            "berisi angka pecahan atau terlalu panjang; ubah selnya menjadi Teks, lalu tulis ulang"
        )
    return str(int(value))
