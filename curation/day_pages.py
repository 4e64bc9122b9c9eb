"""What the pages of an exhibition's day show of its panels."""

from dataclasses import dataclass
from itertools import groupby

from exhibitions.models import Exhibition, Status

from .models import Panel, PanelState
from .models.panels import SIGNS
from .progress import counts_of

ORDER = list(PanelState)


@dataclass(frozen=True)
class DayRow:
    """One exhibition in the list. Its word is that of its least advanced panel."""

    exhibition: Exhibition
    panels: list

    @property
    def state(self):
        return min((PanelState(panel.state) for panel in self.panels), key=ORDER.index)

    @property
    def sign(self):
        return SIGNS[self.state]

    @property
    def open_panels(self):
        return [panel for panel in self.panels if panel.is_open]

    @property
    def sent(self):
        return sum(panel.count.sent for panel in self.panels)

    @property
    def assigned(self):
        return sum(panel.count.assigned for panel in self.panels)


@dataclass(frozen=True)
class PanelDay:
    """One panel on the day's page: entries by status, seats and, for staff, the form for one more."""

    panel: Panel
    counts: list
    verified: int
    seat_form: object


def day_rows(panels):
    """A DayRow for each exhibition, from panels in the order of `for_list`."""
    groups = groupby(panels, key=lambda panel: panel.exhibition_id)
    return [DayRow(rows[0].exhibition, rows) for rows in (list(rows) for _, rows in groups)]


def panel_days(panels, counts, seat_form_of):
    """`seat_form_of(panel)`: its form, or None for a person who does not seat curators."""
    return [
        PanelDay(
            panel,
            counts_of(panel.category, counts),
            counts.get(panel.category_id, {}).get(Status.VERIFIED, 0),
            seat_form_of(panel),
        )
        for panel in panels
    ]
