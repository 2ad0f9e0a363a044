"""One work order to one invoice, in the order that never makes two.

validate → look whether it is there already → claim a number → commit → stamp → send → record.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.drafting.invoice import collective_invoice, expected_totals
from bonbrug.sync.drafting.remarks import TOTAL_ZERO
from bonbrug.sync.fingerprints import work_order_fingerprint
from bonbrug.sync.invoicing.customer import Customers
from bonbrug.sync.invoicing.judge import Judge, Judged
from bonbrug.sync.invoicing.next_step import (
    READ_AGAIN,
    is_changed,
    is_settled,
    is_wanted,
    search_window,
)
from bonbrug.sync.invoicing.send import Sending, with_invoice
from bonbrug.sync.judging.weights import ASKS
from bonbrug.sync.judging.work import remembered
from bonbrug.sync.model.agreements import Collect, CustomerAgreement
from bonbrug.sync.model.findings import Finding, Report, asked
from bonbrug.sync.model.records import Invoice, WorkOrder
from bonbrug.sync.states import run_transitions
from bonbrug.sync.states.jobs import Intent, Job, State
from bonbrug.values.quantity import folded
from bonbrug.values.text import cut

LONGEST_PROJECT = 255  # characters that are kept


class Gathered(NamedTuple):
    """A work order that waits for others. `reverses`: its VAT is owed by the customer."""

    job: Job
    order: WorkOrder
    agreement: CustomerAgreement
    reverses: bool


class Steps:
    """Takes one job one step further; what happened stands in the memory before it returns."""

    def __init__(self, ports: Ports, run: RunContext, report: Report, sending: Sending) -> None:
        self.books, self.field = ports.books, ports.field
        self.jobs, self.findings = ports.jobs, ports.findings
        self.run, self.report, self.sending = run, report, sending
        self.able, self.statuses = ports.books.capabilities, ports.field.capabilities.statuses
        self.customers = Customers(ports.books, ports.bindings, run.choices, report)
        self.judge = Judge(ports, run)
        self.gathered: list[Gathered] = []

    def start(self, job: Job, order: WorkOrder) -> None:
        """Validate, look, claim and send."""
        judged = self.judge.judge(job, order)
        if job.state is State.REFUSED and _is_still_refused(job, judged):
            return
        if judged.problems:
            self.refuse(job, judged, judged.problems)
            return
        if self._is_collected(job, order):
            self._gather(job, judged)
            return
        fresh = self._fresh(job)
        if fresh is None:
            return
        if fresh != order:
            judged = self.judge.judge(job, fresh)
        approved = job.approved_fingerprint == judged.with_customer
        problems = judged.problems or self.customers.ensure(fresh, approved=approved)
        if problems:
            self.refuse(job, judged, problems)
        else:
            self._invoice(job, judged)

    def _is_collected(self, job: Job, order: WorkOrder) -> bool:
        """Tell whether it waits for others; not once an invoice of its own may be on its way."""
        if not self.judge.agreement(order).collects(order.project):
            return False
        return job.state is State.GATHERED or self.jobs.intent(job) is None

    def _gather(self, job: Job, judged: Judged) -> None:
        """Let it wait, as it is now; nothing is written when it does already."""
        now = (judged.content, judged.circumstances)
        if job.state is not State.GATHERED or not self.is_as_gathered(job, judged):
            approved = job.approved_fingerprint == judged.with_customer
            problems = self.customers.ensure(judged.order, approved=approved)
            if problems:
                self.refuse(job, judged, problems)
                return
            job = run_transitions.gathered(self._asked_for(job, judged.order), *now)
            self.jobs.change(job, judged.made.warnings)
            self.report.find(*judged.made.warnings)
        agreement = self.judge.agreement(judged.order)
        self.gathered.append(Gathered(job, judged.order, agreement, reverses_vat(judged)))

    def is_as_gathered(self, job: Job, judged: Judged) -> bool:
        """Tell whether a work order is still what it was when it was gathered."""
        now = judged.content, judged.circumstances
        same = now == (job.content_fingerprint, job.refused_fingerprint)
        return same and not self._is_moved(job, judged.order)

    def _is_moved(self, job: Job, order: WorkOrder) -> bool:
        """Tell whether it goes with another project now; elsewhere its project says nothing."""
        by_project = self.judge.agreement(order).collect is Collect.PROJECT
        return by_project and folded(_project(order)) != folded(job.project)

    def _asked_for(self, job: Job, order: WorkOrder) -> Job:
        """Return the job as its work order is now; who asked for it meant the project it was of."""
        seen = _seen(job, order)
        moved = job.state is State.GATHERED and self._is_moved(job, order)
        return replace(seen, collect_now=False) if moved else seen

    def gather_again(self, job: Job, judged: Judged) -> Job:
        """Save what a work order is by now that stays in its collective invoice; return the job."""
        seen = _seen(job, judged.order)
        after = run_transitions.gathered_again(seen, judged.content, judged.circumstances)
        self.jobs.change(after, judged.made.warnings)
        self.report.find(*judged.made.warnings)
        return after

    def start_again(self, job: Job, order: WorkOrder) -> None:
        """A person wants a refused work order tried again: take Error off it, then start."""
        if self.sending.mark(job, self.statuses.to_export):
            self.start(job, order)

    def _invoice(self, job: Job, judged: Judged) -> None:
        order, proposed = judged.order, cast(Invoice, judged.proposed)  # nothing is in its way
        invoice = replace(proposed, relation_code=self.customers.code_of(order))
        about = _about(job, judged, self.judge.marker(job, order), invoice)
        if self._found_before(about, judged):
            return
        self.findings.note(judged.made.warnings)
        self.report.find(*judged.made.warnings)
        self.sending.claim(about, invoice)

    def _fresh(self, job: Job) -> WorkOrder | None:
        """Read the work order again; withdraw the job when it is not offered any more."""
        order = self.field.work_order(job.row_id)
        if order is not None and is_wanted(job, order, self.statuses):
            return order
        self.withdraw(job, order)
        return None

    def withdraw(self, job: Job, order: WorkOrder | None) -> None:
        """Stop with a work order that a person took away; say why when it matters."""
        findings: list[Finding] = []
        if order is None:
            findings = [asked("work_order_gone", job.number, job.row_id)]
        elif is_settled(order, self.statuses) and job.refused_code != TOTAL_ZERO:
            findings = [asked("settled_without_invoice", job.number, job.row_id)]
        self.jobs.change(run_transitions.withdrawn(job), findings)
        self.report.find(*findings)

    def forget(self, job: Job) -> None:
        """Withdraw without a word: it was only waiting."""
        self.jobs.change(run_transitions.withdrawn(job))

    def refuse(self, job: Job, judged: Judged, problems: Sequence[Finding]) -> None:
        """Keep the work order as it is and say what to repair.

        One that is invoiced anew while it is settled is not marked: whoever opens it again would
        find it marked still, and it would not be offered.
        """
        code, now = problems[0].code, judged.about(problems)
        after = run_transitions.refused(job, code, now, judged.content)
        asks = {problem.code for problem in problems} <= ASKS
        self.jobs.change(after, problems, judged.proposed if asks else None, judged.order)
        self.report.find(*problems)
        if not is_settled(judged.order, self.statuses):
            self.sending.mark_error(job)

    def _found_before(self, job: Job, judged: Judged) -> bool:
        """Look in the books for our marker, or for an invoice that somebody else made of it."""
        first, last = search_window(judged.order.day, self.run.today)
        found = self.books.invoices(job.relation_code, first, last)
        if self.sending.adopted(job, found, job.marker, job.gross):
            return True
        billed = self.sending.billed_before(job, judged.order.number, found)
        if billed:
            self.refuse(job, judged, [billed])
        return billed is not None

    def reopened(self, job: Job, order: WorkOrder) -> None:
        """Ask what to do with a work order that is offered again after its invoice.

        Where a person said that it is to be left as it is, it is settled again.
        """
        content = work_order_fingerprint(order)
        if job.left_fingerprint == content:
            self.field.settle(job.row_id)
            return
        invoice = job.credits or job.invoice_number
        found = asked("reopened", job.number, job.row_id, invoice=invoice)
        if job.reopened_fingerprint == content:
            self.findings.note([found])
        else:
            proposed = self._as_it_would_be(job, order)
            self.jobs.change(run_transitions.reopened(job, content), [found], proposed)
        self.report.find(found)

    def _as_it_would_be(self, job: Job, order: WorkOrder) -> Invoice | None:
        """Return the invoice that it would be now; a collective one whole, with all its others."""
        whole = next((one for one in self.jobs.wholes(job) if one.id == job.collected_in), None)
        if whole is None or job.credits:
            return self.judge.judge(job, order).proposed
        parts = [
            part
            for one in self.jobs.members(whole)
            if (now := order if one.id == job.id else self.field.work_order(one.row_id))
            if (part := self.judge.judge(one, now).proposed)
        ]
        return collective_invoice(parts, whole.marker, whole.marker, self.able) if parts else None

    # --- an intent from before -------------------------------------------------------------------

    def resend(self, job: Job, intent: Intent, order: WorkOrder) -> None:
        """Take up an intent that was never sent; start over when something changed meanwhile."""
        fresh = self._fresh_for(job, intent)
        if fresh is None:
            return
        first, last = search_window(order.day, self.run.today)
        found = self.books.invoices(intent.invoice.relation_code, first, last)
        if self.sending.adopted(job, found, intent.marker, expected_totals(intent.invoice).gross):
            return
        if self.sending.billed_before(job, order.number, found) or is_changed(job, fresh):
            back = self.sending.begin_anew(job, run_transitions.given_up(intent))
            self.start(back, fresh)
        else:
            self.sending.send(job, intent)

    def _fresh_for(self, job: Job, intent: Intent) -> WorkOrder | None:
        order = self.field.work_order(job.row_id)
        if order is not None and is_wanted(job, order, self.statuses):
            return order
        self.abandon(job, intent, order)
        return None

    def abandon(self, job: Job, intent: Intent | None, order: WorkOrder | None) -> None:
        """Withdraw a job; a number that was certainly never sent is free again."""
        if intent is not None:
            self.jobs.conclude(run_transitions.given_up(intent), job)
        self.withdraw(job, order)

    def claim_anew(self, job: Job, intent: Intent, order: WorkOrder | None) -> None:
        """The number was somebody else's and the pause is over: forget it and start over."""
        back = self.sending.begin_anew(job, run_transitions.released(intent))
        if order is None:
            self.withdraw(back, self.field.work_order(job.row_id))
        else:
            self.start(back, order)


def _project(order: WorkOrder) -> str:
    """Return as much of the number of its project as is kept."""
    return cut(order.project.strip(), LONGEST_PROJECT)


def reverses_vat(judged: Judged) -> bool:
    return any(line.reverses for line in judged.made.vat)


def _is_still_refused(job: Job, judged: Judged) -> bool:
    """Tell whether nothing changed since the refusal.

    Who says that it is right, or wants it tried again, takes the refusal away.
    """
    now = judged.circumstances, judged.with_customer
    return job.refused_code not in READ_AGAIN and job.refused_fingerprint in now


def _about(job: Job, judged: Judged, marker: str, invoice: Invoice) -> Job:
    """Return the job with what its invoice will be."""
    seen = _seen(run_transitions.judged(job, judged.circumstances), judged.order)
    return replace(
        with_invoice(seen, invoice, marker),
        relation_code=invoice.relation_code,
        content_fingerprint=judged.content,
    )


def _seen(job: Job, order: WorkOrder) -> Job:
    """Return the job with what is kept of its work order as it is now."""
    return replace(
        job,
        number=order.number,
        relation_code=order.customer.code,
        day=order.day,
        project=_project(order),
        **remembered(order),
    )
