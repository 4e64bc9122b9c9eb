"""Revising many own sheets in one act: all of it or nothing."""

from dataclasses import dataclass

from django.db import transaction

from .models import ScoreSheet, SheetRevision
from .refusals import CurationRefused, NewerDraft, SheetIncomplete
from .sheets import submit


@dataclass(frozen=True)
class Change:
    """New values of one sent sheet; `seen` is the count of saves the page was made from."""

    sheet: ScoreSheet
    values: dict
    seen: int | None


class RowsRefused(CurationRefused):
    """`problems`: {sheet id: SheetIncomplete or NewerDraft}. Nothing was stored."""

    def __init__(self, problems):
        super().__init__("Tidak ada lembar yang dikirim ulang.")
        self.problems = problems


def revise_all(changes, by):
    """A revision for each change; the Receipts of those inserted.

    Raises RowsRefused when a row lacks a note or was saved elsewhere, ScoringLocked when a panel was locked meanwhile.
    """
    problems, receipts = {}, []
    with transaction.atomic():
        for change in sorted(changes, key=lock_order):
            try:
                receipts.append(revise(change, by))
            except (SheetIncomplete, NewerDraft) as refused:
                problems[change.sheet.pk] = refused
        if problems:
            raise RowsRefused(problems)
    return [receipt for receipt in receipts if not receipt.repeated]


def revise(change, by):
    draft = change.sheet.draft | {"values": change.values}
    return submit(change.sheet, draft, change.seen, by, source=SheetRevision.Source.GRID)


def lock_order(change):
    """The same for everybody, so that two curators who revise at once never wait for each other in a circle."""
    return change.sheet.assignment.panel_id, change.sheet.assignment.entry_id
