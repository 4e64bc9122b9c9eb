"""Who watches how far the RW are, and who writes to them."""

from accounts.permissions import is_operator, is_staff, is_viewer
from exhibitions.permissions import can_register


def can_watch(user):
    return is_operator(user) or is_viewer(user) or is_staff(user)


def can_contact(user):
    """Names and numbers of ketua and pendamping, and reminders to them; lurah and camat read without."""
    return is_operator(user) or is_staff(user)


def can_enter_for(user, exhibition):
    """The operator on behalf of an RW, as long as entries are taken."""
    return can_register(user) and exhibition.takes_changes_from(user)
