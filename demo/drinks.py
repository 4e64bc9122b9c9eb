"""Scenes of bottles, glasses and tins of drinks."""

from PIL import Image

from .canvas import (
    dim,
    grain,
    lay,
    lighter,
    lit,
    mix,
    rgb,
    ring,
    stand,
    stencil,
    turned_by,
)
from .drapes import pillow
from .foods import label
from .grounds import room
from .sittings import Sitting
from .turning import Form, opened, wrapped

DRINKS = (
    ("#d79b2e", "KUNYIT"),
    ("#8a3b22", "BANDREK"),
    ("#9e2f36", "ROSELA"),
    ("#6d4a2c", "JAHE"),
    ("#8f8f5c", "SEREH"),
    ("#4f2f22", "KOPI"),
)


def bottles(sitting: Sitting) -> Image.Image:
    """Bottles of spiced drinks with labels."""
    picture = room(sitting)
    for k, (x, foot, scale) in enumerate(
        ((290, 770, 1.0), (910, 775, 1.0), (500, 830, 1.06), (715, 845, 1.0))
    ):
        tone, text = DRINKS[(sitting.step * 2 + k) % len(DRINKS)]
        skin = lit(Image.new("RGB", (400, 560), rgb(tone)), grain((400, 560), (120, 200), 101, 40))
        skin.paste(rgb(mix(tone, "#e8e6da", 0.55)), (0, 0, 400, 90))
        skin.paste(label(sitting, (200, 210), text, k), (100, 270))
        size = (int(190 * scale), int(500 * scale))
        form = Form(
            ((0, 0.36), (0.12, 0.34), (0.24, 0.4), (0.36, 0.86), (0.44, 1.0), (0.96, 1.0), (1, 0.94)),
            size,
            0.14,
        )
        thing = wrapped(form, skin, 0.6)
        cap = Form(((0, 1.0), (1, 1.0)), (int(size[0] * 0.42), int(size[1] * 0.1)), 0.16)
        lid = opened(
            cap, wrapped(cap, Image.new("RGB", (100, 40), rgb("#c9a273")), 0.2), "#c9a273", 0.03, "#dcbc90"
        )
        thing.paste(lid, ((size[0] - lid.width) // 2, 0), lid.getchannel("A"))
        stand(picture, thing, (x, foot))
    return picture


def glasses(sitting: Sitting) -> Image.Image:
    """Filled glasses on coasters with ginger beside them."""
    picture = room(sitting)
    for k, (x, foot) in enumerate(((350, 740), (800, 750), (590, 840))):
        tone, _text = DRINKS[(sitting.step + k * 2) % len(DRINKS)]
        stand(picture, _glass(tone), (x, foot))
    for k, (x, y) in enumerate(((900, 700), (850, 760), (180, 730))):
        lay(picture, _ginger(k), (x, y), 8, 0.5)
    return picture


def _glass(tone: str) -> Image.Image:
    """A drink that lets some light through, with clear glass above and below it."""
    skin = Image.new("RGB", (300, 300), rgb(tone))
    depth = Image.linear_gradient("L").rotate(180).resize((300, 300)).point([v * 3 // 5 for v in range(256)])
    skin.paste(rgb(lighter(tone, 0.45)), (0, 0), depth)
    for top, bottom in ((0, 48), (278, 300)):
        skin.paste(rgb("#dde3df"), (0, top, 300, bottom))
    form = Form(((0, 1.0), (0.6, 0.86), (1, 0.74)), (250, 350), 0.18)
    body = wrapped(form, skin, 0.8)
    body.putalpha(dim(body.getchannel("A"), 0.84))
    rim = Image.new("RGBA", body.size)
    opened(form, rim, "#e6e8e2", 0.05, lighter(tone, 0.2))
    body.alpha_composite(rim)
    return body


def _ginger(k: int) -> Image.Image:
    size = (170, 110)
    knobs = [
        ring((70, 60), (58, 30), 0.2),
        ring((120, 40), (34, 20), -0.6),
        ring((60, 34), (24, 26)),
        ring((128, 74), (30, 18), 0.5),
    ]
    return turned_by(
        pillow(
            lit(Image.new("RGB", size, rgb("#c8a468")), grain(size, (9, 30), 103, 50)),
            stencil(size, knobs),
            26,
            1.0,
        ),
        k * 40,
    )


def tea_packets(sitting: Sitting) -> Image.Image:
    """Tins of drink powder with a wooden spoon of it."""
    picture = room(sitting)
    for k, (x, foot, wide, tall) in enumerate(
        ((380, 740, 300, 400), (820, 750, 290, 360), (590, 845, 250, 270))
    ):
        tone, text = DRINKS[(sitting.step + k * 2 + 1) % len(DRINKS)]
        skin = Image.new("RGB", (460, 380), rgb(mix(tone, "#f2e9d6", 0.2)))
        skin.paste(sitting.batik((460, 80), k), (0, 290))
        skin.paste(label(sitting, (200, 190), text, k + 1), (130, 60))
        form = Form(((0, 1.0), (1, 1.0)), (wide, tall), 0.15)
        thing = opened(form, wrapped(form, skin, 0.35), "#c39a45", 0.05, "#d9b96a")
        stand(picture, thing, (x, foot))
    return picture
