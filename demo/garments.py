"""Scenes of clothing: shirts, tunics, outers, sarongs, and embroidered and knitted wear."""

from collections.abc import Sequence
from math import cos, sin

from PIL import Image, ImageDraw

from .canvas import (
    Point,
    bounds,
    curve,
    cut,
    darker,
    lay,
    lighter,
    mix,
    ring,
    rounded,
    stand,
    stencil,
    turned_by,
)
from .drapes import drape, hang, pillow, puff
from .embroidery import border, bouquet
from .grounds import room, tabletop, wall
from .sittings import Sitting
from .weaves import fair_isle, knit, plain

BODY = (900, 820)


def _sewn(whole: Image.Image, cloth: Image.Image, outline: Sequence[Point], seam: str) -> None:
    """Cut a piece from the cloth and sew it onto the garment."""
    box = bounds(outline, whole.size)
    moved = [(x - box[0], y - box[1]) for x, y in outline]
    mask = stencil((box[2] - box[0], box[3] - box[1]), [moved], 2)
    piece = pillow(cloth.crop(box), mask, 26, 0.8)
    ImageDraw.Draw(piece).line([*moved, moved[0]], fill=seam, width=3)
    whole.paste(piece, box[:2], mask)


def _hanger(picture: Image.Image, at: Point, wide: int = 340) -> None:
    thing = Image.new("RGBA", (wide, 170))
    pen = ImageDraw.Draw(thing)
    middle = wide / 2
    hook = [
        (middle, 96),
        (middle, 70),
        (middle + 22, 48),
        (middle + 20, 22),
        (middle - 4, 10),
        (middle - 22, 28),
    ]
    pen.line(curve(hook, 8), fill="#6d675f", width=7)
    pen.line(
        curve([(8, 160), (middle * 0.5, 118), (middle, 96), (middle * 1.5, 118), (wide - 8, 160)], 8),
        fill="#9a6b42",
        width=20,
    )
    lay(picture, thing, (at[0] - middle, at[1]), 12, 0.4)


SLEEVE_LONG = [(262, 96), (180, 170), (92, 470), (60, 640), (160, 668), (236, 460), (300, 300)]
SLEEVE_SHORT = [(262, 96), (180, 150), (88, 330), (196, 400), (290, 290)]
SLEEVE_WIDE = [(262, 92), (170, 130), (40, 520), (190, 590), (300, 380)]


def _mirrored(points: Sequence[Point], axis: float = 450) -> list[Point]:
    return [(2 * axis - x, y) for x, y in points]


def _worn(sitting: Sitting, sleeve: list[Point], body: list[Point], k: int = 0) -> Image.Image:
    """Sleeves and body cut from one cloth, the cloth turned for the sleeves."""
    rng = sitting.rng
    seam = darker(sitting.other_dye(k).ground, 0.35)
    flat = sitting.cloth(BODY, k)
    whole = Image.new("RGBA", BODY)
    arms = drape(rng, flat, BODY, 0.34, 0.5)
    _sewn(whole, arms, sleeve, seam)
    _sewn(whole, arms.transpose(Image.Transpose.FLIP_LEFT_RIGHT), _mirrored(sleeve), seam)
    _sewn(whole, drape(rng, flat, BODY, 0.26, 0.1), [*body, *reversed(_mirrored(body))], seam)
    return whole


def shirt(sitting: Sitting) -> Image.Image:
    """A shirt with short sleeves, buttons and a collar."""
    picture = wall(sitting)
    body = [(450, 84), (380, 70), (262, 96), (284, 300), (276, 560), (268, 770), (360, 782), (450, 784)]
    whole = _worn(sitting, SLEEVE_SHORT, body)
    tone = sitting.dye.ground
    pen = ImageDraw.Draw(whole)
    pen.line([(450, 130), (450, 782)], fill=darker(tone, 0.5), width=4)
    pen.line([(428, 150), (428, 782)], fill=darker(tone, 0.35), width=2)
    pen.polygon([(376, 70), (450, 52), (524, 70), (450, 176)], fill=darker(tone, 0.6))
    for side in (1, -1):
        collar = [(450 + side * x, y) for x, y in ((-78, 62), (-40, 50), (0, 134), (-52, 178), (-92, 96))]
        _sewn(whole, sitting.cloth(BODY, 0), collar, darker(tone, 0.5))
    for k in range(5):
        y = 230 + k * 115
        pen.ellipse((432, y, 448, y + 16), fill=lighter(tone, 0.7), outline=darker(tone, 0.5), width=2)
    _hanger(picture, (600, 6))
    lay(picture, whole, (150, 58), 20, 0.45)
    return picture


def tunic(sitting: Sitting) -> Image.Image:
    """A long-sleeved tunic, its hem and yoke in a second cloth."""
    picture = wall(sitting)
    body = [(450, 104), (386, 78), (262, 96), (286, 300), (250, 560), (214, 780), (330, 800), (450, 806)]
    whole = _worn(sitting, SLEEVE_LONG, body)
    hem = [
        (226, 706),
        (214, 780),
        (330, 800),
        (450, 806),
        *reversed(_mirrored([(226, 706), (214, 780), (330, 800)])),
        (450, 728),
    ]
    _sewn(whole, sitting.batik(BODY, 2), hem, darker(sitting.dye.ground, 0.4))
    pen = ImageDraw.Draw(whole)
    pen.pieslice((376, 10, 524, 150), 8, 172, fill=darker(sitting.dye.ground, 0.62))
    pen.arc((370, 4, 530, 158), 8, 172, fill=sitting.other_dye(2).ground, width=12)
    _hanger(picture, (600, 6))
    lay(picture, whole, (150, 50), 20, 0.45)
    return picture


def outer(sitting: Sitting) -> Image.Image:
    """An open outer with wide sleeves over a plain dress."""
    picture = wall(sitting)
    whole = Image.new("RGBA", BODY)
    inner = [(380, 80), (520, 80), (560, 800), (340, 800)]
    _sewn(
        whole,
        drape(sitting.rng, plain(BODY, lighter(sitting.other_dye(1).second, 0.35)), BODY, 0.3, 0.05),
        inner,
        "#7a6a58",
    )
    front = [(404, 74), (262, 92), (280, 300), (258, 560), (236, 790), (350, 800), (400, 500), (412, 200)]
    arms = drape(sitting.rng, sitting.cloth(BODY), BODY, 0.34, 0.5)
    seam = darker(sitting.dye.ground, 0.35)
    for piece in (SLEEVE_WIDE, front):
        _sewn(whole, arms, piece, seam)
        _sewn(whole, arms.transpose(Image.Transpose.FLIP_LEFT_RIGHT), _mirrored(piece), seam)
    band = [(404, 74), (412, 200), (400, 500), (350, 800)]
    for line in (band, _mirrored(band)):
        ImageDraw.Draw(whole).line(curve(line, 8), fill=sitting.dye.accent, width=16)
    _hanger(picture, (600, 6))
    lay(picture, whole, (150, 48), 20, 0.45)
    return picture


def folded_shirts(sitting: Sitting) -> Image.Image:
    """Two shirts folded for sale, with their tags."""
    picture = tabletop(sitting)
    for k, (x, y, turn) in enumerate(((110, 90, 7), (580, 170, -6))):
        size = (480, 600)
        body = puff(
            drape(sitting.rng, sitting.cloth(size, k), size, 0.16, 0.1), rounded(size, 26), 26
        ).convert("RGBA")
        body.putalpha(rounded(size, 26))
        tone = sitting.other_dye(k).ground
        pen = ImageDraw.Draw(body)
        pen.polygon([(170, 0), (310, 0), (240, 96)], fill=darker(tone, 0.6))
        for side in (1, -1):
            flap = [(240 + side * dx, dy) for dx, dy in ((-84, 0), (0, 96), (-44, 140), (-112, 26))]
            pen.polygon(flap, fill=lighter(tone, 0.12), outline=darker(tone, 0.5), width=3)
        pen.line([(240, 100), (240, 600)], fill=darker(tone, 0.45), width=4)
        for row in range(4):
            pen.ellipse(
                (246, 180 + row * 110, 262, 196 + row * 110), fill="#f3ead8", outline=darker(tone, 0.5)
            )
        pen.rectangle((330, 470, 400, 560), fill="#f5eee0", outline="#8a7a64", width=2)
        lay(picture, turned_by(body, turn), (x, y), 14, 0.5)
    return picture


def sarong(sitting: Sitting) -> Image.Image:
    """A wrapped skirt hanging from a clip rail beside a second one."""
    picture = wall(sitting)
    for k, x in enumerate((180, 640)):
        size = (380, 660)
        panel = hang(sitting.rng, sitting.cloth((440, 660), k), size, 2.6)
        outline = curve([(60, 0), (320, 0), (352, 240), (378, 656)], 6)
        panel.putalpha(stencil(size, [[*outline, (4, 656), (24, 240)]], 2))
        band = pillow(plain((270, 46), sitting.other_dye(k).accent), rounded((270, 46), 8), 10)
        panel.paste(band, (56, 0), band.getchannel("A"))
        lay(picture, panel, (x, 150), 20, 0.45)
    rail = Image.new("RGB", (1000, 22), "#7b746a")
    lay(picture, cut(rail, rounded(rail.size, 11)), (100, 132), 10, 0.5)
    return picture


def kebaya(sitting: Sitting) -> Image.Image:
    """A plain kebaya with embroidered edges."""
    picture = wall(sitting)
    tone = (lighter(sitting.dye.ground, 0.5), sitting.dye.ground)[sitting.step % 2]
    cloth = plain(BODY, tone)
    whole = Image.new("RGBA", BODY)
    arms = drape(sitting.rng, cloth, BODY, 0.34, 0.5)
    body = [(450, 300), (404, 78), (262, 96), (290, 300), (282, 520), (244, 720), (340, 770), (450, 800)]
    seam = darker(tone, 0.3)
    for piece in (SLEEVE_LONG, _mirrored(SLEEVE_LONG)):
        _sewn(whole, arms, piece, seam)
    _sewn(whole, drape(sitting.rng, cloth, BODY, 0.26, 0.1), [*body, *reversed(_mirrored(body))], seam)
    edge = [(404, 90), (446, 300), (446, 560), (440, 780)]
    for line in (edge, _mirrored(edge)):
        border(whole, sitting, curve(line, 8), 30)
    for line in ([(262, 700), (350, 744), (440, 772)], [(74, 622), (160, 650)]):
        border(whole, sitting, curve(line, 10), 26)
        border(whole, sitting, curve(_mirrored(line), 10), 26)
    _hanger(picture, (600, 6))
    lay(picture, whole, (150, 50), 20, 0.45)
    return picture


def hoop(sitting: Sitting) -> Image.Image:
    """Embroidery in its hoop on a table."""
    picture = tabletop(sitting)
    side, middle = 760, 380
    ground = (lighter(sitting.dye.ground, 0.86), sitting.dye.ground)[sitting.step % 2]
    face = plain((side, side), ground).convert("RGBA")
    bouquet(face, sitting, (middle, middle + 20), 250)
    mask = stencil((side, side), [ring((middle, middle), (374, 374), steps=90)], 2)
    whole = cut(face, mask)
    pen = ImageDraw.Draw(whole)
    for radius, tone, width in ((376, "#7d5631", 44), (372, "#b98a52", 34), (366, "#d9b987", 6)):
        pen.ellipse(
            (middle - radius, middle - radius, middle + radius, middle + radius), outline=tone, width=width
        )
    lay(picture, pillow(whole, mask, 16, 0.6), (220, 70), 18, 0.6)
    for k in range(3):
        _spool(
            picture, (60 + 20 * k, 640 + 70 * k) if k < 2 else (1020, 720), sitting.other_dye(k + 1).ground
        )
    return picture


def _spool(picture: Image.Image, at: Point, colour: str) -> None:
    thing = Image.new("RGBA", (150, 84))
    pen = ImageDraw.Draw(thing)
    for box in ((4, 4, 26, 80), (124, 4, 146, 80)):
        pen.rounded_rectangle(box, 6, fill="#c9a273", outline="#7d5631", width=3)
    for k in range(24):
        tone = mix(darker(colour, 0.3), lighter(colour, 0.2), (k % 3) / 2)
        pen.line((26 + k * 4, 12, 28 + k * 4, 72), fill=tone, width=4)
    lay(picture, pillow(thing, thing.getchannel("A"), 16, 0.7), at, 8, 0.5)


def table_linen(sitting: Sitting) -> Image.Image:
    """Folded table linen with embroidered corners."""
    picture = tabletop(sitting, "wood")
    for k, (turn, at) in enumerate(((12, (60, 40)), (-8, (330, 170)))):
        size = (640, 560)
        tone = lighter(sitting.other_dye(k).ground, 0.85 if (k + sitting.step) % 2 else 0.1)
        face = puff(plain(size, tone), rounded(size, 8), 14, 0.7).convert("RGBA")
        border(face, sitting, [(30, 30), (610, 30), (610, 530), (30, 530), (30, 30)], 20)
        bouquet(face, sitting, (330, 290), 170, k)
        lay(picture, turned_by(face, turn), at, 10, 0.5)
    return picture


def veils(sitting: Sitting) -> Image.Image:
    """Veils with an embroidered hem, hung side by side."""
    picture = wall(sitting)
    for k in range(3):
        size = (290, 640)
        tone = lighter(sitting.other_dye(k).ground, 0.35)
        face = plain((350, 640), tone).convert("RGBA")
        for x in range(50, 350, 84):
            bouquet(face, sitting, (x, 560), 44, k)
        border(face, sitting, [(0, 610), (350, 610)], 18)
        lay(picture, hang(sitting.rng, face.convert("RGB"), size, 2.2), (140 + k * 315, 130), 20, 0.42)
    rail = Image.new("RGB", (1060, 24), "#8a5a34")
    lay(picture, cut(rail, rounded(rail.size, 12)), (70, 116), 10, 0.5)
    return picture


def sweater(sitting: Sitting) -> Image.Image:
    """A knitted jumper laid flat."""
    picture = tabletop(sitting)
    yarn = fair_isle(sitting.rng, sitting.dye, BODY, 20)
    whole = Image.new("RGBA", BODY)
    body = [(450, 96), (370, 70), (262, 96), (270, 300), (262, 560), (262, 770), (360, 780), (450, 780)]
    seam = darker(sitting.dye.ground, 0.45)
    turned = yarn.rotate(24, Image.Resampling.BILINEAR)
    for piece, cloth in (
        (SLEEVE_LONG, turned),
        (_mirrored(SLEEVE_LONG), turned.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
    ):
        _sewn(whole, cloth, piece, seam)
    _sewn(whole, yarn, [*body, *reversed(_mirrored(body))], seam)
    for radius, tone in ((84, sitting.dye.main), (60, darker(sitting.dye.ground, 0.6))):
        _sewn(whole, knit(BODY, tone, 16), ring((450, 84), (radius, radius * 0.5)), seam)
    _sewn(whole, knit(BODY, sitting.dye.main, 16), [(262, 730), (638, 730), (636, 784), (264, 784)], seam)
    lay(picture, turned_by(whole, 4), (120, 20), 12, 0.5)
    return picture


def beanies(sitting: Sitting) -> Image.Image:
    """Knitted hats with bobbles."""
    picture = room(sitting)
    for k, (x, foot, wide) in enumerate(((360, 730, 400), (830, 740, 380), (600, 840, 330))):
        dye = sitting.other_dye(k)
        size = (wide, int(wide * 1.02))
        crown = [
            (wide * a, size[1] * b)
            for a, b in (
                (0.05, 0.96),
                (0.03, 0.66),
                (0.16, 0.36),
                (0.5, 0.2),
                (0.84, 0.36),
                (0.97, 0.66),
                (0.95, 0.96),
            )
        ]
        hat = pillow(fair_isle(sitting.rng, dye, size, 18), stencil(size, [[*curve(crown, 8)]]), 50, 0.95)
        cuff = pillow(
            knit((wide, int(wide * 0.26)), dye.main, 20), rounded((wide, int(wide * 0.26)), 26), 26, 0.9
        )
        hat.paste(cuff, (0, size[1] - cuff.height), cuff.getchannel("A"))
        _bobble(hat, (wide / 2, size[1] * 0.16), wide * 0.15, dye.accent)
        stand(picture, hat, (x, foot))
    return picture


def _bobble(thing: Image.Image, at: Point, radius: float, colour: str) -> None:
    pen = ImageDraw.Draw(thing)
    for k in range(150):
        turn, long = k * 2.4, radius * (k / 150) ** 0.5
        x, y = at[0] + cos(turn) * long, at[1] + sin(turn) * long
        tone = mix(
            lighter(colour, 0.25),
            darker(colour, 0.35),
            min(1, max(0, (cos(turn - 0.8) * long / radius + 1) / 2)),
        )
        pen.line((x, y, x + cos(turn) * radius * 0.22, y + sin(turn) * radius * 0.22), fill=tone, width=4)
