"""Giving body to flat cloth: folds, puffed edges, rolls, stacks, seams."""

import itertools
from collections.abc import Sequence
from math import asin, cos, pi, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import NEUTRAL, Point, Size, curve, cut, field, lit, stencil, warp


def drape(
    rng: Random, cloth: Image.Image, size: Size, depth: float = 0.34, lean: float | None = None
) -> Image.Image:
    """Lay a cloth in soft folds; `lean` is the direction across the folds in radians."""
    lean = rng.uniform(0.2, 0.9) if lean is None else lean
    waves = [
        (cos(turn) * pull, sin(turn) * pull, rng.uniform(0, 2 * pi), share)
        for turn, pull, share in (
            (lean, rng.uniform(9, 12), 1.0),
            (lean + rng.uniform(-0.35, 0.35), rng.uniform(17, 24), 0.5),
            (lean + rng.uniform(0.6, 1.1), rng.uniform(5, 8), 0.5),
        )
    ]

    def slope(x: float, y: float) -> float:
        value = sum(share * cos(a * x + b * y + p + 0.7 * sin(3 * y + p)) for a, b, p, share in waves)
        return depth * value * abs(value) ** 0.3 / 1.6

    def back(x: float, y: float) -> Point:
        push = sum(share * sin(a * x + b * y + p + 0.7 * sin(3 * y + p)) for a, b, p, share in waves) * 9
        room = 20
        return (
            room + x * (cloth.width - 2 * room) + push * cos(lean),
            room + y * (cloth.height - 2 * room) + push * sin(lean),
        )

    return lit(warp(cloth, size, back, (20, 15)), field(slope, size))


def puff(image: Image.Image, mask: Image.Image, radius: float, depth: float = 0.8) -> Image.Image:
    """Round the edges of what the mask keeps, as if filled, lit from the upper left."""
    small = mask.reduce(4)
    room = max(2, int(radius / 3))
    padded = Image.new("L", (small.width + 2 * room, small.height + 2 * room))
    padded.paste(small, (room, room))
    soft = padded.filter(ImageFilter.GaussianBlur(radius / 4))
    shift = max(1, int(radius / 8))
    slope = ImageChops.subtract(
        ImageChops.offset(soft, -shift, -shift), ImageChops.offset(soft, shift, shift), 1.25, NEUTRAL
    )
    rim = soft.point([NEUTRAL - int((255 - value) * 0.22) for value in range(256)])
    light = ImageChops.add(slope, rim, 1, -NEUTRAL).crop(
        (room, room, room + small.width, room + small.height)
    )
    calm = light.point([int(NEUTRAL + (value - NEUTRAL) * depth) for value in range(256)])
    return lit(image.convert("RGB"), calm.resize(image.size, Image.Resampling.BILINEAR))


def pillow(cloth: Image.Image, mask: Image.Image, radius: float = 40, depth: float = 0.8) -> Image.Image:
    return cut(puff(cloth, mask, radius, depth), mask)


def across(size: Size, light: Sequence[float]) -> Image.Image:
    """Light that changes from left to right only; values from -1 to 1."""
    row = Image.frombytes("L", (len(light), 1), bytes(int(NEUTRAL + 127 * max(-1, min(1, v))) for v in light))
    return row.resize(size, Image.Resampling.BILINEAR)


def downward(size: Size, light: Sequence[float]) -> Image.Image:
    return across((size[1], size[0]), light).transpose(Image.Transpose.ROTATE_270)


def hang(rng: Random, cloth: Image.Image, size: Size, folds: float = 4) -> Image.Image:
    """A cloth hanging straight down in upright folds."""
    phase = rng.uniform(0, 2 * pi)
    turn = 2 * pi * folds

    def back(x: float, y: float) -> Point:
        grow = 0.4 + 0.6 * y
        return (30 + x * (cloth.width - 60) + 16 * grow * sin(turn * x + phase), y * cloth.height)

    light = [0.26 * cos(turn * k / 89 + phase) + 0.12 * sin(turn * 2.3 * k / 89) for k in range(90)]
    hung = lit(warp(cloth, size, back, (32, 4)), across(size, light))
    foot = [(k / 40 * size[0], size[1] - 8 + 7 * sin(turn * k / 40 + phase)) for k in range(41)]
    return cut(hung, stencil(size, [[(0, 0), (size[0], 0), *reversed(foot)]], 2))


def roll(cloth: Image.Image, size: Size) -> Image.Image:
    """A cloth rolled up, lying level: `size` is length by thickness."""

    def back(x: float, y: float) -> Point:
        return (x * size[0], (asin(2 * y - 1) / pi + 0.5) * size[1] * 1.5)

    light = [0.75 * cos((k / 39 - 0.36) * pi * 1.05) - 0.38 for k in range(40)]
    rolled = lit(warp(cloth, size, back, (1, 16)), downward(size, light))
    return cut(rolled, stencil(size, [[(6, 0), (size[0] - 6, 0), *_bulge(size, 1), *_bulge(size, -1)]]))


def _bulge(size: Size, side: int) -> list[Point]:
    turns = [pi * k / 12 for k in range(13)]
    middle = size[0] - 12 if side > 0 else 12
    return [(middle + side * 11 * sin(turn), size[1] / 2 - side * cos(turn) * size[1] / 2) for turn in turns]


def fold(rng: Random, cloth: Image.Image, size: Size, layers: int = 3) -> Image.Image:
    """The front edge of a folded cloth: layers that bulge one above the other."""
    width, height = size
    front = Image.new("RGB", size)
    step = height / layers
    for layer in range(layers):
        top, bottom = round(layer * step), round((layer + 1) * step)
        start = rng.randrange(max(1, cloth.height - bottom + top))
        front.paste(cloth.crop((0, start, width, start + bottom - top)), (0, top))
    light = [0.62 * sin(pi * ((k * layers / 60) % 1)) ** 0.7 - 0.42 + 0.06 * (1 - k / 60) for k in range(60)]
    shaded = lit(front, downward(size, light))
    wave = [rng.uniform(-5, 5) for _ in range(layers * 2 + 1)]
    right = curve([(width - 8 + wave[k], k * height / (2 * layers)) for k in range(layers * 2 + 1)], 4)
    left = curve([(8 + wave[-k - 1], k * height / (2 * layers)) for k in range(layers * 2 + 1)], 4)
    return cut(shaded, stencil(size, [[*left, *reversed(right)]]))


def stitched(
    thing: Image.Image, line: Sequence[Point], colour: str, dash: float = 12, width: int = 3
) -> None:
    """Sew a dashed seam along the line onto the object."""
    pen = ImageDraw.Draw(thing)
    travelled = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(line):
        length = max(0.001, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
        start = 0.0
        while start < length:
            stop = min(length, start + dash - travelled % dash)
            if (travelled // dash) % 2 == 0:
                ends = [(x0 + (x1 - x0) * s / length, y0 + (y1 - y0) * s / length) for s in (start, stop)]
                pen.line(ends, fill=colour, width=width)
            travelled += stop - start + 1e-6
            start = stop + 1e-6
