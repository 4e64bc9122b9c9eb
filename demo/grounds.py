"""What the objects stand or lie on: walls with window light, tables, linen, mats."""

from functools import lru_cache
from math import exp

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import HEIGHT, WIDTH, dim, field, grain, lit, rgb
from .colours import WALLS, WOODS
from .sittings import Sitting
from .weaves import mat, plain

FULL = (WIDTH, HEIGHT)
HORIZON = 565


@lru_cache(maxsize=4)
def window_light(kind: int) -> Image.Image:
    """A pool of light from the upper left; kind 1 and 2 add the soft bars of a window."""
    pool = field(lambda x, y: 0.2 - 0.5 * ((x - 0.35) ** 2 + (y - 0.3) ** 2), FULL, (24, 18))
    if kind == 0:
        return pool
    bars = Image.new("L", (150, 112), 112)
    pen = ImageDraw.Draw(bars)
    for left in (10, 52) if kind == 1 else (40, 62, 84, 106):
        wide = 34 if kind == 1 else 12
        for top in (-4, 38):
            pen.polygon(
                [(left + k * 22 + dx, top + k * 36) for k, dx in ((0, 0), (0, wide), (1, wide), (1, 0))],
                fill=146,
            )
    soft = bars.filter(ImageFilter.GaussianBlur(3)).resize(FULL, Image.Resampling.BICUBIC)
    return ImageChops.blend(pool, soft, 0.5)


@lru_cache(maxsize=16)
def plaster(colour: str) -> Image.Image:
    wall = Image.new("RGB", FULL, rgb(colour))
    return lit(wall, ImageChops.blend(grain(FULL, (200, 200), 3, 8), grain(FULL, (40, 40), 4, 4), 0.5))


@lru_cache(maxsize=8)
def boards(colour: str, plank: int = 190) -> Image.Image:
    """Planks of wood seen from above, the grain running across."""
    streaks = ImageChops.blend(grain(FULL, (420, 9), 11, 34), grain(FULL, (160, 4), 12, 26), 0.4)
    wood = lit(Image.new("RGB", FULL, rgb(colour)), streaks)
    pen = ImageDraw.Draw(wood, "RGBA")
    for row, top in enumerate(range(0, HEIGHT, plank)):
        pen.rectangle((0, top, WIDTH, top + plank), fill=(40, 24, 10, (row * 37) % 30))
        pen.line((0, top, WIDTH, top), fill=(40, 24, 12, 150), width=3)
        pen.line((0, top + 3, WIDTH, top + 3), fill=(255, 240, 215, 50), width=2)
    return wood


@lru_cache(maxsize=12)
def surface(kind: str, colour: str) -> Image.Image:
    if kind == "wood":
        return boards(colour)
    if kind == "linen":
        return plain(FULL, colour)
    if kind == "mat":
        return mat(FULL, colour)
    return plaster(colour)


GROUNDS = (
    ("wood", WOODS[0], 1),
    ("linen", "#e7dfcf", 0),
    ("plaster", WALLS[5], 1),
    ("mat", "#d9c08b", 0),
    ("wood", WOODS[3], 1),
    ("linen", "#8f9a92", 0),
    ("plaster", WALLS[1], 0),
    ("linen", "#cfc6b4", 1),
    ("plaster", WALLS[4], 1),
    ("wood", WOODS[1], 0),
    ("plaster", WALLS[6], 0),
    ("linen", "#dccbb6", 0),
)
ROOMS = (
    (WALLS[0], "wood", WOODS[1], 2),
    (WALLS[7], "linen", "#e7dfcf", 1),
    (WALLS[2], "wood", WOODS[0], 0),
    (WALLS[5], "plaster", "#ece5da", 0),
    (WALLS[4], "wood", WOODS[2], 2),
    (WALLS[6], "wood", WOODS[4], 1),
    (WALLS[3], "linen", "#d3c7b2", 1),
    (WALLS[1], "plaster", "#b7b2a8", 0),
    (WALLS[8], "wood", WOODS[3], 0),
)


def tabletop(sitting: Sitting, kind: str | None = None) -> Image.Image:
    """A ground seen from above, of the wanted kind if one is named."""
    choice = [ground for ground in GROUNDS if kind in (None, ground[0])]
    return _ground(*choice[sitting.place % len(choice)]).copy()


@lru_cache(maxsize=16)
def _ground(kind: str, colour: str, light: int) -> Image.Image:
    return lit(surface(kind, colour), window_light(light))


@lru_cache(maxsize=16)
def _room(horizon: int, wall: str, kind: str, top: str, light: int) -> Image.Image:
    view = plaster(wall).copy()
    depth = HEIGHT - horizon
    board = surface(kind, top).resize(
        (WIDTH, depth), Image.Resampling.BILINEAR, (0, 0, WIDTH, int(depth * 1.9))
    )
    far = field(lambda _x, y: -0.16 * exp(-6 * y) + 0.05 * y, (WIDTH, depth), (2, 30))
    view.paste(lit(board, far), (0, horizon))
    seam = Image.linear_gradient("L").resize((WIDTH, 60))
    view.paste((50, 36, 24), (0, horizon - 60), dim(seam, 0.16))
    return lit(view, window_light(light))


def room(sitting: Sitting) -> Image.Image:
    """A wall and a table before it."""
    return _room(HORIZON, *ROOMS[sitting.place % len(ROOMS)]).copy()


@lru_cache(maxsize=12)
def _wall(colour: str, light: int) -> Image.Image:
    return lit(plaster(colour), window_light(light))


def wall(sitting: Sitting) -> Image.Image:
    place = sitting.place % len(WALLS)
    return _wall(WALLS[place], place % 3).copy()
