"""What the next run would invoice, judged as that run will; nothing is written."""

from collections.abc import Mapping

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.invoicing.customer import Customers
from bonbrug.sync.invoicing.judge import Judge
from bonbrug.sync.invoicing.next_step import NextStep, next_step
from bonbrug.sync.judging.weights import ASKS
from bonbrug.sync.model.findings import Rehearsed, Report
from bonbrug.sync.model.records import Delivery, Relation, WorkOrder
from bonbrug.sync.states.jobs import Job, State
from bonbrug.values.delivery import DeliveryKind

# A job that a person withdrew may still have an invoice on its way.
MAY_BE_SENT = (State.INTENDED, State.WITHDRAWN)


class Rehearsal:
    """Looks at each work order with which the next run would begin.

    `ports` has the bindings as the import of that run will leave them.
    """

    def __init__(
        self,
        ports: Ports,
        run: RunContext,
        report: Report,
        orders: Mapping[str, WorkOrder],
        listed: Mapping[str, Relation] | None,
    ) -> None:
        self.jobs, self.run_, self.report, self.orders = ports.jobs, run, report, orders
        self.judge = Judge(ports, run)
        self.judge.past.orders = orders
        self.customers = Customers(ports.books, ports.bindings, run.choices, report)
        self.customers.listed = listed

    def run(self) -> None:
        newest = {job.row_id: job for job in self.jobs.jobs(self.orders)}
        for order in self.orders.values():
            job = self._to_start(newest.get(order.row_id), order)
            if job is not None:
                self._look(job, order)

    def _to_start(self, job: Job | None, order: WorkOrder) -> Job | None:
        """Return the job of which the next run makes an invoice; one not seen yet has no id."""
        if job is None or job.is_taken_back:
            generation = job.generation + 1 if job else 1
            return Job(0, order.row_id, generation, order.number, State.NEW)
        intent = self.jobs.intent(job) if job.state in MAY_BE_SENT else None
        step = next_step(job, intent, order, self.run_.now, self.run_.quiet)
        alone = not (job.credits or job.state is State.GATHERED)
        return job if step is NextStep.START and alone else None

    def _look(self, job: Job, order: WorkOrder) -> None:
        judged = self.judge.judge(job, order)
        problems = judged.problems or self.customers.foresee(
            order, approved=job.approved_fingerprint == judged.with_customer
        )
        self.report.find(*problems, *judged.made.warnings)
        waits = not problems and self.judge.agreement(order).collects(order.project)
        if judged.proposed is None or waits:
            return  # nothing to show, or not before its collective invoice
        if not problems:
            self._count(judged.proposed.delivery)
        if {problem.code for problem in problems} <= ASKS:
            about = judged.about(problems)
            self.report.rehearsed.append(Rehearsed(order, judged.proposed, problems, about))

    def _count(self, way: Delivery) -> None:
        self.report.counts["invoices"] += 1
        if way.kind is not DeliveryKind.POST:
            self.report.counts[f"by_{way.kind}"] += 1
