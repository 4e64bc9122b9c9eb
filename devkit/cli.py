"""The verbs of dev.py."""

import argparse
from collections.abc import Callable, Sequence

from devkit import commands, databases, packages, places, processes, serving
from devkit.databases import Access
from devkit.faults import Fault, sentence_for
from devkit.steps import run_quietly, say, step

USAGE = """\
usage: python3 dev.py run [--port N] [--host ADDRESS]   serve OPOR with the demo data
       python3 dev.py test [arguments of pytest]        run the tests
       python3 dev.py manage COMMAND [arguments]        run a management command
"""

PASSWORD = "opor-demo"  # noqa: S105 - public: it signs in to the demo only
ACCOUNTS = (
    ("rw-melong-05", "Ketua RW 05, Kelurahan Melong"),
    ("op-melong", "operator of Kelurahan Melong"),
    ("lurah-melong", "lurah of Melong, reads"),
    ("camat-cimahi-selatan", "camat of Cimahi Selatan, reads"),
    ("kurator-1", "curator in Melong and Utama"),
    ("pemkot", "city staff, all kelurahan"),
    ("admin", "city staff with the admin site"),
)

# What seed_demo says when it leaves a database alone.
_NO_DEMO = "real data"
_USAGE_ERROR = 2
_LAST_PORT = 65535
_CHOOSES_WORKERS = ("-n", "--numprocesses", "-p", "--pdb", "--trace", "--dist")


def main(arguments: Sequence[str]) -> int:
    verb, *rest = [*arguments, ""][: len(arguments) or 1]
    if verb in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0
    if verb not in VERBS:
        say(USAGE.rstrip())
        return _USAGE_ERROR
    processes.listen_for_the_end()
    try:
        return VERBS[verb](rest)
    except Fault as fault:
        say(f"dev.py: {fault}")
    except OSError as error:
        say(f"dev.py: {sentence_for(error)}")
    except KeyboardInterrupt:
        return 130
    except processes.Ended as ended:
        return 128 + ended.number
    finally:
        places.hand_back()
    return 1


def run(arguments: list[str]) -> int:
    host, port = _address(arguments)
    serving.claim(host, port).close()
    places.make_var()
    packages.ensure(packages.FOR_RUNNING)
    with databases.ready() as access:
        with places.locked(places.LOCKS / "prepare.lock"):
            has_demo = _prepare(access)
        _serve(access, host, port, has_demo)
    say("Stopped.")
    return 0


def _address(arguments: list[str]) -> tuple[str, int]:
    parser = argparse.ArgumentParser(prog="dev.py run", allow_abbrev=False)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    if not 0 < options.port <= _LAST_PORT:
        parser.error(f"a port is a number from 1 to {_LAST_PORT}")
    return options.host, options.port


def _prepare(access: Access) -> bool:
    """Bring database and static files up to the code; whether the demo is what the database now holds."""
    for text, name, *options in (
        ("Migrating the database", "migrate", "--noinput"),
        ("Granting the application its rights", "grant_application"),
        ("Collecting static files", "collectstatic", "--noinput"),
        ("Loading the area of Cimahi", "load_wilayah"),
        ("Loading the demo where there is no data yet", "seed_demo", "--if-empty"),
    ):
        with step(text):
            log = run_quietly(
                name,
                commands.command(name, *options),
                f"The step {name} failed.",
                cwd=places.ROOT,
                env=commands.environment(access, OPOR_DEMO="1", **commands.as_owner([name])),
                pass_fds=access.keep_open,
            )

    return _NO_DEMO not in log.read_text()


def _serve(access: Access, host: str, port: int, has_demo: bool) -> None:
    environment = commands.environment(access, OPOR_DEMO="1")
    url = serving.url_of(host, port)
    with serving.gunicorn(serving.claim(host, port), environment, access.keep_open) as server:
        try:
            serving.wait_until_answering(server, url)
            _welcome(url, has_demo)
            server.wait()
        except KeyboardInterrupt:
            say("")
            return
    raise Fault("The web server ended; what it said stands above.")


def _welcome(url: str, has_demo: bool) -> None:
    print(f"\nOPOR runs at {url} (Ctrl-C ends it)")
    if has_demo:
        print(f"Demo accounts, password {PASSWORD}:")
        for name, who in ACCOUNTS:
            print(f"  {name:22}{who}")
    print(flush=True)


def test(arguments: list[str]) -> int:
    places.make_var()
    packages.ensure(packages.FOR_TESTING)
    with databases.ready() as access:
        return processes.in_front(
            [places.PYTHON, "-m", "pytest", *_spread(arguments), *arguments],
            cwd=places.ROOT,
            env=commands.environment_of_tests(access),
            pass_fds=access.keep_open,
        )


def _spread(arguments: list[str]) -> list[str]:
    """One worker a core, unless the caller says how."""
    if any(argument.startswith(_CHOOSES_WORKERS) for argument in arguments):
        return []
    return ["-n", "auto", "--dist", "loadfile"]


def manage(arguments: list[str]) -> int:
    places.make_var()
    packages.ensure(packages.FOR_RUNNING)
    with databases.ready() as access:
        # In the caller's folder, so that file names mean what they say there.
        return processes.in_front(
            [places.PYTHON, commands.MANAGE, *arguments],
            env=commands.environment(access, OPOR_DEMO="1", **commands.as_owner(arguments)),
            pass_fds=access.keep_open,
        )


VERBS: dict[str, Callable[[list[str]], int]] = {"run": run, "test": test, "manage": manage}
