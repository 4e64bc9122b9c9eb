"""Salted commitments: a digest that proves a text later without telling it now."""

import hashlib
import secrets
import unicodedata

SALT_BYTES = 16


def new_salt():
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt, text):
    """SHA256 of 16 bytes of salt and the text in NFC and UTF-8, as 64 hexadecimal digits.

    ValueError for a salt of another length. Source: DESIGN, "Integrity" (docs/architecture.md repeats the rule).
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return hashlib.sha256(bytes(salt) + unicodedata.normalize("NFC", text).encode()).hexdigest()
