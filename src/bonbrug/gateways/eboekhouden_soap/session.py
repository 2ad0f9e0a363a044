"""Calls inside a session of the books."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from bonbrug.gateways.eboekhouden_soap.failures import signing_in
from bonbrug.gateways.http import Answer, Http
from bonbrug.sync.model.failures import Failure, Refused, Unreachable, Unreadable
from bonbrug.values.clock import Clock
from bonbrug.wire.eboekhouden import faults, soap
from bonbrug.wire.eboekhouden.faults import Fault
from bonbrug.wire.eboekhouden.operations import (
    CLOSE_SESSION,
    OPEN_SESSION,
    CloseSession,
    InSession,
    OpenSession,
    Operation,
)

Asked = TypeVar("Asked")
Inside = TypeVar("Inside", bound=InSession)
Answered = TypeVar("Answered")
Sent = TypeVar("Sent")

LONGEST = timedelta(minutes=5)
"""How long one is used; its real life is not documented (docs/wire/eboekhouden-soap.md §2.4)."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the person typed; never shown in a representation."""

    username: str = field(repr=False)
    security_code_1: str = field(repr=False)
    security_code_2: str = field(repr=False)
    source: str = "Bonbrug"


class Session:
    """Opens a session when a call needs one. Not for several threads."""

    def __init__(self, http: Http, address: str, credentials: Credentials, clock: Clock) -> None:
        self._http = http
        self._address = address
        self._credentials = credentials
        self._clock = clock
        self._id = ""
        self._opened: datetime | None = None

    def call(
        self, operation: Operation[Inside, Answered], record: Inside, *, once: bool = False
    ) -> Answered:
        """Make the call; with an ended session open one more and make the same call again.

        Raises Fault for a refusal by code, Refused when a value may not be sent, Unreachable and
        Unreadable. `once` is for calls that may never be repeated by the connection.
        """
        return self._inside(lambda: self._send(operation, self._signed(record), once=once))

    def read(
        self, operation: Operation[Inside, Answered], record: Inside, known: str
    ) -> tuple[Answered | None, str]:
        """Make a call that only reads; return its result and the fingerprint of the raw answer.

        The result is None, and costs little, when that fingerprint is `known`. Raises what `call`
        does.
        """
        return self._inside(lambda: self._read(operation, self._signed(record), known))

    def _inside(self, send: Callable[[], Sent]) -> Sent:
        self._ensure()
        try:
            return send()
        except Fault as fault:
            if faults.bare(fault.code) not in faults.SESSION_ENDED:
                raise
        self._id = ""
        self._ensure()
        return send()

    def open(self) -> None:
        """Open a new session, whatever there was."""
        known = self._credentials
        record = OpenSession(
            known.username, known.security_code_1, known.security_code_2, known.source
        )
        opened = self._clock()
        with signing_in():
            self._id = self._send(OPEN_SESSION, record)
        self._opened = opened

    def close(self) -> None:
        """End the session when there is one; an answer does not matter."""
        ending, self._id = self._id, ""
        if not ending:
            return
        try:
            self._send(CLOSE_SESSION, CloseSession(ending))
        except (Failure, Fault):
            return

    def _ensure(self) -> None:
        """Have a young session. When that fails, the call itself was certainly not sent."""
        age = self._clock() - self._opened if self._opened else LONGEST
        if self._id and timedelta(0) <= age < LONGEST:
            return
        self._id = ""
        try:
            self.open()
        except Unreachable as failure:
            failure.before_sending = True
            raise

    def _signed(self, record: Inside) -> Inside:
        return replace(record, SessionID=self._id, SecurityCode2=self._credentials.security_code_2)

    def _send(
        self, operation: Operation[Asked, Answered], record: Asked, *, once: bool = False
    ) -> Answered:
        with self._exchange(operation, record, once=once) as answer:
            return _understood(operation, answer)

    def _read(
        self, operation: Operation[Asked, Answered], record: Asked, known: str
    ) -> tuple[Answered | None, str]:
        """Without a fingerprint to compare with, the answer is parsed while it comes in."""
        if not known:
            with self._arriving(operation, record) as answer:
                result = _understood(operation, answer)
                return result, answer.fingerprint()
        with self._exchange(operation, record) as answer:
            found = answer.fingerprint()
            return (None if found == known else _understood(operation, answer)), found

    @contextmanager
    def _arriving(self, operation: Operation[Asked, Answered], record: Asked) -> Iterator[Answer]:
        body, headers = _written(operation, record), soap.headers(operation)
        with self._http.arriving("POST", self._address, headers=headers, body=body) as answer:
            _refuse_status(answer.status)
            yield answer

    @contextmanager
    def _exchange(
        self, operation: Operation[Asked, Answered], record: Asked, *, once: bool = False
    ) -> Iterator[Answer]:
        body, headers = _written(operation, record), soap.headers(operation)
        answer = self._http.send("POST", self._address, headers=headers, body=body, once=once)
        with answer.body:
            _refuse_status(answer.status)
            yield answer


def _written(operation: Operation[Asked, Answered], record: Asked) -> bytes:
    try:
        return soap.write_request(operation, record)
    except soap.Unwritable as problem:
        limit = f" (at most {problem.limit})" if problem.limit else ""
        raise Refused(problem.reason, f"{problem.field}{limit}") from problem


def _understood(operation: Operation[Asked, Answered], answer: Answer) -> Answered:
    try:
        return soap.read_response(operation, answer.body)
    except soap.MessageError as problem:
        raise Unreadable(problem.reason, problem.detail) from None


def _refuse_status(status: int) -> None:
    """Only 200 carries an answer of the treaty; a SOAP Fault comes with 500."""
    if status >= 500:
        raise Unreachable(f"http_{status}")
    if status != 200:
        raise Unreadable(f"http_{status}")
