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
