"""Papers as people send them: a picture of one, re-encoded like a photo, or a PDF. Kept apart from all that is public.

taken = private_files.take(upload)                          # decodes: before any transaction
with files_of_failure_removed() as files, transaction.atomic():
    row = private_files.keep(taken, by, files)
"""

import hashlib
import os
import re
import secrets
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from . import photos
from .models import PrivateFile
from .photos import PhotoRefused

Kind = PrivateFile.Kind
MAX_PDF_BYTES = 5 * photos.MEGABYTE
PDF_HEAD = b"%PDF-"
PDF_END = b"%%EOF"
# Where readers look for the end mark: people's programs leave a few bytes after it.
PDF_TAIL = 1024
# A PDF writes a character of a name as itself or as # and two hexadecimal digits.
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
LOCKED = re.compile(rb"/Encrypt\b")
# Long names only: short ones such as /JS stand by chance in a third of all compressed files of this size.
ACTIVE = re.compile(rb"/(?:JavaScript|Launch|OpenAction|EmbeddedFiles?|RichMedia)\b")
SUFFIXES = {Kind.JPEG: "jpg", Kind.PDF: "pdf"}
REASONS = {
    "empty": "Berkas kosong. Pilih berkas lain.",
    "kind": "Berkas ini bukan foto atau PDF. Foto saja dokumennya, atau pilih berkas PDF.",
    "bytes": "Ukuran PDF lebih dari 5 MB. Foto saja dokumennya.",
    "damaged": "PDF ini rusak atau tidak lengkap. Foto saja dokumennya.",
    "locked": "PDF ini dikunci dengan kata sandi. Foto saja dokumennya.",
    "active": "PDF ini berisi bagian yang dapat berjalan sendiri, jadi tidak dapat disimpan. Foto saja dokumennya.",
}


class FileRefused(Exception):
    """Why a file is not taken: `code` for programs, `reason` the sentence for the person who sent it."""

    def __init__(self, code: str, reason: str):
        super().__init__(code)
        self.code = code
        self.reason = reason


@dataclass(frozen=True)
class TakenFile:
    kind: str
    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def take(upload: BinaryIO) -> TakenFile:
    """Read an uploaded picture or PDF (any seekable binary file). Raises FileRefused, whatever the bytes are.

    A picture may wait for its turn to be decoded: call it outside a transaction.
    """
    head = start_of(upload)
    if not head:
        raise refusal("empty")
    if head == PDF_HEAD:
        return TakenFile(Kind.PDF, checked_pdf(upload))
    try:
        return TakenFile(Kind.JPEG, photos.take_paper(upload))
    except PhotoRefused as refused:
        raise FileRefused(refused.code, REASONS.get(refused.code, refused.reason)) from None


def refusal(code: str) -> FileRefused:
    return FileRefused(code, REASONS[code])


def start_of(upload: BinaryIO) -> bytes:
    upload.seek(0)
    head = upload.read(len(PDF_HEAD))
    upload.seek(0)
    return head


def checked_pdf(upload: BinaryIO) -> bytes:
    """The bytes of a PDF that is whole, open and quiet.

    This is a sieve and not the control: what is compressed inside is not looked at. The control is how the file is
    sent (products.private_file_response): as a download, under its own type, never opened on our pages.
    """
    upload.seek(0, os.SEEK_END)
    if upload.tell() > MAX_PDF_BYTES:
        raise refusal("bytes")
    upload.seek(0)
    content = upload.read()
    if PDF_END not in content[-PDF_TAIL:]:
        raise refusal("damaged")
    readable = ESCAPED.sub(lambda match: bytes.fromhex(match[1].decode()), content)
    if LOCKED.search(readable):
        raise refusal("locked")
    if ACTIVE.search(readable):
        raise refusal("active")
    return content


def keep(taken: TakenFile, by, files: list[str]) -> PrivateFile:
    """The row of a taken file. Its name is added to `files` first, so that a half-written one goes too.

    `files` comes from products.gallery.files_of_failure_removed.
    """
    name = secrets.token_hex(16)
    path = f"private/{name[:2]}/{name}.{SUFFIXES[taken.kind]}"
    files.append(path)
    file = default_storage.save(path, ContentFile(taken.content))
    return PrivateFile.objects.create(file=file, kind=taken.kind, digest=taken.digest, added_by=by)


def discard(row: PrivateFile) -> None:
    """Delete a file that nothing points to any more, row and content; the content goes with the commit."""
    row.delete()
    transaction.on_commit(partial(row.file.storage.delete, row.file.name))
