"""I10 for what happens in the books afterwards: an invoice that is gone stays on the list."""

from bonbrug.simulator.history import Ending, Event
from bonbrug.simulator.violation import Check, by_us


class Missed(Check):
    """Once settled, an invoice that a person deletes is a question to a person, and stays one."""

    kinds = ("made", "unmade", "record", "retry", "restored")

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
            case "retry":
                self.gone.discard(event.about)
            case "restored":
                self.restored = True

    def end(self, ending: Ending) -> None:
        asked = {row for code, _, row in ending.items if code == "invoice_not_found"}
        for row in sorted((self.gone & self.settled) - asked):
            if not self.restored:
                self.wrong("I10", f"{row} has no invoice any more and nobody is asked")
