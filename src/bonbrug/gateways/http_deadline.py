"""Connections that keep to one deadline for a whole exchange.

The client library limits each single read; a server that sends one byte now and then would hold a
worker for ever. These streams shorten every wait to what is left of the exchange: until the first
byte that may be less, and a body must come at a least rate.
"""

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import httpcore2

SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)

EVER = float("inf")
deadline: ContextVar[float] = ContextVar("deadline", default=EVER)
_first_byte: ContextVar[float] = ContextVar("first_byte", default=EVER)
LEAST = 1024  # bytes a second of a body, once it began
GRACE = 20.0  # seconds that it may be behind


@contextmanager
def opening(seconds: float) -> Iterator[None]:
    """Wait no longer than this for the first byte of an answer, in reads of this block."""
    token = _first_byte.set(seconds)
    try:
        yield
    finally:
        _first_byte.reset(token)


class Pace:
    """The deadline of one exchange; a context. `patient`: a send, which has all the time."""

    def __init__(self, seconds: float, *, patient: bool) -> None:
        now = time.monotonic()
        self._patient = patient
        self._end = now + seconds
        first = EVER if patient else _first_byte.get()
        self._token = deadline.set(min(self._end, now + first))

    def __enter__(self) -> "Pace":
        return self

    def __exit__(self, *error: object) -> None:
        deadline.reset(self._token)

    def pieces(self, body: Iterator[bytes]) -> Iterator[bytes]:
        """Return the body; when it trickles, the next read has no time left."""
        deadline.set(self._end)
        began, size = 0.0, 0
        for piece in body:
            began, size = began or time.monotonic(), size + len(piece)
            if not self._patient:
                deadline.set(min(self._end, began + GRACE + size / LEAST))
            yield piece


def _left(timeout: float | None, overdue: type[Exception]) -> float | None:
    """Return the seconds this wait may take; raise `overdue` when there are none."""
    left = deadline.get() - time.monotonic()
    if left <= 0:
        raise overdue("deadline")
    if left == EVER:
        return timeout
    return left if timeout is None else min(left, timeout)


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class Network(httpcore2.SyncBackend):
    """Opens TCP connections that obey `deadline`."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(timeout, httpcore2.ConnectTimeout)
        return _Stream(super().connect_tcp(host, port, left, local_address, socket_options))
