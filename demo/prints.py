"""Pictures as JPEG files of two widths, drawn by several processes. Knows no Django: each process loads this alone."""

import hashlib
import os
from collections.abc import Iterable
from io import BytesIO
from multiprocessing import get_context
from typing import NamedTuple

from PIL import Image, ImageEnhance

from .pictures import draw

SMALL_WIDTH = 480
LARGE_QUALITY, SMALL_QUALITY = 76, 70
AT_NIGHT = 0.28
WORTH_A_POOL = 24
MOST_PROCESSES = 4


class Picture(NamedTuple):
    """One drawing; `dark`: as taken indoors at night."""

    category: str
    subcategory: str
    seed: int
    dark: bool = False


class Print(NamedTuple):
    """`width`, `height` and `digest` are those of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int
    digest: str


def prints_of(pictures: Iterable[Picture]) -> dict[Picture, Print]:
    """A print of each different one among them."""
    different = list(dict.fromkeys(pictures))
    if len(different) < WORTH_A_POOL:
        return {picture: print_of(picture) for picture in different}
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    # Unlike an executor's, the workers of a Pool end when this process is killed.
    with get_context("spawn").Pool(processes) as pool:
        return dict(zip(different, pool.map(print_of, different, chunksize=4), strict=True))


def print_of(picture: Picture) -> Print:
    image = draw(picture.category, picture.subcategory, picture.seed)
    if picture.dark:
        image = ImageEnhance.Brightness(image).enhance(AT_NIGHT)
    large = encode(image, LARGE_QUALITY)
    size = (SMALL_WIDTH, SMALL_WIDTH * image.height // image.width)
    small = encode(image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3), SMALL_QUALITY)
    return Print(large, small, *image.size, hashlib.sha256(large).hexdigest())


def encode(image: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
    return file.getvalue()
