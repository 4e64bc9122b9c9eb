"""What can go wrong on somebody's machine, each as one sentence."""

import errno
import os
import pwd
from pathlib import Path

DISK_FULL = "The disk is full: make room, then try again."
NO_NETWORK = "The packages cannot be downloaded: there is no network, or the package index does not answer."

_FULL = (errno.ENOSPC, errno.EDQUOT)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)
_SIGNS_OF_A_FULL_DISK = ("no space left on device", "disk quota exceeded")
_SIGNS_OF_NO_NETWORK = (
    "newconnectionerror",
    "failed to establish a new connection",
    "name resolution",
    "connecttimeout",
    "connection refused",
    "network is unreachable",
    "error sending request",
    "proxyerror",
    "connection broken",
    "read timed out",
)


class Fault(Exception):
    """An expected failure whose text is the whole message."""


def explain(output: str, *, downloading: bool = False) -> str | None:
    """The sentence for a failed program's output, where its cause is a known one."""
    text = output.lower()
    if any(sign in text for sign in _SIGNS_OF_A_FULL_DISK):
        return DISK_FULL
    if downloading and any(sign in text for sign in _SIGNS_OF_NO_NETWORK):
        return NO_NETWORK
    return None


def sentence_for(error: OSError) -> str:
    if error.errno in _FULL:
        return DISK_FULL
    if error.errno in _DENIED and error.filename is not None:
        return _denied(Path(os.fsdecode(error.filename)))
    return f"The system refused: {error.strerror or error} ({error.filename or 'no file named'})."


def _denied(path: Path) -> str:
    place = _nearest_existing(path)
    we, owner = user_name(os.geteuid()), user_name(place.stat().st_uid)
    remedy = "" if we == owner else f" It belongs to {owner}: work as {owner}, or give it to {we} (chown -R)."
    return f"{we} may not write {place}.{remedy}"


def _nearest_existing(path: Path) -> Path:
    for place in (path, *path.parents):
        try:
            place.stat()
        except OSError:
            continue
        return place
    return Path("/")


def user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
