"""Papers that only those who answer for an entry may open: what is taken, and how it is kept and sent."""

import io
import os
import stat
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.http import Http404

from products import private_files
from products.gallery import files_of_failure_removed
from products.models import PrivateFile
from products.private_file_response import private_file_response
from products.private_files import FileRefused, keep, take

from .papers import pdf, scanned_pdf
from .pictures import ACCEPTED, UPRIGHT, corners, encoded, exif, fields, opened

FIVE_MEGABYTES = 5 * 1024 * 1024


def taken(content):
    return take(io.BytesIO(content))


def refusal(content):
    with pytest.raises(FileRefused) as refused:
        taken(content)
    return refused.value.code


def kept(content, by):
    with files_of_failure_removed() as files, transaction.atomic():
        return keep(taken(content), by, files)


def files_on_disk():
    return sorted(path for path in Path(site.MEDIA_ROOT).rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", ACCEPTED)
def test_a_picture_of_every_kind_becomes_an_upright_jpeg(kind):
    file = taken(ACCEPTED[kind])

    assert (file.kind, corners(file.content)) == ("image/jpeg", UPRIGHT)


def test_a_picture_loses_its_place_and_maker():
    file = taken(encoded(fields(), "JPEG", exif=exif()))

    assert dict(opened(file.content).getexif()) == {}


@pytest.mark.parametrize("content", [pdf(), scanned_pdf(), pdf(end=b"%%EOF\n" + b"\n" * 900)])
def test_a_pdf_is_kept_as_it_came(content):
    file = taken(content)

    assert (file.kind, file.content) == ("application/pdf", content)


def test_a_pdf_is_known_by_its_first_bytes_and_not_by_its_name():
    file = take(SimpleUploadedFile("nib.jpg", pdf(), "image/jpeg"))

    assert file.kind == "application/pdf"


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("empty", b""),
        ("kind", b"halo"),
        ("kind", b"<html><script>alert(1)</script>"),
        ("kind", b" " + pdf()),
        ("kind", b"PK\x03\x04" + pdf()),
        ("damaged", pdf()[:-10]),
        ("damaged", pdf() + b"\n" * 1100),
        ("damaged", ACCEPTED["JPEG"][:300]),
        ("locked", pdf(b"/Encrypt 9 0 R")),
        ("active", pdf(b"/OpenAction 4 0 R")),
        ("active", pdf(b"/AA << /O << /S /JavaScript /JS (app.alert\\(1\\)) >> >>")),
        ("active", pdf(b"/A << /S /J#61vaScr#69pt >>")),
        ("active", pdf(b"/A << /S /Launch /F (x.exe) >>")),
        ("active", pdf(b"/Names << /EmbeddedFiles 5 0 R >>")),
        ("active", pdf(b"/Type /EmbeddedFile")),
    ],
)
def test_what_is_no_quiet_paper_is_refused(code, content):
    assert refusal(content) == code


def test_a_name_that_only_begins_like_an_active_one_is_taken():
    assert taken(pdf(b"/LaunchPad 1 /EncryptMetadata true")).kind == "application/pdf"


@pytest.mark.parametrize(("size", "answer"), [(FIVE_MEGABYTES, "taken"), (FIVE_MEGABYTES + 1, "bytes")])
def test_a_pdf_has_at_most_five_megabytes(size, answer):
    content = pdf(end=b"") + b" " * (size - len(pdf())) + b"%%EOF\n"

    try:
        answered = taken(content) and "taken"
    except FileRefused as refused:
        answered = refused.code

    assert (len(content), answered) == (size, answer)


def test_compressed_bytes_pass_for_a_quiet_paper():
    noise = os.urandom(4 * 1024 * 1024)

    assert taken(pdf(end=b"") + noise + b"%%EOF").kind == "application/pdf"


def test_a_refusal_says_what_to_do_instead():
    with pytest.raises(FileRefused) as refused:
        taken(b"halo")

    assert refused.value.reason == (
        "Berkas ini bukan foto atau PDF. Foto saja dokumennya, atau pilih berkas PDF."
    )


def test_a_kept_file_lies_under_a_name_of_its_own_and_only_the_server_reads_it(op_melong):
    row = kept(pdf(), op_melong)

    path = Path(row.file.path)
    folder, name = path.relative_to(site.MEDIA_ROOT).parts[:1], path.stem
    assert (folder, len(name), path.suffix) == (("private",), 32, ".pdf")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (path.read_bytes(), row.added_by) == (pdf(), op_melong)


def test_a_failure_of_the_database_leaves_no_file(op_melong, monkeypatch):
    def fail(**values):
        raise DatabaseError

    monkeypatch.setattr("products.private_files.PrivateFile.objects.create", fail)

    with pytest.raises(DatabaseError):
        kept(pdf(), op_melong)

    assert files_on_disk() == []


def test_a_disk_that_fills_up_in_the_middle_leaves_neither_row_nor_file(op_melong, monkeypatch):
    def fill_up(name, content):
        path = Path(default_storage.path(name))
        path.parent.mkdir(parents=True)
        path.write_bytes(b"")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private_files.default_storage, "save", fill_up)

    with pytest.raises(OSError, match="No space left"):
        kept(pdf(), op_melong)

    assert (files_on_disk(), PrivateFile.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("content", "kind", "disposition"),
    [
        (pdf(), "application/pdf", 'attachment; filename="nib.pdf"'),
        (ACCEPTED["JPEG"], "image/jpeg", 'inline; filename="nib.jpg"'),
    ],
)
def test_a_file_is_sent_so_that_nothing_in_it_runs(op_melong, content, kind, disposition):
    answer = private_file_response(kept(content, op_melong), "nib")

    assert {name: answer.headers[name] for name in answer.headers if name != "Content-Length"} == {
        "Content-Type": kind,
        "Content-Disposition": disposition,
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    answer.close()


def test_a_file_that_is_gone_is_not_found(op_melong):
    row = kept(pdf(), op_melong)
    row.file.storage.delete(row.file.name)

    with pytest.raises(Http404):
        private_file_response(row, "nib")
