"""What a ranking page shows of a panel."""

from dataclasses import dataclass

from exhibitions.models import Entry, Status

from .models import Panel, Result
from .rankings import FEWEST_FOR_RANKS, band_of, ranking_of
from .scoring import WEIGHTS_SUM

LOWEST, HIGHEST = 20 * WEIGHTS_SUM, 100 * WEIGHTS_SUM
PLOT_LEFT, PLOT_WIDTH, PLOT_STEP, PLOT_FOOT = 56, 286, 26, 24


@dataclass(frozen=True)
class ShownRow:
    """A RankedRow with its words: why it has no rank, what decided a tie, whether it is chosen."""

    row: object
    decided_words: str
    absence: str
    standing: str
    place: int

    @property
    def result(self):
        return self.row.result

    @property
    def y(self):
        return PLOT_STEP * self.place + PLOT_STEP // 2

    @property
    def y_label(self):
        return self.y + 5

    @property
    def x_lowest(self):
        return plot_x(self.row.lowest)

    @property
    def x_score(self):
        return plot_x(self.row.score)

    @property
    def x_highest(self):
        return plot_x(self.row.highest)


@dataclass(frozen=True)
class ShownPanel:
    """`rows` is empty where the person may not see numbers yet (`hidden`) or nothing is scored yet."""

    panel: Panel
    hidden: bool
    rows: list

    @property
    def scored(self):
        return [shown for shown in self.rows if shown.row.score is not None]

    @property
    def has_ranks(self):
        return len(self.scored) >= FEWEST_FOR_RANKS

    @property
    def is_provisional(self):
        return self.panel.is_open and bool(self.scored)

    @property
    def ties_to_decide(self):
        return [shown for shown in self.rows if shown.result.standing == Result.Standing.TIED]

    @property
    def plot_height(self):
        return PLOT_STEP * len(self.scored)

    @property
    def plot_labels_at(self):
        return self.plot_height + PLOT_FOOT * 3 // 4

    @property
    def plot_bottom(self):
        return self.plot_height + PLOT_FOOT

    @property
    def plot_ticks(self):
        """[(x, words)] at 20, 40 ... 100."""
        return [(plot_x(tick * WEIGHTS_SUM), tick) for tick in range(20, 101, 20)]


def shown_panel(panel, results, may_see):
    if not may_see:
        return ShownPanel(panel, True, [])
    names = criterion_names(panel, results)
    rows = ranking_of(panel, results)
    return ShownPanel(
        panel,
        False,
        [
            ShownRow(row, names.get(row.decided_by, ""), absence_of(row), standing_words(row), place)
            for place, row in enumerate(rows)
        ],
    )


def criterion_names(panel, results):
    """{code: name}; without a scored entry nothing can be decided by a criterion, nor is the rubric frozen."""
    if not any(result.sheets for result in results):
        return {}
    return {criterion["code"]: criterion["name"] for criterion in panel.rubric.content()}


def absence_of(row):
    """Why an entry stands without a score, in words."""
    if row.score is not None:
        return ""
    entry = row.result.entry
    if entry.status != Status.VERIFIED:
        return entry.get_status_display()
    return "Tidak hadir" if entry.attendance == Entry.Attendance.ABSENT else "Belum dinilai"


def standing_words(row):
    standing = row.result.standing
    return (
        Result.Standing(standing).label if standing in {Result.Standing.CHOSEN, Result.Standing.TIED} else ""
    )


def chosen_rows(results):
    """[(result, band words, band number)] of chosen entries; no rank and no score."""
    return [(result, *band_of(result.panel, result)) for result in results]


def plot_x(hundredths):
    return PLOT_LEFT + (hundredths - LOWEST) * PLOT_WIDTH // (HIGHEST - LOWEST)


def shown_panels(panels, results, readable):
    """`readable`: those of the panels whose numbers the person may see."""
    by_panel = {}
    for result in results:
        by_panel.setdefault(result.panel_id, []).append(result)
    return [shown_panel(panel, by_panel.get(panel.pk, []), panel in readable) for panel in panels]
