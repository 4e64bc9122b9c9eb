"""Children that end with their parent, and how they are told to end."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

_PR_SET_PDEATHSIG = 1
_STEPS_TO_THE_END = ((signal.SIGTERM, 15.0), (signal.SIGKILL, 5.0))


class Ended(Exception):
    """Somebody asked this process to end (SIGTERM, SIGHUP)."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def listen_for_the_end() -> None:
    """Turn the signals that end a program into exceptions, so that every `finally` still runs."""
    # A shell's background job starts with SIGINT ignored; `kill -INT` must work there too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _raise_ended)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _raise_ended)


def _raise_ended(number: int, frame: object) -> None:
    raise Ended(number)


def dies_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """A preexec function: the kernel sends the child this signal when we are gone, kill -9 included."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def bind() -> None:
        prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def start(command: Sequence[str | os.PathLike[str]], **options: Any) -> subprocess.Popen[bytes]:
    end = options.pop("end_with", signal.SIGTERM)
    # One thread only, and the function calls nothing but prctl: safe after fork.
    return subprocess.Popen(command, preexec_fn=dies_with_parent(end), **options)  # noqa: PLW1509


def stop(child: subprocess.Popen[bytes], *, group: bool = False) -> None:
    """Ask the child (or its whole session) to end, then insist."""
    for number, patience in _STEPS_TO_THE_END:
        if child.poll() is not None:
            return
        if group:
            os.killpg(child.pid, number)
        else:
            child.send_signal(number)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def in_front(command: Sequence[str | os.PathLike[str]], **options: Any) -> int:
    """Run a child that owns the terminal; its exit status, 128 + n for one that signal n ended."""
    # On a terminal Ctrl-C reaches the child by itself; elsewhere it hears of it from us, and just once.
    terminal = sys.stdin is not None and sys.stdin.isatty()
    child = start(command, start_new_session=not terminal, **options)
    before = signal.signal(signal.SIGINT, lambda *_: terminal or child.send_signal(signal.SIGINT))
    try:
        status = child.wait()
    finally:
        stop(child)
        signal.signal(signal.SIGINT, before)
    return status if status >= 0 else 128 - status
