"""Progress: one line a step with its time; what a step's program says is kept in var/log/."""

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import STDOUT
from typing import Any

from devkit import places, processes
from devkit.faults import Fault, explain

_TAIL_LINES = 15
_ROOM = 48  # MB


@contextlib.contextmanager
def step(text: str) -> Iterator[None]:
    """Say what is being done, then how long it took; on standard error, so that output can be piped."""
    print(f"  {text} ...", end="", file=sys.stderr, flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(" stopped", file=sys.stderr, flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run_quietly(
    name: str,
    command: Sequence[str | os.PathLike[str]],
    failure: str,
    *,
    downloading: bool = False,
    **options: Any,
) -> Path:
    """Run a program with its output in var/log/<name>.log; a Fault with that log's tail if it fails."""
    log = places.LOGS / f"{name}.log"
    # A log left by root may be removed, but not rewritten, by the owner of the folder.
    log.unlink(missing_ok=True)
    with log.open("wb") as output:
        child = processes.start(
            command, stdin=options.pop("stdin", None), stdout=output, stderr=STDOUT, **options
        )
        try:
            status = child.wait()
        finally:
            processes.stop(child)
    if status != 0:
        raise Fault(cause(failure, log, downloading=downloading))
    return log


def cause(failure: str, log: Path, *, downloading: bool = False) -> str:
    """Why a program failed: a known cause, or the end of what it said."""
    return explain(_read(log), downloading=downloading) or _want_of_room() or _with_tail(failure, log)


def _want_of_room() -> str | None:
    """A program that fills the disk can often not even write so into its log, or tidies up before it ends."""
    free = min(shutil.disk_usage(place).free for place in (places.VAR, tempfile.gettempdir())) // 2**20
    return (
        f"The disk is full or nearly so ({free} MB left): make room, then try again."
        if free < _ROOM
        else None
    )


def _with_tail(failure: str, log: Path) -> str:
    lines = [line for line in _read(log).splitlines() if line.strip()][-_TAIL_LINES:]
    shown = "".join(f"\n    {line}" for line in lines)
    return f"{failure} The end of {log}:{shown}" if lines else f"{failure} ({log} is empty.)"


def _read(log: Path) -> str:
    return log.read_text(errors="replace") if log.exists() else ""
