"""What somebody typed, carried over a sign-in or a stale page, so that nobody has to write it twice."""

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

PREFIX = "isian-"
NEVER_KEPT = ("csrfmiddlewaretoken",)


def typed_fields(data):
    """[(name, value)] of a posted form, without its token and without passwords."""
    return [
        (name, value)
        for name, values in data.lists()
        if name not in NEVER_KEPT and "password" not in name
        for value in values
    ]


def carried_fields(data):
    """The fields that a page of ours carried under PREFIX, by their own names."""
    return [
        (name.removeprefix(PREFIX), value) for name, value in typed_fields(data) if name.startswith(PREFIX)
    ]


def own_path(request, path):
    """The path if it leads to this site, else the person's start page."""
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts={request.get_host()})
    return path if safe and path.startswith("/") else reverse("accounts:start")


def comes_from_our_page(request):
    """Whether the browser says that the form stood on a page of this site."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
