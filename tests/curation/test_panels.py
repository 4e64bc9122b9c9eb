"""Seats, starting and closing scoring, stands and the day."""

from datetime import timedelta
from threading import Event

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Role
from curation.days import set_day
from curation.models import Assignment, Panel, PanelState, PanelStep, Result, ScoreSheet, Seat
from curation.panels import close_scoring, open_scoring, reason_against_opening, seat, unseat
from curation.refusals import CurationRefused
from curation.stands import number_stands
from exhibitions.models import Entry, Exhibition, Status
from tests.factories import make_entry, make_scoring, make_sent_sheet, make_user, rw_of
from tests.together import LONGEST_WAIT, at_once

from .factories import make_verified, panel_of, wait_for_a_waiter


def refusal(act):
    with pytest.raises(CurationRefused) as refused:
        act()
    return refused.value.reason


def held(exhibition, day):
    Exhibition.objects.filter(pk=exhibition.pk).update(held_on=day)
    exhibition.refresh_from_db()
    return exhibition


def seated(panel):
    return list(Seat.objects.taken().filter(panel=panel).values_list("curator__username", flat=True))


def stands_of(exhibition):
    entries = Entry.objects.filter(exhibition=exhibition, stand__isnull=False).order_by("stand")
    return [(entry.stand, entry.category.slug, entry.rw.number) for entry in entries]


def test_a_second_click_on_seating_changes_nothing(gelar_melong, kurator_1, pemkot):
    panel = panel_of(gelar_melong)

    seat(panel, kurator_1, pemkot)
    seat(panel, kurator_1, pemkot)

    assert seated(panel) == ["kurator-1"]


def test_a_panel_takes_twelve_curators_and_no_more(gelar_melong, cimahi, pemkot):
    panel = panel_of(gelar_melong)
    curators = [make_user(f"kurator-{number}", Role.CURATOR, cimahi) for number in range(10, 23)]
    for curator in curators[:12]:
        seat(panel, curator, pemkot)

    reason = refusal(lambda: seat(panel, curators[12], pemkot))

    assert reason == "Satu panel paling banyak 12 kurator."
    assert len(seated(panel)) == 12


def test_a_seat_is_taken_back_before_scoring_and_not_after(
    gelar_melong, entries, kurator_1, kurator_3, pemkot
):
    panel = panel_of(gelar_melong)
    seat(panel, kurator_1, pemkot)
    seat(panel, kurator_3, pemkot)
    first, second = Seat.objects.filter(panel=panel).order_by("pk")
    unseat(panel, first.pk)
    make_scoring(gelar_melong, [], pemkot)

    reason = refusal(lambda: unseat(panel, second.pk))

    assert reason == "Penilaian sudah dimulai: kursi kurator tidak dapat dikosongkan."
    assert seated(panel) == ["kurator-3"]


def test_of_the_last_two_panels_closed_at_once_one_sees_the_other(
    own_database, gelar_melong, melong, kurator_1, op_melong, pemkot
):
    make_verified(gelar_melong, melong, 8)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    first, second, third = gelar_melong.panels.order_by("pk")
    close_scoring(first, op_melong)
    closed = Event()

    def hold_until_the_other_waits():
        with transaction.atomic():
            close_scoring(second, op_melong)
            closed.set()
            wait_for_a_waiter()

    def follow():
        closed.wait(LONGEST_WAIT)
        close_scoring(third, op_melong)

    answers = at_once(hold_until_the_other_waits, follow)

    gelar_melong.refresh_from_db()
    assert (answers, gelar_melong.state) == ([None, None], Exhibition.State.DONE)


def test_a_curator_seated_while_scoring_runs_gets_the_sheets_at_once(panel, entries, cimahi, pemkot):
    late = make_user("kurator-9", Role.CURATOR, cimahi)

    seat(panel, late, pemkot)

    panel.count.refresh_from_db()
    assert ScoreSheet.objects.filter(assignment__curator=late).count() == 3
    assert (panel.count.assigned, panel.count.entries) == (11, 3)


def test_nobody_is_seated_after_closing(panel, cimahi, pemkot):
    close_scoring(panel, pemkot)

    reason = refusal(lambda: seat(panel, make_user("kurator-9", Role.CURATOR, cimahi), pemkot))

    assert reason == "Penilaian panel ini sudah ditutup: kursi kurator tidak dapat ditambah."


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (None, "Isi tanggal gelar dahulu, lalu buka penilaian pada harinya."),
        (1, "Hari gelar belum tiba. Penilaian dibuka pada harinya."),
        (0, "Panel TPT belum punya kurator. Minta staf Pemkot mengisi kursinya."),
    ],
)
def test_scoring_starts_on_the_day_and_with_curators(gelar_melong, entries, op_melong, days, reason):
    day = None if days is None else timezone.localdate() + timedelta(days=days)
    held(gelar_melong, day)

    refused = refusal(lambda: open_scoring(gelar_melong, op_melong))

    assert refused == reason == reason_against_opening(gelar_melong)
    assert set(gelar_melong.panels.values_list("state", flat=True)) == {PanelState.PLANNED}


def test_starting_gives_results_and_sheets_to_verified_entries_of_the_category_alone(
    gelar_melong, gelar_utama, melong, utama, kurator_1, pemkot, op_melong
):
    (scored,) = make_verified(gelar_melong, melong, 1)
    (craft,) = make_verified(gelar_melong, melong, 5, category="kriya")
    make_entry(gelar_melong, rw_of(melong, 6), status=Status.SUBMITTED)
    make_entry(gelar_melong, rw_of(melong, 8), status=Status.WITHDRAWN)
    make_verified(gelar_utama, utama, 1)

    make_scoring(gelar_melong, [kurator_1], pemkot)

    panel = panel_of(gelar_melong)
    assert list(Result.objects.values_list("entry", "panel__category__slug").order_by("entry")) == [
        (scored.pk, "tpt"),
        (craft.pk, "kriya"),
    ]
    assert Assignment.objects.count() == ScoreSheet.objects.count() == 2
    assert list(panel.steps.values_list("was", "became", "by__username")) == [
        ("direncanakan", "dibuka", "pemkot")
    ]
    assert (panel.count.entries, panel.count.assigned) == (1, 1)


def test_scoring_starts_once(scoring, op_melong):
    reason = refusal(lambda: open_scoring(scoring, op_melong))

    assert reason == "Penilaian gelar ini sudah dimulai."
    assert PanelStep.objects.count() == 3


def test_two_operators_who_start_at_once_start_once(
    own_database, gelar_melong, melong, op_melong, op2_melong, kurator_1, pemkot
):
    make_verified(gelar_melong, melong, 1)
    seat(panel_of(gelar_melong), kurator_1, pemkot)
    held(gelar_melong, timezone.localdate())

    answers = at_once(
        lambda: open_scoring(gelar_melong, op_melong), lambda: open_scoring(gelar_melong, op2_melong)
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["CurationRefused", "NoneType"]
    assert (PanelStep.objects.count(), ScoreSheet.objects.count()) == (3, 1)


def test_closing_writes_ranks_and_the_chosen_and_the_step(panel, entries, kurator_1, op_melong):
    Panel.objects.filter(pk=panel.pk).update(quota=2)
    for entry, value in zip(entries, (3, 5, 4), strict=True):
        make_sent_sheet(entry, kurator_1, value)

    close_scoring(panel, op_melong)

    written = {result.entry_id: (result.rank, result.standing) for result in Result.objects.all()}
    assert written == {
        entries[0].pk: (3, "dikurasi"),
        entries[1].pk: (1, "terpilih"),
        entries[2].pk: (2, "terpilih"),
    }
    step = panel.steps.latest("pk")
    assert (step.was, step.became, step.by) == ("dibuka", "ditutup", op_melong)


def test_a_panel_closes_once(panel, op_melong):
    close_scoring(panel, op_melong)

    assert refusal(lambda: close_scoring(panel, op_melong)) == "Penilaian panel ini tidak sedang dibuka."
    assert panel.steps.filter(became=PanelState.CLOSED).count() == 1


def test_the_exhibition_is_done_with_its_last_panel(scoring, op_melong):
    states = []
    for panel in scoring.panels.order_by("pk"):
        close_scoring(panel, op_melong)
        scoring.refresh_from_db()
        states.append(scoring.state)

    assert states == ["berlangsung", "berlangsung", "selesai"]


def test_stands_are_numbered_by_category_then_rw(gelar_melong, melong, op_melong):
    make_verified(gelar_melong, melong, 8)
    make_verified(gelar_melong, melong, 1, category="kriya")
    make_verified(gelar_melong, melong, 5)
    make_entry(gelar_melong, rw_of(melong, 6), status=Status.SUBMITTED)

    given = number_stands(gelar_melong)

    assert (given, stands_of(gelar_melong)) == (3, [(1, "tpt", 5), (2, "tpt", 8), (3, "kriya", 1)])


def test_later_stands_go_on_after_the_highest_ever_given_and_change_none(gelar_melong, melong, op_melong):
    _, second = make_verified(gelar_melong, melong, 5, 8)
    number_stands(gelar_melong)
    second.refresh_from_db()
    second.withdraw(op_melong, reason="Perajin sakit.")
    make_verified(gelar_melong, melong, 1)

    given = number_stands(gelar_melong)

    assert (given, stands_of(gelar_melong)) == (1, [(1, "tpt", 5), (2, "tpt", 8), (3, "tpt", 1)])
    assert number_stands(gelar_melong) == 0


def test_stands_numbered_twice_at_once_are_given_once(own_database, gelar_melong, melong, op_melong):
    make_verified(gelar_melong, melong, 1, 5)

    answers = at_once(*[lambda: number_stands(gelar_melong)] * 3)

    assert sorted(answers) == [0, 0, 2]
    assert stands_of(gelar_melong) == [(1, "tpt", 1), (2, "tpt", 5)]


def test_no_stand_is_numbered_after_the_day(gelar_melong):
    Exhibition.objects.filter(pk=gelar_melong.pk).update(state=Exhibition.State.DONE)

    reason = refusal(lambda: number_stands(gelar_melong))

    assert reason == "Penilaian gelar ini sudah ditutup: nomor stan tidak ditambah lagi."


def test_date_and_place_bind_once_scoring_has_started(scoring):
    before = scoring.held_on

    reason = refusal(lambda: set_day(scoring, timezone.localdate() + timedelta(days=9), "Aula"))

    scoring.refresh_from_db()
    assert reason == "Penilaian sudah dimulai: tanggal dan tempat tidak dapat diubah lagi."
    assert (scoring.held_on, scoring.venue) == (before, "")
