"""Withdrawing an entry, and whatever comes too late."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exhibitions.models import Entry, Exhibition, Status
from exhibitions.registration import values_of
from tests.factories import make_scoring, rw_of

from .factories import messages_of, newest_entry, step_path, summary_of, title_of, typed, values_on

TOO_LATE = "Masa pendaftaran gelar ini sudah berakhir. Hubungi operator kelurahan."


def let_deadline_pass(exhibition):
    """An RW is too late two days before the exhibition; its operator is not."""
    Exhibition.objects.filter(pk=exhibition.pk).update(held_on=timezone.localdate() + timedelta(days=2))


def let_everyone_be_late(exhibition):
    Exhibition.objects.filter(pk=exhibition.pk).update(held_on=timezone.localdate())


def test_withdrawing_needs_a_reason(phone, entry_in):
    entry = entry_in(Status.SUBMITTED)

    page = phone.post(f"/usulan/{entry.pk}/tarik/", {"reason": "  "})

    assert title_of(page) == "Kesalahan: Tarik usulan - OPOR Kota Cimahi"
    sentence = "Mengapa usulan ini ditarik?: Tulis alasannya dengan singkat."
    assert summary_of(page) == [("#id_reason", sentence)]
    assert Entry.objects.get().status == Status.SUBMITTED


def test_after_withdrawing_another_product_may_be_entered(phone, entry_in, rw_melong_5):
    first = entry_in(Status.SUBMITTED)

    gone = phone.post(f"/usulan/{first.pk}/tarik/", {"reason": "Perajin pindah."}, follow=True)
    phone.post("/usulan/baru/", typed("usaha", business_name="Tas Bu Iis"))

    first.refresh_from_db()
    step = first.steps.last()
    assert messages_of(gone) == [
        ("ok", f"Usulan {first.number} ditarik. RW ini dapat mengusulkan produk lain.")
    ]
    assert (first.status, step.by, step.reason) == (Status.WITHDRAWN, rw_melong_5, "Perajin pindah.")
    assert (newest_entry().status, newest_entry().product.business.name) == (Status.DRAFT, "Tas Bu Iis")


@pytest.mark.parametrize("late", ["deadline", "scoring", "edition"])
def test_too_late_for_a_new_entry_keeps_what_was_typed(phone, gelar_melong, edition, pemkot, late):
    if late == "deadline":
        let_deadline_pass(gelar_melong)
    elif late == "scoring":
        Exhibition.objects.filter(pk=gelar_melong.pk).update(state=Exhibition.State.RUNNING)
    else:
        edition.closed_at, edition.closed_by = timezone.now(), edition.opened_by
        edition.save()
    sent = typed("usaha")

    opened, page = phone.get("/usulan/baru/"), phone.post("/usulan/baru/", sent)

    expected = {
        "deadline": TOO_LATE,
        "scoring": "Penilaian gelar ini sudah dimulai: usulan tidak dapat diubah lagi.",
        "edition": "Belum ada edisi yang dibuka. Pendaftaran mulai setelah Pemerintah Kota membukanya.",
    }
    assert title_of(opened) == "Pendaftaran tidak dibuka - OPOR Kota Cimahi"
    assert summary_of(page) == [("", expected[late])]
    assert values_on(page) == sent
    assert Entry.objects.count() == 0


def test_too_late_for_a_change_keeps_what_was_typed(phone, entry_in, gelar_melong):
    entry = entry_in(Status.SUBMITTED)
    let_deadline_pass(gelar_melong)
    sent = typed("produk", name="Selendang baru")

    page = phone.post(step_path(entry, "produk"), sent)

    assert (page.status_code, summary_of(page)) == (200, [("", TOO_LATE)])
    assert values_on(page) == sent
    assert entry.versions.count() == 1


@pytest.mark.parametrize("page", ["ubah", "ubah/harga", "pelaku", "tarik", "foto"])
def test_a_form_opened_too_late_leads_back_to_the_entry_with_the_reason(phone, entry_in, gelar_melong, page):
    entry = entry_in(Status.DRAFT)
    let_deadline_pass(gelar_melong)

    answer = phone.get(f"/usulan/{entry.pk}/{page}/", follow=True)

    assert answer.redirect_chain == [(f"/usulan/{entry.pk}/", 302)]
    assert messages_of(answer) == [("error", TOO_LATE)]


@pytest.mark.parametrize("act", ["ajukan", "tarik"])
def test_an_act_sent_too_late_changes_nothing_and_says_so(phone, entry_in, gelar_melong, act):
    entry = entry_in(Status.DRAFT)
    let_deadline_pass(gelar_melong)

    page = phone.post(f"/usulan/{entry.pk}/{act}/", {"reason": "Perajin pindah."}, follow=True)

    told = [sentence for _, sentence in messages_of(page) + summary_of(page)]
    assert told == [TOO_LATE]
    assert Entry.objects.get().status == Status.DRAFT


def test_the_operator_still_enters_after_the_deadline_of_the_rw(client_of, op_melong, gelar_melong):
    let_deadline_pass(gelar_melong)
    desk = client_of(op_melong)
    rw = str(rw_of(op_melong.kelurahan, 5).pk)

    desk.post("/usulan/baru/", typed("usaha", rw=rw))
    let_everyone_be_late(gelar_melong)
    page = desk.post(step_path(newest_entry(), "produk"), typed("produk"))

    assert summary_of(page) == [("", "Usulan hanya dapat diubah sampai sehari sebelum gelar.")]


def test_a_closed_entry_takes_no_change_and_says_so(phone, entry_in):
    entry = entry_in(Status.WITHDRAWN)

    opened = phone.get(f"/usulan/{entry.pk}/ubah/", follow=True)
    page = phone.post(step_path(entry, "produk"), typed("produk", name="Lain"))

    told = "Usulan ini sudah ditutup dan tidak dapat diubah lagi."
    assert (messages_of(opened), summary_of(page)) == ([("error", told)], [("", told)])


def test_the_page_of_a_closed_entry_says_so_to_those_who_could_change_it(
    phone, entry_in, client_of, lurah_melong
):
    entry = entry_in(Status.WITHDRAWN)
    told = "Usulan ini sudah ditutup dan tidak dapat diubah lagi."

    pages = [browser.get(f"/usulan/{entry.pk}/") for browser in (phone, client_of(lurah_melong))]

    assert [page.content.decode().count(told) for page in pages] == [1, 0]


def test_once_scoring_has_started_nothing_changes(phone, entry_in, gelar_melong, kurator_1, pemkot):
    entry = entry_in(Status.VERIFIED)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    before = values_of(entry)

    phone.post(step_path(entry, "produk"), typed("produk", name="Lain"))

    assert values_of(Entry.objects.get()) == before
