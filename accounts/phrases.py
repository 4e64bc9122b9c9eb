"""Four words that are easy to remember and hard to guess, as a proposal for a password."""

import secrets
from functools import cache
from pathlib import Path

WORDS_FILE = Path(__file__).parent / "data" / "words.txt"
WORDS_IN_A_PHRASE = 4


@cache
def words():
    return tuple(WORDS_FILE.read_text(encoding="ascii").split())


def propose():
    """`kebun sepeda tinta jagung`: different words, each of the list equally likely; more than 40 bits."""
    return " ".join(secrets.SystemRandom().sample(words(), WORDS_IN_A_PHRASE))
