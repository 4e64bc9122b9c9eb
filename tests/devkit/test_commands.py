from pathlib import Path

import pytest

from devkit import commands
from devkit.clusters import Account, Home
from devkit.databases import Access

ACCESS = Access(application="postgresql://app@h/opor", owner="postgresql://owner@h/opor")


@pytest.mark.parametrize(
    "name", ["migrate", "makemigrations", "sqlmigrate", "showmigrations", "grant_application"]
)
def test_commands_about_the_structure_run_as_the_owner(name):
    assert commands.as_owner([name, "--help"]) == {"OPOR_AS_OWNER": "1"}


@pytest.mark.parametrize(
    "arguments", [["shell"], ["dbshell"], ["load_wilayah"], ["seed_demo", "migrate"], []]
)
def test_all_other_commands_run_as_the_application(arguments):
    assert commands.as_owner(arguments) == {}


def test_django_gets_both_addresses_and_none_of_the_switches_that_only_the_launcher_sets(var, monkeypatch):
    for name in ("OPOR_DEMO", "OPOR_AS_OWNER", "DEBUG"):
        monkeypatch.setenv(name, "1")
    monkeypatch.delenv("OPOR_ALLOWED_HOSTS", raising=False)

    environment = commands.environment(ACCESS)

    assert environment["DATABASE_URL"] == ACCESS.application
    assert environment["OPOR_OWNER_DATABASE_URL"] == ACCESS.owner
    assert environment["OPOR_VAR"] == str(var)
    assert environment["OPOR_ALLOWED_HOSTS"] == "127.0.0.1,localhost"
    assert {"OPOR_DEMO", "OPOR_AS_OWNER", "DEBUG"} & set(environment) == set()


def test_a_key_and_hosts_that_are_given_are_used(var, monkeypatch):
    monkeypatch.setenv("OPOR_SECRET_KEY", "given")
    monkeypatch.setenv("OPOR_ALLOWED_HOSTS", "opor.example")

    environment = commands.environment(ACCESS)

    assert (environment["OPOR_SECRET_KEY"], environment["OPOR_ALLOWED_HOSTS"]) == ("given", "opor.example")


def test_the_key_stays_the_same_from_run_to_run(var, monkeypatch):
    monkeypatch.delenv("OPOR_SECRET_KEY", raising=False)

    keys = {commands.environment(ACCESS)["OPOR_SECRET_KEY"] for _ in range(2)}

    assert keys == {(var / "secrets" / "django").read_text()}


def test_tests_see_no_switch_of_the_caller(var, monkeypatch):
    for name in ("OPOR_DEBUG", "OPOR_HTTPS", "OPOR_DEMO", "OPOR_KOTA"):
        monkeypatch.setenv(name, "1")

    environment = commands.environment_of_tests(ACCESS)

    assert {"OPOR_DEBUG", "OPOR_HTTPS", "OPOR_DEMO", "OPOR_KOTA"} & set(environment) == set()


def test_the_programs_of_the_embedded_server_come_first_on_the_path(var, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin")
    home = Home(Path("/base"), Path("/base/programs"), Account("nobody", 1, 1))

    environment = commands.environment(Access("a", "o", embedded=home))

    assert environment["PATH"] == "/base/programs:/usr/bin"
    assert environment["PGHOST"] == "/base/socket"
