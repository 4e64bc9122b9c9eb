"""Closing an edition: refused while scoring is open; afterwards nothing in it moves."""

from threading import Event

import pytest
from django.db import transaction
from django.utils import timezone

from curation.days import set_day
from curation.editions import close_edition
from curation.models import PanelState, Rubric, Seat, SheetRevision
from curation.panels import close_scoring, open_scoring, reason_against_opening, seat, unseat
from curation.refusals import CurationRefused, ScoringLocked
from curation.rubric_edits import rewrite
from curation.sheets import save_draft, submit
from curation.stands import number_stands
from exhibitions.abstaining import abstain
from exhibitions.models import Edition, Entry, EntryVersion, Exhibition, Status
from exhibitions.refusals import RegistrationClosed
from exhibitions.registration import edit, register
from tests.factories import (
    complete_draft,
    entry_values,
    make_edition,
    make_entry,
    make_scoring,
    make_sent_sheet,
    rw_account,
    rw_of,
    sheet_of,
)
from tests.together import LONGEST_WAIT, at_once

from .factories import make_verified, panel_of, wait_for_a_waiter

CLOSED = "OPOR 2026 sudah ditutup: tidak ada yang dapat diubah lagi."


def close_all(exhibition, by):
    for panel in exhibition.panels.filter(state=PanelState.OPEN):
        close_scoring(panel, by)


@pytest.fixture
def over(edition, scoring, entries, kurator_1, pemkot):
    """Melong was scored and closed, and then the edition; two of the first curator's three sheets were sent."""
    for entry in entries[:2]:
        make_sent_sheet(entry, kurator_1)
    close_all(scoring, pemkot)
    close_edition(edition, pemkot)
    return Edition.objects.get(pk=edition.pk)


def refusal(act, kind=CurationRefused):
    with pytest.raises(kind) as refused:
        act()
    return refused.value.reason if kind is CurationRefused else kind


def test_closing_says_when_and_by_whom(over, pemkot):
    assert (over.is_open, over.closed_by) == (False, pemkot)
    assert abs(timezone.now() - over.closed_at).total_seconds() < 60


def test_a_second_click_leaves_the_first_closing_as_it_was(over, pemkot_2):
    close_edition(over, pemkot_2)

    again = Edition.objects.get(pk=over.pk)
    assert (again.closed_at, again.closed_by) == (over.closed_at, over.closed_by)


def test_an_edition_is_not_closed_while_scoring_is_open_anywhere(edition, scoring, pemkot):
    first, *_ = scoring.panels.order_by("pk")
    for panel in scoring.panels.exclude(pk=first.pk):
        close_scoring(panel, pemkot)

    reason = refusal(lambda: close_edition(edition, pemkot))

    assert reason == "Masih ada penilaian yang dibuka. Tutup penilaian itu dahulu."
    assert Edition.objects.get(pk=edition.pk).is_open


def test_scoring_of_another_edition_does_not_hold_it_up(
    edition, gelar_melong, pemkot, other_melong, other_city_staff
):
    bandung = make_edition(other_melong.kota, other_city_staff)
    bandung.exhibitions.get().panels.update(state=PanelState.OPEN)

    close_edition(edition, pemkot)

    assert [one.is_open for one in Edition.objects.order_by("pk")] == [False, True]


def test_a_new_edition_can_be_opened_afterwards(over, cimahi, pemkot):
    new = make_edition(cimahi, pemkot, 2027, "OPOR 2027")

    assert list(Edition.objects.open()) == [new]


def test_nothing_is_planned_in_it_any_more(over, gelar_utama, kurator_1, pemkot):
    rubric = Rubric.objects.get(edition=over, category__slug="kriya")
    panel = panel_of(gelar_utama)
    acts = [
        lambda: set_day(gelar_utama, timezone.localdate(), "Aula"),
        lambda: number_stands(gelar_utama),
        lambda: seat(panel, kurator_1, pemkot),
        lambda: unseat(panel, 0),
        lambda: open_scoring(gelar_utama, pemkot),
        lambda: rewrite(rubric, rubric.bands, {}),
    ]

    reasons = [refusal(act) for act in acts]

    assert reasons == [CLOSED] * len(acts)
    assert reason_against_opening(Exhibition.objects.get(pk=gelar_utama.pk)) == CLOSED
    assert Seat.objects.filter(panel=panel).count() == 0


def test_nothing_is_entered_changed_or_verified_in_it_any_more(edition, gelar_utama, utama, op_utama, pemkot):
    submitted = make_entry(gelar_utama, rw_of(utama, 1), status=Status.SUBMITTED)
    by = rw_account(rw_of(utama, 1))
    close_edition(edition, pemkot)
    acts = [
        lambda: register(rw_of(utama, 2), gelar_utama, op_utama, entry_values(), on_behalf=True),
        lambda: edit(submitted, by, entry_values(name="Nama lain")),
        lambda: submitted.withdraw(by, reason="Perajin pindah rumah."),
        lambda: submitted.accept(op_utama, version_seen=1),
        lambda: submitted.send_back(op_utama, reason="Fotonya kurang terang."),
        lambda: submitted.mark_ineligible(op_utama, reason="Dibuat di luar RW."),
        lambda: abstain(gelar_utama, rw_of(utama, 2), op_utama, "lainnya", needs_help=False),
    ]

    answers = [refusal(act, RegistrationClosed) for act in acts]

    assert answers == [RegistrationClosed] * len(acts)
    assert (Entry.objects.get().status, EntryVersion.objects.count()) == (Status.SUBMITTED, 1)


def test_no_sheet_is_taken_in_it_any_more_not_even_as_late(over, entries, kurator_1):
    sheet = sheet_of(entries[2], kurator_1)
    acts = [
        lambda: submit(sheet, complete_draft(sheet), seen=0, by=kurator_1),
        lambda: save_draft(sheet, {"advice": "Kelim."}, seen=0),
    ]

    for act in acts:
        with pytest.raises(ScoringLocked) as refused:
            act()
        assert refused.value.reason == (
            "OPOR 2026 sudah ditutup. Isian Anda tidak disimpan: hubungi operator kelurahan."
        )

    sheet.refresh_from_db()
    assert (sheet.draft_n, SheetRevision.objects.count()) == (0, 2)


def test_a_repeated_send_still_gets_its_receipt(over, entries, kurator_1):
    sheet = sheet_of(entries[0], kurator_1)

    receipt = submit(sheet, complete_draft(sheet), seen=0, by=kurator_1)

    assert (receipt.number, receipt.repeated) == (SheetRevision.objects.get(sheet=sheet).pk, True)


def hold_closing(edition, by, done):
    """Close the edition and commit only when another transaction waits for it."""
    with transaction.atomic():
        close_edition(edition, by)
        done.set()
        wait_for_a_waiter()


@pytest.mark.parametrize("act", ["register", "late sheet", "open scoring"])
def test_who_comes_while_the_closing_is_not_committed_waits_and_is_refused(
    own_database, edition, gelar_melong, gelar_utama, melong, utama, kurator_1, op_utama, pemkot, act
):
    (entry,) = make_verified(gelar_melong, melong, 8)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    close_all(gelar_melong, pemkot)
    Exhibition.objects.filter(pk=gelar_utama.pk).update(held_on=timezone.localdate())
    sheet = sheet_of(entry, kurator_1)
    save_draft(sheet, {"values": {"mutu": 3}}, seen=0)
    sheet = sheet_of(entry, kurator_1)
    acts = {
        "register": lambda: register(rw_of(utama, 2), gelar_utama, pemkot, entry_values(), on_behalf=True),
        "late sheet": lambda: submit(sheet, complete_draft(sheet), seen=1, by=kurator_1),
        "open scoring": lambda: open_scoring(gelar_utama, pemkot),
    }
    done = Event()

    def follow():
        done.wait(LONGEST_WAIT)
        return acts[act]()

    closed, refused = at_once(lambda: hold_closing(edition, pemkot, done), follow)

    kinds = {"register": RegistrationClosed, "late sheet": ScoringLocked, "open scoring": CurationRefused}
    assert (closed, type(refused)) == (None, kinds[act])
    assert Edition.objects.get(pk=edition.pk).is_open is False


def test_of_two_who_close_at_once_one_is_written(own_database, edition, pemkot, pemkot_2):
    answers = at_once(*(lambda by=by: close_edition(edition, by) for by in (pemkot, pemkot_2)))

    assert answers == [None, None]
    assert Edition.objects.get(pk=edition.pk).closed_by in {pemkot, pemkot_2}


def test_closing_the_edition_and_a_panel_at_once_hang_on_nothing(
    own_database, edition, gelar_melong, melong, kurator_1, pemkot
):
    make_verified(gelar_melong, melong, 8)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    last, *others = gelar_melong.panels.order_by("pk")
    for panel in others:
        close_scoring(panel, pemkot)

    panel_closed, edition_closed = at_once(
        lambda: close_scoring(last, pemkot), lambda: close_edition(edition, pemkot)
    )

    assert panel_closed is None
    assert edition_closed is None or type(edition_closed) is CurationRefused
