"""Holding the embedded PostgreSQL: started by the first who needs it, ended with the last."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from devkit import clusters, keeper, places
from devkit.clusters import Home
from devkit.faults import Fault
from devkit.steps import cause, step

_PATIENCE = 120.0
_FAREWELL = 10.0
_LOOK_EVERY = 0.03
_STATUS_LINE = 7


@contextlib.contextmanager
def held(home: Home) -> Iterator[int]:
    """The running server, for the length of this block; gives the descriptor with which children hold it."""
    holder = places.open_lock(home.lock("holders"))
    try:
        # Waits here while a keeper is ending the former server.
        fcntl.flock(holder, fcntl.LOCK_SH)
        with places.locked(home.lock("start")):
            _ensure_serving(home)
        yield holder
    finally:
        os.close(holder)
        _see_off(home)


def _ensure_serving(home: Home) -> None:
    """Called by one starter at a time."""
    _check_key(home)
    if places.is_locked(home.lock("keeper")) and _waits_until_ready(home):
        return
    clusters.prepare(home)
    with step("Starting PostgreSQL"):
        former = _status(home)[:1]
        log = _launch_keeper(home)
        if not _waits_until_ready(home, former):
            raise Fault(cause("PostgreSQL did not start.", log))


def _check_key(home: Home) -> None:
    password = places.kept_secret(clusters.SUPERUSER)
    if clusters.is_made_with(home, password):
        return
    if home.base == clusters.INSIDE:
        secret = places.SECRETS / clusters.SUPERUSER
        raise Fault(f"{secret} is not the password of the database in {home.data}: put the right one back.")
    for pid in keeper.processes_in(home.data):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
    while places.is_locked(home.lock("keeper")):
        time.sleep(_LOOK_EVERY)
    clusters.discard(home)


def _launch_keeper(home: Home) -> Path:
    log = places.LOGS / "postgres.log"
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    task = {
        "postgres": str(home.binaries / "postgres"),
        "data": str(home.data),
        "sockets": str(home.sockets),
        "holders": str(home.lock("holders")),
        "account": home.account.options(),
        "environment": clusters.environment(),
    }
    command = [sys.executable, "-m", "devkit.keeper", json.dumps(task)]
    # The keeper inherits the lock already taken, and so it is locked exactly as long as the keeper lives.
    with log.open("wb") as output, places.locked(home.lock("keeper")) as lock:
        subprocess.run(
            command,
            check=True,
            cwd=places.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=[lock],
            start_new_session=True,
        )
    return log


def _waits_until_ready(home: Home, former: list[str] | None = None) -> bool:
    """True when the server answers, False when its keeper has given up.

    `former` is the pid of a server that lost its keeper: for a moment it may still answer.
    """
    until = time.monotonic() + _PATIENCE
    while not is_ready(home) or _status(home)[:1] == former:
        if not places.is_locked(home.lock("keeper")):
            return False
        if time.monotonic() > until:
            raise Fault(f"PostgreSQL has not started for {_PATIENCE:.0f} s: see {places.LOGS}/postgres.log.")
        time.sleep(_LOOK_EVERY)
    return True


def is_ready(home: Home) -> bool:
    return _status(home)[_STATUS_LINE:] == ["ready"] and _answers(home.socket)


def _status(home: Home) -> list[str]:
    """The lines of the server's pid file: the first is its pid, the last what it is doing."""
    try:
        return [line.strip() for line in (home.data / "postmaster.pid").read_text().splitlines()]
    except FileNotFoundError:
        return []


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True


def _see_off(home: Home) -> None:
    """If we were the last, stay until the server has ended: whoever started us may end the machine next."""
    until = time.monotonic() + _FAREWELL
    while places.is_locked(home.lock("keeper")) and time.monotonic() < until:
        if _is_held_by_others(home):
            return
        time.sleep(_LOOK_EVERY)


def _is_held_by_others(home: Home) -> bool:
    probe = places.open_lock(home.lock("holders"))
    try:
        # Not even to be shared: the keeper has it, and the server is ending.
        return places.took(probe, fcntl.LOCK_SH) and not places.took(probe, fcntl.LOCK_EX)
    finally:
        os.close(probe)
