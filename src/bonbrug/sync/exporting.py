"""The export half of a run: every offered work order one step further, each by itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bonbrug.sync import moves
from bonbrug.sync.choices import EXPORT_WORK_STATUS
from bonbrug.sync.doubts import doubts
from bonbrug.sync.entering import SameBooks
from bonbrug.sync.exports import draft, settings_gap, unkeepable
from bonbrug.sync.failures import BOOKS, Refused, Unreachable
from bonbrug.sync.invoicing import Invoicing
from bonbrug.sync.ledger import Intent, Job, Standing, State
from bonbrug.sync.moves import Move
from bonbrug.sync.nouns import Product, Relation, WorkOrder
from bonbrug.sync.report import Finding, Report, asked, noted
from bonbrug.sync.sending import Bridge, Circumstances, ExportsStopped, Sending
from bonbrug.sync.settling import Settling
from bonbrug.values.quantity import folded

MOST_SILENCE = 3  # calls without an answer in a row: the other side is down, not one record
# What a record of a wrong shape can raise: it is reported and the others go on.
DEFECTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
# A job that a person withdrew may still have an invoice on its way.
MAY_BE_SENT = (State.INTENDED, State.WITHDRAWN)
STILL_TO_MAKE = (State.NEW, State.REFUSED, State.WITHDRAWN)


class Exporting:
    """Walks over the jobs of one run; `insist` tries again what a refused setting stopped."""

    def __init__(
        self,
        bridge: Bridge,
        run: Circumstances,
        report: Report,
        standing: Standing,
        guard: SameBooks,
        *,
        insist: bool = False,
    ) -> None:
        self.bridge, self.ledger, self.field = bridge, bridge.ledger, bridge.field
        self.run_, self.choices, self.report = run, run.choices, report
        self.standing, self.guard, self.insist = standing, guard, insist
        self.sending = Sending(bridge, run, report, standing.last_number)
        self.invoicing = Invoicing(bridge, run, report, self.sending)
        self.settling = Settling(bridge, run, report)
        self.silent = 0
        self.orders: dict[str, WorkOrder] = {}

    def run(self, *, held: bool, listed: Mapping[str, Relation] | None = None) -> None:
        """Make the invoices; `held` leaves everything as it is.

        `listed`: the relations of the books by key, when this run read them.
        """
        self.invoicing.customers.listed = listed
        if self.standing.held:
            self._note(asked("exports_held"))
        else:
            self.ledger.resolve({"exports_held"}, ())
        if held or self.standing.held:
            return
        if not self.choices.export_invoices and not self.ledger.jobs(()):
            return
        self._note(*self._list())
        if self.choices.export_invoices and self._settings_work():
            self._receive()
        self._each("invoices", self.ledger.jobs(self.orders), self._step)
        if self.standing.stop and self.report.counts["invoices"]:
            self.ledger.stop_exports(None)
            self.ledger.resolve({"setting_refused"}, ())
        self._resolve_reopened()

    def _list(self) -> list[Finding]:
        """Read what is offered; return which of it our tables cannot hold."""
        self.ledger.progress("read_work_orders", 0, 0)
        listed = self.field.work_orders("Compleet", EXPORT_WORK_STATUS)
        offered = [order for order in listed if moves.is_offered(order)]
        findings = [finding for order in offered for finding in unkeepable(order)[:1]]
        unkept = {finding.row_id for finding in findings}
        self.orders = {order.row_id: order for order in offered if order.row_id not in unkept}
        return findings

    def _settings_work(self) -> bool:
        gap = settings_gap(self.choices)
        if gap:
            self._note(asked(gap))
        else:
            self.ledger.resolve({"no_template", "template_too_long"}, ())
        return not gap

    def _receive(self) -> None:
        """Open jobs for what was not seen before; the first time old ones wait for a person."""
        seen = {job.row_id for job in self.ledger.jobs(self.orders)}
        unseen = [order for row_id, order in self.orders.items() if row_id not in seen]
        waiting = [] if self.standing.backlog_judged else self._backlog(unseen)
        rows = {order.row_id for order in waiting}
        now = self.run_.now
        self.ledger.receive(waiting, State.WAITING, now)
        self.ledger.receive([order for order in unseen if order.row_id not in rows], State.NEW, now)
        if not self.standing.backlog_judged:
            self.ledger.backlog_judged()
        self._tell_backlog()

    def _tell_backlog(self) -> None:
        """Say how many wait, in every run: a crash may have swallowed the first time."""
        waiting = sum(job.state is State.WAITING for job in self.ledger.jobs(()))
        if waiting:
            self._note(asked("backlog", "", count=waiting))
        else:
            self.ledger.resolve({"backlog"}, ())

    def _backlog(self, orders: list[WorkOrder]) -> list[WorkOrder]:
        return [
            order
            for order in orders
            if moves.waits_for_release(order, len(orders), self.choices, self.standing)
        ]

    def _each(self, stage: str, jobs: list[Job], step: Callable[[Job], object]) -> None:
        """Take one step with each job; one bad record never stops the others."""
        self.silent = 0
        for place, job in enumerate(jobs):
            self.ledger.progress(stage, place, len(jobs))
            try:
                step(job)
                self.silent = 0
            except ExportsStopped:
                return
            except Unreachable as failure:
                self._silence(job, failure)
            except Refused as refusal:
                self._note(asked("step_refused", job.number, job.row_id, reason=refusal.code))
            except DEFECTS as error:
                kind = type(error).__name__
                self._note(asked("defect", job.number, job.row_id, kind=kind, stage=stage))

    def _silence(self, job: Job, failure: Unreachable) -> None:
        self.silent += 1
        if failure.before_sending or self.silent >= MOST_SILENCE:
            raise failure
        facts = {"reason": failure.code, "side": failure.side}
        self._note(noted("no_answer", job.number, job.row_id, **facts))

    def _step(self, job: Job) -> None:
        run, order = self.run_, self.orders.get(job.row_id)
        intent = self.ledger.intent(job) if job.state in MAY_BE_SENT else None
        match moves.move(job, intent, order, run.now, run.quiet):
            case Move.REOPENED:
                number = job.invoice_number
                self._note(asked("reopened", job.number, job.row_id, invoice=number))
            case Move.GONE:
                self._gone(job, intent)
            case Move.START | Move.SEND | Move.CLAIM_ANEW as step if self._may_send():
                self.guard.ensure()
                self._forward(step, job, intent, order)
            case Move.LOOK if intent:
                self.guard.ensure()
                offered = order is not None and self.choices.export_invoices
                self.sending.look(replace(job, state=State.INTENDED), intent, offered=offered)
            case _:
                return
        self._stop_when_deaf()

    def _forward(
        self, step: Move, job: Job, intent: Intent | None, order: WorkOrder | None
    ) -> None:
        if step is Move.CLAIM_ANEW and intent:
            self.invoicing.claim_anew(job, intent, order)
        elif step is Move.SEND and intent and order:
            self.invoicing.resend(job, intent, order)
        elif order:
            self.invoicing.start(job, order)

    def _may_send(self) -> bool:
        allowed = moves.may_export(self.standing.stop, self.choices, self.run_.now)
        works = self.choices.export_invoices and not settings_gap(self.choices)
        return works and (allowed or self.insist)

    def _stop_when_deaf(self) -> None:
        if self.sending.unknown_in_a_row >= MOST_SILENCE:
            raise Unreachable("no_clear_answers", before_sending=True, side=BOOKS)

    def _gone(self, job: Job, intent: Intent | None) -> None:
        order = self.field.work_order(job.row_id)
        if order is not None and moves.is_marked(order, job) and moves.is_retried(job):
            if self._may_send():
                self.guard.ensure()
                self.invoicing.start_again(job, order)
            return
        if order is not None and (moves.is_offered(order) or moves.is_marked(order, job)):
            return
        if job.state is State.WAITING:
            self.invoicing.forget(job)
        else:
            self.invoicing.abandon(job, intent, order)

    def _resolve_reopened(self) -> None:
        found = {(finding.code, finding.subject) for finding in self.report.findings}
        self.ledger.resolve({"reopened", "step_refused", "defect", "work_order_too_long"}, found)

    def settle(self) -> None:
        """Look each new invoice up in the books, then acknowledge its work order."""
        invoiced = [job for job in self.ledger.jobs(()) if job.state is State.INVOICED]
        if not invoiced:
            return
        self.guard.ensure()
        unverified = [job for job in invoiced if not job.verified]
        self._each("verify", unverified, self.settling.verify)
        seen = [job for job in self.ledger.jobs(()) if job.state is State.INVOICED]
        self._each("settle", [job for job in seen if job.verified], self.settling.settle)
        found = {(finding.code, finding.subject) for finding in self.report.findings}
        self.ledger.resolve({"settle_refused"}, found)

    def rehearse(self, products: Mapping[str, Product]) -> None:
        """Say what would be invoiced; writes nothing."""
        if not self.choices.export_invoices:
            return
        self.report.find(*self._list())
        states = {job.row_id: job.state for job in self.ledger.jobs(self.orders)}
        gap = settings_gap(self.choices)
        if gap:
            self.report.find(asked(gap))
        for row_id, order in self.orders.items():
            if states.get(row_id, State.NEW) in STILL_TO_MAKE:
                made = draft(order, lambda code: products.get(folded(code)), self.choices)
                problems = made.problems or doubts(order, made.lines, self.run_.today)
                self.report.find(*problems, *made.warnings)
                self.report.counts["invoices"] += int(not problems)

    def _note(self, *findings: Finding) -> None:
        self.ledger.note(findings)
        self.report.find(*findings)
