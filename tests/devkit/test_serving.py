import socket

import pytest

from devkit import serving
from devkit.faults import Fault


def test_a_port_in_use_is_named_with_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(Fault) as refused:
            serving.claim("127.0.0.1", port)

    assert str(refused.value) == (
        f"Port {port} is in use: stop what listens there, or choose another with --port."
    )


def test_a_port_can_be_claimed_again_while_old_connections_linger():
    with serving.claim("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        visitor = socket.create_connection(("127.0.0.1", port))
        # Who closes first leaves the connection in TIME_WAIT.
        first.accept()[0].close()
        visitor.close()

    with serving.claim("127.0.0.1", port) as second:
        assert second.getsockname() == ("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused_in_a_sentence():
    with pytest.raises(Fault) as refused:
        serving.claim("192.0.2.1", 8000)

    assert str(refused.value).startswith("Nothing can listen on 192.0.2.1, port 8000: ")


def test_a_name_that_is_no_address_is_refused_in_a_sentence():
    with pytest.raises(Fault) as refused:
        serving.claim("no-such-host.invalid", 8000)

    assert str(refused.value) == (
        "no-such-host.invalid is no address of this machine: choose another with --host."
    )


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104
        ("::", "http://[::1]:8000"),
        ("::1", "http://[::1]:8000"),
    ],
)
def test_the_address_shown_is_one_a_browser_can_open(host, url):
    assert serving.url_of(host, 8000) == url
