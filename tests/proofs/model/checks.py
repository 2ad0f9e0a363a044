"""The promises of docs/promises.md that can be seen from both sides at any moment."""

from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.states.jobs import State
from tests.proofs.model.firm import Firm, WatchedBooks


class Eyes:
    """Looks at both sides and at the memory; remembers what may never go back."""

    def __init__(self, firm: Firm) -> None:
        self.firm = firm
        self.by_hand: set[str] = set()  # row ids of which a person chose the status
        self.thrown_away: set[str] = set()  # invoice numbers
        self.named: set[str] = set()  # invoice numbers that a person gave
        self.closed: set[tuple[str, str]] = set()  # items that a person closed
        self.highest: dict[tuple[str, str], int] = {}
        self.seen: set[str] = set()

    def ours(self, row_id: str) -> list[str]:
        """Return the invoices in the books that carry our tag of this work order."""
        tag = self.firm.tag(row_id)
        return [
            number
            for number, kept in self.firm.world.books.invoices_.items()
            if any(tag in line.description for line in kept.invoice.lines)
        ]

    def wrong(self) -> list[str]:
        orders = self.firm.world.field.orders_
        jobs = {job.row_id: job for job in self.firm.jobs()}
        problems = [
            *self._i5_regress(),
            *self._i6_absence(),
            *self._i12_frozen(),
        ]
        for row_id in {*orders, *jobs}:
            ours = self.ours(row_id)
            if len(ours) > 1:
                problems.append(f"I1 {row_id} doubled: {ours}")
        for row_id, order in orders.items():
            if order.status == "Afgehandeld" and row_id not in self.by_hand:
                problems += self._i2_i3(row_id)
        return problems + self._i4_money()

    def _i2_i3(self, row_id: str) -> list[str]:
        """We settled it: then its number is kept, and it is or was in the books."""
        job = next((job for job in self.firm.jobs() if job.row_id == row_id), None)
        if job is None or not job.invoice_number:
            return [f"I3 {row_id} settled without a kept number"]
        if job.invoice_number in {*self.ours(row_id), *self.thrown_away, *self.named}:
            return []
        return [f"I2 {row_id} lost: {job.invoice_number} is not in the books"]

    def _i4_money(self) -> list[str]:
        books = self.firm.world.books
        assert isinstance(books, WatchedBooks)
        return [
            f"I4 {job.row_id}: ours {job.gross}, books {found.gross}"
            for job in self.firm.jobs()
            if job.state is State.SETTLED and job.verified
            for found in [books.shown(job.invoice_number)]
            if job.invoice_number not in self.thrown_away | self.named
            if found and found.gross != job.gross
        ]

    def _i5_regress(self) -> list[str]:
        """A name only comes from the books, a telephone number only from the work orders."""
        world = self.firm.world
        values = {("name there", key): row.name for key, row in world.field.relations_.items()}
        values |= {("phone there", key): row.phone for key, row in world.field.relations_.items()}
        values |= {("phone here", row.code): row.phone for row in world.books.relations_.values()}
        problems = []
        for place, text in values.items():
            last = text.rpartition(" ")[2]
            value = int(last) if last.isdigit() else 0
            if value < self.highest.get(place, 0):
                problems.append(f"I5 {place} went back from {self.highest[place]} to {text!r}")
            self.highest[place] = max(value, self.highest.get(place, 0))
        return problems

    def _i6_absence(self) -> list[str]:
        there = self.firm.world.field.relations_
        lost = self.seen - there.keys()
        self.seen |= there.keys()
        blank = [key for key, row in there.items() if not (row.name and row.street and row.city)]
        return [f"I6 relations gone {lost}, blanked {blank}"] if lost or blank else []

    def _i12_frozen(self) -> list[str]:
        books = self.firm.world.books
        assert isinstance(books, WatchedBooks)
        return [f"I12 {number} was sent again with another body" for number in books.changed]

    def stuck(self) -> list[str]:
        """At rest: settled, or in the hands of a person, or taken away by one."""
        asked = self.firm.asked()
        about = {item.row_id for item in asked}
        waiting = any(item.code == "backlog" for item in asked)
        closed = {name for _, name in self.closed}
        states = {job.row_id: job.state for job in self.firm.jobs()}
        return [
            f"I9 {row_id} stuck: {states.get(row_id)} {order.status} {order.work_status}"
            for row_id, order in self.firm.world.field.orders_.items()
            if _is_offered(order)
            and row_id not in about | closed
            and not (waiting and states.get(row_id) is State.WAITING)
        ]


def _is_offered(order: WorkOrder) -> bool:
    return order.status == "Compleet" and order.work_status == "1"
