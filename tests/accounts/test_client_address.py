"""Whose wrong passwords are counted together: the address a request really comes from."""

import pytest

from accounts.sign_in import client_address

MADE_UP = "10.9.8.7"


def address(rf, remote, forwarded=None):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return client_address(rf.post("/masuk/", REMOTE_ADDR=remote, **headers))


def test_without_a_proxy_only_the_connection_counts(rf):
    assert address(rf, "192.0.2.1", forwarded=MADE_UP) == "192.0.2.1"


def test_behind_the_proxy_its_own_entry_counts_and_no_other(rf, settings):
    settings.OPOR_BEHIND_PROXY = True

    assert address(rf, "127.0.0.1", forwarded=f"{MADE_UP}, 192.0.2.1") == "192.0.2.1"
    assert address(rf, "127.0.0.1") == "127.0.0.1"


def test_the_addresses_of_one_ipv6_subscriber_are_one(rf):
    assert address(rf, "2001:db8:1:2:aaaa::1") == address(rf, "2001:db8:1:2:bbbb::2") == "2001:db8:1:2::"


@pytest.mark.parametrize("remote", ["", "unix:", "not an address"])
def test_no_address_is_no_error(rf, remote):
    assert address(rf, remote) is None
