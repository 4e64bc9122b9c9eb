"""Codes of links that open something without an account: the id of a row and a MAC of what the row says.

The code is derived from the row and SECRET_KEY, so that the database holds no token that opens anything, and the page
that gives a link out can show it again. 128 bits cannot be guessed, and an attempt tells nothing: that is why attempts
are not counted.
"""

import base64
import re

from django.utils.crypto import constant_time_compare, salted_hmac

MAC_BYTES = 16
SHAPE = r"([1-9]\d{0,17})-([a-z0-7]{26})"
READ_ALIKE = str.maketrans("01", "ol")


def mac_of(purpose, said):
    """26 letters and digits. `purpose` keeps the codes of one kind of link from opening another."""
    mac = salted_hmac(purpose, said, algorithm="sha256").digest()[:MAC_BYTES]
    return base64.b32encode(mac).decode().rstrip("=").lower()


def parts_of(code):
    """(id, typed MAC) of a code in its shape, or None. Letters that look alike on paper (o and 0, l and 1) are one."""
    shaped = re.fullmatch(SHAPE, code.lower(), re.ASCII)
    return (int(shaped[1]), shaped[2].translate(READ_ALIKE)) if shaped else None


def same(typed, mac):
    return constant_time_compare(typed, mac)
