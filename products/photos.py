"""Photos as people send them: what is taken, and the one form in which it is kept.

A photo is judged by its bytes, never by its name or declared type, and decoded by `photo_child.py`: one at a
time per machine, in a process with limits on memory and time. What comes back are new files, upright, in sRGB and
without any metadata.
"""

import fcntl
import hashlib
import io
import json
import logging
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

MEGABYTE = 1024 * 1024
MAX_BYTES = 30 * MEGABYTE
MAX_ANSWER_BYTES = 16 * MEGABYTE
SECONDS_FOR_ONE = 20
SECONDS_IN_QUEUE = 20
CHILD = Path(__file__).with_name("photo_child.py")
OUT_OF_TIME = (signal.SIGKILL, signal.SIGXCPU)
# The child gets no secret of ours: only where a Python built with shared libraries finds them.
PASSED_ON = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
REASONS = {
    "empty": "Berkas foto kosong. Pilih foto lain.",
    "kind": "Berkas ini bukan foto yang dapat dipakai. Pilih foto JPEG, PNG, WebP, atau HEIC.",
    "bytes": "Ukuran berkas foto lebih dari 30 MB. Kecilkan dulu atau pilih foto lain.",
    "pixels": "Resolusi foto terlalu besar. Batasnya 50 megapiksel untuk JPEG dan 25 megapiksel untuk jenis "
    "lain. Ambil ulang dengan resolusi lebih rendah.",
    "small": "Foto terlalu kecil. Pilih foto aslinya atau ambil ulang.",
    "shape": "Foto terlalu memanjang. Potong dulu atau pilih foto lain.",
    "damaged": "Foto rusak atau tidak lengkap. Ambil ulang atau pilih foto lain.",
    "heavy": "Foto terlalu berat untuk diproses. Kecilkan dulu atau pilih foto lain.",
    "busy": "Sedang banyak foto yang diproses. Tunggu sebentar, lalu coba lagi.",
    "failed": "Foto belum dapat diproses. Tunggu sebentar, lalu coba lagi.",
}

logger = logging.getLogger(__name__)


class PhotoRefused(Exception):
    """Why a photo is not taken: `code` for programs, `reason` the sentence for the person who sent it."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
        self.reason = REASONS[code]


@dataclass(frozen=True)
class TakenPhoto:
    """A photo as it is kept.

    `renditions` maps a name, such as `640.webp`, to a file so wide; a narrow original has fewer. `width`, `height`
    and `digest` are those of the widest, `likeness` tells which photos look alike, None where there is nothing
    to compare.
    """

    renditions: dict[str, bytes] = field(repr=False)
    width: int
    height: int
    digest: str
    likeness: int | None

    @classmethod
    def of(cls, table: list[list], files: list[bytes], likeness: int | None) -> "TakenPhoto":
        """From what products.photo_child.render tells: [name, width, height, bytes] of each file, the widest last."""
        names = [name for name, _width, _height, _length in table]
        _name, width, height, _length = table[-1]
        return cls(
            dict(zip(names, files, strict=True)),
            width,
            height,
            hashlib.sha256(files[-1]).hexdigest(),
            likeness,
        )


def take(upload: BinaryIO) -> TakenPhoto:
    """Re-encode an uploaded file (any seekable binary file). Raises PhotoRefused, whatever the bytes are.

    May wait for its turn: call it outside a transaction.
    """
    return _take(upload, "photo")


def take_paper(upload: BinaryIO) -> bytes:
    """One JPEG file of a photographed paper, wide enough to read small print. Otherwise like `take`."""
    (file,) = _take(upload, "paper").renditions.values()
    return file


def _take(upload: BinaryIO, plan: str) -> TakenPhoto:
    kind = _recognise(upload)
    try:
        with _turn():
            return _ask_child(kind, plan, upload)
    except (OSError, ValueError):
        logger.exception("the child process of a photo could not be started or understood")
        raise PhotoRefused("failed") from None


def random_name() -> str:
    """128 bits that owe nothing to the sender; what the files of a photo have in common."""
    return secrets.token_hex(16)


def _recognise(upload: BinaryIO) -> str:
    upload.seek(0, os.SEEK_END)
    size = upload.tell()
    upload.seek(0)
    if size == 0:
        raise PhotoRefused("empty")
    if size > MAX_BYTES:
        raise PhotoRefused("bytes")
    kind = kind_of(upload.read(12))
    upload.seek(0)
    if kind is None:
        raise PhotoRefused("kind")
    return kind


def kind_of(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:] in HEIF_BRANDS:
        return "heif"
    return None


@contextmanager
def _turn() -> Iterator[None]:
    """One photo at a time per machine, over all threads and workers; a killed worker frees its place."""
    give_up_at = time.monotonic() + SECONDS_IN_QUEUE
    with CHILD.open("rb") as door:
        while not _locked(door):
            if time.monotonic() > give_up_at:
                raise PhotoRefused("busy")
            time.sleep(0.05)
        yield


def _locked(door: BinaryIO) -> bool:
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _ask_child(kind: str, plan: str, upload: BinaryIO) -> TakenPhoto:
    process = subprocess.Popen(
        [sys.executable, "-I", "-B", "-W", "ignore", str(CHILD), kind, plan],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        cwd="/",
    )
    alarm = threading.Timer(SECONDS_FOR_ONE, process.kill)
    alarm.start()
    try:
        with process:
            with suppress(BrokenPipeError), process.stdin:
                shutil.copyfileobj(upload, process.stdin)
            answer = process.stdout.read(MAX_ANSWER_BYTES)
    finally:
        alarm.cancel()
    return _understand(answer, process.returncode)


def _understand(answer: bytes, return_code: int) -> TakenPhoto:
    if return_code < 0:
        logger.warning("the child process of a photo was ended by signal %d", -return_code)
        raise PhotoRefused("heavy" if -return_code in OUT_OF_TIME else "damaged")
    if return_code > 0:
        logger.error("the child process of a photo failed with code %d", return_code)
        raise PhotoRefused("failed")
    head, _, files = answer.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        raise PhotoRefused(told["refused"])
    contents = io.BytesIO(files)
    return TakenPhoto.of(
        told["renditions"], [contents.read(row[-1]) for row in told["renditions"]], told["likeness"]
    )
