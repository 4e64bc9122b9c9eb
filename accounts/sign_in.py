"""How the limiter names the account that somebody tries to open."""

import unicodedata

from .phones import normalise

LONGEST_NAME = 80


def limiter_name(request, credentials):
    """One name for all spellings, so that 0812..., +62812... and capitals share one count of wrong passwords."""
    raw = (credentials or {}).get("username") or request.POST.get("username", "")
    name = unicodedata.normalize("NFKC", raw).replace("\0", "").strip().lower()
    return (normalise(name) or name)[:LONGEST_NAME]
