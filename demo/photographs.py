"""Photos of the demo's products: the same print under a name of its own for every product that shows it."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from products.models import Photo
from products.models.photos import file_name


def photo(product, key, taken, slot, by, at, files):
    """An unsaved Photo with its files written. The stem follows from product and content: made again, it is there."""
    stem = hashlib.sha256(f"opor/{key}/{taken.digest}".encode()).hexdigest()[:32]
    for rendition, content in taken.renditions.items():
        write(file_name(stem, rendition), content, files)
    return Photo(
        product=product,
        slot=slot,
        stem=stem,
        renditions=list(taken.renditions),
        width=taken.width,
        height=taken.height,
        digest=taken.digest,
        likeness=taken.likeness,
        added_by=by,
        added_at=at,
    )


def write(name, content, files):
    """A whole file of that name is there already, or an earlier run was cut off in the middle of it."""
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return
        default_storage.delete(name)
    files.append(default_storage.save(name, ContentFile(content)))
