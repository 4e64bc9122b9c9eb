"""Who a person is, for the predicates of every app. Roles decide; nothing asks for `is_staff`."""

from .models import Role


def is_rw(user):
    return user.role == Role.RW


def is_operator(user):
    return user.role == Role.OPERATOR


def is_viewer(user):
    return user.role == Role.VIEWER


def is_curator(user):
    return user.role == Role.CURATOR


def is_staff(user):
    return user.role == Role.STAFF


def can_see_officers(user):
    """The pages about ketua and pendamping of RW."""
    return is_operator(user) or is_viewer(user) or is_staff(user)


def can_manage_officers(user):
    """Invite, correct, deactivate, and see the links that open accounts."""
    return is_operator(user) or is_staff(user)
