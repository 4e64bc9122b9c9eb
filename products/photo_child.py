"""The child that decodes one photo from strangers and dies: bytes on stdin, renditions on stdout.

Run by products.photos as `python photo_child.py KIND`. It knows no Django and holds no secret, so that a
decoder taken over by a crafted file finds neither memory, nor files, nor time to do harm with.

The answer is one line of JSON, `{"renditions": [[slot, width, height, bytes], ...]}` with the JPEG files
after it in that order, or `{"refused": code}`.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator

import pi_heif

# Pillow would import its plugins when first needed, which is after files can no longer be opened.
from PIL import Image, ImageCms, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin  # noqa: F401

MEGABYTE = 1024 * 1024
MEGAPIXEL = 1000 * 1000
FORMATS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "heif": ("HEIF",)}
PIXELS = {"jpeg": 50 * MEGAPIXEL, "png": 25 * MEGAPIXEL, "webp": 25 * MEGAPIXEL, "heif": 25 * MEGAPIXEL}
LONGEST_TO_SHORTEST = 5
SHORTEST_SIDE = 32
# Slot (the widest a rendition may be) and JPEG quality: the small one is shown by the dozen over 3G.
SLOTS = {480: 72, 1600: 82}
WIDEST = max(SLOTS)
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


class Refused(Exception):
    """Carries the code under which products.photos keeps the sentence."""


def main() -> None:
    load_decoders()
    confine()
    answer, files = respond(sys.argv[1], sys.stdin.buffer.read())
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


def respond(kind: str, content: bytes) -> tuple[dict, list[bytes]]:
    try:
        renditions = render(kind, content)
    except Refused as refusal:
        return {"refused": str(refusal)}, []
    except Image.DecompressionBombError:
        return {"refused": "pixels"}, []
    except MemoryError:
        return {"refused": "heavy"}, []
    except Exception:  # decoders fail in every way there is, and all of them say the same of the file
        return {"refused": "damaged"}, []
    table = [[slot, image.width, image.height, len(file)] for slot, image, file in renditions]
    return {"renditions": table}, [file for _, _, file in renditions]


def render(kind: str, content: bytes) -> list[tuple[int, Image.Image, bytes]]:
    if kind == "png":
        open_within_limits(kind, content).verify()  # its check sums; no other kind has any
    original = open_within_limits(kind, content)
    orientation = read_orientation(original)
    size = fit(original.size, sideways=orientation in SIDEWAYS)
    original.draft(None, size)  # a JPEG is decoded at a half, quarter or eighth where that is enough
    if kind == "jpeg":
        refuse_gap(original, content, size)
    image = opaque(original).resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    if orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[orientation])
    image = to_srgb(image, original.info.get("icc_profile"))
    return [(slot, smaller, encode(smaller, quality)) for slot, quality, smaller in scaled(image)]


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


def fit(size: tuple[int, int], sideways: bool) -> tuple[int, int]:
    """The size as stored that is WIDEST wide once upright, never enlarged."""
    share = min(1, WIDEST / (size[1] if sideways else size[0]))
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


def scaled(image: Image.Image) -> Iterator[tuple[int, int, Image.Image]]:
    """A rendition per slot, never enlarged; a slot that would only repeat the one below stays out."""
    for slot, quality in SLOTS.items():
        width = min(slot, image.width)
        height = max(1, round(image.height * width / image.width))
        yield slot, quality, image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
        if image.width <= slot:
            return


def encode(image: Image.Image, quality: int) -> bytes:
    image.info = {}  # Pillow would carry comments over
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()
