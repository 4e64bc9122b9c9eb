"""gunicorn on a port of our own, watched until it answers and ended with us."""

import contextlib
import errno
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from devkit import places, processes
from devkit.faults import Fault

WORKERS = 2
THREADS = 4

_PATIENCE = 60.0
_LOOK_EVERY = 0.1


def claim(host: str, port: int) -> socket.socket:
    """A listening socket, or a Fault that says why there can be none."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise Fault(f"{host} is no address of this machine: choose another with --host.") from None
    listener = socket.socket(family, kind)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise Fault(_why_not(host, port, error)) from None
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use: stop what listens there, or choose another with --port."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} is kept for root: choose one above 1023 with --port."
    return f"Nothing can listen on {host}, port {port}: {error.strerror}."


@contextlib.contextmanager
def gunicorn(
    listener: socket.socket, environment: dict[str, str], keep_open: tuple[int, ...]
) -> Iterator[subprocess.Popen[bytes]]:
    """The server, for the length of this block; it takes the socket over."""
    inherited = listener.fileno()
    memory = Path("/dev/shm")  # noqa: S108 - workers touch a heartbeat file; on a disk that may block
    heartbeat = memory if memory.is_dir() and os.access(memory, os.W_OK) else places.LOCKS
    options = ["--bind", f"fd://{inherited}", "--workers", str(WORKERS), "--threads", str(THREADS)]
    options += ["--worker-class", "gthread", "--worker-tmp-dir", str(heartbeat)]
    options += ["--no-control-socket", "--log-level", "warning", "--graceful-timeout", "10"]
    child = processes.start(
        [places.PYTHON, "-m", "gunicorn", *options, "opor.wsgi"],
        cwd=places.ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        pass_fds=[inherited, *keep_open],
        # Ctrl-C is ours: gunicorn then gets one SIGTERM and lets requests end.
        start_new_session=True,
    )
    listener.close()
    try:
        yield child
    finally:
        processes.stop(child, group=True)


def wait_until_answering(child: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + _PATIENCE
    while not _answers(f"{url}/healthz"):
        if child.poll() is not None:
            raise Fault("The web server ended before it answered; what it said stands above.")
        if time.monotonic() > until:
            raise Fault(f"The web server has not answered for {_PATIENCE:.0f} s.")
        time.sleep(_LOOK_EVERY)


def _answers(url: str) -> bool:
    # An opener without proxies: this is our own machine, whatever http_proxy says.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def url_of(host: str, port: int) -> str:
    reached = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{reached}:{port}"
