"""The database of the tests, the settings that make them quick, and the shared cast.

A test that needs rows asks for members of the cast, or for `database`. One whose threads or browser must see committed
rows asks for `own_database` as well and works on a copy of the database that goes with the test; it bears no
`django_db` mark.
"""

import pytest
from django.test import Client, override_settings

from accounts.models import Role

from .databases import Server, cloned_database, migrated_database
from .factories import (
    exhibition_of,
    make_edition,
    make_kecamatan,
    make_kelurahan,
    make_kota,
    make_user,
    rw_of,
)

QUICK = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "WHITENOISE_AUTOREFRESH": True,
    "WHITENOISE_USE_FINDERS": True,
    "AXES_ENABLED": False,
}


@pytest.fixture(scope="session", autouse=True)
def quick_settings(tmp_path_factory):
    """A cheap hash, static files straight from their folders, and no limiter where it is not the subject."""
    with override_settings(**QUICK, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def database_server():
    server = Server()
    yield server
    server.close()


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, quick_settings, database_server):
    """In place of pytest-django's: the owner makes and migrates, then every test is the application's role."""
    options = request.config.option
    with (
        django_db_blocker.unblock(),
        migrated_database(database_server, keep=options.reuse_db, anew=options.create_db),
        django_db_blocker.block(),
    ):
        yield


@pytest.fixture
def own_database(request, django_db_setup, django_db_blocker, database_server):
    """Real commits on a copy of the test database, seen by every thread; its name."""
    if request.node.get_closest_marker("django_db"):
        pytest.fail("a test with its own database bears no django_db mark")
    with django_db_blocker.unblock(), cloned_database(database_server) as name:
        yield name


@pytest.fixture
def database(request):
    """The database of this test: its own copy where it asks for one, else a transaction that is rolled back."""
    return request.getfixturevalue("own_database" if "own_database" in request.fixturenames else "db")


@pytest.fixture
def cimahi(database):
    return make_kota()


@pytest.fixture
def selatan(cimahi):
    return make_kecamatan(cimahi, 1, "Cimahi Selatan")


@pytest.fixture
def utara(cimahi):
    return make_kecamatan(cimahi, 3, "Cimahi Utara")


@pytest.fixture
def melong(selatan):
    """Its RW numbers have a gap, as real ones have."""
    return make_kelurahan(selatan, 1001, "Melong", rw_numbers=[1, 5, 6, 8])


@pytest.fixture
def utama(selatan):
    return make_kelurahan(selatan, 1003, "Utama", rw_numbers=[1, 2])


@pytest.fixture
def cipageran(utara):
    return make_kelurahan(utara, 1004, "Cipageran", rw_numbers=[1, 22])


@pytest.fixture
def bandung(database):
    """A kota this site does not serve."""
    return make_kota("32.73", "Bandung")


@pytest.fixture
def other_melong(bandung):
    """A kelurahan of the other kota with the name and slug of one of ours."""
    return make_kelurahan(make_kecamatan(bandung, 1, "Bandung Kulon"), 1001, "Melong", rw_numbers=[1, 5])


@pytest.fixture
def rw_melong_5(melong):
    return make_user("rw-melong-05", Role.RW, rw_of(melong, 5))


@pytest.fixture
def rw_melong_6(melong):
    return make_user("rw-melong-06", Role.RW, rw_of(melong, 6))


@pytest.fixture
def rw_utama_1(utama):
    return make_user("rw-utama-01", Role.RW, rw_of(utama, 1))


@pytest.fixture
def op_melong(melong):
    return make_user("op-melong", Role.OPERATOR, melong)


@pytest.fixture
def op2_melong(melong):
    return make_user("op2-melong", Role.OPERATOR, melong)


@pytest.fixture
def op_utama(utama):
    return make_user("op-utama", Role.OPERATOR, utama)


@pytest.fixture
def lurah_melong(melong):
    return make_user("lurah-melong", Role.VIEWER, melong)


@pytest.fixture
def camat_selatan(selatan):
    return make_user("camat-cimahi-selatan", Role.VIEWER, selatan)


@pytest.fixture
def camat_utara(utara):
    return make_user("camat-cimahi-utara", Role.VIEWER, utara)


@pytest.fixture
def kurator_1(cimahi):
    return make_user("kurator-1", Role.CURATOR, cimahi)


@pytest.fixture
def kurator_2(cimahi, melong):
    """Lives in RW 05 Melong and does not score its product."""
    return make_user("kurator-2", Role.CURATOR, cimahi, home_rw=rw_of(melong, 5))


@pytest.fixture
def kurator_3(cimahi):
    return make_user("kurator-3", Role.CURATOR, cimahi)


@pytest.fixture
def pemkot(cimahi):
    return make_user("pemkot", Role.STAFF, cimahi)


@pytest.fixture
def pemkot_2(cimahi):
    return make_user("pemkot-2", Role.STAFF, cimahi)


@pytest.fixture
def admin(cimahi):
    return make_user("admin", Role.STAFF, cimahi, is_staff=True)


@pytest.fixture
def other_city_staff(bandung):
    return make_user("pemkot-bandung", Role.STAFF, bandung)


@pytest.fixture
def edition(cimahi, melong, utama, cipageran, pemkot):
    return make_edition(cimahi, pemkot)


@pytest.fixture
def gelar_melong(edition, melong):
    return exhibition_of(edition, melong)


@pytest.fixture
def gelar_utama(edition, utama):
    return exhibition_of(edition, utama)


@pytest.fixture
def client_of():
    """A browser of its own for each person: `client_of(op_melong).get(...)`."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def pytest_terminal_summary(terminalreporter):
    """Figures that tests measured and recorded with `record_property("figure", ...)`."""
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    figures = [
        text
        for report in reports
        for name, text in getattr(report, "user_properties", [])
        if name == "figure"
    ]
    for text in sorted(set(figures)):
        terminalreporter.write_line(f"figure: {text}")
