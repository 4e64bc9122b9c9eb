"""Scenes of cloth by the length: batik, household textiles, shawls, quilts."""

from math import cos, pi, sin

from PIL import Image, ImageDraw

from .canvas import (
    HEIGHT,
    WIDTH,
    curve,
    cut,
    darker,
    lay,
    lighter,
    lit,
    rounded,
    stand,
    stencil,
    turned_by,
    warp,
)
from .drapes import across, drape, fold, hang, pillow, puff, roll, stitched
from .grounds import room, tabletop, wall
from .sittings import Sitting
from .weaves import fair_isle, patchwork, plain

FULL = (WIDTH, HEIGHT)


def close_up(sitting: Sitting) -> Image.Image:
    """A cloth that fills the picture, another folded over its corner."""
    rng = sitting.rng
    picture = drape(rng, sitting.batik(FULL), FULL)
    over = drape(rng, sitting.batik(FULL, 3), FULL, 0.3, 1.2)
    drop = rng.randrange(-40, 60)
    edge = curve(
        [(-10, 640 + drop), (250, 600 + drop), (520, 700), (800, 640 - drop), (1210, 520 - drop)], 12
    )
    corner = cut(over, stencil(FULL, [[*edge, (1210, 910), (-10, 910)]], 2))
    stitched(corner, [(x, y + 16) for x, y in edge], sitting.other_dye(3).main, 9, 3)
    lay(picture, corner, (0, 0), 18, 0.6)
    return picture


def stack(sitting: Sitting, cloth=Sitting.batik, count: int = 4) -> Image.Image:
    """Folded cloths piled on a table."""
    rng = sitting.rng
    picture = room(sitting)
    thick = 112 if count == 4 else 136
    foot = 800
    for k in range(count):
        width = 660 - rng.randrange(0, 60)
        front = fold(rng, cloth(sitting, (width, 300), k), (width, thick), rng.choice((2, 3, 3)))
        stand(picture, front, (WIDTH / 2 + rng.randrange(-22, 22), foot), 0.5 if k == 0 else 0.25)
        foot -= thick - 4
    top = cloth(sitting, (760, 420), count - 1)
    size = (600, 116)
    view = warp(top, size, lambda x, y: (380 + (x - 0.5) * (700 + 200 * (1 - y)), 20 + 380 * y), (12, 8))
    lid = cut(
        lit(view, across(size, (0.1, 0.14, 0.05, 0))),
        stencil(size, [[(54, 4), (546, 4), (598, 112), (2, 112)]]),
    )
    lay(picture, lid, (WIDTH / 2 - 300, foot - 100), 4, 0.3)
    return picture


def line(sitting: Sitting, cloth=Sitting.batik) -> Image.Image:
    """Cloths hung over a pole before a wall."""
    rng = sitting.rng
    picture = wall(sitting)
    count = 3 if sitting.step % 2 else 2
    wide = 900 // count
    for k in range(count):
        size = (wide - 30, 640 + rng.randrange(-60, 60))
        panel = hang(rng, cloth(sitting, (size[0] + 60, size[1]), k), size, 3.2)
        lay(picture, panel, (150 + k * wide + 15, 132), 22, 0.42)
    pole = Image.new("RGB", (1080, 26), "#8a5a34")
    rod = cut(lit(pole, Image.linear_gradient("L").rotate(180).resize(pole.size)), rounded(pole.size, 13))
    lay(picture, rod, (60, 118), 10, 0.5)
    return picture


def rolls(sitting: Sitting, cloth=Sitting.cloth) -> Image.Image:
    """Rolled lengths side by side."""
    rng = sitting.rng
    picture = tabletop(sitting)
    for k in range(5):
        length = 800 + rng.randrange(-60, 60)
        rolled = roll(cloth(sitting, (length, 230), k), (length, 142))
        lay(picture, turned_by(rolled, 14), (170 + rng.randrange(-14, 14), 10 + k * 140), 14, 0.55)
    return picture


def cushions(sitting: Sitting, cloth=Sitting.cloth) -> Image.Image:
    """Two or three cushions leaning on each other."""
    picture = room(sitting)
    for k, (x, foot, side, tilt) in enumerate(((430, 770, 470, 7), (800, 790, 440, -8), (610, 850, 360, 2))):
        if k == 2 and sitting.step % 3 == 0:
            continue
        size = (side, side)
        pinch = [
            (0.02, 0.02),
            (0.5, 0.07),
            (0.98, 0.02),
            (0.94, 0.5),
            (0.98, 0.98),
            (0.5, 0.95),
            (0.02, 0.98),
            (0.06, 0.5),
        ]
        outline = curve([(px * side, py * side) for px, py in [*pinch, pinch[0]]], 10)
        thing = pillow(cloth(sitting, size, k), stencil(size, [outline]), 70, 0.95)
        ImageDraw.Draw(thing).line(outline, fill=darker(sitting.other_dye(k).ground, 0.3), width=5)
        stand(picture, turned_by(thing, tilt), (x, foot), 0.5)
    return picture


def runner(sitting: Sitting) -> Image.Image:
    """A table runner and napkins on a table seen from above."""
    picture = tabletop(sitting, "wood")
    long = sitting.cloth((1300, 330))
    strip = puff(long, rounded(long.size, 6), 14, 0.5).convert("RGBA")
    for inset in (22, 308):
        stitched(strip, [(0, inset), (1300, inset)], sitting.dye.accent, 12, 4)
    lay(picture, turned_by(strip, 17), (-110, 90), 7, 0.5)
    for k in range(3):
        size = (250, 250)
        napkin = puff(sitting.cloth(size, 1), rounded(size, 4), 12, 0.7).convert("RGBA")
        stitched(
            napkin, [(14, 14), (236, 14), (236, 236), (14, 236), (14, 14)], sitting.other_dye(1).main, 8, 2
        )
        lay(picture, turned_by(napkin, 17 + k * 9), (800 - k * 16, 560 - k * 12), 6, 0.45)
    return picture


def mitts(sitting: Sitting) -> Image.Image:
    """An oven mitt and two pot holders."""
    picture = tabletop(sitting, "linen" if sitting.step % 2 else "wood")
    for k in range(2):
        holder = pillow(sitting.cloth((290, 290), k + 1), rounded((290, 290), 34), 24)
        _bind(holder, (10, 10, 280, 280), 30, sitting.dye.ground)
        lay(picture, turned_by(holder, 12 - 30 * k), (640 + 60 * k, 90 + 340 * k), 9, 0.5)
    size = (430, 660)
    shape = [
        (60, 650),
        (50, 360),
        (46, 150),
        (120, 30),
        (230, 20),
        (320, 110),
        (330, 260),
        (350, 300),
        (372, 210),
        (420, 230),
        (410, 340),
        (350, 450),
        (345, 650),
    ]
    mitt = pillow(sitting.cloth(size), stencil(size, [curve(shape, 10)]), 44)
    band = pillow(plain((310, 90), sitting.dye.accent), rounded((310, 90), 16), 16)
    mitt.paste(band, (46, 560), band.getchannel("A"))
    lay(picture, turned_by(mitt, 11), (130, 70), 12, 0.55)
    return picture


def _bind(thing: Image.Image, box: tuple[int, int, int, int], radius: int, colour: str) -> None:
    pen = ImageDraw.Draw(thing)
    pen.rounded_rectangle(box, radius, outline=darker(colour, 0.3), width=12)
    pen.rounded_rectangle(box, radius, outline=lighter(colour, 0.1), width=8)


def shawl(sitting: Sitting) -> Image.Image:
    """A long shawl with fringes laid in a loop of its own width."""
    rng = sitting.rng
    picture = tabletop(sitting)
    for k, (turn, at) in enumerate(((-34, (60, 20)), (28, (150, 150)))):
        size = (980, 300)
        body = drape(rng, sitting.cloth((1000, 340), k), size, 0.3, 1.45)
        strip = _fringed(body, sitting.other_dye(k).main)
        lay(picture, turned_by(strip, turn), at, 14, 0.5)
    return picture


def _fringed(body: Image.Image, colour: str) -> Image.Image:
    fringe = 60
    whole = Image.new("RGBA", (body.width + 2 * fringe, body.height))
    pen = ImageDraw.Draw(whole)
    for k in range(0, body.height - 4, 9):
        for left, right in ((0, fringe + 4), (body.width + fringe - 4, whole.width)):
            pen.line((left, k + (k * 7) % 5, right, k + 3), fill=colour, width=4)
    whole.paste(body, (fringe, 0))
    return whole


def scraps(sitting: Sitting, size: tuple[int, int], k: int = 0) -> Image.Image:
    cloths = [sitting.cloth((240, 240), k + j) for j in range(5)]
    return patchwork(sitting.rng, cloths, size, 96 if k % 2 else 128)


def quilt(sitting: Sitting) -> Image.Image:
    """A patchwork blanket in folds, its border turned over."""
    rng = sitting.rng
    picture = tabletop(sitting, "plaster")
    size = (1100, 760)
    body = drape(rng, scraps(sitting, (1140, 800)), size, 0.3, 0.5).convert("RGBA")
    _bind(body, (0, 0, 1099, 759), 8, sitting.dye.ground)
    lay(picture, turned_by(body, rng.choice((-7, 6, 9))), (-10, 20), 16, 0.5)
    return picture


def rag_rug(sitting: Sitting) -> Image.Image:
    """A round mat of braided rags."""
    picture = tabletop(sitting, "wood")
    factor, side = 2, 760
    large = Image.new("RGBA", (side * factor, side * factor))
    pen = ImageDraw.Draw(large)
    for ringno, radius in enumerate(range(370, 8, -24)):
        dye = sitting.other_dye(ringno // 2)
        tones = (dye.ground, dye.second, dye.main)
        steps = max(10, int(radius * 0.24))
        for k in range(steps):
            start, wide = 2 * pi * k / steps + ringno * 0.2, 2 * pi / steps
            tone = tones[k % 3]
            for inset, width, ink in ((0, 26, darker(tone, 0.35)), (0.16, 15, lighter(tone, 0.08))):
                turns = [start + wide * share for share in (inset, 0.5, 1 - inset)]
                bow = [
                    (
                        (side / 2 + cos(t) * (radius - 12)) * factor,
                        (side / 2 + sin(t) * (radius - 12)) * factor,
                    )
                    for t in turns
                ]
                pen.line(bow, fill=ink, width=width * factor, joint="curve")
    rug = large.reduce(factor)
    lay(picture, pillow(rug, rug.getchannel("A"), 18, 0.5), (220, 70), 10, 0.55)
    return picture


def knitted_stack(sitting: Sitting) -> Image.Image:
    return stack(sitting, _knitted, 3)


def _knitted(sitting: Sitting, size: tuple[int, int], k: int = 0) -> Image.Image:
    return fair_isle(sitting.rng, sitting.other_dye(k), size)


def woven_stack(sitting: Sitting) -> Image.Image:
    return stack(sitting, Sitting.cloth)


def woven_line(sitting: Sitting) -> Image.Image:
    return line(sitting, Sitting.cloth)


def patched_cushions(sitting: Sitting) -> Image.Image:
    return cushions(sitting, scraps)
