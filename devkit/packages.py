"""The environment .venv with the pinned packages: made, checked, mended."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from devkit import places
from devkit.faults import DISK_FULL, Fault
from devkit.steps import run_quietly, say, step

FOR_RUNNING = places.ROOT / "requirements.txt"
FOR_TESTING = places.ROOT / "requirements-dev.txt"

_PIP_OPTIONS = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--retries", "2")
_CHECKER = Path(__file__).with_name("intact.py")
NO_VENV = "Python's venv module is missing: install it (Debian and Ubuntu: apt install python3-venv)."


def ensure(requirements: Path) -> None:
    """Bring .venv to what this requirements file asks for; quick where nothing is to be done."""
    lock = places.LOCKS / "packages.lock"
    if places.is_locked(lock):
        say("  waiting for another dev.py that is installing packages")
    with places.locked(lock):
        damage = _damage()
        if damage and os.path.lexists(places.VENV):
            say(f"  .venv is broken ({damage}): building it anew")
        if damage:
            _build()
        if not _is_current(requirements):
            _install(requirements)


def _damage() -> str | None:
    """What is wrong with .venv, in a few words; None for an environment that holds all it says it holds."""
    if not places.PYTHON.exists():
        return "it has no Python"
    try:
        check = subprocess.run(
            [places.PYTHON, _CHECKER], env=clean_environment(), capture_output=True, text=True, check=False
        )
    except OSError:
        return "its Python does not start"
    if check.returncode != 0:
        return check.stdout.strip() or "its Python does not start"
    return None


def _build() -> None:
    uv = shutil.which("uv")
    if not importlib.util.find_spec("venv") or not (uv or importlib.util.find_spec("ensurepip")):
        raise Fault(NO_VENV)
    _remove(places.VENV)
    # Run from inside an environment, sys.executable may be the very file that is being replaced.
    python = getattr(sys, "_base_executable", None) or sys.executable
    command = [python, "-m", "venv", *(["--without-pip"] if uv else []), places.VENV]
    with step("Making the environment .venv"):
        run_quietly("venv", command, "The environment .venv could not be made.", env=clean_environment())


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _install(requirements: Path) -> None:
    with step(f"Installing the packages of {requirements.name}"):
        if not _installed_by_uv(requirements):
            _install_by_pip(requirements)
    damage = _damage()
    if damage:
        raise Fault(f"The packages were installed, but .venv is broken ({damage}): remove it and try again.")
    for file in _included(requirements):
        _stamp(file).write_text("\n".join([_digest(file), *_installed()]))


def _is_current(requirements: Path) -> bool:
    stamp = _stamp(requirements)
    digest, *packages = stamp.read_text().split("\n") if stamp.exists() else [""]
    return digest == _digest(requirements) and set(packages) <= set(_installed())


def _installed() -> list[str]:
    return sorted(path.name for path in places.VENV.glob("lib/python*/site-packages/*.dist-info"))


def _installed_by_uv(requirements: Path) -> bool:
    uv = shutil.which("uv")
    if not uv:
        return False
    command = [uv, "pip", "install", "--python", places.PYTHON, "-r", requirements]
    try:
        run_quietly("packages", command, "", downloading=True, env=clean_environment())
    except Fault as fault:
        # uv reads none of pip's settings (mirrors, certificates): pip may still succeed.
        if str(fault) == DISK_FULL:
            raise
        return False
    return True


def _install_by_pip(requirements: Path) -> None:
    environment = clean_environment()
    if not _has_pip():
        if not importlib.util.find_spec("ensurepip"):
            raise Fault(NO_VENV)
        command = [places.PYTHON, "-m", "ensurepip"]
        run_quietly("pip", command, "pip could not be put into .venv.", env=environment)
    command = [places.PYTHON, "-m", "pip", "install", *_PIP_OPTIONS, "-r", requirements]
    run_quietly(
        "packages", command, "The packages could not be installed.", downloading=True, env=environment
    )


def _has_pip() -> bool:
    command = [places.PYTHON, "-c", "import pip"]
    done = subprocess.run(command, env=clean_environment(), capture_output=True, check=False)
    return done.returncode == 0


def _included(requirements: Path) -> list[Path]:
    """The file and those it includes: what is installed once it is."""
    found = [requirements]
    for line in requirements.read_text().splitlines():
        if line.startswith("-r "):
            found += _included(requirements.parent / line[3:].strip())
    return found


def _digest(requirements: Path) -> str:
    parts = [file.read_bytes() for file in _included(requirements)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _stamp(requirements: Path) -> Path:
    return places.VENV / f".installed-{requirements.name}"


def clean_environment() -> dict[str, str]:
    """The caller's environment without what would bend the environment's own Python."""
    bent = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in os.environ.items() if name not in bent}
