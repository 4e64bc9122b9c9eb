"""The one way a view says no to a person who may know that the thing exists."""

from django.core.exceptions import PermissionDenied


def require(allowed):
    if not allowed:
        raise PermissionDenied
