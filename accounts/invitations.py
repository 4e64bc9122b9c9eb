"""Making, revoking and using the one-time link of an account."""

from django.db import transaction
from django.utils import timezone

from . import audit
from .backends import may_sign_in
from .invitation_codes import find_by_code
from .models import Invitation, User
from .models.invitations import VALID_FOR


class InvitationClosed(Exception):
    """Used, expired, revoked, or of an account that may not sign in here."""


@transaction.atomic
def make_link(user, by):
    """A new open invitation; older ones of the account end. The password stays until the link is used."""
    locked(user)
    revoke_pending(user)
    invitation = Invitation.objects.create(user=user, by=by, expires_at=timezone.now() + VALID_FOR)
    audit.record(by, "link_made", user)
    return invitation


def locked(user):
    """The account's row, locked: invitations of one account are made and used one after another."""
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def revoke_pending(user):
    Invitation.objects.pending().filter(user=user).update(revoked_at=timezone.now())


def open_invitation(code):
    """The invitation that this code opens now, with its `user` as the sign-in sees it, or None."""
    invitation = find_by_code(code)
    if invitation is None or not invitation.is_open:
        return None
    invitation.user = User.objects.for_request().get(pk=invitation.user_id)
    return invitation if may_sign_in(invitation.user) else None


@transaction.atomic
def accept(invitation, password):
    """Use the link up and give its account the password; the account, ready to sign in.

    All its sessions die with the old password. InvitationClosed if somebody was quicker, or the account has gone.
    """
    locked(invitation.user)
    used = Invitation.objects.open().filter(pk=invitation.pk).update(used_at=timezone.now())
    user = User.objects.for_request().get(pk=invitation.user_id)
    if not used or not may_sign_in(user):
        raise InvitationClosed
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(user, "activated", user)
    return user
