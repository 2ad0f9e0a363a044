"""Which visit gets which fault, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What happens to one visit; "executed" means that the service got the request."""

    LATENCY = "latency"  # executed; the whole answer comes late
    BANDWIDTH = "bandwidth"  # executed; the body in a few pieces with a pause before each
    SLOW_CLOSE = "slow_close"  # executed; only a close ends the body, and that comes late
    TIMEOUT = "timeout"  # not executed; silence until the client gives up
    RESET_PEER = "reset_peer"  # not executed; reset: a lost request
    EXECUTE_THEN_DROP = "execute_then_drop"  # executed; reset: a lost reply
    LIMIT_DATA = "limit_data"  # executed; the length of the whole body, but half of it
    WRONG_LENGTH_SHORT = "wrong_length_short"  # executed; a length that makes a part look whole
    WRONG_LENGTH_LONG = "wrong_length_long"  # executed; the whole body, but a larger length
    TRUNCATED_GZIP = "truncated_gzip"  # executed; half of the compressed body, length of the half
    DUPLICATE = "duplicate"  # executed twice; the first answer
    LATE_EXECUTION = "late_execution"  # reset now; executed when the test says so
    STATUS_503 = "status_503"  # not executed; the service says that it is unavailable
    STATUS_500_AFTER_COMMIT = "status_500_after_commit"  # executed; an error page
    HTML_200 = "html_200"  # not executed; a maintenance page with status 200
    HTML_200_AFTER_COMMIT = "html_200_after_commit"  # executed; the same page
    REDIRECT = "redirect"  # not executed; a 302 to another address
    SLICER = "slicer"  # executed; the whole answer in tiny slices

    @property
    def executions(self) -> int:
        """How often the service got the request by the time that the client is answered."""
        return 2 if self is Fault.DUPLICATE else int(self not in _NOT_EXECUTED)


_NOT_EXECUTED = {
    Fault.TIMEOUT,
    Fault.RESET_PEER,
    Fault.LATE_EXECUTION,
    Fault.STATUS_503,
    Fault.HTML_200,
    Fault.REDIRECT,
}

EVERY = 0  # the occurrence that stands for all visits of a call


class Plan:
    """Strikes are (fault, call, occurrence); the first visit of a call is occurrence 1."""

    def __init__(self, *strikes: tuple[Fault, str, int]) -> None:
        self._faults = {(call, occurrence): fault for fault, call, occurrence in strikes}
        if len(self._faults) != len(strikes):
            raise ValueError("two faults for one visit")

    def fault(self, call: str, occurrence: int) -> Fault | None:
        """Return the fault of that visit; one for this very visit goes before one for all."""
        return self._faults.get((call, occurrence)) or self._faults.get((call, EVERY))


class Step(StrEnum):
    """What was done with a request or with its answer."""

    CAME = "came"  # nothing yet; not in a history
    DELIVERED = "delivered"  # the service answered, with `status`
    UNANSWERED = "unanswered"  # the service could not be reached or broke off
    GIVEN = "given"  # the client was given a whole answer, the service's or the proxy's own
    SPOILED = "spoiled"  # the client was given an answer that is not whole
    RESET = "reset"  # the client's connection was reset without an answer
    SILENCE = "silence"  # the client was given nothing at all


@dataclass(frozen=True, slots=True)
class Event:
    """One step of one visit; never holds a body, a header or a query.

    What the client gets is written down before it goes out; one that gave up earlier saw less.
    """

    call: str
    occurrence: int
    fault: Fault | None
    step: Step
    status: int | None = None
