"""What the RW finds in its inbox when the operator has decided."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import inbox
from accounts.models import Duty, Notice, Role
from exhibitions.models import Exhibition, Status
from kelurahan.templatetags.indonesia import hari_tanggal
from tests.factories import make_entry, make_user, rw_of

DECISIONS = {
    "terima": ({}, "Usulan RW 05 sudah terverifikasi"),
    "kembalikan": ({"kembali-reason": "Foto gelap."}, "Usulan RW 05 perlu diperbaiki"),
    "tidak-memenuhi": ({"tolak-reason": "Dibuat di luar RW."}, "Usulan RW 05 tidak memenuhi syarat"),
}


@pytest.fixture
def entry(gelar_melong, rw_melong_5, rw_melong_6, rw_utama_1, op_melong):
    held_on = timezone.localdate() + timedelta(days=9)
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=held_on)
    return make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED, name="Tas pandan")


def decide(browser, entry, decision, **changes):
    fields = {"version": "1", "status": "diajukan"} | DECISIONS[decision][0] | changes
    return browser.post(f"/verifikasi/{entry.pk}/{decision}/", fields)


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_account_of_the_rw_is_told_and_no_other(
    client_of, entry, melong, op_melong, rw_melong_5, decision
):
    pendamping = make_user("pendamping-05", Role.RW, rw_of(melong, 5), duty=Duty.PENDAMPING)

    decide(client_of(op_melong), entry, decision)

    told = Notice.objects.order_by("recipient_id")
    assert [notice.recipient for notice in told] == [rw_melong_5, pendamping]
    assert {(one.title, one.path, one.kind, one.sent_by) for one in told} == {
        (DECISIONS[decision][1], f"/usulan/{entry.pk}/", Notice.Kind.DECISION, op_melong)
    }


def test_who_must_mend_is_told_until_when_and_not_the_reason(client_of, entry, op_melong):
    decide(client_of(op_melong), entry, "kembalikan")

    last_day = hari_tanggal(timezone.localdate() + timedelta(days=6))
    assert Notice.objects.get().text == (
        "Tas pandan dikembalikan operator. Yang perlu diperbaiki tertulis di isiannya. "
        f"Perbaiki, lalu ajukan lagi paling lambat {last_day} pukul 23.59 WIB."
    )


def test_who_is_verified_is_told_the_day(client_of, entry, op_melong):
    decide(client_of(op_melong), entry, "terima")

    day = hari_tanggal(timezone.localdate() + timedelta(days=9))
    assert Notice.objects.get().text == (
        f"Tas pandan ikut Gelar Produk Kelurahan Melong pada {day}. Lengkapi isian lainnya sebelum hari gelar."
    )


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_second_click_tells_nothing_again(client_of, entry, op_melong, decision):
    browser = client_of(op_melong)

    answers = [decide(browser, entry, decision).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Notice.objects.count() == 1


def test_a_refused_decision_tells_nothing(client_of, entry, op_melong):
    answer = decide(client_of(op_melong), entry, "terima", version="7")

    assert (answer.status_code, Notice.objects.count()) == (409, 0)


def test_decision_and_notice_stand_or_fall_together(client_of, entry, op_melong, monkeypatch):
    def fail(*_):
        raise RuntimeError("no inbox")

    monkeypatch.setattr(inbox, "send", fail)

    with pytest.raises(RuntimeError, match="no inbox"):
        decide(client_of(op_melong), entry, "kembalikan")

    entry.refresh_from_db()
    assert entry.status == Status.SUBMITTED
