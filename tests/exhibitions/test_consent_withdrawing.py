"""Withdrawing a consent, at any time and with effect at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.panels import open_scoring, seat
from exhibitions import consents as entry_consents
from exhibitions import registration
from exhibitions.models import Status
from products import consents
from products.models import Product
from tests.factories import make_entry, rw_of
from tests.products.permit_factories import sign_on_paper
from tests.together import at_once

from .acts import newest_step, stored
from .consent_cast import (  # noqa: F401 - fixtures are asked for by name
    OWNER,
    Kind,
    bare,
    entry,
    hold_in,
    in_force,
    past_deadline,
    send,
    start_scoring,
    withdraw,
)
from .factories import html, messages_of, timeline_of

# Withdrawing


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("registration", "Produk ini tidak dinilai."),
        ("publication", "Produk, cerita, dan fotonya langsung tidak tampil lagi untuk umum."),
        ("contact", "Nomor HP pemilik langsung tidak tampil lagi untuk umum."),
        ("faces", "Hapus atau ganti fotonya di halaman foto."),
    ],
)
def test_the_page_says_what_a_withdrawal_does_before_it_is_done(phone, entry, rw_melong_5, kind, told):
    for other in Kind:
        consents.record(entry.product, other, OWNER, rw_melong_5)

    page = phone.get(f"/usulan/{entry.pk}/persetujuan/{kind}/tarik/")

    assert html(page).count(told) == 1
    assert in_force(entry) == set(Kind)


def test_a_withdrawal_takes_effect_at_once_and_is_kept_with_who_and_when(phone, entry, rw_melong_5):
    send(phone, entry, publication="on")
    shown = list(Product.objects.published())

    answer = withdraw(phone, entry, "publication")

    assert messages_of(answer) == [("ok", "Persetujuan ditarik: Tampil di katalog: produk dan foto.")]
    assert (shown, list(Product.objects.published())) == ([entry.product], [])
    assert timeline_of(answer)[0][:2] == ("Ditarik: Tampil di katalog: produk dan foto", "Rw Melong 05")
    assert entry.product.consents.get(kind=Kind.PUBLICATION).withdrawn_by == rw_melong_5


def test_a_second_click_on_withdrawing_is_told_kindly(phone, entry):
    send(phone, entry, contact="on")
    withdraw(phone, entry, "contact")

    answer = withdraw(phone, entry, "contact")

    assert messages_of(answer) == [
        ("info", "Nomor HP boleh ditampilkan: tidak ada persetujuan yang berlaku.")
    ]


def test_an_unknown_kind_is_not_found(phone, entry):
    assert phone.get(f"/usulan/{entry.pk}/persetujuan/ktp/tarik/").status_code == 404


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.VERIFIED])
@pytest.mark.parametrize("late", [False, True])
def test_without_consent_to_registration_the_entry_ends_until_scoring_starts(
    phone, gelar_melong, rw_melong_5, op_melong, status, late
):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=status)
    if late:
        past_deadline(entry)

    answer = withdraw(phone, entry, "registration")

    assert messages_of(answer) == [
        ("ok", f"Persetujuan ditarik: Pendaftaran dan penilaian. Usulan {entry.number} ikut ditarik.")
    ]
    assert (stored(entry).status, in_force(entry)) == (Status.WITHDRAWN, set())
    reason = "Pemilik menarik persetujuan pendaftaran dan penilaian."
    assert newest_step(entry) == ("tarik", status, Status.WITHDRAWN, rw_melong_5, reason)


def test_once_scoring_has_started_the_entry_stays_countable_and_the_page_says_so(
    phone, entry, kurator_1, pemkot
):
    start_scoring(entry, kurator_1, pemkot)
    warning = html(phone.get(f"/usulan/{entry.pk}/persetujuan/registration/tarik/"))

    answer = withdraw(phone, entry, "registration")

    assert warning.count("nilai yang sudah diberikan tetap dihitung.") == 1
    assert messages_of(answer) == [("ok", "Persetujuan ditarik: Pendaftaran dan penilaian.")]
    assert (stored(entry).status, in_force(entry)) == (Status.VERIFIED, set())
    assert (
        html(answer).count("Ditarik sesudah penilaian dimulai: nilai yang sudah diberikan tetap dihitung.")
        == 1
    )


def test_a_draft_without_consent_says_nothing_of_scoring(phone, entry):
    withdraw(phone, entry, "registration")

    assert html(phone.get(f"/usulan/{entry.pk}/persetujuan/")).count("sesudah penilaian dimulai") == 0


def test_a_closed_entry_s_consent_is_withdrawn_without_another_step(phone, entry, op_melong):
    entry.mark_ineligible(op_melong, "Dibuat di luar RW.")
    steps = entry.steps.count()

    withdraw(phone, entry, "registration")

    assert (stored(entry).status, entry.steps.count(), in_force(entry)) == (Status.INELIGIBLE, steps, set())


def test_unticking_the_step_of_a_draft_withdraws_for_that_person(bare, rw_melong_5):
    registration.edit(bare, rw_melong_5, {"consent": True, "contact": True})

    registration.edit(bare, rw_melong_5, {"consent": True, "contact": False})

    assert in_force(bare) == {Kind.REGISTRATION}
    assert bare.product.consents.get(kind=Kind.CONTACT).withdrawn_by == rw_melong_5


def test_withdrawing_while_scoring_starts_ends_the_entry_or_leaves_it_in_its_panel(
    own_database, entry, op_melong, kurator_1, pemkot, rw_melong_5
):
    entry.accept(op_melong, version_seen=1)
    hold_in(entry.exhibition, 0)
    for panel in entry.exhibition.panels.all():
        seat(panel, kurator_1, pemkot)

    answers = at_once(
        lambda: entry_consents.withdraw(entry, Kind.REGISTRATION, rw_melong_5),
        lambda: open_scoring(entry.exhibition, pemkot),
    )

    ended = answers[0]
    assert stored(entry).status == (Status.WITHDRAWN if ended else Status.VERIFIED)
    assert in_force(entry) == set()


def test_many_consents_ask_no_more_than_one(phone, entry, rw_melong_5, django_assert_num_queries):
    path = f"/usulan/{entry.pk}/persetujuan/"
    with CaptureQueriesContext(connection) as queries:
        phone.get(path)
    for kind in (Kind.PUBLICATION, Kind.CONTACT, Kind.FACES):
        sign_on_paper(entry.product, rw_melong_5, kind)
        consents.withdraw(entry.product, kind, rw_melong_5)

    with django_assert_num_queries(len(queries)):
        phone.get(path)
    assert len(queries) <= 10


def test_the_operator_acts_for_the_owner_too(client_of, op_melong, gelar_melong, rw_melong_5):
    entry = make_entry(gelar_melong, rw_of(gelar_melong.kelurahan, 5))

    send(client_of(op_melong), entry, contact="on")

    assert entry.product.consents.get(kind=Kind.CONTACT).recorded_by == op_melong
