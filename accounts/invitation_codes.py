"""The code in the link of an invitation: see accounts/link_codes.py."""

from . import link_codes
from .models import Invitation

PURPOSE = "accounts.invitation"


def code_of(invitation):
    """`12-` and 26 letters and digits; those that look alike on paper (o and 0, l and 1) are one."""
    return f"{invitation.pk}-{mac_of(invitation)}"


def mac_of(invitation):
    # The account and the time belong to it: an id that comes again after a restored backup opens nothing.
    said = f"{invitation.pk}:{invitation.user_id}:{invitation.expires_at.timestamp():.6f}"
    return link_codes.mac_of(PURPOSE, said)


def find_by_code(code):
    """The invitation with this code, whatever has become of it; None for any other text."""
    parts = link_codes.parts_of(code)
    invitation = Invitation.objects.filter(pk=parts[0]).first() if parts else None
    if invitation is None or not link_codes.same(parts[1], mac_of(invitation)):
        return None
    return invitation
