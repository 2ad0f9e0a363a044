"""What people decide about invoices: doubtful ones, and invoices that are to be taken back.

Drawn apart from everything else, so that seeds without it keep their history.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from bonbrug.sync.judging.weights import ASKS
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import Job, State
from bonbrug.sync.states.person_transitions import Pair
from tests.proofs.simulator.books import said_of
from tests.proofs.simulator.chance import Chance
from tests.proofs.simulator.stage import MINUTE, SECOND
from tests.proofs.simulator.worker import MINE, Office

WHO = "person"
Decision = Callable[[Pair], Pair]
MANY = Decimal(2000)  # pieces that nobody uses on one work order


class Judgement:
    """`share` of the work orders are doubtful, `again` of the settled ones are opened again."""

    def __init__(self, office: Office, chance: Chance) -> None:
        self.office, self.chance = office, chance
        self.share = chance.choice((0.0, 0.0, 0.3, 0.7))
        self.again = chance.choice((0.0, 0.0, 0.2, 0.5))

    def doubtful(self, order: WorkOrder) -> WorkOrder:
        """Make a work order doubtful, now and then."""
        if not self.chance.happens(self.share):
            return order
        first, *rest = order.materials
        return replace(order, materials=(replace(first, quantity=MANY), *rest))

    def after_a_call(self, name: str) -> None:
        """Somebody looks at To do, or opens a settled work order, while the engine is busy."""
        if self.office.books.network.calm:
            return
        if self.again and name == "settle" and self.chance.happens(self.again):
            self._soon(self._reopen, 30 * MINUTE)
        if (self.share or self.again) and self.chance.happens(0.1):
            self._soon(self._decide, 10 * MINUTE)

    def _soon(self, deed: Callable[[], None], longest: int) -> None:
        stage = self.office.stage
        stage.at(stage.ms + self.chance.long(SECOND, longest), deed)

    def _reopen(self) -> None:
        field = self.office.field
        statuses = field.capabilities.statuses
        settled = [one for one in field.orders.values() if one.status == statuses.settled]
        if settled:
            order = self.chance.choice(settled)
            line = replace(order.materials[0], quantity=order.materials[0].quantity + 1)
            lines = (line,) if self.chance.happens(0.7) else order.materials
            field.change(replace(order, status=statuses.complete, materials=lines), WHO)

    def _decide(self) -> None:
        """Press a button of an item that only this is about."""
        rows = self.office.store.rows[MINE]
        pairs = [pair for pair, item in rows.items.items() if item.row_id and self._buttons(pair)]
        if pairs:
            pair = self.chance.choice(pairs)
            self.chance.choice(self._buttons(pair))(pair)

    def _buttons(self, pair: tuple[str, str]) -> list[Callable[[tuple[str, str]], None]]:
        job = self._job(pair)
        if job is None:
            return []
        if pair[0] in ASKS and job.state is State.REFUSED:
            return [self.approve, self.approve, self.decline]
        if pair[0] == "reopened" and job.reopened_fingerprint:
            return [self.leave] if job.credits else [self.credit, self.credit, self.leave]
        if job.credits and job.state is State.REFUSED and pair[0].startswith("credit_"):
            return [self.retry, self.drop, self.anyway]
        return [self.close] if pair[0] == "offset_items" else []

    def _job(self, pair: tuple[str, str]) -> Job | None:
        rows = self.office.store.rows[MINE]
        row_id = rows.items[pair].row_id
        mine = [job for job in rows.jobs.values() if job.row_id == row_id]
        return max(mine, key=lambda job: job.generation, default=None)

    def approve(self, pair: tuple[str, str]) -> None:
        """Say yes to the invoice that stands there."""
        rows, job = self.office.store.rows[MINE], self._job(pair)
        _, shown = rows.proposals.get(job.id, ("", None)) if job else ("", None)
        self._press(pair, person_transitions.approve, "approved", said_of(shown) if shown else "")

    def decline(self, pair: tuple[str, str]) -> None:
        self._press(pair, person_transitions.decline, "declined")

    def leave(self, pair: tuple[str, str]) -> None:
        self._press(pair, person_transitions.leave, "left")

    def retry(self, pair: tuple[str, str]) -> None:
        self._press(pair, person_transitions.retry, "retry")

    def drop(self, pair: tuple[str, str]) -> None:
        self._press(pair, person_transitions.drop_credit, "dropped")

    def anyway(self, pair: tuple[str, str]) -> None:
        self._press(pair, person_transitions.approve, "credited_anyway")

    def credit(self, pair: tuple[str, str]) -> None:
        """Take the invoice back, a collective one whole, and now and then invoice it anew."""
        rows, job = self.office.store.rows[MINE], self._job(pair)
        again = self.chance.happens(0.6)
        if job and rows.credit(job.id, again=again):
            about = rows.jobs[job.collected_in or job.id].row_id
            for other, item in list(rows.items.items()):
                if other[0] == "reopened" and item.row_id in rows.orders_in(about):
                    del rows.items[other]
            self._tell("credit_asked", about, job.invoice_number, str(again))

    def close(self, pair: tuple[str, str]) -> None:
        item = self.office.store.rows[MINE].items.pop(pair)
        self._tell("seen", item.row_id, *pair)

    def _press(self, pair: tuple[str, str], decision: Decision, word: str, *facts: str) -> None:
        """Decide; a yes or no about an invoice closes all that is asked about it."""
        rows, job = self.office.store.rows[MINE], self._job(pair)
        if job is None or not rows.decide(job.id, decision):
            return
        for other, item in list(rows.items.items()):
            if other == pair or (item.row_id == job.row_id and other[0] in ASKS):
                del rows.items[other]
        self._tell(word, job.row_id, *facts)

    def _tell(self, word: str, row_id: str, *facts: str) -> None:
        """Say it of every work order that it is about."""
        for row in self.office.store.rows[MINE].orders_in(row_id):
            self.office.stage.history.add(word, WHO, row, *facts)
