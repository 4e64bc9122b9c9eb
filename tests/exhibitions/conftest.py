import pytest

from exhibitions.models import Entry, Status
from tests.factories import make_entry, rw_of


@pytest.fixture
def rw_5(melong):
    return rw_of(melong, 5)


@pytest.fixture
def entry_in(gelar_melong, rw_5, rw_melong_5, op_melong):
    def make(status):
        if status != Status.REPLACED:
            return make_entry(gelar_melong, rw_5, status=status)
        entry = make_entry(gelar_melong, rw_5, status=Status.SUBMITTED)
        Entry.objects.filter(pk=entry.pk).update(status=Status.REPLACED)
        entry.refresh_from_db()
        return entry

    return make
