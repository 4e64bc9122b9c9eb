"""The pictures of the README, from a running demo: `python -m tests.browser.screenshots [http://127.0.0.1:8000]`.

Needs what requirements-dev.txt installs and a Chromium, as the journeys do.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.chromium import find_chromium

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
PHONE = {"width": 360, "height": 800}
PASSWORD = "opor-demo"
FEWEST_COLOURS = 32
LARGEST_BYTES = 120_000


def shrunk(png):
    """The picture as PNG of at most LARGEST_BYTES, with as many colours as fit."""
    picture, colours = Image.open(BytesIO(png)).convert("RGB"), 256
    while colours >= FEWEST_COLOURS:
        file = BytesIO()
        picture.quantize(colours).save(file, "PNG", optimize=True)
        if file.tell() <= LARGEST_BYTES:
            return file.getvalue()
        colours //= 2
    raise ValueError(f"the picture does not fit into {LARGEST_BYTES} bytes")


def sign_in(page, name):
    page.goto("/masuk/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main button:has-text('Masuk')")
    page.wait_for_url("**/*")


def home(page):
    page.goto("/")


def entry(page):
    sign_in(page, "rw-melong-05")
    page.goto("/usulan/")
    page.click("main .card h2 a")


def sheet(page):
    sign_in(page, "kurator-1")
    page.goto("/kurasi/")
    page.click("main .rows a >> nth=0")
    page.locator(".keys__key").nth(3).click()


SCENES = {"home": home, "entry": entry, "sheet": sheet}


def take_all(address):
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name, scene in SCENES.items():
            context = browser.new_context(
                base_url=address, viewport=PHONE, locale="id-ID", color_scheme="light"
            )
            page = context.new_page()
            scene(page)
            page.wait_for_load_state("networkidle")
            (FOLDER / f"{name}.png").write_bytes(shrunk(page.screenshot()))
            context.close()
        browser.close()


if __name__ == "__main__":
    take_all(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
