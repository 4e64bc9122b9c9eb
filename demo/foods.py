"""Scenes of food: jars, packets, bowls, plates."""

from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from .canvas import (
    Point,
    Size,
    curve,
    cut,
    darker,
    grain,
    lay,
    lighter,
    lit,
    loop,
    mix,
    rgb,
    ring,
    rounded,
    stand,
    stencil,
    turned_by,
)
from .drapes import across, pillow
from .grounds import room, tabletop
from .sittings import Sitting
from .skins import speckled
from .turning import Form, opened, wrapped

LETTERS = ImageFont.load_default(40).font_variant(layout_engine=ImageFont.Layout.BASIC)

CRISPS = (
    ("#d9a441", "SINGKONG"),
    ("#c9742e", "PEDAS"),
    ("#e6c98a", "OPAK"),
    ("#a8552f", "UBI"),
    ("#b58a3c", "PISANG"),
    ("#7d8050", "BAYAM"),
)
CAKES = ("#8a9468", "#e8d6b0", "#7a4a2e", "#d98a6a", "#f0e6d2", "#b5573f")


def words(text: str, size: int, colour: str) -> Image.Image:
    """One line of capital letters on nothing."""
    font = LETTERS.font_variant(size=size)
    left, top, right, bottom = font.getbbox(text)
    thing = Image.new("RGBA", (int(right - left) + 4, int(bottom - top) + 4), (*rgb(colour), 0))
    ImageDraw.Draw(thing).text((2 - left, 2 - top), text, font=font, fill=colour)
    return thing


def label(sitting: Sitting, size: Size, text: str, k: int = 0) -> Image.Image:
    """A printed label: a band of batik above the product's word."""
    dye = sitting.other_dye(k)
    sheet = Image.new("RGB", size, "#f7f0e0")
    sheet.paste(sitting.batik((size[0], size[1] // 3), k), (0, 0))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, size[1] // 3, size[0], size[1] // 3 + 6), fill=dye.accent)
    word = words(text, max(16, size[0] // 8), darker(dye.ground, 0.6))
    sheet.paste(word, ((size[0] - word.width) // 2, int(size[1] * 0.48)), word.getchannel("A"))
    place = words("CIMAHI", max(12, size[0] // 16), "#8a7a64")
    sheet.paste(place, ((size[0] - place.width) // 2, int(size[1] * 0.76)), place.getchannel("A"))
    pen.rectangle((3, 3, size[0] - 4, size[1] - 4), outline=dye.ground, width=3)
    return sheet


def crisp(rng: Random, side: int, colour: str) -> Image.Image:
    """One thin, bent crisp with a browned rim."""
    middle, bend = side / 2, rng.uniform(0.62, 0.92)
    wobble = [(rng.uniform(0.88, 1), rng.uniform(0.88, 1)) for _ in range(10)]
    rim = [
        (middle + cos(k * pi / 5) * middle * 0.96 * far, middle + sin(k * pi / 5) * middle * bend * far_down)
        for k, (far, far_down) in enumerate(wobble)
    ]
    tone = mix(colour, rng.choice(("#f7e3b0", "#8a4a20", colour)), 0.22)
    piece = Image.new("RGB", (side, side), rgb(darker(tone, 0.34)))
    inner = loop([(middle + (x - middle) * 0.88, middle + (y - middle) * 0.86 - 1) for x, y in rim], 5)
    pen = ImageDraw.Draw(piece)
    pen.polygon(inner, fill=lighter(tone, 0.2))
    for _ in range(9):
        x, y, r = rng.randrange(side), rng.randrange(side), rng.choice((1, 2, 3))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=mix(tone, "#7a4a1e", 0.35))
    bent = lit(piece, across(piece.size, [0.2, 0.12, -0.12, -0.02, 0.2, -0.1]))
    thing = cut(bent, stencil((side, side), [loop(rim, 5)]))
    return thing.rotate(rng.randrange(360), Image.Resampling.BILINEAR)


def heap(rng: Random, size: Size, colour: str, side: int = 84, count: int = 130) -> Image.Image:
    """A picture full of crisps lying over each other."""
    sheet = Image.new("RGB", size, rgb(darker(colour, 0.5)))
    kinds = [crisp(rng, side, colour) for _ in range(9)]
    dark = [dim_edge(kind) for kind in kinds]
    for k in range(count):
        which = k % 9
        at = (rng.randrange(-side // 2, size[0] - side // 3), rng.randrange(-side // 2, size[1] - side // 3))
        sheet.paste((45, 22, 8), (at[0] + 4, at[1] + 6), dark[which])
        sheet.paste(kinds[which], at, kinds[which].getchannel("A"))
    return sheet


def dim_edge(piece: Image.Image) -> Image.Image:
    return piece.getchannel("A").filter(ImageFilter.GaussianBlur(4)).point([v // 2 for v in range(256)])


def jars(sitting: Sitting) -> Image.Image:
    """Glass jars with lids and labels, filled with crisps or biscuits."""
    picture = room(sitting)
    for k, (x, foot, wide, tall) in enumerate(
        ((350, 730, 330, 440), (850, 740, 310, 420), (600, 845, 270, 330))
    ):
        colour, text = CRISPS[(sitting.step * 2 + k) % len(CRISPS)]
        stand(picture, _jar(sitting, (wide, tall), colour, text, k), (x, foot))
    return picture


def _jar(sitting: Sitting, size: Size, colour: str, text: str, k: int) -> Image.Image:
    skin = heap(sitting.rng, (460, 400), colour, 70, 110)
    skin.paste(rgb(mix("#dfe3dc", colour, 0.25)), (0, 0, 460, 46))
    skin.paste(label(sitting, (190, 200), text, k), (110, 140))
    body = Form(((0, 0.86), (0.1, 0.98), (0.5, 1.0), (0.9, 0.98), (1, 0.9)), size, 0.14)
    whole = wrapped(body, skin, 0.55)
    lid = Form(((0, 1.0), (1, 1.0)), (int(size[0] * 0.9), int(size[1] * 0.2)), 0.14)
    tone = ("#c9a273", "#c39a45", "#8d8a84")[(sitting.step + k) % 3]
    cap = opened(
        lid, wrapped(lid, Image.new("RGB", (200, 60), rgb(tone)), 0.4), tone, 0.03, lighter(tone, 0.3)
    )
    both = Image.new("RGBA", (size[0], size[1] + cap.height // 2))
    both.paste(whole, (0, cap.height // 2), whole.getchannel("A"))
    both.paste(cap, ((size[0] - cap.width) // 2, 0), cap.getchannel("A"))
    return both


def packets(sitting: Sitting) -> Image.Image:
    """Standing pouches with a window."""
    picture = room(sitting)
    for k, (x, foot, wide, tall) in enumerate(
        ((350, 750, 370, 520), (850, 760, 360, 500), (600, 850, 340, 450))
    ):
        colour, text = CRISPS[(sitting.step * 2 + k + 1) % len(CRISPS)]
        stand(picture, _packet(sitting, (wide, tall), colour, text, k), (x, foot))
    return picture


def _packet(sitting: Sitting, size: Size, colour: str, text: str, k: int) -> Image.Image:
    wide, tall = size
    paper = ("#c9a06a", "#f2ecdf", "#2e2823", sitting.other_dye(k).ground)[(sitting.step + k) % 4]
    face = lit(Image.new("RGB", size, rgb(paper)), grain(size, (6, 6), 97, 16))
    window = (int(wide * 0.66), int(tall * 0.32))
    inside = heap(sitting.rng, window, colour, 64, 70)
    face.paste(inside, (int(wide * 0.17), int(tall * 0.56)), rounded(window, 40))
    face.paste(
        label(sitting, (int(wide * 0.66), int(tall * 0.3)), text, k), (int(wide * 0.17), int(tall * 0.2))
    )
    shape = [
        (wide * 0.05, 4),
        (wide * 0.95, 4),
        (wide * 0.96, tall * 0.12),
        (wide * 0.99, tall * 0.6),
        (wide * 0.95, tall - 6),
        (wide * 0.5, tall - 2),
        (wide * 0.05, tall - 6),
        (wide * 0.01, tall * 0.6),
        (wide * 0.04, tall * 0.12),
    ]
    thing = pillow(face, stencil(size, [shape], 2), 44, 1.0)
    pen = ImageDraw.Draw(thing)
    for row in range(6):
        pen.line((wide * 0.06, 12 + row * 7, wide * 0.94, 12 + row * 7), fill=darker(paper, 0.22), width=3)
    return thing


def bowl_of_crisps(sitting: Sitting) -> Image.Image:
    """A bowl seen from above, filled to the brim, and a few crisps beside it."""
    rng = sitting.rng
    picture = tabletop(sitting)
    colour, _text = CRISPS[sitting.step % len(CRISPS)]
    _plate(picture, (600, 450), 390, sitting.dye.ground if sitting.step % 2 else "#e9e0cf", 0.84)
    side = 650
    mask = stencil((side, side), [ring((325, 325), (318, 318), steps=80)], 2)
    lay(picture, pillow(heap(rng, (side, side), colour, 124, 150), mask, 60, 0.6), (275, 125), 6, 0.4)
    for x, y in ((60, 90), (1020, 740), (90, 730)):
        lay(picture, crisp(rng, 110, colour), (x, y), 8, 0.5)
    return picture


def _plate(picture: Image.Image, middle: Point, radius: int, colour: str, inner: float) -> None:
    side = radius * 2
    disc = pillow(
        Image.new("RGB", (side, side), rgb(colour)),
        stencil((side, side), [ring((radius, radius), (radius - 2, radius - 2), steps=90)], 2),
        26,
        0.8,
    )
    pen = ImageDraw.Draw(disc)
    r = radius * inner
    pen.ellipse(
        (radius - r, radius - r, radius + r, radius + r),
        fill=lighter(colour, 0.1),
        outline=darker(colour, 0.2),
        width=5,
    )
    lay(picture, disc, (middle[0] - radius, middle[1] - radius), 18, 0.6)


def cakes(sitting: Sitting) -> Image.Image:
    """Small moist cakes on a banana leaf on a plate."""
    picture = tabletop(sitting)
    _plate(picture, (600, 450), 410, ("#efe8da", "#a9b58b", "#8a6a48")[sitting.step % 3], 0.9)
    side = 660
    leaf = lit(Image.new("RGB", (side, side), rgb("#5a7350")), grain((side, side), (400, 8), 98, 50))
    lay(
        picture,
        pillow(leaf, stencil((side, side), [ring((330, 330), (320, 320), steps=80)], 2), 12, 0.5),
        (270, 120),
        5,
        0.4,
    )
    kinds = [_cake(sitting, (sitting.step + j) % 4, j) for j in range(3)]
    for k in range(12):
        away = 0 if k == 0 else (125 if k < 5 else 245)
        turn = (k - 1) * pi / 2 if k < 5 else (k - 5) * 2 * pi / 7 + 0.4
        piece = kinds[k % 3]
        lay(
            picture,
            piece,
            (600 + cos(turn) * away - piece.width / 2, 450 + sin(turn) * away - piece.height / 2),
            12,
            0.55,
        )
    return picture


def _cake(sitting: Sitting, kind: int, k: int) -> Image.Image:
    tone = CAKES[(sitting.step * 2 + k) % len(CAKES)]
    size = (140, 120)
    if kind == 0:
        layers = Image.new("RGB", size)
        pen = ImageDraw.Draw(layers)
        for row in range(6):
            pen.rectangle((0, row * 20, 140, row * 20 + 20), fill=(tone, lighter(tone, 0.55))[row % 2])
        return pillow(layers, rounded(size, 14), 18, 0.9)
    if kind == 1:
        ball = speckled(sitting.rng, (130, 130), tone, "#fffaf0")
        return pillow(ball, stencil((130, 130), [ring((65, 65), (62, 62))]), 50, 1.0)
    if kind == 2:
        wrap = lit(Image.new("RGB", (190, 96), rgb("#78875c")), grain((190, 96), (180, 5), 99, 50))
        parcel = pillow(wrap, rounded((190, 96), 20), 26, 0.9)
        ImageDraw.Draw(parcel).line((95, 4, 95, 92), fill="#d9c08b", width=9)
        return turned_by(parcel, 20 * k - 20)
    cup = pillow(Image.new("RGB", (136, 136), rgb(tone)), stencil((136, 136), [_scallop(68, 64)]), 30, 1.0)
    pen = ImageDraw.Draw(cup)
    for j in range(12):
        turn = j * 2.4
        x, y = 68 + cos(turn) * j * 2.4, 68 + sin(turn) * j * 2.4
        pen.ellipse((x - 5, y - 4, x + 5, y + 4), fill="#fff6e2")
    return cup


def _scallop(middle: float, radius: float) -> list[Point]:
    return [
        (
            middle + cos(t * pi / 40) * radius * (0.94 + 0.06 * cos(t * 0.3 * pi)),
            middle + sin(t * pi / 40) * radius * (0.94 + 0.06 * cos(t * 0.3 * pi)),
        )
        for t in range(80)
    ]


def cake_box(sitting: Sitting) -> Image.Image:
    """An open box with cakes in rows."""
    picture = tabletop(sitting)
    size = (880, 620)
    box = pillow(Image.new("RGB", size, rgb("#c9a06a")), rounded(size, 12), 12, 0.7)
    ImageDraw.Draw(box).rectangle((30, 30, 850, 590), fill="#8a6a42")
    ImageDraw.Draw(box).rectangle((44, 48, 850, 590), fill="#f4ecdb")
    kinds = [_cake(sitting, (sitting.step + j) % 4, j) for j in range(3)]
    for row in range(3):
        for column in range(5):
            piece = kinds[(row + column) % 3]
            lay(
                box, piece, (126 + column * 158 - piece.width / 2, 142 + row * 176 - piece.height / 2), 8, 0.5
            )
    lay(picture, turned_by(box, (-6, 5, 8)[sitting.step % 3]), (130, 90), 18, 0.6)
    return picture


RELISHES = (("#a8321f", "SAMBAL"), ("#7d2418", "ONCOM"), ("#c2571f", "BUMBU"), ("#77703a", "KECOMBRANG"))
CAP = ((14, 20), (50, 4), (86, 20), (84, 92), (98, 150), (70, 138), (50, 154), (30, 138), (2, 150), (16, 92))


def relish(sitting: Sitting) -> Image.Image:
    """Small jars of sambal with cloth caps."""
    picture = room(sitting)
    places = ((360, 740, 300, 330), (840, 745, 290, 320), (600, 840, 270, 290))
    for k, (x, foot, wide, tall) in enumerate(places):
        tone, text = RELISHES[(sitting.step + k) % len(RELISHES)]
        skin = speckled(sitting.rng, (420, 340), tone, "#f0b65a")
        skin.paste(label(sitting, (190, 180), text, k), (115, 110))
        body = wrapped(Form(((0, 0.8), (0.12, 0.98), (0.9, 1.0), (1, 0.88)), (wide, tall), 0.14), skin, 0.55)
        whole = Image.new("RGBA", (wide, tall + 70))
        whole.paste(body, (0, 70), body.getchannel("A"))
        _cap(whole, sitting.cloth((wide, 170), k + 1))
        stand(picture, whole, (x, foot))
    return picture


def _cap(whole: Image.Image, cloth: Image.Image) -> None:
    """Tie a cloth over the mouth of a jar."""
    wide = cloth.width / 100
    outline = curve([(x * wide, y) for x, y in (*CAP, CAP[0])], 6)
    cover = pillow(cloth, stencil(cloth.size, [outline]), 30, 1.0)
    whole.paste(cover, (0, 0), cover.getchannel("A"))
    string = curve([(15 * wide, 92), (50 * wide, 104), (85 * wide, 92)], 8)
    ImageDraw.Draw(whole).line(string, fill="#d9c08b", width=8)
