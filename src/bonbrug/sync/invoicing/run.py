"""The export half of a run: every offered work order one step further, each by itself."""

from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.drafting.fitting import unkeepable
from bonbrug.sync.drafting.invoice import GAPS, settings_gap
from bonbrug.sync.imports.foreseen import Foreseen
from bonbrug.sync.imports.plan import ImportPlan
from bonbrug.sync.invoicing import next_step
from bonbrug.sync.invoicing.collecting import Collecting
from bonbrug.sync.invoicing.crediting import Crediting
from bonbrug.sync.invoicing.next_step import NextStep
from bonbrug.sync.invoicing.rehearsal import MAY_BE_SENT, Rehearsal
from bonbrug.sync.invoicing.send import ExportsStopped, Sending
from bonbrug.sync.invoicing.settle import Settling
from bonbrug.sync.invoicing.steps import Steps
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.failures import BOOKS, Refused, Unreachable
from bonbrug.sync.model.findings import Finding, Report, asked, noted
from bonbrug.sync.model.records import Relation, WorkOrder
from bonbrug.sync.ports.jobs import DecidedMeanwhile
from bonbrug.sync.sign_in import SameBooks
from bonbrug.sync.states import run_transitions
from bonbrug.sync.states.jobs import Intent, Job, State

MOST_SILENCE = 3  # calls without an answer in a row: the other side is down, not one record
# What a record of a wrong shape can raise: it is reported and the others go on.
DEFECTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class InvoicingRun:
    """Walks over the jobs of one run; `insist` tries again what a refused setting stopped."""

    def __init__(
        self,
        ports: Ports,
        run: RunContext,
        report: Report,
        connection: ConnectionState,
        guard: SameBooks,
        *,
        insist: bool = False,
    ) -> None:
        self.ports, self.field, self.jobs = ports, ports.field, ports.jobs
        self.findings, self.run_memory = ports.findings, ports.run_memory
        self.run_, self.choices, self.report = run, run.choices, report
        self.able, self.statuses = ports.books.capabilities, ports.field.capabilities.statuses
        self.connection, self.guard, self.insist = connection, guard, insist
        self.sending = Sending(ports, run, report, connection.last_number)
        self.invoicing = Steps(ports, run, report, self.sending)
        self.crediting = Crediting(ports, run, report, self.sending)
        self.collecting = Collecting(ports, run, report, self.sending, self.invoicing)
        self.settling = Settling(ports, run, report, self.sending)
        self.silent = 0
        self.idle = False  # no work order is offered, and none is on its way
        self.orders: dict[str, WorkOrder] = {}

    def run(self, *, halted: bool, listed: Mapping[str, Relation] | None = None) -> None:
        """Make the invoices; paused exports leave everything as it is.

        `listed`: the relations of the books by key, when this run read them.
        """
        self.invoicing.customers.listed = listed
        if self.connection.exports_paused:
            self._note(asked("exports_held"))
        else:
            self.findings.resolve({"exports_held"}, ())
        if halted or self.connection.exports_paused:
            return
        if not self.choices.export_invoices and not self.jobs.jobs(()):
            self.idle = True
            return
        self._note(*self._list())
        self.invoicing.judge.past.orders = self.collecting.orders = self.orders
        jobs = self.jobs.jobs(self.orders)
        self._read_settled(jobs)
        if self.choices.export_invoices and self._settings_work():
            jobs = self._receive(jobs)
        if self._each("invoices", jobs, self._step) and self.invoicing.gathered:
            self._each("invoices", list(self.collecting.begin()), self._step)
        self.idle = not jobs
        if self.connection.stop and self.report.counts["invoices"]:
            self.run_memory.stop_exports(None)
            self.findings.resolve({"setting_refused"}, ())
        self._resolve_reopened()

    def _list(self) -> list[Finding]:
        """Read what is offered; return which of it our tables cannot hold."""
        self.run_memory.progress("read_work_orders", 0, 0)
        listed = self.field.work_orders(self.statuses.complete, self.statuses.to_export)
        offered = [order for order in listed if next_step.is_offered(order, self.statuses)]
        findings = [finding for order in offered for finding in unkeepable(order)[:1]]
        unkept = {finding.row_id for finding in findings}
        self.orders = {order.row_id: order for order in offered if order.row_id not in unkept}
        return findings

    def _read_settled(self, jobs: Iterable[Job]) -> None:
        """Read what is invoiced anew: its work order may be settled still, and then no list has it.

        One that the other side refuses to show is asked about at its own step.
        """
        for job in jobs:
            begun = job.is_anew and job.state is not State.INVOICED
            if begun and job.row_id not in self.orders:
                with suppress(Refused):
                    order = self.field.work_order(job.row_id)
                    if order and next_step.is_wanted(job, order, self.statuses):
                        self.orders[job.row_id] = order

    def _settings_work(self) -> bool:
        gap = settings_gap(self.choices, self.able)
        if gap:
            self._note(asked(gap))
        else:
            self.findings.resolve(set(GAPS), ())
        return not gap

    def _receive(self, jobs: list[Job]) -> list[Job]:
        """Open jobs for what was not seen before; the first time old ones wait for a person."""
        seen = {job.row_id for job in jobs if not (job.is_taken_back or job.is_unseen)}
        unseen = [order for row_id, order in self.orders.items() if row_id not in seen]
        promised = {job.row_id for job in jobs if job.is_unseen}
        waiting = [] if self.connection.backlog_judged else self._backlog(unseen, promised)
        rows = {order.row_id for order in waiting}
        now = self.run_.now
        self.jobs.receive(waiting, State.WAITING, now)
        self.jobs.receive([order for order in unseen if order.row_id not in rows], State.NEW, now)
        if not self.connection.backlog_judged:
            self.run_memory.backlog_judged()
        jobs = self.jobs.jobs(self.orders) if unseen else jobs
        self._tell_backlog(jobs)
        return jobs

    def _tell_backlog(self, jobs: list[Job]) -> None:
        """Say how many wait, in every run: a crash may have swallowed the first time."""
        waiting = sum(job.state is State.WAITING for job in jobs)
        if waiting:
            self._note(asked("backlog", "", count=waiting))
        else:
            self.findings.resolve({"backlog"}, ())

    def _backlog(self, orders: list[WorkOrder], promised: Container[str]) -> list[WorkOrder]:
        """Return what waits; what a person said yes to counts with it, but goes."""
        return [
            order
            for order in orders
            if order.row_id not in promised
            and next_step.waits_for_release(order, len(orders), self.choices, self.connection)
        ]

    def _each(self, stage: str, jobs: list[Job], step: Callable[[Job], object]) -> bool:
        """Take one step with each job; one bad record never stops the others.

        Return False when a setting stopped them all.
        """
        self.silent = 0
        for place, job in enumerate(jobs):
            self.run_memory.progress(stage, place, len(jobs))
            try:
                step(job)
                self.silent = 0
            except ExportsStopped:
                return False
            except DecidedMeanwhile:
                self._note(noted("decided_meanwhile", job.number, job.row_id))
            except Unreachable as failure:
                self._silence(job, failure)
            except Refused as refusal:
                self._note(asked("step_refused", job.number, job.row_id, reason=refusal.code))
            except DEFECTS as error:
                kind = type(error).__name__
                self._note(asked("defect", job.number, job.row_id, kind=kind, stage=stage))
        return True

    def _silence(self, job: Job, failure: Unreachable) -> None:
        self.silent += 1
        if failure.before_sending or self.silent >= MOST_SILENCE:
            raise failure
        facts = {"reason": failure.code, "side": failure.side}
        self._note(noted("no_answer", job.number, job.row_id, **facts))

    def _step(self, job: Job) -> None:
        run, order = self.run_, self.orders.get(job.row_id)
        intent = self.jobs.intent(job) if job.state in MAY_BE_SENT else None
        match next_step.next_step(job, intent, order, run.now, run.quiet):
            case NextStep.REOPENED if order:
                self.invoicing.reopened(job, order)
            case NextStep.GONE:
                self._gone(job, intent)
            case NextStep.START | NextStep.SEND | NextStep.CLAIM_ANEW as step if self._may_send():
                self.guard.ensure()
                self._forward(step, job, intent, order)
            case NextStep.LOOK if intent:
                self.guard.ensure()
                offered = self._is_wanted(job, order) and self.choices.export_invoices
                self.sending.look(run_transitions.looked_for(job), intent, offered=offered)
            case _:
                return
        self._stop_when_deaf()

    def _is_wanted(self, job: Job, order: WorkOrder | None) -> bool:
        if job.collective and not job.credits:
            return self.collecting.is_offered(job)
        return order is not None or bool(job.credits)

    def _forward(
        self, step: NextStep, job: Job, intent: Intent | None, order: WorkOrder | None
    ) -> None:
        if job.credits or job.collective:
            self._without_order(step, job, intent)
        elif step is NextStep.CLAIM_ANEW and intent:
            self.invoicing.claim_anew(job, intent, order)
        elif step is NextStep.SEND and intent and order:
            self.invoicing.resend(job, intent, order)
        elif order:
            self.invoicing.start(job, order)

    def _without_order(self, step: NextStep, job: Job, intent: Intent | None) -> None:
        steps = self.crediting if job.credits else self.collecting
        if step is NextStep.CLAIM_ANEW and intent:
            steps.claim_anew(job, intent)
        elif step is NextStep.SEND and intent:
            steps.resend(job, intent)
        else:
            steps.start(job)

    def _may_send(self) -> bool:
        allowed = next_step.may_export(self.connection.stop, self.choices, self.run_.now)
        works = self.choices.export_invoices and not settings_gap(self.choices, self.able)
        return works and (allowed or self.insist)

    def _stop_when_deaf(self) -> None:
        if self.sending.unknown_in_a_row >= MOST_SILENCE:
            raise Unreachable("no_clear_answers", before_sending=True, side=BOOKS)

    def _gone(self, job: Job, intent: Intent | None) -> None:
        order = self.field.work_order(job.row_id)
        marked = order is not None and next_step.is_marked(order, job, self.statuses)
        if order is not None and marked and next_step.is_retried(job):
            if self._may_send():
                self.guard.ensure()
                self.invoicing.start_again(job, order)
            return
        if marked or (order is not None and next_step.is_wanted(job, order, self.statuses)):
            return
        if job.state is State.WAITING:
            self.invoicing.forget(job)
        else:
            self.invoicing.abandon(job, intent, order)

    def _resolve_reopened(self) -> None:
        found = {(finding.code, finding.subject) for finding in self.report.findings}
        self.findings.resolve({"reopened", "step_refused", "defect", "work_order_too_long"}, found)

    def settle(self) -> None:
        """Look each new invoice up in the books, then acknowledge its work order."""
        if self.idle:
            return
        invoiced = [job for job in self.jobs.jobs(()) if job.state is State.INVOICED]
        if not invoiced:
            return
        self.guard.ensure()
        unverified = [job for job in invoiced if not (job.verified or job.collected_in)]
        self._each("verify", unverified, self.settling.verify)
        seen = [job for job in self.jobs.jobs(()) if job.state is State.INVOICED]
        self._each("settle", [job for job in seen if job.verified], self.settling.settle)
        found = {(finding.code, finding.subject) for finding in self.report.findings}
        self.findings.resolve({"settle_refused"}, found)

    def rehearse(self, plan: ImportPlan, listed: Mapping[str, Relation] | None) -> None:
        """Say what would be invoiced once the plan is carried out; writes nothing."""
        if not self.choices.export_invoices:
            return
        self.report.find(*self._list())
        gap = settings_gap(self.choices, self.able)
        if gap:
            self.report.find(asked(gap))
        ports = replace(self.ports, foreseen=Foreseen(self.ports.bindings, plan))
        Rehearsal(ports, self.run_, self.report, self.orders, listed).run()

    def _note(self, *findings: Finding) -> None:
        self.findings.note(findings)
        self.report.find(*findings)
