"""Saving and submitting: nothing is counted twice, nothing typed is lost, results stay true."""

import random
from fractions import Fraction
from threading import Event

import pytest
from django.db import transaction

from accounts.commitments import commitment
from curation.models import Panel, PanelCount, PanelState, Result, Rubric, ScoreSheet, SheetRevision
from curation.panels import close_scoring
from curation.rankings import ranking_of
from curation.refusals import NewerDraft, ScoringLocked, SheetIncomplete
from curation.sheets import problems_of, save_draft, submit
from tests.factories import complete_draft, make_scoring, make_sent_sheet, sheet_of
from tests.refusals import refused_by
from tests.together import LONGEST_WAIT, at_once

from .factories import make_verified, panel_of, revisions_of, send, wait_for_a_waiter


def recounted(entry):
    """(sheets, sum, lowest, highest, criterion sums) from the newest counting revision of each sheet, the slow way."""
    newest = {}
    for revision in SheetRevision.objects.filter(sheet__assignment__entry=entry, late=False).order_by("n"):
        newest[revision.sheet_id] = revision.values
    weights = Panel.objects.get(results__entry=entry).rubric.weights
    points = [sum(w * v for w, v in zip(weights.values(), values, strict=True)) for values in newest.values()]
    sums = [sum(column) for column in zip(*newest.values(), strict=True)]
    return len(points), sum(points), min(points, default=None), max(points, default=None), sums


def kept(entry):
    result = Result.objects.get(entry=entry)
    return result.sheets, result.points_sum, result.lowest, result.highest, result.criterion_sums


def test_sending_writes_a_revision_with_its_text_and_brings_the_result_up_to_date(sheet, kurator_1, entries):
    receipt = send(sheet, kurator_1, 4, mutu=5)

    revision = SheetRevision.objects.get(sheet=sheet)
    result = Result.objects.get(entry=entries[0])
    assert (receipt.n, receipt.number, receipt.late, receipt.repeated) == (1, revision.pk, False, False)
    assert (revision.values, revision.by, revision.late) == ([5, 4, 4, 4, 4, 4, 4], kurator_1, False)
    assert "kelim semua tepi" in revision.texts.text
    assert (result.sheets, result.points_sum, result.score_key) == (1, 425, 425 * 27720)
    assert kept(entries[0]) == recounted(entries[0])


def test_the_text_of_a_revision_proves_its_commitment(sheet, kurator_1):
    send(sheet, kurator_1)

    revision = SheetRevision.objects.get(sheet=sheet)
    assert revision.text_commitment == commitment(bytes(revision.texts.salt), revision.texts.text)


def test_saving_the_same_draft_twice_at_once_is_no_conflict(sheet, entries, kurator_1):
    opened_before = sheet_of(entries[0], kurator_1)
    save_draft(sheet, {"advice": "Kelim."}, seen=0)

    save_draft(opened_before, {"advice": "Kelim.", "notes": {}}, seen=0)

    sheet.refresh_from_db()
    assert (sheet.draft, sheet.draft_n) == ({"advice": "Kelim."}, 1)


@pytest.mark.parametrize("sending", [False, True])
def test_a_save_from_an_older_page_is_refused_with_what_is_stored(sheet, entries, kurator_1, sending):
    save_draft(sheet, complete_draft(sheet, 5), seen=0)
    now = sheet_of(entries[0], kurator_1)
    draft = complete_draft(now, 3)

    with pytest.raises(NewerDraft) as refused:
        submit(now, draft, 0, by=kurator_1) if sending else save_draft(now, draft, 0)

    assert set(refused.value.sheet.draft["values"].values()) == {5}
    assert set(sheet_of(entries[0], kurator_1).draft["values"].values()) == {5}
    assert SheetRevision.objects.count() == 0


def test_a_save_that_overlaps_another_is_refused_with_the_newer_sheet(sheet, entries, kurator_1):
    opened_before = sheet_of(entries[0], kurator_1)
    save_draft(sheet, {"advice": "Pertama."}, seen=0)

    with pytest.raises(NewerDraft) as refused:
        save_draft(opened_before, {"advice": "Kedua."}, seen=0)

    assert (refused.value.sheet.draft, refused.value.sheet.draft_n) == ({"advice": "Pertama."}, 1)


def test_an_incomplete_sheet_is_refused_with_everything_missing_and_stores_nothing(sheet, kurator_1):
    with pytest.raises(SheetIncomplete) as refused:
        submit(sheet, {"values": {"mutu": 1}}, seen=0, by=kurator_1)

    codes = sheet.panel.rubric.codes
    assert list(refused.value.problems) == ["note_mutu", *codes[1:], "strength", "advice"]
    assert SheetRevision.objects.count() == 0


@pytest.mark.parametrize(("value", "missing"), [(1, ["note_mutu"]), (2, ["note_mutu"]), (3, [])])
def test_a_value_up_to_two_needs_its_note(value, missing):
    content = [{"code": "mutu", "name": "Mutu"}]
    draft = {"values": {"mutu": value}, "strength": "Rapi.", "advice": "Kelim."}

    problems = problems_of(draft, content)

    assert list(problems) == missing


def test_a_late_revision_is_stored_and_does_not_count(panel, sheet, entries, kurator_1, op_melong):
    send(sheet, kurator_1, 4)
    close_scoring(panel, op_melong)
    before = kept(entries[0])

    receipt = send(sheet_of(entries[0], kurator_1), kurator_1, 1)

    after = sheet_of(entries[0], kurator_1)
    assert (receipt.late, revisions_of(sheet)) == (True, [(1, False, "layar"), (2, True, "layar")])
    assert (after.values, after.has_late) == ([4] * 7, True)
    assert kept(entries[0]) == before == recounted(entries[0])


def test_a_sheet_first_sent_late_is_in_no_counter(panel, sheet, entries, kurator_1, op_melong):
    close_scoring(panel, op_melong)

    send(sheet, kurator_1)

    count = PanelCount.objects.get(panel=panel)
    assert (count.sent, count.scored, sheet_of(entries[0], kurator_1).points) == (0, 0, None)
    assert kept(entries[0]) == recounted(entries[0]) == (0, 0, None, None, [])


@pytest.mark.parametrize("state", [PanelState.LOCKED, PanelState.PROVISIONAL, PanelState.SETTLED])
def test_from_the_lock_on_nothing_is_stored(panel, entries, kurator_1, state):
    Panel.objects.filter(pk=panel.pk).update(state=state)
    sheet = sheet_of(entries[0], kurator_1)

    for act in (lambda: send(sheet, kurator_1), lambda: save_draft(sheet, {"advice": "Kelim."}, seen=0)):
        with pytest.raises(ScoringLocked):
            act()

    sheet.refresh_from_db()
    assert (sheet.draft_n, SheetRevision.objects.count()) == (0, 0)


def test_the_database_itself_refuses_a_revision_of_a_locked_panel(panel, sheet, kurator_1):
    send(sheet, kurator_1)
    Panel.objects.filter(pk=panel.pk).update(state=PanelState.LOCKED)
    revision = {"sheet": sheet, "n": 2, "values": [3] * 7, "text_commitment": "0" * 64, "source": "layar"}

    refused = refused_by(lambda: SheetRevision.objects.create(**revision, late=True, by=kurator_1))

    assert refused == "revision_panel_open"


def test_a_curator_has_no_sheet_for_a_product_of_the_own_rw(scoring, entries, kurator_1, kurator_2):
    with_sheet = {
        curator: set(ScoreSheet.objects.visible_to(curator).values_list("assignment__entry", flat=True))
        for curator in (kurator_1, kurator_2)
    }

    assert with_sheet == {
        kurator_1: {entry.pk for entry in entries},
        kurator_2: {entry.pk for entry in entries[1:]},
    }


def test_counters_count_sheets_and_scored_entries_once(panel, entries, kurator_1, kurator_3):
    make_sent_sheet(entries[0], kurator_1)
    make_sent_sheet(entries[0], kurator_1, 5)
    make_sent_sheet(entries[0], kurator_3)
    make_sent_sheet(entries[1], kurator_3)

    count = PanelCount.objects.get(panel=panel)
    assert (count.entries, count.assigned, count.sent, count.scored) == (3, 8, 3, 2)


def test_results_equal_a_slow_recount_after_any_sequence_of_acts(
    panel, entries, kurator_1, kurator_2, kurator_3, op_melong
):
    chance = random.Random(20261124)
    people = (kurator_1, kurator_2, kurator_3)
    assigned = [
        (entry, one) for entry in entries for one in people if one != kurator_2 or entry != entries[0]
    ]
    for step in range(60):
        if step == 45:
            close_scoring(panel, op_melong)
        entry, curator = chance.choice(assigned)
        sheet = sheet_of(entry, curator)
        draft = complete_draft(sheet, 3, **{code: chance.randint(1, 5) for code in sheet.panel.rubric.codes})
        if chance.random() < 0.3:
            save_draft(sheet, draft, sheet.draft_n)
        else:
            submit(sheet, draft, sheet.draft_n, by=curator)

    assert [kept(entry) for entry in entries] == [recounted(entry) for entry in entries]
    keys = [Result.objects.get(entry=entry) for entry in entries]
    assert [Fraction(one.score_key, 27720) for one in keys] == [
        Fraction(one.points_sum, one.sheets) for one in keys
    ]
    count = PanelCount.objects.get(panel=panel)
    sent = ScoreSheet.objects.filter(assignment__panel=panel, points__isnull=False).count()
    assert (count.sent, count.scored) == (sent, 3)


def test_a_draft_without_values_leaves_the_rubric_free(panel, sheet):
    save_draft(sheet, {"advice": "Kelim."}, seen=0)

    assert Rubric.objects.get(pk=panel.rubric_id).is_frozen is False


def test_the_first_draft_value_freezes_the_rubric_with_a_snapshot(panel, sheet):
    before = panel.rubric.content()

    save_draft(sheet, {"values": {"mutu": 3}}, seen=0)

    rubric = Rubric.objects.get(pk=panel.rubric_id)
    assert (rubric.is_frozen, rubric.snapshot["criteria"], rubric.snapshot["bands"]) == (
        True,
        before,
        [85, 70, 50],
    )


def test_two_curators_who_submit_the_same_entry_at_once_both_count(
    own_database, gelar_melong, melong, kurator_1, kurator_3, pemkot
):
    (entry,) = make_verified(gelar_melong, melong, 8)
    make_scoring(gelar_melong, [kurator_1, kurator_3], pemkot)
    sheets = [sheet_of(entry, curator) for curator in (kurator_1, kurator_3)]

    answers = at_once(lambda: send(sheets[0], kurator_1, 3), lambda: send(sheets[1], kurator_3, 5))

    assert [answer.n for answer in answers] == [1, 1]
    assert kept(entry) == recounted(entry) == (2, 800, 300, 500, [8] * 7)
    count = PanelCount.objects.get(panel=panel_of(gelar_melong))
    assert (count.sent, count.scored) == (2, 1)


def test_who_submits_while_another_is_not_committed_yet_counts_that_one_too(
    own_database, gelar_melong, melong, kurator_1, kurator_3, pemkot
):
    (entry,) = make_verified(gelar_melong, melong, 8)
    make_scoring(gelar_melong, [kurator_1, kurator_3], pemkot)
    save_draft(sheet_of(entry, kurator_1), {"values": {"mutu": 3}}, seen=0)
    first, sent = sheet_of(entry, kurator_1), Event()

    def hold_until_the_other_waits():
        with transaction.atomic():
            send(first, kurator_1, 3)
            sent.set()
            wait_for_a_waiter()

    def follow():
        sent.wait(LONGEST_WAIT)
        return send(sheet_of(entry, kurator_3), kurator_3, 5)

    answers = at_once(hold_until_the_other_waits, follow)

    assert (answers[0], answers[1].n) == (None, 1)
    assert kept(entry) == recounted(entry) == (2, 800, 300, 500, [8] * 7)


def test_closing_and_ten_submissions_at_once_leave_no_counting_revision_after_the_close(
    own_database, gelar_melong, melong, op_melong, rw_melong_5, kurator_1, kurator_2, kurator_3, pemkot
):
    entries = make_verified(gelar_melong, melong, 1, 5, 6, 8)
    make_scoring(gelar_melong, [kurator_1, kurator_2, kurator_3], pemkot)
    panel = panel_of(gelar_melong)
    sheets = ScoreSheet.objects.for_page().select_related("assignment__curator").order_by("pk")[:10]

    def sender(sheet):
        return lambda: send(sheet, sheet.assignment.curator, 1 + sheet.pk % 5)

    closed, *answers = at_once(lambda: close_scoring(panel, op_melong), *map(sender, sheets))

    stored = dict(SheetRevision.objects.values_list("pk", "late"))
    assert (closed, len(answers)) == (None, 10)
    assert {answer.number: answer.late for answer in answers} == stored
    assert [kept(entry) for entry in entries] == [recounted(entry) for entry in entries]
    results = list(Result.objects.filter(panel=panel).select_related("entry"))
    now = {row.result.pk: row.rank for row in ranking_of(panel_of(gelar_melong), results)}
    assert {result.pk: result.rank for result in results} == now
