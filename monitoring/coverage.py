"""The board of the RW: a block of tiles for each kelurahan, and the figures over all of them."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from exhibitions.coverage import ANSWER_SIGNS, Answer, answers_of, counts_by_answer
from exhibitions.models import Exhibition
from products.models import Category

from .contacts import officers_of, whatsapp_url
from .deadlines import deadline_words
from .permissions import can_contact, can_enter_for


@dataclass(frozen=True, slots=True)
class Tile:
    number: str
    words: str
    sign: str
    url: str


@dataclass(frozen=True)
class Block:
    """One kelurahan. `counts`: [(Answer, sign, number)] of all its RW, `tiles` of those that the filter leaves."""

    exhibition: Exhibition
    counts: list
    tiles: list

    @property
    def deadline(self):
        return deadline_words(self.exhibition)


@dataclass(frozen=True)
class Share:
    """How many of the live entries are of one category, or have none yet (`category` None)."""

    category: Category | None
    number: int


@dataclass(frozen=True)
class Line:
    """An RW in the table: where it stands, what can be done, and [(officer, chat)] for who may write to them."""

    row: object
    enter_url: str
    contacts: list


@dataclass(frozen=True)
class Board:
    blocks: list
    counts: list
    total: int
    entered: int
    need_help: int
    shares: list
    in_priority: int
    lines: list
    is_alone: bool

    @property
    def priority_percent(self):
        """Of the entries that have a category; None while there are none."""
        placed = sum(share.number for share in self.shares if share.category)
        return (200 * self.in_priority + placed) // (2 * placed) if placed else None


def board_for(user, exhibitions, chosen=None, answer=None):
    """Of all these exhibitions, or of the chosen one; `answer` leaves only the RW that stand there.

    The table of RW (`lines`) is made for one kelurahan (`is_alone`) or one answer: a whole kota is read by its counts.
    """
    shown = [chosen] if chosen else exhibitions
    rows = answers_of(shown)
    left = [row for row in rows if answer is None or row.answer == answer]
    shares = shares_of(rows)
    alone = len(shown) == 1
    return Board(
        blocks=blocks_of(shown, rows, left, user),
        counts=counts_by_answer(rows),
        total=len(rows),
        entered=sum(row.entry is not None for row in rows),
        need_help=sum(row.needs_help for row in rows),
        shares=shares,
        in_priority=sum(share.number for share in shares if share.category and share.category.priority),
        lines=lines_of(left, shown, user) if alone or answer else [],
        is_alone=alone,
    )


def blocks_of(exhibitions, rows, left, user):
    """A kelurahan in which the filter leaves nobody has no block."""
    every, remaining = by_exhibition(rows), by_exhibition(left)
    return [
        Block(
            exhibition,
            counts_by_answer(every[exhibition.pk]),
            tiles_of(exhibition, remaining[exhibition.pk], user, alone=len(exhibitions) == 1),
        )
        for exhibition in exhibitions
        if exhibition.pk in remaining
    ]


def by_exhibition(rows):
    found = {}
    for row in rows:
        found.setdefault(row.exhibition.pk, []).append(row)
    return found


def tiles_of(exhibition, rows, user, alone):
    """Each leads to the entry, to entering on behalf of the RW, or to its line in the table."""
    create = f"{reverse('exhibitions:entry_create')}?rw=" if can_enter_for(user, exhibition) else ""
    line = f"{'' if alone else f'?kelurahan={exhibition.kelurahan.slug}'}#rw-"
    entry = reverse("exhibitions:entry_detail", args=[0]).partition("0")
    return [
        Tile(
            f"{row.number:02d}",
            TILE_WORDS[row.answer],
            ANSWER_SIGNS[row.answer],
            f"{entry[0]}{row.entry}{entry[2]}" if row.entry else f"{create or line}{row.rw}",
        )
        for row in rows
    ]


TILE_WORDS = {answer: answer.label for answer in Answer} | {
    Answer.NONE: "Belum",
    Answer.ABSTAINS: "Tidak ikut",
    Answer.RETURNED: "Perbaikan",
}


def shares_of(rows):
    """One for each category in its order, and one for live entries without a category if there are any."""
    counts = Counter(row.category for row in rows if row.entry)
    shares = [Share(category, counts[category.pk]) for category in Category.objects.all()]
    return shares + ([Share(None, counts[None])] if counts[None] else [])


def lines_of(rows, exhibitions, user):
    officers = officers_of([row.rw for row in rows]) if can_contact(user) else {}
    create = reverse("exhibitions:entry_create")
    open_to = {exhibition.pk for exhibition in exhibitions if can_enter_for(user, exhibition)}
    return [
        Line(
            row,
            f"{create}?rw={row.rw}" if row.entry is None and row.exhibition.pk in open_to else "",
            [(officer, whatsapp_url(officer)) for officer in officers.get(row.rw, [])],
        )
        for row in rows
    ]
