"""Seating curators, starting and closing the scoring of an exhibition's panels."""

from django.db import transaction
from django.utils import timezone

from exhibitions.models import Entry, Exhibition

from .editions import refuse_closed
from .models import Assignment, Panel, PanelCount, PanelState, PanelStep, Result, ScoreSheet, Seat
from .models.panels import MOST_CURATORS
from .rankings import ranking_of, standings
from .refusals import CurationRefused


def seat(panel, curator, by):
    """Give a curator a seat; in an open panel the sheets follow at once. A second click changes nothing."""
    with transaction.atomic():
        locked = Panel.objects.select_for_update(of=["self"]).get(pk=panel.pk)
        refuse_closed(locked.exhibition.edition)
        if locked.scoring_is_over:
            raise CurationRefused("Penilaian panel ini sudah ditutup: kursi kurator tidak dapat ditambah.")
        taken = Seat.objects.taken().filter(panel=locked)
        if taken.filter(curator=curator).exists():
            return
        if taken.count() >= MOST_CURATORS:
            raise CurationRefused(f"Satu panel paling banyak {MOST_CURATORS} kurator.")
        Seat.objects.create(panel=locked, curator=curator, seated_by=by)
        if locked.is_open:
            assign(locked)


def unseat(panel, seat_pk):
    """Take a seat back before scoring starts; later a replacement is needed, not an empty chair."""
    with transaction.atomic():
        locked = Panel.objects.select_for_update(of=["self"]).get(pk=panel.pk)
        refuse_closed(locked.exhibition.edition)
        if not locked.is_planned:
            raise CurationRefused("Penilaian sudah dimulai: kursi kurator tidak dapat dikosongkan.")
        Seat.objects.taken().filter(panel=locked, pk=seat_pk).update(left_at=timezone.now())


def open_scoring(exhibition, by):
    """Start scoring of all panels: entries are fixed, results and sheets are made. CurationRefused says why not."""
    with transaction.atomic():
        locked = Exhibition.objects.select_for_update(of=["self"]).get(pk=exhibition.pk)
        panels = list(locked.panels.select_for_update(of=["self"]).order_by("pk"))
        refuse_opening(locked, panels)
        Exhibition.objects.filter(pk=locked.pk).update(state=Exhibition.State.RUNNING)
        for panel in panels:
            create_results(panel)
            assign(panel)
            move(panel, PanelState.OPEN, by)


def reason_against_opening(exhibition):
    """Why scoring cannot start now, as a sentence, or an empty text."""
    try:
        refuse_opening(exhibition, exhibition.panels.select_related("category"))
    except CurationRefused as refused:
        return refused.reason
    return ""


def refuse_opening(exhibition, panels):
    """CurationRefused where scoring cannot start now."""
    refuse_closed(exhibition.edition)
    if not exhibition.is_planned:
        raise CurationRefused("Penilaian gelar ini sudah dimulai.")
    if exhibition.held_on is None:
        raise CurationRefused("Isi tanggal gelar dahulu, lalu buka penilaian pada harinya.")
    if exhibition.held_on > timezone.localdate():
        raise CurationRefused("Hari gelar belum tiba. Penilaian dibuka pada harinya.")
    for panel in panels:
        if entries_of(panel).exists() and not Seat.objects.taken().filter(panel=panel).exists():
            raise CurationRefused(
                f"Panel {panel.category.short_name} belum punya kurator. Minta staf Pemkot mengisi kursinya."
            )


def entries_of(panel):
    """The verified entries a panel scores."""
    return Entry.objects.verified().filter(exhibition=panel.exhibition_id, category=panel.category_id)


def create_results(panel):
    Result.objects.bulk_create(Result(panel=panel, entry=entry) for entry in entries_of(panel))


def assign(panel):
    """Make the assignments and empty sheets that are missing: every seated curator, every entry, not the own RW."""
    known = set(panel.assignments.values_list("entry_id", "curator_id"))
    entries = list(entries_of(panel).order_by("pk"))
    seats = Seat.objects.taken().filter(panel=panel).select_related("curator")
    missing = [
        Assignment(panel=panel, entry=entry, curator=seat.curator)
        for seat in seats
        for entry in entries
        if entry.rw_id != seat.curator.home_rw_id and (entry.pk, seat.curator_id) not in known
    ]
    made = Assignment.objects.bulk_create(missing)
    ScoreSheet.objects.bulk_create(ScoreSheet(assignment=assignment) for assignment in made)
    PanelCount.objects.filter(panel=panel).update(entries=len(entries), assigned=len(known) + len(made))


def close_scoring(panel, by):
    """Close one panel: from here a revision is late. Ranks and the chosen are written for the list of the city.

    Takes the exhibition first, so that of the last two panels closed at once one sees the other.
    """
    with transaction.atomic():
        Exhibition.objects.select_for_update(of=["self"]).get(pk=panel.exhibition_id)
        locked = Panel.objects.select_for_update(of=["self"]).get(pk=panel.pk)
        if not locked.is_open:
            raise CurationRefused("Penilaian panel ini tidak sedang dibuka.")
        move(locked, PanelState.CLOSED, by)
        write_standings(locked)
        finish_exhibition(locked.exhibition_id)


def write_standings(panel):
    rows = ranking_of(panel, list(panel.results.select_related("entry")))
    for row, standing in standings(rows, panel.quota):
        Result.objects.filter(pk=row.result.pk).update(
            rank=row.rank, decided_by=row.decided_by or "", standing=standing
        )


def finish_exhibition(exhibition_pk):
    unfinished = Panel.objects.filter(
        exhibition=exhibition_pk, state__in=[PanelState.PLANNED, PanelState.OPEN]
    )
    if not unfinished.exists():
        Exhibition.objects.filter(pk=exhibition_pk).update(state=Exhibition.State.DONE)


def move(panel, became, by):
    was, panel.state = panel.state, became
    Panel.objects.filter(pk=panel.pk).update(state=became)
    PanelStep.objects.create(panel=panel, was=was, became=became, by=by)
