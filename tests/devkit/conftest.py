"""The launcher's folders, moved away from the checkout's own."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from devkit import clusters, places


@pytest.fixture(scope="session")
def spare_place():
    """A folder that the database server's user can reach, which pytest's own are not when root runs the tests."""
    place = Path(tempfile.mkdtemp(prefix="opor-test-", dir="/var/tmp"))
    place.chmod(0o711)
    yield place
    shutil.rmtree(place)


@pytest.fixture(scope="session")
def own_cluster(spare_place):
    """A database cluster of the tests' own, not started; its Home."""
    with pytest.MonkeyPatch.context() as patch:
        move_var(patch, spare_place / "var")
        patch.setattr(clusters, "OUTSIDE", spare_place)
        home = clusters.find_home()
        clusters.prepare(home)
    return home


@pytest.fixture
def var(monkeypatch, tmp_path):
    """An empty var/ of this test."""
    return move_var(monkeypatch, tmp_path / "var")


@pytest.fixture
def home(monkeypatch, own_cluster, spare_place):
    """The cluster of the tests, with the launcher looking for everything beside it."""
    move_var(monkeypatch, spare_place / "var")
    return own_cluster


@pytest.fixture
def as_ordinary_user(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def move_var(patch, var):
    patch.setattr(places, "VAR", var)
    patch.setattr(places, "LOGS", var / "log")
    patch.setattr(places, "LOCKS", var / "run")
    patch.setattr(places, "SECRETS", var / "secrets")
    patch.setattr(clusters, "INSIDE", var / "postgres")
    places.make_var()
    return var
