"""Pictures as phones and strangers send them, made by code.

The picture of most tests is four fields of colour, so that a turned, mirrored or miscoloured one shows at its
corners.
"""

import base64
import functools
import io
import struct
import zlib

from PIL import Image

COLOURS = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}
UPRIGHT = ("red", "lime", "blue", "yellow")
TURNED_BACK = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
# The four fields, 96 x 64, stored on their side with orientation 6 and a place in GPS, as phones do.
# Written with pillow-heif 1.8.1: save(format="HEIF", quality=40, exif=..., enc_params={"x265:info": "0"}).
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAABxQABAAAAAAAAAGoAAgAAAAACLwABAAAAAAAAAKoAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA4GlwcnAAAADAaXBjbwAAAHhodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBhZbq"
    "SRprm4CGgwIAAAMAMgAAAwACEGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAYAAAABBw"
    "aXhpAAAAAAMICAgAAAAJaXJvdAMAAAAYaXBtYQAAAAAAAAABAAEFgQIDBIUAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAARxt"
    "ZGF0AAAAZigBr1iLMg6SXxfkN3//KJ//+jNmJLfi5+/6iM1/cxcK83I/+de2N1539Moq37rvHXZwAxAG7y/Chokh7kQ29//oZ8f4"
    "Nyn+M+PIajpHo6RcPXjeGlDAJ2vx6OoXxwjh/DbDLuUX4AAAAAZFeGlmAABNTQAqAAAACAADAQ8AAgAAAAcAAAAyARIAAwAAAAEA"
    "BgAAiCUABAAAAAEAAAA6AAAAAEthbWVyYQAAAAQAAQACAAAAAlMAAAAAAgAFAAAAAwAAAHAAAwACAAAAAkUAAAAABAAFAAAAAwAA"
    "AIgAAAAAAAAABgAAAAEAAAA0AAAAAQAAABUAAAABAAAAawAAAAEAAAAgAAAAAQAAAAsAAAAB"
)


def fields(width=96, height=64):
    picture = Image.new("RGB", (2, 2))
    picture.putdata(list(COLOURS.values()))
    return picture.resize((width, height), Image.Resampling.NEAREST)


def scene(width, height):
    """Something with edges, slopes and texture, as a photo has them."""
    slope = Image.linear_gradient("L").resize((width, height))
    round_ = Image.radial_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (slope, round_, slope.transpose(Image.Transpose.ROTATE_180)))
    weave = fields(16, 16)
    for across in range(width // 4, 3 * width // 4, 32):
        for down in range(height // 4, 3 * height // 4, 24):
            picture.paste(weave, (across, down))
    return picture


@functools.cache
def fifty_megapixels():
    return encoded(fields(8160, 6120), "JPEG", quality=60)


def encoded(picture, kind, **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def opened(content):
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def corners(content):
    """The names of the colours at the four corners, row by row."""
    picture = opened(content)
    right, low = picture.width * 9 // 10, picture.height * 9 // 10
    left, high = picture.width // 10, picture.height // 10
    places = ((left, high), (right, high), (left, low), (right, low))
    return tuple(_nearest(picture.getpixel(place)) for place in places)


def _nearest(pixel):
    return min(COLOURS, key=lambda name: sum((a - b) ** 2 for a, b in zip(COLOURS[name], pixel, strict=True)))


def exif(orientation=1):
    notes = Image.Exif()
    notes[ORIENTATION] = orientation
    notes[MAKE] = "<script>alert(1)</script>"
    notes.get_ifd(GPS).update({1: "S", 2: (6.0, 52.0, 21.0), 3: "E", 4: (107.0, 32.0, 11.0)})
    return notes


def turned(orientation, kind="JPEG", size=(96, 64)):
    """The upright fields as a camera held that way stores them."""
    picture = fields(*size)
    if orientation in TURNED_BACK:
        picture = picture.transpose(TURNED_BACK[orientation])
    return encoded(picture, kind, exif=exif(orientation))


def markers(jpeg):
    """The kinds of segment before the first scan, and the number of bytes after the end mark."""
    found, at = set(), 2
    while jpeg[at + 1] != 0xDA:
        found.add(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found, len(jpeg) - jpeg.rindex(b"\xff\xd9") - 2


def chunks(webp):
    """The names of the parts of a WebP file."""
    found, at = [], 12
    while at < len(webp):
        found.append(webp[at : at + 4])
        length = int.from_bytes(webp[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    return found


def png(width, height, depth, colour, row):
    """A PNG in which every row has the same bytes, made without holding the picture."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" + row) for _ in range(height)) + packer.flush()
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", packed), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def swapped_profile():
    """A colour profile whose red shows as green and whose green shows as red."""
    red, green, blue = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
    colours = {b"rXYZ": green, b"gXYZ": red, b"bXYZ": blue, b"wtpt": (0.9642, 1.0, 0.8249)}
    tags = {name: b"XYZ \0\0\0\0" + _fixed(*value) for name, value in colours.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), struct.pack(">4sIIHH", b"curv", 0, 1, 0x0233, 0))
    start = 128 + 4 + 12 * len(tags)
    index, body = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        index += struct.pack(">4sII", name, start + len(body), len(content))
        body += content
    head = struct.pack(">I4sI4s4s4s", start + len(body), b"", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + _fixed(0.9642, 1.0, 0.8249)
    return head.ljust(128, b"\0") + index + body


def _fixed(*numbers):
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


FIELDS = fields()
OTHER = FIELDS.transpose(Image.Transpose.ROTATE_180)
ACCEPTED = {
    "JPEG": encoded(FIELDS, "JPEG"),
    "progressive JPEG": encoded(FIELDS, "JPEG", progressive=True),
    "JPEG of a phone in two pictures": encoded(FIELDS, "MPO", save_all=True, append_images=[OTHER]),
    "JPEG for print": encoded(FIELDS.convert("CMYK"), "JPEG"),
    "PNG": encoded(FIELDS, "PNG"),
    "PNG with a palette": encoded(FIELDS.quantize(8), "PNG"),
    "PNG with transparency": encoded(FIELDS.convert("RGBA"), "PNG"),
    "animated PNG": encoded(FIELDS, "PNG", save_all=True, append_images=[OTHER]),
    "WebP": encoded(FIELDS, "WEBP"),
    "lossless WebP": encoded(FIELDS.convert("RGBA"), "WEBP", lossless=True),
    "animated WebP": encoded(FIELDS, "WEBP", save_all=True, append_images=[OTHER], duration=100),
    "HEIC": HEIC,
}
