"""Photos of the demo's products: the same print under a name of its own for every product that shows it."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from products.models import Photo


def photo(product, key, taken, by, at, files):
    """An unsaved Photo with its files written. The name follows from product and content: made again, it is there."""
    name = hashlib.sha256(f"opor/{key}/{taken.digest}".encode()).hexdigest()[:32]
    return Photo(
        product=product,
        large=write(f"photos/{name[:2]}/{name}-besar.jpg", taken.large, files),
        small=write(f"photos/{name[:2]}/{name}-kecil.jpg", taken.small, files),
        width=taken.width,
        height=taken.height,
        digest=taken.digest,
        added_by=by,
        added_at=at,
    )


def write(name, content, files):
    """A whole file of that name is there already, or an earlier run was cut off in the middle of it."""
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return name
        default_storage.delete(name)
    files.append(default_storage.save(name, ContentFile(content)))
    return name
