import hashlib

import pytest

from accounts.commitments import commitment, new_salt

SALT = bytes(range(16))


def test_a_commitment_is_the_digest_of_salt_and_text():
    assert commitment(SALT, "Euis") == hashlib.sha256(SALT + b"Euis").hexdigest()


def test_letters_written_in_two_ways_commit_to_the_same():
    composed, decomposed = "Kafé", "Kafe\N{COMBINING ACUTE ACCENT}"

    assert commitment(SALT, decomposed) == commitment(SALT, composed)


def test_the_salt_as_the_database_returns_it_is_taken():
    assert commitment(memoryview(SALT), "Euis") == commitment(SALT, "Euis")


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_salt_of_another_length_is_refused(length):
    with pytest.raises(ValueError, match=f"a salt has 16 bytes, not {length}"):
        commitment(b"x" * length, "Euis")


def test_no_two_salts_are_the_same():
    salts = {new_salt() for _ in range(1000)}

    assert {len(salt) for salt in salts} == {16}
    assert len(salts) == 1000
