"""What a new site needs once: the application's rights and a first account."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Role, User
from kelurahan.models import Kota
from tests.databases import application_role, as_owner
from tests.refusals import execute, rows


def rights():
    return rows(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = %s AND table_schema = 'public' ORDER BY 1, 2",
        application_role(),
    )


def test_granting_again_changes_no_right(own_database, capsys):
    with as_owner():
        before = rights()
        call_command("grant_application")
        after = rights()

    assert after == before
    assert capsys.readouterr().out == f"Hak akses untuk {application_role()} sudah diberikan.\n"


def test_granting_takes_back_what_somebody_gave_by_hand(own_database):
    with as_owner():
        before = rights()
        execute(
            f"GRANT ALL ON exhibitions_entrystep, accounts_user, django_migrations TO {application_role()}"
        )
        call_command("grant_application", verbosity=0)
        after = rights()

    assert after == before


def test_the_application_cannot_be_the_owner(own_database, monkeypatch):
    with as_owner():
        owner = rows("SELECT current_user")[0][0]
        monkeypatch.setenv("DATABASE_URL", f"postgresql://{owner}@127.0.0.1/opor")

        with pytest.raises(CommandError) as refused:
            call_command("grant_application")

    assert str(refused.value) == (
        "The application needs a role of its own: DATABASE_URL and OPOR_OWNER_DATABASE_URL must differ."
    )


def test_the_first_account_is_staff_of_the_served_kota_with_the_admin_site(cimahi, bandung, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "empat kata yang teringat")

    call_command("createsuperuser", interactive=False, username="kepala", verbosity=0)

    user = User.objects.get()
    assert (user.role, user.kota, user.is_staff) == (Role.STAFF, cimahi, True)
    assert user.check_password("empat kata yang teringat")


def test_there_is_no_first_account_before_the_areas_are_loaded(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "empat kata yang teringat")

    with pytest.raises(Kota.DoesNotExist):
        call_command("createsuperuser", interactive=False, username="kepala", verbosity=0)

    assert not User.objects.exists()
