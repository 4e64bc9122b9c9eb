"""The RW until three days before at 23.59, the operator until the day before; in WIB, to the second."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from exhibitions import registration
from exhibitions.models import Entry, Exhibition, Status
from exhibitions.refusals import RegistrationClosed
from tests.factories import entry_values, make_entry, rw_of

from .acts import REASON, SMALL, edit, stored, trace

WIB = ZoneInfo("Asia/Jakarta")
DAY = date(2040, 6, 20)


@pytest.fixture
def at(monkeypatch):
    def set_clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


@pytest.fixture
def dated(gelar_melong):
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=DAY)
    gelar_melong.refresh_from_db()
    return gelar_melong


def last_second(days_before):
    return datetime(2040, 6, 20, 0, 0, 0, tzinfo=WIB) - timedelta(days=days_before - 1, seconds=1)


def acts_of(by, exhibition, rw, entry):
    """What is bound to the deadline, each as a call."""
    return {
        "register": lambda: registration.register(rw, exhibition, by, entry_values()),
        "submit": lambda: entry.submit(by),
        "change": lambda: edit(entry, by, SMALL),
        "withdraw": lambda: entry.withdraw(by, REASON),
    }


DEADLINES = [("rw_melong_5", 3), ("op_melong", 1)]


@pytest.mark.parametrize("act", ["register", "submit", "change", "withdraw"])
@pytest.mark.parametrize(("person", "days_before"), DEADLINES)
def test_in_the_last_second_before_the_deadline_all_is_taken(
    request, dated, melong, at, person, days_before, act
):
    by = request.getfixturevalue(person)
    entry = make_entry(dated, rw_of(melong, 5), by=by)
    at(last_second(days_before))

    acts_of(by, dated, rw_of(melong, 6), entry)[act]()

    assert last_second(days_before).strftime("%H.%M.%S") == "23.59.59"
    assert Entry.objects.count() == (2 if act == "register" else 1)
    assert entry.steps.count() == (2 if act in {"submit", "withdraw"} else 1)


@pytest.mark.parametrize("act", ["register", "submit", "change", "withdraw"])
@pytest.mark.parametrize(("person", "days_before"), DEADLINES)
def test_a_second_later_nothing_is(request, dated, melong, at, person, days_before, act):
    by = request.getfixturevalue(person)
    entry = make_entry(dated, rw_of(melong, 5), by=by)
    before = trace(entry)
    at(last_second(days_before) + timedelta(seconds=1))

    with pytest.raises(RegistrationClosed):
        acts_of(by, dated, rw_of(melong, 6), entry)[act]()

    assert trace(entry) == before
    assert Entry.objects.count() == 1


def test_the_operator_still_enters_what_the_rw_no_longer_can(dated, melong, rw_melong_5, op_melong, at):
    at(last_second(3) + timedelta(seconds=1))

    entry = registration.register(rw_of(melong, 5), dated, op_melong, entry_values(), on_behalf=True)

    assert (entry.on_behalf, entry.created_by) == (True, op_melong)


def test_verification_goes_on_until_scoring_starts(dated, melong, op_melong, at):
    entry = make_entry(dated, rw_of(melong, 5), status=Status.SUBMITTED)
    at(datetime(2040, 6, 20, 9, 0, tzinfo=WIB))

    entry.accept(op_melong, version_seen=1)

    assert stored(entry).status == Status.VERIFIED
