"""One work order to one invoice, in the order that never makes two.

validate → look whether it is there already → claim a number → commit → stamp → send → record.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.fingerprints import fingerprint_of, work_order_fingerprint
from bonbrug.sync.imports import price_history
from bonbrug.sync.invoicing.customer import Customers
from bonbrug.sync.invoicing.doubts import doubts
from bonbrug.sync.invoicing.draft import (
    Draft,
    PriceBefore,
    articles,
    draft,
    expected_totals,
    invoice_of,
)
from bonbrug.sync.invoicing.next_step import (
    READ_AGAIN,
    circumstances,
    is_offered,
    is_settled,
    search_window,
)
from bonbrug.sync.invoicing.send import Sending
from bonbrug.sync.marker import names_work_order, ours_among
from bonbrug.sync.model import serializers
from bonbrug.sync.model.bindings import PRODUCT, RELATION, Known
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.findings import Finding, Report, asked
from bonbrug.sync.model.records import FoundInvoice, Invoice, Product, WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.bindings import Bindings
from bonbrug.sync.states import run_transitions
from bonbrug.sync.states.jobs import Intent, Job, State
from bonbrug.values.quantity import folded

Bases = Mapping[str, Mapping[str, str | bool]]


class Steps:
    """Takes one job one step further; what happened stands in the memory before it returns."""

    def __init__(self, ports: Ports, run: RunContext, report: Report, sending: Sending) -> None:
        self.books, self.field, self.memory = ports.books, ports.field, ports.memory
        self.run, self.report, self.sending = run, report, sending
        self.able, self.statuses = ports.books.capabilities, ports.field.capabilities.statuses
        self.customers = Customers(ports.books, ports.bindings, run.choices, report)
        self.relations: Mapping[str, Known] | None = None

    def start(self, job: Job, order: WorkOrder) -> None:
        """Validate, look, claim and send."""
        fingerprint, made, problems = self._judge(job, order)
        if job.state is State.REFUSED and self._still_refused(job, fingerprint):
            return
        if problems:
            self.refuse(job, fingerprint, problems)
            return
        fresh = self._fresh(job)
        if fresh is None:
            return
        if fresh != order:
            fingerprint, made, problems = self._judge(job, fresh)
        approved = job.approved_fingerprint == fingerprint
        problems = problems or self.customers.ensure(fresh, approved=approved)
        if problems:
            self.refuse(job, fingerprint, problems)
        else:
            self._invoice(job, fresh, made, fingerprint)

    def _judge(self, job: Job, order: WorkOrder) -> tuple[str, Draft, Sequence[Finding]]:
        """Return the circumstances, the lines, and why there is no invoice.

        What is doubtful is asked, unless a person said in these circumstances that it is right.
        """
        bases, made = self._draft(order)
        asks = [] if made.problems else doubts(order, made.lines, self.run.today)
        fingerprint = self._circumstances(order, bases)
        if asks:
            fingerprint = fingerprint_of([fingerprint, *map(repr, asks)])
        approved = bool(asks) and job.approved_fingerprint == fingerprint
        return fingerprint, made, made.problems or ([] if approved else asks)

    def start_again(self, job: Job, order: WorkOrder) -> None:
        """A person wants a refused work order tried again: take Error off it, then start."""
        if self.sending.mark(job, self.statuses.to_export):
            self.start(job, order)

    def _invoice(self, job: Job, order: WorkOrder, made: Draft, fingerprint: str) -> None:
        run, code, word = self.run, self.customers.code_of(order), self.able.texts.work_order
        marker = run.markers.marker(word, order.number, job.row_id, job.generation)
        invoice = invoice_of(code, made.lines, run.choices, marker, run.today, self.able)
        about = _about(job, order, marker, fingerprint, invoice)
        if self._found_before(about, order, fingerprint):
            return
        self.memory.note(made.warnings)
        self.report.find(*made.warnings)
        self.sending.claim(about, invoice)

    def _draft(self, order: WorkOrder) -> tuple[Bases, Draft]:
        return drafted(self.memory, order, self.run.choices, self.able)

    def _still_refused(self, job: Job, fingerprint: str) -> bool:
        approved = job.approved_fingerprint == fingerprint
        return (
            job.refused_code not in READ_AGAIN
            and job.refused_fingerprint == fingerprint
            and not approved
        )

    def _circumstances(self, order: WorkOrder, bases: Bases) -> str:
        fingerprints = {key: fingerprint_of(map(str, base.values())) for key, base in bases.items()}
        relation = self._bound_relations().get(folded(order.customer.code))
        return circumstances(order, self.run.choices, fingerprints, relation)

    def _bound_relations(self) -> Mapping[str, Known]:
        if self.relations is None:
            self.relations = self.memory.known(RELATION)
        return self.relations

    def _fresh(self, job: Job) -> WorkOrder | None:
        """Read the work order again; withdraw the job when it is not offered any more."""
        order = self.field.work_order(job.row_id)
        if order is not None and is_offered(order, self.statuses):
            return order
        self.withdraw(job, order)
        return None

    def withdraw(self, job: Job, order: WorkOrder | None) -> None:
        """Stop with a work order that a person took away; say why when it matters."""
        findings: list[Finding] = []
        if order is None:
            findings = [asked("work_order_gone", job.number, job.row_id)]
        elif is_settled(order, self.statuses):
            findings = [asked("settled_without_invoice", job.number, job.row_id)]
        self.memory.change(run_transitions.withdrawn(job), findings)
        self.report.find(*findings)

    def forget(self, job: Job) -> None:
        """Withdraw without a word: it was only waiting."""
        self.memory.change(run_transitions.withdrawn(job))

    def refuse(self, job: Job, fingerprint: str, problems: Sequence[Finding]) -> None:
        """Keep the work order as it is and say what to repair."""
        after = run_transitions.refused(job, problems[0].code, fingerprint)
        self.memory.change(after, problems)
        self.report.find(*problems)
        self.sending.mark_error(job)

    def _found_before(self, job: Job, order: WorkOrder, fingerprint: str) -> bool:
        """Look in the books for our marker, or for an invoice that somebody else made of it."""
        first, last = search_window(order.day, self.run.today)
        found = self.books.invoices(job.relation_code, first, last)
        ours = ours_among(found, job.marker, self.run.markers.tags(job.row_id, job.generation))
        if ours:
            self.sending.adopt(job, ours)
            return True
        foreign = [one for one in found if self._names(one, order)]
        if foreign:
            number = foreign[0].number
            problem = asked("foreign_invoice", job.number, job.row_id, invoice=number)
            self.refuse(job, fingerprint, [problem])
        return bool(foreign)

    def _names(self, invoice: FoundInvoice, order: WorkOrder) -> bool:
        return names_work_order(invoice, order.number, self.able.texts.work_order)

    # --- an intent from before -------------------------------------------------------------------

    def resend(self, job: Job, intent: Intent, order: WorkOrder) -> None:
        """Take up an intent that was never sent; start over when something changed meanwhile."""
        fresh = self._fresh_for(job, intent)
        if fresh is None:
            return
        first, last = search_window(order.day, self.run.today)
        found = self.books.invoices(intent.invoice.relation_code, first, last)
        ours = ours_among(found, intent.marker, self.run.markers.tags(job.row_id, job.generation))
        by_hand = any(self._names(invoice, order) for invoice in found)
        if ours:
            self.sending.adopt(job, ours)
        elif by_hand or work_order_fingerprint(fresh) != job.content_fingerprint:
            back = run_transitions.begun_anew(job)
            self.memory.conclude(run_transitions.given_up(intent), back)
            self.start(back, fresh)
        else:
            self.sending.send(job, intent)

    def _fresh_for(self, job: Job, intent: Intent) -> WorkOrder | None:
        order = self.field.work_order(job.row_id)
        if order is not None and is_offered(order, self.statuses):
            return order
        self.abandon(job, intent, order)
        return None

    def abandon(self, job: Job, intent: Intent | None, order: WorkOrder | None) -> None:
        """Withdraw a job; a number that was certainly never sent is free again."""
        if intent is not None:
            self.memory.conclude(run_transitions.given_up(intent), job)
        self.withdraw(job, order)

    def claim_anew(self, job: Job, intent: Intent, order: WorkOrder | None) -> None:
        """The number was somebody else's and the pause is over: forget it and start over."""
        back = run_transitions.begun_anew(job)
        self.memory.conclude(run_transitions.released(intent), back)
        if order is None:
            self.withdraw(back, self.field.work_order(job.row_id))
        else:
            self.start(back, order)


def drafted(
    bindings: Bindings, order: WorkOrder, choices: SyncSettings, books: BooksCapabilities
) -> tuple[Bases, Draft]:
    """Make the lines of a work order from what is remembered of its products."""
    bases = bindings.bases(PRODUCT, articles(order))
    return bases, draft(order, _remembered(bases), choices, books, _price_before(bases))


def _remembered(bases: Bases) -> Callable[[str], Product | None]:
    def product(code: str) -> Product | None:
        base = bases.get(folded(code))
        return serializers.product_from(base) if base else None

    return product


def _price_before(bases: Bases) -> PriceBefore:
    return lambda code, day: price_history.before(bases.get(folded(code)), day)


def _about(job: Job, order: WorkOrder, marker: str, fingerprint: str, invoice: Invoice) -> Job:
    """Return the job with what its invoice will be."""
    amounts = expected_totals(invoice)
    return replace(
        run_transitions.judged(job, fingerprint),
        number=order.number,
        relation_code=invoice.relation_code,
        day=order.day,
        marker=marker,
        content_fingerprint=work_order_fingerprint(order),
        invoice_date=invoice.day,
        net=amounts.net,
        vat=amounts.vat,
        gross=amounts.gross,
    )
