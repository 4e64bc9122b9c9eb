"""Which PostgreSQL is used and as whom: the embedded one, or the server that DATABASE_URL names."""

import contextlib
import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from devkit import clusters, embedded, places
from devkit.faults import Fault
from devkit.packages import clean_environment

DATABASE = "opor"

_NOT_OURS = ("", "postgres", "template0", "template1")
# The names of roles and of files are made from it.
_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]{0,49}")
_LOGIN_OPTIONS = ("user", "password", "passfile", "dbname")
_KNOWN_FAULT = 3


@dataclass(frozen=True)
class Access:
    """How Django reaches its database, and what its processes inherit to keep the server up."""

    application: str
    owner: str
    keep_open: tuple[int, ...] = ()
    embedded: clusters.Home | None = None


@contextlib.contextmanager
def ready() -> Iterator[Access]:
    """A server that answers, with the owner's role, the application's role and the database in place."""
    url, owner = os.environ.get("DATABASE_URL"), os.environ.get("OPOR_OWNER_DATABASE_URL")
    if url:
        yield _given(url, owner)
        return
    if owner:
        raise Fault("OPOR_OWNER_DATABASE_URL is set, but DATABASE_URL is not: set both or neither.")
    _forget_libpq_settings()
    home = clusters.find_home()
    with embedded.held(home) as holder:
        admin = home.url(clusters.SUPERUSER, places.kept_secret(clusters.SUPERUSER), "postgres")
        access = _with_roles(admin, DATABASE)
        yield Access(access.application, access.owner, (holder,), home)


def _forget_libpq_settings() -> None:
    """What the caller set for other servers (PGHOST, PGSERVICE, PGOPTIONS ...) means nothing to ours."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]


def _given(url: str, owner: str | None) -> Access:
    for name, value in (("DATABASE_URL", url), ("OPOR_OWNER_DATABASE_URL", owner)):
        if value:
            _check_form(name, value)
    if owner:
        _ask("check", {"application": url, "owner": owner})
        return Access(url, owner)
    named = unquote(urlsplit(url).path.removeprefix("/"))
    if named in _NOT_OURS:
        named = DATABASE
    if not _PLAIN_NAME.fullmatch(named):
        raise Fault("The database named in DATABASE_URL must have a plain name: a-z, 0-9, _ (at most 50).")
    return _with_roles(url, named)


def _check_form(name: str, url: str) -> None:
    try:
        scheme, _ = urlsplit(url).scheme, urlsplit(url).port
    except ValueError:
        raise Fault(
            f"{name} cannot be read as an address: postgresql://USER:PASSWORD@HOST/DATABASE."
        ) from None
    if scheme not in ("postgresql", "postgres"):
        raise Fault(f"{name} must begin with postgresql://, for OPOR runs on PostgreSQL only.")


def _with_roles(admin: str, database: str) -> Access:
    """Both roles and the database, made or brought in order by a role that may."""
    owner, application = f"{database}_owner", f"{database}_app"
    access = Access(
        application=with_login(admin, application, places.kept_secret(application), database),
        owner=with_login(admin, owner, places.kept_secret(owner), database),
    )
    _ask("set_up", {"admin": admin, "owner": access.owner, "application": access.application})
    return access


def with_login(url: str, user: str, password: str, database: str) -> str:
    """The same server for another user and database."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key not in _LOGIN_OPTIONS]
    query = f"?{urlencode(kept, quote_via=quote, safe='')}" if kept else ""
    login = f"{quote(user, safe='')}:{quote(password, safe='')}"
    # Not by urlunsplit, which drops the empty host that a socket's URL has.
    return f"postgresql://{login}@{place}/{quote(database, safe='')}{query}"


def _ask(act: str, urls: dict[str, str]) -> None:
    """Have it done by the environment's Python, which has the driver; passwords go by pipe."""
    asked = subprocess.run(
        [places.PYTHON, "-m", "devkit.roles", act],
        input=json.dumps(urls),
        cwd=places.ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode == 0:
        return
    if asked.returncode == _KNOWN_FAULT:
        raise Fault(asked.stderr.strip())
    last = (asked.stderr.strip().splitlines() or ["no message"])[-1]
    raise Fault(f"The database could not be set up: {last}")
