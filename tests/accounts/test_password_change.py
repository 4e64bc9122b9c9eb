import pytest
from django.contrib.auth.hashers import check_password

from accounts.invitations import make_link
from accounts.models import User
from accounts.phrases import words
from tests.factories import PASSWORD

NEW = "empat kata yang teringat"


def change(client, old=PASSWORD, new=NEW, again=None):
    fields = {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    return client.post("/sandi/", fields)


def has_password(user, password):
    return check_password(password, User.objects.get(pk=user.pk).password)


def test_a_new_password_replaces_the_old_one(client_of, op_melong):
    response = change(client_of(op_melong))

    assert (response.status_code, response["Location"]) == (302, "/mulai/")
    assert [has_password(op_melong, PASSWORD), has_password(op_melong, NEW)] == [False, True]


def test_this_session_stays_and_all_others_end(client_of, op_melong):
    here, elsewhere = client_of(op_melong), client_of(op_melong)

    change(here)

    assert here.get("/sandi/").status_code == 200
    assert elsewhere.get("/sandi/")["Location"] == "/masuk/?next=/sandi/"


@pytest.mark.parametrize(
    ("fields", "wrong_field"),
    [
        ({"old": "salah"}, "old_password"),
        ({"again": "lain sama sekali ya"}, "new_password2"),
        ({"new": "pendek"}, "new_password2"),
        ({"new": "1q2w3e4r5t6y"}, "new_password2"),
        ({"new": "op-melong-1234"}, "new_password2"),
        ({"new": "x" * 129}, "new_password1"),
        ({"new": "a\0bcdefghijklmn"}, "new_password1"),
        ({"old": "\0"}, "old_password"),
        ({"old": "🧵" * 200}, "old_password"),
        ({"new": "x" * 1_000_000}, "new_password1"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_a_change_that_does_not_fit_is_explained_and_changes_nothing(
    client_of, op_melong, fields, wrong_field
):
    response = change(client_of(op_melong), **fields)

    assert response.status_code == 200
    assert wrong_field in response.context["form"].errors
    assert has_password(op_melong, PASSWORD)


def test_the_longest_password_that_can_be_chosen_signs_in(client, client_of, op_melong):
    longest = "-".join(words()[:40])[:128]
    change(client_of(op_melong), new=longest)

    response = client.post("/masuk/", {"username": "op-melong", "password": longest})

    assert len(longest) == 128
    assert response.status_code == 302


def test_nobody_changes_a_password_without_signing_in(client, op_melong):
    response = change(client)

    assert response["Location"] == "/masuk/?next=/sandi/"
    assert has_password(op_melong, PASSWORD)


def test_a_new_password_ends_a_link_that_was_still_open(client_of, op_melong, rw_melong_5):
    make_link(rw_melong_5, op_melong)

    change(client_of(rw_melong_5))

    assert rw_melong_5.invitations.pending().count() == 0
