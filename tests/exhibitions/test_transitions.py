"""Each act on an entry from each status: whether it moved, where it ended, and the row that says who and why."""

import pytest
from django.utils import timezone

from accounts.commitments import commitment
from exhibitions import registration
from exhibitions.models import Action, Entry, Exhibition, Status
from exhibitions.refusals import AlreadyEntered, EntryIncomplete, EntryMoved, RegistrationClosed
from products.models import Business, Category, Photo, Product
from tests.factories import entry_values, make_entry

from .acts import ACTIONS, ACTS, ENDS, REASON, newest_step, stored, trace

MOVED = [(status, act, end) for status, ends in ENDS.items() for act, end in ends.items()]
REFUSED = [(status, act) for status, ends in ENDS.items() for act in ACTS if act not in ends]
UNWRITTEN = {Status.DRAFT, Status.RETURNED}


@pytest.mark.parametrize(("status", "act", "end"), MOVED)
def test_an_act_moves_an_entry_and_says_who_when_and_why(entry_in, op_melong, status, act, end):
    entry = entry_in(status)
    steps = entry.steps.count()

    ACTS[act](entry, op_melong)

    told = act in {"send back", "mark ineligible", "withdraw", "recategorise"}
    written = 0 if status in UNWRITTEN and "change" in act else 1
    assert (stored(entry).status, entry.status) == (end, end)
    assert entry.steps.count() == steps + written
    if written:
        assert newest_step(entry) == (ACTIONS[act], status, end, op_melong, REASON if told else "")


@pytest.mark.parametrize(("status", "act"), REFUSED)
def test_an_act_from_another_status_is_refused_and_leaves_nothing(entry_in, op_melong, status, act):
    entry = entry_in(status)
    before = trace(entry)

    with pytest.raises(EntryMoved):
        ACTS[act](entry, op_melong)

    assert trace(entry) == before


def test_the_first_step_says_who_started_the_entry(entry_in, rw_melong_5):
    entry = entry_in(Status.DRAFT)

    assert newest_step(entry) == (Action.START, "", Status.DRAFT, rw_melong_5, "")


@pytest.mark.parametrize("act", ["send_back", "mark_ineligible"])
@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_decision_against_an_entry_needs_a_reason(entry_in, op_melong, act, reason):
    entry = entry_in(Status.SUBMITTED)
    before = trace(entry)

    with pytest.raises(ValueError, match="needs its reason"):
        getattr(entry, act)(op_melong, reason)

    assert trace(entry) == before


@pytest.mark.parametrize("act", ["send_back", "mark_ineligible"])
@pytest.mark.parametrize("seen", [(1, Status.VERIFIED), (1, Status.RETURNED), (2, Status.SUBMITTED), (0, "")])
def test_a_decision_about_what_the_page_did_not_show_is_refused(entry_in, op_melong, act, seen):
    entry = entry_in(Status.SUBMITTED)
    before = trace(entry)

    with pytest.raises(EntryMoved):
        getattr(entry, act)(op_melong, REASON, seen=seen)

    assert trace(entry) == before


@pytest.mark.parametrize("reason", ["", " \n"])
def test_moving_an_entry_to_another_category_needs_a_reason(entry_in, op_melong, reason):
    entry = entry_in(Status.SUBMITTED)
    category = Category.objects.get(slug="kriya")

    with pytest.raises(ValueError, match="needs its reason"):
        entry.recategorise(op_melong, category, None, reason)


def test_moving_an_entry_to_where_it_stands_writes_nothing(entry_in, op_melong):
    entry = entry_in(Status.VERIFIED)
    ACTS["recategorise"](entry, op_melong)
    before = trace(entry)

    ACTS["recategorise"](entry, op_melong)

    assert trace(entry) == before


def test_a_reason_stands_beside_its_step_under_a_commitment(entry_in, op_melong):
    entry = entry_in(Status.SUBMITTED)
    entry.send_back(op_melong, REASON)

    step = entry.steps.last()

    assert step.note_commitment == commitment(step.note.salt, REASON)


GAPS = {
    "nama usaha": {"business_name": ""},
    "nomor HP pemilik": {"phone": ""},
    "nama produk": {"name": ""},
    "kategori": {"category": None},
    "bahan utama": {"main_material": ""},
    "harga": {"price": None},
    "jumlah pekerja, pekerja warga RW": {"workers_total": None, "workers_from_rw": None},
    "pekerja warga RW": {"workers_from_rw": None},
    "persetujuan pemilik": {"consent": False},
}


@pytest.mark.parametrize(("words", "gap"), GAPS.items())
def test_an_incomplete_entry_is_not_submitted(gelar_melong, rw_5, rw_melong_5, words, gap):
    entry = make_entry(gelar_melong, rw_5, **gap)
    before = trace(entry)

    with pytest.raises(EntryIncomplete) as refused:
        entry.submit(rw_melong_5)

    assert refused.value.reason == f"Belum lengkap: {words}."
    assert trace(entry) == before


def test_an_entry_whose_only_photo_was_removed_is_not_submitted(entry_in, rw_melong_5):
    entry = entry_in(Status.DRAFT)
    Photo.objects.filter(product=entry.product).update(removed_at=timezone.now())
    before = trace(entry)

    with pytest.raises(EntryIncomplete) as refused:
        entry.submit(rw_melong_5)

    assert refused.value.reason == "Belum lengkap: paling sedikit satu foto."
    assert trace(entry) == before


@pytest.mark.parametrize("workers_from_rw", [0, 6])
def test_nobody_from_the_rw_is_a_number_and_not_a_gap(gelar_melong, rw_5, rw_melong_5, workers_from_rw):
    entry = make_entry(gelar_melong, rw_5, workers_from_rw=workers_from_rw)

    entry.submit(rw_melong_5)

    assert stored(entry).status == Status.SUBMITTED


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", [state for state in Exhibition.State if state != Exhibition.State.PLANNED])
def test_once_scoring_started_no_act_changes_an_entry(entry_in, gelar_melong, op_melong, act, state):
    start = next(status for status, ends in ENDS.items() if act in ends)
    entry = entry_in(start)
    Exhibition.objects.filter(pk=gelar_melong.pk).update(state=state)
    before = trace(entry)

    with pytest.raises(RegistrationClosed):
        ACTS[act](entry, op_melong)

    assert trace(entry) == before


# One RW, one live entry.


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.VERIFIED])
def test_a_second_entry_of_an_rw_is_answered_with_the_live_one(
    entry_in, gelar_melong, rw_5, op_melong, status
):
    entry = entry_in(status)

    with pytest.raises(AlreadyEntered) as refused:
        registration.register(rw_5, gelar_melong, op_melong, entry_values())

    assert refused.value.entry == entry
    assert (Entry.objects.count(), Product.objects.count(), Business.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("status", [Status.INELIGIBLE, Status.WITHDRAWN, Status.REPLACED])
def test_after_its_entry_was_closed_an_rw_may_enter_another(entry_in, gelar_melong, rw_5, op_melong, status):
    entry = entry_in(status)

    another = registration.register(rw_5, gelar_melong, op_melong, entry_values())

    assert another.pk != entry.pk
    assert Entry.objects.live().get() == another
