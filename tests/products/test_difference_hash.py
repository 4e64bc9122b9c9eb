"""The 64 bits by which pictures are compared: the same for what looks the same."""

import pytest
from PIL import Image

from .pictures import encoded, exif, fields, scene
from .taking import taken

# A picture, and others that show the same: smaller, darker, packed harder, turned in its file.
SEEN_AGAIN = {
    "smaller": lambda picture: encoded(picture.resize((400, 300)), "JPEG"),
    "darker": lambda picture: encoded(picture.point(lambda value: value * 0.6), "JPEG"),
    "packed harder": lambda picture: encoded(picture, "WEBP", quality=15),
    "turned": lambda picture: encoded(picture.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif(6)),
}


def differing_bits(one, other):
    return ((one ^ other) & (2**64 - 1)).bit_count()


@pytest.mark.parametrize("way", SEEN_AGAIN)
def test_the_same_scene_taken_otherwise_is_alike(way):
    picture = scene(1200, 900)

    likeness = [taken(content).likeness for content in (encoded(picture, "JPEG"), SEEN_AGAIN[way](picture))]

    assert differing_bits(*likeness) <= 4


def test_another_scene_is_not_alike():
    scenes = scene(1200, 900), fields(1200, 900)

    likeness = [taken(encoded(picture, "JPEG")).likeness for picture in scenes]

    assert differing_bits(*likeness) > 16


@pytest.mark.parametrize(
    ("slope", "likeness"),
    [
        (Image.Transpose.ROTATE_90, -1),
        (Image.Transpose.ROTATE_270, None),
        (None, None),
    ],
    ids=["brighter to the right", "darker to the right", "brighter downwards"],
)
def test_a_bit_says_whether_it_gets_brighter_to_the_right(slope, likeness):
    picture = Image.linear_gradient("L").resize((900, 800))
    picture = picture.transpose(slope).resize((900, 800)) if slope else picture

    assert taken(encoded(picture, "PNG")).likeness == likeness


def test_a_blank_sheet_is_like_nothing():
    assert taken(encoded(Image.new("RGB", (300, 200), "white"), "PNG")).likeness is None
