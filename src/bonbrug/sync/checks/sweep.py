"""Once an hour: what became of our invoices in the books. Shown, never repaired by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.invoicing.next_step import LOOK_BACK
from bonbrug.sync.marker import by_tag, is_still, tag_of
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.findings import Finding, Report, asked, noted
from bonbrug.sync.model.records import FoundInvoice, OpenItem
from bonbrug.sync.ports.jobs import DecidedMeanwhile
from bonbrug.sync.states import run_transitions
from bonbrug.sync.states.jobs import INVOICE_NOT_FOUND, Job
from bonbrug.values.money import plain

EVERY = timedelta(hours=1)
MOST_LOOKUPS = 20


class Sweep:
    """Compares finished work orders with the invoices and open items of the books."""

    def __init__(
        self, ports: Ports, run: RunContext, report: Report, connection: ConnectionState
    ) -> None:
        self.books, self.jobs = ports.books, ports.jobs
        self.run_memory, self.findings = ports.run_memory, ports.findings
        self.run_, self.report, self.connection = run, report, connection
        self.lookups = 0

    def run(self, *, thorough: bool) -> None:
        """Look when it is time, or when a person started the run."""
        swept = self.connection.swept_at
        if not thorough and swept is not None and abs(self.run_.now - swept) < EVERY:
            return
        first = self.run_.today - LOOK_BACK
        jobs = [job for job in self.jobs.finished(first) if self._is_older(job)]
        dropped = self.jobs.dropped(first)
        if jobs or dropped:
            self.run_memory.progress("sweep", 0, len(jobs))
            last = self.run_.today + timedelta(days=1)
            invoices = self.books.invoices("", first, last)
            found = {one.number: one for one in invoices}
            items = {item.invoice_number: item for item in self.books.open_items()}
            jobs = [
                self._compare(job, found.get(job.invoice_number), items.get(job.invoice_number))
                for job in jobs
            ]
            word = self.books.capabilities.texts.work_order
            amounts = {tag: job.gross for job in (*jobs, *dropped) for tag in self._tags(job)}
            numbers = by_tag(invoices, word, amounts)
            self._tell_doubles(jobs, numbers)
            for job in dropped:
                self._look_for_dropped(job, self._of_customer(job, numbers))
        self.run_memory.swept(self.run_.now)

    def _look_for_dropped(self, job: Job, ours: Sequence[str]) -> None:
        """A person said that no invoice was needed, and it arrived after all: keep it, and ask."""
        intent = self.jobs.intent(job)
        if not ours or intent is None:
            return
        both = ",".join(ours)
        finding = asked("arrived_after_all", job.number, job.row_id, invoices=both)
        made = run_transitions.invoiced(job, ours[0], self.run_.clock())
        try:
            self.jobs.conclude(run_transitions.done(intent), made, [finding])
        except DecidedMeanwhile:
            finding = noted("decided_meanwhile", job.number, job.row_id)
            self.findings.note([finding])
        self.report.find(finding)

    def _tell_doubles(self, jobs: Sequence[Job], numbers: Mapping[str, list[str]]) -> None:
        """Two invoices of one work order: told once, and again when there are still more."""
        for job in jobs:
            most = max(1, job.doubles_reported)
            many = len(self._tagged(job, numbers)) > most
            ours = self._of_customer(job, numbers) if many else []
            if len(ours) > most:
                both = ",".join(ours)
                finding = asked("double_found", job.number, job.row_id, invoices=both)
                self._save(job, replace(job, doubles_reported=len(ours)), [finding])

    def _of_customer(self, job: Job, numbers: Mapping[str, list[str]]) -> list[str]:
        """Return the invoices with the tag of a job: another customer's only quotes it."""
        tagged = self._tagged(job, numbers)
        if not tagged:
            return []
        today = self.run_.today
        span = today - LOOK_BACK, today + timedelta(days=1)
        mine = {one.number for one in self.books.invoices(job.relation_code, *span)}
        return [number for number in tagged if number in mine]

    def _tagged(self, job: Job, numbers: Mapping[str, list[str]]) -> list[str]:
        """Return the invoices with the tag of a job, or with one that an older key made of it."""
        return [number for tag in self._tags(job) for number in numbers.get(tag, [])]

    def _tags(self, job: Job) -> dict[str, None]:
        markers, own = self.run_.markers, tag_of(job.marker)
        tags = markers.tags(job.row_id, job.generation) if markers.older else ()
        return dict.fromkeys([own, *tags])

    def _is_older(self, job: Job) -> bool:
        """What was made in this very run was looked up a moment ago.

        Made long after now: by a clock that was ahead, so in an earlier run.
        """
        if job.invoiced_at is None:
            return True
        age = self.run_.now - job.invoiced_at
        return age > timedelta(0) or age < -EVERY

    def _compare(self, job: Job, found: FoundInvoice | None, item: OpenItem | None) -> Job:
        """Return the job as it is afterwards."""
        if not job.verified:
            back = found is not None and is_still(found, job)
            return self._back(job, found, item) if found and back else job
        recent = job.invoice_date is not None and job.invoice_date >= self.run_.today - LOOK_BACK
        if found is None and recent and self.lookups < MOST_LOOKUPS:
            self.lookups += 1
            found = self.books.invoice(job.invoice_number)
            if found is None:
                return self._gone(job)
        if found is not None and not is_still(found, job):
            return self._gone(job)
        after, findings = _compared(job, found)
        after = _paid(after, item)
        return self._save(job, after, findings) if after != job else job

    def _back(self, job: Job, found: FoundInvoice, item: OpenItem | None) -> Job:
        """What was told to be gone is there again; made anew, it may differ or not be booked."""
        after, findings = _compared(run_transitions.seen_again(job), found)
        was_open = job.booked and job.open_amount != 0
        if was_open and item is None and found.gross != 0:
            findings.append(asked("not_booked", job.number, job.row_id, invoice=found.number))
            after = replace(after, booked=False, open_amount=None)
        return self._save(job, _paid(after, item), findings)

    def _gone(self, job: Job) -> Job:
        """Told once: from here on it does not count as seen in the books."""
        finding = asked(INVOICE_NOT_FOUND, job.number, job.row_id, invoice=job.invoice_number)
        return self._save(job, run_transitions.missed(job), [finding])

    def _save(self, job: Job, after: Job, findings: Sequence[Finding]) -> Job:
        """Return the job as it is afterwards: as before where a person decided about it meanwhile.

        The others go on; that one is looked at again by the next sweep.
        """
        try:
            self.jobs.change(after, findings)
        except DecidedMeanwhile:
            self.findings.note([noted("decided_meanwhile", job.number, job.row_id)])
            return job
        self.report.find(*findings)
        return after


def _compared(job: Job, found: FoundInvoice | None) -> tuple[Job, list[Finding]]:
    if found is None or found.gross == job.gross:
        return job, []
    return replace(job, net=found.net, vat=found.vat, gross=found.gross), [_changed(job, found)]


def _changed(job: Job, found: FoundInvoice) -> Finding:
    ours, books = plain(job.gross or Decimal(0)), plain(found.gross)
    facts = {"invoice": found.number, "ours_gross": ours, "books_gross": books}
    return asked("totals_differ", job.number, job.row_id, **facts)


def _paid(job: Job, item: OpenItem | None) -> Job:
    """An open item proves that it is booked; a booked one without open item is paid."""
    if item is not None:
        return replace(job, booked=True, open_amount=item.open_amount)
    return replace(job, open_amount=Decimal(0)) if job.booked else job
