"""How long a session lasts: an RW account may stay signed in on its own phone."""

from datetime import timedelta

from .permissions import is_rw

LONG = timedelta(days=90)


def stay_signed_in(request, wanted):
    """Ninety days for an RW account that asks for them; everybody else keeps the usual time."""
    if wanted and is_rw(request.user):
        request.session.set_expiry(LONG)
