from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageStat

from demo import prints
from demo.prints import Picture, print_of, prints_of

BOWLS = Picture("kriya", "keramik", 1)
BOXES = Picture("kriya", "kayu", 3)


def opened(file):
    return Image.open(BytesIO(file))


def test_a_print_has_the_renditions_of_a_photo():
    made = print_of(BOXES)

    shown = {name: (opened(file).format, opened(file).size) for name, file in made.renditions.items()}
    assert shown == {
        "320.webp": ("WEBP", (320, 240)),
        "640.webp": ("WEBP", (640, 480)),
        "640.jpg": ("JPEG", (640, 480)),
        "1200.webp": ("WEBP", (1200, 900)),
    }
    assert (made.width, made.height) == (1200, 900)
    assert made.digest == sha256(made.renditions["1200.webp"]).hexdigest()


def test_a_dark_picture_is_as_hard_to_see_as_its_return_says():
    light, dark = (
        ImageStat.Stat(opened(print_of(picture).renditions["640.jpg"]).convert("L")).mean[0]
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
