"""Where photos are decoded: one at a time, confined, and what happens when it fails."""

import fcntl
import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from products import photos
from products.photos import PhotoRefused, kind_of

from .pictures import ACCEPTED, HEIC, UPRIGHT, corners, encoded, fields, fifty_megapixels, png
from .taking import refusal, taken, widest


def test_who_waits_too_long_is_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(photos, "SECONDS_IN_QUEUE", 0.1)
    with photos.CHILD.open("rb") as door:
        fcntl.flock(door, fcntl.LOCK_EX)

        code = refusal(ACCEPTED["JPEG"])

    assert code == "busy"
    assert corners(widest(taken(ACCEPTED["JPEG"]))) == UPRIGHT


def test_one_photo_is_decoded_at_a_time(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text(
        "import pathlib, time\n"
        f"mark = pathlib.Path({str(tmp_path / 'mark')!r})\n"
        "mark.mkdir()\n"
        "time.sleep(0.1)\n"
        "mark.rmdir()\n"
        'print(\'{"refused": "small"}\')\n'
    )
    monkeypatch.setattr(photos, "CHILD", child)

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(refusal, [ACCEPTED["JPEG"]] * 4))

    assert codes == ["small"] * 4


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "heavy"),
        ('print(\'{"refused": "small"}\'); raise SystemExit(1)', "failed"),
        ("import time; time.sleep(60)", "heavy"),
        ("print('{')", "failed"),
    ],
)
def test_a_child_that_fails_costs_a_photo_and_no_more(script, code, monkeypatch, tmp_path):
    (tmp_path / "child.py").write_text(script)
    monkeypatch.setattr(photos, "CHILD", tmp_path / "child.py")
    monkeypatch.setattr(photos, "SECONDS_FOR_ONE", 1)

    assert refusal(ACCEPTED["JPEG"] + bytes(1_000_000)) == code


def test_a_child_that_cannot_start_costs_a_photo_and_no_more(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert refusal(ACCEPTED["JPEG"]) == "failed"


def test_the_child_gets_no_secret(monkeypatch, tmp_path):
    (tmp_path / "child.py").write_text(
        "import os\ncode = 'small' if 'DATABASE_URL' in os.environ else 'shape'\n"
        'print(\'{"refused": "%s"}\' % code)'
    )
    monkeypatch.setattr(photos, "CHILD", tmp_path / "child.py")
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")

    assert refusal(ACCEPTED["JPEG"]) == "shape"


def in_confined_child(script, stdin=b"", prepare=""):
    """Run a script where photos are decoded: what it prints, and how it ended."""
    lines = (
        f"import sys; sys.path.insert(0, {str(photos.CHILD.parent)!r})",
        "import photo_child as child",
        prepare,
        "child.load_decoders(); child.confine()",
        script,
    )
    command = [sys.executable, "-I", "-B", "-W", "ignore", "-c", "\n".join(lines)]
    ended = subprocess.run(command, input=stdin, capture_output=True, check=False)
    return ended.stdout.decode().strip(), ended.returncode


def attempt(act, error):
    return f"try:\n    {act}\nexcept {error} as error:\n    print(type(error).__name__)\nelse:\n    print('done')"


linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not know these limits")


@linux
@pytest.mark.parametrize(
    ("act", "error"),
    [
        ("bytearray(600 * 1024 * 1024)", "MemoryError"),
        ("open('/etc/passwd')", "OSError"),
        ("__import__('os').pipe()", "OSError"),
        ("written.write(b'x')", "OSError"),
    ],
)
def test_the_child_gets_neither_much_memory_nor_files(act, error, tmp_path):
    prepare = f"written = open({str(tmp_path / 'written')!r}, 'wb', buffering=0)"

    printed, _ = in_confined_child(attempt(act, error), prepare=prepare)

    assert printed == error


@linux
def test_the_child_gets_little_time():
    _, return_code = in_confined_child("while True: pass", prepare="child.LIMITS['RLIMIT_CPU'] //= 8")

    assert -return_code in photos.OUT_OF_TIME


@linux
def test_a_large_jpeg_is_decoded_reduced():
    printed, _ = in_confined_child(
        "print(child.respond('jpeg', sys.stdin.buffer.read(), child.PLANS['photo'])[0]['renditions'][-1][:3])",
        stdin=fifty_megapixels(),
        prepare="child.LIMITS['RLIMIT_AS'] = 160 * child.MEGABYTE",
    )

    assert printed == "['1280.webp', 1280, 960]"


@linux
def test_a_photo_that_needs_more_memory_than_the_child_has_is_refused(monkeypatch, tmp_path):
    (tmp_path / "child.py").write_text(
        f"import sys; sys.path.insert(0, {str(photos.CHILD.parent)!r})\n"
        "import photo_child as child\n"
        "child.LIMITS['RLIMIT_AS'] = 64 * child.MEGABYTE\n"
        "child.main()\n"
    )
    monkeypatch.setattr(photos, "CHILD", tmp_path / "child.py")

    assert refusal(png(3000, 3000, 8, 2, bytes(9000))) == "heavy"


def wounded(content, seed):
    """The content with some bits turned over, cut short, or with bytes put in its place."""
    chance = random.Random(seed)
    wound = bytearray(content)
    if seed % 3 == 0:
        return bytes(wound[: chance.randrange(12, len(wound))])
    for _ in range(chance.randrange(1, 8)):
        wound[chance.randrange(12, len(wound))] ^= 1 << chance.randrange(8)
    if seed % 3 == 1:
        at = chance.randrange(12, len(wound))
        wound[at : at + chance.randrange(40)] = chance.randbytes(chance.randrange(40))
    return bytes(wound)


MEASURED_ANSWERS = """
import json, time
from pathlib import Path
told = json.loads(sys.stdin.buffer.readline())
for kind, length in told:
    start = time.process_time()
    answer, _ = child.respond(kind, sys.stdin.buffer.read(length), child.PLANS["photo"])
    print(answer.get("refused", "taken"), time.process_time() - start > 1)
"""


@pytest.mark.parametrize("kind", [kind for kind in ACCEPTED if kind != "HEIC"])
def test_damage_of_any_kind_gets_a_quick_answer(kind):
    files = [wounded(ACCEPTED[kind], seed) for seed in range(40)]
    table = json.dumps([[kind_of(file), len(file)] for file in files]).encode()

    printed, return_code = in_confined_child(MEASURED_ANSWERS, stdin=table + b"\n" + b"".join(files))

    answers = [line.split() for line in printed.splitlines()]
    assert (len(answers), return_code) == (40, 0)
    assert {code for code, _ in answers} <= {"taken", *photos.REASONS}
    assert {slow for _, slow in answers} == {"False"}


@pytest.mark.parametrize("seed", range(8))
def test_a_decoder_that_crashes_costs_a_photo_and_no_more(seed):
    try:
        code = taken(wounded(HEIC, seed)) and "taken"
    except PhotoRefused as refused:
        code = refused.code

    assert code in ("taken", *photos.REASONS)


EIGHT_AT_ONCE = """
import io, resource, sys
from concurrent.futures import ThreadPoolExecutor
sys.path.insert(0, sys.argv[1])
from products import photos
photos.SECONDS_IN_QUEUE = 120
content = sys.stdin.buffer.read()
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
with ThreadPoolExecutor(8) as pool:
    widths = list(pool.map(lambda _: photos.take(io.BytesIO(content)).width, range(8)))
print(widths == [1280] * 8, (peak() - before) // 1024 < 30, "PIL" in sys.modules)
"""


@linux
def test_eight_photos_at_once_do_not_fill_the_memory_of_a_worker():
    content = encoded(fields(2000, 1500), "PNG")
    command = [sys.executable, "-c", EIGHT_AT_ONCE, str(Path(photos.__file__).parents[1])]

    ended = subprocess.run(command, input=content, capture_output=True, check=True)

    assert ended.stdout.decode().split() == ["True", "True", "False"]
