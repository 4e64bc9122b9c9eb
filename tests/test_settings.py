"""What the one settings module promises, read from the file itself: the tests override some of it."""

import runpy
import subprocess
import sys

import pytest
from django.conf import settings as active
from django.contrib.auth.hashers import identify_hasher, make_password
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from tests.factories import PASSWORD
from tests.source import ROOT

ENVIRONMENT = {
    "OPOR_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "DATABASE_URL": "postgresql://app:a@127.0.0.1/opor",
    "OPOR_OWNER_DATABASE_URL": "postgresql://owner:o@127.0.0.1/opor",
}
SWITCHES = ["OPOR_DEBUG", "OPOR_HTTPS", "OPOR_DEMO", "OPOR_AS_OWNER", "OPOR_BEHIND_PROXY", "OPOR_KOTA"]


@pytest.fixture
def load(monkeypatch):
    """The settings as another process would read them in this environment."""

    def read(**changes):
        for name in [*SWITCHES, "OPOR_ALLOWED_HOSTS", "OPOR_TRUSTED_ORIGINS"]:
            monkeypatch.delenv(name, raising=False)
        for name, value in (ENVIRONMENT | changes).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "opor" / "settings.py"))

    return read


@pytest.mark.parametrize("name", ["OPOR_SECRET_KEY", "DATABASE_URL"])
def test_the_site_does_not_start_without(load, name):
    with pytest.raises(ImproperlyConfigured) as refused:
        load(**{name: ""})

    assert str(refused.value) == f"{name} is not set; `python3 dev.py manage ...` sets it for you."


def test_there_is_no_other_database_than_postgresql(load):
    with pytest.raises(ImproperlyConfigured) as refused:
        load(DATABASE_URL="sqlite:///opor.sqlite3")

    assert str(refused.value) == "OPOR runs on PostgreSQL only; DATABASE_URL must begin with postgresql://"


def test_it_signs_in_as_the_application_unless_told_to_be_the_owner(load):
    usual, as_owner = load(), load(OPOR_AS_OWNER="1")

    assert usual["DATABASES"]["default"]["USER"] == "app"
    assert as_owner["DATABASES"]["default"]["USER"] == "owner"


@pytest.mark.parametrize("switch", ["DEBUG", "HTTPS", "OPOR_DEMO"])
@pytest.mark.parametrize(("value", "on"), [("1", True), ("0", False), ("", False), ("true", False)])
def test_a_switch_is_on_for_1_alone(load, switch, value, on):
    variable = switch if switch.startswith("OPOR") else f"OPOR_{switch}"

    assert load(**{variable: value})[switch] is on


def test_every_switch_is_off_unless_set(load):
    settings = load()

    assert [settings["DEBUG"], settings["HTTPS"], settings["OPOR_DEMO"]] == [False, False, False]
    assert settings["OPOR_KOTA"] == "32.77"


def test_under_https_cookies_and_browsers_are_held_to_it(load):
    plain, secure = load(), load(OPOR_HTTPS="1")
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]

    assert [plain[name] for name in names] == [False] * 3
    assert [secure[name] for name in names] == [True] * 3
    assert secure["SECURE_HSTS_SECONDS"] >= 31_536_000


def test_the_proxy_s_word_counts_only_where_there_is_one(load):
    assert "SECURE_PROXY_SSL_HEADER" not in load()
    assert load(OPOR_BEHIND_PROXY="1")["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_passwords_are_hashed_by_argon2_alone(load):
    hashers = load()["PASSWORD_HASHERS"]

    with override_settings(PASSWORD_HASHERS=hashers):
        stored = make_password("empat kata yang teringat")
        algorithm = identify_hasher(stored).algorithm

    assert hashers == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert algorithm == "argon2"


def test_a_password_has_at_least_twelve_letters(load):
    shortest = [
        validator.get("OPTIONS", {}).get("min_length") for validator in load()["AUTH_PASSWORD_VALIDATORS"]
    ]

    assert [length for length in shortest if length] == [12]


def test_static_files_are_served_under_hashed_names(load):
    backend = load()["STORAGES"]["staticfiles"]["BACKEND"]

    assert backend == "whitenoise.storage.CompressedManifestStaticFilesStorage"


def test_the_limiter_counts_ten_per_account_and_address_for_a_quarter_of_an_hour(load):
    settings = load()
    names = ["AXES_FAILURE_LIMIT", "AXES_COOLOFF_TIME", "AXES_LOCKOUT_PARAMETERS"]

    assert [settings[name] for name in names] == [10, 0.25, [["username", "ip_address"]]]
    assert settings.get("AXES_ENABLED", True)


def test_every_page_is_private_unless_it_says_otherwise(load):
    assert "accounts.middleware.SignInMiddleware" in load()["MIDDLEWARE"]
    assert load()["MIDDLEWARE"] == active.MIDDLEWARE


def test_check_deploy_has_nothing_to_say():
    asked = subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=ENVIRONMENT | {"OPOR_HTTPS": "1", "OPOR_ALLOWED_HOSTS": "opor.example"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (asked.returncode, asked.stderr) == (0, "")
    assert asked.stdout == "System check identified no issues (0 silenced).\n"


# What a browser is told with every page


@pytest.fixture(params=["/masuk/", "/tidak-ada/", "/healthz"])
def page(request, client, cimahi):
    return client.get(request.param)


def test_a_page_may_load_only_from_this_site_and_runs_nothing_inline(page):
    policy = dict(part.split(" ", 1) for part in page["Content-Security-Policy"].split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["form-action"] == "'self'"
    assert (policy["frame-ancestors"], policy["base-uri"], policy["object-src"]) == ("'none'",) * 3
    assert "unsafe" not in page["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_a_page_carries(page, header, value):
    assert page[header] == value


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client, pemkot):
    client.get("/masuk/")
    client.post("/masuk/", {"username": pemkot.username, "password": PASSWORD})

    flags = {name: (cookie["httponly"], cookie["samesite"]) for name, cookie in client.cookies.items()}

    assert flags == {"opor_session": (True, "Lax"), "csrftoken": (True, "Lax")}
