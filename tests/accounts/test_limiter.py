"""Ten wrong passwords for one account from one address make that pair wait a quarter of an hour."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from accounts.models import User
from accounts.sign_in import limiter_name
from tests.factories import PASSWORD

LIMIT = 10
WRONG = "salah"
WAIT = timedelta(minutes=15)
SPELLINGS = [
    "081234567890",
    "0812-3456-7890",
    "+62 812 3456 7890",
    "6281234567890",
    "81234567890",
    "  0812.3456.7890 ",
    "+62 (0) 812-3456-7890",
    "0812\u20133456\u20137890",
    "\uff10\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10",
    "006281234567890",
]
CAPITALS = ["op-melong", "OP-MELONG", "Op-Melong", " op-melong", "op-melong ", "oP-melong", "op-Melong"]


@pytest.fixture
def operator(op_melong, settings):
    settings.AXES_ENABLED = True
    User.objects.filter(pk=op_melong.pk).update(phone="+6281234567890")
    return op_melong


def attempt(client, username="op-melong", password=WRONG, path="/masuk/", **extra):
    return client.post(path, {"username": username, "password": password}, **extra).status_code


def test_the_tenth_wrong_password_makes_the_account_wait_even_for_the_right_one(client, operator):
    answers = [attempt(client) for _ in range(LIMIT)]

    assert answers == [200] * (LIMIT - 1) + [429]
    assert attempt(client, password=PASSWORD) == 429


def test_nine_wrong_passwords_do_not(client, operator):
    for _ in range(LIMIT - 1):
        attempt(client)

    assert attempt(client, password=PASSWORD) == 302


def test_a_right_password_starts_the_count_anew(client, operator):
    for _ in range(2):
        for _ in range(LIMIT - 1):
            attempt(client)
        signed_in = attempt(client, password=PASSWORD)
        client.post("/keluar/")

    assert signed_in == 302


@pytest.mark.parametrize("spellings", [SPELLINGS, CAPITALS + CAPITALS[:3]], ids=["phone", "name"])
def test_all_spellings_of_an_account_share_one_count(client, operator, spellings):
    answers = [attempt(client, username) for username in spellings]

    assert answers == [200] * (LIMIT - 1) + [429]


def test_another_address_is_not_locked_out(client, operator):
    for _ in range(LIMIT):
        attempt(client, REMOTE_ADDR="203.0.113.7")

    assert attempt(client, password=PASSWORD, REMOTE_ADDR="203.0.113.8") == 302


def test_another_account_at_the_same_address_is_not_locked_out(client, operator, op2_melong):
    for _ in range(LIMIT):
        attempt(client)

    assert attempt(client, "op2-melong", PASSWORD) == 302


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP"])
def test_a_header_of_the_sender_s_own_does_not_change_the_address(client, operator, header):
    answers = [attempt(client, headers={header: f"198.51.100.{n}"}) for n in range(LIMIT)]

    assert answers[-1] == 429


def test_the_wait_is_a_quarter_of_an_hour(client, operator):
    for _ in range(LIMIT):
        attempt(client)
    AccessAttempt.objects.update(attempt_time=timezone.now() - WAIT + timedelta(seconds=30))
    still_waiting = attempt(client, password=PASSWORD)
    AccessAttempt.objects.update(attempt_time=timezone.now() - WAIT - timedelta(seconds=30))

    assert (still_waiting, attempt(client, password=PASSWORD)) == (429, 302)


def test_the_password_that_was_tried_is_kept_nowhere(client, operator):
    attempt(client, password="rahasia-yang-salah")

    stored = AccessAttempt.objects.get()

    assert "rahasia-yang-salah" not in f"{stored.post_data}{stored.get_data}{stored.path_info}"


@pytest.mark.parametrize("path", ["/masuk/?next=%00", "/masuk/?%00=1", "/masuk/?x=" + "a" * 5000])
@pytest.mark.parametrize("username", ["a\0b", "🧵", "x" * 1_000_000, ""], ids=lambda name: ascii(name)[:12])
def test_counting_strange_attempts_is_no_error(client, operator, username, path):
    assert attempt(client, username, path=path) == 200


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        (" OP-Melong ", "op-melong"),
        ("0812-3456-7890", "+6281234567890"),
        ("op\0-melong", "op-melong"),
        ("ｏｐ－melong", "op-melong"),
        ("x" * 500, "x" * 80),
        ("", ""),
    ],
    ids=lambda value: ascii(value)[:16],
)
def test_an_account_is_counted_under_one_short_name(rf, typed, counted):
    request = rf.post("/masuk/", {"username": typed})

    assert limiter_name(request, {"username": typed}) == counted
    assert limiter_name(request, None) == counted
