"""Scoring under way in Melong: three products, and three curators of whom one lives in RW 05."""

import pytest

from tests.factories import make_scoring, sheet_of

from .factories import make_verified, panel_of


@pytest.fixture
def entries(gelar_melong, melong, op_melong, rw_melong_5, rw_melong_6):
    """Verified TPT entries of RW 05, 06 and 08."""
    return make_verified(gelar_melong, melong, 5, 6, 8)


@pytest.fixture
def scoring(gelar_melong, entries, kurator_1, kurator_2, kurator_3, pemkot):
    return make_scoring(gelar_melong, [kurator_1, kurator_2, kurator_3], pemkot)


@pytest.fixture
def panel(scoring):
    return panel_of(scoring)


@pytest.fixture
def sheet(scoring, entries, kurator_1):
    """The first curator's empty sheet of RW 05."""
    return sheet_of(entries[0], kurator_1)
