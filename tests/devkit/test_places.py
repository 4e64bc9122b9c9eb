import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor

from devkit import places


def test_a_secret_is_made_once_and_for_its_owner_only(var):
    first, second = places.kept_secret("django"), places.kept_secret("django")

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((var / "secrets" / "django").stat().st_mode) == 0o600


def test_two_secrets_differ(var):
    names = {places.kept_secret(name) for name in ("django", "postgres")}

    assert len(names) == 2


def test_a_secret_that_another_process_has_just_made_is_kept(var, monkeypatch):
    def overtaken(path, text):
        (var / "secrets" / "django").write_text("theirs")
        path.write_text(text)

    monkeypatch.setattr(places, "write_private", overtaken)

    secret = places.kept_secret("django")

    assert secret == "theirs"
    assert [path.name for path in (var / "secrets").iterdir()] == ["django"]


def test_var_can_be_passed_but_not_listed_by_others_whatever_the_umask(monkeypatch, tmp_path):
    before = os.umask(0o077)
    monkeypatch.setattr(places, "VAR", tmp_path / "var")
    for name, folder in (("LOGS", "log"), ("LOCKS", "run"), ("SECRETS", "secrets")):
        monkeypatch.setattr(places, name, tmp_path / "var" / folder)

    try:
        places.make_var()
    finally:
        os.umask(before)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "var").iterdir()}
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o711
    assert modes == {"log": 0o700, "run": 0o700, "secrets": 0o700}


def test_a_folder_that_is_there_keeps_its_mode(tmp_path):
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o750)

    places.make_folder(folder, 0o711)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_only_one_at_a_time_is_inside_a_lock(tmp_path):
    inside, most = 0, 0
    counting = threading.Lock()

    def enter(_):
        nonlocal inside, most
        with places.locked(tmp_path / "lock"):
            with counting:
                inside += 1
                most = max(most, inside)
            os.sched_yield()
            with counting:
                inside -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(enter, range(80)))

    assert most == 1


def test_a_lock_is_seen_while_held_and_free_afterwards(tmp_path):
    with places.locked(tmp_path / "lock"):
        during = places.is_locked(tmp_path / "lock")
    after = places.is_locked(tmp_path / "lock")

    assert (during, after) == (True, False)


def test_root_hands_back_what_it_made_in_somebody_elses_checkout(monkeypatch, tmp_path):
    made = tmp_path / "checkout" / "var" / "log"
    made.mkdir(parents=True)
    (made / "venv.log").touch()
    given = {}
    monkeypatch.setattr(places, "ROOT", OwnedBy(1000))
    monkeypatch.setattr(places, "VENV", tmp_path / "none")
    monkeypatch.setattr(places, "VAR", tmp_path / "checkout" / "var")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "lstat", lambda path, **_: OwnedBy(0).stat())
    monkeypatch.setattr(
        os, "chown", lambda path, uid, gid, follow_symlinks: given.update({path.name: (uid, follow_symlinks)})
    )
    monkeypatch.setattr(type(made), "lstat", lambda path: OwnedBy(0).stat())

    places.hand_back()

    assert given == {"var": (1000, False), "log": (1000, False), "venv.log": (1000, False)}


class OwnedBy:
    """Stands for a path whose owner it knows."""

    def __init__(self, uid):
        self.uid = uid

    def stat(self):
        return os.stat_result((0o40755, 0, 0, 1, self.uid, self.uid, 0, 0, 0, 0))
