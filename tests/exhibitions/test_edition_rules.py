"""What the database refuses about editions and exhibitions, whoever asks and however."""

import pytest

from exhibitions.models import Edition, Exhibition
from tests.refusals import refused_by


def test_a_kota_has_one_open_edition(edition, cimahi, pemkot):
    second = Edition(kota=cimahi, year=2027, name="OPOR 2027", slug="opor-2027", opened_by=pemkot)

    assert refused_by(second.save) == "edition_one_open_per_kota"


def test_the_name_of_an_edition_is_used_once_in_a_kota(edition, cimahi, pemkot):
    Edition.objects.update(closed_at="2026-12-01T00:00Z", closed_by=pemkot)
    second = Edition(kota=cimahi, year=2027, name=edition.name, slug=edition.slug, opened_by=pemkot)

    assert refused_by(second.save) == "edition_slug_unique_in_kota"


@pytest.mark.parametrize("field", ["closed_at", "closed_by"])
def test_a_closed_edition_says_when_and_by_whom(edition, pemkot, field):
    said = {"closed_at": "2026-12-01T00:00Z", "closed_by": pemkot}

    refused = refused_by(lambda: Edition.objects.update(**{field: said[field]}))

    assert refused == "edition_closed_by_somebody"


@pytest.mark.parametrize("year", [2022, 2101])
def test_an_edition_is_of_a_year_of_the_programme(cimahi, pemkot, year):
    edition = Edition(kota=cimahi, year=year, name="OPOR", slug="opor", opened_by=pemkot)

    assert refused_by(edition.save) == "edition_year_range"


@pytest.mark.parametrize(
    ("level", "kinds"),
    [
        ("kelurahan", []),
        ("kelurahan", ["kecamatan"]),
        ("kelurahan", ["kelurahan", "kecamatan"]),
        ("kecamatan", []),
        ("kecamatan", ["kelurahan"]),
        ("kota", ["kecamatan"]),
        ("kota", ["kelurahan"]),
        ("rw", []),
    ],
)
def test_an_exhibition_s_territory_fits_its_level(edition, melong, selatan, level, kinds):
    areas = {"kelurahan": melong, "kecamatan": selatan}
    exhibition = Exhibition(edition=edition, level=level, **{kind: areas[kind] for kind in kinds})

    assert refused_by(exhibition.save) == "exhibition_territory_fits_level"


@pytest.mark.parametrize("level", ["kelurahan", "kecamatan", "kota"])
def test_a_territory_has_one_exhibition_in_an_edition(edition, melong, selatan, level):
    area = {"kelurahan": {"kelurahan": melong}, "kecamatan": {"kecamatan": selatan}, "kota": {}}[level]
    Exhibition.objects.get_or_create(edition=edition, level=level, **area)

    second = Exhibition(edition=edition, level=level, **area)

    assert refused_by(second.save) == "exhibition_one_per_territory"
