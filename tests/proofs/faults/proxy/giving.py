"""How each fault gives the client its answer."""

import gzip
import socket
import struct
from collections.abc import Callable
from dataclasses import replace

from tests.proofs.faults.proxy.messages import Reply, page
from tests.proofs.faults.proxy.plan import Fault, Step

Pause = Callable[[], object]
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_PIECES: dict[Fault | None, int] = {Fault.BANDWIDTH: 5, Fault.SLICER: 500}
NOTHING = Reply(None, "", (), b"")

OWN: dict[Fault | None, Reply] = {
    Fault.TIMEOUT: NOTHING,
    Fault.RESET_PEER: NOTHING,
    Fault.EXECUTE_THEN_DROP: NOTHING,
    Fault.LATE_EXECUTION: NOTHING,
    Fault.STATUS_503: page(503, "Service Unavailable"),
    Fault.STATUS_500_AFTER_COMMIT: page(500, "Internal Server Error"),
    Fault.HTML_200: page(200, "Onderhoud"),
    Fault.HTML_200_AFTER_COMMIT: page(200, "Onderhoud"),
    Fault.REDIRECT: page(302, "Found", ("Location", "http://127.0.0.1:9/elsewhere")),
}
"""What these faults give instead of the service's answer."""

STEPS: dict[Fault | None, Step] = {
    Fault.TIMEOUT: Step.SILENCE,
    Fault.RESET_PEER: Step.RESET,
    Fault.EXECUTE_THEN_DROP: Step.RESET,
    Fault.LATE_EXECUTION: Step.RESET,
    Fault.LIMIT_DATA: Step.SPOILED,
    Fault.WRONG_LENGTH_SHORT: Step.SPOILED,
    Fault.WRONG_LENGTH_LONG: Step.SPOILED,
    Fault.TRUNCATED_GZIP: Step.SPOILED,
}
"""What the client gets; the other faults give a whole answer."""


def give(line: socket.socket, reply: Reply, fault: Fault | None, pause: Pause) -> None:
    """Send the answer in the manner of the fault; the caller closes the line after a fault."""
    if STEPS.get(fault) is Step.RESET:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        socket.close(line.detach())
    elif fault is Fault.TIMEOUT:
        line.recv(1)  # comes back when the client or the proxy ends the line
    elif fault in _PIECES:
        _in_pieces(line, reply, fault, pause)
    else:
        if fault is Fault.LATENCY:
            pause()
        line.sendall(_framed(reply, fault))
        if fault is Fault.SLOW_CLOSE:
            pause()


def _in_pieces(line: socket.socket, reply: Reply, fault: Fault | None, pause: Pause) -> None:
    line.sendall(reply.head(len(reply.body)))
    size = len(reply.body) // _PIECES[fault] + 1
    for start in range(0, len(reply.body), size):
        if fault is Fault.BANDWIDTH:
            pause()
        line.sendall(reply.body[start : start + size])


def _framed(reply: Reply, fault: Fault | None) -> bytes:
    """Return the head and the body, with the length that the fault tells of it."""
    body, size = reply.body, len(reply.body)
    match fault:
        case Fault.SLOW_CLOSE:
            return reply.head(None) + body
        case Fault.LIMIT_DATA:
            return reply.head(max(1, size)) + body[: size // 2]
        case Fault.WRONG_LENGTH_SHORT:
            return reply.head(size // 2) + body
        case Fault.WRONG_LENGTH_LONG:
            return reply.head(size + 10) + body
        case Fault.TRUNCATED_GZIP:
            zipped = _zipped(reply)
            half = zipped.body[: len(zipped.body) // 2]
            return zipped.head(len(half)) + half
    return reply.head(size, close=fault is not None) + body


def _zipped(reply: Reply) -> Reply:
    if any(name.lower() == "content-encoding" for name, _ in reply.headers):
        return reply
    headers = (*reply.headers, ("Content-Encoding", "gzip"))
    return replace(reply, headers=headers, body=gzip.compress(reply.body, mtime=0))
