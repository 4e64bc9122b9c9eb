import errno
import subprocess
import sys

import pytest

from devkit import cli, places, processes
from devkit.faults import DISK_FULL, Fault


@pytest.fixture(autouse=True)
def leave_signals_and_owners_alone(monkeypatch):
    monkeypatch.setattr(processes, "listen_for_the_end", lambda: None)
    monkeypatch.setattr(places, "hand_back", lambda: None)


def ending_with(monkeypatch, error):
    def verb(_):
        raise error

    monkeypatch.setitem(cli.VERBS, "run", verb)
    return cli.main(["run"])


@pytest.mark.parametrize("arguments", [[], ["serve"], ["--port", "80"]])
def test_an_unknown_verb_gets_the_usage_and_status_2(arguments, capsys):
    status = cli.main(arguments)

    assert status == 2
    assert capsys.readouterr().err == cli.USAGE


def test_help_is_no_error(capsys):
    status = cli.main(["--help"])

    assert status == 0
    assert capsys.readouterr().out == cli.USAGE


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (Fault("Port 8000 is in use."), "dev.py: Port 8000 is in use.\n"),
        (OSError(errno.ENOSPC, "No space left on device"), f"dev.py: {DISK_FULL}\n"),
    ],
)
def test_a_fault_is_one_sentence_and_status_1(monkeypatch, capsys, error, message):
    status = ending_with(monkeypatch, error)

    assert status == 1
    assert capsys.readouterr().err == message


@pytest.mark.parametrize(("error", "status"), [(KeyboardInterrupt(), 130), (processes.Ended(15), 143)])
def test_being_told_to_end_is_quiet(monkeypatch, capsys, error, status):
    found = ending_with(monkeypatch, error)

    assert found == status
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "arguments",
    [["-n", "0"], ["-n2"], ["--numprocesses=2"], ["-p", "no:xdist"], ["tests", "--pdb"], ["-pno:xdist"]],
)
def test_who_says_how_to_spread_the_tests_is_obeyed(arguments):
    assert cli._spread(arguments) == []


@pytest.mark.parametrize("arguments", [[], ["tests/curation", "-x"], ["-k", "nothing"]])
def test_tests_are_spread_over_the_cores_otherwise(arguments):
    assert cli._spread(arguments) == ["-n", "auto", "--dist", "loadfile"]


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_refused(port, capsys):
    with pytest.raises(SystemExit) as refused:
        cli._address(["--port", port])

    assert refused.value.code == 2


def test_an_old_python_is_told_in_one_sentence():
    program = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); "
        f"runpy.run_path({str(places.ROOT / 'dev.py')!r}, run_name='__main__')"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == f"OPOR needs Python 3.11 or newer; this is Python 3.9 ({sys.executable}).\n"
