"""Which Chromium the journeys use, and that none is an answer, not an error."""

import pytest

from tests.browser.chromium import find_chromium


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without any Chromium."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "browsers"))
    return tmp_path


def program(path):
    path.parent.mkdir(parents=True)
    path.touch(mode=0o755)
    return str(path)


def test_without_any_there_is_none(bare):
    assert find_chromium() is None


def test_playwrights_own_is_found(bare):
    own = program(bare / "browsers/chromium-1200/chrome-linux64/chrome")

    assert find_chromium() == own


def test_one_on_the_path_comes_before_playwrights_own(bare):
    program(bare / "browsers/chromium-1200/chrome-linux64/chrome")
    on_path = program(bare / "bin/chromium")

    assert find_chromium() == on_path


def test_the_one_that_is_named_comes_first(bare, monkeypatch):
    program(bare / "bin/chromium")
    monkeypatch.setenv("CHROMIUM", "/opt/own/chrome")

    assert find_chromium() == "/opt/own/chrome"
