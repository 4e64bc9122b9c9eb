"""Textures made of threads and strips: plain weave, lurik, plaiting, wicker, knitting, crochet, patchwork."""

from functools import lru_cache
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw

from .canvas import HEIGHT, WIDTH, Size, darker, grain, lighter, lit, mix, repeat, rgb
from .colours import Dye


def threads(size: Size, pitch: int = 4) -> Image.Image:
    """The light on a plain weave: warp and weft taking turns on top."""
    return _wide_threads(pitch, max(size[0], WIDTH), max(size[1], HEIGHT)).crop((0, 0, *size))


@lru_cache(maxsize=8)
def _wide_threads(pitch: int, width: int, height: int) -> Image.Image:
    size = (width, height)
    tile = Image.new("L", (pitch * 2, pitch * 2), 112)
    pen = ImageDraw.Draw(tile)
    for left, top in ((0, 0), (pitch, pitch)):
        pen.rectangle((left, top, left + pitch - 2, top + pitch - 2), fill=140)
    for left, top in ((pitch, 0), (0, pitch)):
        pen.rectangle((left, top, left + pitch - 2, top + pitch - 2), fill=126)
    slub = ImageChops.blend(grain(size, (90, 4), 31, 30), grain(size, (4, 90), 32, 30), 0.5)
    return ImageChops.blend(repeat(tile, size), slub, 0.5)


@lru_cache(maxsize=12)
def plain(size: Size, colour: str) -> Image.Image:
    return lit(Image.new("RGB", size, rgb(colour)), threads(size))


def stripes(rng: Random, dye: Dye, width: int = 240) -> list[tuple[str, int]]:
    """A symmetrical order of stripes, as lurik weavers set up a warp."""
    half: list[tuple[str, int]] = []
    while sum(wide for _, wide in half) < width // 2:
        colour = rng.choice((dye.ground, dye.ground, dye.main, dye.second, dye.accent))
        half.append((colour, rng.choice((4, 4, 8, 12, 20, 34))))
    return [*half, *reversed(half)]


def lurik(rng: Random, dye: Dye, size: Size) -> Image.Image:
    order = stripes(rng, dye)
    tile = Image.new("RGB", (sum(wide for _, wide in order), 8))
    pen, left = ImageDraw.Draw(tile), 0
    for colour, wide in order:
        pen.rectangle((left, 0, left + wide, 8), fill=colour)
        left += wide
    return lit(repeat(tile, size), threads(size))


def check(rng: Random, dye: Dye, size: Size) -> Image.Image:
    """Sarong squares: the stripes of lurik in both directions."""
    warp_side = lurik(rng, dye, size)
    weft = repeat(lurik(rng, dye, (240, 240)).transpose(Image.Transpose.ROTATE_90), size)
    return ImageChops.blend(warp_side, weft, 0.45)


def _strip(size: Size, colour: str, across: bool) -> Image.Image:
    """One strip of bamboo or pandan, round in section and streaked along."""
    length, width = size
    strip = Image.new("RGB", (length, width), rgb(colour))
    pen = ImageDraw.Draw(strip)
    for row in range(width):
        place = abs(2 * (row + 0.5) / width - 0.8)
        shade = (
            lighter(colour, 0.18 * (1 - place))
            if place < 0.7
            else darker(colour, 0.55 * (place - 0.7) + 0.08)
        )
        pen.line((0, row, length, row), fill=shade)
    return strip if across else strip.transpose(Image.Transpose.ROTATE_90)


@lru_cache(maxsize=48)
def plait(size: Size, first: str, second: str, width: int = 22, over: int = 2) -> Image.Image:
    """Diagonal-step plaiting (`over` strips over, as many under), the anyam of bamboo and coffee sachets."""
    period = 2 * over
    side = period * width
    tile = Image.new("RGB", (side, side), darker(first, 0.7))
    lying, upright = _strip((side, width - 2), first, True), _strip((side, width - 2), second, False)
    for row in range(period):
        for column in range(period):
            x, y = column * width, row * width
            if (column + row) % period < over:
                tile.paste(lying.crop((x, 0, x + width, width - 2)), (x, y + 1))
            else:
                tile.paste(upright.crop((0, y, width - 2, y + width)), (x + 1, y))
    _step_shadows(tile, period, width, over)
    return lit(repeat(tile, size), grain(size, (90, 90), 41, 12))


def _step_shadows(tile: Image.Image, period: int, width: int, over: int) -> None:
    pen = ImageDraw.Draw(tile, "RGBA")
    for row in range(period):
        for column in range(period):
            x, y = column * width, row * width
            step = (column + row) % period
            if step == 0:
                pen.rectangle((x, y + 1, x + 2, y + width - 2), fill=(20, 10, 0, 110))
            if step == over - 1:
                pen.rectangle((x + width - 3, y + 1, x + width - 1, y + width - 2), fill=(20, 10, 0, 80))


@lru_cache(maxsize=4)
def mat(size: Size, colour: str) -> Image.Image:
    return plait(size, colour, darker(colour, 0.08), 26, 2)


@lru_cache(maxsize=16)
def wicker(size: Size, colour: str, post: int = 30, rod: int = 12) -> Image.Image:
    """Round rods woven before and behind upright posts."""
    tile = Image.new("RGB", (post * 2, rod * 2), darker(colour, 0.6))
    pen = ImageDraw.Draw(tile)
    for row in range(2):
        for x in range(post * 2):
            swell = cos(pi * (x - (post if row else 0)) / post)
            for y in range(rod):
                across = sin(pi * (y + 0.5) / rod)
                light = 0.5 + 0.32 * swell * across + 0.3 * (across - 0.6)
                shade = mix(darker(colour, 0.75), lighter(colour, 0.3), min(1, max(0, light)))
                pen.point((x, row * rod + y), fill=shade)
    return lit(repeat(tile, size), grain(size, (90, 14), 43, 20))


@lru_cache(maxsize=32)
def knit(size: Size, colour: str, stitch: int = 22) -> Image.Image:
    """Rows of V stitches."""
    factor, width, height = 4, stitch, int(stitch * 0.8)
    tile = Image.new("RGB", (width * factor, height * factor), darker(colour, 0.45))
    pen = ImageDraw.Draw(tile)
    for shift in (-height, 0, height):
        for side in (-1, 1):
            middle = width * factor / 2
            for step in range(14):
                t = step / 13
                x = middle + side * (0.44 - 0.36 * t) * width * factor
                y = (shift + height * (0.02 + 1.05 * t)) * factor
                radius = 0.17 * width * factor * (0.75 + 0.35 * sin(pi * t))
                pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=darker(colour, 0.16))
                radius *= 0.7
                x, y = x - factor * 0.5, y - factor * 0.5
                pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=lighter(colour, 0.1))
    return lit(repeat(tile.reduce(factor), size), grain(size, (90, 90), 44, 8))


def fair_isle(rng: Random, dye: Dye, size: Size, stitch: int = 22) -> Image.Image:
    """Knitting with bands of a second yarn in small figures."""
    width, height = stitch, int(stitch * 0.8)
    sheet = knit(size, dye.ground, stitch).copy()
    rows, columns = size[1] // height + 1, size[0] // width + 1
    figure = Image.new("L", (columns, rows))
    period, turn = rng.choice(((6, 3), (8, 4), (4, 2))), rng.randrange(2)
    for row in range(rows):
        for column in range(columns):
            band, place = row % 16, column % period[0]
            diamond = abs(place - period[1]) + abs(band % 8 - 4) == (3 if turn else 4)
            if (band < 9 and diamond) or band in (10, 12):
                figure.putpixel((column, row), 255)
    mask = figure.resize((columns * width, rows * height), Image.Resampling.NEAREST).crop((0, 0, *size))
    sheet.paste(knit(size, dye.main, stitch), (0, 0), mask)
    return sheet


@lru_cache(maxsize=24)
def crochet(size: Size, colour: str, hole: str, cell: int = 58) -> Image.Image:
    """Open work: rows of overlapping fans of thread over a darker ground."""
    factor = 3
    tile = Image.new("RGB", (cell * factor, cell * factor), rgb(hole))
    pen = ImageDraw.Draw(tile)
    for row in (-1, 0, 1, 2, 3):
        for column in (-1, 0, 1):
            x, y = (column + (row % 2) / 2 + 0.5) * cell * factor, row * cell * factor / 2
            _fan(pen, (x, y), cell * factor * 0.5, colour)
    return lit(repeat(tile.reduce(factor), size), threads(size))


def _fan(pen: ImageDraw.ImageDraw, foot: tuple[float, float], radius: float, colour: str) -> None:
    for step in range(9):
        angle = pi + pi * step / 8
        tip = (foot[0] + cos(angle) * radius * 0.92, foot[1] + sin(angle) * radius * 0.92)
        pen.line((*foot, *tip), fill=darker(colour, 0.3), width=int(radius * 0.17))
        pen.line((foot[0] - 1, foot[1] - 1, tip[0] - 1, tip[1] - 1), fill=colour, width=int(radius * 0.1))
    box = (foot[0] - radius, foot[1] - radius, foot[0] + radius, foot[1] + radius)
    pen.arc(box, 180, 360, fill=darker(colour, 0.3), width=int(radius * 0.2))
    pen.arc(box, 180, 360, fill=lighter(colour, 0.2), width=int(radius * 0.12))


def patchwork(rng: Random, cloths: list[Image.Image], size: Size, cell: int = 150) -> Image.Image:
    """Squares and triangles of several cloths with a seam around each."""
    sheet = Image.new("RGB", size)
    pen = ImageDraw.Draw(sheet, "RGBA")
    kind = rng.randrange(3)
    for row in range(size[1] // cell + 1):
        for column in range(size[0] // cell + 1):
            x, y = column * cell, row * cell
            first, second = rng.sample(cloths, 2)
            place = (rng.randrange(60), rng.randrange(60))
            sheet.paste(first.crop((*place, place[0] + cell, place[1] + cell)), (x, y))
            if kind and (kind == 1 or (row + column) % 2):
                sheet.paste(
                    second.crop((0, 0, cell, cell)), (x, y), _half(cell, (row * 7 + column * 3 + kind) % 4)
                )
            pen.rectangle((x, y, x + cell, y + cell), outline=(20, 12, 8, 120), width=2)
            pen.line((x + 3, y + 3, x + cell - 3, y + 3), fill=(255, 250, 235, 70), width=2)
    return sheet


@lru_cache(maxsize=16)
def _half(cell: int, quarter: int) -> Image.Image:
    mask = Image.new("L", (cell, cell))
    ImageDraw.Draw(mask).polygon([(0, 0), (cell, 0), (0, cell)], fill=255)
    return mask.rotate(90 * quarter)
