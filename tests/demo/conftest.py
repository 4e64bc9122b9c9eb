"""The demo in a database of its own, with tiny files in place of drawn pictures."""

import hashlib

import pytest
from django.test import override_settings

from demo import entries, seeding
from products.photos import TakenPhoto
from tests.databases import cloned_database


def blank_prints(pictures):
    """A different file for each picture, without drawing it."""
    contents = {picture: repr(picture).encode() for picture in pictures}
    return {
        picture: TakenPhoto(
            {"640.jpg": content, "1200.webp": content[:8]},
            1200,
            900,
            hashlib.sha256(content).hexdigest(),
            likeness=None,
        )
        for picture, content in contents.items()
    }


@pytest.fixture
def undrawn(monkeypatch):
    monkeypatch.setattr(entries, "prints_of", blank_prints)


@pytest.fixture(scope="module")
def demo_media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, database_server, demo_media):
    """The default demo, committed, for all tests of a module; they only read."""
    with (
        django_db_blocker.unblock(),
        cloned_database(database_server),
        override_settings(MEDIA_ROOT=demo_media),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(entries, "prints_of", blank_prints)
        seeding.seed()
        yield
