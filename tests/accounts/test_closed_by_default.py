"""A view is private unless it says that it is public, and what is public is listed here."""

import re

import pytest
from django.urls import URLResolver, get_resolver

SAMPLES = {
    "int": "1",
    "slug": "melong",
    "str": "a",
    "path": "a",
    "uuid": "00000000-0000-0000-0000-000000000000",
}
PUBLIC = {
    "accounts:invitation_accept",
    "accounts:password_lost",
    "accounts:sign_in",
    "accounts:sign_in_again",
    "catalogue:home",
    "catalogue:privacy",
    "exhibitions:own_consent_withdraw",
    "exhibitions:own_copy",
    "exhibitions:own_maker",
    "exhibitions:own_request",
    "monitoring:healthz",
    "monitoring:readyz",
}


def sample_path(route):
    """A path that a route with converters, or an expression of the admin's, matches."""
    path = re.sub(r"\^?\(\?P<\w+>(\w*)[^)]*\)", lambda found: found[1] or "a", route).removesuffix("$")
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], path)


def all_views(resolver=None, prefix="/", namespace=""):
    """(name with its namespace, path, view) of every address of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from all_views(pattern, path, inner)
        else:
            yield f"{namespace}{pattern.name}", sample_path(path), pattern.callback


def is_public(view):
    return not getattr(view, "login_required", True)


PRIVATE_PATHS = sorted({path for _, path, view in all_views() if not is_public(view)})


def test_what_is_public_is_listed():
    public = {name for name, _, view in all_views() if is_public(view)}

    assert public == PUBLIC


@pytest.mark.parametrize("path", PRIVATE_PATHS)
def test_a_private_page_leads_whoever_is_not_signed_in_to_the_sign_in_page(client, cimahi, path):
    got, posted = client.get(path), client.post(path)
    shown = client.get(path, follow=True)

    assert (got.status_code, posted.status_code) == (302, 302)
    assert (shown.status_code, shown.request["PATH_INFO"]) == (200, "/masuk/")


@pytest.mark.parametrize("path", [path for path in PRIVATE_PATHS if not path.startswith("/admin/")])
def test_the_sign_in_page_knows_which_page_was_asked_for(client, db, path):
    assert client.get(path)["Location"] == f"/masuk/?next={path}"


def test_there_are_private_pages_of_every_part_of_the_site():
    assert {path.split("/")[1] for path in PRIVATE_PATHS} >= {
        "admin",
        "sandi",
        "usulan",
        "verifikasi",
        "kurasi",
    }
