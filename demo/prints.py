"""Pictures as photos are kept, drawn by several processes. Knows no Django: each process loads this alone."""

import os
from collections.abc import Iterable
from multiprocessing import get_context
from typing import NamedTuple

from PIL import ImageEnhance

from products.photo_child import PLANS, likeness_of, render
from products.photos import TakenPhoto

from .pictures import draw

AT_NIGHT = 0.28
WORTH_A_POOL = 24
MOST_PROCESSES = 4


class Picture(NamedTuple):
    """One drawing; `dark`: as taken indoors at night."""

    category: str
    subcategory: str
    seed: int
    dark: bool = False


def prints_of(pictures: Iterable[Picture]) -> dict[Picture, TakenPhoto]:
    """A print of each different one among them."""
    different = list(dict.fromkeys(pictures))
    if len(different) < WORTH_A_POOL:
        return {picture: print_of(picture) for picture in different}
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    # Unlike an executor's, the workers of a Pool end when this process is killed.
    with get_context("spawn").Pool(processes) as pool:
        return dict(zip(different, pool.map(print_of, different, chunksize=4), strict=True))


def print_of(picture: Picture) -> TakenPhoto:
    image = draw(picture.category, picture.subcategory, picture.seed)
    if picture.dark:
        image = ImageEnhance.Brightness(image).enhance(AT_NIGHT)
    return TakenPhoto.of(*render(image, PLANS["photo"]), likeness_of(image))
