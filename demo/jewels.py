"""Scenes of beads, earrings and brooches."""

import itertools

from PIL import Image, ImageDraw, ImageFilter

from .canvas import (
    Point,
    curve,
    darker,
    lay,
    ring,
    rounded,
    stencil,
    turned_by,
)
from .colours import METALS
from .drapes import pillow, puff
from .embroidery import flower
from .grounds import tabletop
from .sittings import Sitting
from .turning import sphere
from .weaves import plain


def _beads(picture: Image.Image, line: list[Point], sizes: list[int], tones: list[str]) -> None:
    """String beads along a line, each with its own small shadow."""
    kinds = {(size, tone): sphere(size, tone) for size in set(sizes) for tone in set(tones)}
    gap, k = 0.0, 0
    shadow = Image.new("L", (80, 80))
    ImageDraw.Draw(shadow).ellipse((18, 18, 62, 62), fill=150)
    shadow = shadow.filter(ImageFilter.GaussianBlur(7))
    for (x0, y0), (x1, y1) in itertools.pairwise(line):
        gap -= ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        if gap > 0:
            continue
        size, tone = sizes[k % len(sizes)], tones[k % len(tones)]
        soft = shadow.resize((size * 2, size * 2))
        picture.paste((40, 28, 20), (round(x0 - size * 0.75), round(y0 - size * 0.7)), soft)
        bead = kinds[size, tone]
        picture.paste(bead, (round(x0 - size / 2), round(y0 - size / 2)), bead.getchannel("A"))
        gap, k = size * 0.96, k + 1


def necklaces(sitting: Sitting) -> Image.Image:
    picture = tabletop(sitting, ("plaster", "linen", "wood")[sitting.step % 3])
    dye, other = sitting.dye, sitting.other_dye(1)
    for k, (wide, drop) in enumerate(((440, 700), (320, 500))):
        tones = [dye.ground, dye.main, dye.accent] if k == 0 else [other.ground, METALS[0], other.second]
        line = curve(
            [
                (600 - wide, -30),
                (600 - wide * 0.8, drop * 0.5),
                (600, drop + 60),
                (600 + wide * 0.8, drop * 0.5),
                (600 + wide, -30),
            ],
            200,
        )
        _beads(picture, line, [44, 30, 56, 30] if k == 0 else [26, 34], tones)
    _beads(picture, [(600, 815), (600, 816)], [104], [dye.ground])
    return picture


def bracelets(sitting: Sitting) -> Image.Image:
    picture = tabletop(sitting)
    for k, (x, y, radius) in enumerate(((330, 330, 210), (800, 300, 190), (580, 610, 200), (1010, 640, 150))):
        dye = sitting.other_dye(k)
        line = [*ring((x, y), (radius, radius * 0.94), 0, 900), (x + radius, y)]
        pattern = ([38], [30, 44], [24, 24, 40], [34])[(k + sitting.step) % 4]
        _beads(picture, line, pattern, [dye.ground, dye.second, dye.ground, dye.accent, dye.main])
    return picture


def earrings(sitting: Sitting) -> Image.Image:
    """Pairs of earrings on cards."""
    picture = tabletop(sitting)
    for k, (x, y, turn) in enumerate(((90, 110, 6), (450, 190, -5), (800, 90, 4))):
        card = puff(plain((310, 520), "#f1e8d6"), rounded((310, 520), 10), 8, 0.5).convert("RGBA")
        card.putalpha(rounded((310, 520), 10))
        dye = sitting.other_dye(k)
        for left in (86, 224):
            _drop(card, (left, 110), (k + sitting.step) % 3, sitting, dye)
        pen = ImageDraw.Draw(card)
        pen.line((110, 40, 200, 40), fill=dye.ground, width=6)
        pen.line((130, 56, 180, 56), fill=darker("#f1e8d6", 0.4), width=4)
        lay(picture, turned_by(card, turn), (x, y), 10, 0.45)
    return picture


def _drop(card: Image.Image, at: Point, kind: int, sitting: Sitting, dye) -> None:
    x, y = round(at[0]), round(at[1])
    pen = ImageDraw.Draw(card)
    pen.arc((x - 14, y - 40, x + 14, y), 150, 390, fill="#a8863e", width=5)
    if kind == 0:
        size = (96, 96)
        disc = pillow(sitting.batik(size), stencil(size, [ring((48, 48), (46, 46))]), 12)
        lay(card, disc, (x - 48, y + 36), 6, 0.5)
        _beads(card, [(x, y + 20), (x, y + 21)], [28], [dye.accent])
    elif kind == 1:
        for step in range(5):
            _beads(
                card,
                [(x, y + 20 + step * 42), (x, y + 21 + step * 42)],
                [26 + step * 6],
                [(dye.ground, dye.accent, dye.second)[step % 3]],
            )
    else:
        flower(card, (x, y + 80), 58, dye.second, dye.accent, 7)
        _beads(card, [(x, y + 16), (x, y + 17)], [26], [dye.ground])


def brooches(sitting: Sitting) -> Image.Image:
    """Flowers of cloth and thread on a cushion of linen."""
    picture = tabletop(sitting, "linen")
    for k, (x, y, radius) in enumerate(
        ((270, 270, 190), (680, 230, 150), (950, 560, 190), (500, 630, 170), (180, 690, 110))
    ):
        dye = sitting.other_dye(k)
        thing = Image.new("RGBA", (radius * 2 + 40, radius * 2 + 40))
        middle = (radius + 20, radius + 20)
        for scale, tone in ((1, dye.ground), (0.72, dye.second), (0.46, dye.main)):
            flower(thing, middle, radius * scale, tone, dye.accent, 6 + k % 3)
        _beads(thing, [middle, (middle[0], middle[1] + 1)], [radius // 3], [dye.accent])
        lay(picture, thing, (x - radius - 20, y - radius - 20), 12, 0.5)
    return picture
