"""I2: no work order disappears."""

from collections.abc import Iterator

from tests.proofs.simulator.history import Ending, Event, Standing
from tests.proofs.simulator.violation import Check, by_us, generation_of

# Who looks once a day through what was settled unseen asks a person in the run after that.
SOON = 70 * 60 * 1000
WANTED_NONE = ("", "withdrawn", "waiting", "declined")


class NeverLost(Check):
    """Every work order ends with an invoice and Afgehandeld, with a person, or taken away."""

    kinds = (
        "order", "removed", "made", "record", "snapshot", "restored", "retry", "note", "stands_as",
        "gave_up", "closed", "declined",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.made: set[str] = set()
        self.settled_by_us: dict[str, bool] = {}
        self.marked: set[str] = set()
        self.taken: set[str] = set()
        self.state: dict[str, str] = {}
        self.backup: dict[str, str] = {}
        self.told: set[str] = set()
        self.closed: set[str] = set()
        self.late: dict[str, int] = {}
        self.generation: dict[str, int] = {}
        self.content: dict[str, tuple[str, ...]] = {}
        self.declined: dict[str, tuple[str, ...]] = {}
        self.restored, self.ms = False, 0

    def see(self, place: int, event: Event) -> None:
        self.ms = event.ms
        match event.kind:
            case "order":
                self._order(event)
            case "made" if by_us(event):
                self.made.add(event.about)
            case "record":
                self._record(event)
            case "snapshot":
                self.backup = dict(self.state)
            case "restored":
                self.state, self.restored = dict(self.backup), True
                self.generation.clear()
            case "retry" | "note":
                self.told.add(event.about)
            case "stands_as" | "gave_up" | "closed" | "declined":
                self._decided(event)

    def _record(self, event: Event) -> None:
        row, state = event.about, event.facts[0]
        if self._is_older(event):
            return
        if row not in self.state and state == "new" and row in self.settled_by_us:
            self.late[row] = event.ms
        elif state != "new":
            self.late.pop(row, None)
        if state != "withdrawn":
            self.closed.discard(row)
        self.state[row] = state

    def _is_older(self, event: Event) -> bool:
        """Tell whether it is about an earlier invoice of a work order that got another since."""
        row, generation = event.about, generation_of(event)
        self.generation[row] = max(generation, self.generation.get(row, 1))
        return generation < self.generation[row]

    def _decided(self, event: Event) -> None:
        """A person says that there is an invoice, or that none is needed, or closes an item."""
        if event.kind == "stands_as":
            self.made.add(event.about)
        elif event.kind == "declined":
            self.declined[event.about] = self.content.get(event.about, ())
            self.state[event.about] = "declined"
        elif event.kind == "closed":
            self.told.add(event.about)
            self.closed.add(event.about)
        else:
            self.state[event.about] = "withdrawn"
            self.taken.add(event.about)

    def _order(self, event: Event) -> None:
        _, status, work_status, *content = event.facts
        self.content[event.about] = tuple(content)
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


def _is_declined(check: NeverLost, row: str) -> bool:
    """Tell whether a person wants no invoice of what stands on it now."""
    same = check.declined.get(row) == check.content.get(row)
    return same and check.state.get(row) == "declined"


def _kind(check: NeverLost, order: Standing) -> str:
    row = order.row_id
    if order.status == "Compleet" and order.work_status == "1":
        return "" if _is_declined(check, row) else "stuck"
    if order.status == "Compleet" and order.work_status == "99" and row in check.marked:
        # The status itself still says Error; who closed a withdrawn one wanted no invoice of it.
        left = check.restored or row in check.closed or row in check.declined
        return "" if left else "lost"
    if order.status != "Afgehandeld" or row in check.made:
        return ""
    if check.settled_by_us.get(row):
        return "lost"
    soon = check.ms - check.late.get(row, -SOON) < SOON
    known = check.state.get(row, "") not in WANTED_NONE and not soon
    withdrawn = row in check.taken and not known
    return "" if withdrawn or check.restored or row in check.told else "lost"
