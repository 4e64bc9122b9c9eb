"""The four words a page proposes."""

import math
import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts import phrases
from accounts.models import User
from accounts.password_rules import common_parts

PERSON = User(username="rw-melong-05", name="Mawar Melati", phone="+6281234567890")


def test_the_list_has_more_than_forty_bits_in_four_words():
    assert len(phrases.words()) >= 1024
    assert math.log2(math.perm(len(phrases.words()), 4)) > 40


def test_each_word_is_short_plain_and_there_once():
    odd = [word for word in phrases.words() if not re.fullmatch("[a-z]{3,8}", word)]

    assert odd == []
    assert len(set(phrases.words())) == len(phrases.words())
    assert list(phrases.words()) == sorted(phrases.words())


def test_no_word_holds_a_part_that_counts_for_nothing():
    assert [word for word in phrases.words() if any(part in word for part in common_parts())] == []


def test_a_proposal_is_four_different_words_of_the_list():
    words = phrases.propose().split(" ")

    assert len(set(words)) == 4
    assert set(words) <= set(phrases.words())


def refusals_of(phrase):
    """What the rules say against a password, as a list of sentences."""
    try:
        validate_password(phrase, PERSON)
    except ValidationError as refused:
        return refused.messages
    return []


def test_every_proposal_is_taken_even_from_people_named_after_flowers():
    proposals = [phrases.propose() for _ in range(500)]

    assert [phrase for phrase in proposals if refusals_of(phrase)] == []


def test_the_shortest_proposal_is_taken():
    shortest = sorted(phrases.words(), key=len)[:4]

    assert refusals_of(" ".join(shortest)) == []
