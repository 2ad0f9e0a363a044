"""I7, I9, I11, I13: how runs behave towards each other, others and the services."""

from tests.proofs.simulator.history import Ending, Event
from tests.proofs.simulator.violation import Check, by_us

MOST_CYCLES = 4
QUIET_CYCLES = 2  # one rest for an unknown outcome, one for a number that was taken
IDLE_CALLS = 8
DAILY_CALLS = 2  # once a day the settled work orders are looked through as well


class Tenancy(Check):
    """I7: nothing of the neighbour in what we ask, send, keep or say."""

    kinds = ("call", "write", "note", "record", "send")

    def see(self, place: int, event: Event) -> None:
        if event.about.startswith("other"):
            self.wrong("I7", f"{event.kind} about {event.about}")


class Lively(Check):
    """I9: after the faults everything is settled, or with a person, in a few runs."""

    def end(self, ending: Ending) -> None:
        if ending.cycles > MOST_CYCLES + QUIET_CYCLES:
            self.wrong("I9", f"{ending.cycles} runs to converge", "stuck")


class Alone(Check):
    """I11 and the fence: who lost the lease writes nothing; one AddFactuur at a time."""

    kinds = ("lease", "commit", "write", "answer", "failed", "ended")

    def __init__(self) -> None:
        super().__init__()
        self.holder = ""
        self.sending: set[str] = set()

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "lease":
                self.holder = event.who
            case "commit" if event.who != self.holder:
                self.wrong("I11", f"{event.about} written without the lease")
            case "write" if event.facts[0] == "send_invoice":
                if self.holder in self.sending and event.who == self.holder:
                    self.wrong("I11", "two invoices under way")
                self.sending.add(event.who)
            case "answer" | "failed" if event.facts[0] == "send_invoice":
                self.sending.discard(event.who)
            case "ended":
                self.sending.discard(event.who)


class Fixpoint(Check):
    """I13 and the budget: a run in which nothing changed writes nothing and asks little."""

    kinds = ("call", "write", "run", "lease")

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[int, int]] = []
        self.writes: list[tuple[int, str]] = []
        self.count = 0

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "lease":
                self.count = 0
            case "run":
                self.calls.append((place, self.count))
            case _:
                self.count += 1
        if event.kind == "write" and by_us(event):
            self.writes.append((place, f"{event.facts[0]} {event.about}"))

    def end(self, ending: Ending) -> None:
        for place, text in self.writes:
            if place >= ending.fixpoint_from:
                self.wrong("I13", f"{text} written although nothing changed")
        waiting = any(row for _, _, row in ending.items)
        idle = [count for place, count in self.calls if place >= ending.fixpoint_from]
        once = IDLE_CALLS + DAILY_CALLS
        for count in sorted(idle, reverse=True):
            if count > once and not waiting:
                self.wrong("I11", f"{count} calls in an idle run")
            once = IDLE_CALLS
