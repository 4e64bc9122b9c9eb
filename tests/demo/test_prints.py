from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageStat

from demo import prints
from demo.prints import Picture, print_of, prints_of

BOWLS = Picture("kriya", "keramik", 1)
BOXES = Picture("kriya", "kayu", 3)


def opened(file):
    return Image.open(BytesIO(file))


def test_a_print_is_a_jpeg_of_two_widths():
    made = print_of(BOXES)

    large, small = opened(made.large), opened(made.small)
    assert (large.format, large.size, small.format, small.size) == ("JPEG", (1200, 900), "JPEG", (480, 360))
    assert (made.width, made.height, made.digest) == (1200, 900, sha256(made.large).hexdigest())


def test_a_dark_picture_is_as_hard_to_see_as_its_return_says():
    light, dark = (
        ImageStat.Stat(opened(print_of(picture).small).convert("L")).mean[0]
        for picture in (BOXES, BOXES._replace(dark=True))
    )

    assert dark < light / 3 + 5


def test_several_processes_make_the_same_prints_as_one(monkeypatch):
    alone = prints_of([BOXES, BOWLS])
    monkeypatch.setattr(prints, "WORTH_A_POOL", 2)

    together = prints_of([BOXES, BOWLS])

    assert together == alone


def test_a_picture_that_many_products_show_is_drawn_once(monkeypatch):
    drawn = []
    monkeypatch.setattr(prints, "print_of", drawn.append)

    prints_of([BOXES, BOWLS, BOXES])

    assert drawn == [BOXES, BOWLS]
