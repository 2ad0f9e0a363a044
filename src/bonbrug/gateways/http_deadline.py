"""Connections that keep to one deadline for a whole exchange.

The client library limits each single read; a server that sends one byte now and then would hold a
worker for ever. These streams shorten every wait to what is left of the exchange.
"""

import ssl
import time
from collections.abc import Iterable
from contextvars import ContextVar

import httpcore2

SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)

deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))


def _left(timeout: float | None, overdue: type[Exception]) -> float | None:
    """Return the seconds this wait may take; raise `overdue` when there are none."""
    left = deadline.get() - time.monotonic()
    if left <= 0:
        raise overdue("deadline")
    if left == float("inf"):
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
