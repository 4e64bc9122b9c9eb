"""Importing officers: what is shown first is what is applied, once and whole."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import imports, officers
from accounts.import_plans import COLUMNS
from accounts.models import AuditEvent, Duty, ImportDraft, User
from accounts.tables import read_table
from tests.factories import make_import_draft, rw_of
from tests.together import at_once

HEADER = "RW;Nama;Nomor HP;Peran\n"
PHONE = "+6281234567890"


def upload(browser, text, name="pengurus.csv", **fields):
    data = text if isinstance(text, bytes) else (HEADER + text).encode()
    return browser.post("/pengurus/impor/", {"file": SimpleUploadedFile(name, data), **fields})


def shown(draft):
    """[(line, outcome, words)] of the dry run."""
    return [(planned["line"], planned["outcome"], planned["words"]) for planned in draft.plan]


def officers_of(kelurahan):
    """{(RW number, duty): (name, phone)} of the active accounts."""
    return {
        (officer.rw.number, officer.duty): (officer.name, officer.phone)
        for officer in User.objects.active().officers().of_kelurahan(kelurahan)
    }


@pytest.fixture
def ketua_5(rw_melong_5):
    User.objects.filter(pk=rw_melong_5.pk).update(name="Asep Suryana", phone=PHONE)
    return User.objects.get(pk=rw_melong_5.pk)


def test_an_upload_shows_each_line_and_writes_nothing(client_of, op_melong, melong, ketua_5):
    text = (
        "RW 5;Asep Suryana;0812-3456-7890;Ketua\n"
        "05;Bu Euis;0812-3456-7891;pendamping rw\n"
        "6;Pak Dadan;81234567892;KETUA RW\n"
        "7;Pak Ujang;0812-3456-7893;Ketua RW\n"
    )

    answer = upload(client_of(op_melong), text)

    draft = ImportDraft.objects.get()
    assert answer["Location"] == f"/pengurus/impor/{draft.pk}/"
    assert shown(draft) == [
        (2, "tidak berubah", []),
        (3, "baru", []),
        (4, "baru", []),
        (5, "salah", ["RW “7” tidak ada di Kelurahan Melong."]),
    ]
    assert officers_of(melong) == {(5, "ketua"): ("Asep Suryana", PHONE)}


def test_applying_writes_what_was_shown(client_of, op_melong, melong, ketua_5):
    browser = client_of(op_melong)
    upload(browser, "5;Bu Euis;0812-3456-7899;Ketua\n6;Pak Dadan;0812-3456-7890;Ketua\n")
    draft = ImportDraft.objects.get()

    answer = browser.post(f"/pengurus/impor/{draft.pk}/terapkan/")

    assert answer["Location"] == "/pengurus/cetak/?kelurahan=melong"
    assert officers_of(melong) == {
        (5, "ketua"): ("Bu Euis", "+6281234567899"),
        (6, "ketua"): ("Pak Dadan", PHONE),
    }
    assert User.objects.get(pk=ketua_5.pk).is_active is False
    assert [event.action for event in AuditEvent.objects.about(ketua_5)] == ["replaced"]
    assert [event.detail for event in AuditEvent.objects.about(melong)] == [{"rows": 2}]


def test_two_may_swap_their_numbers(melong, op_melong, ketua_5):
    officers.create_officer(rw_of(melong, 6), Duty.KETUA, "Pak Dadan", "+6281234567891")
    draft = make_import_draft(
        melong,
        op_melong,
        ("5", "Asep Suryana", "081234567891", "Ketua"),
        ("6", "Pak Dadan", "081234567890", "Ketua"),
    )

    imports.apply_draft(draft, op_melong)

    assert officers_of(melong) == {
        (5, "ketua"): ("Asep Suryana", "+6281234567891"),
        (6, "ketua"): ("Pak Dadan", PHONE),
    }


def test_a_wrong_line_blocks_all_others(client_of, op_melong, melong):
    browser = client_of(op_melong)
    upload(browser, "5;Bu Euis;0812-3456-7899;Ketua\n99;Pak Dadan;0812-3456-7890;Ketua\n")
    draft = ImportDraft.objects.get()

    page = browser.get(f"/pengurus/impor/{draft.pk}/").content.decode()
    browser.post(f"/pengurus/impor/{draft.pk}/terapkan/")

    assert page.count("Terapkan</button>") == 0
    assert officers_of(melong) == {}


def test_two_clicks_apply_once(client_of, op_melong, melong):
    browser = client_of(op_melong)
    draft = make_import_draft(melong, op_melong)

    answers = [browser.post(f"/pengurus/impor/{draft.pk}/terapkan/")["Location"] for _ in range(2)]

    assert answers == ["/pengurus/cetak/?kelurahan=melong", f"/pengurus/impor/{draft.pk}/"]
    assert User.objects.officers().count() == 1
    assert AuditEvent.objects.filter(action="import_applied").count() == 1


def test_two_clicks_at_once_apply_once(own_database, melong, op_melong):
    draft = make_import_draft(melong, op_melong)

    answers = at_once(
        lambda: imports.apply_draft(draft, op_melong), lambda: imports.apply_draft(draft, op_melong)
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyApplied", "dict"]
    assert User.objects.officers().count() == 1


def test_what_changed_meanwhile_is_shown_again_instead_of_applied(client_of, op_melong, op2_melong, melong):
    browser = client_of(op_melong)
    draft = make_import_draft(melong, op_melong, ("6", "Pak Dadan", "081234567891", "Ketua"))
    officers.invite(rw_of(melong, 6), Duty.KETUA, "Bu Euis", PHONE, op2_melong)

    answer = browser.post(f"/pengurus/impor/{draft.pk}/terapkan/", follow=True)

    draft.refresh_from_db()
    assert shown(draft) == [(2, "berubah", ["Menggantikan Bu Euis, yang tidak bisa masuk lagi."])]
    assert answer.content.decode().count("Belum ada yang diterapkan") == 1
    assert officers_of(melong) == {(6, "ketua"): ("Bu Euis", PHONE)}
    browser.post(f"/pengurus/impor/{draft.pk}/terapkan/")
    assert officers_of(melong) == {(6, "ketua"): ("Pak Dadan", "+6281234567891")}


def test_after_applying_the_rows_are_forgotten(melong, op_melong):
    draft = make_import_draft(melong, op_melong)

    imports.apply_draft(draft, op_melong)

    draft.refresh_from_db()
    assert (draft.rows, draft.plan) == ([], [])


def test_drafts_of_yesterday_go_with_the_next_one_and_are_not_found(client_of, op_melong, melong):
    old = make_import_draft(melong, op_melong)
    ImportDraft.objects.update(made_at=timezone.now() - timedelta(days=1, seconds=1))
    status = client_of(op_melong).get(f"/pengurus/impor/{old.pk}/").status_code

    new = make_import_draft(melong, op_melong)

    assert status == 404
    assert list(ImportDraft.objects.all()) == [new]


@pytest.mark.parametrize("person", ["op2_melong", "op_utama", "pemkot"])
def test_a_draft_is_its_maker_s_alone(request, client_of, op_melong, melong, person):
    draft = make_import_draft(melong, op_melong)
    browser = client_of(request.getfixturevalue(person))

    answers = [
        browser.get(f"/pengurus/impor/{draft.pk}/").status_code,
        browser.post(f"/pengurus/impor/{draft.pk}/terapkan/").status_code,
    ]

    assert answers == [404, 404]


def test_an_operator_imports_into_the_own_kelurahan_whatever_is_asked(client_of, op_melong, utama):
    upload(client_of(op_melong), "5;A;0812-3456-7890;Ketua\n", kelurahan="utama")

    assert ImportDraft.objects.get().kelurahan == op_melong.kelurahan


def test_staff_choose_the_kelurahan(client_of, pemkot, utama):
    browser = client_of(pemkot)

    without = upload(browser, "1;A;0812-3456-7890;Ketua\n")
    upload(browser, "1;A;0812-3456-7890;Ketua\n", kelurahan="utama")

    assert without.status_code == 200
    assert ImportDraft.objects.get().kelurahan == utama


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Berkas ini kosong. Pilih berkas yang sudah diisi."),
        (
            b"%PDF-1.7",
            "Ini berkas PDF, bukan tabel. Buka di Excel, lalu simpan sebagai Excel (.xlsx) atau CSV.",
        ),
        (b"RW;Nama\n5;A\n", "Kolom Nomor HP, Peran tidak ada. Tambahkan judul kolomnya di baris pertama."),
        (HEADER.encode(), "Belum ada nama dan nomor HP yang diisi. Isi tabelnya, lalu unggah lagi."),
        (
            HEADER.encode() + b"x" * 5_300_000,
            "Berkas ini lebih besar dari 5 MB. Salin tabelnya saja ke berkas baru, lalu unggah.",
        ),
    ],
    ids=["empty", "pdf", "columns", "unfilled", "large"],
)
def test_a_file_that_is_not_taken_is_explained_at_its_field(client_of, op_melong, data, reason):
    answer = upload(client_of(op_melong), data)

    assert answer.context["form"].errors["file"] == [reason]
    assert ImportDraft.objects.exists() is False


def test_no_file_is_an_error_of_the_field(client_of, op_melong, melong):
    answer = client_of(op_melong).post("/pengurus/impor/", {"kelurahan": "melong"})

    assert answer.context["form"].errors["file"] == ["Pilih berkasnya dahulu."]


def template_of(browser, kind):
    answer = browser.get(f"/pengurus/impor/templat/{kind}/")
    assert answer["Content-Disposition"] == f'attachment; filename="pengurus-rw-melong.{kind}"'
    return answer.content


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_names_each_duty_of_each_rw_and_comes_back_unfilled(client_of, op_melong, melong, kind):
    data = template_of(client_of(op_melong), kind)

    rows = [(row.cells["rw"], row.cells["duty"]) for row in read_table(data, COLUMNS).rows]
    assert rows == [(rw, duty) for rw in ("01", "05", "06", "08") for duty in ("Ketua RW", "Pendamping RW")]
    assert list(upload(client_of(op_melong), data).context["form"].errors) == ["file"]


def test_a_filled_template_is_taken_and_its_empty_lines_are_passed_over(client_of, op_melong, melong):
    book = openpyxl.load_workbook(io.BytesIO(template_of(client_of(op_melong), "xlsx")))
    book.active["B2"], book.active["C2"] = "Pak Asep", 81234567890
    file = io.BytesIO()
    book.save(file)

    upload(client_of(op_melong), file.getvalue(), "isi.xlsx")

    draft = ImportDraft.objects.get()
    assert shown(draft) == [(2, "baru", [])]
    assert draft.plan[0]["phone"] == PHONE
    assert draft.notes == {"unfilled": 7, "ignored": []}


def test_other_columns_are_named(client_of, op_melong, melong):
    browser = client_of(op_melong)
    upload(browser, b"RW;Nama;Nomor HP;Peran;<b>Alamat</b>\n5;A;081234567890;Ketua;x\n")

    page = browser.get(f"/pengurus/impor/{ImportDraft.objects.get().pk}/").content.decode()

    assert page.count("Kolom yang tidak dipakai: &lt;b&gt;Alamat&lt;/b&gt;.") == 1


def test_imported_accounts_have_no_link_yet(melong, op_melong):
    imports.apply_draft(make_import_draft(melong, op_melong), op_melong)

    officer = User.objects.officers().get()
    assert (officer.has_usable_password(), officer.invitations.count()) == (False, 0)
    assert [event.action for event in AuditEvent.objects.about(officer)] == ["imported"]


def test_the_page_of_a_long_plan_asks_no_more_than_of_a_short_one(
    client_of, melong, op_melong, django_assert_num_queries
):
    browser = client_of(op_melong)
    short = make_import_draft(melong, op_melong)
    long = make_import_draft(
        melong, op_melong, *[(str(n), f"N{n}", f"08123456789{n}", "Ketua") for n in (1, 5, 6)]
    )
    with CaptureQueriesContext(connection) as queries:
        browser.get(f"/pengurus/impor/{short.pk}/")

    with django_assert_num_queries(len(queries)):
        browser.get(f"/pengurus/impor/{long.pk}/")
    assert len(queries) <= 10
