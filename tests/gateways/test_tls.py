"""Calls go over TLS that can be trusted, or not at all: tried against servers on this machine."""

import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import create_server

import pytest
import trustme

from bonbrug.gateways.http import Http
from bonbrug.sync.model.failures import Unreachable

GONE = {ssl.TLSVersion.SSLv3, ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1}


@contextmanager
def listening(context: ssl.SSLContext) -> Iterator[str]:
    """Shake hands once, as far as that goes; yields the address."""
    with create_server(("127.0.0.1", 0)) as listener:

        def shake() -> None:
            line, _ = listener.accept()
            with line, suppress(OSError), context.wrap_socket(line, server_side=True) as safe:
                safe.recv(1024)

        thread = threading.Thread(target=shake)
        thread.start()
        yield f"https://localhost:{listener.getsockname()[1]}/?token=geheim"
        thread.join(10)


def certified(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


def refused(client: Http, address: str) -> Unreachable:
    with pytest.raises(Unreachable) as caught:
        client.send("GET", address)
    client.close()
    return caught.value


def test_a_certificate_that_nobody_trusts_is_refused() -> None:
    with listening(certified(trustme.CA())) as address:
        failure = refused(Http(total_seconds=5), address)
    assert (failure.code, failure.before_sending) == ("tls", True)


def test_a_server_that_speaks_old_tls_only_is_not_spoken_to() -> None:
    authority = trustme.CA()
    context = certified(authority)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    client = Http(total_seconds=5)
    authority.configure_trust(client._context)
    with listening(context) as address:
        failure = refused(client, address)
    assert (failure.code, failure.before_sending) == ("tls", True)


def test_only_ciphers_with_forward_secrecy_and_a_seal_are_offered() -> None:
    client = Http()
    client.close()
    assert client._context.minimum_version not in GONE
    assert client._context.verify_mode == ssl.CERT_REQUIRED
    assert client._context.check_hostname
    offered = client._context.get_ciphers()
    assert offered
    for one in offered:
        assert "NULL" not in one["name"]
        assert one["strength_bits"] >= 128, one["name"]
        assert one["aead"] or "CBC" not in one["name"], one["name"]
