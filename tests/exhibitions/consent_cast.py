"""An entry whose owner agrees to more or less, and what a phone does about it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from exhibitions.models import Exhibition, Status
from products.models import Consent, Product
from tests.factories import make_entry, make_scoring, operator_of
from tests.products.papers import pdf

from .factories import found

Kind = Consent.Kind
OWNER = "Euis Komariah"
NOTHING_TICKED = "Centang yang disetujui pemilik."


@pytest.fixture
def entry(gelar_melong, rw_melong_5, op_melong):
    """Submitted, with consent to registration and scoring alone."""
    return make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)


@pytest.fixture
def bare(gelar_melong, rw_melong_5, op_melong):
    """A draft whose owner agreed to nothing yet."""
    return make_entry(gelar_melong, rw_melong_5.rw, consent=False)


def hold_in(exhibition, days):
    Exhibition.objects.filter(pk=exhibition.pk).update(held_on=timezone.localdate() + timedelta(days=days))


def past_deadline(entry):
    """Registration has closed for the RW, and scoring has not started."""
    hold_in(entry.exhibition, 1)


def start_scoring(entry, curator, by):
    entry.accept(operator_of(entry.rw.kelurahan), version_seen=1)
    make_scoring(entry.exhibition, [curator], by)


def in_force(entry):
    return set(Product.objects.get(pk=entry.product_id).consents_in_force)


def send(phone, entry, path="catat", **values):
    return phone.post(f"/usulan/{entry.pk}/persetujuan/{path}/", {"owner_name": OWNER} | values, follow=True)


def withdraw(phone, entry, kind):
    return phone.post(f"/usulan/{entry.pk}/persetujuan/{kind}/tarik/", follow=True)


def sheet(content=None):
    return SimpleUploadedFile("lembar.pdf", content or pdf())


def states_on(page):
    """{kind: state} of the cards."""
    kinds = found(page, r'<section class="card consent" id="(\w+)">')
    return dict(zip(kinds, found(page, r'<span class="status status--\w+">(.*?)</span>'), strict=True))
