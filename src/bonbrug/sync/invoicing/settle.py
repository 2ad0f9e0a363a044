"""After an invoice was made: compare it with what was meant, then acknowledge the work order."""

from decimal import Decimal

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.invoicing.differences import differences
from bonbrug.sync.invoicing.judge import Judge
from bonbrug.sync.invoicing.next_step import is_changed
from bonbrug.sync.invoicing.send import Sending
from bonbrug.sync.marker import is_still
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.findings import Finding, Report, asked, noted
from bonbrug.sync.model.records import FoundInvoice, WorkOrder
from bonbrug.sync.states import run_transitions
from bonbrug.sync.states.jobs import INVOICE_NOT_FOUND, OFFSET_ITEMS, Job
from bonbrug.values.money import plain


class Settling:
    """Verifies and settles jobs that are invoiced; repeating either does no harm."""

    def __init__(self, ports: Ports, run: RunContext, report: Report, sending: Sending) -> None:
        self.books, self.field, self.jobs = ports.books, ports.field, ports.jobs
        self.findings, self.run_memory = ports.findings, ports.run_memory
        self.run, self.report, self.sending, self.judge = run, report, sending, Judge(ports, run)
        self.open_items: dict[str, Decimal] | None = None

    def verify(self, job: Job) -> Job:
        """Read the invoice back; not settled before it is seen in the books."""
        found = self.books.invoice(job.invoice_number)
        if found is None or not is_still(found, job):
            self._missing(job)
            return job
        findings = _differences(job, found)
        still_open = self._open_amount(job) if self._meant_to_book(job) else None
        booked = still_open is not None
        if job.credits:
            facts = {"invoice": job.credits, "credit": found.number}
            findings.append(asked(OFFSET_ITEMS, job.number, job.row_id, **facts))
        elif self._meant_to_book(job) and not booked and found.gross != 0:
            findings.append(asked("not_booked", job.number, job.row_id, invoice=found.number))
        after = run_transitions.verified(job, booked=booked, open_amount=still_open)
        self.jobs.change(after, findings)
        self.report.find(*findings)
        self.report.counts["booked"] += int(booked)
        return after

    def _missing(self, job: Job) -> None:
        """The books may need a moment to show it; after a pause it is a person's question."""
        if job.invoiced_at is None or abs(self.run.now - job.invoiced_at) < self.run.quiet:
            return
        self._note(asked(INVOICE_NOT_FOUND, job.number, job.row_id, invoice=job.invoice_number))

    def _meant_to_book(self, job: Job) -> bool:
        intent = self.jobs.intent(job)
        return intent.invoice.book if intent else self.run.choices.book

    def _open_amount(self, job: Job) -> Decimal | None:
        if self.open_items is None:
            items = self.books.open_items()
            self.open_items = {item.invoice_number: item.open_amount for item in items}
        return self.open_items.get(job.invoice_number)

    def settle(self, job: Job) -> None:
        """Settle it in the work orders, last of all, and compare what comes back."""
        self.run_memory.alive()
        if job.collective or (job.credits and job.again):
            self._close(job)
            return
        try:
            order = self.field.settle(job.row_id)
        except Refused as refusal:
            self._note(asked("settle_refused", job.number, job.row_id, reason=refusal.code))
            return
        number = job.invoice_number
        findings = []
        if order is None:
            findings = [noted("gone_after_invoice", job.number, job.row_id, invoice=number)]
        elif order.row_id != job.row_id:
            self._note(asked("wrong_row", job.number, job.row_id, answered=order.row_id))
            return
        elif not job.credits and is_changed(job, order):
            facts = {"invoice": number, "changes": self._changes(job, order)}
            findings = [asked("changed_after_invoice", job.number, job.row_id, **facts)]
        if order is not None:
            self._unmark(job, order)
        self.jobs.change(run_transitions.settled(job), findings)
        self.report.find(*findings)
        self.report.counts["settled"] += int(order is not None)

    def _unmark(self, job: Job, order: WorkOrder) -> None:
        """What was an error is invoiced: opened again it is to be offered again."""
        statuses = self.field.capabilities.statuses
        if order.work_status.strip() == statuses.error:
            self.sending.mark(job, statuses.to_export)

    def _close(self, job: Job) -> None:
        """The work orders are not told; what was credited is invoiced anew if a person said so."""
        if job.collected_in:
            return  # it follows the credit of the whole
        closed = run_transitions.closed(job)
        if job.credits and job.again:
            self.jobs.invoice_anew(closed)
        else:
            self.jobs.change(closed)

    def _changes(self, job: Job, order: WorkOrder) -> str:
        intent = self.jobs.intent(job)
        if intent is None:
            return ""
        return differences(intent.invoice.lines, self.judge.draft(order).lines)

    def _note(self, finding: Finding) -> None:
        self.findings.note([finding])
        self.report.find(finding)


def _differences(job: Job, found: FoundInvoice) -> list[Finding]:
    pairs = {
        "net": (job.net, found.net),
        "vat": (job.vat, found.vat),
        "gross": (job.gross, found.gross),
    }
    wrong = {name: pair for name, pair in pairs.items() if pair[0] not in (None, pair[1])}
    facts = {
        f"{side}_{name}": plain(amount or Decimal(0))
        for name, pair in wrong.items()
        for side, amount in zip(("ours", "books"), pair, strict=True)
    }
    if not wrong:
        return []
    number = job.invoice_number
    return [asked("totals_differ", job.number, job.row_id, invoice=number, **facts)]
