"""Once a day: work orders that were settled without ever coming past us. None may stay unseen.

A person may have settled one within a quarter of an hour, or a list did it whose answer was
lost. Each becomes a job; the next run finds that it is not offered and asks a person.
"""

from collections.abc import Sequence
from datetime import timedelta

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.drafting.fitting import unkeepable
from bonbrug.sync.invoicing.next_step import LOOK_BACK
from bonbrug.sync.marker import names_work_order
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.failures import Failure
from bonbrug.sync.model.findings import Report, noted
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.states.jobs import State


class Orphans:
    """Looks through the settled work orders, once a day or when a person started the run."""

    def __init__(
        self, ports: Ports, run: RunContext, report: Report, connection: ConnectionState
    ) -> None:
        self.ports, self.run_, self.report, self.connection = ports, run, report, connection

    def run(self, *, thorough: bool) -> None:
        """Take in what nobody saw; a side that cannot say is noted and asked again tomorrow."""
        if not self.run_.choices.export_invoices or not (thorough or self._is_time()):
            return
        try:
            statuses = self.ports.field.capabilities.statuses
            self._take_in(self.ports.field.work_orders(statuses.settled, statuses.to_export))
        except Failure as failure:
            finding = noted("settled_not_read", "", reason=failure.code, side=failure.side)
            self.ports.findings.note([finding])
            self.report.find(finding)

    def _is_time(self) -> bool:
        swept = self.connection.swept_at
        return swept is None or swept.date() != self.run_.now.date()

    def _take_in(self, settled: Sequence[WorkOrder]) -> None:
        ours = [order for order in settled if self._is_ours(order)]
        seen = {job.row_id for job in self.ports.jobs.jobs([order.row_id for order in ours])}
        unseen = [order for order in ours if order.row_id not in seen]
        if unseen:
            found = self._not_invoiced_by_hand(unseen)
            self.ports.jobs.receive(found, State.NEW, self.run_.now)

    def _is_ours(self, order: WorkOrder) -> bool:
        """Only of the time of this link: before it another way of invoicing was used."""
        since = self.connection.activated_on
        if order.day is None or since is None or order.archived or unkeepable(order):
            return False
        return bool(order.row_id) and order.day >= max(since, self.run_.today - LOOK_BACK)

    def _not_invoiced_by_hand(self, orders: Sequence[WorkOrder]) -> list[WorkOrder]:
        first = min(order.day for order in orders if order.day)
        invoices = self.ports.books.invoices("", first, self.run_.today + timedelta(days=1))
        word = self.ports.books.capabilities.texts.work_order
        return [
            order
            for order in orders
            if not any(names_work_order(invoice, order.number, word) for invoice in invoices)
        ]
