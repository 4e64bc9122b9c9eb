"""Entries whose makers hold permits or do not, and what a phone tells of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exhibitions.models import Status
from products.models import Permit
from tests.factories import make_entry
from tests.products.papers import pdf

from .factories import found, html

NIB = "1234567890123"
HELD = {"state": "ada", "number": NIB}
HALAL_WARNING = "Produk kuliner ini belum bersertifikat halal"


@pytest.fixture
def entry(gelar_melong, rw_melong_5, op_melong):
    return make_entry(gelar_melong, rw_melong_5.rw)


@pytest.fixture
def verified(gelar_melong, rw_melong_5, op_melong):
    return make_entry(gelar_melong, rw_melong_5.rw, status=Status.VERIFIED)


@pytest.fixture
def food(gelar_melong, rw_melong_5, op_melong):
    return make_entry(gelar_melong, rw_melong_5.rw, category="kuliner", status=Status.SUBMITTED)


def send(phone, entry, kind="nib", **values):
    return phone.post(f"/usulan/{entry.pk}/legalitas/{kind}/", HELD | values, follow=True)


def permit(kind="nib"):
    return Permit.objects.get(kind=kind)


def upload(content=None, name="nib.pdf"):
    return SimpleUploadedFile(name, content or pdf())


def kinds_on(page):
    """(kinds in front, folded kinds) of the list."""
    front, folded = html(page).split('<details class="fold">')
    path = r'class="task__title"\s+href="/usulan/\d+/legalitas/(\w+)/"'
    return [found_in(part, path) for part in (front, folded)]


def found_in(text, pattern):
    return found(type("Page", (), {"content": text.encode()}), pattern)
