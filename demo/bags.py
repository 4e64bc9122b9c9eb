"""Scenes of bags, pouches, wallets and belts in cloth, yarn, leather and plaited sachets."""

from collections.abc import Sequence
from math import cos, pi, sin

from PIL import Image, ImageChops, ImageDraw

from .canvas import (
    Point,
    Size,
    bounds,
    curve,
    cut,
    darker,
    grain,
    lay,
    lighter,
    lit,
    rgb,
    ring,
    rounded,
    stand,
    stencil,
    turned_by,
)
from .cloths import scraps
from .colours import BAMBOO, LEATHERS
from .drapes import pillow, stitched
from .grounds import room, tabletop
from .sittings import Sitting
from .weaves import crochet, knit, plait

TOTE = [(40, 20), (560, 20), (586, 330), (566, 620), (300, 634), (34, 620), (14, 330)]


def strap(size: Size, points: Sequence[Point], colour: str, width: int) -> Image.Image:
    """A band of cloth or leather along a line."""
    line = curve(points, 12)
    left, top, right, bottom = bounds(line, size, width)
    large = Image.new("RGBA", ((right - left) * 2, (bottom - top) * 2))
    pen = ImageDraw.Draw(large)
    for extra, tone in ((0, darker(colour, 0.4)), (5, colour), (int(width * 0.72), lighter(colour, 0.16))):
        doubled = [((x - left) * 2 - extra * 0.2, (y - top) * 2 - extra * 0.2) for x, y in line]
        pen.line(doubled, fill=tone, width=(width - extra) * 2, joint="curve")
    whole = Image.new("RGBA", size)
    whole.paste(large.reduce(2), (left, top))
    return whole


def _bag(cloth: Image.Image, colour: str, outline: Sequence[Point] = TOTE, depth: float = 0.9) -> Image.Image:
    """A soft bag with two handles; the handle colour may be leather."""
    size = (600, 640)
    whole = Image.new("RGBA", (600, 900))
    for lift, tone in ((30, darker(colour, 0.25)), (0, colour)):
        handle = strap(
            whole.size,
            [(180, 330), (186, 120 - lift), (300, 24 - lift * 0.5), (414, 120 - lift), (420, 330)],
            tone,
            26,
        )
        whole.paste(handle, (0, 10), handle.getchannel("A"))
        if lift:
            body = pillow(cloth, stencil(size, [curve([*outline, outline[0]], 5)], 2), 60, depth)
            whole.paste(body, (0, 250), body.getchannel("A"))
    front = (
        strap(whole.size, [(180, 420), (180, 290), (182, 200)], colour, 26),
        strap(whole.size, [(420, 420), (420, 290), (418, 200)], colour, 26),
    )
    for part in front:
        whole.paste(part, (0, 10), part.getchannel("A"))
    return whole


def _with_bag(sitting: Sitting, bag: Image.Image, small: Image.Image | None = None) -> Image.Image:
    picture = room(sitting)
    scale = 0.88
    main = bag.resize((int(bag.width * scale), int(bag.height * scale)), Image.Resampling.BILINEAR)
    stand(picture, main, (600 if small is None else 470, 835))
    if small is not None:
        stand(picture, small, (880, 815))
    return picture


def _pouch(sitting: Sitting, size: Size, k: int) -> Image.Image:
    body = pillow(sitting.cloth(size, k), rounded(size, 46), 40, 0.95)
    pen = ImageDraw.Draw(body)
    pen.line((26, 40, size[0] - 26, 40), fill=darker(sitting.other_dye(k).ground, 0.6), width=16)
    for x in range(30, size[0] - 30, 10):
        pen.line((x, 34, x, 46), fill="#cdb48a", width=4)
    pen.rounded_rectangle((size[0] - 80, 34, size[0] - 34, 52), 6, fill="#b98a3c", outline="#6b4a1c", width=2)
    return body


def tote(sitting: Sitting) -> Image.Image:
    bag = _bag(sitting.cloth((600, 640)), LEATHERS[sitting.step % len(LEATHERS)])
    return _with_bag(sitting, bag, _pouch(sitting, (300, 210), 2))


def patched_tote(sitting: Sitting) -> Image.Image:
    return _with_bag(sitting, _bag(scraps(sitting, (600, 640), 1), sitting.dye.ground), None)


def crocheted_bag(sitting: Sitting) -> Image.Image:
    dye = sitting.dye
    round_ = [(70, 40), (530, 40), (590, 300), (500, 590), (300, 632), (100, 590), (10, 300)]
    cloth = crochet((600, 640), dye.main if sitting.step % 2 else dye.ground, darker(dye.second, 0.45))
    purse = pillow(knit((280, 220), dye.accent, 18), rounded((280, 220), 70), 40, 0.9)
    return _with_bag(sitting, _bag(cloth, "#8a5a34", round_), purse)


def plaited_bag(sitting: Sitting) -> Image.Image:
    """A stiff bag of bamboo or pandan strips."""
    first, second = (
        BAMBOO[sitting.step % 5],
        (sitting.dye.ground, BAMBOO[(sitting.step + 2) % 5])[sitting.step % 2],
    )
    box = [(20, 30), (580, 30), (560, 330), (540, 620), (300, 622), (60, 620), (40, 330)]
    return _with_bag(
        sitting, _bag(plait((600, 640), first, second, 30), LEATHERS[sitting.step % 4], box, 0.8)
    )


def sachet_bag(sitting: Sitting) -> Image.Image:
    """A shopping bag plaited from washed coffee sachets."""
    return _with_bag(sitting, _bag(sachets(sitting, (600, 640)), darker(sitting.dye.ground, 0.2), TOTE, 0.8))


def sachets(sitting: Sitting, size: Size, cell: int = 40) -> Image.Image:
    """Folded strips of printed foil in steps, with a shine across each."""
    rng = sitting.rng
    inks = ["#8a2a31", "#d79b2e", "#3a2a20", "#e9e0cf", sitting.dye.ground, sitting.dye.second]
    sheet = Image.new("RGB", size, "#2a211b")
    pen = ImageDraw.Draw(sheet)
    for row in range(-1, size[1] // cell + 1):
        for column in range(-1, size[0] // cell + 1):
            x, y = column * cell, row * cell
            tone = inks[(column * 2 + row * 3 + rng.randrange(2)) % len(inks)]
            level = (column + row) % 2 == 0
            box = (x + 2, y + 2, x + cell - 2, y + cell - 2)
            pen.rectangle(box, fill=tone)
            place = rng.randrange(8, cell - 14)
            mark = (
                (x + 2, y + place, x + cell - 2, y + place + 6)
                if level
                else (x + place, y + 2, x + place + 6, y + cell - 2)
            )
            pen.rectangle(mark, fill=lighter(inks[rng.randrange(len(inks))], 0.1))
            edge = (x + 3, y + 5, x + cell - 3, y + 5) if level else (x + 5, y + 3, x + 5, y + cell - 3)
            pen.line(edge, fill=lighter(tone, 0.55), width=4)
            far = (
                (x + 2, y + cell - 4, x + cell - 2, y + cell - 4)
                if level
                else (x + cell - 4, y + 2, x + cell - 4, y + cell - 2)
            )
            pen.line(far, fill=darker(tone, 0.45), width=4)
    return lit(sheet, grain(size, (70, 70), 81, 26))


def sachet_mats(sitting: Sitting) -> Image.Image:
    """Place mats and a purse from sachets."""
    picture = tabletop(sitting, ("linen", "wood", "plaster")[sitting.step % 3])
    for k, (turn, at) in enumerate(((14, (50, 60)), (-9, (400, 230)))):
        size = (640, 480)
        piece = pillow(sachets(sitting, size, 40), rounded(size, 14), 14, 0.6)
        ImageDraw.Draw(piece).rounded_rectangle(
            (6, 6, 633, 473), 12, outline=darker(sitting.other_dye(k).ground, 0.2), width=16
        )
        lay(picture, turned_by(piece, turn), at, 10, 0.5)
    purse = pillow(sachets(sitting, (300, 200), 25), rounded((300, 200), 24), 30, 0.8)
    lay(picture, turned_by(purse, -20), (820, 60), 12, 0.55)
    return picture


def pouches(sitting: Sitting) -> Image.Image:
    """Zipped pouches of cloth, overlapping on a table."""
    picture = tabletop(sitting)
    for k, (x, y, turn, size) in enumerate(
        ((120, 110, 12, (520, 350)), (560, 240, -9, (500, 340)), (260, 500, 4, (420, 290)))
    ):
        lay(picture, turned_by(_pouch(sitting, size, k), turn), (x, y), 14, 0.5)
    return picture


def headcloths(sitting: Sitting) -> Image.Image:
    """Square headcloths folded to a point, as for the Sundanese iket."""
    picture = tabletop(sitting)
    for k, (x, y, turn) in enumerate(((60, 60, 10), (520, 130, -12), (240, 400, 4))):
        size = (620, 430)
        shape = [(10, 30), (610, 30), (310, 420)]
        piece = pillow(sitting.batik(size, k), stencil(size, [shape]), 16, 0.8)
        dye = sitting.other_dye(k)
        for inset in (14, 34):
            ImageDraw.Draw(piece).line(
                [
                    (10 + inset * 2, 30 + inset),
                    (610 - inset * 2, 30 + inset),
                    (310, 420 - inset * 1.4),
                    (10 + inset * 2, 30 + inset),
                ],
                fill=dye.main,
                width=5,
            )
        lay(picture, turned_by(piece, turn), (x, y), 10, 0.5)
    return picture


def hide(size: Size, colour: str) -> Image.Image:
    """Leather: fine creases and a soft mottle."""
    creases = ImageChops.blend(grain(size, (5, 5), 91, 44), grain(size, (60, 60), 92, 40), 0.5)
    return lit(Image.new("RGB", size, rgb(colour)), creases)


def _leather(size: Size, colour: str, radius: int = 28) -> Image.Image:
    piece = pillow(hide(size, colour), rounded(size, radius), 22, 0.9)
    w, h = size
    stitched(piece, [(16, 16), (w - 16, 16), (w - 16, h - 16), (16, h - 16), (16, 16)], "#e6cf9f", 11, 3)
    return piece


def wallets(sitting: Sitting) -> Image.Image:
    picture = tabletop(sitting, ("wood", "linen", "plaster")[sitting.step % 3])
    for k, (x, y, turn) in enumerate(((120, 130, 14), (540, 300, -10))):
        colour = LEATHERS[(sitting.step * 2 + k) % len(LEATHERS)]
        piece = _leather((560, 400), colour)
        pen = ImageDraw.Draw(piece)
        if k == 0:
            pen.line((280, 6, 280, 394), fill=darker(colour, 0.5), width=6)
            pen.line((287, 6, 287, 394), fill=lighter(colour, 0.2), width=3)
            _chased(piece, (420, 200), 70, colour)
        else:
            flap = _leather((190, 120), lighter(colour, 0.06), 50)
            piece.paste(flap, (390, 140), flap.getchannel("A"))
            pen.ellipse((440, 184, 472, 216), fill="#c39a45", outline="#6b4a1c", width=3)
        lay(picture, turned_by(piece, turn), (x, y), 14, 0.55)
    return picture


def _chased(piece: Image.Image, at: Point, radius: float, colour: str) -> None:
    """A flower pressed into the leather."""
    pen = ImageDraw.Draw(piece)
    for k in range(8):
        turn = k * pi / 4
        outline = ring(
            (at[0] + cos(turn) * radius * 0.55, at[1] + sin(turn) * radius * 0.55),
            (radius * 0.42, radius * 0.17),
            turn,
            20,
        )
        pen.line([*outline, outline[0]], fill=darker(colour, 0.55), width=4)
        pen.line([(x + 2, y + 2) for x, y in outline], fill=lighter(colour, 0.3), width=2)


def belts(sitting: Sitting) -> Image.Image:
    """Two belts rolled up and a key holder."""
    picture = tabletop(sitting, ("plaster", "wood", "linen")[sitting.step % 3])
    for k, (x, y, radius) in enumerate(((110, 120, 230), (580, 310, 250))):
        lay(picture, _coil(radius, LEATHERS[(sitting.step * 2 + k * 3) % len(LEATHERS)]), (x, y), 20, 0.6)
    tag = _leather((300, 110), LEATHERS[(sitting.step + 2) % len(LEATHERS)], 50)
    pen = ImageDraw.Draw(tag)
    pen.ellipse((30, 36, 68, 74), fill="#e8dcc4", outline="#7a6a3c", width=6)
    lay(picture, turned_by(tag, 24), (760, 90), 10, 0.5)
    return picture


def _coil(radius: int, colour: str) -> Image.Image:
    side = radius * 2 + 140
    large = Image.new("RGBA", (side * 2, side * 2))
    pen = ImageDraw.Draw(large)
    turns = [k * 0.08 for k in range(int(2 * pi * 5 / 0.08))]
    spiral = [_on_coil(radius, a) for a in turns]
    last = spiral[-1]
    spiral += [(last[0] + k, last[1] + k * 10) for k in range(1, 12)]
    for width, tone in ((30, darker(colour, 0.6)), (24, colour), (6, lighter(colour, 0.32))):
        pen.line([(x * 2, y * 2) for x, y in spiral], fill=tone, width=width * 2, joint="curve")
    end = spiral[-1]
    pen.rounded_rectangle(
        [(end[0] - 30) * 2, (end[1] - 10) * 2, (end[0] + 30) * 2, (end[1] + 60) * 2],
        14,
        outline="#c39a45",
        width=14,
    )
    return large.reduce(2)


def _on_coil(radius: int, turn: float) -> Point:
    away = 34 + turn / (2 * pi) * radius * 0.155
    return (radius + cos(turn) * away, radius + sin(turn) * away)


def satchel(sitting: Sitting) -> Image.Image:
    """A leather satchel with a flap and two straps."""
    colour = LEATHERS[(sitting.step * 3) % len(LEATHERS)]
    size = (640, 520)
    whole = Image.new("RGBA", (640, 720))
    belt = strap(
        whole.size, [(40, 300), (60, 120), (320, 30), (580, 120), (600, 300)], darker(colour, 0.1), 30
    )
    whole.paste(belt, (0, 0), belt.getchannel("A"))
    body = _leather(size, colour, 50)
    whole.paste(body, (0, 200), body.getchannel("A"))
    flap = _leather((640, 300), lighter(colour, 0.05), 60)
    whole.paste(flap, (0, 196), flap.getchannel("A"))
    for x in (150, 450):
        band = _leather((52, 210), darker(colour, 0.2), 18)
        whole.paste(band, (x, 380), band.getchannel("A"))
        ImageDraw.Draw(whole).rounded_rectangle((x - 8, 470, x + 60, 524), 8, outline="#c39a45", width=9)
    if sitting.step % 2:
        _chased(whole, (320, 330), 90, colour)
    picture = room(sitting)
    stand(picture, whole, (600, 845))
    return picture


def sandals(sitting: Sitting) -> Image.Image:
    """A pair of sandals from above."""
    picture = tabletop(sitting, ("linen", "plaster", "wood")[sitting.step % 3])
    colour = LEATHERS[(sitting.step * 2 + 1) % len(LEATHERS)]
    size = (280, 680)
    sole = [
        (140, 10),
        (246, 90),
        (262, 230),
        (222, 380),
        (234, 560),
        (140, 672),
        (50, 560),
        (62, 380),
        (30, 230),
        (50, 80),
    ]
    for k, (x, turn) in enumerate(((240, 8), (620, -8))):
        shape = curve([*sole, sole[0]], 10)
        if k:
            shape = [(280 - px, py) for px, py in shape]
        thing = pillow(hide(size, lighter(colour, 0.25)), stencil(size, [shape], 2), 22)
        stitched(
            thing, [(140 + (px - 140) * 0.88, 340 + (py - 340) * 0.95) for px, py in shape], "#f0dfb8", 11, 3
        )
        for points in ([(28, 250), (110, 190), (252, 250)], [(40, 330), (150, 240), (246, 330)]):
            band = strap(size, points, colour, 58)
            lay(thing, cut(hide(size, colour), band.getchannel("A")), (0, 0), 5, 0.5)
            thing.paste(band, (0, 0), band.getchannel("A").point([int(v * 0.45) for v in range(256)]))
        lay(picture, turned_by(thing, turn), (x, 90), 14, 0.55)
    return picture
