import errno
import os

import pytest

from devkit.faults import DISK_FULL, NO_NETWORK, explain, sentence_for


@pytest.mark.parametrize(
    "output",
    [
        "ERROR: Could not install: [Errno 28] No space left on device",
        "could not extend file: Disk quota exceeded",
    ],
)
def test_a_full_disk_is_recognised_in_what_a_program_says(output):
    sentence = explain(output)

    assert sentence == DISK_FULL


@pytest.mark.parametrize(
    "output",
    [
        "NewConnectionError('<...>: Failed to establish a new connection')",
        "Temporary failure in name resolution",
        "error sending request for url (...)",
    ],
)
def test_a_missing_network_is_recognised_while_downloading(output):
    sentence = explain(output, downloading=True)

    assert sentence == NO_NETWORK


def test_a_refused_connection_of_another_program_is_not_a_missing_network():
    sentence = explain("connection to server failed: Connection refused")

    assert sentence is None


def test_the_systems_word_for_a_full_disk_becomes_the_sentence():
    sentence = sentence_for(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/anywhere"))

    assert sentence == DISK_FULL


def test_a_folder_of_somebody_else_is_named_with_its_owner(as_ordinary_user):
    sentence = sentence_for(PermissionError(errno.EACCES, "Permission denied", "/etc/opor/var"))

    assert sentence.partition(" may not write ")[2].startswith("/etc. It belongs to root: work as root,")
