"""A product's photos: keeping taken ones, hiding removed ones."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from .models import MOST_PHOTOS, Photo
from .photos import PhotoRefused, random_name, take


class GalleryFull(Exception):
    reason = f"Satu produk paling banyak {MOST_PHOTOS} foto. Hapus satu foto dahulu."


def take_all(uploads):
    """(taken photos, reasons in words) of the uploaded files; one that is refused does not cost the others."""
    taken, reasons = [], []
    for upload in uploads:
        try:
            taken.append(take(upload))
        except PhotoRefused as refused:
            reasons.append(f"{shown_name(upload)}: {refused.reason}")
    return taken, reasons


def shown_name(upload):
    return (upload.name or "Foto")[:60]


def add_photo(product, taken, by):
    """Keep a taken photo. The same picture twice stays one row; a failed row leaves no file behind."""
    if Photo.objects.shown().filter(product=product).count() >= MOST_PHOTOS:
        raise GalleryFull
    name = random_name()
    files = [
        default_storage.save(f"photos/{name[:2]}/{name}-{width}.jpg", ContentFile(content))
        for width, content in (("besar", taken.large), ("kecil", taken.small))
    ]
    try:
        with transaction.atomic():
            return Photo.objects.create(
                product=product,
                large=files[0],
                small=files[1],
                width=taken.width,
                height=taken.height,
                digest=taken.digest,
                added_by=by,
            )
    except IntegrityError:
        discard(files)
        return Photo.objects.shown().get(product=product, digest=taken.digest)
    except BaseException:
        discard(files)
        raise


def discard(files):
    for file in files:
        default_storage.delete(file)


def remove_photo(photo):
    """Hide a photo; its file stays, since a submitted version may show it."""
    Photo.objects.shown().filter(pk=photo.pk).update(removed_at=timezone.now())
