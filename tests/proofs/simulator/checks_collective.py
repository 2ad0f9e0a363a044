"""I16: a collective invoice by project is of one project."""

from tests.proofs.simulator.history import Event
from tests.proofs.simulator.violation import Check, by_us


class OfOneProject(Check):
    """Where customers are invoiced by project, and somebody moves work orders between them.

    What counts is what a run read before the first send: a work order may move while it is read.
    """

    kinds = ("project", "call", "answer", "send", "made")
    whole = True

    def __init__(self) -> None:
        super().__init__()
        self.now: dict[str, str] = {}
        self.read: dict[str, set[str]] = {}
        self.reading: set[str] = set()
        self.sent: dict[tuple[str, str], bool] = {}  # by work orders and number: may be of one

    def see(self, place: int, event: Event) -> None:
        row = event.about
        match event.kind:
            case "project":
                self.now[row] = event.facts[0] or f"of {row} alone"
                if row in self.reading:
                    self.read[row].add(self.now[row])
            case "call" if row in self.now and event.facts[0] == "work_order":
                self.read[row] = {self.now[row]}
                self.reading.add(row)
            case "answer" if event.facts[0] == "work_order":
                self.reading.discard(row)
            case "send" if "," in row:
                self.sent.setdefault((row, event.facts[0]), self._may_be_of_one(row))
            case "made" if by_us(event) and not self.sent.get((row, event.facts[0]), True):
                self.wrong("I16", f"{row} on one invoice, and of several projects")

    def _may_be_of_one(self, rows: str) -> bool:
        projects = [self.read[row] for row in rows.split(",") if row in self.read]
        return not projects or bool(set.intersection(*projects))
