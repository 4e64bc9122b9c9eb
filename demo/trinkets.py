"""Scenes of small crafts in soap, paper, yarn and waste."""

from math import cos, pi, sin

from PIL import Image, ImageDraw

from .canvas import (
    Point,
    curve,
    darker,
    grain,
    lay,
    lighter,
    lit,
    mix,
    rgb,
    ring,
    rounded,
    stand,
    stencil,
    turned_by,
)
from .colours import BAMBOO, WOODS
from .drapes import across, pillow, puff, stitched
from .embroidery import flower
from .grounds import room, tabletop, wall
from .sittings import Sitting
from .skins import stripes_round
from .turning import Form, spun
from .weaves import knit, plain, plait, wicker
from .woodwork import board


def soaps(sitting: Sitting) -> Image.Image:
    """Bars of soap with leaves and a stamp."""
    picture = tabletop(sitting, ("wood", "plaster", "linen")[sitting.step % 3])
    for k, (x, y, turn) in enumerate(((130, 130, 10), (600, 90, -8), (250, 470, -5), (700, 440, 12))):
        dye = sitting.other_dye(k)
        tone = lighter(dye.second, 0.5)
        size = (360, 250)
        bar = lit(Image.new("RGB", size, rgb(tone)), grain(size, (70, 40), 95 + k, 40))
        pen = ImageDraw.Draw(bar)
        for _ in range(70):
            px, py = sitting.rng.randrange(340), sitting.rng.randrange(240)
            pen.ellipse((px, py, px + 5, py + 3), fill=mix(tone, dye.ground, 0.6))
        for shift, ink in ((2, lighter(tone, 0.6)), (0, darker(tone, 0.3))):
            outline = ring((180 + shift, 125 + shift), (100, 62))
            pen.line([*outline, outline[0]], fill=ink, width=4)
            for turn_ in range(5):
                leaf = ring(
                    (180 + shift + cos(turn_ * 1.257) * 34, 125 + shift + sin(turn_ * 1.257) * 26),
                    (26, 9),
                    turn_ * 1.257,
                    18,
                )
                pen.line([*leaf, leaf[0]], fill=ink, width=3)
        lay(picture, turned_by(pillow(bar, rounded(size, 44), 44, 1.0), turn), (x, y), 18, 0.55)
    return picture


def notebooks(sitting: Sitting) -> Image.Image:
    """Handbound notebooks with cloth covers."""
    picture = tabletop(sitting, ("wood", "linen", "plaster")[sitting.step % 3])
    for k, (x, y, turn) in enumerate(((90, 70, 13), (440, 160, -7), (720, 120, 8))):
        size = (400, 560)
        cover = puff(sitting.batik(size, k), rounded(size, 12), 10, 0.6).convert("RGBA")
        cover.putalpha(rounded(size, 12))
        dye = sitting.other_dye(k)
        pen = ImageDraw.Draw(cover)
        pen.rectangle((0, 0, 56, 560), fill=darker(dye.ground, 0.35))
        pen.line((330, 0, 330, 560), fill=darker(dye.accent, 0.2), width=11)
        pen.rectangle((130, 180, 290, 270), fill="#f3ead8", outline=darker(dye.ground, 0.3), width=3)
        pen.line((150, 214, 270, 214), fill=dye.ground, width=5)
        pen.line((165, 238, 255, 238), fill="#a89a84", width=4)
        block = Image.new("RGBA", (412, 572))
        ImageDraw.Draw(block).rounded_rectangle(
            (10, 10, 411, 571), 8, fill="#e9e0cc", outline="#b9ab90", width=3
        )
        block.paste(cover, (0, 0), cover.getchannel("A"))
        stitched(block, [(28, 20), (28, 540)], "#f0e2c4", 16, 4)
        lay(picture, turned_by(block, turn), (x, y), 14, 0.5)
    return picture


def gift_boxes(sitting: Sitting) -> Image.Image:
    """Boxes covered with patterned paper, tied with a ribbon."""
    picture = room(sitting)
    for k, (x, foot, wide, tall) in enumerate(
        ((380, 720, 400, 330), (800, 735, 360, 260), (590, 835, 340, 190))
    ):
        dye = sitting.other_dye(k)
        whole = Image.new("RGBA", (wide, tall + 70))
        front = pillow(sitting.batik((wide - 16, tall), k), rounded((wide - 16, tall), 4), 8, 0.7)
        whole.paste(front, (8, 70), front.getchannel("A"))
        rim = pillow(plain((wide, 84), dye.ground), rounded((wide, 84), 4), 8, 0.7)
        top = stencil((wide, 60), [[(44, 0), (wide - 44, 0), (wide, 58), (0, 58)]])
        whole.paste(
            lit(plain((wide, 60), lighter(dye.ground, 0.12)), across((wide, 60), [0.16, 0.02])), (0, 16), top
        )
        whole.paste(rim, (0, 72), rim.getchannel("A"))
        pen = ImageDraw.Draw(whole)
        pen.rectangle((wide / 2 - 18, 74, wide / 2 + 18, tall + 69), fill=dye.accent)
        for side in (-1, 1):
            bow = curve(
                [
                    (wide / 2, 50),
                    (wide / 2 + side * 40, 6),
                    (wide / 2 + side * 96, 18),
                    (wide / 2 + side * 80, 54),
                    (wide / 2, 50),
                ],
                8,
            )
            pen.polygon(bow, fill=lighter(dye.accent, 0.1), outline=darker(dye.accent, 0.4), width=3)
        pen.ellipse((wide / 2 - 16, 34, wide / 2 + 16, 64), fill=darker(dye.accent, 0.15))
        stand(picture, whole, (x, foot))
    return picture


def paper_baskets(sitting: Sitting) -> Image.Image:
    """Baskets and a pen pot woven from rolled newspaper and cardboard."""
    picture = room(sitting)
    tones = ("#c4b79c", "#a8906c", "#d3c6a6", "#b3a184")
    shapes = (((0, 1.0), (0.5, 0.97), (1, 0.86)), ((0, 0.8), (0.5, 0.98), (1, 0.8)), ((0, 0.9), (1, 0.86)))
    for k, (x, foot, wide, tall) in enumerate(
        ((380, 720, 430, 310), (820, 730, 330, 380), (600, 835, 290, 230))
    ):
        tone = tones[(k + sitting.step) % 4]
        skin = wicker((520, 360), tone, 34, 14).copy()
        band = wicker((520, 110), sitting.other_dye(k).ground, 34, 14)
        skin.paste(band, (0, 120))
        form = Form(shapes[(k + sitting.step) % 3], (wide, tall), 0.2)
        stand(picture, spun(form, skin, tone, 0, 0.1), (x, foot))
    return picture


def bottle_vases(sitting: Sitting) -> Image.Image:
    """Vases from used bottles with flowers of plastic."""
    picture = room(sitting)
    shape = ((0, 0.34), (0.16, 0.32), (0.34, 0.9), (0.7, 1.0), (1, 0.94))
    for k, (x, foot, scale) in enumerate(((340, 770, 0.95), (860, 780, 0.9), (600, 850, 1.0))):
        dye = sitting.other_dye(k)
        size = (int(230 * scale), int(360 * scale))
        top = foot - size[1]
        for j, lean in enumerate((-0.5, 0.05, 0.55)):
            head = (x + lean * 190, top - 120 - (j % 2) * 60)
            stem = curve([(x, top + 20), (x + lean * 40, top - 50), head], 8)
            ImageDraw.Draw(picture).line(stem, fill="#4d6b4a", width=8)
            bloom = Image.new("RGBA", (190, 190))
            flower(
                bloom,
                (95, 95),
                86,
                (dye.second, dye.accent, sitting.other_dye(k + 1).second)[j],
                dye.accent,
                7,
            )
            lay(picture, bloom, (head[0] - 95, head[1] - 95), 12, 0.3)
        skin = stripes_round((400, 360), [dye.ground, dye.second, dye.main, dye.accent], 24)
        stand(picture, spun(Form(shape, size, 0.16), skin, dye.ground, 0.4), (x, foot))
    return picture


def dolls(sitting: Sitting) -> Image.Image:
    """Crocheted bears sitting in a row."""
    picture = room(sitting)
    for k, (x, foot, scale) in enumerate(((340, 740, 1.0), (860, 750, 0.94), (600, 850, 0.86))):
        tone = ("#b98a5a", "#d8c3a0", "#8a5a3a", sitting.other_dye(k).second)[(sitting.step + k) % 4]
        bear = _bear(tone, sitting.other_dye(k).ground)
        stand(
            picture,
            bear.resize((int(bear.width * scale), int(bear.height * scale)), Image.Resampling.BILINEAR),
            (x, foot),
        )
    return picture


def _bear(tone: str, scarf: str) -> Image.Image:
    whole = Image.new("RGBA", (400, 560))

    def part(middle: Point, radii: Point, colour: str, angle: float = 0) -> None:
        box = (round(max(radii) * 2 + 8),) * 2
        wool = knit(box, colour, 13)
        blob = pillow(wool, stencil(box, [ring((box[0] / 2, box[1] / 2), radii, angle)]), 60, 1.0)
        whole.paste(
            blob, (round(middle[0] - box[0] / 2), round(middle[1] - box[1] / 2)), blob.getchannel("A")
        )

    for side in (-1, 1):
        part((200 + side * 88, 66), (48, 48), tone)
        part((200 + side * 122, 372), (44, 96), tone, side * -0.5)
    part((200, 410), (124, 136), tone)
    for side in (-1, 1):
        part((200 + side * 84, 500), (60, 56), darker(tone, 0.06))
    part((200, 160), (128, 116), tone)
    part((200, 196), (54, 42), lighter(tone, 0.4))
    part((200, 286), (104, 30), scarf)
    part((262, 336), (28, 64), scarf)
    pen = ImageDraw.Draw(whole)
    for x, y, r in ((152, 146, 12), (248, 146, 12), (200, 180, 15)):
        pen.ellipse((x - r, y - r, x + r, y + r), fill="#231a14")
        pen.ellipse((x - r * 0.5, y - r * 0.6, x, y - r * 0.1), fill="#cfc3b2")
    pen.arc((178, 186, 222, 222), 20, 160, fill="#231a14", width=5)
    return whole


def wall_hanging(sitting: Sitting) -> Image.Image:
    """Plaited strips framed for a wall, with tassels."""
    picture = wall(sitting)
    for k, x in enumerate((150, 480, 810)):
        dye = sitting.other_dye(k)
        size = (250, 420)
        panel = pillow(
            plait(size, BAMBOO[(k + sitting.step) % 5], dye.ground, 28, 1 + k % 2), rounded(size, 6), 10, 0.6
        )
        fringe = Image.new("RGBA", (250, 220))
        pen = ImageDraw.Draw(fringe)
        for step in range(48):
            pen.line(
                (4 + step * 5, 0, 4 + step * 5, 130 + 70 * sin(pi * step / 47)),
                fill=(dye.main, dye.second)[step % 2],
                width=4,
            )
        lay(picture, fringe, (x, 580), 14, 0.35)
        lay(picture, panel, (x, 170), 18, 0.45)
        lay(picture, board((290, 30), WOODS[(sitting.step + 1) % 4], 14), (x - 20, 150), 12, 0.45)
    return picture
