"""I2: no work order disappears."""

from collections.abc import Iterator

from bonbrug.simulator.history import Ending, Event, Standing
from bonbrug.simulator.violation import Check, by_us


class NeverLost(Check):
    """Every work order ends with an invoice and Afgehandeld, with a person, or taken away."""

    kinds = ("order", "removed", "made", "record", "snapshot", "restored", "retry", "note")

    def __init__(self) -> None:
        super().__init__()
        self.made: set[str] = set()
        self.settled_by_us: dict[str, bool] = {}
        self.marked: set[str] = set()
        self.taken: set[str] = set()
        self.state: dict[str, str] = {}
        self.backup: dict[str, str] = {}
        self.told: set[str] = set()
        self.restored = False

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "order":
                self._order(event)
            case "made" if by_us(event):
                self.made.update(event.about.split(","))
            case "record":
                self.state[event.about] = event.facts[0]
            case "snapshot":
                self.backup = dict(self.state)
            case "restored":
                self.state, self.restored = dict(self.backup), True
            case "retry" | "note":
                self.told.add(event.about)

    def _order(self, event: Event) -> None:
        _, status, work_status, *_ = event.facts
        ours = by_us(event)
        if status == "Afgehandeld":
            self.settled_by_us.setdefault(event.about, ours)
        else:
            self.settled_by_us.pop(event.about, None)
        if work_status == "99" and ours:
            self.marked.add(event.about)
        if not ours and (status != "Compleet" or work_status != "1"):
            self.taken.add(event.about)

    def end(self, ending: Ending) -> None:
        for row, kind in reasons(self, ending):
            state = self.state.get(row, "never seen")
            self.wrong("I2" if kind == "lost" else "I9", f"{row} {kind}: {state}", kind)


def reasons(check: NeverLost, ending: Ending) -> Iterator[tuple[str, str]]:
    """Return (row, kind) of each work order that nobody takes care of."""
    asked = {row for _, _, row in ending.items if row}
    backlog = any(code == "backlog" for code, _, _ in ending.items)
    for order in ending.orders:
        if order.row_id in asked or (backlog and check.state.get(order.row_id) == "waiting"):
            continue
        kind = _kind(check, order)
        if kind:
            yield order.row_id, kind


def _kind(check: NeverLost, order: Standing) -> str:
    row = order.row_id
    if order.status == "Compleet" and order.work_status == "1":
        return "stuck"
    if order.status == "Compleet" and order.work_status == "99" and row in check.marked:
        return "" if check.restored else "lost"  # the status itself still says Error
    if order.status != "Afgehandeld" or row in check.made:
        return ""
    if check.settled_by_us.get(row):
        return "lost"
    known = check.state.get(row, "") not in ("", "withdrawn", "waiting")
    withdrawn = row in check.taken and not known
    return "" if withdrawn or check.restored or row in check.told else "lost"
