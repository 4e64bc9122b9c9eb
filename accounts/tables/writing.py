"""Tables we hand out. No cell of theirs is ever calculated, whatever it begins with."""

import csv
import io

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

CALCULATED = ("=", "+", "-", "@", "\t", "\r")
TEXT_FORMAT = "@"


def csv_bytes(header, rows):
    """Semicolons and the mark of UTF-8: so Excel in Indonesian opens it by a double click."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerows([guarded(cell) for cell in row] for row in (header, *rows))
    return file.getvalue().encode("utf-8-sig")


def guarded(text):
    """With an apostrophe before what a spreadsheet would calculate; `read_table` takes it off again."""
    return f"'{text}" if text.startswith(CALCULATED) else text


def xlsx_bytes(title, header, rows, widths):
    """One sheet of text cells, so that numbers keep their zeros; `widths` in characters."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    for letter, width in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", widths, strict=False):
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].number_format = TEXT_FORMAT
    sheet.freeze_panes = "A2"
    sheet.append([text_cell(sheet, text, bold=True) for text in header])
    for row in rows:
        sheet.append([text_cell(sheet, text) for text in row])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def text_cell(sheet, text, bold=False):
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.number_format = "s", TEXT_FORMAT
    if bold:
        cell.font = Font(bold=True)
    return cell
