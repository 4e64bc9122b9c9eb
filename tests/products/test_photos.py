import hashlib
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from PIL import Image

from products import photos
from products.photo_child import PLANS, render
from products.photos import PhotoRefused, random_name, take, take_paper

from . import pictures
from .pictures import (
    ACCEPTED,
    FIELDS,
    HEIC,
    UPRIGHT,
    chunks,
    corners,
    encoded,
    fields,
    fifty_megapixels,
    markers,
    opened,
    png,
    scene,
    turned,
)
from .taking import by_width, refusal, taken, widest

SIXTEEN_BIT_ROW = b"\xff\xff\0\0\0\0" * 48 + b"\0\0\xff\xff\0\0" * 48
REFUSED = {
    "GIF": encoded(FIELDS.quantize(8), "GIF"),
    "BMP": encoded(FIELDS, "BMP"),
    "TIFF": encoded(FIELDS, "TIFF"),
    "BLP": encoded(FIELDS.quantize(8), "BLP"),
    "AVIF": encoded(FIELDS, "AVIF"),
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "HTML": b"<!doctype html><title>Foto</title>",
    "XML": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "PDF": b"%PDF-1.7\n1 0 obj\n",
    "ZIP": b"PK\x03\x04" + bytes(60),
    "a sound in RIFF": b"RIFF\x24\0\0\0WAVEfmt ",
    "a film": b"\0\0\0\x18ftypmp42" + bytes(60),
    "text": b"foto",
}


@pytest.mark.parametrize("kind", ACCEPTED)
def test_every_kind_is_taken_as_it_looks(kind):
    photo = taken(ACCEPTED[kind])

    assert corners(widest(photo)) == UPRIGHT
    assert (photo.width, photo.height) == (96, 64)


@pytest.mark.parametrize("kind", REFUSED)
def test_every_other_kind_is_refused_by_its_content(kind):
    with pytest.raises(PhotoRefused) as refused:
        take(SimpleUploadedFile("foto.jpg", REFUSED[kind], content_type="image/jpeg"))

    assert refused.value.code == "kind"
    assert refused.value.reason.endswith("Pilih foto JPEG, PNG, WebP, atau HEIC.")


@pytest.mark.parametrize("name", ["FOTO.JPG", "foto", "foto.pdf", "foto.heic"])
def test_name_and_declared_type_do_not_matter(name):
    upload = SimpleUploadedFile(name, ACCEPTED["PNG"], content_type="application/octet-stream")

    photo = take(upload)

    assert corners(widest(photo)) == UPRIGHT


def test_an_upload_on_disk_is_read_from_its_start():
    with TemporaryUploadedFile("foto.jpg", "image/jpeg", 0, None) as upload:
        upload.write(ACCEPTED["JPEG"])

        photo = take(upload)

    assert corners(widest(photo)) == UPRIGHT


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright(orientation):
    photo = taken(turned(orientation))

    assert [corners(file) for file in photo.renditions.values()] == [UPRIGHT] * len(photo.renditions)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_stand_upright_too(kind):
    assert corners(widest(taken(turned(6, kind)))) == UPRIGHT


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_with_broken_notes_is_taken_as_stored(kind):
    photo = taken(encoded(FIELDS, kind, exif=b"Exif\0\0no notes at all"))

    assert corners(widest(photo)) == UPRIGHT


@pytest.mark.parametrize("profile", [None, pictures.swapped_profile()])
def test_a_kept_file_holds_a_picture_and_nothing_else(profile):
    content = encoded(
        FIELDS,
        "JPEG",
        exif=pictures.exif(),
        comment=b"<script>alert(1)</script>",
        xmp=b"<x:xmpmeta/>",
        icc_profile=profile,
    )

    photo = taken(content + b"<html><script>alert(1)</script>")

    jfif, quantisation, huffman, progressive = 0xE0, 0xDB, 0xC4, 0xC2
    assert markers(*by_width(photo, "jpg")) == ({jfif, quantisation, huffman, progressive}, 0)
    assert [chunks(file) for file in by_width(photo)] == [[b"VP8 "]]
    assert [file.count(b"script") for file in photo.renditions.values()] == [0, 0]


def test_the_place_in_a_heic_is_gone():
    assert HEIC.count(b"Exif") == 2

    photo = taken(HEIC)

    assert dict(opened(widest(photo)).getexif()) == {}


def test_colours_are_converted_by_the_profile():
    content = encoded(FIELDS, "JPEG", icc_profile=pictures.swapped_profile())

    photo = taken(content)

    assert corners(widest(photo)) == ("lime", "red", "blue", "yellow")


@pytest.mark.parametrize("profile", [b"no profile", pictures.swapped_profile()[:200]])
def test_a_broken_profile_leaves_the_colours_as_they_stand(profile):
    photo = taken(encoded(FIELDS, "JPEG", icc_profile=profile))

    assert corners(widest(photo)) == UPRIGHT


def test_what_is_transparent_becomes_white():
    clear = FIELDS.convert("RGBA")
    clear.putalpha(0)

    photo = taken(encoded(clear, "PNG"))

    assert opened(*by_width(photo, "jpg")).getextrema() == ((255, 255), (255, 255), (255, 255))


def test_grey_of_sixteen_bits_keeps_its_levels():
    row = b"\x40\x00" * 48 + b"\xc0\x00" * 48

    picture = opened(widest(taken(png(96, 64, 16, 0, row))))

    assert (picture.getpixel((10, 30)), picture.getpixel((85, 30))) == ((64, 64, 64), (192, 192, 192))


def test_colour_of_sixteen_bits_is_taken():
    photo = taken(png(96, 64, 16, 2, SIXTEEN_BIT_ROW))

    assert corners(widest(photo)) == ("red", "lime", "red", "lime")


@pytest.mark.parametrize(
    ("width", "webp", "jpg"),
    [
        (300, [300], [300]),
        (320, [320], [320]),
        (321, [320, 321], [321]),
        (640, [320, 640], [640]),
        (1280, [320, 640, 1280], [640]),
        (2400, [320, 640, 1280], [640]),
    ],
)
def test_a_photo_is_made_smaller_and_never_larger(width, webp, jpg):
    photo = taken(encoded(fields(width, 480), "JPEG"))

    assert [opened(file).width for file in by_width(photo)] == webp
    assert [opened(file).width for file in by_width(photo, "jpg")] == jpg


def test_a_narrow_photo_is_encoded_once_for_each_kind():
    table, files = render(fields(300, 200), PLANS["photo"])

    assert ([name for name, *_ in table], len(files)) == (["300.jpg", "300.webp"], 2)


def test_a_rendition_is_named_by_its_width_and_kind():
    photo = taken(encoded(fields(1000, 480), "JPEG"))

    files = {name: opened(file) for name, file in photo.renditions.items()}
    assert {name: (file.format, file.size) for name, file in files.items()} == {
        "320.webp": ("WEBP", (320, 154)),
        "640.webp": ("WEBP", (640, 307)),
        "1000.webp": ("WEBP", (1000, 480)),
        "640.jpg": ("JPEG", (640, 307)),
    }


def test_a_portrait_is_as_wide_as_its_rendition_says_once_upright():
    photo = taken(turned(6, size=(1800, 2400)))

    assert (photo.width, photo.height) == (1280, 1707)
    assert [opened(file).size for file in by_width(photo)] == [(320, 427), (640, 854), (1280, 1707)]


def test_size_and_digest_are_those_of_the_widest_rendition():
    photo = taken(encoded(scene(2000, 1000), "JPEG"))

    assert (photo.width, photo.height) == opened(photo.renditions["1280.webp"]).size
    assert photo.digest == hashlib.sha256(photo.renditions["1280.webp"]).hexdigest()


def test_a_paper_becomes_one_jpeg_wide_enough_to_read():
    paper = opened(take_paper(io.BytesIO(encoded(scene(2000, 2800), "PNG"))))

    assert (paper.format, paper.size) == ("JPEG", (1600, 2240))


def test_a_paper_is_refused_like_a_photo():
    with pytest.raises(PhotoRefused) as refused:
        take_paper(io.BytesIO(b"%PDF-1.7"))

    assert refused.value.code == "kind"


def test_the_photo_of_12_megapixels_is_taken():
    photo = taken(encoded(scene(4000, 3000), "JPEG", quality=90))

    assert (photo.width, photo.height) == (1280, 960)


def test_a_jpeg_of_50_megapixels_is_taken():
    photo = taken(fifty_megapixels())

    assert corners(widest(photo)) == UPRIGHT
    assert (photo.width, photo.height) == (1280, 960)


def test_other_kinds_are_taken_up_to_25_megapixels():
    photo = taken(png(5000, 5000, 8, 0, b"\xff" * 5000))

    assert (photo.width, photo.height) == (1280, 1280)


def test_a_bomb_is_refused_before_it_is_decoded():
    bomb = png(13000, 13000, 1, 0, bytes(1625))
    assert len(bomb) < 30_000

    assert refusal(bomb) == "pixels"


def jpeg_saying(width, height):
    content = bytearray(ACCEPTED["JPEG"])
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(content)


def heic_saying(width, height):
    size = HEIC.index(b"ispe") + 8
    return HEIC[:size] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + HEIC[size + 8 :]


def webp_saying(width, height):
    content = bytearray(ACCEPTED["animated WebP"])
    content[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        png(5001, 5000, 1, 0, bytes(626)),
        jpeg_saying(7100, 7100),
        heic_saying(5001, 5000),
        webp_saying(5001, 5000),
    ],
    ids=["PNG", "JPEG", "HEIC", "WebP"],
)
def test_a_photo_over_the_limit_of_pixels_is_refused(content):
    assert refusal(content) == "pixels"


@pytest.mark.parametrize("kind", ["JPEG", "progressive JPEG", "PNG", "WebP", "lossless WebP", "HEIC"])
@pytest.mark.parametrize("share", [0.3, 0.95])
def test_a_truncated_photo_is_refused(kind, share):
    content = ACCEPTED[kind]

    assert refusal(content[: int(len(content) * share)]) == "damaged"


def test_a_truncated_jpeg_with_an_end_mark_is_not_kept_half_grey():
    content = encoded(scene(640, 480), "JPEG")

    assert refusal(content[: len(content) // 2] + b"\xff\xd9") == "damaged"


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_sound_jpeg_may_end_in_grey(mode):
    grey = Image.new(mode, (640, 480), "gray")
    grey.paste(FIELDS.convert(mode), (20, 20))

    photo = taken(encoded(grey, "JPEG", exif=pictures.exif()))

    assert opened(widest(photo)).getpixel((600, 400)) == (128, 128, 128)


def test_a_png_with_a_wrong_check_sum_is_refused():
    content = bytearray(encoded(scene(200, 200), "PNG"))
    content[content.index(b"IDAT") + 1000] ^= 1

    assert refusal(bytes(content)) == "damaged"


def test_an_empty_file_is_refused():
    assert refusal(b"") == "empty"


def test_a_file_over_the_limit_of_bytes_is_refused(monkeypatch):
    content = ACCEPTED["JPEG"]
    monkeypatch.setattr(photos, "MAX_BYTES", len(content) - 1)

    assert refusal(content) == "bytes"


def test_a_speck_is_refused():
    assert refusal(encoded(fields(64, 31), "PNG")) == "small"


@pytest.mark.parametrize("size", [(301, 60), (60, 301)])
def test_a_strip_is_refused(size):
    assert refusal(encoded(fields(*size), "PNG")) == "shape"


def test_reasons_say_what_to_do():
    advice = re.compile(r"\. (Pilih|Kecilkan|Ambil ulang|Potong|Tunggu)\b.*\.$")

    silent = [code for code, reason in photos.REASONS.items() if not advice.search(reason)]

    assert silent == []


def test_names_are_random():
    names = {random_name() for _ in range(50)}

    assert len(names) == 50
    assert {bool(re.fullmatch("[0-9a-f]{32}", name)) for name in names} == {True}
