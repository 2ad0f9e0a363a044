"""Lines that say nothing, and senders that say one byte at a time."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

HALF = b"GET /inloggen/ HTTP/1.1\r\nHost: localhost\r\n"
LONG = b"POST /inloggen/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
PATIENCE = 30.0


@contextmanager
def idle_lines(address: str, count: int) -> Iterator[list[socket.socket]]:
    """Open so many lines; every second one has sent half a request, the others nothing."""
    with ExitStack() as open_lines:
        lines = [open_lines.enter_context(_line(address)) for _ in range(count)]
        for line in lines[::2]:
            line.sendall(HALF)
        yield lines


@contextmanager
def slow_senders(address: str, count: int, every: float = 1.0) -> Iterator[list[socket.socket]]:
    """Keep so many posts coming, one byte at a time."""
    ended = threading.Event()
    with ExitStack() as open_lines:
        lines = [open_lines.enter_context(_line(address)) for _ in range(count)]
        for line in lines:
            line.sendall(LONG)
        drip = threading.Thread(target=_drip, args=(lines, ended, every), daemon=True)
        drip.start()
        try:
            yield lines
        finally:
            ended.set()
            drip.join(PATIENCE)


def _drip(lines: list[socket.socket], ended: threading.Event, every: float) -> None:
    while not ended.wait(every):
        for line in lines:
            try:
                line.send(b"a")
            except OSError:  # the server hung up on this one
                continue


def _line(address: str) -> socket.socket:
    where = urlsplit(address)
    return socket.create_connection((where.hostname or "", where.port or 80), PATIENCE)


def page(address: str, path: str = "/inloggen/") -> tuple[int, float]:
    """Return the status of a page over a line of its own, and the seconds that it took."""
    where = urlsplit(address)
    began = time.perf_counter()
    line = HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        answer.read()
    finally:
        line.close()
    return answer.status, time.perf_counter() - began
