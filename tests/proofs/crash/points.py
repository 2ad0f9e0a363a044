"""Every remote call and every commit of the link as a labelled point, hooked on from outside.

Nothing names them one by one: a commit is found where Django ends a transaction or writes without
one, a call where the transport sends it, and the queue and the file of the mark at their own doors.
``#2`` is the second time that a worker comes by.
"""

import inspect
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from types import FrameType, TracebackType
from typing import Any

from django.db import connections, transaction
from django.db.models.sql import compiler
from httpx2 import Request, Response
from huey import Huey

from bonbrug.gateways.http import Http
from bonbrug.gateways.http import _Transport as Transport
from bonbrug.jobs import task_queue
from bonbrug.link import store
from bonbrug.link.store import lease_writes
from tests.proofs.crash.naming import SENDING, call_of_request, call_of_words, is_write

OURS = "bonbrug."
HEART = "heart"
# Ways to the database, not deeds.
WAYS = {"fenced", "ending", "_set", "_move", "move", "carry_out", "renew", "__exit__", "_tell"}
NEVER = "make_sure"  # renews when it took long, so it depends on the machine
# They come again and again, some by the clock: only the first time is a point.
ONCE = ("progress", "step")


class Points:
    """Calls `strike` with the name of each point that the worker comes by."""

    def __init__(self, strike: Callable[[str], None]) -> None:
        self.strike = strike
        self.passed: list[str] = []
        self.times: Counter[str] = Counter()

    def at(self, label: str) -> None:
        """Be at a point; the heart has none, because it beats whenever it likes."""
        if threading.current_thread().name == HEART or NEVER in label:
            return
        self.times[label] += 1
        if self.times[label] > 1 and label.split()[1] in ONCE:
            return
        self.passed.append(f"{label} #{self.times[label]}")
        self.strike(self.passed[-1])

    def install(self) -> None:
        """For good: only in a process that ends afterwards."""
        self._on_calls()
        self._on_transactions()
        for kind in ("Insert", "Update", "Delete"):
            self._on_writes(getattr(compiler, f"SQL{kind}Compiler"))
        self._on_leases()
        self._around(task_queue, "send")
        self._around(Huey, "dequeue", before=False, label="queue.take")
        self._around(store.watermark, "keep")

    def _on_calls(self) -> None:
        """Before the link looks whether it may send, before a write leaves, after the answer."""
        for name in ("send", "arriving"):
            self._on_door(name)
        carry = Transport.handle_request

        @wraps(carry)
        def inner(me: Transport, request: Request) -> Response:
            call = call_of_request(request)
            if is_write(call):
                self.at(f"{SENDING}{call}")
            answer = carry(me, request)
            self.at(f"after {call}")
            return answer

        setattr(Transport, "handle_request", inner)  # noqa: B010 - mypy allows no new method

    def _on_door(self, name: str) -> None:
        plain = getattr(Http, name)

        @wraps(plain)
        def inner(me: Http, method: str, url: str, **words: Any) -> Any:
            self.at(f"before {call_of_words(method, url, **words)}")
            return plain(me, method, url, **words)

        setattr(Http, name, inner)

    def _on_transactions(self) -> None:
        """One point with everything written and nothing committed, and one when it is."""
        leave = transaction.Atomic.__exit__

        @wraps(leave)
        def inner(
            me: transaction.Atomic,
            kind: type[BaseException] | None,
            error: BaseException | None,
            trace: TracebackType | None,
        ) -> None:
            if error is not None or not _is_outermost(me):
                leave(me, kind, error, trace)
                return
            deed = _deed()
            try:
                self.at(f"within {deed}")
            except BaseException as crash:
                leave(me, type(crash), crash, crash.__traceback__)
                raise
            leave(me, None, None, None)
            self.at(f"after {deed}")

        setattr(transaction.Atomic, "__exit__", inner)  # noqa: B010 - mypy allows no new method

    def _on_writes(self, owner: Any) -> None:
        """A write outside a transaction commits by itself."""
        execute = owner.execute_sql

        @wraps(execute)
        def inner(me: Any, *words: Any, **options: Any) -> Any:
            if me.connection.in_atomic_block:
                return execute(me, *words, **options)
            deed = _deed()
            self.at(f"before {deed}")
            result = execute(me, *words, **options)
            self.at(f"after {deed}")
            return result

        owner.execute_sql = inner

    def _on_leases(self) -> None:
        """Their writes are plain SQL, which no compiler of Django sees."""
        execute = lease_writes.carry_out

        @wraps(execute)
        def inner(statement: str, values: Sequence[str | int | None]) -> bool:
            if connections["default"].in_atomic_block:
                return execute(statement, values)
            deed = _deed()
            self.at(f"before {deed}")
            result = execute(statement, values)
            self.at(f"after {deed}")
            return result

        lease_writes.carry_out = inner

    def _around(self, owner: Any, name: str, *, before: bool = True, label: str = "") -> None:
        plain = getattr(owner, name)
        label = label or f"{owner.__name__.rpartition('.')[2]}.{name}"

        @wraps(plain)
        def inner(*words: Any, **options: Any) -> Any:
            if before:
                self.at(f"before {label}")
            result = plain(*words, **options)
            self.at(f"after {label}")
            return result

        setattr(owner, name, inner)


def _is_outermost(block: transaction.Atomic) -> bool:
    connection = connections[block.using or "default"]
    return not connection.savepoint_ids


def _deed() -> str:
    """Return who commits: the nearest function of ours, with the stage of a progress."""
    frame: FrameType | None = inspect.currentframe()
    while frame and not _is_deed(frame):
        frame = frame.f_back
    if frame is None:
        return "nothing"
    name, stage = frame.f_code.co_name, frame.f_locals.get("stage", "")
    return f"{name} {stage}" if name in ONCE else name


def _is_deed(frame: FrameType) -> bool:
    module = str(frame.f_globals.get("__name__", ""))
    return module.startswith(OURS) and frame.f_code.co_name not in WAYS
