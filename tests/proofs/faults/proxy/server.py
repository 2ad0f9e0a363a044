"""The proxy itself: listens on this machine, numbers the visits, keeps the history."""

import socket
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from http.client import HTTPException
from typing import Self

from tests.proofs.faults.proxy import giving
from tests.proofs.faults.proxy.messages import Reply, Request, forward, read_request
from tests.proofs.faults.proxy.plan import Event, Fault, Plan, Step

LONGEST = 90.0  # seconds of waiting for a client or for the service; longer than a client's own


class FaultProxy:
    """Stands between clients and one service; speaks HTTP/1.1 without TLS.

    `plan` may be replaced at any time (an empty one heals). `seconds` is the length of each pause;
    `wait` takes the pauses instead of real waiting.
    """

    def __init__(
        self,
        upstream: tuple[str, int],
        plan: Plan,
        *,
        seconds: float = 0.05,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        self.plan = plan
        self.history: list[Event] = []
        self._upstream = upstream
        self._over = threading.Event()
        self._pause = lambda: (wait or self._over.wait)(seconds)
        self._lock = threading.Lock()
        self._count: Counter[str] = Counter()
        self._late: list[tuple[Request, Event]] = []
        self._lines: list[tuple[socket.socket, threading.Thread]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self._listener.getsockname()
        self._listening = threading.Thread(target=self._listen)

    def strike(self, plan: Plan) -> None:
        """Take a plan whose visits are counted from now on."""
        with self._lock:
            self.plan = plan
            self._count.clear()

    def deliver_late(self) -> int:
        """Deliver the requests that were kept back, in their order; return how many arrived."""
        late, self._late = self._late, []
        return sum(self._deliver(request, event) is not None for request, event in late)

    def __enter__(self) -> Self:
        self._listening.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Cut every line and wait until the last visit has ended."""
        self._over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listening.join()
        self._listener.close()
        for line, _thread in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for _line, thread in self._lines:
            thread.join()

    def _listen(self) -> None:
        with suppress(OSError):  # the listener was shut down
            while True:
                line, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=(line,))
                self._lines.append((line, thread))
                thread.start()

    def _serve(self, line: socket.socket) -> None:
        with suppress(OSError), line, line.makefile("rb") as stream:
            line.settimeout(LONGEST)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while (request := read_request(stream)) and self._treat(line, request):
                """The line is kept for the next request."""

    def _treat(self, line: socket.socket, request: Request) -> bool:
        """Deliver and answer as planned; return whether the line may be used again."""
        event = self._visit(request.call)
        fault = event.fault
        replies = [self._deliver(request, event) for _ in range(fault.executions if fault else 1)]
        if fault is Fault.LATE_EXECUTION:
            self._late.append((request, event))
        if None in replies:
            fault = Fault.RESET_PEER
        reply = giving.OWN.get(fault) or next(filter(None, replies), giving.NOTHING)
        given = giving.STEPS.get(fault, Step.GIVEN)
        self.history.append(replace(event, step=given, status=reply.status))
        giving.give(line, reply, fault, self._pause)
        return fault is None and not request.closes

    def _visit(self, call: str) -> Event:
        with self._lock:
            self._count[call] += 1
            number = self._count[call]
        return Event(call, number, self.plan.fault(call, number), Step.CAME)

    def _deliver(self, request: Request, event: Event) -> Reply | None:
        """Return the service's answer, None when it could not be reached or broke off."""
        try:
            reply = forward(request, self._upstream, LONGEST)
        except (OSError, HTTPException):
            self.history.append(replace(event, step=Step.UNANSWERED))
            return None
        self.history.append(replace(event, step=Step.DELIVERED, status=reply.status))
        return reply
