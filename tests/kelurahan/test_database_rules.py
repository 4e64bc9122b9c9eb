import pytest

from kelurahan.models import RW, Kecamatan, Kelurahan, Kota
from tests.refusals import refused_by


@pytest.mark.parametrize("code", ["3277", "32-77", "32.7a", "32.7", "٣٢.٧٧"])
def test_a_kota_has_an_official_code(db, code):
    constraint = refused_by(lambda: Kota.objects.create(code=code, name="Cimahi", slug="cimahi"))

    assert constraint == "kota_code_shape"


@pytest.mark.parametrize("code", ["32.77", "32.77.1", "32.77.0a"])
def test_a_kecamatan_has_an_official_code(cimahi, code):
    constraint = refused_by(
        lambda: Kecamatan.objects.create(kota=cimahi, code=code, name="Baru", slug="baru")
    )

    assert constraint == "kecamatan_code_shape"


@pytest.mark.parametrize("code", ["32.77.01", "32.77.01.101", "32.77.01.10O1"])
def test_a_kelurahan_has_an_official_code(cimahi, selatan, code):
    area = Kelurahan(kota=cimahi, kecamatan=selatan, code=code, name="Baru", slug="baru")

    assert refused_by(area.save) == "kelurahan_code_shape"


def test_a_kelurahan_lies_in_the_kota_of_its_kecamatan(bandung, selatan):
    area = Kelurahan(kota=bandung, kecamatan=selatan, code="32.77.01.1009", name="Baru", slug="baru")

    assert refused_by(area.save) == "kelurahan_in_its_kecamatans_kota"


def test_a_slug_names_one_kelurahan_of_a_kota_and_may_return_in_another(melong, other_melong, utara):
    area = Kelurahan(kota=melong.kota, kecamatan=utara, code="32.77.03.1009", name="Melong", slug="melong")

    assert refused_by(area.save) == "kelurahan_slug_unique_in_kota"
    assert other_melong.slug == melong.slug


def test_a_slug_names_one_kecamatan_of_a_kota(selatan):
    area = Kecamatan(kota=selatan.kota, code="32.77.09", name="Cimahi Selatan", slug=selatan.slug)

    assert refused_by(area.save) == "kecamatan_slug_unique_in_kota"


@pytest.mark.parametrize("number", [0, 100])
def test_an_rw_has_a_number_of_two_digits(melong, number):
    assert refused_by(lambda: RW.objects.create(kelurahan=melong, number=number)) == "rw_number_range"


def test_an_rw_number_is_given_once_in_a_kelurahan(melong):
    assert (
        refused_by(lambda: RW.objects.create(kelurahan=melong, number=5)) == "rw_number_unique_in_kelurahan"
    )
