"""Real Chromium against a real server on the test's own database.

The journeys run under the site's own Content-Security-Policy. An axe check looks at a copy of the page, as it stands,
in a context that lets axe's script in.
"""

import os
import re
import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import sync_playwright

from tests.factories import PASSWORD

from .chromium import find_chromium
from .screenshots import shrunk

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "panduan"
# Set it to docs/panduan/gambar, and the journeys renew the pictures of the guides as they pass.
GUIDE_PICTURES = os.environ.get("OPOR_GUIDE_PICTURES")
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium(django_db_setup):
    """Ends before the database does. Playwright keeps an event loop in this thread, which Django would refuse."""
    path = find_chromium()
    if path is None:
        refuse = pytest.fail if os.environ.get("OPOR_BROWSER_REQUIRED") == "1" else pytest.skip
        refuse("no Chromium: install the package chromium or set CHROMIUM to its path")
    # Under a running event loop Django keeps other connections for a thread than without: none may be left behind.
    connections.close_all()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture
def site(own_database):
    """The address of a running server."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.daemon_threads = False
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def pictures_of_the_guides():
    """The names of the pictures that docs/panduan shows."""
    texts = [guide.read_text() for guide in GUIDES.glob("*.md")]
    return set(re.findall(r"gambar/([\w-]+)\.png", "".join(texts)))


class Visitor:
    """A person at a phone or a desk; whatever the console or the network complains about fails the test."""

    def __init__(self, chromium, site, folder, screen=PHONE, **options):
        self.chromium, self.site, self.folder = chromium, site, folder
        self.context = chromium.new_context(viewport=screen, base_url=site, locale="id-ID", **options)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)
        self.page.on("response", self._look)

    def _listen(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def _look(self, response):
        if response.status >= 500 or not response.url.startswith(self.site):
            self.complaints.append(f"{response.status} {response.url}")

    def sign_in(self, user):
        self.page.goto("/masuk/")
        self.page.fill("input[name=username]", user.username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit], main button:not([type])")
        self.page.wait_for_url(lambda url: "/masuk/" not in url)
        return self.page

    def look(self, name):
        """Keep a picture, and hold the page as it stands against axe and the width of the screen."""
        self.page.screenshot(path=self.folder / f"{name}.png", full_page=True)
        if GUIDE_PICTURES and name in pictures_of_the_guides():
            (Path(GUIDE_PICTURES) / f"{name}.png").write_bytes(shrunk(self.page.screenshot()))
        assert violations(self) == []
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.page.viewport_size["width"]

    def leave(self):
        self.context.close()
        assert self.complaints == []


def violations(visitor):
    """What axe finds on a copy of the page: [(rule, where)]."""
    context = visitor.chromium.new_context(
        viewport=visitor.page.viewport_size,
        base_url=visitor.site,
        bypass_csp=True,
        storage_state=visitor.context.storage_state(),
    )
    try:
        copy = context.new_page()
        copy.goto("/healthz")
        copy.set_content(visitor.page.content(), wait_until="networkidle")
        found = Axe().run(copy).response["violations"]
        return [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]]
    finally:
        context.close()


@pytest.fixture
def visit(chromium, site, tmp_path):
    """`visit(DESK)` opens a browser of its own; at the end nothing may have complained."""
    folder = Path(os.environ.get("OPOR_SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    visitors = []

    def open_browser(screen=PHONE, **options):
        visitors.append(Visitor(chromium, site, folder, screen, **options))
        return visitors[-1]

    yield open_browser
    for visitor in visitors:
        visitor.leave()
