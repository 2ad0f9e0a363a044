"""Where a request ends is never in doubt, so that nobody smuggles a second one into it."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from bonbrug.site import web_server

HIDDEN = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"
HEAD = "POST /first HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
UNCLEAR = {
    "two lengths": f"{HEAD}Content-Length: 5\r\nContent-Length: 50\r\n\r\nabcde{HIDDEN}",
    "a length that is none": f"{HEAD}Content-Length: +5\r\n\r\nabcde{HIDDEN}",
    "an unknown coding": f"{HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a coding with a strange space": f"{HEAD}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a piece without a length": f"{HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n{HIDDEN}",
}


@pytest.fixture
def served() -> Iterator[tuple[int, list[str]]]:
    """The port of our server, and which addresses reached the program."""
    reached: list[str] = []

    def program(environ: dict[str, Any], start: Any) -> list[bytes]:
        reached.append(environ["PATH_INFO"])
        environ["wsgi.input"].read()
        start("200 OK", [("Content-Length", "0")])
        return [b""]

    servers = web_server.servers(program, "127.0.0.1", 0)
    thread = threading.Thread(target=servers[0].run, daemon=True)
    thread.start()
    yield servers[0].effective_port, reached
    servers[0].task_dispatcher.shutdown(timeout=1)
    for server in servers:
        server.asyncore.close_all(server._map)
    thread.join(5)


def told(port: int, sent: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(sent.encode())
        return b"".join(iter(lambda: line.recv(4096), b""))


@pytest.mark.parametrize("kind", UNCLEAR)
def test_a_request_with_two_lengths_or_a_strange_coding_is_refused(
    served: tuple[int, list[str]], kind: str
) -> None:
    port, reached = served
    answer = told(port, UNCLEAR[kind])
    assert answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5", b"HTTP/1.0 4", b"HTTP/1.0 5"))
    assert reached == []


def test_of_a_coding_and_a_length_the_coding_counts(served: tuple[int, list[str]]) -> None:
    port, reached = served
    both = f"{HEAD}Content-Length: {len(HIDDEN)}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    told(port, both + HIDDEN)
    assert "/hidden" not in reached
