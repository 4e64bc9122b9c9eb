"""Run by the environment's Python: the two roles and the database, made by a role that may make them."""

import json
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812 - a class of the driver
from psycopg2.sql import SQL, Identifier, Literal

from devkit.faults import Fault, explain

_OLDEST = 150000
_KNOWN_FAULT = 3
_SECONDS_TO_CONNECT = 10
# Any constant does: it keeps two launchers from making the same role at once.
_TURN = 7401_5201


def check(urls: dict[str, str]) -> None:
    """Both given URLs lead to a server that is recent enough."""
    for name, key in (("DATABASE_URL", "application"), ("OPOR_OWNER_DATABASE_URL", "owner")):
        _connect(urls[key], name).close()


def set_up(urls: dict[str, str]) -> None:
    """Make or mend the roles and the database; the urls say who, with which password, and where."""
    owner, application, database = _user(urls["owner"]), _user(urls["application"]), _database(urls["owner"])
    admin = _connect_somewhere(urls["admin"])
    try:
        _execute(admin, "SELECT pg_advisory_lock({})", Literal(_TURN))
        powers = _powers(admin, "current_user")
        if not powers["rolsuper"] and not (powers["rolcreaterole"] and powers["rolcreatedb"]):
            raise Fault(_too_weak(urls["admin"]))
        _make_role(admin, owner, _password(urls["owner"]), "CREATEDB")
        _make_role(admin, application, _password(urls["application"]), "NOCREATEDB")
        _refuse_strong(admin, application)
        if not powers["rolsuper"]:
            # Only a member of a role may make a database for it.
            _execute(admin, "GRANT {} TO CURRENT_USER", Identifier(owner))
        _make_database(admin, database, owner)
    finally:
        admin.close()
    _narrow(urls, database, application)


def _too_weak(url: str) -> str:
    return (
        f"DATABASE_URL signs in as {_user(url) or 'a role'}, which may not create roles and databases: "
        "give one that may, or the owner's address as well, in OPOR_OWNER_DATABASE_URL."
    )


def _make_role(admin: Connection, name: str, password: str, may_create: str) -> None:
    if _value(admin, "SELECT 1 FROM pg_roles WHERE rolname = {}", Literal(name)) is None:
        rights = SQL(f"LOGIN NOSUPERUSER NOCREATEROLE {may_create}")
        _execute(admin, "CREATE ROLE {} WITH {}", Identifier(name), rights)
    _execute(admin, "ALTER ROLE {} WITH PASSWORD {}", Identifier(name), Literal(password))


def _refuse_strong(admin: Connection, name: str) -> None:
    strong = [power.removeprefix("rol") for power, has in _powers(admin, Literal(name)).items() if has]
    if strong:
        raise Fault(f"The role {name} exists with powers the application may not have: {', '.join(strong)}.")


def _make_database(admin: Connection, name: str, owner: str) -> None:
    holder = _value(
        admin, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = {}", Literal(name)
    )
    if holder is None:
        statement = "CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0"
        _execute(admin, statement, Identifier(name), Identifier(owner))
    elif holder != owner and admin.info.dbname == name and not _has_tables(admin):
        _execute(admin, "ALTER DATABASE {} OWNER TO {}", Identifier(name), Identifier(owner))
    elif holder != owner:
        raise Fault(
            f"The database {name} is in use by the role {holder}: name another in DATABASE_URL "
            "(it is made if there is none), or give the owner's address in OPOR_OWNER_DATABASE_URL."
        )


def _has_tables(database: Connection) -> bool:
    return bool(
        _value(
            database,
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'",
        )
    )


def _narrow(urls: dict[str, str], database: str, application: str) -> None:
    """Leave the application nothing but to connect; what it may do with tables is granted after migrating."""
    owner = _connect(urls["owner"], "DATABASE_URL")
    try:
        _execute(owner, "REVOKE ALL ON DATABASE {} FROM PUBLIC", Identifier(database))
        _execute(owner, "GRANT CONNECT ON DATABASE {} TO {}", Identifier(database), Identifier(application))
        _execute(owner, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        _execute(owner, "GRANT USAGE ON SCHEMA public TO {}", Identifier(application))
    finally:
        owner.close()
    _connect(urls["application"], "DATABASE_URL").close()


def _connect_somewhere(url: str) -> Connection:
    """The named database, or the one every server has when that one is still to be made."""
    try:
        return _connect(url, "DATABASE_URL")
    except Fault as fault:
        if "does not exist" not in str(fault):
            raise
    return _connect(url, "DATABASE_URL", dbname="postgres")


def _connect(url: str, name: str, **options: Any) -> Connection:
    try:
        found = psycopg2.connect(url, connect_timeout=_SECONDS_TO_CONNECT, **options)
    except psycopg2.Error as error:
        raise Fault(_refusal(str(error), url, name)) from error
    found.autocommit = True
    if found.server_version < _OLDEST:
        raise Fault(f"{name} leads to PostgreSQL {found.server_version // 10000}; OPOR needs 15 or newer.")
    return found


def _refusal(message: str, url: str, name: str) -> str:
    text = " ".join(message.split())
    who, where = _user(url) or "the current user", urlsplit(url).netloc.rpartition("@")[2] or "the socket"
    if "password authentication failed" in text or "no password supplied" in text:
        return f"The server at {where} refuses the password of {who} ({name})."
    if "Peer authentication failed" in text:
        return f"The server lets {who} in by password only over TCP: give {name} a host, such as localhost."
    if "does not exist" in text:
        return f"The server at {where} says: {text.rpartition('FATAL: ')[2].strip()} ({name})."
    return explain(text) or f"{name} leads to no PostgreSQL that answers: {text}"


def _powers(admin: Connection, name: Any) -> dict[str, bool]:
    powers = ("rolsuper", "rolcreaterole", "rolcreatedb", "rolbypassrls", "rolreplication")
    who = name if not isinstance(name, str) else SQL(name)
    with admin.cursor() as cursor:
        columns = SQL(", ").join(map(Identifier, powers))
        cursor.execute(SQL("SELECT {} FROM pg_roles WHERE rolname = {}").format(columns, who))
        return dict(zip(powers, cursor.fetchone(), strict=True))


def _value(connection: Connection, statement: str, *parts: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(SQL(statement).format(*parts))
        row = cursor.fetchone()
    return row[0] if row else None


def _execute(connection: Connection, statement: str, *parts: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SQL(statement).format(*parts))


def _user(url: str) -> str:
    return unquote(urlsplit(url).username or "")


def _password(url: str) -> str:
    return unquote(urlsplit(url).password or "")


def _database(url: str) -> str:
    return unquote(urlsplit(url).path.removeprefix("/"))


ACTS: dict[str, Callable[[dict[str, str]], None]] = {"check": check, "set_up": set_up}


def main(act: str) -> int:
    try:
        ACTS[act](json.load(sys.stdin))
    except Fault as fault:
        print(fault, file=sys.stderr)
        return _KNOWN_FAULT
    except psycopg2.Error as error:
        message = " ".join(str(error).split())
        print(explain(message) or f"The server refused to set up the database: {message}", file=sys.stderr)
        return _KNOWN_FAULT
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
