"""Finding a Chromium without starting Playwright, whose driver needs libraries that a bare machine lacks."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
PLAYWRIGHTS_OWN = "chromium-*/chrome-linux*/chrome"


def find_chromium():
    """The path that CHROMIUM names, a browser on the PATH, or the newest of Playwright's own; None without any."""
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return os.environ.get("CHROMIUM") or on_path or downloaded()


def downloaded():
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "~/.cache/ms-playwright"
    found = sorted(Path(folder).expanduser().glob(PLAYWRIGHTS_OWN))
    return str(found[-1]) if found else None
