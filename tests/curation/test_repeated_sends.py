"""A sheet that is sent again: what was stored answers with its receipt, whatever became of the panel since."""

import pytest

from curation.models import Panel, PanelState, SheetRevision
from curation.refusals import ScoringLocked
from curation.sheets import save_draft, submit
from tests.factories import complete_draft, make_scoring, sheet_of
from tests.together import at_once

from .factories import make_verified, revisions_of, send


def test_sending_the_same_again_answers_the_same_receipt(sheet, entries, kurator_1):
    first = send(sheet, kurator_1)

    again = send(sheet_of(entries[0], kurator_1), kurator_1)
    from_the_old_page = send(sheet_of(entries[0], kurator_1), kurator_1, seen=0)

    assert [(one.n, one.number, one.repeated) for one in (first, again, from_the_old_page)] == [
        (1, first.number, False),
        (1, first.number, True),
        (1, first.number, True),
    ]
    assert len(revisions_of(sheet)) == 1


def test_the_second_of_two_clicks_that_overlap_answers_the_first_ones_receipt(sheet, entries, kurator_1):
    opened_before = sheet_of(entries[0], kurator_1)
    first = send(sheet, kurator_1)

    second = send(opened_before, kurator_1)

    assert (second.number, second.repeated) == (first.number, True)


AFTER_SENDING = {
    "closed": PanelState.CLOSED,
    "locked": PanelState.LOCKED,
    "provisional": PanelState.PROVISIONAL,
    "settled": PanelState.SETTLED,
}


@pytest.mark.parametrize("state", AFTER_SENDING.values(), ids=AFTER_SENDING)
@pytest.mark.parametrize("loaded", ["after", "before"])
def test_sending_again_what_was_stored_answers_its_receipt_whatever_became_of_the_panel(
    panel, sheet, entries, kurator_1, state, loaded
):
    opened_before = sheet_of(entries[0], kurator_1)
    first = send(sheet, kurator_1)
    Panel.objects.filter(pk=panel.pk).update(state=state)
    again = opened_before if loaded == "before" else sheet_of(entries[0], kurator_1)

    receipt = send(again, kurator_1, seen=0)

    assert (receipt.n, receipt.number, receipt.late, receipt.repeated) == (1, first.number, False, True)
    assert len(revisions_of(sheet)) == 1


@pytest.mark.parametrize("seen", [None, 1], ids=["a page that does not say", "the page as it is now"])
def test_the_newest_revision_sent_again_after_the_lock_answers_its_receipt(
    panel, sheet, entries, kurator_1, seen
):
    first = send(sheet, kurator_1)
    Panel.objects.filter(pk=panel.pk).update(state=PanelState.LOCKED)

    receipt = send(sheet_of(entries[0], kurator_1), kurator_1, seen=seen)

    assert (receipt.number, receipt.repeated) == (first.number, True)


@pytest.mark.parametrize("since", ["a newer revision", "a draft"])
@pytest.mark.parametrize("state", [PanelState.OPEN, PanelState.LOCKED])
def test_sending_again_an_older_revision_answers_its_receipt(panel, sheet, entries, kurator_1, since, state):
    first = send(sheet, kurator_1, 4)
    now = sheet_of(entries[0], kurator_1)
    if since == "a draft":
        save_draft(now, complete_draft(now, 3), seen=1)
    else:
        send(now, kurator_1, 3)
    Panel.objects.filter(pk=panel.pk).update(state=state)
    stored = revisions_of(sheet)

    receipt = send(sheet_of(entries[0], kurator_1), kurator_1, 4, seen=0)

    assert (receipt.number, receipt.repeated) == (first.number, True)
    assert revisions_of(sheet) == stored


def test_going_back_to_older_values_on_the_newest_page_is_a_revision_of_its_own(sheet, entries, kurator_1):
    for value in (4, 3):
        send(sheet_of(entries[0], kurator_1), kurator_1, value)

    receipt = send(sheet_of(entries[0], kurator_1), kurator_1, 4)

    assert (receipt.n, receipt.repeated) == (3, False)
    assert set(sheet_of(entries[0], kurator_1).values) == {4}


@pytest.mark.parametrize("changed", ["value", "advice", "older values on the newest page"])
def test_sending_something_else_after_the_lock_is_refused(panel, sheet, entries, kurator_1, changed):
    for value in (4, 3):
        send(sheet_of(entries[0], kurator_1), kurator_1, value)
    Panel.objects.filter(pk=panel.pk).update(state=PanelState.LOCKED)
    now = sheet_of(entries[0], kurator_1)
    drafts = {
        "value": (complete_draft(now, 5), 0),
        "advice": (complete_draft(now, 4) | {"advice": "Ganti kainnya."}, 0),
        "older values on the newest page": (complete_draft(now, 4), now.draft_n),
    }
    draft, seen = drafts[changed]

    with pytest.raises(ScoringLocked):
        submit(now, draft, seen, by=kurator_1)

    assert len(revisions_of(sheet)) == 2


def test_saving_again_a_draft_that_is_stored_is_harmless_after_the_lock(panel, sheet, entries, kurator_1):
    save_draft(sheet, {"advice": "Kelim."}, seen=0)
    Panel.objects.filter(pk=panel.pk).update(state=PanelState.LOCKED)

    save_draft(sheet_of(entries[0], kurator_1), {"advice": "Kelim."}, seen=0)

    assert sheet_of(entries[0], kurator_1).draft_n == 1


def test_a_double_click_at_once_stores_one_revision(own_database, gelar_melong, melong, kurator_1, pemkot):
    (entry,) = make_verified(gelar_melong, melong, 8)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    sheets = [sheet_of(entry, kurator_1) for _ in range(4)]

    answers = at_once(*(lambda sheet=sheet: send(sheet, kurator_1) for sheet in sheets))

    assert {answer.number for answer in answers} == {SheetRevision.objects.get().pk}
    assert sorted(answer.repeated for answer in answers) == [False, True, True, True]
