"""A curator's sheets as the list shows them: by exhibition and panel."""

from dataclasses import dataclass
from itertools import groupby

from products.models import Photo

from .models import Panel


@dataclass(frozen=True)
class SheetGroup:
    panel: Panel
    sheets: list

    @property
    def sent(self):
        return sum(sheet.is_sent for sheet in self.sheets)

    @property
    def next_sheet(self):
        """The first sheet still to score while scoring is open, or None."""
        if not self.panel.is_open:
            return None
        return next((sheet for sheet in self.sheets if not sheet.is_sent), None)


def groups_of(sheets):
    """One SheetGroup for each panel, from sheets in the order of `for_list`; each with `shown_photo`, or None there."""
    by_panel = groupby(with_photo(sheets), key=lambda sheet: sheet.assignment.panel_id)
    return [SheetGroup(rows[0].panel, rows) for rows in (list(rows) for _, rows in by_panel)]


def with_photo(sheets):
    """The first photo of each sheet's version, all in one query."""
    sheets = list(sheets)
    photos = Photo.objects.in_bulk([sheet.first_photo for sheet in sheets if sheet.first_photo])
    for sheet in sheets:
        sheet.shown_photo = photos.get(sheet.first_photo)
    return sheets
