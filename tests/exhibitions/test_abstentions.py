"""An RW that will not enter says why; entering later takes it back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exhibitions.models import Abstention, Exhibition, Status
from tests.factories import make_entry, rw_of

from .factories import found, messages_of, summary_of, title_of, typed, values_on

SAID = {"reason": "tidak ada", "needs_help": "on"}


@pytest.fixture
def desk(client_of, op_melong, gelar_melong):
    return client_of(op_melong)


def test_an_rw_says_that_it_will_not_enter_and_why(phone, rw_melong_5, gelar_melong):
    answer = phone.post("/usulan/tidak-mengusulkan/5/", SAID, follow=True)

    said = Abstention.objects.get()
    assert (said.exhibition, said.rw, said.by) == (gelar_melong, rw_melong_5.rw, rw_melong_5)
    assert (said.reason, said.needs_help) == ("tidak ada", True)
    assert messages_of(answer) == [("ok", "Tercatat: RW 05 tidak mengusulkan. Keputusan ini dapat diubah.")]


def test_saying_it_again_changes_what_was_said(phone):
    phone.post("/usulan/tidak-mengusulkan/5/", SAID)
    phone.post("/usulan/tidak-mengusulkan/5/", {"reason": "lainnya"})

    assert Abstention.objects.values_list("reason", "needs_help").get() == ("lainnya", False)


def test_entering_takes_it_back(phone):
    phone.post("/usulan/tidak-mengusulkan/5/", SAID)

    phone.post("/usulan/baru/", typed("usaha"))

    assert Abstention.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Pilih salah satu alasan."),
        (
            {"reason": "malas"},
            "Masukkan pilihan yang valid. malas bukan salah satu dari pilihan yang tersedia.",
        ),
    ],
)
def test_a_reason_is_chosen_from_the_list(phone, sent, sentence):
    page = phone.post("/usulan/tidak-mengusulkan/5/", sent | {"needs_help": "on"})

    assert title_of(page) == "Kesalahan: RW 05 tidak mengusulkan - OPOR Kota Cimahi"
    assert summary_of(page) == [("#id_reason_0", f"Mengapa RW ini tidak mengusulkan?: {sentence}")]
    assert values_on(page) == {"needs_help": "on"}
    assert Abstention.objects.count() == 0


def test_the_operator_says_it_for_an_rw_and_sees_it_in_the_list(desk, op_melong):
    desk.post("/usulan/tidak-mengusulkan/8/", SAID)

    page = desk.get("/usulan/")
    said = Abstention.objects.get()
    assert (said.rw.number, said.by) == (8, op_melong)
    assert found(page, r'class="status status--(abstained|none)"') == ["none", "none", "none", "abstained"]


def test_the_operator_comes_from_the_list_to_the_reason(desk, melong):
    rw = rw_of(melong, 8)

    row = desk.get("/usulan/").content.decode().count(f'href="/usulan/baru/?rw={rw.pk}"')
    page = desk.get(f"/usulan/baru/?rw={rw.pk}")

    assert row == 1
    assert found(page, r'href="/usulan/tidak-mengusulkan/(\d+)/"') == ["8"]
    assert found(desk.get("/usulan/baru/"), r'href="/usulan/tidak-mengusulkan/(\d+)/"') == []


def test_the_home_of_the_rw_says_what_was_said(phone):
    phone.post("/usulan/tidak-mengusulkan/5/", SAID)

    page = phone.get("/usulan/")

    told = "Tercatat: RW 05 tidak mengusulkan (belum ada pelaku usaha). Keputusan ini masih dapat diubah."
    assert found(page, r'<div class="notice">(.*?)</div>') == [told]


@pytest.mark.parametrize("number", ["6", "0", "99", "99999999999999999999"])
def test_an_rw_answers_for_itself_only(phone, number):
    answers = [phone.get(f"/usulan/tidak-mengusulkan/{number}/").status_code]
    answers += [phone.post(f"/usulan/tidak-mengusulkan/{number}/", SAID).status_code]

    assert answers == [404, 404]
    assert Abstention.objects.count() == 0


def test_an_operator_answers_for_the_own_kelurahan(desk, gelar_utama):
    """Utama has an RW 02, Melong has none."""
    assert desk.post("/usulan/tidak-mengusulkan/2/", SAID).status_code == 404


@pytest.mark.parametrize("person", ["lurah_melong", "camat_selatan", "pemkot", "kurator_1"])
def test_nobody_else_says_it(request, client_of, gelar_melong, person):
    other = client_of(request.getfixturevalue(person))

    answers = [
        other.get("/usulan/tidak-mengusulkan/5/").status_code,
        other.post("/usulan/tidak-mengusulkan/5/", SAID).status_code,
    ]

    assert answers == [403, 403]


def test_an_rw_with_a_live_entry_is_told_so(phone, rw_melong_5, gelar_melong):
    make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)

    opened = phone.get("/usulan/tidak-mengusulkan/5/", follow=True)
    sent = phone.post("/usulan/tidak-mengusulkan/5/", SAID)

    told = "RW ini sudah punya usulan. Tarik dahulu usulannya bila RW tidak jadi ikut."
    assert (opened.redirect_chain, messages_of(opened)) == ([("/usulan/", 302)], [("error", told)])
    assert summary_of(sent) == [("", "RW ini sudah punya usulan. Lanjutkan usulan yang ada.")]
    assert Abstention.objects.count() == 0


def test_after_the_deadline_it_is_too_late_and_what_was_chosen_is_kept(phone, gelar_melong):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Exhibition.objects.filter(pk=gelar_melong.pk).update(held_on=tomorrow)

    opened = phone.get("/usulan/tidak-mengusulkan/5/", follow=True)
    sent = phone.post("/usulan/tidak-mengusulkan/5/", SAID)

    told = "Masa pendaftaran gelar ini sudah berakhir. Hubungi operator kelurahan."
    assert messages_of(opened) == [("error", told)]
    assert (summary_of(sent), values_on(sent)) == ([("", told)], SAID)
    assert Abstention.objects.count() == 0


def test_an_abstention_of_another_rw_is_not_touched(desk, gelar_melong, melong, op_melong):
    Abstention.objects.create(
        exhibition=gelar_melong, rw=rw_of(melong, 1), reason="lainnya", needs_help=False, by=op_melong
    )

    desk.post("/usulan/baru/", typed("usaha", rw=str(rw_of(melong, 5).pk)))

    assert list(Abstention.objects.values_list("rw__number", flat=True)) == [1]
