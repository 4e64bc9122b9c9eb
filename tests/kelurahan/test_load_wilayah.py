from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kelurahan.models import RW, Kecamatan, Kelurahan, Kota
from kelurahan.wilayah import BrokenFile, Loaded, load_wilayah

DATA = Path(__file__).resolve().parents[2] / "kelurahan" / "data"
TABLES = ("kelurahan_kota", "kelurahan_kecamatan", "kelurahan_kelurahan", "kelurahan_rw")

AREAS = """kode,tingkat,induk,nama
32.77,kota,32,KOTA CIMAHI
32.77.01,kecamatan,32.77,Cimahi Selatan
32.77.02,kecamatan,32.77,Cimahi Tengah
32.77.01.1001,kelurahan,32.77.01,Melong
32.77.02.1006,kelurahan,32.77.02,Cimahi
"""
RWS = """kode_kelurahan,kelurahan,nomor_rw
32.77.01.1001,Melong,01
32.77.01.1001,Melong,03
32.77.02.1006,Cimahi,01
"""


@pytest.fixture
def load(tmp_path):
    def write_and_load(areas=AREAS, rws=RWS):
        for name, content in (("wilayah.csv", areas), ("rw.csv", rws)):
            if content is not None:
                (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_wilayah(tmp_path / "wilayah.csv", tmp_path / "rw.csv")

    return write_and_load


def row_places():
    """Where every row lies: an UPDATE, even one that changes no value, moves it."""
    with connection.cursor() as cursor:
        places = {}
        for table in TABLES:
            cursor.execute(f"SELECT id, ctid::text, xmin::text FROM {table} ORDER BY id")
            places[table] = cursor.fetchall()
    return places


def counts():
    return [model.objects.count() for model in (Kota, Kecamatan, Kelurahan, RW)]


def test_the_command_loads_the_whole_city(db, capsys):
    call_command("load_wilayah")

    assert counts() == [1, 3, 15, 312]
    assert capsys.readouterr().out == "Wilayah: 331 baris baru, 0 baris berubah.\n"


def test_a_second_run_touches_no_row(db, capsys):
    call_command("load_wilayah")
    before = row_places()

    call_command("load_wilayah")

    assert row_places() == before
    assert capsys.readouterr().out.splitlines()[-1] == "Wilayah: 0 baris baru, 0 baris berubah."


def test_cibeureum_has_rw_1_to_30_without_22(db):
    call_command("load_wilayah")

    numbers = list(RW.objects.filter(kelurahan__slug="cibeureum").values_list("number", flat=True))

    assert numbers == [number for number in range(1, 31) if number != 22]


def test_every_area_lies_where_its_official_code_says(db):
    call_command("load_wilayah")

    areas = list(Kelurahan.objects.select_related("kecamatan__kota", "kota"))

    assert [area.code.rpartition(".")[0] for area in areas] == [area.kecamatan.code for area in areas]
    assert {area.kecamatan.code.rpartition(".")[0] for area in areas} == {"32.77"}
    assert {str(area.kota) for area in areas} == {"Kota Cimahi"}


def test_the_kelurahan_named_like_its_city_is_a_kelurahan(load, db):
    load()

    cimahi = Kelurahan.objects.get(slug="cimahi")

    assert [str(cimahi), str(cimahi.kecamatan), str(cimahi.kota)] == [
        "Kelurahan Cimahi",
        "Kecamatan Cimahi Tengah",
        "Kota Cimahi",
    ]


def test_a_changed_name_updates_its_row_alone(load, db):
    load()
    before = row_places()
    renamed = (AREAS.replace(",Melong", ",Melong Asih"), RWS.replace(",Melong,", ",Melong Asih,"))

    loaded = load(*renamed)

    after = row_places()
    moved = [table for table in TABLES if after[table] != before[table]]
    kelurahan = Kelurahan.objects.get(code="32.77.01.1001")
    assert loaded == Loaded(added=0, changed=1)
    assert moved == ["kelurahan_kelurahan"]
    assert (kelurahan.name, kelurahan.slug) == ("Melong Asih", "melong-asih")


def test_a_new_rw_is_added_beside_those_that_stand(load, db):
    load()

    loaded = load(rws=RWS + "32.77.01.1001,Melong,04\n")

    assert loaded == Loaded(added=1, changed=0)
    assert list(RW.objects.filter(kelurahan__slug="melong").values_list("number", flat=True)) == [1, 3, 4]


def test_a_spreadsheet_s_byte_order_mark_and_line_ends_are_taken(load, db):
    loaded = load("\ufeff" + AREAS.replace("\n", "\r\n"), "\ufeff" + RWS.replace("\n", "\r\n"))

    assert loaded == Loaded(added=8, changed=0)


BROKEN_AREAS = {
    "empty file": ("", "baris 1: kolomnya harus kode, tingkat, induk, nama."),
    "header alone": (AREAS.splitlines()[0], "baris 1: tidak ada baris data."),
    "columns in another order": (
        AREAS.replace("kode,tingkat", "tingkat,kode"),
        "baris 1: kolomnya harus kode, tingkat, induk, nama.",
    ),
    "semicolons": (AREAS.replace(",", ";"), "baris 1: kolomnya harus kode, tingkat, induk, nama."),
    "a column short": (AREAS.replace(",Cimahi Tengah", ""), "baris 4: ada 3 kolom, seharusnya 4."),
    "a column too many": (AREAS.replace("Tengah", "Tengah,x"), "baris 4: ada 5 kolom, seharusnya 4."),
    "an empty line": (AREAS.replace("32.77.02,", "\n32.77.02,"), "baris 4: ada 0 kolom, seharusnya 4."),
    "unknown level": (
        AREAS.replace("kelurahan,32.77.02", "desa,32.77.02"),
        "baris 6: tingkat 'desa' tidak dikenal.",
    ),
    "code of another level": (
        AREAS.replace("32.77.02.1006", "32.77.09"),
        "baris 6: kode '32.77.09' bukan kode kelurahan.",
    ),
    "digits of another script": (
        AREAS.replace("02.1006", "02.١٠٠٦"),
        "baris 6: kode '32.77.02.١٠٠٦' bukan kode kelurahan.",
    ),
    "code twice": (AREAS.replace("32.77.02,", "32.77.01,"), "baris 4: kode 32.77.01 muncul dua kali."),
    "unknown parent": (
        AREAS.replace("kelurahan,32.77.02", "kelurahan,32.77.07"),
        "baris 6: induk '32.77.07' tidak dikenal.",
    ),
    "parent of another branch": (
        AREAS.replace("kelurahan,32.77.02", "kelurahan,32.77.01"),
        "baris 6: induk '32.77.01' tidak dikenal.",
    ),
    "kelurahan right under the kota": (
        AREAS.replace("kelurahan,32.77.02", "kelurahan,32.77"),
        "baris 6: induk '32.77' tidak dikenal.",
    ),
    "child before its parent": (
        "\n".join([*AREAS.splitlines()[:2], "32.77.02.1006,kelurahan,32.77.02,Cimahi"]),
        "baris 3: induk '32.77.02' tidak dikenal.",
    ),
    "no name": (AREAS.replace(",Melong", ", "), "baris 5: nama kosong."),
    "name of signs": (AREAS.replace(",Melong", ",???"), "baris 5: nama kosong."),
    "name too long": (AREAS.replace(",Melong", "," + "Melong " * 9), "baris 5: nama lebih dari 60 huruf."),
    "name twice": (AREAS.replace(",Melong", ",CIMAHI"), "baris 6: nama Cimahi muncul dua kali."),
    "quote not closed": (AREAS.replace(",Melong", ',"Melong'), "baris 6: tanda kutip tidak ditutup."),
    "not UTF-8": (AREAS.replace("Melong", "Mélong").encode("latin-1"), "baris 1: bukan teks UTF-8."),
    "NUL": (AREAS.replace("Melong", "Mel\0ong"), "baris 5: berisi karakter NUL."),
    "no file": (None, "baris 0: berkas tidak dapat dibaca."),
}
BROKEN_RWS = {
    "unknown kelurahan": (
        RWS.replace("02.1006", "02.1007"),
        "baris 4: kelurahan 32.77.02.1007 'Cimahi' tidak dikenal.",
    ),
    "name of another kelurahan": (
        RWS.replace("1006,Cimahi", "1006,Melong"),
        "baris 4: kelurahan 32.77.02.1006 'Melong' tidak dikenal.",
    ),
    "number 0": (RWS.replace("Cimahi,01", "Cimahi,00"), "baris 4: nomor RW '00' bukan angka 1 sampai 99."),
    "number 100": (
        RWS.replace("Cimahi,01", "Cimahi,100"),
        "baris 4: nomor RW '100' bukan angka 1 sampai 99.",
    ),
    "no number": (RWS.replace("Cimahi,01", "Cimahi,"), "baris 4: nomor RW '' bukan angka 1 sampai 99."),
    "number in words": (
        RWS.replace("Cimahi,01", "Cimahi,satu"),
        "baris 4: nomor RW 'satu' bukan angka 1 sampai 99.",
    ),
    "number of another script": (
        RWS.replace("Cimahi,01", "Cimahi,١"),
        "baris 4: nomor RW '١' bukan angka 1 sampai 99.",
    ),
    "number twice": (RWS.replace("Melong,03", "Melong,1"), "baris 3: RW 1 Melong muncul dua kali."),
    "wrong columns": (
        RWS.replace("nomor_rw", "rw"),
        "baris 1: kolomnya harus kode_kelurahan, kelurahan, nomor_rw.",
    ),
    "no file": (None, "baris 0: berkas tidak dapat dibaca."),
}


@pytest.mark.parametrize(("content", "told"), BROKEN_AREAS.values(), ids=BROKEN_AREAS)
def test_a_broken_area_file_is_refused_whole_with_line_and_reason(load, db, content, told):
    with pytest.raises(BrokenFile) as refused:
        load(areas=content)

    assert str(refused.value) == f"wilayah.csv, {told}"
    assert counts() == [0, 0, 0, 0]


@pytest.mark.parametrize(("content", "told"), BROKEN_RWS.values(), ids=BROKEN_RWS)
def test_a_broken_rw_file_is_refused_whole_with_line_and_reason(load, db, content, told):
    with pytest.raises(BrokenFile) as refused:
        load(rws=content)

    assert str(refused.value) == f"rw.csv, {told}"
    assert counts() == [0, 0, 0, 0]


def test_a_name_another_area_bears_in_the_database_is_refused_and_nothing_changes(load, db):
    load()
    before = row_places()
    swapped = AREAS.replace(",Melong", ",X").replace("02,Cimahi\n", "02,Melong\n").replace(",X", ",Cimahi")

    with pytest.raises(BrokenFile) as refused:
        load(areas=swapped, rws="kode_kelurahan,kelurahan,nomor_rw\n32.77.01.1001,Cimahi,01\n")

    assert str(refused.value) == "wilayah.csv, baris 5: nama Cimahi sudah dipakai wilayah lain."
    assert row_places() == before


def test_the_command_says_in_one_sentence_that_nothing_was_loaded(db, tmp_path):
    broken = tmp_path / "wilayah.csv"
    broken.write_text("a,b\n")

    with pytest.raises(CommandError) as refused:
        call_command("load_wilayah", wilayah=broken)

    assert str(refused.value) == (
        "Tidak ada yang dimuat. wilayah.csv, baris 1: kolomnya harus kode, tingkat, induk, nama."
    )
