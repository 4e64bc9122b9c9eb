"""How the limiter names the account that somebody tries to open, and from where."""

import ipaddress
import unicodedata

from django.conf import settings

from .phones import normalise

LONGEST_NAME = 80


def limiter_name(request, credentials):
    """One name for all spellings, so that 0812..., +62812... and capitals share one count of wrong passwords."""
    raw = (credentials or {}).get("username") or request.POST.get("username", "")
    name = unicodedata.normalize("NFKC", raw).replace("\0", "").strip().lower()
    return (normalise(name) or name)[:LONGEST_NAME]


def client_address(request):
    """The visitor's address; of IPv6 the /64, which one subscriber holds whole.

    Behind our proxy it is the last entry of X-Forwarded-For, which the proxy itself wrote; whatever stands before it,
    or is sent without a proxy, may be made up.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.OPOR_BEHIND_PROXY:
        text = request.headers.get("X-Forwarded-For", text).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)
