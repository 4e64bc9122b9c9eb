"""The one-time link: opened as often as one likes, used once, closed in one and the same way."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import officers
from accounts.invitation_codes import code_of, find_by_code
from accounts.invitations import make_link
from accounts.models import AuditEvent, DemoMark, Duty, Invitation, Role, User
from tests.factories import PASSWORD, make_user, rw_of
from tests.refusals import refused_by
from tests.together import at_once

PHRASE = "kebun sepeda tinta jagung"
CLOSED = "Tautan ini tidak berlaku"


@pytest.fixture
def asep(melong, op_melong):
    """Invited as ketua of RW 06, and not yet in."""
    return officers.invite(rw_of(melong, 6), Duty.KETUA, "Pak Asep", "+6281234567890", op_melong)


@pytest.fixture
def invitation(asep):
    return asep.invitations.get()


def path_of(invitation):
    return f"/undangan/{code_of(invitation)}/"


def accept(client, invitation, password=PHRASE, **fields):
    return client.post(path_of(invitation), {"password": password, **fields})


def test_the_page_says_who_is_invited_and_by_which_name_to_sign_in(client, invitation):
    page = client.get(path_of(invitation)).content.decode()

    assert page.count("Undangan untuk Ketua RW 06 Kelurahan Melong") == 1
    assert page.count("<h1>Selamat datang, Pak Asep</h1>") == 1
    assert page.count("<strong>rw-melong-06</strong>") == 1


def test_opening_the_page_uses_nothing_up(client, invitation):
    statuses = [client.get(path_of(invitation)).status_code for _ in range(3)]

    assert statuses == [200, 200, 200]
    assert accept(client, invitation).status_code == 302


def test_a_password_leads_in_and_is_the_account_s(client, invitation):
    answer = accept(client, invitation)

    assert (answer.status_code, answer["Location"]) == (302, "/mulai/")
    assert client.session["_auth_user_id"] == str(invitation.user_id)
    assert Client().post("/masuk/", {"username": "0812-3456-7890", "password": PHRASE}).status_code == 302


def test_the_proposed_words_are_taken(client, invitation):
    phrase = client.get(path_of(invitation)).context["phrase"]

    assert accept(client, invitation, phrase).status_code == 302


def test_reloading_proposes_other_words(client, invitation):
    phrases = {client.get(path_of(invitation)).context["phrase"] for _ in range(5)}

    assert len(phrases) == 5


def test_a_refused_password_leaves_the_link_open(client, invitation):
    answer = accept(client, invitation, "melong12345678")

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["password"])
    assert accept(client, invitation).status_code == 302


@pytest.fixture
def closed_paths(invitation, asep, melong, op_melong, other_melong):
    """{why: path} of links that open nothing."""
    used, expired, revoked = (
        make_link(make_user(f"rw-{number}", Role.RW, rw_of(melong, number)), op_melong)
        for number in (1, 5, 8)
    )
    now = timezone.now()
    Invitation.objects.filter(pk=used.pk).update(used_at=now)
    Invitation.objects.filter(pk=revoked.pk).update(revoked_at=now)
    Invitation.objects.filter(pk=expired.pk).update(
        created_at=now - timedelta(days=4), expires_at=now - timedelta(seconds=1)
    )
    expired.refresh_from_db()
    gone = make_user("pendamping", Role.RW, rw_of(melong, 1), duty=Duty.PENDAMPING)
    of_the_gone = make_link(gone, op_melong)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    elsewhere = make_link(make_user("rw-bandung", Role.RW, rw_of(other_melong, 5)), op_melong)
    demo = make_link(
        make_user("rw-demo", Role.RW, rw_of(melong, 6), duty=Duty.PENDAMPING, is_demo=True), op_melong
    )
    code = code_of(invitation)
    return {
        "used": path_of(used),
        "expired": path_of(expired),
        "revoked": path_of(revoked),
        "of a deactivated account": path_of(of_the_gone),
        "of another kota": path_of(elsewhere),
        "of a demo account without the demo": path_of(demo),
        "of another id": f"/undangan/{invitation.pk + 1}-{code.partition('-')[2]}/",
        "with one letter changed": f"/undangan/{code[:-1]}{'a' if code[-1] != 'a' else 'b'}/",
        "without its letters": f"/undangan/{invitation.pk}/",
        "never made": "/undangan/999999-aaaaaaaaaaaaaaaaaaaaaaaaaa/",
        "nonsense": "/undangan/%00%F0%9F%A7%B5/",
    }


def test_every_link_that_opens_nothing_is_answered_alike(client, closed_paths):
    answers = {
        why: (client.get(path), client.post(path, {"password": PHRASE})) for why, path in closed_paths.items()
    }

    statuses = {why: (got.status_code, posted.status_code) for why, (got, posted) in answers.items()}
    pages = {got.content for got, _ in answers.values()}
    assert statuses == dict.fromkeys(closed_paths, (404, 404))
    assert [page.decode().count(f"<h1>{CLOSED}</h1>") for page in pages] == [1]
    assert "_auth_user_id" not in client.session


def test_a_demo_account_s_link_opens_where_the_demo_is_on(client, melong, op_melong, settings):
    settings.OPOR_DEMO = True
    DemoMark.objects.create(fingerprint="x")

    demo = officers.invite(rw_of(melong, 6), Duty.KETUA, "Pak Asep", "+6281234567890", op_melong)

    assert demo.is_demo
    assert client.get(path_of(demo.invitations.get())).status_code == 200


def test_a_real_database_makes_real_accounts(asep):
    assert asep.is_demo is False


def alike(code):
    pk, _, letters = code.partition("-")
    return f"{pk}-{letters.replace('o', '0').replace('l', '1')}"


@pytest.mark.parametrize("typed", [str.upper, str.lower, alike])
def test_a_code_typed_from_paper_is_understood(invitation, typed):
    assert find_by_code(typed(code_of(invitation))) == invitation


def test_a_code_depends_on_the_secret_key_and_on_the_account(invitation, settings, rw_melong_5):
    before = code_of(invitation)
    invitation.user = rw_melong_5
    for_another = code_of(invitation)
    settings.SECRET_KEY = "another"

    assert len({before, for_another, code_of(invitation)}) == 3


def test_the_database_holds_no_code(invitation):
    stored = Invitation.objects.filter(pk=invitation.pk).values().get()

    assert code_of(invitation).partition("-")[2] not in str(stored)


def test_a_new_link_ends_the_older_one(client, asep, invitation, op_melong):
    newer = make_link(asep, op_melong)

    assert client.get(path_of(invitation)).status_code == 404
    assert client.get(path_of(newer)).status_code == 200


def test_a_used_link_ends_all_other_sessions_and_the_old_password(client, client_of, rw_melong_5, op_melong):
    elsewhere = client_of(rw_melong_5)
    link = make_link(rw_melong_5, op_melong)
    before = elsewhere.get("/usulan/").status_code

    accept(client, link)

    assert (before, elsewhere.get("/usulan/").status_code) == (200, 302)
    assert Client().post("/masuk/", {"username": "rw-melong-05", "password": PASSWORD}).status_code == 200
    assert client.get("/usulan/").status_code == 200


def test_the_old_password_stays_until_the_new_link_is_used(client, rw_melong_5, op_melong):
    make_link(rw_melong_5, op_melong)

    assert client.post("/masuk/", {"username": "rw-melong-05", "password": PASSWORD}).status_code == 302


def test_somebody_else_who_is_signed_in_on_this_phone_is_signed_out(client_of, op_melong, invitation):
    browser = client_of(op_melong)

    accept(browser, invitation)

    assert browser.session["_auth_user_id"] == str(invitation.user_id)


def test_the_page_is_kept_out_of_caches_search_and_referrers(client, invitation):
    opened = client.get(path_of(invitation))
    accept(client, invitation)
    closed = Client().get(path_of(invitation))

    for page in (opened, closed):
        assert page["Referrer-Policy"] == "strict-origin"
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert page["Cache-Control"].split(", ").count("no-store") == 1


def test_accepting_needs_the_page_s_token(invitation):
    answer = accept(Client(enforce_csrf_checks=True), invitation)

    assert answer.status_code == 403
    assert Invitation.objects.get(pk=invitation.pk).used_at is None


def test_accepting_is_on_the_trail(client, asep, invitation):
    accept(client, invitation)

    actions = [event.action for event in AuditEvent.objects.about(asep)]
    assert actions == ["activated", "link_made", "invited"]


def test_an_account_never_has_two_pending_links(asep, op_melong):
    second = Invitation(user=asep, by=op_melong, expires_at=timezone.now() + timedelta(hours=1))

    assert refused_by(second.save) == "invitation_one_pending_per_account"


def test_a_link_is_not_both_used_and_revoked(invitation):
    both = {"used_at": timezone.now(), "revoked_at": timezone.now()}

    act = Invitation.objects.filter(pk=invitation.pk).update

    assert refused_by(lambda: act(**both)) == "invitation_used_or_revoked"


def test_a_link_does_not_end_before_it_begins(invitation):
    act = Invitation.objects.filter(pk=invitation.pk).update

    assert (
        refused_by(lambda: act(expires_at=timezone.now() - timedelta(days=9))) == "invitation_expires_later"
    )


def test_a_link_lasts_seventy_two_hours(invitation):
    left = invitation.expires_at - timezone.now()

    assert timedelta(hours=71, minutes=59) < left <= timedelta(hours=72)


def test_of_two_who_use_a_link_at_once_one_gets_in(own_database, invitation):
    def use():
        return accept(Client(), invitation).status_code

    answers = at_once(use, use)

    assert sorted(answers) == [302, 404]
    assert AuditEvent.objects.filter(action="activated").count() == 1


def test_two_links_made_at_once_leave_one_open(own_database, asep, op_melong):
    answers = at_once(lambda: make_link(asep, op_melong).pk, lambda: make_link(asep, op_melong).pk)

    assert len(set(answers)) == 2
    assert asep.invitations.open().count() == 1


def test_using_a_link_while_the_account_is_deactivated_ends_one_way_or_the_other(
    own_database, melong, op_melong
):
    for number in (1, 5, 6, 8):
        officer = officers.invite(
            rw_of(melong, number), Duty.KETUA, "Pak Asep", f"+62812345678{number}", op_melong
        )
        link = officer.invitations.get()

        used, left = at_once(
            lambda link=link: accept(Client(), link).status_code,
            lambda officer=officer: officers.deactivate(officer, op_melong, "lainnya"),
        )

        assert (used in (302, 404), left) == (True, True)
        assert User.objects.get(pk=officer.pk).is_active is False
