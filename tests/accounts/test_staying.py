"""Ninety days on one's own phone, for RW accounts that ask for it."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.invitation_codes import code_of
from accounts.invitations import make_link
from tests.factories import PASSWORD

LONG, USUAL = timedelta(days=90), timedelta(days=14)


def lifetime(client):
    return timedelta(seconds=client.session.get_expiry_age())


def cookie_age(client):
    return timedelta(seconds=client.cookies["opor_session"]["max-age"])


def by_sign_in(user, **ticked):
    client = Client()
    client.post("/masuk/", {"username": user.username, "password": PASSWORD, **ticked})
    return client


def by_sign_in_again(user, **ticked):
    client = Client()
    client.post("/masuk/lagi/", {"username": user.username, "password": PASSWORD, "path": "/", **ticked})
    return client


def by_link(user, **ticked):
    client = Client()
    client.post(
        f"/undangan/{code_of(make_link(user, user))}/", {"password": "kebun sepeda tinta jagung", **ticked}
    )
    return client


WAYS = [by_sign_in, by_sign_in_again, by_link]


@pytest.mark.parametrize("enter", WAYS)
@pytest.mark.parametrize(("ticked", "expected"), [({"stay": "on"}, LONG), ({}, USUAL)])
def test_an_rw_account_stays_as_long_as_it_asked(rw_melong_5, enter, ticked, expected):
    client = enter(rw_melong_5, **ticked)

    assert "_auth_user_id" in client.session
    assert abs(lifetime(client) - expected) < timedelta(minutes=1)
    assert abs(cookie_age(client) - expected) < timedelta(minutes=1)


@pytest.mark.parametrize("enter", [by_sign_in, by_sign_in_again])
@pytest.mark.parametrize("person", ["op_melong", "lurah_melong", "kurator_1", "pemkot"])
def test_everybody_else_keeps_the_usual_time(request, enter, person):
    client = enter(request.getfixturevalue(person), stay="on")

    assert "_auth_user_id" in client.session
    assert lifetime(client) == USUAL


def test_after_ninety_days_the_session_is_over(rw_melong_5):
    client = by_sign_in(rw_melong_5, stay="on")
    session = client.session
    before = client.get("/usulan/").status_code
    stored = type(session).get_model_class().objects.get(session_key=session.session_key)
    stored.expire_date -= LONG + timedelta(seconds=1)
    stored.save()

    assert (before, client.get("/usulan/").status_code) == (200, 302)


@pytest.mark.parametrize("path", ["/masuk/"])
def test_the_box_is_not_ticked_beforehand(client, cimahi, path):
    assert client.get(path).content.decode().count('name="stay"') == 1
    assert client.get(path).content.decode().count("checked") == 0
