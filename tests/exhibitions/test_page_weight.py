"""What a form page weighs on the wire at first view, photos apart: the page and all it links, compressed."""

import re

import brotli
import pytest
from django.contrib.staticfiles import finders

from exhibitions import steps
from exhibitions.models import Status
from tests.factories import make_entry

MOST_BYTES = 60_000
LINKED = r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"'


def weight_of(response):
    files = set(re.findall(LINKED, response.content.decode()))
    parts = [response.content]
    for name in files:
        with open(finders.find(name), "rb") as file:
            parts.append(file.read())
    return sum(len(brotli.compress(part)) for part in parts)


@pytest.mark.parametrize(
    "page",
    ["usulan/baru", "foto", "periksa", "ubah", *(f"ubah/{s.slug}" for s in steps.ALL.values() if s.form)],
)
def test_a_form_page_stays_below_60_kilobytes(client_of, rw_melong_5, gelar_melong, page):
    phone = client_of(rw_melong_5)
    if page != "usulan/baru":
        entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.DRAFT)
        page = f"usulan/{entry.pk}/{page}"

    response = phone.get(f"/{page}/")

    assert response.status_code == 200
    assert 5_000 < weight_of(response) < MOST_BYTES
