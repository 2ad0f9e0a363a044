"""What may happen to a call on its way: scripted per method, or a crash at the n-th call."""

from collections.abc import Callable
from typing import TypeVar

from bonbrug.sync.model.failures import Failure, Refused, Unreachable

Result = TypeVar("Result")


class Crash(BaseException):
    """The worker is gone; nobody catches this."""


class Weather:
    """`script[method]` is a list of events, one per call of it; fair weather when it is empty.

    Events: ``lost_request``, ``lost_reply``, ``late`` (arrives when `deliver` is called),
    ``not_sent``, ``crash_before``, ``crash_after``, or a Failure to raise.
    """

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.script: dict[str, list[str | Failure]] = {}
        self.crash_at: tuple[int, str] | None = None
        self.pending: list[Callable[[], object]] = []

    def next(self, method: str, *events: str | Failure) -> None:
        self.script.setdefault(method, []).extend(events)

    def through(self, method: str, effect: Callable[[], Result]) -> Result:
        self.calls.append(method)
        events = self.script.get(method)
        event = events.pop(0) if events else self._planned_crash()
        if isinstance(event, Failure):
            raise event
        self._before(event, effect)
        result = effect()
        if event == "lost_reply":
            raise Unreachable("cut")
        if event == "crash_after":
            raise Crash(method)
        return result

    def _planned_crash(self) -> str:
        if self.crash_at and len(self.calls) == self.crash_at[0]:
            return self.crash_at[1]
        return ""

    def _before(self, event: str, effect: Callable[[], object]) -> None:
        if event == "not_sent":
            raise Unreachable("connect", before_sending=True)
        if event == "late":
            self.pending.append(effect)
        if event in ("late", "lost_request"):
            raise Unreachable("timeout")
        if event == "crash_before":
            raise Crash

    def deliver(self) -> None:
        """Let what was under way arrive; a refusal now reaches nobody."""
        pending, self.pending = self.pending, []
        for effect in pending:
            try:
                effect()
            except Refused:
                continue

    def count(self, *methods: str) -> int:
        return sum(call in methods for call in self.calls)
