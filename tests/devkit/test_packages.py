import sys

import pytest

from devkit import intact, packages, places


@pytest.fixture
def venv(monkeypatch, tmp_path):
    """An environment's folder with one package in it."""
    venv = tmp_path / ".venv"
    site_packages = venv / "lib" / "python3.11" / "site-packages"
    record = site_packages / "weave-1.0.dist-info" / "RECORD"
    record.parent.mkdir(parents=True)
    record.write_text(
        'weave.py,,\n"odd, name.py",,\n__pycache__/weave.cpython-311.pyc,,\n../../../bin/weave,,\n'
    )
    (site_packages / "weave.py").touch()
    (site_packages / "odd, name.py").touch()
    monkeypatch.setattr(places, "VENV", venv)
    monkeypatch.setattr(places, "PYTHON", venv / "bin" / "python")
    return site_packages


@pytest.fixture
def requirements(tmp_path):
    (tmp_path / "requirements.txt").write_text("weave==1.0\n")
    development = tmp_path / "requirements-dev.txt"
    development.write_text("# more\n-r requirements.txt\nloom==2.0\n")
    return development


def stamp(requirements):
    packages._stamp(requirements).write_text(
        "\n".join([packages._digest(requirements), *packages._installed()])
    )


def test_an_environment_is_whole_while_it_holds_the_files_that_count(venv):
    loss = intact.first_loss(venv)

    assert loss is None


def test_a_lost_file_is_named(venv):
    (venv / "odd, name.py").unlink()

    loss = intact.first_loss(venv)

    assert loss == "odd, name.py is missing"


def test_what_was_installed_from_the_same_files_is_current(venv, requirements):
    stamp(requirements)

    assert packages._is_current(requirements)


def test_a_change_in_an_included_file_asks_for_an_installation(venv, requirements):
    stamp(requirements)
    (requirements.parent / "requirements.txt").write_text("weave==1.1\n")

    assert not packages._is_current(requirements)


def test_a_package_that_went_asks_for_an_installation(venv, requirements):
    stamp(requirements)
    (venv / "weave-1.0.dist-info" / "RECORD").unlink()
    (venv / "weave-1.0.dist-info").rmdir()

    assert not packages._is_current(requirements)


def test_nothing_is_current_before_the_first_installation(venv, requirements):
    assert not packages._is_current(requirements)


def test_a_python_that_does_not_start_is_damage(venv):
    python = venv.parents[2] / "bin" / "python"
    python.parent.mkdir()
    python.write_text("no program")
    python.chmod(0o755)

    damage = packages._damage()

    assert damage == "its Python does not start"


def test_a_python_that_belongs_to_no_environment_is_damage(venv):
    python = venv.parents[2] / "bin" / "python"
    python.parent.mkdir()
    python.symlink_to(getattr(sys, "_base_executable", sys.executable))

    damage = packages._damage()

    assert damage == "it is no environment"


def test_the_callers_python_settings_do_not_reach_the_environment(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTHONHOME", "/elsewhere")

    environment = packages.clean_environment()

    assert {"PYTHONPATH", "PYTHONHOME"} & set(environment) == set()


def test_without_ensurepip_the_debian_package_is_named(monkeypatch, venv):
    monkeypatch.setattr(packages.importlib.util, "find_spec", lambda name: name != "ensurepip" or None)
    monkeypatch.setattr(packages.shutil, "which", lambda _: None)

    with pytest.raises(packages.Fault) as refused:
        packages._build()

    assert str(refused.value) == packages.NO_VENV
    assert venv.exists()
