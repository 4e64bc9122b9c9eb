"""Taking a photo in a test: what comes of it."""

import io

import pytest

from products.photos import PhotoRefused, take


def taken(content):
    return take(io.BytesIO(content))


def refusal(content):
    with pytest.raises(PhotoRefused) as refused:
        taken(content)
    return refused.value.code


def by_width(photo, suffix="webp"):
    """The files of one kind, the narrowest first."""
    names = [name for name in photo.renditions if name.endswith(f".{suffix}")]
    return [photo.renditions[name] for name in sorted(names, key=lambda name: int(name.partition(".")[0]))]


def widest(photo):
    return by_width(photo)[-1]
