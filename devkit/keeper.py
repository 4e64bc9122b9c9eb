"""The process that keeps the embedded PostgreSQL while anybody holds it, and ends it with the last holder.

It runs in a session of its own. Three files of the cluster's folder carry the agreement, all by flock, which
the kernel takes back from a killed process: `start.lock` (one starter at a time), `keeper.lock` (held by the
living keeper) and `holders.lock` (shared by every holder; the keeper takes it alone when none is left, and a
newcomer waits there until the server has ended).
"""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from devkit import places, processes

_LOOK_EVERY = 0.2
_PATIENCE = 20.0
_RESTARTS = 5


def main(task: dict[str, Any]) -> None:
    os.chdir("/")
    asked_to_end: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda sent, _frame: asked_to_end.append(sent))
    holders = places.open_lock(Path(task["holders"]))
    server = _start(task)
    restarts = 0
    # Once taken it stays ours, so that newcomers wait until the server has ended.
    while not asked_to_end and not places.took(holders, fcntl.LOCK_EX):
        time.sleep(_LOOK_EVERY)
        if server.poll() is None:
            continue
        # Killed is worth another try; an exit of its own had a reason that will still be there.
        if server.returncode >= 0 or restarts == _RESTARTS:
            return
        restarts += 1
        server = _start(task)
    _end(server)


def _start(task: dict[str, Any]) -> subprocess.Popen[bytes]:
    data = Path(task["data"]).resolve()
    _end_leftovers(data, Path(task["sockets"]))
    options = ["-D", data, "-k", task["sockets"], "-h", "", "-c", "unix_socket_permissions=0700"]
    # SIGINT is PostgreSQL's fast shutdown: what happens when this keeper is killed.
    return processes.start(
        [task["postgres"], *options],
        end_with=signal.SIGINT,
        stdin=subprocess.DEVNULL,
        env=task["environment"],
        **task["account"],
    )


def _end(server: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is None:
            server.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(_PATIENCE)


def _end_leftovers(data: Path, sockets: Path) -> None:
    """Wait for a server that lost its keeper to end, and clear away the lock files of one that was killed.

    PostgreSQL refuses to start while the pid in them answers, be it a zombie or a stranger. They may go only
    when no process works in the data folder: they also guard against backends left over.
    """
    if not Path("/proc/self/cwd").exists():
        return
    for number in (None, signal.SIGINT, signal.SIGQUIT):
        for pid in processes_in(data):
            if number is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
        if _comes_true(lambda: not processes_in(data), _PATIENCE):
            for stale in (data / "postmaster.pid", *sockets.glob(".s.PGSQL.*")):
                stale.unlink(missing_ok=True)
            return
    sys.exit(f"Processes {processes_in(data)} still work in {data}.")


def processes_in(folder: Path) -> list[int]:
    """Those whose working folder it is, as the data folder is of all PostgreSQL's; a zombie has none."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink() == folder:
                found.append(int(process.name))
    return found


def _comes_true(condition: Callable[[], bool], patience: float) -> bool:
    until = time.monotonic() + patience
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


if __name__ == "__main__":
    # Nobody's child: whoever started it may end, or wait for all its children.
    if os.fork():
        os._exit(0)
    main(json.loads(sys.argv[1]))
