import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import backends
from accounts.models import DemoMark, User
from tests.factories import PASSWORD

PHONE = "+6281234567890"
REFUSAL = "Nama akun, nomor HP, atau kata sandi tidak cocok. Periksa lalu coba lagi."
AS_PHONE = ["081234567890", "0812-3456-7890", "+62 812-3456-7890", "6281234567890", "+62 (0) 812 3456 7890"]
AS_NAME = ["op-melong", "OP-MELONG", "Op-Melong", "  op-melong  "]


@pytest.fixture
def operator(op_melong):
    User.objects.filter(pk=op_melong.pk).update(phone=PHONE)
    return op_melong


def post_sign_in(client, username, password=PASSWORD, **extra):
    return client.post("/masuk/", {"username": username, "password": password}, **extra)


def signed_in_as(client):
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("username", AS_NAME + AS_PHONE)
def test_name_and_phone_in_any_usual_form_sign_in(client, operator, username):
    response = post_sign_in(client, username)

    assert (response.status_code, response["Location"]) == (302, "/mulai/")
    assert signed_in_as(client) == str(operator.pk)


def test_after_signing_in_a_person_lands_on_the_first_page_of_the_own_menu(client, operator):
    post_sign_in(client, "op-melong")

    response = client.get("/mulai/")

    assert (response.status_code, response["Location"]) == (302, "/verifikasi/")


def test_a_person_who_is_signed_in_is_led_past_the_sign_in_page(client_of, operator):
    response = client_of(operator).get("/masuk/")

    assert (response.status_code, response["Location"]) == (302, "/mulai/")


@pytest.fixture
def refused_attempts(client, operator, op2_melong, other_city_staff, pemkot):
    """Every way not to get in, as (who, what was answered without the token and the typed name)."""
    User.objects.filter(pk=op2_melong.pk).update(is_active=False)
    User.objects.filter(pk=pemkot.pk).update(is_demo=True)
    attempts = {
        "wrong password": ("op-melong", "salah"),
        "wrong password, by phone": ("081234567890", "salah"),
        "unknown name": ("op-entah", PASSWORD),
        "unknown phone": ("081299999999", PASSWORD),
        "disabled": ("op2-melong", PASSWORD),
        "of another kota": ("pemkot-bandung", PASSWORD),
        "demo account": ("pemkot", PASSWORD),
    }
    return {who: post_sign_in(client, *attempt) for who, attempt in attempts.items()}


def plain(response):
    """The page without what must differ: the token and the typed name."""
    body = re.sub(r'(name="csrfmiddlewaretoken" value)="\w+"', r"\1", response.content.decode())
    return body.replace(f'value="{response.context["form"]["username"].value()}"', "value")


def test_whoever_is_refused_reads_the_same_page(refused_attempts):
    answers = {who: (response.status_code, plain(response)) for who, response in refused_attempts.items()}

    assert {who for who, answer in answers.items() if answer != answers["unknown name"]} == set()
    assert refused_attempts["unknown name"].context["form"].non_field_errors() == [REFUSAL]
    assert signed_in_as(refused_attempts["unknown name"].client) is None


def test_an_account_that_does_not_exist_costs_the_same_work(client, operator, monkeypatch):
    hashed = []
    monkeypatch.setattr(backends, "make_password", hashed.append)

    post_sign_in(client, "op-entah")

    assert hashed == [PASSWORD]


def test_the_password_is_not_trimmed(client, operator):
    operator.set_password(" sandi dengan spasi ")
    operator.save()

    trimmed = post_sign_in(client, "op-melong", "sandi dengan spasi")
    exact = post_sign_in(client, "op-melong", " sandi dengan spasi ")

    assert (trimmed.status_code, exact.status_code) == (200, 302)


def test_a_phone_leads_to_the_active_account_of_the_two_that_had_it(client, operator, op2_melong):
    User.objects.filter(pk=operator.pk).update(is_active=False)
    User.objects.filter(pk=op2_melong.pk).update(phone=PHONE)

    post_sign_in(client, "0812-3456-7890")

    assert signed_in_as(client) == str(op2_melong.pk)


@pytest.mark.parametrize(
    ("switched_on", "marked"), [(False, False), (True, False), (False, True), (True, True)]
)
def test_a_demo_account_signs_in_only_where_the_demo_is_on_and_marked(
    client, operator, settings, switched_on, marked
):
    User.objects.filter(pk=operator.pk).update(is_demo=True)
    settings.OPOR_DEMO = switched_on
    if marked:
        DemoMark.objects.create(fingerprint="a")

    response = post_sign_in(client, "op-melong")

    assert (response.status_code == 302) is (switched_on and marked)


def test_a_demo_session_ends_when_the_demo_is_switched_off(client_of, operator, settings):
    User.objects.filter(pk=operator.pk).update(is_demo=True)
    DemoMark.objects.create(fingerprint="a")
    settings.OPOR_DEMO = True
    client = client_of(operator)
    before = client.get("/sandi/").status_code
    settings.OPOR_DEMO = False

    after = client.get("/sandi/")

    assert before == 200
    assert (after.status_code, after["Location"]) == (302, "/masuk/?next=/sandi/")


def test_disabling_an_account_ends_its_sessions(client_of, operator):
    client = client_of(operator)
    User.objects.filter(pk=operator.pk).update(is_active=False)

    response = client.get("/sandi/")

    assert (response.status_code, response["Location"]) == (302, "/masuk/?next=/sandi/")


@pytest.mark.parametrize(
    "target",
    [
        "https://jahat.example/",
        "//jahat.example/",
        "/\\jahat.example/",
        "\\\\jahat.example",
        "https:jahat.example",
        "javascript:alert(1)",
        "http://testserver.jahat.example/",
        "\x00//jahat.example",
    ],
)
def test_the_page_asked_for_before_cannot_lead_to_another_site(client, operator, target):
    response = client.post("/masuk/", {"username": "op-melong", "password": PASSWORD, "next": target})

    assert (response.status_code, response["Location"]) == (302, "/mulai/")


def test_the_page_asked_for_before_is_shown_after_signing_in(client, operator):
    response = client.post("/masuk/?next=/sandi/", {"username": "op-melong", "password": PASSWORD})

    assert (response.status_code, response["Location"]) == (302, "/sandi/")


def test_the_session_gets_another_id_on_signing_in(client, operator):
    session = client.session
    session["seen"] = True
    session.save()
    client.cookies["opor_session"] = session.session_key

    post_sign_in(client, "op-melong")

    assert client.cookies["opor_session"].value != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


def test_signing_in_needs_the_page_s_token(operator):
    client = Client(enforce_csrf_checks=True)

    response = post_sign_in(client, "op-melong")

    assert response.status_code == 403
    assert signed_in_as(client) is None


def test_a_link_cannot_sign_anybody_out(client_of, operator):
    client = client_of(operator)

    response = client.get("/keluar/")

    assert response.status_code == 405
    assert signed_in_as(client) == str(operator.pk)


def test_signing_out_destroys_the_session(client_of, operator):
    client = client_of(operator)
    key = client.cookies["opor_session"].value

    response = client.post("/keluar/")

    assert (response.status_code, response["Location"]) == (302, "/")
    assert not Session.objects.filter(session_key=key).exists()


def test_a_signed_in_person_s_pages_are_never_stored(client_of, client, operator):
    private, public = client_of(operator).get("/sandi/"), client.get("/masuk/")

    assert private["Cache-Control"] == "no-store"
    assert public["Cache-Control"] != "no-store"


@pytest.mark.parametrize("field", ["username", "password", "next"])
@pytest.mark.parametrize(
    "text", ["\0", "a\0b", "🧵", "0812\0", "\ud83e".encode("utf-8", "surrogatepass"), "a" * 1_000_000]
)
def test_strange_text_in_a_field_is_answered_and_signs_nobody_in(client, operator, field, text):
    data = {"username": "op-melong", "password": "salah", "next": "/"} | {field: text}

    response = client.post("/masuk/", data)

    assert response.status_code == 200
    assert signed_in_as(client) is None
