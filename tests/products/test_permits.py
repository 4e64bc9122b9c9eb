"""Permits of makers: what is written, what a change takes away, and who lacks what."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import transaction
from django.utils import timezone

from products import permits, private_files
from products.gallery import files_of_failure_removed
from products.models import Permit, PrivateFile, Product
from tests.factories import make_entry, rw_of
from tests.refusals import refused_by

from .papers import pdf, scanned_pdf
from .permit_factories import make_paper, make_permit

Kind, State = Permit.Kind, Permit.State
TODAY = timezone.localdate
HELD = {"state": State.HELD, "number": "1234567890123", "expires_on": None, "keeps_file": True}


@pytest.fixture
def product(gelar_melong, melong, op_melong):
    return make_entry(gelar_melong, rw_of(melong, 5)).product


@pytest.fixture
def food(gelar_melong, melong, op_melong):
    return make_entry(gelar_melong, rw_of(melong, 6), category="kuliner").product


def write(product, by, kind=Kind.NIB, content=None, **values):
    taken = private_files.take(io.BytesIO(content)) if content else None
    with files_of_failure_removed() as files, transaction.atomic():
        return permits.write(product.business, kind, HELD | values, by, files, taken)


def stored(kind=Kind.NIB):
    return Permit.objects.get(kind=kind)


def files_on_disk():
    return [path.name for path in Path(site.MEDIA_ROOT, "private").rglob("*") if path.is_file()]


def make_verified(product, by, **values):
    permit = make_permit(product.business, by, **values)
    permits.verify(permit, seen=permit.changed_at, by=by)
    permit.refresh_from_db()
    return permit


def test_a_permit_is_written_with_its_file(product, op_melong):
    changed = write(product, op_melong, content=pdf())

    permit = stored()
    assert (changed, permit.state, permit.number, permit.file.kind) == (
        True,
        State.HELD,
        "1234567890123",
        "application/pdf",
    )


@pytest.mark.parametrize("state", [State.NONE, State.UNDER_WAY])
def test_what_is_not_held_has_no_number_date_or_file(product, op_melong, state):
    make_permit(product.business, op_melong, expires_on=TODAY(), with_paper=True)

    write(product, op_melong, state=state, number="1234567890123", expires_on=TODAY())

    permit = stored()
    assert (permit.state, permit.number, permit.expires_on, permit.file) == (state, "", None, None)


CHANGES = {
    "number": {"number": "9999999999999"},
    "expiry": {"expires_on": TODAY()},
    "state": {"state": State.UNDER_WAY},
    "another file": {"content": scanned_pdf()},
    "no file": {"keeps_file": False},
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_takes_the_verification_away(product, op_melong, change):
    seen = make_verified(product, op_melong, with_paper=True).changed_at

    write(product, op_melong, **CHANGES[change])

    permit = stored()
    assert (permit.verified_at, permit.verified_by, permit.changed_at > seen) == (None, None, True)


@pytest.mark.parametrize("content", [None, pdf()])
def test_saving_the_same_again_changes_nothing(product, op_melong, content):
    before = make_verified(product, op_melong, with_paper=True)

    changed = write(product, op_melong, content=content)

    permit = stored()
    assert (changed, permit.verified_at, permit.changed_at, permit.file_id) == (
        False,
        before.verified_at,
        before.changed_at,
        before.file_id,
    )
    assert (PrivateFile.objects.count(), len(files_on_disk())) == (1, 1)


@pytest.mark.parametrize("change", ["another file", "no file", "state"])
def test_a_file_that_nothing_points_to_any_more_goes_with_the_commit(
    product, op_melong, change, django_capture_on_commit_callbacks
):
    old = make_permit(product.business, op_melong, with_paper=True).file

    with django_capture_on_commit_callbacks(execute=True):
        write(product, op_melong, **CHANGES[change])

    kept = [stored().file] if change == "another file" else []
    assert list(PrivateFile.objects.all()) == kept
    assert files_on_disk() == [Path(file.file.name).name for file in kept]
    assert old not in kept


def test_a_permit_is_verified_as_it_was_seen(product, op_melong):
    permit = make_permit(product.business, op_melong)

    done = permits.verify(permit, seen=permit.changed_at, by=op_melong)

    assert (done, stored().verified_by, stored().is_verified) == (True, op_melong, True)


def test_a_second_click_leaves_who_verified_it_first(product, op_melong, op2_melong):
    permit = make_verified(product, op_melong)

    done = permits.verify(permit, seen=permit.changed_at, by=op2_melong)

    assert (done, stored().verified_by, stored().verified_at) == (True, op_melong, permit.verified_at)


def test_a_permit_that_was_changed_meanwhile_is_not_verified(product, op_melong):
    seen = make_permit(product.business, op_melong).changed_at
    write(product, op_melong, number="9999999999999")

    done = permits.verify(stored(), seen=seen, by=op_melong)

    assert (done, stored().is_verified) == (False, False)


def test_a_permit_that_is_not_held_is_not_verified(product, op_melong):
    permit = make_permit(product.business, op_melong, state=State.UNDER_WAY)

    done = permits.verify(permit, seen=permit.changed_at, by=op_melong)

    assert (done, stored().is_verified) == (False, False)


def test_what_does_not_match_its_paper_is_no_longer_verified(product, op_melong):
    permit = make_verified(product, op_melong)

    done = permits.unverify(permit, seen=permit.changed_at)

    assert (done, stored().verified_at, stored().verified_by) == (True, None, None)


def test_the_public_hears_of_verified_permits_that_have_not_run_out(product, op_melong):
    day = timedelta(days=1)
    make_verified(product, op_melong, kind=Kind.NIB)
    make_verified(product, op_melong, kind=Kind.HALAL, expires_on=TODAY())
    make_verified(product, op_melong, kind=Kind.PIRT, expires_on=TODAY() - day)
    make_permit(product.business, op_melong, kind=Kind.BRAND)
    make_permit(product.business, op_melong, kind=Kind.SNI, state=State.UNDER_WAY)

    kinds = set(Permit.objects.verified().values_list("kind", flat=True))

    assert kinds == {Kind.NIB, Kind.HALAL}


@pytest.mark.parametrize("number", ["123456789012", "12345678901234", "123456789012x", "1234 567890123"])
def test_the_database_keeps_the_shape_of_a_nib(product, op_melong, number):
    assert refused_by(lambda: make_permit(product.business, op_melong, number=number)) == "permit_nib_shape"


@pytest.mark.parametrize(
    "details", [{"number": "1"}, {"expires_on": TODAY()}, {"verified_at": timezone.now()}]
)
def test_the_database_keeps_details_to_what_is_held(product, op_melong, details):
    by = op_melong if "verified_at" in details else None

    def act():
        make_permit(product.business, op_melong, Kind.SNI, State.UNDER_WAY, verified_by=by, **details)

    assert refused_by(act) == "permit_details_only_when_held"


def test_a_maker_has_one_permit_of_a_kind(product, op_melong):
    make_permit(product.business, op_melong)

    assert refused_by(lambda: make_permit(product.business, op_melong)) == "permit_one_per_kind"


@pytest.mark.parametrize(
    ("state", "lacks"), [(None, True), (State.NONE, True), (State.UNDER_WAY, True), (State.HELD, False)]
)
def test_food_lacks_halal_until_it_is_held(food, op_melong, state, lacks):
    if state:
        make_permit(food.business, op_melong, kind=Kind.HALAL, state=state)
    make_permit(food.business, op_melong, kind=Kind.PIRT)

    assert permits.lacks_halal(Product.objects.get(pk=food.pk)) == lacks


def test_cloth_and_what_has_no_category_lack_no_halal(product):
    undecided = Product(business=product.business)

    assert (permits.lacks_halal(product), permits.lacks_halal(undecided)) == (False, False)


def test_food_is_asked_for_its_own_permits_first(food, product):
    assert permits.fitting_kinds(food) == (Kind.NIB, Kind.HALAL, Kind.PIRT, Kind.BPOM)
    assert permits.fitting_kinds(product) == (Kind.NIB, Kind.BRAND, Kind.SNI)


def test_a_paper_of_its_own_can_be_made(op_melong):
    assert make_paper(op_melong).kind == "application/pdf"
