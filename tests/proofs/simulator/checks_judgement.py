"""I14 and I15: what was approved is what is sent, and a credit is the opposite of one invoice."""

from decimal import Decimal

from tests.proofs.simulator.history import Ending, Event, Standing
from tests.proofs.simulator.violation import Check, by_us

Worth = tuple[Decimal, Decimal]


class Approved(Check):
    """I14: what is doubtful is only sent as a person approved it; a no holds until it changes.

    What changed while a run was going may have been read by it before or after.
    """

    kinds = ("approved", "declined", "send", "order", "note", "restored", "lease")
    whole = True

    def __init__(self) -> None:
        super().__init__()
        self.approved: dict[str, set[str]] = {}
        self.content: dict[str, tuple[str, ...]] = {}
        self.shown: dict[str, tuple[str, ...]] = {}  # what stood on it when it was asked about
        self.declined: dict[str, tuple[str, ...]] = {}
        self.fresh: set[str] = set()  # what changed since a run began

    def see(self, place: int, event: Event) -> None:
        row = event.about
        match event.kind:
            case "approved":
                self.approved.setdefault(row, set()).add(event.facts[0])
            case "declined":
                self.declined[row] = self.shown.get(row, ())
            case "order" | "lease":
                self._changed(event)
            case "send":
                self._send(event)
            case "note" if event.facts[0] == "quantity_large":
                self._asked(row)
            case "restored":  # an older question may stand there again, and be answered
                self.declined.clear()
                self.shown.clear()

    def _send(self, event: Event) -> None:
        said = ",".join(event.facts[2:3]).split(",")
        for row, part in zip(event.about.split(","), said, strict=False):
            if part and part not in self.approved.get(row, set()):
                self.wrong("I14", f"{row} sent otherwise than a person approved it")

    def _changed(self, event: Event) -> None:
        if event.kind == "lease":
            self.fresh.clear()
            return
        if self.content.get(event.about) != event.facts[3:5]:
            self.fresh.add(event.about)
        self.content[event.about] = event.facts[3:5]

    def _asked(self, row: str) -> None:
        now = self.content.get(row, ())
        declined = self.declined.pop(row, None)
        self.shown[row] = () if row in self.fresh else now
        if declined and declined == self.shown[row]:
            self.wrong("I14", f"{row} asked about again although a person said no")


class TakenBack(Check):
    """I15: a credit of ours is the opposite of the invoice of its work order, and asked for."""

    kinds = ("made", "credited", "unmade", "cent_off", "credit_asked", "record", "note")

    def __init__(self) -> None:
        super().__init__()
        self.worth: dict[str, dict[str, Worth]] = {}
        self.asked: dict[str, set[str]] = {}
        self.off: set[str] = set()
        self.taken: dict[str, dict[str, Worth]] = {}  # by the credit that took it back

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "cent_off":
                self.off = set(event.about.split(","))
            case "credit_asked":
                self.asked.setdefault(event.about, set()).add(event.facts[0])
            case "made" if by_us(event):
                self.worth.setdefault(event.about, {})[event.facts[0]] = self._of(event)
            case "unmade":
                there = self.worth.setdefault(event.about, {})
                there.pop(event.facts[0], None)
                there.update(self.taken.pop(event.facts[0], {}))
            case "credited" if by_us(event):
                self._credited(event)

    def _of(self, event: Event) -> Worth:
        """Return net and gross as they were sent; the books may have added a cent."""
        net, gross = map(Decimal, event.facts[1:3])
        if event.about in self.off:
            self.off.discard(event.about)
            gross -= Decimal("0.01")
        return net, gross

    def _credited(self, event: Event) -> None:
        net, gross = self._of(event)
        row, there = event.about, self.worth.get(event.about, {})
        if not self.asked.get(row):
            self.wrong("I15", f"{row} credited and nobody asked for it")
        if (-net, -gross) not in there.values():
            self.wrong("I15", f"{row} credited for {net} / {gross}, which no invoice of it is")
        self.taken[event.facts[0]], self.worth[row] = there, {}


class MadeAnew(Check):
    """I15: what was credited to be invoiced anew is, or a person knows why not.

    Also a work order that stayed settled all the while, or that a person settled meanwhile.
    """

    kinds = (
        "credit_asked", "credited", "made", "unmade", "order", "removed", "restored", "declined",
        "closed", "gave_up", "stands_as", "named", "retry",
    )  # fmt: skip
    whole = True

    def __init__(self) -> None:
        super().__init__()
        self.again: set[str] = set()
        self.owed: set[str] = set()

    def see(self, place: int, event: Event) -> None:
        rows = set(event.about.split(","))
        match event.kind:
            case "credit_asked":
                self.again = self.again - rows | (rows if event.facts[1] == "True" else set())
            case "credited" if by_us(event):
                self.owed |= rows & self.again
            case "order" if by_us(event):
                return
            case "restored":
                self.again, self.owed = set(), set()
            case _:  # made, or a person did something about it
                self.owed -= rows
                if event.kind != "made":
                    self.again -= rows

    def end(self, ending: Ending) -> None:
        known = {row for _, _, row in ending.items}
        there = {order.row_id for order in ending.orders if self._is_to_do(order)}
        for row in sorted((self.owed & there) - known):
            self.wrong("I15", f"{row} credited to be invoiced anew, and was not", "lost")

    def _is_to_do(self, order: Standing) -> bool:
        return order.status == "Afgehandeld" or (order.status, order.work_status) == (
            "Compleet",
            "1",
        )
