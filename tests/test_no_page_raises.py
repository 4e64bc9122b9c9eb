"""No path and no field brings a page down: odd ids, odd queries, NUL, emoji, nothing and a megabyte."""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from tests.test_access_matrix import MATRIX, PEOPLE, cast, world  # noqa: F401 - the same world and people

ODD_IDS = ["0", "-1", "99999999999999999999", "1e3", "%00", "😀"]
ODD_QUERIES = ["%00", "😀", "-1", "99999999999999999999", "' OR 1=1 --", "%FF", "{{ 7 }}"]
QUERY_NAMES = [
    "q",
    "status",
    "kategori",
    "kelurahan",
    "kecamatan",
    "edisi",
    "halaman",
    "antrean",
    "rw",
    "next",
]
ODD_TEXTS = {
    "nul": "a\0b",
    "emoji": "🧵👵🏽",
    "empty": "",
    "number": "99999999999999999999",
    "markup": "<b>'\"{{ x }}",
}
FIELD = r'<(?:input|select|textarea)[^>]* name="([^"]+)"'
# Fields of forms that are posted to a path of their own.
OTHER_FIELDS = [
    "reason",
    "kembali-reason",
    "tolak-reason",
    "version",
    "n",
    "curator",
    "image",
    "year",
    "name",
]
MEGABYTE = "x" * 1_000_000
ROWS = [row for row, (_, answers) in MATRIX.items() if any(status in {200, 302} for status in answers)]


def allowed_person(row):
    """The first who gets a page there, so that the form itself meets the odd values."""
    answers = dict(zip(PEOPLE, MATRIX[row][1], strict=True))
    return min(answers, key=lambda person: (answers[person] != 200, answers[person] != 302))


def path_of(row, world):
    return reverse(row.rpartition(" ")[2], args=[world[argument] for argument in MATRIX[row][0].split()])


def taken_back(call):
    """The status and the text of an answer whose writes are undone."""
    with transaction.atomic():
        response = call()
        transaction.set_rollback(True)
    return response.status_code, "" if response.streaming and list(response) else response.content.decode()


def undone(call):
    return taken_back(call)[0]


def field_names(client, path):
    _, page = taken_back(lambda: client.get(path))
    return sorted(set(re.findall(FIELD, page)) - {"csrfmiddlewaretoken"})


@pytest.mark.parametrize("row", [row for row in ROWS if MATRIX[row][0]])
def test_an_odd_id_is_not_found(row, world, cast, client_of):
    client = client_of(cast[allowed_person(row)])
    path = path_of(row, world)
    first = str(world[MATRIX[row][0].split()[0]])
    method = client.post if row.startswith("POST ") else client.get

    answers = {
        odd: undone(lambda odd=odd: method(path.replace(f"/{first}/", f"/{odd}/", 1))) for odd in ODD_IDS
    }

    assert answers == dict.fromkeys(ODD_IDS, 404)


@pytest.mark.parametrize("row", [row for row in ROWS if not row.startswith("POST ")])
def test_an_odd_query_changes_nothing_for_the_worse(row, world, cast, client_of):
    client = client_of(cast[allowed_person(row)])
    path = path_of(row, world)
    usual = undone(lambda: client.get(path))

    for value in ODD_QUERIES:
        query = "&".join(f"{name}={value}" for name in QUERY_NAMES)
        assert (value, undone(lambda query=query: client.get(f"{path}?{query}"))) == (value, usual)


@pytest.mark.parametrize("row", ROWS)
def test_odd_text_in_every_field_is_answered(row, world, cast, client_of):
    client = client_of(cast[allowed_person(row)])
    path = path_of(row, world)
    names = [*field_names(client, path), *OTHER_FIELDS]

    for kind, text in ODD_TEXTS.items():
        status = undone(lambda text=text: client.post(path, dict.fromkeys(names, text)))
        assert (kind, status) == (kind, status if status < 500 else "below 500")


@pytest.mark.parametrize("row", [row for row in ROWS if not row.startswith("POST ")])
def test_a_megabyte_in_any_field_is_answered(row, world, cast, client_of):
    client = client_of(cast[allowed_person(row)])
    path = path_of(row, world)

    for name in field_names(client, path):
        status = undone(lambda name=name: client.post(path, {name: MEGABYTE}))
        assert (name, status) == (name, status if status < 500 else "below 500")
