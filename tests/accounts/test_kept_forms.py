"""A form that comes after the session has ended, or from a page that stood open too long, is not lost."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.factories import PASSWORD

TYPED = {"name": "Tas perca <b>", "description": "Dua baris\nyang panjang", "consent": "on"}
HIDDEN = r'<input type="hidden" name="([^"]+)" value="([^"]*)"'


def hidden(page):
    """{name: value} of the hidden fields of a page, without the token."""
    found = {name: unescape(value) for name, value in re.findall(HIDDEN, page.content.decode())}
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def carried(fields):
    return {f"isian-{name}": value for name, value in fields.items()}


def sign_in(client, user, password=PASSWORD, path="/usulan/baru/", **fields):
    data = {"username": user.username, "password": password, "path": path} | fields
    return client.post("/masuk/lagi/", data)


def test_a_form_after_the_session_s_end_asks_to_sign_in_and_keeps_what_was_typed(client, database):
    page = client.post("/usulan/baru/", TYPED)

    assert page.status_code == 403
    assert hidden(page) == {"path": "/usulan/baru/"} | carried(TYPED)


def test_a_wrong_password_keeps_it_too(client, rw_melong_5):
    page = sign_in(client, rw_melong_5, password="salah", **carried(TYPED))

    assert page.context["form"].non_field_errors()
    assert hidden(page) == {"path": "/usulan/baru/"} | carried(TYPED)


def test_after_signing_in_it_can_be_sent_to_where_it_was_going(client, rw_melong_5):
    page = sign_in(client, rw_melong_5, **carried(TYPED))

    assert 'action="/usulan/baru/"' in page.content.decode()
    assert hidden(page) == TYPED
    assert client.get("/usulan/").status_code == 200


@pytest.mark.parametrize("path", ["https://example.org/", "//example.org/", "javascript:alert(1)", "", "\0"])
def test_it_is_never_sent_elsewhere(client, rw_melong_5, path):
    page = sign_in(client, rw_melong_5, path=path, **carried(TYPED))

    assert 'action="/mulai/"' in page.content.decode()


def test_passwords_are_not_carried(client, database):
    page = client.post("/sandi/", {"old_password": "lama", "new_password1": "baru", "note": "x"})

    assert hidden(page) == {"path": "/sandi/", "isian-note": "x"}


def test_an_empty_form_is_simply_sent_to_sign_in(client, database):
    assert client.post("/usulan/1/ajukan/")["Location"] == "/masuk/?next=/usulan/1/ajukan/"


def stale(user, **headers):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client.post("/usulan/baru/", TYPED, **headers)


def test_a_page_of_ours_that_stood_open_too_long_can_be_sent_again(rw_melong_5):
    page = stale(rw_melong_5, HTTP_ORIGIN="http://testserver")

    assert page.status_code == 403
    assert hidden(page) == TYPED


@pytest.mark.parametrize("origin", ["https://example.org", "null", ""])
def test_a_foreign_page_s_form_is_shown_but_not_offered_for_sending(rw_melong_5, origin):
    page = stale(rw_melong_5, HTTP_ORIGIN=origin)

    assert page.status_code == 403
    assert hidden(page) == {}
