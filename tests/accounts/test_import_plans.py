"""What the dry run says about each line of an imported list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.import_plans import make_plan, rw_number
from accounts.models import Role, User
from tests.factories import make_import_draft, make_user, rw_of

HEADER = "RW;Nama;Nomor HP;Peran\n"
PHONE = "+6281234567890"


def shown(draft):
    """[(line, outcome, words)] of the dry run."""
    return [(planned["line"], planned["outcome"], planned["words"]) for planned in draft.plan]


def words_of(kelurahan, by, *rows):
    return [planned["words"] for planned in make_import_draft(kelurahan, by, *rows).plan]


@pytest.fixture
def ketua_5(rw_melong_5):
    User.objects.filter(pk=rw_melong_5.pk).update(name="Asep Suryana", phone=PHONE)
    return User.objects.get(pk=rw_melong_5.pk)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            ("", "A", "081234567891", "Ketua"),
            "RW kosong. Bila selnya digabung, pisahkan dan isi di tiap baris.",
        ),
        (("RW lima", "A", "081234567891", "Ketua"), "RW “RW lima” tidak ada di Kelurahan Melong."),
        (("5", "", "081234567891", "Ketua"), "Nama kosong."),
        (("5", "x" * 81, "081234567891", "Ketua"), "Nama lebih panjang dari 80 huruf."),
        (("5", "A", "", "Ketua"), "Nomor HP kosong."),
        (("5", "A", "0812", "Ketua"), "Nomor HP “0812” tidak dikenali. Tulis seperti 0812-3456-7890."),
        (
            ("5", "A", "8,12E+11", "Ketua"),
            "Nomor HP “8,12E+11” dipendekkan Excel. Ubah kolomnya menjadi Teks, lalu tulis ulang nomornya.",
        ),
        (("5", "A", "081234567891", ""), "Peran kosong."),
        (
            ("5", "A", "081234567891", "Lurah"),
            "Peran “Lurah” tidak dikenali. Tulis Ketua RW atau Pendamping RW.",
        ),
        (("5", "=A1", "081234567891", "Ketua"), "Kolom Nama berisi rumus; tulis isinya langsung."),
        (
            ("5", "A", "081234567891", "Ketua", "S.Pd"),
            "Ada isi di luar kolom judul: periksa koma atau titik koma di dalam nama.",
        ),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_words(melong, op_melong, row, words):
    assert words_of(melong, op_melong, row) == [[words]]


def test_a_line_tells_all_that_is_wrong_with_it(melong, op_melong):
    assert len(words_of(melong, op_melong, ("99", "A", "x", "y"))[0]) == 3


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", 5),
        ("05", 5),
        ("005", 5),
        ("RW 05", 5),
        ("rw.5", 5),
        ("RW-05", 5),
        ("Rw05", 5),
        ("5,0", 5),
        ("12", 12),
        ("", None),
        ("5a", None),
        ("RT 5", None),
        ("123", None),
        ("-5", 5),
        ("٥", None),
    ],
)
def test_an_rw_is_understood_in_many_spellings(text, number):
    assert rw_number(text) == number


def test_the_second_of_two_lines_for_one_duty_or_one_number_is_wrong(melong, op_melong):
    rows = [
        ("5", "A", "081234567891", "Ketua"),
        ("RW 05", "B", "081234567892", "Ketua RW"),
        ("6", "C", "0812-3456-7891", "Ketua"),
    ]

    assert words_of(melong, op_melong, *rows) == [
        [],
        ["Ketua RW 05 sudah ada di baris 2."],
        ["Nomor HP ini sudah ada di baris 2."],
    ]


def test_a_number_of_another_active_account_is_wrong_and_nobody_is_named(melong, op_melong, kurator_1):
    User.objects.filter(pk=kurator_1.pk).update(phone=PHONE)

    words = words_of(melong, op_melong, ("5", "A", "0812-3456-7890", "Ketua"))

    assert words == [["Nomor HP ini sudah dipakai akun lain yang aktif."]]


@pytest.mark.parametrize(
    ("name", "phone", "words"),
    [
        ("Asep Suryana", "0812-3456-7899", "Data diperbaiki. Sebelumnya Asep Suryana, 0812-3456-7890."),
        ("ASEP SURYANA", "0812-3456-7890", "Data diperbaiki. Sebelumnya Asep Suryana, 0812-3456-7890."),
        ("Asep S.", "0812-3456-7890", "Nama diperbaiki. Sebelumnya Asep Suryana."),
        ("Bu Euis", "0812-3456-7899", "Menggantikan Asep Suryana, yang tidak bisa masuk lagi."),
    ],
)
def test_a_change_of_the_present_holder_is_told(melong, op_melong, ketua_5, name, phone, words):
    draft = make_import_draft(melong, op_melong, ("5", name, phone, "Ketua"))

    assert shown(draft) == [(2, "berubah", [words])]


def test_a_plan_of_three_lines_asks_no_more_than_one_of_one(melong, op_melong, django_assert_num_queries):
    drafts = [
        make_import_draft(
            melong, op_melong, *[(str(rw), f"N{rw}", f"08123456789{rw}", "Ketua") for rw in numbers]
        )
        for numbers in ([1], [1, 5, 6])
    ]
    make_user("p-1", Role.RW, rw_of(melong, 1))
    with CaptureQueriesContext(connection) as queries:
        make_plan(melong, drafts[0].rows)

    with django_assert_num_queries(len(queries)):
        make_plan(melong, drafts[1].rows)
