"""Photos of an earlier release, with two files named by their size, keep them under names by width; and back."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from products.models import Photo
from tests.databases import as_owner
from tests.factories import jpeg, make_entry, make_photo, rw_of
from tests.refusals import execute, rows

STEM = "0123456789abcdef" * 2
FOLDER = f"photos/01/{STEM}"


def to(migration):
    with as_owner():
        call_command("migrate", "products", migration, verbosity=0)


def to_newest():
    with as_owner():
        call_command("migrate", verbosity=0)


def store(*names):
    for name in names:
        default_storage.save(name, ContentFile(jpeg(64, 48)))


def stored(photo):
    return [default_storage.exists(photo.file_name(name)) for name in photo.renditions]


@pytest.fixture
def photo(own_database, gelar_melong, melong, rw_melong_5):
    return make_entry(gelar_melong, rw_of(melong, 5), by=rw_melong_5).product.photos.get()


def test_two_files_named_by_size_become_renditions_of_the_front(photo):
    to("0004")
    store(f"{FOLDER}-kecil.jpg", f"{FOLDER}-besar.jpg")
    execute(
        "UPDATE products_photo SET small = %s, large = %s, width = 1600",
        f"{FOLDER}-kecil.jpg",
        f"{FOLDER}-besar.jpg",
    )

    to_newest()

    moved = Photo.objects.get()
    assert (moved.stem, moved.renditions, moved.slot) == (STEM, ["480.jpg", "1600.jpg"], Photo.Slot.FRONT)
    assert stored(moved) == [True, True]
    assert not default_storage.exists(f"{FOLDER}-besar.jpg")


def test_a_narrow_photo_keeps_one_file(photo):
    to("0004")
    store(f"{FOLDER}-kecil.jpg", f"{FOLDER}-besar.jpg")
    execute(
        "UPDATE products_photo SET small = %s, large = %s, width = 300",
        f"{FOLDER}-kecil.jpg",
        f"{FOLDER}-besar.jpg",
    )

    to_newest()

    assert (Photo.objects.get().renditions, stored(Photo.objects.get())) == (["300.jpg"], [True])


def test_going_back_and_forth_loses_no_file(photo, rw_melong_5):
    second = make_photo(photo.product, rw_melong_5)
    second.stem, second.renditions, second.width = STEM, ["640.jpg", "320.webp", "1280.webp"], 1280
    second.save()
    store(*(second.file_name(name) for name in second.renditions))

    to("0004")
    files = rows("SELECT small || ' ' || large FROM products_photo ORDER BY id")
    to_newest()

    front, other = Photo.objects.order_by("pk")
    assert files[1] == (f"{FOLDER}-640.jpg {FOLDER}-640.jpg",)
    assert (front.stem, front.renditions, front.slot) == (photo.stem, ["32.jpg", "64.jpg"], Photo.Slot.FRONT)
    assert (other.renditions, other.slot) == (["640.jpg", "320.webp", "1280.webp"], Photo.Slot.OTHER)
    assert stored(front) + stored(other) == [True] * 5
