"""Phone numbers: people write them in many ways, the database holds E.164."""

import re
import unicodedata

INDONESIA = "62"


def normalise(text):
    """`0812-3456-789`, `+62 812 3456 789`, `62812...` and `812...` as `+628123456789`; None for anything else."""
    compact = re.sub(r"[\s().\-‐‑–]", "", unicodedata.normalize("NFKC", text))
    if not re.fullmatch(r"\+?\d{6,17}", compact, re.ASCII):
        return None
    digits = compact.removeprefix("+")
    if not compact.startswith("+"):
        digits = with_country(digits)
    if not re.fullmatch(r"[1-9]\d{7,14}", digits, re.ASCII):
        return None
    return f"+{digits}"


def with_country(digits):
    if digits.startswith("00"):
        return digits[2:]
    if digits.startswith("0"):
        return INDONESIA + digits[1:]
    return INDONESIA + digits if digits.startswith("8") else digits
