"""The board of the RW: a block of tiles for each kelurahan, and the figures over all of them."""

from dataclasses import dataclass

from django.utils import timezone

from exhibitions.coverage import Answer, answers_of, counts_by_answer, exhibitions_watched_by
from exhibitions.models import Exhibition
from kelurahan.templatetags.indonesia import hari_tanggal

from .permissions import can_enter_for


@dataclass(frozen=True)
class Block:
    exhibition: Exhibition
    rows: list
    counts: list
    can_enter: bool

    @property
    def deadline(self):
        return deadline_words(self.exhibition)


@dataclass(frozen=True)
class Board:
    blocks: list
    counts: list
    total: int
    entered: int
    in_priority: int
    table: list


def board_for(user, chosen=""):
    """`chosen`: a value of Answer narrows the table beneath the tiles; any other leaves it whole."""
    exhibitions = list(exhibitions_watched_by(user))
    rows = answers_of(exhibitions)
    by_exhibition = {exhibition.pk: [] for exhibition in exhibitions}
    for row in rows:
        by_exhibition[row.exhibition.pk].append(row)
    return Board(
        blocks=[block_of(exhibition, by_exhibition[exhibition.pk], user) for exhibition in exhibitions],
        counts=counts_by_answer(rows),
        total=len(rows),
        entered=sum(row.entry is not None for row in rows),
        in_priority=sum(row.in_priority for row in rows),
        table=[row for row in rows if chosen not in Answer.values or row.answer == chosen],
    )


def block_of(exhibition, rows, user):
    return Block(exhibition, rows, counts_by_answer(rows), can_enter_for(user, exhibition))


def deadline_words(exhibition):
    """Until when RW enter, with the weekday and the days left."""
    if not exhibition.is_planned:
        return "Penilaian sudah dimulai"
    if exhibition.held_on is None:
        return "Tanggal gelar belum ditetapkan"
    left = (exhibition.last_registration_day - timezone.localdate()).days
    if left < 0:
        return f"Pendaftaran RW sudah ditutup {hari_tanggal(exhibition.last_registration_day)}"
    days = f"masih {left} hari" if left else "hari terakhir"
    return f"Pendaftaran RW sampai {hari_tanggal(exhibition.last_registration_day)} pukul 23.59 WIB ({days})"
