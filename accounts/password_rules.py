"""What a new password has to be: 12 to 128 characters that nobody guesses. No composition rules (ADR 0009).

A password is judged by what remains after everything a stranger would try first is taken away: places and sayings,
the person's own name and number, years, runs of digits, letters or keys, and repetitions.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

LONGEST = 128
# Shorter ones are refused for their length, with that sentence alone.
SHORTEST_JUDGED = 12
# So much must remain after the guessable parts: three of the four proposed words alone are enough.
LEAST_REMAINDER = 8
SHORTEST_OWN_PART = 3
PARTS_FILE = Path(__file__).parent / "data" / "common_passwords_id.txt"
RUNS = (
    "01234567890",
    "09876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "!@#$%^&*()",
)
LONGEST_RUN_LEFT = 3
LETTERS_FOR_DIGITS = str.maketrans("013457@$", "oieastas")

TOO_SHORT = (
    "Kata sandi ini baru {length} huruf atau angka. "
    "Pakai paling sedikit {least}; empat kata dengan spasi sudah cukup."
)
TOO_LONG = "Kata sandi paling panjang 128 huruf."
COMMON = "Kata sandi ini termasuk yang paling sering dipakai orang. Pilih yang lain."
LOCAL = (
    "Kata sandi ini mudah ditebak: isinya nama tempat, kata umum, tahun, atau urutan. Tambah dua kata lain."
)
OWN = "Kata sandi ini mudah ditebak karena memuat nama, nama akun, atau nomor HP Anda. Pilih kata lain."


def single_spaced(password):
    """As it is kept: a phone's keyboard adds spaces that nobody sees, so they do not count (ADR 0009)."""
    return re.sub(" +", " ", password).strip(" ")


class LengthRule:
    def __init__(self, min_length):
        self.min_length = min_length

    def validate(self, password, user=None):
        if len(password) < self.min_length:
            words = TOO_SHORT.format(length=len(password), least=self.min_length)
            raise ValidationError(words, code="password_too_short")
        if len(password) > LONGEST:
            raise ValidationError(TOO_LONG, code="password_too_long")

    def get_help_text(self):
        return f"Paling sedikit {self.min_length} huruf atau angka."


class GuessableRule(CommonPasswordValidator):
    """One sentence for a password that stands in Django's list of 20,000, or leaves too little to guess."""

    def validate(self, password, user=None):
        if not SHORTEST_JUDGED <= len(password) <= LONGEST:
            return
        reason = self.why_guessable(password, user)
        if reason:
            raise ValidationError(reason, code="password_guessable")

    def why_guessable(self, password, user):
        if "".join(password.lower().split()) in self.passwords:
            return COMMON
        if len(remainder(password, common_parts())) < LEAST_REMAINDER:
            return LOCAL
        if user is not None and len(remainder(password, common_parts() + own_parts(user))) < LEAST_REMAINDER:
            return OWN
        return ""

    def get_help_text(self):
        return "Bukan kata sandi yang sering dipakai, nama tempat, nama Anda, tahun, atau urutan."


@cache
def common_parts():
    lines = PARTS_FILE.read_text(encoding="ascii").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def own_parts(user):
    """The words of the name and of the account name, and the phone number with and without its country."""
    words = re.split(r"[^a-z]+", plain(f"{user.name} {user.username}"))
    digits = re.sub(r"\D", "", user.phone)
    numbers = (digits, "0" + digits.removeprefix("62")) if digits else ()
    return tuple(part for part in (*words, *numbers) if len(part) >= SHORTEST_OWN_PART)


def plain(text):
    """Lower case and without accents."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


def remainder(password, parts):
    """What is left of a password without these parts, digits in a row, runs and repetitions."""
    text = re.sub(r"[\s._-]+", " ", plain(password))
    for part in sorted(parts, key=len, reverse=True):
        text = text.replace(part, " ")
    text = without_lookalikes(text, parts)
    text = re.sub(r"\d{4,}|\b(?:19|20)?\d\d\b", " ", text)
    text = without_runs(text)
    return unrepeated(text)


def without_lookalikes(text, parts):
    """`c1m4h1` is cimahi."""
    words = []
    for word in text.split():
        spelt = word.translate(LETTERS_FOR_DIGITS)
        for part in sorted(parts, key=len, reverse=True) if spelt != word else ():
            spelt = spelt.replace(part, "")
        words.append(word if len(spelt) == len(word) else spelt)
    return " ".join(words)


def without_runs(text):
    """Without four or more neighbours of a row of keys or of the alphabet, forwards or backwards."""
    for row in (*RUNS, *(row[::-1] for row in RUNS)):
        for length in range(len(row), LONGEST_RUN_LEFT, -1):
            for start in range(len(row) - length + 1):
                text = text.replace(row[start : start + length], " ")
    return text


def unrepeated(text):
    """Each word once, and within a word each repeated piece once: `kuda kuda` is `kuda`, `xoxoxo` is `xo`."""
    pieces = (re.sub(r"(.)\1{2,}|(..+?)\2+", r"\1\2", word) for word in text.split())
    return "".join(dict.fromkeys(pieces))
