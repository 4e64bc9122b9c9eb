"""The environment and the commands of Django's processes."""

import os
from collections.abc import Mapping
from pathlib import Path

from devkit import places
from devkit.databases import Access
from devkit.packages import clean_environment

MANAGE = places.ROOT / "manage.py"

# They change or read the structure, which the application's role may not.
_AS_OWNER = frozenset(
    {
        "migrate",
        "makemigrations",
        "sqlmigrate",
        "showmigrations",
        "grant_application",
        "flush",
    }
)
_ONLY_FROM_HERE = ("OPOR_DEMO", "OPOR_AS_OWNER", "DEBUG", "OPOR_OWNER_DATABASE_URL")


def environment(access: Access, **more: str) -> dict[str, str]:
    found = {name: value for name, value in clean_environment().items() if name not in _ONLY_FROM_HERE}
    found.setdefault("OPOR_ALLOWED_HOSTS", "127.0.0.1,localhost")
    found.setdefault("OPOR_SECRET_KEY", places.kept_secret("django"))
    found |= {
        "DATABASE_URL": access.application,
        "OPOR_OWNER_DATABASE_URL": access.owner,
        "OPOR_VAR": str(places.VAR),
        "DJANGO_SETTINGS_MODULE": "opor.settings",
    }
    if access.embedded:
        # For `manage dbshell`: psql of the server's version, which learns of the socket by this name only.
        found["PATH"] = os.pathsep.join([str(access.embedded.binaries), found.get("PATH", os.defpath)])
        found["PGHOST"] = str(access.embedded.sockets)
    return found | more


def environment_of_tests(access: Access) -> dict[str, str]:
    """Without the caller's switches: a test says itself what it wants."""
    found = environment(access)
    for name in ("OPOR_DEBUG", "OPOR_HTTPS", "OPOR_BEHIND_PROXY", "OPOR_KOTA"):
        found.pop(name, None)
    # No commit of a test needs to survive a power cut.
    return found | {"PGOPTIONS": "-c synchronous_commit=off"}


def command(name: str, *arguments: str) -> list[str | Path]:
    return [places.PYTHON, MANAGE, name, *arguments]


def as_owner(arguments: list[str]) -> Mapping[str, str]:
    """OPOR_AS_OWNER for the commands that need the owner's role."""
    return {"OPOR_AS_OWNER": "1"} if arguments and arguments[0] in _AS_OWNER else {}
