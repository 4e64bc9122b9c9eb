"""The list of rankings as a table: a row for each exhibition, a cell for each category."""

from dataclasses import dataclass

from exhibitions.models import Exhibition

from .models import Panel


@dataclass(frozen=True)
class RankingCell:
    """`panel` is None in an exhibition without a panel of the category."""

    category: object
    panel: Panel | None
    may_see: bool

    @property
    def is_empty(self):
        """Scoring was opened and there was nothing to score."""
        return self.panel is None or not (self.panel.is_planned or self.panel.count.entries)


@dataclass(frozen=True)
class RankingRow:
    exhibition: Exhibition
    cells: list


@dataclass(frozen=True)
class RankingTable:
    categories: list
    rows: list


def ranking_table(panels, may_see):
    """From panels in the order of `for_list`; `may_see(panel)`: whether the person may see its numbers."""
    categories, exhibitions, found = {}, {}, {}
    for panel in panels:
        categories[panel.category_id] = panel.category
        exhibitions[panel.exhibition_id] = panel.exhibition
        found[panel.exhibition_id, panel.category_id] = RankingCell(panel.category, panel, may_see(panel))
    in_order = sorted(categories.values(), key=lambda category: category.position)
    rows = [
        RankingRow(
            exhibition,
            [found.get((pk, category.pk), RankingCell(category, None, False)) for category in in_order],
        )
        for pk, exhibition in exhibitions.items()
    ]
    return RankingTable(in_order, rows)
