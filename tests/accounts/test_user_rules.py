"""What the database itself says about an account, whoever writes it and however."""

import pytest

from accounts.models import DemoMark, Duty, Role, User
from tests.factories import make_user, rw_of
from tests.refusals import refused_by

TERRITORIES = {"rw", "kelurahan", "kecamatan", "kota"}
ALLOWED = {
    Role.RW: {"rw"},
    Role.OPERATOR: {"kelurahan"},
    Role.VIEWER: {"kelurahan", "kecamatan"},
    Role.CURATOR: {"kota"},
    Role.STAFF: {"kota"},
}
WRONG = [(role, kind) for role, kinds in ALLOWED.items() for kind in sorted(TERRITORIES - kinds)]
RIGHT = [(role, kind) for role, kinds in ALLOWED.items() for kind in sorted(kinds)]


@pytest.fixture
def territory(melong, selatan, cimahi):
    return {"rw": rw_of(melong, 5), "kelurahan": melong, "kecamatan": selatan, "kota": cimahi}


def write_user(**fields):
    duty = Duty.KETUA if fields.get("role") == Role.RW else ""
    usual = {"username": "orang", "name": "Orang", "duty": duty}
    return lambda: User.objects.bulk_create([User(**usual | fields)])


@pytest.mark.parametrize(("role", "kind"), RIGHT)
def test_a_role_has_its_own_kind_of_territory(territory, role, kind):
    user = make_user("orang", role, territory[kind])

    assert user.territory == territory[kind]
    assert str(user.own_kota) == "Kota Cimahi"


@pytest.mark.parametrize(("role", "kind"), WRONG)
def test_a_role_with_another_kind_of_territory_is_refused_by(territory, role, kind):
    assert refused_by(write_user(role=role, **{kind: territory[kind]})) == "user_territory_fits_role"


@pytest.mark.parametrize("role", Role.values)
def test_a_role_without_territory_is_refused_by(db, role):
    assert refused_by(write_user(role=role)) == "user_territory_fits_role"


@pytest.mark.parametrize(("role", "kind"), RIGHT)
def test_a_second_territory_beside_the_right_one_is_refused_by(territory, role, kind):
    for other in TERRITORIES - {kind}:
        both = {kind: territory[kind], other: territory[other]}

        assert refused_by(write_user(role=role, **both)) == "user_territory_fits_role"


def test_an_unknown_role_is_refused_by(territory):
    assert refused_by(write_user(role="juri", kota=territory["kota"])) == "user_territory_fits_role"


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.CURATOR])
def test_only_a_curator_declares_a_home_rw(territory, role):
    kind = sorted(ALLOWED[role])[0]
    fields = {"role": role, kind: territory[kind], "home_rw": territory["rw"]}

    assert refused_by(write_user(**fields)) == "user_home_rw_only_for_curators"


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.STAFF])
def test_only_staff_may_use_the_admin_site(territory, role):
    kind = sorted(ALLOWED[role])[0]
    fields = {"role": role, kind: territory[kind], "is_staff": True}

    assert refused_by(write_user(**fields)) == "user_admin_site_only_for_staff"


@pytest.mark.parametrize(
    "phone", ["081234567890", "6281234567890", "+0812345678", "+62812 345", "+6281234567890\n", "x"]
)
def test_a_phone_that_is_not_e164_is_refused_by(territory, phone):
    fields = {"role": Role.STAFF, "kota": territory["kota"], "phone": phone}

    assert refused_by(write_user(**fields)) == "user_phone_e164"


@pytest.mark.parametrize(
    "username", ["", "081234567890", "RW-05", "rw 05", "rw--05", "-rw", "rw-", "rw_05", "éuis", "rw\n"]
)
def test_a_name_that_is_no_account_name_is_refused_by(territory, username):
    fields = {"role": Role.STAFF, "kota": territory["kota"], "username": username}

    assert refused_by(write_user(**fields)) == "user_username_shape"


def test_two_active_accounts_cannot_share_a_phone(pemkot, pemkot_2):
    User.objects.filter(pk=pemkot.pk).update(phone="+6281234567890")

    constraint = refused_by(lambda: User.objects.filter(pk=pemkot_2.pk).update(phone="+6281234567890"))

    assert constraint == "user_phone_unique_among_active"


def test_a_phone_is_free_again_once_its_account_is_disabled(pemkot, pemkot_2):
    User.objects.filter(pk=pemkot.pk).update(phone="+6281234567890", is_active=False)

    User.objects.filter(pk=pemkot_2.pk).update(phone="+6281234567890")

    assert User.objects.filter(phone="+6281234567890").count() == 2


def test_enabling_an_account_whose_phone_is_taken_meanwhile_is_refused_by(pemkot, pemkot_2):
    User.objects.filter(pk=pemkot.pk).update(phone="+6281234567890", is_active=False)
    User.objects.filter(pk=pemkot_2.pk).update(phone="+6281234567890")

    constraint = refused_by(lambda: User.objects.filter(pk=pemkot.pk).update(is_active=True))

    assert constraint == "user_phone_unique_among_active"


def test_many_accounts_may_have_no_phone(pemkot, pemkot_2, op_melong):
    assert User.objects.filter(phone="", is_active=True).count() == 3


def test_an_account_name_is_taken_once(pemkot, territory):
    fields = {"role": Role.CURATOR, "kota": territory["kota"], "username": pemkot.username}

    assert refused_by(write_user(**fields)) == "accounts_user_username_key"


def test_the_demo_mark_is_one_row(db):
    DemoMark.objects.create(fingerprint="a")

    assert refused_by(lambda: DemoMark.objects.create(id=2, fingerprint="b")) == "demo_mark_is_one_row"


@pytest.mark.parametrize("duty", ["", "lurah"])
def test_an_rw_account_without_a_duty_is_refused_by(territory, duty):
    assert refused_by(write_user(role=Role.RW, rw=territory["rw"], duty=duty)) == "user_duty_only_for_rw"


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.RW])
def test_only_an_rw_account_has_a_duty(territory, role):
    fields = {"role": role, sorted(ALLOWED[role])[0]: territory[sorted(ALLOWED[role])[0]]}

    assert refused_by(write_user(**fields, duty=Duty.KETUA)) == "user_duty_only_for_rw"


def test_an_rw_has_one_active_ketua(rw_melong_5):
    second = write_user(role=Role.RW, rw=rw_melong_5.rw)

    assert refused_by(second) == "user_one_active_per_duty"


def test_a_pendamping_serves_beside_the_ketua_and_a_new_ketua_after_the_old(rw_melong_5):
    make_user("pendamping", Role.RW, rw_melong_5.rw, duty=Duty.PENDAMPING)
    User.objects.filter(pk=rw_melong_5.pk).update(is_active=False)
    make_user("rw-melong-05-2", Role.RW, rw_melong_5.rw)

    assert [user.username for user in User.objects.holding(rw_melong_5.rw, Duty.KETUA)] == ["rw-melong-05-2"]
