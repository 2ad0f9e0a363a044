"""I1 and I10 for what the books show afterwards: gone, or there twice."""

from bonbrug.simulator.history import Ending, Event
from bonbrug.simulator.violation import Check, by_us


class Missed(Check):
    """Once settled, an invoice that a person deletes is a question to a person, and stays one."""

    kinds = ("made", "unmade", "record", "retry", "closed", "restored")

    def __init__(self) -> None:
        super().__init__()
        self.settled: set[str] = set()
        self.gone: set[str] = set()
        self.restored = False

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "made" if by_us(event):
                self.gone.discard(event.about)
            case "unmade":
                self.gone.add(event.about)
            case "record":
                change = self.settled.add if event.facts[0] == "settled" else self.settled.discard
                change(event.about)
            case "retry" | "closed":
                self.gone.discard(event.about)
            case "restored":
                self.restored = True

    def end(self, ending: Ending) -> None:
        asked = {row for code, _, row in ending.items if code == "invoice_not_found"}
        for row in sorted((self.gone & self.settled) - asked):
            if not self.restored:
                self.wrong("I10", f"{row} has no invoice any more and nobody is asked")


class Twins(Check):
    """I1: two invoices under one number, which only the books could prevent, are told."""

    kinds = ("twin", "record", "note", "restored")

    def __init__(self) -> None:
        super().__init__()
        self.twins: set[str] = set()
        self.settled: set[str] = set()
        self.told: set[str] = set()
        self.restored = False

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "twin":
                self.twins.add(event.about)
            case "record":
                change = self.settled.add if event.facts[0] == "settled" else self.settled.discard
                change(event.about)
            case "note" if event.facts[0] == "double_found":
                self.told.add(event.about)
            case "restored":
                self.restored = True

    def end(self, ending: Ending) -> None:
        for row in sorted(self.twins & self.settled - self.told):
            if not self.restored:
                self.wrong("I1", f"{row} is there twice and nobody was told", "doubled")
