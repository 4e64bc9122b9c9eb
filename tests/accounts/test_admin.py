"""The admin site: areas and accounts of the served kota, for admins alone."""

import pytest
from django.contrib import admin as admin_site
from django.contrib.auth.hashers import check_password

from accounts.models import Role, User
from kelurahan.models import RW, Kecamatan, Kelurahan, Kota
from tests.factories import make_user, rw_of

pytestmark = pytest.mark.ignore_template_errors

PAGES = [
    "/admin/",
    "/admin/kelurahan/kota/",
    "/admin/kelurahan/kecamatan/",
    "/admin/kelurahan/kelurahan/",
    "/admin/kelurahan/rw/",
    "/admin/kelurahan/rw/add/",
    "/admin/accounts/user/",
    "/admin/accounts/user/add/",
    "/admin/password_change/",
]
OTHERS = ["rw_melong_5", "op_melong", "lurah_melong", "kurator_1", "pemkot"]
TERRITORY = {"rw": "", "kelurahan": "", "kecamatan": "", "kota": "", "home_rw": ""}


def shown(response):
    return set(response.context["cl"].queryset)


@pytest.mark.parametrize("path", PAGES)
def test_an_admin_opens_every_page(client_of, admin, path):
    assert client_of(admin).get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("person", OTHERS)
def test_everybody_else_who_is_signed_in_is_told_no(request, client_of, person, path):
    response = client_of(request.getfixturevalue(person)).get(path, follow=True)

    assert (response.status_code, response.templates[0].name) == (403, "403.html")


@pytest.mark.parametrize("path", [*PAGES, "/admin/login/"])
def test_a_visitor_is_led_to_the_site_s_own_sign_in_page(client, cimahi, path):
    response = client.get(path, follow=True)

    assert response.request["PATH_INFO"] == "/masuk/"


def test_there_is_no_second_door_for_passwords(client, admin):
    response = client.post("/admin/login/", {"username": "admin", "password": "sandi-untuk-uji"})

    assert (response.status_code, response.templates[0].name) == (403, "accounts/sign_in_again.html")
    assert "_auth_user_id" not in client.session


def test_an_admin_who_comes_from_the_sign_in_page_reaches_the_admin_site(client_of, admin):
    response = client_of(admin).get("/admin/login/")

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_only_areas_accounts_and_refused_sign_ins_are_there_and_nothing_that_is_judged():
    registered = {model._meta.label for model in admin_site.site._registry}

    assert registered == {
        "kelurahan.Kota",
        "kelurahan.Kecamatan",
        "kelurahan.Kelurahan",
        "kelurahan.RW",
        "accounts.User",
        "axes.AccessAttempt",
        "axes.AccessFailureLog",
        "axes.AccessLog",
    }


def test_an_admin_corrects_the_number_of_an_rw(client_of, admin, melong):
    rw = rw_of(melong, 8)

    response = client_of(admin).post(
        f"/admin/kelurahan/rw/{rw.pk}/change/", {"kelurahan": melong.pk, "number": "7"}
    )

    assert (response.status_code, RW.objects.get(pk=rw.pk).number) == (302, 7)


def test_an_admin_adds_an_rw(client_of, admin, melong):
    client_of(admin).post("/admin/kelurahan/rw/add/", {"kelurahan": melong.pk, "number": "9"})

    numbers = RW.objects.filter(kelurahan=melong).values_list("number", flat=True)
    assert list(numbers) == [1, 5, 6, 8, 9]


@pytest.mark.parametrize("number", ["5", "0", "100", ""])
def test_a_number_that_is_taken_or_impossible_is_an_error_on_the_form(client_of, admin, melong, number):
    response = client_of(admin).post("/admin/kelurahan/rw/add/", {"kelurahan": melong.pk, "number": number})

    assert (response.status_code, RW.objects.filter(kelurahan=melong).count()) == (200, 4)


def test_an_rw_that_somebody_acts_for_cannot_be_deleted(client_of, admin, rw_melong_5):
    client_of(admin).post(f"/admin/kelurahan/rw/{rw_melong_5.rw_id}/delete/", {"post": "yes"})

    assert RW.objects.filter(pk=rw_melong_5.rw_id).exists() is True


def test_a_second_kota_cannot_be_added(client_of, admin):
    assert client_of(admin).get("/admin/kelurahan/kota/add/").status_code == 403


@pytest.mark.parametrize(
    ("model", "path"),
    [(Kota, "kota"), (Kecamatan, "kecamatan"), (Kelurahan, "kelurahan"), (RW, "rw")],
)
def test_areas_of_another_kota_are_not_there(client_of, admin, melong, other_melong, model, path):
    ours = {"kota": "code", "rw": "kelurahan__kota__code"}.get(path, "kota__code")
    client = client_of(admin)

    foreign = model.objects.exclude(**{ours: "32.77"}).first()

    assert shown(client.get(f"/admin/kelurahan/{path}/")) == set(model.objects.filter(**{ours: "32.77"}))
    assert client.get(f"/admin/kelurahan/{path}/{foreign.pk}/change/").status_code == 302


def test_accounts_of_another_kota_are_not_there(
    client_of, admin, rw_melong_5, op_melong, camat_selatan, kurator_1, other_melong, other_city_staff
):
    make_user("rw-bandung-01", Role.RW, rw_of(other_melong, 1))
    make_user("op-bandung", Role.OPERATOR, other_melong)
    make_user("camat-bandung", Role.VIEWER, other_melong.kecamatan)

    response = client_of(admin).get("/admin/accounts/user/")

    assert shown(response) == {admin, rw_melong_5, op_melong, camat_selatan, kurator_1}


def test_an_rw_cannot_be_moved_to_another_kota(client_of, admin, melong, other_melong):
    rw = rw_of(melong, 5)

    client_of(admin).post(
        f"/admin/kelurahan/rw/{rw.pk}/change/", {"kelurahan": other_melong.pk, "number": "2"}
    )

    assert RW.objects.get(pk=rw.pk).kelurahan == melong


def new_account(**fields):
    values = {
        "username": "op3-melong",
        "name": "Wawan Hermawan",
        "phone": "0812-3456-789",
        "role": "operator",
        "usable_password": "true",
        "password1": "empat kata yang teringat",
        "password2": "empat kata yang teringat",
    }
    return {**TERRITORY, **values, **fields}


def test_an_admin_makes_an_account_that_can_sign_in(client_of, admin, melong):
    response = client_of(admin).post("/admin/accounts/user/add/", new_account(kelurahan=melong.pk))

    user = User.objects.get(username="op3-melong")
    assert response.status_code == 302
    assert (user.role, user.kelurahan, user.phone) == (Role.OPERATOR, melong, "+628123456789")
    assert check_password("empat kata yang teringat", user.password) is True


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"phone": "bukan nomor"}, "phone"),
        ({"username": "Nama Besar"}, "username"),
        ({"role": "rw"}, "__all__"),
        ({"password2": "lain"}, "password2"),
    ],
)
def test_an_account_that_breaks_a_rule_is_an_error_on_the_form(client_of, admin, melong, fields, field):
    values = new_account(kelurahan=melong.pk, **fields)

    response = client_of(admin).post("/admin/accounts/user/add/", values)

    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == [field]
    assert User.objects.filter(name="Wawan Hermawan").exists() is False


def test_an_admin_shuts_an_account_and_it_is_out_at_once(client_of, admin, op_melong):
    client = client_of(op_melong)
    values = TERRITORY | {
        "username": "op-melong",
        "name": op_melong.name,
        "phone": "",
        "role": "operator",
        "kelurahan": op_melong.kelurahan_id,
    }

    client_of(admin).post(f"/admin/accounts/user/{op_melong.pk}/change/", values)

    assert client.get("/sandi/").status_code == 302


def test_an_admin_gives_a_new_password_to_whoever_lost_it(client_of, admin, op_melong):
    values = {
        "usable_password": "true",
        "password1": "empat kata yang teringat",
        "password2": "empat kata yang teringat",
    }

    client_of(admin).post(f"/admin/accounts/user/{op_melong.pk}/password/", values)

    op_melong.refresh_from_db()
    assert check_password("empat kata yang teringat", op_melong.password) is True


@pytest.mark.parametrize("path", ["/admin/", "/admin/accounts/user/"])
def test_admin_pages_are_never_stored(client_of, admin, path):
    directives = client_of(admin).get(path)["Cache-Control"].split(", ")

    assert directives.count("no-store") == 1


def test_the_list_of_rw_asks_as_much_for_one_as_for_three(
    client_of, admin, melong, django_assert_num_queries
):
    client = client_of(admin)
    RW.objects.filter(kelurahan=melong, number__gt=1).delete()
    with django_assert_num_queries(6) as counted:
        client.get("/admin/kelurahan/rw/")

    RW.objects.create(kelurahan=melong, number=2)
    RW.objects.create(kelurahan=melong, number=3)

    with django_assert_num_queries(len(counted)):
        client.get("/admin/kelurahan/rw/")
