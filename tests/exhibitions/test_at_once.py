"""Acts of several people at the same moment, with real threads and real commits."""

from functools import partial
from threading import Event
from time import sleep

import pytest

from exhibitions import registration
from exhibitions.models import Entry, EntryStep, Status
from exhibitions.refusals import AlreadyEntered, EntryMoved
from products.models import Business, Product
from tests.factories import entry_values
from tests.together import LONGEST_WAIT, at_once

from .acts import ACTS, ENDS, MATERIAL, stored


def test_of_twenty_who_register_an_rw_at_once_one_does(own_database, gelar_melong, rw_5, rw_melong_5):
    values = entry_values()
    register = partial(registration.register, rw_5, gelar_melong, rw_melong_5, values)

    answers = at_once(*[register] * 20)

    entry = Entry.objects.get()
    told = [answer.entry for answer in answers if isinstance(answer, AlreadyEntered)]
    assert [answer for answer in answers if isinstance(answer, Entry)] == [entry]
    assert told == [entry] * 19
    assert (Product.objects.count(), Business.objects.count(), EntryStep.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("status", "act"),
    [
        (Status.DRAFT, "submit"),
        (Status.SUBMITTED, "accept"),
        (Status.SUBMITTED, "send back"),
        (Status.VERIFIED, "mark ineligible"),
        (Status.VERIFIED, "withdraw"),
    ],
)
def test_of_six_who_do_the_same_at_once_one_does(own_database, entry_in, op_melong, status, act):
    entry = entry_in(status)
    steps = entry.steps.count()
    pages = [stored(entry) for _ in range(6)]

    answers = at_once(*[partial(ACTS[act], page, op_melong) for page in pages])

    assert sorted(type(answer).__name__ for answer in answers) == ["EntryMoved"] * 5 + ["NoneType"]
    assert stored(entry).status == ENDS[status][act]
    assert entry.steps.count() == steps + 1


@pytest.mark.parametrize(
    ("first", "second", "ends"),
    [
        ("accept", "send back", {Status.VERIFIED, Status.RETURNED}),
        ("accept", "mark ineligible", {Status.VERIFIED, Status.INELIGIBLE}),
        ("send back", "mark ineligible", {Status.RETURNED, Status.INELIGIBLE}),
        ("accept", "withdraw", {Status.WITHDRAWN}),
        ("send back", "withdraw", {Status.WITHDRAWN}),
        ("mark ineligible", "withdraw", {Status.INELIGIBLE, Status.WITHDRAWN}),
    ],
)
def test_two_decisions_at_once_stand_one_after_the_other(
    own_database, entry_in, op_melong, op2_melong, first, second, ends
):
    entry = entry_in(Status.SUBMITTED)
    pages = [stored(entry), stored(entry)]

    answers = at_once(partial(ACTS[first], pages[0], op_melong), partial(ACTS[second], pages[1], op2_melong))

    steps = list(entry.steps.values_list("was", "became"))
    assert {type(answer) for answer in answers} <= {type(None), EntryMoved}
    assert len(steps) == 2 + answers.count(None)
    assert [was for was, _ in steps[1:]] == [became for _, became in steps[:-1]]
    assert stored(entry).status == steps[-1][1]
    assert stored(entry).status in ends


@pytest.mark.parametrize("second", ["send back", "mark ineligible"])
def test_of_an_accept_and_a_decision_against_it_at_once_one_stands(
    own_database, entry_in, op_melong, op2_melong, second
):
    entry = entry_in(Status.SUBMITTED)
    pages = [stored(entry), stored(entry)]

    answers = at_once(
        partial(ACTS["accept"], pages[0], op_melong), partial(ACTS[second], pages[1], op2_melong)
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["EntryMoved", "NoneType"]
    assert entry.steps.count() == 3


def test_an_accept_waits_for_a_change_under_way_and_does_not_verify_what_nobody_looked_at(
    own_database, entry_in, op_melong, rw_melong_5
):
    entry = entry_in(Status.SUBMITTED)
    pages = [stored(entry), stored(entry)]
    changing = Event()

    def change_slowly():
        Product.objects.update(**MATERIAL)
        changing.set()
        sleep(0.3)

    def accept_meanwhile():
        changing.wait(LONGEST_WAIT)
        pages[1].accept(op_melong, version_seen=1)

    answers = at_once(lambda: pages[0].change(rw_melong_5, change_slowly), accept_meanwhile)

    assert [type(answer) for answer in answers] == [type(None), EntryMoved]
    assert (stored(entry).status, entry.versions.count()) == (Status.SUBMITTED, 2)
