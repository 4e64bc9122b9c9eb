"""A product's photos: keeping taken ones, hiding removed ones."""

from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from .models import MOST_PHOTOS, Photo
from .photos import PhotoRefused, random_name, take

FULL = f"Satu produk paling banyak {MOST_PHOTOS} foto. Hapus satu foto dahulu."
REPEATED = "Foto yang sama sudah ada, jadi tidak ditambahkan lagi."


def take_all(uploads, places):
    """(taken photos, reasons in words) of the uploaded files; one that is refused does not cost the others.

    `places`: how many photos the gallery still holds; what comes after them is not decoded.
    """
    taken, reasons = [], []
    for upload in uploads:
        if len(taken) == places:
            reasons.append(FULL)
            break
        try:
            taken.append(take(upload))
        except PhotoRefused as refused:
            reasons.append(f"{shown_name(upload)}: {refused.reason}")
    return taken, reasons


def shown_name(upload):
    return (upload.name or "Foto")[:60]


@contextmanager
def files_of_failure_removed():
    """A list for the names of new files. If the block fails, so did its transaction: the files go again."""
    files = []
    try:
        yield files
    except BaseException:
        for file in files:
            default_storage.delete(file)
        raise


def add_photos(product, taken, by, files):
    """Keep taken photos: (rows made, reasons why others were not). The caller holds the lock of the entry.

    The same picture twice stays one row. Names of files are added to `files` as they are written.
    """
    kept = set(Photo.objects.shown().filter(product=product).values_list("digest", flat=True))
    made, reasons = [], []
    for photo in taken:
        if photo.digest in kept:
            reasons.append(REPEATED)
        elif len(kept) >= MOST_PHOTOS:
            reasons.append(FULL)
        else:
            kept.add(photo.digest)
            made.append(keep(product, photo, by, files))
    return made, reasons


def keep(product, photo, by, files):
    name = random_name()
    large = write(f"photos/{name[:2]}/{name}-besar.jpg", photo.large, files)
    small = write(f"photos/{name[:2]}/{name}-kecil.jpg", photo.small, files)
    return Photo.objects.create(
        product=product,
        large=large,
        small=small,
        width=photo.width,
        height=photo.height,
        digest=photo.digest,
        added_by=by,
    )


def write(name, content, files):
    file = default_storage.save(name, ContentFile(content))
    files.append(file)
    return file


def remove_photo(photo):
    """Hide a photo; its file stays, since a submitted version may show it."""
    Photo.objects.shown().filter(pk=photo.pk).update(removed_at=timezone.now())
