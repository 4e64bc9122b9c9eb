"""Brushes shared by all demo pictures: textures, warps, soft light and shadow, with Pillow alone."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1200, 900
NEUTRAL = 128

Point = tuple[float, float]
Size = tuple[int, int]


@lru_cache(maxsize=4096)
def rgb(colour: str) -> tuple[int, int, int]:
    return ImageColor.getrgb(colour)[:3]


@lru_cache(maxsize=4096)
def mix(first: str, second: str, share: float) -> str:
    """`share` 0 gives the first colour, 1 the second."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darker(colour: str, share: float = 0.3) -> str:
    return mix(colour, "#120d08", share)


def lighter(colour: str, share: float = 0.3) -> str:
    return mix(colour, "#fffaf0", share)


def grain(size: Size, cell: Size, seed: int, spread: int = 40) -> Image.Image:
    """Smooth random light around the neutral grey; `cell` is the size of one blotch in pixels."""
    return _wide_grain(cell, seed, spread, max(size[0], WIDTH), max(size[1], HEIGHT)).crop((0, 0, *size))


@lru_cache(maxsize=96)
def _wide_grain(cell: Size, seed: int, spread: int, width: int, height: int) -> Image.Image:
    columns, rows = max(2, width // cell[0]), max(2, height // cell[1])
    small = Image.frombytes("L", (columns, rows), Random(f"grain-{seed}").randbytes(columns * rows))
    calm = small.point([NEUTRAL + (value - 128) * spread // 128 for value in range(256)])
    return calm.resize((width, height), Image.Resampling.BICUBIC)


def field(height: Callable[[float, float], float], size: Size, cells: Size = (40, 30)) -> Image.Image:
    """Light from a function of (x, y) in 0..1 with values from -1 (dark) to 1 (bright)."""
    columns, rows = cells
    values = (height(x / (columns - 1), y / (rows - 1)) for y in range(rows) for x in range(columns))
    small = Image.frombytes("L", cells, bytes(min(255, max(0, int(128 + 127 * value))) for value in values))
    return small.resize(size, Image.Resampling.BILINEAR if cells[0] > 30 else Image.Resampling.BICUBIC)


def lit(image: Image.Image, light: Image.Image) -> Image.Image:
    """Darken where the light is under neutral grey, brighten where it is over."""
    return ImageChops.hard_light(image, Image.merge("RGB", (light, light, light)))


def repeat(tile: Image.Image, size: Size) -> Image.Image:
    """Cover `size` with the tile, doubling what is already there."""
    sheet = Image.new(tile.mode, size)
    sheet.paste(tile, (0, 0))
    width, height = tile.size
    while width < size[0]:
        sheet.paste(sheet.crop((0, 0, width, height)), (width, 0))
        width *= 2
    while height < size[1]:
        sheet.paste(sheet.crop((0, 0, size[0], height)), (0, height))
        height *= 2
    return sheet


def warp(
    source: Image.Image, size: Size, back: Callable[[float, float], Point], cells: Size = (16, 12)
) -> Image.Image:
    """Redraw the source; `back` tells for each target point in 0..1 which source pixel lies there."""
    columns, rows = cells
    corners = {(i, j): back(i / columns, j / rows) for i in range(columns + 1) for j in range(rows + 1)}
    mesh = []
    for i in range(columns):
        for j in range(rows):
            box = (
                i * size[0] // columns,
                j * size[1] // rows,
                (i + 1) * size[0] // columns,
                (j + 1) * size[1] // rows,
            )
            quad = corners[i, j] + corners[i, j + 1] + corners[i + 1, j + 1] + corners[i + 1, j]
            mesh.append((box, quad))
    return source.transform(size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)


def curve(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """A smooth open line through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    line = [
        tuple(
            _between(ends[k - 1][a], ends[k][a], ends[k + 1][a], ends[k + 2][a], step / steps) for a in (0, 1)
        )
        for k in range(1, len(ends) - 2)
        for step in range(steps)
    ]
    return [*line, points[-1]]


def loop(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """A smooth closed outline through the points."""
    count = len(points)
    return [
        tuple(
            _between(*(points[(k + shift) % count][axis] for shift in (-1, 0, 1, 2)), step / steps)
            for axis in (0, 1)
        )
        for k in range(count)
        for step in range(steps)
    ]


def _between(before: float, start: float, end: float, after: float, t: float) -> float:
    bend = (2 * before - 5 * start + 4 * end - after) * t * t + (3 * (start - end) + after - before) * t**3
    return start + 0.5 * ((end - before) * t + bend)


def ring(centre: Point, radii: Point, angle: float = 0, steps: int = 40) -> list[Point]:
    """The outline of an ellipse turned by `angle` (radians)."""
    turns = [2 * pi * step / steps for step in range(steps)]
    return [
        (
            centre[0] + radii[0] * cos(t) * cos(angle) - radii[1] * sin(t) * sin(angle),
            centre[1] + radii[0] * cos(t) * sin(angle) + radii[1] * sin(t) * cos(angle),
        )
        for t in turns
    ]


def stencil(size: Size, outlines: Iterable[Sequence[Point]], factor: int = 3) -> Image.Image:
    """A smooth-edged mask of filled outlines."""
    large = Image.new("L", (size[0] * factor, size[1] * factor))
    pen = ImageDraw.Draw(large)
    for outline in outlines:
        pen.polygon([(x * factor, y * factor) for x, y in outline], fill=255)
    return large.reduce(factor)


def rounded(size: Size, radius: float, factor: int = 3) -> Image.Image:
    large = Image.new("L", (size[0] * factor, size[1] * factor))
    box = (0, 0, large.width - 1, large.height - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, radius * factor, fill=255)
    return large.reduce(factor)


def bounds(outline: Sequence[Point], size: Size, margin: int = 4) -> tuple[int, int, int, int]:
    """The part of a picture of `size` that the outline needs."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    left, top = max(0, int(min(xs)) - margin), max(0, int(min(ys)) - margin)
    return left, top, min(size[0], int(max(xs)) + margin), min(size[1], int(max(ys)) + margin)


def cut(image: Image.Image, mask: Image.Image) -> Image.Image:
    """The part of an image that the mask keeps, as an object with transparent surroundings."""
    thing = image.convert("RGB")
    thing.putalpha(mask)
    return thing


def turned_by(thing: Image.Image, degrees: float) -> Image.Image:
    return thing.rotate(degrees, Image.Resampling.BILINEAR, expand=True)


def shadow_of(alpha: Image.Image, blur: float, reach: int) -> Image.Image:
    """A blurred silhouette with `reach` pixels of room on every side; worked out at an eighth of the size."""
    small = alpha.reduce(8)
    room = reach // 8
    padded = Image.new("L", (small.width + 2 * room, small.height + 2 * room))
    padded.paste(small, (room, room))
    soft = padded.filter(ImageFilter.GaussianBlur(blur / 8))
    return soft.resize((alpha.width + 2 * reach, alpha.height + 2 * reach), Image.Resampling.BILINEAR)


def dim(mask: Image.Image, share: float) -> Image.Image:
    return mask.point([int(value * share) for value in range(256)])


SHADE = (38, 26, 18)


def lay(canvas: Image.Image, thing: Image.Image, at: Point, lift: float = 10, strength: float = 0.5) -> None:
    """Put an object flat on the ground; `lift` is how far it stands off, which sets its shadow."""
    x, y = round(at[0]), round(at[1])
    alpha = thing.getchannel("A")
    reach = 64
    for blur, shift, share in (
        (lift * 1.6, lift, strength),
        (max(3, lift * 0.35), lift * 0.3, strength * 0.8),
    ):
        soft = dim(shadow_of(alpha, blur, reach), share)
        canvas.paste(SHADE, (x - reach + round(shift * 0.8), y - reach + round(shift)), soft)
    canvas.paste(thing, (x, y), alpha)


def stand(canvas: Image.Image, thing: Image.Image, foot: Point, strength: float = 0.55) -> None:
    """Stand an object on the table: `foot` is the middle of its lower edge; light comes from the upper left."""
    alpha = thing.getchannel("A")
    x, y = round(foot[0] - thing.width / 2), round(foot[1] - thing.height)
    _cast(canvas, alpha, (x, y), strength)
    canvas.paste(thing, (x, y), alpha)


def _cast(canvas: Image.Image, alpha: Image.Image, at: tuple[int, int], strength: float) -> None:
    depth = max(40, int(alpha.height * 0.3))
    flat = alpha.resize((max(8, alpha.width // 8), max(5, depth // 8)), Image.Resampling.BOX)
    room = 12
    lean = 1.1
    size = (flat.width + 2 * room + int(flat.height * lean), flat.height + 2 * room)
    shift = (1, lean, -room - lean * (size[1] - room), 0, 1, -room)
    soft = flat.transform(size, Image.Transform.AFFINE, shift, Image.Resampling.BILINEAR)
    fade = Image.linear_gradient("L").resize(size).point([60 + value * 195 // 255 for value in range(256)])
    soft = ImageChops.multiply(soft, fade).filter(ImageFilter.GaussianBlur(3))
    large = dim(soft, strength).resize((size[0] * 8, size[1] * 8), Image.Resampling.BILINEAR)
    canvas.paste(SHADE, (at[0] - room * 8, at[1] + alpha.height - depth - room * 8 + 4), large)
    _ground_contact(canvas, alpha, at, strength)


def _ground_contact(canvas: Image.Image, alpha: Image.Image, at: tuple[int, int], strength: float) -> None:
    sole = alpha.crop((0, alpha.height - max(12, alpha.height // 14), *alpha.size)).getbbox()
    if sole is None:
        return
    width, height = sole[2] - sole[0], min(48, max(22, (sole[2] - sole[0]) // 9))
    spot = Image.new("L", (width // 4 + 20, height // 4 + 20))
    ImageDraw.Draw(spot).ellipse((10, 10, spot.width - 10, spot.height - 10), fill=230)
    soft = spot.filter(ImageFilter.GaussianBlur(3)).resize((spot.width * 4, spot.height * 4))
    place = (at[0] + sole[0] - 36, at[1] + alpha.height - height // 2 - 44)
    canvas.paste(SHADE, place, dim(soft, min(1, strength * 1.3)))
