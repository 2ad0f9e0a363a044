"""Virtual time, and threads of which exactly one goes on at a time.

Whoever waits lets the earliest event go first. An action runs in the thread that waits; only the
turn of another actor costs a switch.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from tests.proofs.simulator.history import History

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
Action = Callable[[], None]


class Crash(BaseException):
    """The worker is gone: nothing after it runs."""


def locked() -> threading.Lock:
    """Return a lock that is held, until it is somebody's turn."""
    lock = threading.Lock()
    lock.acquire()
    return lock


class Actor:
    """Somebody with a thread; `killed` is found out at the next turn."""

    def __init__(self, name: str) -> None:
        self.name, self.killed = name, False
        self.gate = locked()

    def point(self, label: str) -> int:
        """Return how long to stand still here (ms); may raise Crash."""
        return 0

    def goes_on(self) -> None:
        """Be told that standing still is over."""


class Hand:
    """A thread that plays one actor after the other; `gate` opens when it is his turn."""

    def __init__(self) -> None:
        self.gate = locked()
        self.work: Action | None = None

    def begin(self, rest: Callable[["Hand"], None]) -> threading.Thread:
        thread = threading.Thread(target=self._play, args=(rest,), daemon=True)
        thread.start()
        return thread

    def _play(self, rest: Callable[["Hand"], None]) -> None:
        """Play what is given until it is nothing; `rest` lets others go on."""
        while True:
            self.gate.acquire()
            if self.work is None:
                return
            try:
                self.work()
            finally:
                rest(self)


class Stage:
    """The clock and the queue of one schedule."""

    def __init__(self, start: datetime, history: History) -> None:
        self.start, self.history = start, history
        self.main = self.current = Actor("main")
        self._queue: list[tuple[int, int, Actor | Action]] = []
        self._order = count()
        self._threads: list[threading.Thread] = []
        self._resting: list[Hand] = []
        self._broken: Exception | None = None

    @property
    def ms(self) -> int:
        return self.history.ms

    def clock(self) -> datetime:
        return self.start + timedelta(milliseconds=self.history.ms)

    def at(self, ms: int, action: Action) -> None:
        """Do something at a moment; it may not wait itself."""
        self._push(ms, action)

    def _push(self, ms: int, what: Actor | Action) -> None:
        heappush(self._queue, (max(ms, self.ms), next(self._order), what))

    def enter(self, actor: Actor, ms: int, work: Action) -> None:
        """Let an actor begin at a moment."""
        if not self._resting:
            hand = Hand()
            self._threads.append(hand.begin(self._rest))
            self._resting.append(hand)
        hand = self._resting.pop()
        actor.gate, hand.work = hand.gate, work
        self._push(ms, actor)

    def _rest(self, hand: Hand) -> None:
        hand.work = None
        self._resting.append(hand)
        self._turn(None)

    def point(self, label: str) -> None:
        """Mark a place where the one whose turn it is may crash or stand still."""
        wait = self.current.point(label)
        if wait:
            me = self.current
            self.pause(wait)
            me.goes_on()

    def pause(self, ms: int) -> None:
        """Wait; others go on meanwhile."""
        me, wake = self.current, self.ms + ms
        if self._queue and self._queue[0][0] <= wake:
            self._push(wake, me)
            self._turn(me)
        else:
            self.history.ms = wake
        if me.killed:
            raise Crash

    def _turn(self, me: Actor | None) -> None:
        """Let events happen until it is my turn; without me: until it is somebody's."""
        while True:
            ms, _, what = heappop(self._queue)
            self.history.ms = ms
            if not isinstance(what, Actor):
                self._happen(what)
                continue
            self.current = what
            if what is not me:
                what.gate.release()
                if me is not None:
                    me.gate.acquire()
            return

    def _happen(self, action: Action) -> None:
        """A fault of an action is not of the thread that happens to wait: it ends the play."""
        try:
            action()
        except Exception as error:  # noqa: BLE001 - raised when the play is over
            self._broken = self._broken or error

    def close(self) -> None:
        """Wait until the threads have ended; raise what went wrong in an action."""
        for hand in self._resting:
            hand.gate.release()
        for thread in self._threads:
            thread.join(10)
        if self._broken:
            raise self._broken
