"""What is unfinished in an edition that somebody is about to close."""

from dataclasses import dataclass

from exhibitions.models import Entry, Status

from .day_pages import day_rows
from .models import Panel, PanelState

UNDECIDED = {
    Status.SUBMITTED: "Menunggu verifikasi",
    Status.RETURNED: "Menunggu perbaikan",
    Status.DRAFT: "Draf, belum diajukan",
}


@dataclass(frozen=True)
class Unfinished:
    """`scoring`: DayRows of exhibitions with an open panel, for which closing waits. The rest is only lost:
    `not_scored` exhibitions whose scoring never started, and `entries`: [(status, words, number)] never decided."""

    scoring: list
    not_scored: list
    entries: list

    @property
    def is_something_lost(self):
        return bool(self.not_scored or self.entries)


def unfinished_in(edition):
    rows = day_rows(Panel.objects.of_edition(edition).for_list())
    scoring = [row for row in rows if row.open_panels]
    return Unfinished(
        scoring=scoring,
        not_scored=[row for row in rows if row.state == PanelState.PLANNED and row not in scoring],
        entries=undecided_entries(edition),
    )


def undecided_entries(edition):
    numbers = Entry.objects.filter(exhibition__edition=edition).counts_by_status()
    return [(status, words, numbers[status]) for status, words in UNDECIDED.items() if status in numbers]
