"""Which photos are named as alike, and to whom they belong."""

import pytest
from django.utils import timezone

from products.likeness import similar_photos
from products.models import Business, Photo, Product
from tests.factories import make_entry, make_photo, rw_of

PICTURE = -0x0F0F_1234_5678_9ABC


@pytest.fixture
def photo(gelar_melong, melong):
    made = make_entry(gelar_melong, rw_of(melong, 5)).product.photos.get()
    Photo.objects.update(likeness=PICTURE)
    made.refresh_from_db()
    return made


@pytest.fixture
def neighbour(gelar_melong, melong):
    return make_entry(gelar_melong, rw_of(melong, 6)).product


def photo_with(product, bits, **fields):
    """A photo of the product that differs from PICTURE in so many bits, the sign among them from the second on."""
    mask = 2**bits - 1 if bits < 2 else (2 ** (bits - 1) - 1) - 2**63
    return make_photo(product, product.photos.first().added_by, likeness=PICTURE ^ mask, **fields)


@pytest.mark.parametrize(("bits", "is_alike"), [(0, True), (1, True), (8, True), (9, False)])
def test_up_to_eight_bits_are_alike(photo, neighbour, bits, is_alike):
    other = photo_with(neighbour, bits)

    assert [(found, found.bits) for found in similar_photos(photo)] == ([(other, bits)] if is_alike else [])


def test_the_most_alike_comes_first(photo, neighbour):
    near, nearest, far = (photo_with(neighbour, bits) for bits in (3, 1, 12))

    assert list(similar_photos(photo, within=12)) == [nearest, near, far]


def test_photos_of_the_own_product_and_removed_ones_are_not_named(photo, neighbour):
    photo_with(photo.product, 1)
    photo_with(neighbour, 1, removed_at=timezone.now())

    assert list(similar_photos(photo)) == []


def test_photos_of_another_kota_are_not_named(photo, other_melong):
    rw = rw_of(other_melong, 1)
    product = Product.objects.create(rw=rw, business=Business.objects.create(rw=rw))
    make_photo(product, photo.added_by, likeness=PICTURE)

    assert list(similar_photos(photo)) == []


@pytest.mark.parametrize("nothing_to_compare", ["own", "other"])
def test_what_has_no_likeness_is_like_nothing(photo, neighbour, nothing_to_compare):
    other = photo_with(neighbour, 0)
    blank = photo if nothing_to_compare == "own" else other
    Photo.objects.filter(pk=blank.pk).update(likeness=None)
    photo.refresh_from_db()

    assert list(similar_photos(photo)) == []
