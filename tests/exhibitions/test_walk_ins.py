"""*Usulan susulan*: when, by whom, what becomes of the RW's draft, and who confirms it."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from curation.models import Assignment, Result
from curation.panels import open_scoring, seat
from exhibitions import registration
from exhibitions.models import Abstention, Action, Entry, EntryStep, Exhibition, Status
from exhibitions.refusals import AlreadyEntered, EntryRefused, RegistrationClosed
from products.models import Business, Photo, Product
from tests.factories import entry_values, make_entry
from tests.products.permit_factories import make_paper
from tests.together import at_once

from .acts import stored
from .walk_in_factories import enter, hold_on, hold_today

SEEN = {"version": "1", "status": Status.SUBMITTED.value}


def steps_of(entry):
    return list(entry.steps.values_list("action", "was", "became", "by__username"))


# The act.


def test_a_walk_in_is_entered_and_submitted_at_once(gelar_today, rw_8, op_melong):
    entry = enter(rw_8, gelar_today, op_melong)

    version = entry.versions.get()
    assert (entry.status, entry.walk_in, entry.on_behalf, entry.created_by) == (
        Status.SUBMITTED,
        True,
        True,
        op_melong,
    )
    assert steps_of(entry) == [
        (Action.WALK_IN, "", Status.DRAFT, "op-melong"),
        (Action.SUBMIT, Status.DRAFT, Status.SUBMITTED, "op-melong"),
    ]
    assert (version.n, version.price, len(version.shown_facts["photos"])) == (1, None, 1)
    assert version.shown_facts["consent"] is True


def test_what_is_filled_in_if_there_is_time_is_kept(gelar_today, rw_8, op_melong):
    entry = enter(rw_8, gelar_today, op_melong, price=35_000, workers_total=3, workers_from_rw=2)

    assert (entry.versions.get().price, entry.product.business.workers_from_rw) == (35_000, 2)


@pytest.mark.parametrize("gap", ["name", "category", "business_name", "consent"])
def test_without_what_a_walk_in_needs_nothing_is_entered(gelar_today, rw_8, op_melong, gap):
    with pytest.raises(EntryRefused):
        enter(rw_8, gelar_today, op_melong, **{gap: None if gap == "category" else ""})

    assert (Entry.objects.count(), Product.objects.count(), Photo.objects.count()) == (0, 0, 0)


def test_files_of_a_walk_in_that_is_refused_are_gone(gelar_today, rw_8, op_melong, settings):
    with pytest.raises(EntryRefused):
        enter(rw_8, gelar_today, op_melong, name="")

    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("days", [-1, 1, None])
def test_a_walk_in_is_taken_only_on_the_day(gelar_today, rw_8, op_melong, days):
    hold_on(gelar_today, None if days is None else timezone.localdate() + timedelta(days=days))

    with pytest.raises(RegistrationClosed):
        enter(rw_8, gelar_today, op_melong)

    assert Entry.objects.count() == 0


@pytest.mark.parametrize("state", [state for state in Exhibition.State if state != Exhibition.State.PLANNED])
def test_no_walk_in_is_taken_once_scoring_started(gelar_today, rw_8, op_melong, state):
    Exhibition.objects.filter(pk=gelar_today.pk).update(state=state)

    with pytest.raises(RegistrationClosed):
        enter(rw_8, gelar_today, op_melong)


def test_no_walk_in_is_taken_in_a_closed_edition(gelar_today, edition, rw_8, op_melong, pemkot):
    edition.closed_at, edition.closed_by = timezone.now(), pemkot
    edition.save()

    with pytest.raises(RegistrationClosed):
        enter(rw_8, gelar_today, op_melong)


def test_an_rw_that_had_said_no_has_changed_its_mind(gelar_today, rw_8, op_melong):
    Abstention.objects.create(exhibition=gelar_today, rw=rw_8, reason=Abstention.Reason.OTHER, by=op_melong)

    enter(rw_8, gelar_today, op_melong)

    assert Abstention.objects.count() == 0


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.VERIFIED])
def test_an_rw_whose_entry_was_sent_gets_no_walk_in(gelar_melong, op_melong, rw_melong_5, status):
    sent = make_entry(gelar_melong, rw_melong_5.rw, status=status)
    hold_today(gelar_melong)

    with pytest.raises(AlreadyEntered) as refused:
        enter(rw_melong_5.rw, gelar_melong, op_melong)

    assert refused.value.entry == sent
    assert (Entry.objects.count(), stored(sent).walk_in) == (1, False)


def test_who_comes_too_late_is_told_that_first(gelar_melong, op_melong, rw_melong_5):
    make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)
    hold_today(gelar_melong)
    Exhibition.objects.filter(pk=gelar_melong.pk).update(state=Exhibition.State.RUNNING)

    with pytest.raises(RegistrationClosed):
        enter(rw_melong_5.rw, gelar_melong, op_melong)


def test_a_walk_in_goes_on_with_the_draft_of_its_rw(draft_of_rw_5, gelar_today, op_melong):
    entry = enter(draft_of_rw_5.rw, gelar_today, op_melong, name="Selendang daun jati", price=None)

    version = entry.versions.get()
    assert (entry.pk, entry.status, entry.walk_in) == (draft_of_rw_5.pk, Status.SUBMITTED, True)
    assert steps_of(entry)[1:] == [
        (Action.WALK_IN, Status.DRAFT, Status.DRAFT, "op-melong"),
        (Action.SUBMIT, Status.DRAFT, Status.SUBMITTED, "op-melong"),
    ]
    assert (version.shown_facts["name"], version.price) == ("Selendang daun jati", 185_000)
    assert len(version.shown_facts["photos"]) == 2


def test_whoever_takes_a_draft_up_does_not_confirm_it(draft_of_rw_5, gelar_today, op_melong, op2_melong):
    entry = enter(draft_of_rw_5.rw, gelar_today, op_melong)

    with pytest.raises(EntryRefused):
        entry.accept(op_melong, version_seen=1)
    entry.accept(op2_melong, version_seen=1)

    assert (stored(entry).created_by, stored(entry).confirmed_by) == (op_melong, op2_melong)


def test_a_returned_entry_that_was_not_mended_in_time_comes_in_as_a_walk_in(
    gelar_melong, op_melong, rw_melong_5
):
    returned = make_entry(gelar_melong, rw_melong_5.rw, status=Status.RETURNED)
    hold_today(gelar_melong)

    entry = enter(rw_melong_5.rw, gelar_melong, op_melong)

    assert (entry.pk, entry.status, entry.versions.count()) == (returned.pk, Status.SUBMITTED, 2)


def test_another_maker_of_the_rw_can_be_put_in_the_place_of_the_drafts(draft_of_rw_5, gelar_today, op_melong):
    other = Business.objects.create(rw=draft_of_rw_5.rw, name="Anyaman Pak Ujang")

    entry = enter(draft_of_rw_5.rw, gelar_today, op_melong, maker=other)

    assert stored(entry).product.business == other


# Confirmed by a second account or on paper.


def test_a_walk_in_is_confirmed_by_another_account(gelar_today, rw_8, op_melong, op2_melong):
    entry = enter(rw_8, gelar_today, op_melong)

    entry.accept(op2_melong, version_seen=1)

    assert (entry.status, entry.confirmed_by, entry.confirmation) == (Status.VERIFIED, op2_melong, None)


def test_who_entered_a_walk_in_does_not_confirm_it_alone(gelar_today, rw_8, op_melong):
    entry = enter(rw_8, gelar_today, op_melong)

    with pytest.raises(EntryRefused) as refused:
        entry.accept(op_melong, version_seen=1)

    told = "Usulan susulan dikonfirmasi oleh akun lain, atau dengan foto tanda tangan lurah di kertas."
    assert refused.value.reason == told
    assert stored(entry).status == Status.SUBMITTED


def test_the_signature_of_the_lurah_confirms_it_too(gelar_today, rw_8, op_melong):
    entry, paper = enter(rw_8, gelar_today, op_melong), make_paper(op_melong)

    entry.accept(op_melong, version_seen=1, confirmation=paper)

    assert (stored(entry).status, stored(entry).confirmation) == (Status.VERIFIED, paper)


# At once.


def test_of_six_walk_ins_of_an_rw_at_once_one_is_made(own_database, gelar_today, rw_8, op_melong):
    answers = at_once(*[partial(enter, rw_8, gelar_today, op_melong)] * 6)

    made = [answer for answer in answers if isinstance(answer, Entry)]
    assert made == [Entry.objects.get()]
    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyEntered"] * 5 + ["Entry"]
    assert (Product.objects.count(), Photo.objects.count(), EntryStep.objects.count()) == (1, 1, 2)


def test_of_a_walk_in_and_a_registration_of_the_same_rw_at_once_one_is_made(
    own_database, gelar_today, rw_8, op_melong, monkeypatch
):
    """As if the deadline did not part them: only the constraint stands between the two."""
    monkeypatch.setattr(Exhibition, "why_closed_to", lambda exhibition, user: "")

    walked_in, registered = at_once(
        partial(enter, rw_8, gelar_today, op_melong),
        partial(registration.register, rw_8, gelar_today, op_melong, entry_values()),
    )

    assert Entry.objects.live().count() == 1
    if isinstance(registered, Entry):
        # It was first: the walk-in goes on with the draft, or finds it in its way.
        assert isinstance(walked_in, Entry | AlreadyEntered)
    else:
        assert (type(walked_in), type(registered)) == (Entry, AlreadyEntered)


def test_of_two_operators_who_take_up_a_draft_at_once_one_does(
    own_database, draft_of_rw_5, gelar_today, op_melong, op2_melong
):
    answers = at_once(
        *[partial(enter, draft_of_rw_5.rw, gelar_today, operator) for operator in (op_melong, op2_melong)]
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyEntered", "Entry"]
    assert (stored(draft_of_rw_5).versions.count(), draft_of_rw_5.steps.count()) == (1, 3)


@pytest.mark.parametrize("attempt", range(3))
def test_a_walk_in_accepted_while_scoring_opens_is_in_the_panel_or_refused(
    own_database, gelar_today, rw_8, op_melong, op2_melong, kurator_1, pemkot, attempt
):
    entry = enter(rw_8, gelar_today, op_melong)
    for panel in gelar_today.panels.all():
        seat(panel, kurator_1, pemkot)

    accepted, opened = at_once(
        partial(stored(entry).accept, op2_melong, version_seen=1),
        partial(open_scoring, gelar_today, op_melong),
    )

    in_panel = (Result.objects.filter(entry=entry).count(), Assignment.objects.filter(entry=entry).count())
    assert opened is None
    if accepted is None:
        assert (stored(entry).status, in_panel) == (Status.VERIFIED, (1, 1))
    else:
        assert isinstance(accepted, RegistrationClosed)
        assert (stored(entry).status, in_panel) == (Status.SUBMITTED, (0, 0))
