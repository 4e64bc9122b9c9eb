"""Batik figures drawn as tiles that repeat without a seam."""

from collections.abc import Callable
from functools import lru_cache
from math import cos, pi, sin, sqrt
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from .canvas import Point, Size, darker, lighter, loop, mix, repeat, rgb, ring
from .colours import Dye

FACTOR = 3


class Wax:
    """A pen for a repeating tile: what crosses an edge comes in again at the other side."""

    def __init__(self, size: Size, ground: str):
        self.size = size
        self.image = Image.new("RGB", (size[0] * FACTOR, size[1] * FACTOR), rgb(ground))
        self.pen = ImageDraw.Draw(self.image)

    def _shifts(self, outline: list[Point], room: float) -> list[Point]:
        width, height = self.size
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        across = [0, *([width] if min(xs) < room else []), *([-width] if max(xs) > width - room else [])]
        down = [0, *([height] if min(ys) < room else []), *([-height] if max(ys) > height - room else [])]
        return [(x, y) for x in across for y in down]

    def shape(self, outline: list[Point], fill: str, edge: str | None = None, width: float = 1.4) -> None:
        for dx, dy in self._shifts(outline, width):
            moved = [((x + dx) * FACTOR, (y + dy) * FACTOR) for x, y in outline]
            self.pen.polygon(moved, fill=fill)
            if edge:
                self.pen.line([*moved, moved[0]], fill=edge, width=round(width * FACTOR), joint="curve")

    def line(self, points: list[Point], colour: str, width: float = 1.6) -> None:
        for dx, dy in self._shifts(points, width):
            moved = [((x + dx) * FACTOR, (y + dy) * FACTOR) for x, y in points]
            self.pen.line(moved, fill=colour, width=round(width * FACTOR), joint="curve")

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        self.shape(ring((x, y), (radius, radius), steps=14), colour)

    def done(self) -> Image.Image:
        return self.image.reduce(FACTOR)


def kawung(dye: Dye) -> Image.Image:
    wax, side = Wax((132, 132), dye.ground), 132
    for quarter in range(4):
        angle = pi / 4 + quarter * pi / 2
        middle = (side / 2 + cos(angle) * 46, side / 2 + sin(angle) * 46)
        wax.shape(ring(middle, (40, 25), angle), dye.main, dye.second, 1.5)
        wax.shape(ring(middle, (31, 17), angle), dye.main, dye.ground, 1.6)
        for away in (-11, 11):
            seed = (middle[0] + cos(angle) * away, middle[1] + sin(angle) * away)
            wax.shape(ring(seed, (6, 3.2), angle), dye.ground)
    for x, y in ((0, 0), (side / 2, side / 2)):
        wax.dot(x, y, 5, dye.accent)
    for x, y in ((side / 2, 0), (0, side / 2)):
        for k in range(4):
            wax.dot(x + cos(k * pi / 2) * 8, y + sin(k * pi / 2) * 8, 3, dye.second)
    return wax.done()


def parang(dye: Dye) -> Image.Image:
    """Slanting rows of knives with diamonds between; drawn level, then turned by 45 degrees."""
    side = 170
    wax = Wax((side, side), dye.ground)
    for row in range(2):
        top = row * side / 2
        for k in range(3):
            left = k * side / 3 + row * 20
            blade = [
                (0, 66),
                (10, 40),
                (30, 26),
                (34, 12),
                (26, 4),
                (44, 8),
                (50, 24),
                (38, 40),
                (24, 52),
                (20, 66),
            ]
            outline = loop([(left + x, top + 4 + y * 0.93) for x, y in blade], 6)
            wax.shape(outline, dye.main, dye.second, 1.6)
            core = loop([(left + 8 + x * 0.62, top + 13 + y * 0.6) for x, y in blade], 6)
            wax.line([*core, core[0]], dye.ground, 1.4)
            wax.dot(left + 36, top + 17, 3.4, dye.accent)
        wax.line([(0, top + 70), (side, top + 70)], dye.main, 2.2)
        wax.line([(0, top + 82), (side, top + 82)], dye.main, 2.2)
        for k in range(10):
            x = (k + 0.5) * side / 10
            wax.shape([(x - 5, top + 76), (x, top + 72), (x + 5, top + 76), (x, top + 80)], dye.accent)
    sheet = repeat(wax.done(), (side * 3, side * 3))
    out, scale = 240, side / (240 / sqrt(2))
    turn = scale * sqrt(0.5)
    shift = (turn, turn, side * 0.2, -turn, turn, side * 1.3)
    return sheet.transform((out, out), Image.Transform.AFFINE, shift, Image.Resampling.BICUBIC)


def ceplok(dye: Dye) -> Image.Image:
    wax, side = Wax((160, 160), dye.ground), 160
    middle = side / 2
    for k in range(8):
        angle = k * pi / 4
        place = (middle + cos(angle) * 36, middle + sin(angle) * 36)
        wax.shape(ring(place, (25, 12), angle), dye.main if k % 2 == 0 else dye.second, dye.ground, 1.2)
        wax.line([(middle + cos(angle) * r, middle + sin(angle) * r) for r in (20, 50)], dye.ground, 1.6)
        wax.dot(middle + cos(angle + pi / 8) * 62, middle + sin(angle + pi / 8) * 62, 3, dye.accent)
    wax.shape(ring((middle, middle), (14, 14)), dye.accent, dye.main, 3)
    for k in range(4):
        angle = pi / 4 + k * pi / 2
        wax.shape(ring((cos(angle) * 22, sin(angle) * 22), (20, 9), angle), dye.main, dye.second, 1.4)
    wax.dot(0, 0, 7, dye.accent)
    for x, y in ((middle, 0), (0, middle)):
        wax.shape([(x - 12, y), (x, y - 12), (x + 12, y), (x, y + 12)], dye.second)
        wax.dot(x, y, 4, dye.ground)
    return wax.done()


def truntum(dye: Dye) -> Image.Image:
    wax, side = Wax((112, 112), dye.ground), 112
    for x, y, size in ((0, 0, 24), (side / 2, side / 2, 24), (side / 2, 0, 13), (0, side / 2, 13)):
        for k in range(8):
            angle = k * pi / 4 + (pi / 8 if size < 20 else 0)
            tip = (x + cos(angle) * size * 0.55, y + sin(angle) * size * 0.55)
            wax.shape(ring(tip, (size * 0.42, size * 0.15), angle, 16), dye.main)
        wax.dot(x, y, size * 0.2, dye.accent)
    for k in range(16):
        x, y = (k % 4 + 0.5) * side / 4, (k // 4 + 0.5) * side / 4
        wax.dot(x, y, 2.4, dye.second)
    return wax.done()


def mega_mendung(dye: Dye) -> Image.Image:
    wax = Wax((380, 250), dye.ground)
    lobes = (
        (-92, 16, 20),
        (-58, 6, 32),
        (-20, -10, 42),
        (26, -2, 38),
        (62, 12, 28),
        (94, 18, 16),
        (0, 22, 30),
    )
    for x, y, flip in ((110, 70, 1), (300, 195, -1)):
        for layer in range(6):
            grow = (5 - layer) * 5.5 - 6
            share = layer / 5
            colour = (
                mix(darker(dye.ground, 0.25), dye.second, share * 1.6)
                if share < 0.6
                else mix(dye.second, dye.main, (share - 0.6) * 2.5)
            )
            for edge, tone in ((2.4, dye.main), (0, colour)):
                for dx, dy, radius in lobes:
                    size = max(2, radius * 0.86 + grow + edge)
                    wax.shape(ring((x + dx * flip, y + dy), (size * 1.08, size * 0.8), steps=28), tone)
    return wax.done()


def cassava(dye: Dye) -> Image.Image:
    """Cassava leaves: the food of Kampung Cireundeu became a figure of Cimahi's batik."""
    wax, side = Wax((250, 250), dye.ground), 250
    for x, y, turn, size in (
        (70, 80, 0.3, 1),
        (195, 190, 3.4, 1),
        (200, 60, 1.9, 0.62),
        (70, 205, 5.0, 0.62),
    ):
        stem = [
            (x - cos(turn) * r * size + sin(r / 20) * 5, y - sin(turn) * r * size) for r in range(0, 64, 6)
        ]
        wax.line(stem, dye.second, 3)
        for k in range(7):
            angle = turn + (k - 3) * 0.62
            length = (62, 58, 44)[min(2, abs(k - 3))] * size
            middle = (x + cos(angle) * length * 0.5, y + sin(angle) * length * 0.5)
            wax.shape(ring(middle, (length * 0.52, length * 0.15), angle), dye.main, dye.second, 1.2)
            wax.line(
                [(x, y), (x + cos(angle) * length * 0.86, y + sin(angle) * length * 0.86)], dye.ground, 1.5
            )
    for k in range(36):
        x, y = (k % 6 + 0.5 * (k // 6 % 2)) * side / 6, (k // 6 + 0.5) * side / 6
        wax.dot(x, y, 1.8, dye.accent)
    return wax.done()


def waterfall(dye: Dye) -> Image.Image:
    """Falling water with stones and spray, after the Curug of the city's name."""
    wax, side = Wax((200, 200), dye.ground), 200
    for k in range(10):
        x = k * 20
        colour = (dye.main, dye.second, dye.main, dye.second, dye.accent)[k % 5]
        points = [(x + sin((y / side) * 2 * pi + k * 0.6) * 8, y) for y in range(-8, side + 12, 8)]
        wax.line(points, colour, 2.6 if k % 2 else 4)
    for x, y in ((50, 60), (150, 160)):
        for radius, tone in ((33, dye.ground), (29, dye.main), (25, dye.ground)):
            wax.dot(x, y, radius, tone)
        for k in range(6):
            angle = k * pi / 3
            wax.shape(ring((x + cos(angle) * 12, y + sin(angle) * 12), (11, 5), angle), dye.main)
        wax.dot(x, y, 5, dye.accent)
    return wax.done()


def lung(dye: Dye) -> Image.Image:
    """Tendrils with flowers and leaves."""
    wax, side = Wax((230, 230), dye.ground), 230
    for shift, flip in ((0, 1), (side / 2, -1)):
        vine = [(x, shift + side / 4 + flip * sin(x / side * 2 * pi) * 40) for x in range(-6, side + 10, 6)]
        wax.line(vine, dye.second, 3)
        for k in range(8):
            x = (k + 0.25) * side / 8
            y = shift + side / 4 + flip * sin(x / side * 2 * pi) * 40
            angle = (1 if k % 2 else -1) * 1.1
            wax.shape(
                ring((x + cos(angle) * 15, y + sin(angle) * 15), (15, 6.5), angle), dye.second, dye.main, 1.2
            )
        x, y = side * (0.25 if flip > 0 else 0.75), shift + side / 4 + 40
        for k in range(6):
            angle = k * pi / 3
            wax.shape(
                ring((x + cos(angle) * 16, y + sin(angle) * 16), (15, 10), angle), dye.main, dye.ground, 1.4
            )
        wax.dot(x, y, 9, dye.accent)
    for k in range(25):
        wax.dot((k % 5 + 0.5) * side / 5, (k // 5 + 0.5) * side / 5, 1.8, dye.main)
    return wax.done()


BATIK: tuple[Callable[[Dye], Image.Image], ...] = (
    kawung,
    mega_mendung,
    ceplok,
    cassava,
    parang,
    truntum,
    lung,
    waterfall,
)


@lru_cache(maxsize=64)
def _tile(figure: Callable[[Dye], Image.Image], dye: Dye) -> Image.Image:
    return figure(dye)


def batik(figure: Callable[[Dye], Image.Image], dye: Dye, size: Size) -> Image.Image:
    return repeat(_tile(figure, dye), size)


def ecoprint(rng: Random, dye: Dye, size: Size) -> Image.Image:
    """Leaves pressed and steamed into pale cloth: soft prints with clear veins."""
    side = 420
    wax = Wax((side, side), "#efe6d3")
    inks = ("#8a7a45", "#6f7f58", "#a0673c", "#5d4a52", mix(dye.ground, "#b09a70", 0.45))
    for k in range(16):
        place = ((k % 4 + rng.uniform(0.2, 0.8)) * side / 4, (k // 4 + rng.uniform(0.2, 0.8)) * side / 4)
        ink = mix(inks[k % len(inks)], "#efe6d3", rng.uniform(0.15, 0.5))
        _print_leaf(wax, place, rng.uniform(0, 2 * pi), rng.uniform(44, 74), ink)
    return repeat(wax.done().filter(ImageFilter.GaussianBlur(0.8)), size)


def _print_leaf(wax: Wax, at: Point, angle: float, length: float, ink: str) -> None:
    along, side = (cos(angle), sin(angle)), (-sin(angle), cos(angle))

    def place(forward: float, out: float) -> Point:
        return (at[0] + along[0] * forward + side[0] * out, at[1] + along[1] * forward + side[1] * out)

    half = [(-0.8, 0.12), (-0.4, 0.38), (0.1, 0.42), (0.6, 0.2)]
    outline = [place(-length, 0), *(place(x * length, y * length) for x, y in half), place(length, 0)]
    outline += [place(x * length, -y * length) for x, y in reversed(half)]
    wax.shape(loop(outline, 5), ink, darker(ink, 0.25), 1.4)
    wax.line([place(-length * 1.25, 0), place(length * 0.95, 0)], darker(ink, 0.35), 1.8)
    for step in range(-3, 4):
        start = step * length * 0.22
        for out in (-0.26, 0.26):
            wax.line([place(start, 0), place(start + length * 0.2, out * length)], darker(ink, 0.22), 1)


def rings(rng: Random, dye: Dye, size: Size) -> Image.Image:
    """Jumputan: tied rings that the dye did not reach, with feathered edges."""
    side = 240
    wax = Wax((side, side), dye.ground)
    for k in range(6):
        x, y = (k % 2 + 0.25 + 0.5 * (k // 2 % 2)) * side / 2, (k // 2 + 0.5) * side / 3
        base = rng.choice((26, 32, 36))
        for radius, tone in (
            (base + 7, lighter(dye.ground, 0.14)),
            (base, dye.main),
            (base - 9, dye.ground),
            (base - 16, dye.second),
            (6, dye.main),
        ):
            wax.shape(_burst(rng, x, y, radius), tone)
    return repeat(wax.done(), size)


def _burst(rng: Random, x: float, y: float, radius: float) -> list[Point]:
    spokes = 44
    return [
        (
            x + cos(2 * pi * k / spokes) * radius * rng.uniform(0.88, 1.08),
            y + sin(2 * pi * k / spokes) * radius * rng.uniform(0.88, 1.08),
        )
        for k in range(spokes)
    ]
