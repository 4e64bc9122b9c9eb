"""Satin stitch: flowers, leaves and borders whose threads one can see."""

import itertools
from math import atan2, cos, hypot, pi, sin

from PIL import Image, ImageDraw

from .canvas import Point, darker, lighter, mix
from .sittings import Sitting


def petal(thing: Image.Image, at: Point, angle: float, length: float, colour: str) -> None:
    """A petal of threads from its spine outwards, light at the tip, with a dark lower edge."""
    pen = ImageDraw.Draw(thing)
    along, side = (cos(angle), sin(angle)), (-sin(angle), cos(angle))
    steps = max(8, int(length / 2.6))
    for step in range(steps + 1):
        t = step / steps
        wide = length * 0.34 * sin(pi * (0.06 + 0.9 * t) ** 0.85)
        spine = (at[0] + along[0] * length * t, at[1] + along[1] * length * t)
        tone = mix(darker(colour, 0.3), lighter(colour, 0.35), t)
        for half in (1, -1):
            tip = (
                spine[0] + half * side[0] * wide + along[0] * length * 0.12,
                spine[1] + half * side[1] * wide + along[1] * length * 0.12,
            )
            pen.line(
                (*spine, *tip), fill=darker(tone, 0.12 if half > 0 else 0) if step % 2 else tone, width=3
            )


def flower(thing: Image.Image, at: Point, radius: float, colour: str, heart: str, petals: int = 6) -> None:
    for k in range(petals):
        angle = 2 * pi * k / petals + 0.3
        start = (at[0] + cos(angle) * radius * 0.16, at[1] + sin(angle) * radius * 0.16)
        petal(thing, start, angle, radius * 0.8, colour)
    pen = ImageDraw.Draw(thing)
    for k in range(18):
        turn, away = k * 2.4, radius * 0.2 * (k / 18) ** 0.5
        x, y, dot = at[0] + cos(turn) * away, at[1] + sin(turn) * away, max(2, radius * 0.05)
        pen.ellipse((x - dot, y - dot + 1, x + dot, y + dot + 1), fill=darker(heart, 0.4))
        pen.ellipse((x - dot, y - dot, x + dot * 0.7, y + dot * 0.7), fill=lighter(heart, 0.15))


def bouquet(thing: Image.Image, sitting: Sitting, at: Point, radius: float, k: int = 0) -> None:
    """Three flowers on curved stems with leaves."""
    leaf = ("#4d7a55", "#6f8f4e", "#3f6a5d")[(sitting.step + k) % 3]
    pen = ImageDraw.Draw(thing)
    tones = (sitting.other_dye(k + 1), sitting.other_dye(k + 2), sitting.other_dye(k + 4))
    heads = [(-0.52, -0.3, 0.46), (0.5, -0.42, 0.42), (0.02, 0.12, 0.56)]
    for dx, dy, _size in heads:
        head, foot = (at[0] + dx * radius, at[1] + dy * radius), (at[0], at[1] + radius * 0.98)
        for step in range(22):
            t, u = step / 22, (step + 1) / 22
            ends = [_bent(head, foot, v) for v in (t, u)]
            pen.line(ends, fill=leaf if step % 2 else lighter(leaf, 0.2), width=max(3, int(radius * 0.025)))
        for t, lean in ((0.5, 0.8), (0.72, -0.9)):
            spot = _bent(head, foot, t)
            petal(thing, spot, -pi / 2 + lean + dx, radius * 0.34, leaf)
    for (dx, dy, size), tone in zip(heads, tones, strict=True):
        colour = tone.second if sitting.step % 2 else tone.ground
        flower(
            thing,
            (at[0] + dx * radius, at[1] + dy * radius),
            radius * size,
            colour,
            tone.accent,
            5 + (k + sitting.step) % 3,
        )


def _bent(head: Point, foot: Point, t: float) -> Point:
    pull = sin(pi * t) * 0.12 * (foot[1] - head[1])
    return (head[0] + (foot[0] - head[0]) * t - pull, head[1] + (foot[1] - head[1]) * t)


def border(thing: Image.Image, sitting: Sitting, line: list[Point], size: float) -> None:
    """Small leaves in pairs along a line, a knot between each pair."""
    leaf, knot = sitting.other_dye(1).second, sitting.other_dye(1).accent
    left = 0.0
    pen = ImageDraw.Draw(thing)
    for (x0, y0), (x1, y1) in itertools.pairwise(line):
        length = hypot(x1 - x0, y1 - y0)
        angle = atan2(y1 - y0, x1 - x0)
        while left < length:
            x, y = x0 + (x1 - x0) * left / length, y0 + (y1 - y0) * left / length
            for lean in (0.7, -0.7):
                petal(thing, (x, y), angle + lean, size, leaf)
            dot = size * 0.13
            pen.ellipse((x - dot, y - dot, x + dot, y + dot), fill=knot)
            left += size * 1.05
        left -= length
