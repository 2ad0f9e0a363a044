"""One invoice of several work orders of a customer: all of them or none, each on one invoice.

As careful as an invoice of one. Which work orders it is of is committed before anything is sent;
while a send of it may still arrive, none is let go and none is added.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.drafting.invoice import collective_invoice
from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.invoicing.judge import Judged
from bonbrug.sync.invoicing.next_step import is_wanted, search_window
from bonbrug.sync.invoicing.send import Sending, with_invoice
from bonbrug.sync.invoicing.steps import Gathered, Steps, reverses_vat
from bonbrug.sync.marker import carries, names_work_order, ours_among
from bonbrug.sync.model.agreements import Collect, CustomerAgreement
from bonbrug.sync.model.findings import Finding, Report, asked
from bonbrug.sync.model.records import FoundInvoice, Invoice, WorkOrder
from bonbrug.sync.ports.jobs import DecidedMeanwhile
from bonbrug.sync.states import collective, run_transitions
from bonbrug.sync.states.jobs import Intent, Job
from bonbrug.values.quantity import folded


class Member(NamedTuple):
    """A work order of a collective invoice, as it was read just now; `same` as it was gathered."""

    job: Job
    judged: Judged
    same: bool


class Collecting:
    """Takes one collective invoice a step further; all that happened is committed by then."""

    def __init__(
        self, ports: Ports, run: RunContext, report: Report, sending: Sending, steps: Steps
    ) -> None:
        self.books, self.field, self.jobs = ports.books, ports.field, ports.jobs
        self.run, self.report, self.sending, self.steps = run, report, sending, steps
        self.able, self.statuses = ports.books.capabilities, ports.field.capabilities.statuses
        self.orders: Mapping[str, WorkOrder] = {}  # what this run may invoice, by row

    def begin(self) -> Iterator[Job]:
        """Open a collective invoice of all that need not wait any longer; yield each."""
        for members in due(self.steps.gathered, self.run.today):
            try:
                yield self.jobs.collect(members)
            except DecidedMeanwhile:
                continue  # about one of them: the next run opens it

    def start(self, whole: Job) -> None:
        """Look, claim and send; once refused it waits until something it depends on changes."""
        if self._is_still_refused(whole) or self._has_arrived(whole):
            return
        members = self._as_gathered(whole)
        if not members:
            return
        about, invoice = self._invoice(whole, members)
        found = self._around(about)
        if self._are_let_go(self._not_on(about, members, found)):
            self.start(whole)
            return
        if self.sending.adopted(about, found, about.marker, about.gross):
            return
        billed = self._billed(members, found)
        if not billed:
            self.sending.claim(about, invoice)
        elif self._may_change(whole):
            for member, problem in billed:
                self.steps.refuse(run_transitions.let_go(member.job), member.judged, [problem])
            self.start(whole)

    def _not_on(
        self, about: Job, members: Sequence[Member], found: Sequence[FoundInvoice]
    ) -> list[Member]:
        """Return what is not on the invoice that is ours already.

        A backup that was put back forgot that invoice, and the new one is named as it was, after a
        work order that came off it or goes with others now. Of the same amount, and naming the
        first of these, it is the same, whatever somebody edited in it.
        """
        ours = ours_among(found, about.marker, self._tags(about), about.gross)
        if not ours:
            return []
        off = [one for one in members if not self._is_on(ours[0], one.job)]
        same = ours[0].gross == about.gross and members[0] not in off
        return [] if same else off

    def _is_on(self, invoice: FoundInvoice, job: Job) -> bool:
        word = self.able.texts.work_order
        shown = job.number or job.row_id
        return carries(invoice, self._tags(job)) or names_work_order(invoice, shown, word)

    def _tags(self, job: Job) -> tuple[str, ...]:
        return self.run.markers.tags(job.row_id, job.generation)

    def _are_let_go(self, members: Sequence[Member]) -> bool:
        for member in members:
            self.jobs.change(run_transitions.let_go(member.job))
        return bool(members)

    def _is_still_refused(self, whole: Job) -> bool:
        """Tell whether nothing changed since the refusal; a person takes the refusal away."""
        return bool(whole.refused_code) and whole.refused_fingerprint == self._circumstances(whole)

    def _circumstances(self, whole: Job) -> str:
        """Return a fingerprint of all that it depends on: its work orders as they were listed."""
        return fingerprint_of(
            self.steps.judge.judge(job, order).circumstances if order else ""
            for job in self.jobs.members(whole)
            for order in (self.orders.get(job.row_id),)
        )

    def _has_arrived(self, whole: Job) -> bool:
        """Tell whether an earlier send, of which nobody knew, did make it."""
        intent = self.jobs.intent(whole)
        if intent is None:
            return False
        return self.sending.adopted(whole, self._around(whole), intent.marker, whole.gross)

    def resend(self, whole: Job, intent: Intent) -> None:
        """Send what was claimed and certainly not sent; start over when a work order changed."""
        found = self._around(whole)
        if self.sending.adopted(whole, found, intent.marker, whole.gross):
            return
        members = [self._member(job) for job in self.jobs.members(whole)]
        there = [member for member in members if member and member.same]
        if len(there) == len(members) and not self._billed(there, found):
            self.sending.send(whole, intent)
            return
        self.start(self.sending.begin_anew(whole, run_transitions.given_up(intent)))

    def claim_anew(self, whole: Job, intent: Intent) -> None:
        """The number was somebody else's and the pause is over: start over."""
        self.start(self.sending.begin_anew(whole, run_transitions.released(intent)))

    def is_offered(self, whole: Job) -> bool:
        """Tell whether every work order of it is still to be exported."""
        return all(job.row_id in self.orders for job in self.jobs.members(whole))

    # --- its work orders -------------------------------------------------------------------------

    def _as_gathered(self, whole: Job) -> list[Member]:
        """Return its work orders as they are now, as many as one invoice holds.

        What does not belong on it any more is let go; without any left it is withdrawn. Empty when
        it cannot go now.
        """
        jobs = self.jobs.members(whole)
        there = [member for job in jobs if (member := self._member(job))]
        kept = fitting(self._together(there), self.able.limits.lines)
        if kept and self.steps.customers.ensure(kept[0].judged.order, approved=True):
            kept = []
        staying = {member.job.id for member in kept}
        rest = [job for job in jobs if job.id not in staying]
        same = not rest and all(member.same for member in kept)
        if not (kept and same) and not self._may_change(whole):
            return []
        if not kept:
            self.jobs.change(run_transitions.withdrawn(whole))
            return []
        for job in rest:
            self.jobs.change(run_transitions.let_go(job))
        return [member if member.same else self._renewed(member) for member in kept]

    def _together(self, members: Sequence[Member]) -> list[Member]:
        """Leave out what changed so that it belongs on another invoice."""
        sure = [*(one for one in members if one.same), *members][:1]
        meant = self._key(sure[0]) if sure else None
        return [one for one in members if one.same or self._key(one) == meant]

    def _key(self, member: Member) -> tuple[object, ...]:
        order, judged = member.judged.order, member.judged
        agreement, reverses = self.steps.judge.agreement(order), reverses_vat(judged)
        return key_of(order, agreement, self.run.today, reverses=reverses)

    def _renewed(self, member: Member) -> Member:
        return Member(self.steps.gather_again(member.job, member.judged), member.judged, same=True)

    def _member(self, job: Job) -> Member | None:
        """Read a work order again; None when nothing can be invoiced of it now."""
        order = self.field.work_order(job.row_id)
        if order is None or not is_wanted(job, order, self.statuses):
            return None
        judged = self.steps.judge.judge(job, order)
        same = self.steps.is_as_gathered(job, judged)
        return None if judged.problems else Member(job, judged, same)

    def _may_change(self, whole: Job) -> bool:
        """Tell whether work orders may leave it; a person is asked where a send may yet arrive."""
        intent = self.jobs.intent(whole)
        if intent is None or not intent.doubtful:
            return True
        number = intent.invoice.number
        problem = asked("collective_changed", whole.number, whole.row_id, invoice=number)
        now = self._circumstances(whole)
        self.jobs.change(run_transitions.refused(whole, problem.code, now), [problem])
        self.report.find(problem)
        return False

    def _billed(
        self, members: Iterable[Member], found: Sequence[FoundInvoice]
    ) -> list[tuple[Member, Finding]]:
        """Return the work orders that one of these invoices bills already, and which one does."""
        before = self.sending.billed_before
        asks = ((one, before(one.job, one.job.number, found)) for one in members)
        return [(member, problem) for member, problem in asks if problem]

    # --- the invoice -----------------------------------------------------------------------------

    def _around(self, whole: Job) -> list[FoundInvoice]:
        """Return the invoices of its customer among which it would be."""
        first, last = search_window(whole.day, self.run.today)
        return self.books.invoices(whole.relation_code, first, last)

    def _invoice(self, whole: Job, members: Sequence[Member]) -> tuple[Job, Invoice]:
        """Return the invoice of all of them, and the job with what it will be."""
        first = members[0]
        order, jobs = first.judged.order, [member.job for member in members]
        word, code = self.able.texts.work_order, self.steps.customers.code_of(order)
        marker = self.run.markers.marker(word, order.number, whole.row_id, whole.generation)
        own = self.steps.judge.marker(first.job, order)
        parts = [member.judged.proposed for member in members if member.judged.proposed]
        invoice = replace(collective_invoice(parts, own, marker, self.able), relation_code=code)
        circumstances = fingerprint_of(member.judged.circumstances for member in members)
        about = replace(
            with_invoice(run_transitions.judged(whole, circumstances), invoice, marker),
            number=collective.number_of(jobs),
            relation_code=code,
            day=min((job.day for job in jobs if job.day), default=None),
        )
        return about, invoice


def fitting(members: Iterable[Member], most: int) -> list[Member]:
    """Return the first of them, as many as have no more lines together than one invoice holds."""
    kept, count = list[Member](), 0
    for member in members:
        count += len(member.judged.made.lines)
        if count > most and kept:
            break
        kept.append(member)
    return kept


def due(gathered: Iterable[Gathered], today: date) -> list[list[Job]]:
    """Return what is to be invoiced together now.

    One customer, one period, and either all VAT reversed or none; a person need not wait for the
    last day of it.
    """
    groups: dict[tuple[object, ...], list[Job]] = {}
    for job, order, agreement, reverses in gathered:
        if job.collect_now or today > agreement.period(order.day or today)[1]:
            key = key_of(order, agreement, today, reverses=reverses)
            groups.setdefault(key, []).append(job)
    return list(groups.values())


def key_of(
    order: WorkOrder, agreement: CustomerAgreement, today: date, *, reverses: bool
) -> tuple[object, ...]:
    """Return what the work orders of one collective invoice have in common."""
    customer, period = folded(order.customer.code), agreement.period(order.day or today)[0]
    return customer, agreement.collect, period, _group(order, agreement), reverses


def _group(order: WorkOrder, agreement: CustomerAgreement) -> tuple[str, str]:
    """Return the project that parts it from others; without one it is apart from all."""
    if agreement.collect is not Collect.PROJECT:
        return "", ""
    project = folded(order.project)
    return project, "" if project else order.row_id
