"""HEAD and HTTP/1.0 as they travel: raw bytes to the real server."""

import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from bonbrug.site.serving import served
from tests.journeys.program import free_port

pytestmark = pytest.mark.django_db(transaction=True)

BLANK = b"\r\n\r\n"


@pytest.fixture
def address(settings: Any) -> Iterator[tuple[str, int]]:
    port = free_port()
    settings.BONBRUG_BASE_URL = f"http://127.0.0.1:{port}"
    with served("127.0.0.1", port) as url:
        found = urlsplit(url)
        yield found.hostname or "", found.port or 0


def _asked(address: tuple[str, int], *lines: str) -> tuple[str, bytes]:
    """Send a request head; return the status line with headers, and everything after them."""
    with socket.create_connection(address, timeout=10) as line:
        line.sendall("\r\n".join((*lines, "", "")).encode())
        answer = b""
        while piece := line.recv(65536):
            answer += piece
    head, _, body = answer.partition(BLANK)
    return head.decode(), body


@pytest.mark.parametrize(
    "path",
    [
        "/soap.asmx",
        "/soap.asmx?wsdl",
        "/SOAP.ASMX/",
        "/gezond/",
        "/",
        "/is-er-niet/",
        "/openapi/8/x/",
    ],
)
def test_head_has_the_headers_of_get_and_no_body(address: tuple[str, int], path: str) -> None:
    host = ("Host: 127.0.0.1", "Connection: close")
    head, body = _asked(address, f"HEAD {path} HTTP/1.1", *host)
    assert body == b""
    whole, _ = _asked(address, f"GET {path} HTTP/1.1", *host)
    if "405" not in head.splitlines()[0]:
        assert head.splitlines()[0] == whole.splitlines()[0]
        assert _length(head) == _length(whole)


def _length(head: str) -> list[str]:
    return [line for line in head.splitlines() if line.startswith("Content-Length")]


@pytest.mark.parametrize("path", ["/soap.asmx?wsdl", "/openapi/8/getmaterials/", "/gezond/"])
def test_http_10_without_a_host_is_answered(address: tuple[str, int], path: str) -> None:
    head, body = _asked(address, f"GET {path} HTTP/1.0")
    assert " 200 " in head.splitlines()[0]
    assert body


def test_http_11_still_needs_a_host_of_ours(address: tuple[str, int]) -> None:
    for host in ("Host: kwaad.example", "X-Nothing: 1"):
        head, _ = _asked(address, "GET /inloggen/ HTTP/1.1", host, "Connection: close")
        assert " 400 " in head.splitlines()[0]
