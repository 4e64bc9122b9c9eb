"""Scenes of round wares: earthenware, baskets, turned wood, metal, lamps, candles."""

from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from . import skins
from .canvas import Size, curve, cut, darker, dim, grain, lay, lighter, lit, rgb, ring, stand, stencil
from .colours import BAMBOO, CLAYS, GLAZES, METALS, WOODS
from .drapes import pillow
from .grounds import room, tabletop
from .sittings import Sitting
from .turning import Form, Profile, opened, spun, wrapped
from .weaves import plait, wicker

VASE: Profile = ((0, 0.42), (0.06, 0.36), (0.2, 0.34), (0.42, 0.78), (0.62, 1.0), (0.84, 0.8), (1, 0.5))
JAR: Profile = ((0, 0.62), (0.05, 0.58), (0.16, 0.74), (0.4, 1.0), (0.7, 0.94), (1, 0.6))
BOTTLE: Profile = ((0, 0.3), (0.05, 0.24), (0.26, 0.26), (0.46, 0.86), (0.7, 1.0), (0.92, 0.9), (1, 0.74))
BOWL: Profile = ((0, 1.0), (0.3, 0.97), (0.62, 0.8), (0.88, 0.48), (0.92, 0.42), (1, 0.46))
CUP: Profile = ((0, 0.94), (0.4, 1.0), (0.8, 0.92), (1, 0.7))
TUB: Profile = ((0, 1.0), (0.5, 0.95), (1, 0.82))
FLARE: Profile = ((0, 1.0), (0.2, 0.86), (0.55, 0.66), (0.85, 0.6), (1, 0.64))
POD: Profile = ((0, 0.5), (0.1, 0.56), (0.4, 1.0), (0.66, 0.98), (1, 0.52))
TALL: Profile = ((0, 0.8), (0.3, 0.86), (0.6, 1.0), (0.9, 0.92), (1, 0.84))
LANTERN: Profile = ((0, 0.42), (0.1, 0.62), (0.35, 0.96), (0.6, 1.0), (0.85, 0.74), (1, 0.46))
CONE: Profile = ((0, 0.34), (0.5, 0.68), (1, 1.0))


def _three(rng: Random) -> list[tuple[int, int, float]]:
    """Places for three things, the middle one last and in front: x, foot, scale."""
    return [
        (360 + rng.randrange(-20, 20), 720, 1.0),
        (830 + rng.randrange(-20, 20), 735, 0.94),
        (600, 815, 0.72),
    ]


def earthenware(sitting: Sitting) -> Image.Image:
    """Three vessels of bare or banded clay."""
    rng = sitting.rng
    picture = room(sitting)
    forms = (VASE, JAR, BOWL, BOTTLE, POD)
    for k, (x, foot, scale) in enumerate(_three(rng)):
        profile = forms[(sitting.step + k * 2) % len(forms)] if k < 2 else (BOWL, CUP)[sitting.step % 2]
        colour = CLAYS[(sitting.step * 2 + k) % len(CLAYS)]
        size = _fitting(profile, scale)
        skin = (
            skins.banded(sitting, (500, 400), colour)
            if (sitting.step + k) % 3 == 0
            else skins.clay((500, 400), colour)
        )
        stand(picture, spun(Form(profile, size), skin, colour, 0.1), (x, foot))
    return picture


def _fitting(profile: Profile, scale: float) -> Size:
    wide = profile in (BOWL, CUP, TUB)
    return (int((470 if wide else 400) * scale), int((300 if wide else 520) * scale))


def glazed_wares(sitting: Sitting) -> Image.Image:
    rng = sitting.rng
    picture = room(sitting)
    forms = (BOTTLE, VASE, POD, JAR)
    for k, (x, foot, scale) in enumerate(_three(rng)):
        profile = forms[(sitting.step + k) % len(forms)] if k < 2 else (CUP, BOWL)[sitting.step % 2]
        glaze = GLAZES[(sitting.step * 3 + k * 2) % len(GLAZES)]
        skin = skins.glazed(rng, (500, 400), glaze, CLAYS[k])
        if k == 2:
            skin = skins.speckled(rng, (500, 400), "#e4d8c2", darker(glaze, 0.4))
        stand(picture, spun(Form(profile, _fitting(profile, scale)), skin, glaze, 0.5), (x, foot))
    return picture


def cups(sitting: Sitting) -> Image.Image:
    """A row of cups and a plate behind them."""
    rng = sitting.rng
    picture = room(sitting)
    for k, (x, foot, wide) in enumerate(((330, 690, 250), (860, 700, 240), (480, 790, 260), (760, 805, 250))):
        glaze = GLAZES[(sitting.step * 2 + k) % len(GLAZES)]
        skin = (
            skins.glazed(rng, (400, 320), glaze, "#c9b49a")
            if k % 2
            else skins.speckled(rng, (400, 320), lighter(glaze, 0.5), darker(glaze))
        )
        form = Form(CUP, (wide, 240), 0.2)
        cup = Image.new("RGBA", (wide + 90, 240))
        _handle(cup, (wide - 18, 60), glaze)
        body = spun(form, skin, glaze, 0.4, 0.09)
        cup.paste(body, (0, 0), body.getchannel("A"))
        stand(picture, cup, (x, foot))
    return picture


def _handle(thing: Image.Image, at: tuple[int, int], colour: str) -> None:
    factor = 3
    large = Image.new("RGBA", (100 * factor, 140 * factor))
    pen = ImageDraw.Draw(large)
    for inset, tone, width in ((0, darker(colour, 0.45), 24), (4, colour, 16), (7, lighter(colour, 0.35), 4)):
        box = [(-50 + inset) * factor, (8 + inset) * factor, (88 - inset) * factor, (128 - inset) * factor]
        pen.ellipse(box, outline=tone, width=width * factor)
    small = large.reduce(factor)
    thing.paste(small, at, small.getchannel("A"))


def baskets(sitting: Sitting) -> Image.Image:
    """Baskets of bamboo, plaited and wickered, one with a handle."""
    rng = sitting.rng
    picture = room(sitting)
    for k, (x, foot, scale) in enumerate(_three(rng)):
        colour, second = BAMBOO[(sitting.step + k) % 5], BAMBOO[(sitting.step + k + 2) % 5]
        profile = (TUB, POD, FLARE, TALL, BOWL)[(sitting.step + k * 2) % 5]
        size = (int(430 * scale), int((330 if profile in (TUB, BOWL) else 430) * scale))
        skin = wicker((560, 380), colour) if (k + sitting.step) % 2 else plait((560, 380), colour, second, 24)
        if k == 0:
            _bow(
                picture,
                (x, foot - size[1] + 26),
                (int(size[0] * 0.44 * profile[0][1]), 200),
                darker(colour, 0.25),
            )
        stand(picture, _rimmed(Form(profile, size, 0.2), skin, darker(colour, 0.15)), (x, foot))
    return picture


def _rimmed(form: Form, skin: Image.Image, colour: str) -> Image.Image:
    thing = spun(form, skin, colour, 0, 0.1)
    pen = ImageDraw.Draw(thing)
    radius = form.profile[0][1] * form.half
    for k in range(40):
        turn = pi * k / 39
        x, y = form.half + cos(turn) * radius * 0.98, form.top + sin(turn) * radius * form.tilt
        pen.line((x - 4, y - 8, x + 4, y + 10), fill=darker(colour, 0.35), width=4)
        pen.line((x - 3, y - 8, x + 3, y + 6), fill=lighter(colour, 0.2), width=2)
    return thing


def _bow(picture: Image.Image, foot: tuple[int, int], radii: tuple[int, int], colour: str) -> None:
    """A bow handle that rises from a basket's rim."""
    factor, room_ = 2, 12
    large = Image.new("RGBA", ((radii[0] + room_) * 2 * factor, (radii[1] + room_) * factor))
    pen = ImageDraw.Draw(large)
    for inset, tone, width in ((0, darker(colour, 0.4), 22), (3, colour, 15), (6, lighter(colour, 0.3), 4)):
        box = [
            (room_ + inset) * factor,
            (room_ + inset) * factor,
            (room_ + 2 * radii[0] - inset) * factor,
            (room_ + 2 * radii[1] - inset) * factor,
        ]
        pen.arc(box, 180, 360, fill=tone, width=width * factor)
    small = large.reduce(factor)
    lay(picture, small, (foot[0] - radii[0] - room_, foot[1] - radii[1]), 12, 0.3)


def rice_baskets(sitting: Sitting) -> Image.Image:
    """Boboko: round plaited rice baskets on a square foot, with a steaming cone."""
    picture = room(sitting)
    for k, (x, foot, wide) in enumerate(((400, 720, 470), (830, 790, 400))):
        colour = BAMBOO[(sitting.step + k * 3) % 5]
        skin = plait((640, 340), colour, lighter(colour, 0.25), 18, 2)
        stand(picture, _stool(wide, darker(colour, 0.2)), (x, foot))
        body = _rimmed(
            Form(((0, 1.0), (0.4, 0.98), (0.75, 0.86), (1, 0.6)), (wide, int(wide * 0.66)), 0.24),
            skin,
            colour,
        )
        picture.paste(body, (x - wide // 2, foot - 50 - body.height), body.getchannel("A"))
    return picture


def _stool(wide: int, colour: str) -> Image.Image:
    size = (int(wide * 0.62), 84)
    block = lit(Image.new("RGB", size, rgb(colour)), grain(size, (60, 5), 71, 40))
    return pillow(
        block,
        stencil(
            size,
            [
                [
                    (16, 0),
                    (size[0] - 16, 0),
                    (size[0], 84),
                    (size[0] - 26, 84),
                    (size[0] - 50, 44),
                    (50, 44),
                    (26, 84),
                    (0, 84),
                ]
            ],
        ),
        10,
        0.6,
    )


def turned_wood(sitting: Sitting) -> Image.Image:
    """Bowls and a beaker turned from wood."""
    rng = sitting.rng
    picture = room(sitting)
    for k, (x, foot, scale) in enumerate(_three(rng)):
        colour = WOODS[(sitting.step + k * 2) % 4]
        profile = (BOWL, TALL, BOWL)[(k + sitting.step) % 3]
        skin = skins.timber((600, 300), colour, k, upright=profile is TALL)
        size = (
            (int(480 * scale), int(290 * scale)) if profile is BOWL else (int(300 * scale), int(420 * scale))
        )
        stand(picture, spun(Form(profile, size, 0.22), skin, lighter(colour, 0.1), 0.16, 0.1), (x, foot))
    return picture


def beaten_metal(sitting: Sitting) -> Image.Image:
    rng = sitting.rng
    picture = room(sitting)
    for k, (x, foot, scale) in enumerate(_three(rng)):
        colour = METALS[(sitting.step + k) % len(METALS)]
        profile = (VASE, BOWL, FLARE, POD, TUB)[(sitting.step * 2 + k * 2) % 5] if k < 2 else BOWL
        skin = skins.metal(rng, (520, 380), colour, (k + sitting.step) % 3 != 1)
        stand(picture, spun(Form(profile, _fitting(profile, scale)), skin, colour, 0.75, 0.05), (x, foot))
    return picture


def tray(sitting: Sitting) -> Image.Image:
    """A round beaten tray seen from above, its middle chased with a flower."""
    rng = sitting.rng
    picture = tabletop(sitting, ("linen", "wood", "plaster")[sitting.step % 3])
    colour = METALS[sitting.step % len(METALS)]
    side = 760
    disc = skins.metal(rng, (side, side), colour)
    middle = side / 2
    mask = stencil((side, side), [ring((middle, middle), (middle - 4, middle - 4), steps=90)], 2)
    tray_ = pillow(disc, mask, 26)
    pen = ImageDraw.Draw(tray_)
    for radius, tone in (
        (330, darker(colour, 0.5)),
        (326, lighter(colour, 0.5)),
        (150, darker(colour, 0.5)),
        (146, lighter(colour, 0.4)),
    ):
        pen.ellipse(
            (middle - radius, middle - radius, middle + radius, middle + radius), outline=tone, width=4
        )
    for k in range(32):
        turn = 2 * pi * k / 32
        long = 60 if k % 2 else 105
        outline = ring(
            (middle + cos(turn) * (160 + long * 0.7), middle + sin(turn) * (160 + long * 0.7)),
            (long * 0.62, 13),
            turn,
            20,
        )
        pen.line([*outline, outline[0]], fill=darker(colour, 0.5), width=4)
        pen.line([(x - 2, y - 2) for x, y in outline], fill=lighter(colour, 0.45), width=2)
    lay(picture, tray_, (220, 70), 16, 0.6)
    return picture


def lamps(sitting: Sitting) -> Image.Image:
    """Paper lanterns alight before a dim wall."""
    rng = sitting.rng
    picture = dim_room(sitting)
    shapes = (LANTERN, CONE, TALL)
    for k, (x, foot, scale) in enumerate(_three(rng)):
        dye = sitting.other_dye(k)
        skin = skins.ribbed(
            (420, 420), lighter(dye.ground, 0.45), "#fff0c4", level=(k + sitting.step) % 2 == 0
        )
        size = (int(360 * scale), int(470 * scale))
        _glow(picture, (x, foot - size[1] // 2), int(size[1] * 0.95))
        profile = shapes[(sitting.step + k) % 3]
        stand(
            picture,
            opened(
                Form(profile, size, 0.14),
                wrapped(Form(profile, size, 0.14), skin, 0),
                "#6b4426",
                0.12,
                "#fff3cf",
            ),
            (x, foot),
        )
    return picture


def dim_room(sitting: Sitting) -> Image.Image:
    view = room(sitting)
    return Image.blend(view, Image.new("RGB", view.size, (42, 30, 26)), 0.62)


def _glow(picture: Image.Image, at: tuple[int, int], radius: int) -> None:
    halo = (
        Image.radial_gradient("L")
        .resize((radius * 2, radius * 2))
        .point([max(0, 150 - int(v * 0.85)) for v in range(256)])
    )
    picture.paste((255, 206, 130), (at[0] - radius, at[1] - radius), halo)


def candles(sitting: Sitting) -> Image.Image:
    """Scented candles in cups of clay."""
    rng = sitting.rng
    picture = dim_room(sitting) if sitting.step % 2 else room(sitting)
    for k, (x, foot, wide) in enumerate(((390, 700, 300), (810, 715, 280), (600, 815, 250))):
        colour = (*GLAZES, *CLAYS)[(sitting.step * 3 + k * 4) % 13]
        form = Form(TUB, (wide, int(wide * 0.86)), 0.2)
        cup = wrapped(form, skins.speckled(rng, (400, 300), colour, darker(colour, 0.6)), 0.3)
        stand(picture, opened(form, cup, colour, 0.08, "#f3e6cb"), (x, foot))
        _flame(picture, (x, foot - form.size[1] + int(form.top)))
    return picture


def _flame(picture: Image.Image, at: tuple[int, int]) -> None:
    _glow(picture, (at[0], at[1] - 40), 120)
    ImageDraw.Draw(picture).line((at[0], at[1] + 4, at[0] + 1, at[1] - 18), fill=(50, 36, 26), width=4)
    drop = [
        (x * 20, 90 - y * 84) for x, y in ((1, 0), (1.7, 0.25), (1.35, 0.6), (1, 1), (0.7, 0.6), (0.3, 0.25))
    ]
    mask = stencil((40, 92), [curve([*drop, drop[0]], 6)]).filter(ImageFilter.GaussianBlur(1.5))
    picture.paste((255, 226, 150), (at[0] - 20, at[1] - 102), mask)
    picture.paste((255, 250, 225), (at[0] - 10, at[1] - 62), dim(mask.resize((20, 46)), 0.9))


def sieve_tray(sitting: Sitting) -> Image.Image:
    """Tampah: a wide plaited tray from above."""
    picture = tabletop(sitting, ("plaster", "wood", "linen")[sitting.step % 3])
    side, middle = 770, 385
    colour = BAMBOO[sitting.step % 5]
    sheet = plait((side, side), colour, BAMBOO[(sitting.step + 3) % 5], 26, 3).rotate(
        45, Image.Resampling.BICUBIC
    )
    mask = stencil((side, side), [ring((middle, middle), (380, 380), steps=90)], 2)
    whole = cut(sheet, mask)
    pen = ImageDraw.Draw(whole)
    for radius, tone, width in (
        (382, darker(colour, 0.5), 34),
        (378, colour, 24),
        (372, lighter(colour, 0.3), 5),
    ):
        pen.ellipse(
            (middle - radius, middle - radius, middle + radius, middle + radius), outline=tone, width=width
        )
    for k in range(54):
        turn = 2 * pi * k / 54
        ends = [
            (middle + cos(turn + lean) * radius, middle + sin(turn + lean) * radius)
            for radius, lean in ((346, 0), (382, 0.03))
        ]
        pen.line(ends, fill=darker(colour, 0.55), width=6)
    lay(picture, pillow(whole, mask, 24, 0.6), (215, 65), 16, 0.6)
    return picture
