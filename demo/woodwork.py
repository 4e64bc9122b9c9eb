"""Scenes of planed and carved wood and of bamboo instruments."""

from PIL import Image, ImageDraw

from .canvas import (
    Size,
    curve,
    cut,
    darker,
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
from .colours import BAMBOO, WOODS
from .drapes import across, pillow
from .grounds import room, tabletop
from .sittings import Sitting
from .skins import timber


def board(size: Size, colour: str, radius: float = 20, seed: int = 0, upright: bool = False) -> Image.Image:
    """A flat piece of planed wood with soft edges."""
    return pillow(timber(size, colour, seed, upright), rounded(size, radius), 14, 0.8)


def spoons(sitting: Sitting) -> Image.Image:
    """Spoons, a spatula and a board."""
    picture = tabletop(sitting, ("linen", "plaster")[sitting.step % 2])
    plank = board((520, 720), WOODS[(sitting.step + 2) % 4], 60, sitting.step, True)
    ImageDraw.Draw(plank).ellipse((236, 36, 284, 84), fill=darker("#8a7a64", 0.55))
    lay(picture, turned_by(plank, 8), (90, 60), 14, 0.55)
    for k in range(4):
        colour = WOODS[(sitting.step + k) % 5]
        lay(picture, turned_by(_spoon(colour, k), -10 + k * 4), (480 + k * 160, 70 + k * 10), 16, 0.6)
    return picture


def _spoon(colour: str, kind: int) -> Image.Image:
    size = (170, 740)
    handle = [(72, 260), (98, 260), (104, 700), (85, 730), (66, 700)]
    if kind % 2:
        head = [(40, 20), (130, 20), (134, 180), (100, 280), (70, 280), (36, 180)]
    else:
        head = ring((85, 140), (72, 126))
    mask = stencil(size, [handle, curve([*head, head[0]], 4) if kind % 2 else head], 2)
    thing = pillow(timber(size, colour, kind, True), mask, 20, 0.95)
    if kind % 2 == 0:
        hollow = stencil(size, [ring((85, 140), (54, 102))], 2)
        dark = lit(timber(size, darker(colour, 0.18), kind, True), across(size, [-0.35, -0.1, 0.15, 0.3]))
        thing.paste(dark, (0, 0), hollow)
    else:
        for x in (64, 85, 106):
            ImageDraw.Draw(thing).rounded_rectangle((x - 5, 60, x + 5, 170), 5, fill=darker(colour, 0.7))
    return thing


def boxes(sitting: Sitting) -> Image.Image:
    """Wooden boxes with an inlaid lid."""
    picture = room(sitting)
    for k, (x, foot, wide, tall) in enumerate(((430, 730, 520, 300), (800, 820, 400, 220))):
        colour = WOODS[(sitting.step + k * 2) % 4]
        whole = Image.new("RGBA", (wide, tall + 90))
        size = (wide, 96)
        lid = cut(
            lit(timber(size, lighter(colour, 0.12), k), across(size, [0.14, 0.05])),
            stencil(size, [[(56, 2), (wide - 56, 2), (wide - 2, 94), (2, 94)]]),
        )
        whole.paste(lid, (0, 0), lid.getchannel("A"))
        inlay = sitting.batik((wide, 96), k)
        whole.paste(inlay, (0, 0), stencil(size, [[(110, 22), (wide - 110, 22), (wide - 90, 72), (90, 72)]]))
        front = board((wide, tall), colour, 8, sitting.step + k)
        whole.paste(front, (0, 90), front.getchannel("A"))
        pen = ImageDraw.Draw(whole)
        pen.line((4, 90 + tall * 0.26, wide - 4, 90 + tall * 0.26), fill=darker(colour, 0.6), width=5)
        pen.rounded_rectangle(
            (wide / 2 - 26, 70 + tall * 0.26, wide / 2 + 26, 136 + tall * 0.26),
            6,
            fill="#c39a45",
            outline="#6b4a1c",
            width=3,
        )
        stand(picture, whole, (x, foot))
    return picture


def toys(sitting: Sitting) -> Image.Image:
    """Wooden cars seen from the side."""
    picture = room(sitting)
    for k, (x, foot, scale) in enumerate(((400, 700, 1.0), (780, 820, 1.15))):
        size = (int(480 * scale), int(270 * scale))
        tone = WOODS[(sitting.step + k) % 3]
        hull = [
            (0.02, 0.8),
            (0.02, 0.5),
            (0.2, 0.42),
            (0.32, 0.08),
            (0.7, 0.08),
            (0.82, 0.44),
            (0.98, 0.52),
            (0.98, 0.8),
        ]
        truck = [(0.02, 0.8), (0.02, 0.3), (0.6, 0.3), (0.6, 0.06), (0.84, 0.06), (0.97, 0.4), (0.98, 0.8)]
        outline = [(px * size[0], py * size[1]) for px, py in (hull, truck)[(k + sitting.step) % 2]]
        thing = pillow(timber(size, tone, k), stencil(size, [outline]), 16, 0.9)
        pen = ImageDraw.Draw(thing)
        pane = (0.4, 0.18, 0.62, 0.42) if (k + sitting.step) % 2 == 0 else (0.66, 0.14, 0.84, 0.38)
        pen.rounded_rectangle(
            [pane[0] * size[0], pane[1] * size[1], pane[2] * size[0], pane[3] * size[1]],
            12,
            fill=darker(tone, 0.6),
        )
        pen.rectangle(
            (size[0] * 0.03, size[1] * 0.58, size[0] * 0.97, size[1] * 0.66), fill=sitting.other_dye(k).ground
        )
        for at in (0.24, 0.76):
            wheel = _wheel(int(size[1] * 0.42), sitting.other_dye(k + 1).ground)
            thing.paste(
                wheel, (int(size[0] * at - wheel.width / 2), size[1] - wheel.height), wheel.getchannel("A")
            )
        stand(picture, thing, (x, foot))
    return picture


def _wheel(side: int, colour: str) -> Image.Image:
    disc = pillow(
        Image.new("RGB", (side, side), rgb(colour)),
        stencil((side, side), [ring((side / 2, side / 2), (side / 2 - 1, side / 2 - 1))]),
        12,
        0.9,
    )
    pen = ImageDraw.Draw(disc)
    for share, tone in ((0.28, "#d8bd94"), (0.08, "#4d3323")):
        r = side * share
        pen.ellipse((side / 2 - r, side / 2 - r, side / 2 + r, side / 2 + r), fill=tone)
    return disc


def angklung(sitting: Sitting) -> Image.Image:
    """Bamboo rattles in their frames before a wall."""
    picture = room(sitting)
    for k in range(3):
        colour = BAMBOO[(sitting.step + k) % 5]
        scale = 1 - 0.12 * k
        thing = _rattle(colour, darker(BAMBOO[(sitting.step + k + 1) % 5], 0.25))
        small = thing.resize((int(thing.width * scale), int(thing.height * scale)), Image.Resampling.BILINEAR)
        stand(picture, small, (290 + k * 320, 800))
    return picture


def _rattle(colour: str, frame: str) -> Image.Image:
    whole = Image.new("RGBA", (340, 700))

    def tube(x: int, top: int, wide: int, tall: int, tone: str) -> None:
        body = lit(
            timber((wide, tall), tone, x, upright=tall > wide),
            across((wide, tall), [-0.4, 0.3, 0.25, -0.1, -0.5]),
        )
        whole.paste(body, (x, top), rounded((wide, tall), min(8, wide // 3)))

    for x in (20, 180, 310):
        tube(x, 20, 15, 640, frame)
    for level in (40, 330):
        ImageDraw.Draw(whole).rectangle((14, level, 330, level + 13), fill=darker(frame, 0.15))
    for x, top, wide, tall in ((62, 140, 72, 440), (222, 60, 58, 420)):
        tube(x, top + tall // 2, wide, tall // 2, colour)
        tube(x + wide // 2, top, wide // 2, tall // 2 + 10, colour)
        pen = ImageDraw.Draw(whole)
        pen.line(
            [(x, top + tall // 2 + 46), (x + wide // 2, top + tall // 2 - 30)],
            fill=darker(colour, 0.45),
            width=7,
        )
        pen.line((x, top + tall - 60, x + wide, top + tall - 60), fill=darker(colour, 0.4), width=5)
    tube(0, 610, 340, 62, frame)
    return whole
