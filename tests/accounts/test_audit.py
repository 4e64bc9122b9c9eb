"""The trail of acts: only added to, open to every app, without personal data."""

import pytest
from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import AuditEvent
from tests.databases import as_owner
from tests.refusals import answer_to


def test_an_event_says_who_did_what_to_which_row(op_melong, rw_melong_5):
    event = audit.record(op_melong, "invited", rw_melong_5, duty="ketua", replaced=None)

    stored = AuditEvent.objects.get(pk=event.pk)
    assert (stored.by, stored.action) == (op_melong, "invited")
    assert (stored.subject, stored.subject_id) == ("accounts.user", rw_melong_5.pk)
    assert stored.detail == {"duty": "ketua", "replaced": None}


def test_any_model_can_be_the_subject(op_melong, melong):
    audit.record(op_melong, "import_applied", melong, rows=3)

    assert [event.detail for event in AuditEvent.objects.about(melong)] == [{"rows": 3}]
    assert AuditEvent.objects.about(op_melong).count() == 0


def test_events_come_newest_first_with_their_people(op_melong, rw_melong_5, django_assert_num_queries):
    for action in ("invited", "corrected", "deactivated"):
        audit.record(op_melong, action, rw_melong_5)

    with django_assert_num_queries(1):
        told = [(event.action, event.by.name) for event in AuditEvent.objects.about(rw_melong_5)]
    assert told == [("deactivated", "Op Melong"), ("corrected", "Op Melong"), ("invited", "Op Melong")]


@pytest.mark.parametrize(
    "detail",
    ["Pak Asep", "+6281234567890", "081234567890", "HP hilang", "", 1.5, ["ok", "Tidak Ok"], {"a": 1}],
)
def test_what_may_be_personal_is_refused(op_melong, detail):
    with pytest.raises(ValueError, match="codes and numbers"):
        audit.record(op_melong, "invited", op_melong, detail=detail)


@pytest.mark.parametrize("detail", ["hp_hilang", 5, True, None, ["name", "phone"], "accounts.user"])
def test_codes_and_numbers_are_taken(op_melong, detail):
    assert audit.record(op_melong, "invited", op_melong, detail=detail).pk


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_auditevent SET action = 'x'",
        "DELETE FROM accounts_auditevent",
        "TRUNCATE accounts_auditevent",
    ],
)
def test_the_application_cannot_change_the_trail(op_melong, statement):
    audit.record(op_melong, "invited", op_melong)

    assert answer_to(statement) == "InsufficientPrivilege"


def test_nor_can_the_owner(own_database, op_melong):
    event = audit.record(op_melong, "invited", op_melong)

    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update(action="x")
