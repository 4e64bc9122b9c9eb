"""Phone and address of a maker: on no page, file or export for the public or for who does not answer for the entry."""

import io
import zipfile

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from exhibitions.models import Entry, EntryVersion
from products.models import Business
from tests.test_access_matrix import MATRIX, OPEN_TO_ANYBODY, PEOPLE, cast, world  # noqa: F401 - the same world

PHONE = "+6281355554444"
SECRETS = [
    words.encode() for words in (PHONE, "81355554444", "0813-5555-4444", "Gang Rahasia", "GANG RAHASIA")
]
STRANGERS = ("rw_melong_6", "op_utama", "camat_utara", "kurator_1", "kurator_3")
# The link of the maker's own shows the maker everything.
TO_THE_MAKER = "exhibitions:own_"


@pytest.fixture
def secret(world):
    """All makers of the world have this phone and address, and their consents but for the contact's."""
    Business.objects.update(phone=PHONE, address="Gang Rahasia 7")
    return world


def pages(names):
    return sorted(row for row in names if not row.startswith("POST ") and TO_THE_MAKER not in row)


def content_of(client, row, world):
    """The bytes of an answer; of a spreadsheet those of its parts."""
    path = reverse(row, args=[world[argument] for argument in MATRIX[row][0].split()])
    with transaction.atomic():
        response = client.get(path)
        transaction.set_rollback(True)
    content = b"".join(response) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    return content + str(response.headers).encode()


def leaks(client, rows, world):
    return [row for row in rows if any(secret in content_of(client, row, world) for secret in SECRETS)]


def test_no_public_page_tells_them(secret):
    assert leaks(Client(), pages(OPEN_TO_ANYBODY), secret) == []


@pytest.mark.parametrize("person", STRANGERS)
def test_nobody_who_does_not_answer_for_the_entry_is_told_them(secret, cast, client_of, person):
    place = PEOPLE.index(person)
    # In the own kelurahan the operator answers for the maker, whose phone is the same in this world.
    own = {"op_utama": {"curation:exhibition_detail"}}.get(person, set())
    reached = [row for row in pages(MATRIX) if MATRIX[row][1][place] == 200 and row not in own]

    assert len(reached) > len(OPEN_TO_ANYBODY) / 2
    assert leaks(client_of(cast[person]), reached, secret) == []


def test_who_answers_for_the_entry_is_told_them_so_that_the_search_can_find(secret, cast, client_of):
    found = leaks(client_of(cast["rw_melong_5"]), ["exhibitions:entry_detail"], secret)

    assert found == ["exhibitions:entry_detail"]


def test_no_version_that_curators_are_shown_holds_them(secret):
    entries = list(Entry.objects.select_related("created_by"))

    texts = [EntryVersion.objects.write(entry, entry.created_by).facts.text for entry in entries]

    assert len(texts) == 3
    assert [text for text in texts if PHONE in text or "Gang Rahasia" in text] == []
