"""A real PostgreSQL, held by real processes: one for all, ended with the last of them, back after any kill."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from devkit import clusters, embedded, keeper, places
from devkit.faults import Fault

HOLDER = """
import json, sys
from pathlib import Path
from devkit import clusters, embedded, places
var, base, binaries, account = json.loads(sys.argv[1])
places.LOGS, places.SECRETS = Path(var, "log"), Path(var, "secrets")
clusters.INSIDE = Path(base)
with embedded.held(clusters.Home(Path(base), Path(binaries), clusters.Account(*account))):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(home):
    """A function that starts another process that holds the server; all are ended afterwards."""
    account = [home.account.name, home.account.uid, home.account.gid]
    task = json.dumps([str(places.VAR), str(home.base), str(home.binaries), account])
    started = []

    def begin():
        command = [sys.executable, "-c", HOLDER, task]
        started.append(
            subprocess.Popen(
                command,
                cwd=places.ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        )
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()
    assert ends(home)


def holds(process):
    return process.stdout.readline() == b"held\n"


def is_up(home):
    return bool(keeper.processes_in(home.data))


def ends(home, patience=20):
    until = time.monotonic() + patience
    while (is_up(home) or places.is_locked(home.lock("keeper"))) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_up(home)


def log():
    return (places.LOGS / "postgres.log").read_text()


def postmaster(home):
    return int((home.data / "postmaster.pid").read_text().split()[0])


def keeper_of(home):
    status = Path(f"/proc/{postmaster(home)}/stat").read_text()
    return int(status.rpartition(")")[2].split()[1])


def answers(home):
    url = home.url(clusters.SUPERUSER, places.kept_secret(clusters.SUPERUSER), "postgres")
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        return cursor.fetchone() == ("on",)


def test_it_is_up_while_held_and_down_when_let_go(home):
    with embedded.held(home):
        during = answers(home)

    assert (during, is_up(home)) == (True, False)
    assert "database system is shut down" in log()


def test_two_who_come_at_once_share_one_server(home, holder):
    first, second = holder(), holder()

    assert (holds(first), holds(second)) == (True, True)
    assert log().count("starting PostgreSQL") == 1


def test_nobody_starts_a_server_while_another_is_about_to(home, holder):
    with places.locked(home.lock("start")):
        process = holder()
        time.sleep(1)
        started_meanwhile = is_up(home)

    assert holds(process)
    assert started_meanwhile is False


def test_the_server_stays_until_the_last_lets_go(home, holder):
    other = holder()
    assert holds(other)

    with embedded.held(home):
        other.communicate(b"")
        shared = answers(home)

    assert (shared, is_up(home)) == (True, False)


def test_a_killed_holder_lets_go(home, holder):
    process = holder()
    assert holds(process)

    process.kill()

    assert ends(home)
    assert "database system is shut down" in log()


def test_a_killed_keeper_takes_the_server_down_cleanly_and_the_next_holder_brings_it_back(home):
    with embedded.held(home):
        os.kill(keeper_of(home), signal.SIGKILL)
        ended = ends(home)
        last_words = log()
        with embedded.held(home):
            back = answers(home)

    assert (ended, back) == (True, True)
    assert "received fast shutdown request" in last_words
    assert "database system is shut down" in last_words


def test_a_killed_server_is_started_again_for_those_who_hold_it(home):
    with embedded.held(home):
        former = postmaster(home)
        os.kill(former, signal.SIGKILL)
        until = time.monotonic() + 20
        while not (embedded.is_ready(home) and postmaster(home) != former) and time.monotonic() < until:
            time.sleep(0.05)
        back = answers(home)

    assert back
    assert is_up(home) is False


def test_after_everything_was_killed_the_next_start_recovers(home, holder):
    process = holder()
    assert holds(process)
    for pid in (keeper_of(home), postmaster(home), process.pid):
        os.kill(pid, signal.SIGKILL)

    process.wait()

    with embedded.held(home):
        back = answers(home)

    assert back


def test_a_pid_file_that_names_a_stranger_is_no_obstacle(home):
    stranger = subprocess.Popen(["/bin/sleep", "60"], **home.account.options())
    status = f"{stranger.pid}\n{home.data}\n1\n5432\n{home.sockets}\n\n0 0\nready   \n"
    (home.data / "postmaster.pid").write_text(status)

    try:
        with embedded.held(home):
            back = answers(home)
    finally:
        stranger.kill()
        stranger.wait()

    assert back


def test_a_server_that_cannot_start_says_why(home):
    settings = home.data / "postgresql.conf"
    before = settings.read_text()
    settings.write_text(before + "\nno_such_setting = 1\n")

    try:
        with pytest.raises(Fault) as refused, embedded.held(home):
            pass
    finally:
        settings.write_text(before)

    assert str(refused.value).startswith("PostgreSQL did not start. The end of ")
    assert "no_such_setting" in str(refused.value)


def test_another_password_than_the_clusters_is_refused_and_nothing_lost(home, monkeypatch, tmp_path):
    monkeypatch.setattr(places, "SECRETS", tmp_path)
    monkeypatch.setattr(clusters, "INSIDE", home.base)

    with pytest.raises(Fault) as refused, embedded.held(home):
        pass

    assert "is not the password of the database in" in str(refused.value)
    assert home.data.exists()


def test_data_of_another_version_are_refused(home):
    version = home.data / "PG_VERSION"
    before = version.read_text()
    version.write_text("17\n")

    try:
        with pytest.raises(Fault) as refused:
            clusters.prepare(home)
    finally:
        version.write_text(before)

    assert str(refused.value) == (
        f"The database in {home.data} was made by PostgreSQL 17, the package now brings {before.strip()}."
    )


def test_only_the_servers_own_user_reaches_its_data_and_socket(home):
    modes = {
        path.name: (stat.S_IMODE(path.stat().st_mode), path.stat().st_uid)
        for path in (home.data, home.sockets)
    }

    assert modes == {"data": (0o700, home.account.uid), "socket": (0o700, home.account.uid)}


def test_a_long_way_to_the_socket_is_cut_short(home):
    deep = clusters.Home(home.base / ("x" * 100), home.binaries, home.account)

    assert len(str(deep.socket)) <= 107
    assert deep.sockets.parent == clusters.SHORT
