"""The copy of a maker's data: all of theirs, and nobody else's."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from products.models import Business
from tests.factories import make_entry, rw_of

from .makers import FIRM, NAME, make_known_maker


@pytest.fixture
def entry(gelar_melong, gelar_utama, melong, utama, rw_melong_5, rw_utama_1, op_melong):
    """With another maker beside it who is not to be found in the copy."""
    make_entry(gelar_utama, rw_of(utama, 1), business_name="Usaha Lain", owner_name="Orang Lain")
    return make_known_maker(gelar_melong, rw_of(melong, 5), op_melong)


def test_it_holds_each_kind_of_data_and_only_this_makers(entry):
    out = StringIO()

    call_command("export_maker", entry.product.business_id, stdout=out)

    copy = json.loads(out.getvalue())
    assert [(maker["Nama usaha"], maker["Nama pemilik"]) for maker in copy["Pelaku usaha"]] == [(FIRM, NAME)]
    assert {
        name: len(copy[name]) for name in ("Legalitas", "Produk", "Usulan", "Permintaan", "Tautan pribadi")
    } == {
        "Legalitas": 1,
        "Produk": 1,
        "Usulan": 1,
        "Permintaan": 1,
        "Tautan pribadi": 1,
    }
    assert (len(copy["Usulan"][0]["Versi yang diajukan"]), len(copy["Produk"][0]["Persetujuan"])) == (2, 2)
    assert [word for word in ("Usaha Lain", "Orang Lain") if word in out.getvalue()] == []


def test_those_who_recorded_something_are_named_by_their_role(entry, rw_melong_5, op_melong):
    out = StringIO()

    call_command("export_maker", entry.product.business_id, stdout=out)

    assert [user.name for user in (rw_melong_5, op_melong) if user.name in out.getvalue()] == []


def test_into_a_file_that_only_its_owner_reads(entry, tmp_path):
    file = tmp_path / "salinan.json"

    call_command("export_maker", entry.product.business_id, output=file, stdout=StringIO())

    assert json.loads(file.read_text())["Pelaku usaha"][0]["Nomor"] == entry.product.business_id
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_unknown_number_is_an_error(database):
    assert Business.objects.count() == 0
    with pytest.raises(CommandError, match="no maker with the number 7"):
        call_command("export_maker", 7)
