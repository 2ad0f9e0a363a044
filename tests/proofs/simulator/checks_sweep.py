"""I1 and I10 for what the books show afterwards: gone, or there twice."""

from tests.proofs.simulator.history import Ending, Event
from tests.proofs.simulator.violation import Check, by_us


class Missed(Check):
    """Once settled, an invoice that a person deletes is a question to a person, and stays one.

    Not where the work order stands as another one, which a person named.
    """

    kinds = ("made", "credited", "unmade", "record", "retry", "closed", "restored")

    def __init__(self) -> None:
        super().__init__()
        self.settled: dict[str, str] = {}
        self.gone: dict[str, set[str]] = {}
        self.restored = False

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "unmade":
                self.gone.setdefault(event.about, set()).add(event.facts[0])
            case "record" if event.facts[0] == "settled":
                self.settled[event.about] = event.facts[1]
            case "record":
                self.settled.pop(event.about, None)
            case "made" | "credited" if by_us(event):
                self.gone.pop(event.about, None)
            case "retry" | "closed":
                self.gone.pop(event.about, None)
            case "restored":
                self.restored = True

    def end(self, ending: Ending) -> None:
        asked = {row for code, _, row in ending.items if code == "invoice_not_found"}
        for row, number in sorted(self.settled.items()):
            if number in self.gone.get(row, ()) and row not in asked and not self.restored:
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
