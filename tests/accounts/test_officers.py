"""Inviting, replacing, correcting and deactivating the ketua and pendamping of RW."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import Client

from accounts import officers
from accounts.invitation_codes import code_of
from accounts.models import AuditEvent, Duty, Invitation, User
from exhibitions.models import Status
from tests.factories import PASSWORD, make_entry, rw_of
from tests.together import at_once

PHONE = "+6281234567890"
MOST = 10
PAGES = ["", "ubah/", "nonaktif/"]


def values(for_rw, **changes):
    return {"rw": for_rw.pk, "duty": "ketua", "name": "Pak Asep", "phone": "0812-3456-7890"} | changes


def invite(browser, for_rw, **changes):
    return browser.post("/pengurus/baru/", values(for_rw, **changes))


def test_an_invited_officer_has_an_account_a_link_and_no_password(client_of, op_melong, melong):
    answer = invite(client_of(op_melong), rw_of(melong, 6))

    officer = User.objects.get(phone=PHONE)
    assert answer["Location"] == f"/pengurus/{officer.pk}/"
    assert (officer.username, officer.name, officer.duty, officer.rw) == (
        "rw-melong-06",
        "Pak Asep",
        Duty.KETUA,
        rw_of(melong, 6),
    )
    assert officer.has_usable_password() is False
    assert officer.invitations.open().count() == 1


def test_a_pendamping_gets_a_name_of_the_own_kind(client_of, op_melong, rw_melong_5):
    invite(client_of(op_melong), rw_melong_5.rw, duty="pendamping")

    assert User.objects.get(phone=PHONE).username == "pendamping-melong-05"


def test_the_link_is_shown_as_text_for_whatsapp_and_as_a_code(client_of, op_melong, melong):
    browser = client_of(op_melong)
    page = browser.get(invite(browser, rw_of(melong, 6))["Location"]).content.decode()

    link = f"http://testserver/undangan/{code_of(Invitation.objects.get())}/"
    whatsapp = unescape(re.search(r'href="(https://wa\.me/[^"]+)"', page)[1])
    address, _, text = whatsapp.partition("?text=")
    assert page.count(f">{link}</p>") == 1
    assert address == "https://wa.me/6281234567890"
    assert unquote(text).splitlines() == [
        "Yth. Pak Asep,",
        "",
        "Anda diundang memakai OPOR Kota Cimahi sebagai Ketua RW 06 Kelurahan Melong.",
        "",
        "Buka tautan ini di HP Anda, lalu buat kata sandi:",
        link,
        "",
        "Nama akun: rw-melong-06",
        unquote(text).splitlines()[8],
        "",
        "Tautan ini hanya untuk Anda. Jangan diteruskan kepada siapa pun.",
    ]
    assert page.count('class="segno"') == 1


def test_a_held_duty_is_asked_about_before_anything_changes(client_of, op_melong, rw_melong_5):
    answer = invite(client_of(op_melong), rw_melong_5.rw)

    assert answer.status_code == 200
    assert answer.context["holder"] == rw_melong_5
    assert answer.content.decode().count(f'name="replaces" value="{rw_melong_5.pk}"') == 1
    assert User.objects.filter(phone=PHONE).exists() is False


def test_a_new_ketua_replaces_the_old_whose_session_ends_and_the_entry_stays(
    client_of, op_melong, rw_melong_5, gelar_melong
):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)
    old_phone = client_of(rw_melong_5)

    invite(client_of(op_melong), rw_melong_5.rw, replaces=rw_melong_5.pk)

    new = User.objects.get(phone=PHONE)
    assert (new.username, new.is_active) == ("rw-melong-05-2", True)
    assert User.objects.get(pk=rw_melong_5.pk).is_active is False
    assert old_phone.get("/usulan/").status_code == 302
    assert client_of(new).get(f"/usulan/{entry.pk}/").status_code == 200


def test_whoever_was_replaced_meanwhile_is_asked_about_again(client_of, op_melong, op2_melong, rw_melong_5):
    officers.invite(
        rw_melong_5.rw, Duty.KETUA, "Bu Euis", "+6281300000000", op2_melong, replaces=rw_melong_5.pk
    )

    answer = invite(client_of(op_melong), rw_melong_5.rw, replaces=rw_melong_5.pk)

    assert answer.context["holder"].name == "Bu Euis"
    assert User.objects.filter(phone=PHONE).exists() is False


def test_a_second_click_leads_to_the_account_of_the_first(client_of, op_melong, melong):
    browser = client_of(op_melong)

    first, second = (invite(browser, rw_of(melong, 6))["Location"] for _ in range(2))

    assert first == second
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("rw", ["utama", "other_melong"])
def test_nobody_is_invited_for_an_rw_elsewhere(request, client_of, op_melong, rw):
    elsewhere = rw_of(request.getfixturevalue(rw), 1)

    answer = invite(client_of(op_melong), elsewhere)

    assert list(answer.context["form"].errors) == ["rw"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 81),
        ("name", "a\0b"),
        ("phone", ""),
        ("phone", "12"),
        ("phone", "0812\0"),
        ("duty", "lurah"),
        ("replaces", "x"),
        ("rw", ""),
        ("rw", "99999999999999999999"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(client_of, op_melong, melong, field, value):
    answer = invite(client_of(op_melong), rw_of(melong, 6), **{field: value})

    assert list(answer.context["form"].errors) == [field]
    assert answer.content.decode().count('value="Pak Asep"') == (field != "name")


def test_a_number_in_the_own_territory_is_somebody_s_by_name(client_of, op_melong, rw_melong_5, melong):
    User.objects.filter(pk=rw_melong_5.pk).update(phone=PHONE)

    answer = invite(client_of(op_melong), rw_of(melong, 6))

    assert answer.context["form"].errors["phone"] == ["Nomor ini sudah dipakai Rw Melong 05, Ketua RW 05."]


@pytest.mark.parametrize("person", ["rw_utama_1", "op2_melong", "kurator_1"])
def test_a_number_elsewhere_is_taken_without_a_name(request, client_of, op_melong, melong, person):
    User.objects.filter(pk=request.getfixturevalue(person).pk).update(phone=PHONE)

    answer = invite(client_of(op_melong), rw_of(melong, 6))

    assert answer.context["form"].errors["phone"] == [
        "Nomor ini sudah dipakai akun lain. Periksa nomornya, atau hubungi staf Pemkot."
    ]
    assert User.objects.filter(rw=rw_of(melong, 6)).exists() is False


def test_the_number_of_whoever_leaves_is_free_for_the_new(client_of, op_melong, rw_melong_5):
    User.objects.filter(pk=rw_melong_5.pk).update(phone=PHONE)

    answer = invite(client_of(op_melong), rw_melong_5.rw, replaces=rw_melong_5.pk)

    assert answer.status_code == 302


def test_name_and_number_can_be_corrected(client_of, op_melong, rw_melong_5):
    fields = {"name": "  Asep   Surya\u0301na ", "phone": "0812 3456 7890"}

    client_of(op_melong).post(f"/pengurus/{rw_melong_5.pk}/ubah/", fields)

    officer = User.objects.get(pk=rw_melong_5.pk)
    event = AuditEvent.objects.about(officer).get()
    assert (officer.name, officer.phone) == ("Asep Sury\xe1na", PHONE)
    assert (event.action, event.by, event.detail) == ("corrected", op_melong, {"fields": ["name", "phone"]})


def test_correcting_to_a_taken_number_is_an_error(client_of, op_melong, rw_melong_5, rw_melong_6):
    User.objects.filter(pk=rw_melong_6.pk).update(phone=PHONE)

    answer = client_of(op_melong).post(f"/pengurus/{rw_melong_5.pk}/ubah/", {"name": "A", "phone": PHONE})

    assert list(answer.context["form"].errors) == ["phone"]


def test_a_new_link_is_the_way_for_a_lost_password(client_of, op_melong, rw_melong_5):
    browser = client_of(op_melong)

    browser.post(f"/pengurus/{rw_melong_5.pk}/tautan/")

    page = browser.get(f"/pengurus/{rw_melong_5.pk}/").content.decode()
    assert page.count("Kirim tautan kata sandi baru") == 1
    assert Client().post("/masuk/", {"username": "rw-melong-05", "password": PASSWORD}).status_code == 302


def test_a_deactivated_account_is_out_its_link_too_and_stays_to_be_read(client_of, op_melong, rw_melong_5):
    browser, phone = client_of(op_melong), client_of(rw_melong_5)
    browser.post(f"/pengurus/{rw_melong_5.pk}/tautan/")

    browser.post(f"/pengurus/{rw_melong_5.pk}/nonaktif/", {"reason": "hp_hilang"})

    page = browser.get(f"/pengurus/{rw_melong_5.pk}/").content.decode()
    event = AuditEvent.objects.about(rw_melong_5).first()
    assert phone.get("/usulan/").status_code == 302
    assert rw_melong_5.invitations.pending().count() == 0
    assert [page.count(text) for text in ("Nonaktif</span>", "tautan/", "ubah/")] == [1, 0, 0]
    assert (event.action, event.detail) == ("deactivated", {"reason": "hp_hilang"})


def test_deactivating_needs_a_reason(client_of, op_melong, rw_melong_5):
    answer = client_of(op_melong).post(f"/pengurus/{rw_melong_5.pk}/nonaktif/", {"reason": ""})

    assert list(answer.context["form"].errors) == ["reason"]
    assert User.objects.get(pk=rw_melong_5.pk).is_active


@pytest.mark.parametrize("act", ["tautan/", "nonaktif/", "ubah/"])
def test_nothing_is_done_with_an_account_that_has_left(client_of, op_melong, rw_melong_5, act):
    officers.deactivate(rw_melong_5, op_melong, "masa_tugas")
    fields = {"reason": "lainnya", "name": "Baru", "phone": "081299999999"}

    answer = client_of(op_melong).post(f"/pengurus/{rw_melong_5.pk}/{act}", fields)

    after = User.objects.get(pk=rw_melong_5.pk)
    assert answer["Location"] == f"/pengurus/{rw_melong_5.pk}/"
    assert (after.name, after.is_active, after.invitations.count()) == (rw_melong_5.name, False, 0)
    assert AuditEvent.objects.about(after).count() == 1


def test_the_trail_is_told_with_names(client_of, op_melong, rw_melong_5):
    browser = client_of(op_melong)
    browser.post(f"/pengurus/{rw_melong_5.pk}/tautan/")

    page = browser.get(f"/pengurus/{rw_melong_5.pk}/").content.decode()

    assert re.findall(r'timeline__what">([^<]+)<', page) == ["Tautan undangan dibuat"]
    assert re.findall(r'timeline__who">([^,]+),', page) == ["Op Melong"]


def test_of_two_operators_who_invite_for_one_duty_at_once_one_does(
    own_database, melong, op_melong, op2_melong
):
    rw = rw_of(melong, 6)

    answers = at_once(
        lambda: officers.invite(rw, Duty.KETUA, "Pak Asep", PHONE, op_melong),
        lambda: officers.invite(rw, Duty.KETUA, "Bu Euis", "+6281234567891", op2_melong),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["DutyHeld", "User"]
    assert User.objects.holding(rw, Duty.KETUA).count() == 1


def test_of_two_rw_that_want_one_number_at_once_one_gets_it(own_database, melong, op_melong):
    answers = at_once(
        *[
            lambda number=number: officers.invite(
                rw_of(melong, number), Duty.KETUA, "Pak Asep", PHONE, op_melong
            )
            for number in (6, 8)
        ]
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["PhoneTaken", "User"]
