"""A product's photos: keeping taken ones, hiding removed ones."""

from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from .models import MOST_PHOTOS, Photo
from .models.photos import file_name
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


def add_photos(product, taken, by, files, slot=None):
    """Keep taken photos: (rows made, reasons why others were not). The caller holds the lock of the entry.

    `slot` is that of the first; of the others nobody said what they show. None: the first slot still empty. The
    same picture twice stays one row. Names of files are added to `files` as they are written.
    """
    shown = Photo.objects.shown().of_product(product)
    kept = {photo.digest: photo for photo in shown}
    slot = slot or first_empty_slot(kept.values())
    made, reasons = [], []
    for photo in taken:
        if photo.digest in kept:
            reasons.append(REPEATED)
        elif len(kept) >= MOST_PHOTOS:
            reasons.append(FULL)
        else:
            kept[photo.digest] = keep(product, photo, by, files, Photo.Slot.OTHER if made else slot)
            made.append(kept[photo.digest])
    return made, reasons


def first_empty_slot(photos):
    """What the next photo should show: the first of front, detail, packaging and process that none shows yet."""
    filled = {photo.slot for photo in photos}
    return next((slot for slot in Photo.Slot if slot not in filled), Photo.Slot.OTHER)


def keep(product, photo, by, files, slot):
    stem = random_name()
    for rendition, content in photo.renditions.items():
        write(file_name(stem, rendition), content, files)
    return Photo.objects.create(
        product=product,
        slot=slot,
        stem=stem,
        renditions=list(photo.renditions),
        width=photo.width,
        height=photo.height,
        digest=photo.digest,
        likeness=photo.likeness,
        added_by=by,
    )


def write(name, content, files):
    files.append(default_storage.save(name, ContentFile(content)))


def remove_photo(photo):
    """Hide a photo; its file stays, since a submitted version may show it."""
    Photo.objects.shown().filter(pk=photo.pk).update(removed_at=timezone.now())


def describe_photo(photo, slot, description):
    """What a photo shows, and the words that stand in for it; none: they follow from slot and product."""
    Photo.objects.shown().filter(pk=photo.pk).update(slot=slot, description=description)
