"""The web server and the lines to it: how many, how slow, how large (decision 0018).

One thread carries every line and reads whole requests; the other threads see a request only when
all of it has come. So an idle or slow line costs a file number and some kilobytes, never a thread.
"""

import logging
import resource
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

log = logging.getLogger(__name__)

KIB = 1024
MIB = 1024 * KIB
THREADS = 8
LINES = 6_000
AT_ONCE = 256
OTHER_FILES = 256  # database, queue, calls to the services
FILES_PER_LINE = 2  # the line, and now and then a long body that waits in a file
LONGEST_BODY = 16 * MIB + 64 * KIB  # what a door reads at most; pages: request_checks.py
LONGEST_HEAD = 32 * KIB
QUIET_SECONDS = 60
LOOK_SECONDS = 5
LEAST_RATE = 1 * KIB  # bytes that earn a line one more second


class Line(HTTPChannel):  # type: ignore[misc] # waitress has no types
    """A line that is cut when a request keeps coming slower than `LEAST_RATE`.

    The server closes lines whose last activity is long ago; here a half request counts as activity
    for as long only as its bytes have earned.
    """

    last_activity = alive_until = 0.0

    def received(self, data: bytes) -> Any:
        """Read what came; one byte a second is not a sign of life."""
        half = self.request
        known = super().received(data)
        if half is not None and half is self.request:
            earned = self.alive_until + len(data) / LEAST_RATE
            self.last_activity = min(self.last_activity, earned)
        self.alive_until = self.last_activity
        return known


class Server(TcpWSGIServer):  # type: ignore[misc] # waitress has no types
    """One address that is listened to."""

    channel_class = Line

    def handle_accept(self) -> None:
        """Take all that stand in the queue; one for each look at all lines is too slow."""
        for _ in range(AT_ONCE):
            there = len(self._map)
            super().handle_accept()
            if len(self._map) == there or there >= self.adj.connection_limit:
                break


def servers(application: Any, host: str, port: int) -> list[Server]:
    """Return a listening server for each address of the host; `run()` of the first carries all."""
    limits = Adjustments(
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        connection_limit=_lines(),
        asyncore_use_poll=True,  # select() knows 1,024 files
        channel_timeout=QUIET_SECONDS,
        cleanup_interval=LOOK_SECONDS,
        max_request_body_size=LONGEST_BODY,
        max_request_header_size=LONGEST_HEAD,
        recv_bytes=64 * KIB,
        inbuf_overflow=256 * KIB,  # above it a body waits in a file
        outbuf_overflow=16 * MIB,  # above it an answer goes by way of a file
        log_socket_errors=False,  # a stranger who hangs up is no event
        clear_untrusted_proxy_headers=False,  # `site.proxies` reads them, and takes them out
    )
    lines: dict[int, Any] = {}
    work = ThreadedTaskDispatcher()
    work.set_thread_count(THREADS)
    return [Server(application, lines, dispatcher=work, adj=limits, sockinfo=one)
            for one in limits.listen]  # fmt: skip


def _lines() -> int:
    """Ask the system for the files that all lines need; return how many lines fit."""
    wanted = LINES * FILES_PER_LINE + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        soft = most
    fit = LINES if soft == resource.RLIM_INFINITY else (soft - OTHER_FILES) // FILES_PER_LINE
    if fit < LINES:
        log.warning("room for %d lines: this system allows the process %d files", fit, soft)
    return max(100, min(LINES, fit))
