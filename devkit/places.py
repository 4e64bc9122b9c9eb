"""Where things lie: the checkout, its environment and everything that comes into being under var/."""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
LOGS = VAR / "log"
LOCKS = VAR / "run"
SECRETS = VAR / "secrets"


def make_var() -> None:
    """Make var/ passable but not listable for others: as root, the database server is another user."""
    for folder, mode in ((VAR, 0o711), (LOGS, 0o700), (LOCKS, 0o700), (SECRETS, 0o700)):
        make_folder(folder, mode)


def make_folder(folder: Path, mode: int) -> None:
    """Make one folder with exactly this mode, whatever the umask; an existing one keeps its own."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(mode)


def kept_secret(name: str) -> str:
    """The random secret of this name, made at its first use; two processes at once get the same."""
    path = SECRETS / name
    if not path.exists():
        fresh = SECRETS / f".{name}.{os.getpid()}"
        write_private(fresh, secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            # link, unlike rename, refuses to replace what another process has just made
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()


def write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def hand_back() -> None:
    """What root made in somebody else's checkout becomes theirs, so that they can go on without root."""
    owner = ROOT.stat()
    if os.geteuid() != 0 or owner.st_uid == 0:
        return
    for top in (VENV, VAR):
        for folder, _, files in os.walk(top):
            for path in (Path(folder), *(Path(folder, name) for name in files)):
                # A socket or a lock may go while we walk.
                with contextlib.suppress(FileNotFoundError):
                    if path.lstat().st_uid == 0:
                        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[int]:
    """Alone in this block among all processes that name the same file."""
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def open_lock(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)


def is_locked(path: Path) -> bool:
    """Whether somebody has this lock for themselves."""
    descriptor = open_lock(path)
    try:
        return not took(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def took(descriptor: int, kind: int) -> bool:
    """Take the lock if it can be had at once."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
