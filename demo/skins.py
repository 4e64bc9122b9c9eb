"""Skins for round things: clay, glaze, turned wood, beaten metal, baskets, lamp paper."""

from math import sin
from random import Random

from PIL import Image, ImageChops, ImageDraw

from .canvas import Size, curve, darker, grain, lighter, lit, mix, rgb
from .sittings import Sitting


def clay(size: Size, colour: str) -> Image.Image:
    """Bare earthenware with the fine rings of the wheel."""
    rings = ImageChops.blend(grain(size, (size[0], 6), 51, 34), grain(size, (5, 5), 52, 20), 0.4)
    return lit(Image.new("RGB", size, rgb(colour)), rings)


def glazed(rng: Random, size: Size, glaze: str, body: str) -> Image.Image:
    """Glaze that ran down and stopped above the foot."""
    skin = clay(size, body)
    coat = Image.new("RGB", size, rgb(glaze))
    fade = Image.linear_gradient("L").resize(size)
    coat.paste(rgb(lighter(glaze, 0.4)), (0, 0), fade.point([max(0, 120 - v) for v in range(256)]))
    coat = lit(coat, ImageChops.blend(grain(size, (40, 90), 53, 44), grain(size, (8, 8), 54, 24), 0.4))
    level = size[1] * rng.uniform(0.6, 0.8)
    edge = curve([(x * size[0] / 9, level + rng.uniform(-26, 30)) for x in range(10)], 8)
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).polygon([(0, 0), (size[0], 0), *reversed(edge)], fill=255)
    skin.paste(coat, (0, 0), mask)
    pen = ImageDraw.Draw(skin)
    pen.line(edge, fill=darker(glaze, 0.35), width=6)
    pen.line([(x, y - 5) for x, y in edge], fill=lighter(glaze, 0.25), width=3)
    return skin


def banded(sitting: Sitting, size: Size, colour: str) -> Image.Image:
    """Clay or wood with a band of batik between lines."""
    skin = clay(size, colour)
    top, bottom = int(size[1] * 0.32), int(size[1] * 0.62)
    skin.paste(sitting.batik((size[0], bottom - top)), (0, top))
    pen = ImageDraw.Draw(skin)
    for level in (top - 10, top, bottom, bottom + 10):
        pen.line((0, level, size[0], level), fill=darker(colour, 0.45), width=4)
    return skin


def speckled(rng: Random, size: Size, colour: str, speck: str) -> Image.Image:
    skin = lit(Image.new("RGB", size, rgb(colour)), grain(size, (60, 60), 55, 20))
    pen = ImageDraw.Draw(skin)
    for _ in range(260):
        x, y, r = rng.randrange(size[0]), rng.randrange(size[1]), rng.choice((1, 1, 2, 3))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=mix(colour, speck, rng.uniform(0.4, 0.9)))
    return skin


def timber(size: Size, colour: str, seed: int = 0, upright: bool = False) -> Image.Image:
    """Long grain with darker year lines; `upright` lets it run from top to foot."""
    cell = (7, 300) if upright else (300, 7)
    fine = (3, 120) if upright else (120, 3)
    streaks = ImageChops.blend(grain(size, cell, 61 + seed, 46), grain(size, fine, 62 + seed, 34), 0.4)
    wood = lit(Image.new("RGB", size, rgb(colour)), streaks)
    pen = ImageDraw.Draw(wood, "RGBA")
    for k in range(9):
        place = (k + 0.5 + 0.4 * sin(k * 2.1 + seed)) / 9
        points = [(place + 0.012 * sin(step * 0.9 + k), step / 16) for step in range(17)]
        line = [(x * size[0], y * size[1]) if upright else (y * size[0], x * size[1]) for x, y in points]
        pen.line(line, fill=(50, 28, 10, 42), width=3)
    return wood


def metal(rng: Random, size: Size, colour: str, beaten: bool = True) -> Image.Image:
    skin = lit(Image.new("RGB", size, rgb(colour)), grain(size, (70, 240), 56, 56))
    if not beaten:
        return skin
    pen = ImageDraw.Draw(skin, "RGBA")
    for row in range(size[1] // 17 + 1):
        for column in range(size[0] // 20 + 1):
            x = column * 20 + (row % 2) * 10 + rng.randrange(-2, 3)
            y = row * 17 + rng.randrange(-2, 3)
            pen.ellipse((x - 9, y - 8, x + 9, y + 8), fill=(40, 20, 5, 40))
            pen.ellipse((x - 7, y - 7, x + 5, y + 4), fill=(255, 240, 205, 46))
    return skin


def ribbed(size: Size, colour: str, glow: str, level: bool = False) -> Image.Image:
    """Paper stretched over ribs with a light inside."""
    skin = lit(Image.new("RGB", size, rgb(colour)), grain(size, (9, 9), 57, 22))
    shine = Image.radial_gradient("L").resize(size).point([max(0, 215 - int(v * 1.1)) for v in range(256)])
    skin.paste(rgb(glow), (0, 0), shine)
    pen = ImageDraw.Draw(skin, "RGBA")
    pitch = 34 if level else 44
    for place in range(pitch // 2, size[1] if level else size[0], pitch):
        ends = (0, place, size[0], place) if level else (place, 0, place, size[1])
        pen.line(ends, fill=(90, 55, 20, 120), width=3)
        lifted = tuple(v + 3 if (k % 2 == 1) == level else v for k, v in enumerate(ends))
        pen.line(lifted, fill=(255, 245, 220, 90), width=3)
    return skin


def stripes_round(size: Size, colours: list[str], wide: int = 60) -> Image.Image:
    skin = Image.new("RGB", size)
    pen = ImageDraw.Draw(skin)
    for k in range(size[1] // wide + 1):
        pen.rectangle((0, k * wide, size[0], (k + 1) * wide), fill=colours[k % len(colours)])
    return lit(skin, grain(size, (5, 5), 58, 16))
