import pytest

from exhibitions.models import Entry, Status
from tests.factories import make_entry, rw_of

from .walk_in_factories import hold_on, hold_today


@pytest.fixture
def rw_5(melong):
    return rw_of(melong, 5)


@pytest.fixture
def phone(client_of, rw_melong_5, gelar_melong):
    """The browser of RW 05 Melong."""
    return client_of(rw_melong_5)


@pytest.fixture
def desk(client_of, op_melong, rw_melong_5, gelar_melong):
    """The browser of the operator of Melong."""
    return client_of(op_melong)


@pytest.fixture
def entry_in(gelar_melong, rw_5, rw_melong_5, op_melong):
    """`entry_in(status)`: a complete entry of RW 05 Melong."""

    def make(status, **values):
        if status != Status.REPLACED:
            return make_entry(gelar_melong, rw_5, status=status, **values)
        entry = make_entry(gelar_melong, rw_5, status=Status.SUBMITTED, **values)
        Entry.objects.filter(pk=entry.pk).update(status=Status.REPLACED)
        entry.refresh_from_db()
        return entry

    return make


@pytest.fixture
def gelar_today(gelar_melong):
    """Held today, scoring not started."""
    hold_today(gelar_melong)
    return gelar_melong


@pytest.fixture
def rw_8(melong):
    return rw_of(melong, 8)


@pytest.fixture
def draft_of_rw_5(gelar_melong, rw_melong_5, op_melong):
    """What RW 05 filled in before the deadline and never sent."""
    day = gelar_melong.held_on
    hold_on(gelar_melong, None)
    entry = make_entry(gelar_melong, rw_melong_5.rw)
    hold_on(gelar_melong, day)
    return entry
