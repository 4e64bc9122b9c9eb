"""Signing in by account name or phone number."""

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password

from .models import User
from .password_rules import single_spaced
from .phones import normalise


def find_user(identifier):
    """The active account with this name or phone number, or None."""
    name = identifier.strip().lower()
    users = User.objects.for_request().filter(is_active=True)
    phone = normalise(name)
    return users.filter(phone=phone).first() if phone else users.filter(username=name).first()


def may_sign_in(user):
    """Active, of the kota this site serves; a demo account only where the demo is switched on and marked."""
    if not user.is_active or user.own_kota.code != settings.OPOR_KOTA:
        return False
    return not user.is_demo or (settings.OPOR_DEMO and user.database_is_demo)


def spellings_of(password):
    """As typed, and without the spaces too many that phones add (ADR 0009)."""
    return list(dict.fromkeys([password, single_spaced(password)]))


class NameOrPhoneBackend(BaseBackend):
    def authenticate(self, request, username=None, password=None):
        if username is None or password is None:
            return None
        user = find_user(username)
        spellings = spellings_of(password)
        if user is None or not may_sign_in(user):
            for spelling in spellings:
                make_password(spelling)  # the same work as for an account that exists: time tells nothing
            return None
        known = any(check_password(spelling, user.password, setter=None) for spelling in spellings)
        return user if known else None

    def get_user(self, user_id):
        user = User.objects.for_request().filter(pk=user_id).first()
        return user if user is not None and may_sign_in(user) else None
