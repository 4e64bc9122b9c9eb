"""Round things seen a little from above: a profile turned around its axis and wrapped in a skin."""

from collections.abc import Sequence
from functools import lru_cache
from math import asin, cos, pi, sin, sqrt
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import Point, Size, curve, cut, darker, lit, mix, rgb, stencil, warp
from .drapes import across, downward

Profile = Sequence[Point]


class Form(NamedTuple):
    """`profile` lists (height 0 top to 1 foot, radius 0 to 1); `tilt` is how much of the round one sees."""

    profile: Profile
    size: Size
    tilt: float = 0.16

    @property
    def half(self) -> float:
        return self.size[0] / 2

    @property
    def line(self) -> list[Point]:
        return curve(self.profile, 10)

    @property
    def top(self) -> float:
        return self.tilt * self.half * self.profile[0][1]

    @property
    def foot(self) -> float:
        return self.size[1] - self.tilt * self.half * self.profile[-1][1]

    def radii(self, count: int = 200) -> list[float]:
        """The radius at equal steps of height."""
        line, found, place = self.line, [], 0
        for step in range(count + 1):
            t = step / count
            while place < len(line) - 2 and line[place + 1][0] < t:
                place += 1
            (t0, r0), (t1, r1) = line[place], line[place + 1]
            share = min(1, max(0, (t - t0) / (t1 - t0))) if t1 > t0 else 0
            found.append(r0 + (r1 - r0) * share)
        return found

    def outline(self) -> list[Point]:
        height = self.foot - self.top
        side = [(r * self.half, self.top + t * height) for t, r in self.line]
        right = [(self.half + r, y) for r, y in side]
        left = [(self.half - r, y) for r, y in side]
        return [
            *right,
            *_arc(self, self.profile[-1][1], self.foot, 0, pi),
            *reversed(left),
            *_arc(self, self.profile[0][1], self.top, pi, 2 * pi),
        ]


def _arc(form: Form, radius: float, level: float, start: float, stop: float) -> list[Point]:
    turns = [start + (stop - start) * k / 24 for k in range(25)]
    wide = radius * form.half
    return [(form.half + cos(turn) * wide, level + sin(turn) * wide * form.tilt) for turn in turns]


def wrapped(form: Form, skin: Image.Image, gloss: float = 0.25) -> Image.Image:
    """The outside of the form; the skin shows the half turned towards us."""
    radii = form.radii()
    height = form.foot - form.top
    lighted = _lighted(form, skin, radii, gloss)

    def back(x: float, y: float) -> Point:
        out, level = (x - 0.5) * 2, y * form.size[1] - form.top
        t, radius = level / height, 1.0
        for _ in range(4):
            radius = max(0.02, radii[min(200, max(0, int(t * 200)))])
            near = sqrt(max(0.0, 1 - min(1.0, abs(out) / radius) ** 2))
            t = (level - form.tilt * form.half * radius * near) / height
        turn = asin(max(-1.0, min(1.0, out / radius))) / pi + 0.5
        return (turn * (skin.width - 1), max(0.0, min(1.0, t)) * (skin.height - 1))

    body = warp(lighted, form.size, back, (18, 22))
    return cut(body, stencil(form.size, [form.outline()]))


def _lighted(form: Form, skin: Image.Image, radii: list[float], gloss: float) -> Image.Image:
    turns = [(k / 60 - 0.5) * pi for k in range(61)]
    light = [0.72 * max(0, -0.5 * sin(a) + 0.86 * cos(a)) - 0.5 + 0.1 * max(0, sin(a)) ** 3 for a in turns]
    slopes = [(radii[min(200, k * 5 + 5)] - radii[max(0, k * 5 - 5)]) * 2.2 for k in range(41)]
    shaded = lit(skin, across(skin.size, light))
    shaded = lit(shaded, downward(skin.size, [max(-0.3, min(0.28, s)) for s in slopes]))
    return ImageChops.screen(shaded, _shine(skin.size, gloss)) if gloss else shaded


def _shine(size: Size, gloss: float) -> Image.Image:
    small = Image.new("L", (80, 60))
    pen = ImageDraw.Draw(small)
    pen.rectangle((20, 6, 25, 46), fill=int(255 * gloss))
    pen.rectangle((68, 10, 70, 50), fill=int(90 * gloss))
    soft = small.filter(ImageFilter.GaussianBlur(2)).resize(size, Image.Resampling.BILINEAR)
    return Image.merge("RGB", (soft, soft, soft))


def opened(
    form: Form, thing: Image.Image, colour: str, lip: float = 0.07, fill: str | None = None
) -> Image.Image:
    """Add the mouth: a lip around the dark inside, or around what fills it to the brim."""
    radius = form.profile[0][1] * form.half
    factor = 3
    large = Image.new("RGBA", (thing.width * factor, int(form.top * 2 + 12) * factor))
    pen = ImageDraw.Draw(large)
    middle = (form.half * factor, form.top * factor)
    inside = fill or darker(colour, 0.62)
    for wide, tone, drop in ((1.0, mix(colour, "#fff6e6", 0.28), 0), (1 - lip, inside, 0.01)):
        across_, down = radius * wide * factor, radius * wide * form.tilt * factor
        level = middle[1] + drop * radius * factor
        pen.ellipse((middle[0] - across_, level - down, middle[0] + across_, level + down), fill=tone)
    if fill is None:
        wide = radius * (1 - lip) * factor
        box = (
            middle[0] - wide,
            middle[1] - wide * form.tilt * 0.2,
            middle[0] + wide,
            middle[1] + wide * form.tilt,
        )
        pen.ellipse(box, fill=darker(colour, 0.42))
    mouth = large.reduce(factor)
    thing.paste(mouth, (0, 0), mouth.getchannel("A"))
    return thing


def spun(form: Form, skin: Image.Image, colour: str, gloss: float = 0.25, lip: float = 0.07) -> Image.Image:
    """A vessel with an open mouth."""
    return opened(form, wrapped(form, skin, gloss), colour, lip)


@lru_cache(maxsize=256)
def sphere(size: int, colour: str, gloss: float = 0.8) -> Image.Image:
    """A bead or ball."""
    side = 30
    ball = Image.new("RGB", (side, side))
    tones = [
        mix(darker(colour, 0.72), colour, min(1, v / 60))
        if v < 60
        else mix(colour, "#fff8ec", (v - 60) / 130)
        for v in range(101)
    ]
    palette = [rgb(tone) for tone in tones]
    data = []
    for y in range(side):
        for x in range(side):
            dx, dy = (x + 0.5) / side * 2 - 1, (y + 0.5) / side * 2 - 1
            dz = sqrt(max(0, 1 - dx * dx - dy * dy))
            bright = max(0, -0.45 * dx - 0.55 * dy + 0.7 * dz)
            spot = max(0, -0.33 * dx - 0.4 * dy + 0.855 * dz) ** 60 * gloss
            data.append(palette[int(min(100, 78 * bright + 70 * spot + 6))])
    ball.putdata(data)
    resized = ball.resize((size, size), Image.Resampling.LANCZOS)
    mask = Image.new("L", (size * 4, size * 4))
    ImageDraw.Draw(mask).ellipse((0, 0, size * 4 - 1, size * 4 - 1), fill=255)
    return cut(resized, mask.reduce(4))
