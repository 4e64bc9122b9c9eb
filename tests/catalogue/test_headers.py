"""What every answer of the site tells the browser to refuse."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}


def policy_of(response):
    directives = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: sorted(sources) for name, *sources in directives}


@pytest.mark.parametrize("path", ["/", "/masuk/", "/healthz", "/tidak-ada/", "/usulan/"])
def test_every_answer_bears_the_whole_policy_and_nothing_unsafe(client, cimahi, path):
    assert policy_of(client.get(path)) == POLICY


@pytest.mark.parametrize("path", ["/", "/sandi/", "/admin/", "/admin/kelurahan/rw/"])
@pytest.mark.ignore_template_errors
def test_the_pages_of_an_admin_bear_the_same_policy(client_of, admin, path):
    response = client_of(admin).get(path)

    assert (response.status_code, policy_of(response)) == (200, POLICY)


def test_the_browser_guesses_no_types_frames_nothing_and_tells_no_other_site(client, cimahi):
    response = client.get("/")

    assert {
        name: response[name]
        for name in (
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
        )
    } == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def test_deployment_checks_find_nothing_to_warn_of_under_https():
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {
        **inherited,
        "OPOR_HTTPS": "1",
        "OPOR_SECRET_KEY": "uji-" + "0123456789abcdefghij" * 3,
        "OPOR_ALLOWED_HOSTS": "opor.example.go.id",
    }

    check = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (check.returncode, check.stdout.strip()) == (
        0,
        "System check identified no issues (0 silenced).",
    )
