"""The colours of the dyers' pot stay readable: WCAG 2.2 contrast of every pair in use, by day and by night."""

import re
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "static" / "css"
TEXT, CONTROL = 4.5, 3.0
DYES = ("nila", "soga", "kunyit", "mengkudu", "tarum")
COLOUR = re.compile(r"(--[a-z-]+):\s*(#[0-9a-f]{6});")

TEXT_PAIRS = [
    *[(word, ground) for word in ("ink", "ink-soft") for ground in ("paper", "paper-raised", "paper-sunk")],
    *[(dye, ground) for dye in ("nila", "soga", "mengkudu", "tarum") for ground in ("paper", "paper-raised")],
    *[(f"{dye}-strong", ground) for dye in DYES for ground in ("paper", "paper-raised", f"{dye}-wash")],
    *[("ink", f"{dye}-wash") for dye in DYES],
    *[(dye, f"{dye}-wash") for dye in ("nila", "soga", "mengkudu", "tarum")],
    *[("nila", f"{dye}-wash") for dye in DYES],
    *[(f"on-{dye}", dye) for dye in DYES],
    ("nila", "paper-sunk"),
    ("soga", "nila-wash"),
    ("mengkudu-strong", "paper-raised"),
    ("on-nila", "nila-strong"),
    ("on-mengkudu", "mengkudu-strong"),
    ("on-bar", "bar"),
    ("on-bar-soft", "bar"),
    ("bar", "on-bar"),
]
CONTROL_PAIRS = [
    *[("edge", ground) for ground in ("paper", "paper-raised", "paper-sunk")],
    *[("nila", ground) for ground in ("paper", "paper-raised", "paper-sunk", "nila-wash")],
    *[("mengkudu", ground) for ground in ("paper", "paper-raised")],
    ("kunyit-strong", "kunyit-wash"),
    ("kunyit", "bar"),
    ("on-bar-soft", "bar"),
    ("soga", "paper"),
]


def blocks():
    """The declarations by day, and by night laid over those by day."""
    day, night = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    light = dict(COLOUR.findall(day))
    return {"light": light, "dark": {**light, **dict(COLOUR.findall(night))}}


def luminance(colour):
    """Relative luminance (0-1) of a #rrggbb colour, as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def too_weak(tokens, pairs, wanted):
    return [
        f"{front} on {ground}: {contrast(tokens['--' + front], tokens['--' + ground]):.2f}"
        for front, ground in pairs
        if contrast(tokens["--" + front], tokens["--" + ground]) < wanted
    ]


def stylesheets():
    return sorted(CSS.rglob("*.css"))


def test_contrast_of_black_on_white_is_twenty_one():
    ratio = contrast("#000000", "#ffffff")

    assert round(ratio, 6) == 21


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_on_its_ground(scheme):
    tokens = blocks()[scheme]

    weak = too_weak(tokens, TEXT_PAIRS, TEXT)

    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_control_stands_out_from_its_ground(scheme):
    tokens = blocks()[scheme]

    weak = too_weak(tokens, CONTROL_PAIRS, CONTROL)

    assert weak == []


def test_night_dyes_every_colour_of_the_day_that_carries_meaning():
    day, night = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")

    missing = set(dict(COLOUR.findall(day))) - set(dict(COLOUR.findall(night)))

    assert missing == set()


def test_turmeric_is_never_the_colour_of_text():
    rules = [line.strip() for sheet in stylesheets() for line in sheet.read_text().splitlines()]

    text = [line for line in rules if line == "color: var(--kunyit);"]

    assert text == []


def test_colours_stand_in_the_tokens_alone():
    sheets = [sheet for sheet in stylesheets() if sheet.name != "tokens.css"]

    literal = {
        (sheet.name, colour)
        for sheet in sheets
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)", sheet.read_text())
    }

    on_paper = {(name, colour) for name in ("base.css", "paper.css") for colour in ("#fff", "#000")}
    assert literal == on_paper


def test_every_token_in_use_is_defined():
    text = "\n".join(sheet.read_text() for sheet in stylesheets())
    defined = set(re.findall(r"(--[a-z0-9-]+):", text))

    undefined = set(re.findall(r"var\((--[a-z0-9-]+)", text)) - defined

    assert undefined == set()


def test_no_stylesheet_or_script_asks_another_server():
    files = [*stylesheets(), *(ROOT / "static" / "js").glob("*.js"), *(ROOT / "templates").glob("_*.html")]

    asking = [file.name for file in files if re.search(r"https?://|@import|url\((?!#)", file.read_text())]

    assert asking == []


def test_the_frame_of_every_page_weighs_at_most_25_kilobytes():
    sheets = ["tokens.css", "base.css", "components/parts.css"]
    frame = [
        ROOT / "templates" / name for name in ("base.html", "_topbar.html", "_weave.html", "_footer.html")
    ]
    scripts = [ROOT / "static" / "js" / name for name in ("menu.js", "submit-once.js")]

    weight = sum(
        len(brotli.compress(file.read_bytes()))
        for file in [*(CSS / name for name in sheets), *frame, *scripts, ROOT / "static/img/favicon.svg"]
    )

    assert weight <= 25_000
