"""Lines that stay silent cost a file number each, and no thread."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from bonbrug.site import web_server
from tests.proofs.hostile.idle import PATIENCE, idle_lines, page, slow_senders

pytestmark = pytest.mark.timeout(30)


def echo(environ: dict[str, Any], start: Any) -> list[bytes]:
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(web_server, "QUIET_SECONDS", 1)
    monkeypatch.setattr(web_server, "LOOK_SECONDS", 0)
    yield from _served()


@pytest.fixture
def patient_address() -> Iterator[str]:
    yield from _served()


def _served() -> Iterator[str]:
    servers = web_server.servers(echo, "127.0.0.1", 0)
    thread = threading.Thread(target=servers[0].run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{servers[0].effective_port}"
    servers[0].task_dispatcher.shutdown(timeout=1)
    for server in servers:
        server.asyncore.close_all(server._map)
    thread.join(PATIENCE)


def test_a_page_answers_while_hundreds_of_lines_wait_and_dozens_drip(patient_address: str) -> None:
    threads = threading.active_count()

    with idle_lines(patient_address, 400), slow_senders(patient_address, 40, every=0.05):
        statuses = [page(patient_address, "/")[0] for _ in range(20)]
        more = threading.active_count() - threads

    assert statuses == [200] * 20
    assert more == 1  # the one that drips


def test_a_line_that_says_nothing_is_cut(address: str) -> None:
    with idle_lines(address, 2) as (half, silent):
        half.settimeout(PATIENCE)
        silent.settimeout(PATIENCE)

        assert half.recv(1) == b""
        assert silent.recv(1) == b""


def test_a_byte_now_and_then_does_not_keep_a_half_request_alive(address: str) -> None:
    with slow_senders(address, 1, every=0.05) as (line,):
        line.settimeout(PATIENCE)

        assert _until_the_end(line) == b""


def test_a_long_post_that_keeps_coming_arrives_whole(address: str) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n"
    where = address.removeprefix("http://").split(":")

    with socket.create_connection((where[0], int(where[1])), PATIENCE) as line:
        line.sendall(head)
        for _ in range(3):
            line.sendall(b"a" * 1_000_000)
        told = b""
        while len(told) < 3_000_000:
            told += line.recv(1_000_000)

    assert told.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", b"431"),
    ],
)
def test_a_request_that_is_too_large_is_refused_from_its_head(
    patient_address: str, request_head: bytes, status: bytes
) -> None:
    where = patient_address.removeprefix("http://").split(":")

    with socket.create_connection((where[0], int(where[1])), PATIENCE) as line:
        line.sendall(request_head)

        assert line.recv(100).split()[1] == status


def _until_the_end(line: socket.socket) -> bytes:
    try:
        return line.recv(1)
    except ConnectionResetError:  # the server hung up while a byte was on its way
        return b""
