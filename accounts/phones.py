"""Phone numbers: people write them in many ways, the database holds E.164."""

import re
import unicodedata

INDONESIA = "62"
# Spaces, brackets, dots, every dash, and the invisible marks that phones put around a copied number.
BETWEEN_DIGITS = r"[\s().\-\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"


def normalise(text):
    """`0812-3456-789`, `+62 812 3456 789`, `62812...` and `812...` as `+628123456789`; None for anything else."""
    compact = re.sub(BETWEEN_DIGITS, "", unicodedata.normalize("NFKC", text))
    if not re.fullmatch(r"\+?\d{6,17}", compact, re.ASCII):
        return None
    digits = compact.removeprefix("+")
    if not compact.startswith("+"):
        digits = with_country(digits)
    digits = re.sub(f"^{INDONESIA}0+", INDONESIA, digits)
    if not re.fullmatch(r"[1-9]\d{7,14}", digits, re.ASCII):
        return None
    return f"+{digits}"


def with_country(digits):
    if digits.startswith("00"):
        return digits[2:]
    if digits.startswith("0"):
        return INDONESIA + digits[1:]
    return INDONESIA + digits if digits.startswith("8") else digits


def spelled(phone):
    """`+6281234567890` as people here write it, `0812-3456-7890`; a number of another country stays as it is."""
    if not phone.startswith(f"+{INDONESIA}"):
        return phone
    digits = "0" + phone.removeprefix(f"+{INDONESIA}")
    return "-".join(part for part in (digits[:4], digits[4:8], digits[8:]) if part)
