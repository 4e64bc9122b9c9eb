"""The child that decodes one photo from strangers and dies: bytes on stdin, renditions on stdout.

Run by products.photos as `python photo_child.py KIND PLAN`. It knows no Django and holds no secret, so that a
decoder taken over by a crafted file finds neither memory, nor files, nor time to do harm with.

The answer is one line of JSON, `{"renditions": [[name, width, height, bytes], ...], "likeness": number}` with the
files after it in that order, or `{"refused": code}`. A rendition is named by its width: `640.webp`.
"""

import io
import itertools
import json
import resource
import sys
from collections.abc import Iterator
from typing import NamedTuple

import pi_heif

# Pillow would import its plugins when first needed, which is after files can no longer be opened.
from PIL import Image, ImageCms, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin  # noqa: F401

MEGABYTE = 1024 * 1024
MEGAPIXEL = 1000 * 1000
FORMATS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "heif": ("HEIF",)}
PIXELS = {"jpeg": 50 * MEGAPIXEL, "png": 25 * MEGAPIXEL, "webp": 25 * MEGAPIXEL, "heif": 25 * MEGAPIXEL}
LONGEST_TO_SHORTEST = 5
SHORTEST_SIDE = 32
LIMITS = {
    "RLIMIT_AS": 512 * MEGABYTE,
    "RLIMIT_CPU": 8,
    "RLIMIT_FSIZE": 0,
    "RLIMIT_CORE": 0,
    "RLIMIT_NOFILE": 3,
}
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = (5, 6, 7, 8)
PADDING = 0xFF
START_OF_SCAN = 0xDA
END_OF_JPEG = b"\xff\xd9"
GAP_FILLER = b"\x5a" * 1024
MID_GREY = frozenset((127, 128))
HASH_SIDE = 8
SIGN_BIT = 1 << 63


class Rendition(NamedTuple):
    """`width`: the widest it may be; nothing is enlarged."""

    width: int
    suffix: str
    quality: int


# Why these widths: docs/adr/0010. The narrow one is shown by the dozen over 3G; the JPEG is for who knows no WebP.
PLANS = {
    "photo": (
        Rendition(320, "webp", 62),
        Rendition(640, "webp", 72),
        Rendition(1280, "webp", 78),
        Rendition(640, "jpg", 76),
    ),
    "paper": (Rendition(1600, "jpg", 80),),
}
WEBP_METHOD = 2  # less than half the time of 4, for 2 to 6 % more bytes


class Refused(Exception):
    """Carries the code under which products.photos keeps the sentence."""


def main() -> None:
    load_decoders()
    confine()
    kind, plan = sys.argv[1:]
    answer, files = respond(kind, sys.stdin.buffer.read(), PLANS[plan])
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(files))


def load_decoders() -> None:
    Image.preinit()  # JPEG and PNG
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def confine() -> None:
    for name, value in LIMITS.items():
        try:
            resource.setrlimit(getattr(resource, name), (value, value))
        except (AttributeError, ValueError, OSError):
            continue  # macOS knows some of them by name only


def respond(kind: str, content: bytes, plan: tuple[Rendition, ...]) -> tuple[dict, list[bytes]]:
    try:
        image = upright(kind, content, max(rendition.width for rendition in plan))
        table, files = render(image, plan)
    except Refused as refusal:
        return {"refused": str(refusal)}, []
    except Image.DecompressionBombError:
        return {"refused": "pixels"}, []
    except MemoryError:
        return {"refused": "heavy"}, []
    except Exception:  # decoders fail in every way there is, and all of them say the same of the file
        return {"refused": "damaged"}, []
    return {"renditions": table, "likeness": likeness_of(image)}, files


def upright(kind: str, content: bytes, widest: int) -> Image.Image:
    """The picture in sRGB as it is meant to be seen, at most so wide."""
    if kind == "png":
        open_within_limits(kind, content).verify()  # its check sums; no other kind has any
    original = open_within_limits(kind, content)
    orientation = read_orientation(original)
    size = fit(original.size, widest, sideways=orientation in SIDEWAYS)
    original.draft(None, size)  # a JPEG is decoded at a half, quarter or eighth where that is enough
    if kind == "jpeg":
        refuse_gap(original, content, size)
    image = opaque(original).resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    if orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[orientation])
    return to_srgb(image, original.info.get("icc_profile"))


def open_within_limits(kind: str, content: bytes) -> Image.Image:
    # Pillow warns above this number and raises above its double, before it allocates anything.
    Image.MAX_IMAGE_PIXELS = PIXELS[kind] // 2
    image = Image.open(io.BytesIO(content), formats=FORMATS[kind])
    shortest, longest = sorted(image.size)
    if shortest < SHORTEST_SIDE:
        raise Refused("small")
    if longest > shortest * LONGEST_TO_SHORTEST:
        raise Refused("shape")
    return image


def read_orientation(image: Image.Image) -> int:
    try:
        return image.getexif().get(ORIENTATION, 1)
    except Exception:  # broken notes beside a sound picture
        return 1


def fit(size: tuple[int, int], widest: int, sideways: bool) -> tuple[int, int]:
    """The size as stored that is at most `widest` wide once upright, never enlarged."""
    share = min(1, widest / (size[1] if sideways else size[0]))
    return round(size[0] * share), round(size[1] * share)


def refuse_gap(image: Image.Image, content: bytes, size: tuple[int, int]) -> None:
    """Refuse a JPEG that ends before its last block; libjpeg paints the rest mid-grey and says nothing.

    Bytes before the end mark change nothing in a complete picture; in another they fill the gap.
    """
    last_pixel = image.crop((image.width - 1, image.height - 1, *image.size)).tobytes()
    if not MID_GREY.issuperset(last_pixel):
        return
    end = content.index(END_OF_JPEG, start_of_scan(content))
    padded = open_within_limits("jpeg", content[:end] + GAP_FILLER + content[end:])
    padded.draft(None, size)
    if padded.tobytes() != image.tobytes():
        raise Refused("damaged")


def start_of_scan(jpeg: bytes) -> int:
    at = 2
    while jpeg[at + 1] != START_OF_SCAN:
        padding = jpeg[at + 1] == PADDING
        at += 1 if padding else 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return at


def opaque(image: Image.Image) -> Image.Image:
    """The picture on white paper, in a mode that colour profiles know."""
    if image.mode == "I;16":
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("L", "RGB", "CMYK") and "transparency" not in image.info:
        return image
    clear = image if image.mode == "RGBA" else image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(clear, mask=clear)
    return paper


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken or foreign profile: the colours as they stand
    return image.convert("RGB")


def render(image: Image.Image, plan: tuple[Rendition, ...]) -> tuple[list[list], list[bytes]]:
    """([name, width, height, bytes] of each rendition, the files), the widest WebP or else JPEG last."""
    table, files = [], []
    for suffix, width, quality in sorted(distinct(plan, image.width)):
        height = max(1, round(image.height * width / image.width))
        files.append(encode(scaled(image, width, height), suffix, quality))
        table.append([f"{width}.{suffix}", width, height, len(files[-1])])
    return table, files


def distinct(plan: tuple[Rendition, ...], widest: int) -> Iterator[tuple[str, int, int]]:
    """(suffix, width, quality), each width of a suffix once: a small picture needs fewer files."""
    seen = set()
    for rendition in plan:
        width = min(rendition.width, widest)
        if (rendition.suffix, width) not in seen:
            seen.add((rendition.suffix, width))
            yield rendition.suffix, width, rendition.quality


def scaled(image: Image.Image, width: int, height: int) -> Image.Image:
    if width == image.width:
        return image
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)


def encode(image: Image.Image, suffix: str, quality: int) -> bytes:
    image.info = {}  # Pillow would carry comments over
    file = io.BytesIO()
    if suffix == "webp":
        image.save(file, "WEBP", quality=quality, method=WEBP_METHOD)
    else:
        image.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
    return file.getvalue()


def likeness_of(image: Image.Image) -> int | None:
    """The difference hash (dHash) of an upright picture: 64 bits as a signed number, -2**63 to 2**63 - 1.

    After Neal Krawetz, "Kind of Like That" (2013): the picture in grey at 9 x 8, and for each pixel whether the one
    to its right is brighter. Scaling, re-encoding and other exposure change few bits. None for a picture without
    any rise in brightness, such as a blank sheet: it would resemble every other.
    """
    grey = image.convert("L").resize((HASH_SIDE + 1, HASH_SIDE), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(HASH_SIDE):
        start = row * (HASH_SIDE + 1)
        for left, right in itertools.pairwise(grey[start : start + HASH_SIDE + 1]):
            bits = bits << 1 | (right > left)
    if bits == 0:
        return None
    return bits - 2 * SIGN_BIT if bits & SIGN_BIT else bits


if __name__ == "__main__":
    main()
