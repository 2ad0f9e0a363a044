"""Claim a number, commit, stamp, send, and find out what came of it.

Nothing here sends the same work order under two numbers while the first may still arrive.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.drafting.invoice import expected_totals
from bonbrug.sync.invoicing.differences import why_not_credited
from bonbrug.sync.invoicing.next_step import LOOK_BACK, MOST_ATTEMPTS, search_window
from bonbrug.sync.invoicing.numbering import next_number
from bonbrug.sync.marker import carried, is_ours, names_work_order, ours_among, still_standing
from bonbrug.sync.model.connection_state import ExportStop
from bonbrug.sync.model.failures import Failure, Refused
from bonbrug.sync.model.findings import Finding, Report, asked, noted
from bonbrug.sync.model.records import FoundInvoice, Invoice
from bonbrug.sync.outcome import TEMPLATE_REFUSED, Verdict, verdict
from bonbrug.sync.ports.jobs import LinkDeleted, NumberClaimed
from bonbrug.sync.states import run_transitions
from bonbrug.sync.states.jobs import Intent, Job
from bonbrug.values.money import plain

CLAIM_TRIES = 5


def with_invoice(job: Job, invoice: Invoice, marker: str) -> Job:
    """Return the job with what its invoice will be."""
    amounts = expected_totals(invoice)
    return replace(
        job,
        marker=marker,
        invoice_date=invoice.day,
        net=amounts.net,
        vat=amounts.vat,
        gross=amounts.gross,
    )


class ExportsStopped(Exception):
    """A setting cannot work: the other work orders wait."""


class Sending:
    """Sends frozen invoices, one at a time; what happened is committed before it returns."""

    def __init__(
        self, ports: Ports, run: RunContext, report: Report, last_number: str = ""
    ) -> None:
        self.books, self.field, self.jobs = ports.books, ports.field, ports.jobs
        self.findings, self.run_memory = ports.findings, ports.run_memory
        self.run, self.report, self.last_number = run, report, last_number
        self.series: list[FoundInvoice] | None = None
        self.unknown_in_a_row = 0

    def adopted(
        self, job: Job, around: Sequence[FoundInvoice], marker: str, gross: Decimal | None
    ) -> bool:
        """Keep what of these invoices is ours already, if anything is; tell whether it is."""
        ours = ours_among(around, marker, self._tags(job), gross)
        if ours:
            self.adopt(job, ours)
        return bool(ours)

    def adopt(self, job: Job, ours: list[FoundInvoice]) -> None:
        numbers = [invoice.number for invoice in ours]
        findings = [noted("adopted", job.number, job.row_id, invoice=numbers[0])]
        if len(ours) > 1:
            both = ",".join(numbers)
            findings.append(asked("double_found", job.number, job.row_id, invoices=both))
        intent = self.jobs.intent(job)
        made = carried(ours[0], job.marker, self._tags(job))
        after = self._invoiced(replace(job, marker=made), numbers[0])
        if intent:
            self.jobs.conclude(run_transitions.done(intent), after, findings)
        else:
            self.jobs.change(after, findings)
        self.report.find(*findings)

    def _tags(self, job: Job) -> tuple[str, ...]:
        """Return the tags that this installation ever made for a job."""
        return self.run.markers.tags(job.row_id, job.generation)

    def _invoiced(self, job: Job, number: str) -> Job:
        return run_transitions.invoiced(job, number, self.run.clock())

    def begin_anew(self, job: Job, ended: Intent) -> Job:
        """Save an intent that ended, and that its job begins anew; return the job."""
        back = run_transitions.begun_anew(job)
        self.jobs.conclude(ended, back)
        return back

    def claim(self, job: Job, invoice: Invoice) -> None:
        kept = self.jobs.intent(job)
        after = run_transitions.intended(job)
        for _ in range(CLAIM_TRIES):
            number = kept.invoice.number if kept else self._next_number()
            numbered = replace(invoice, number=number)
            intent = run_transitions.claimed(job, kept, numbered, self.run.choices.version)
            try:
                claimed = self.jobs.claim(job, intent, after)
            except NumberClaimed:
                continue
            self.send(after, claimed)
            return

    def _next_number(self) -> str:
        today = self.run.today
        if self.series is None:
            first = today - LOOK_BACK if self.last_number else date(today.year - 1, 1, 1)
            self.series = self.books.invoices("", first, today + timedelta(days=1))
        claimed = self.jobs.claimed_numbers()
        return next_number(self.series, claimed, self.last_number, today)

    def send(self, job: Job, intent: Intent) -> None:
        """Send the frozen invoice once; the stamp is committed before the first byte."""
        try:
            stamped = self.jobs.stamp(intent, self.run.clock())
        except LinkDeleted as deleted:
            raise ExportsStopped("link_deleted") from deleted
        try:
            number = self.books.send_invoice(stamped.invoice)
        except Failure as failure:
            self._failed(job, stamped, failure)
            return
        if not number:
            self._unknown(job, stamped, "no_number")
            return
        self.unknown_in_a_row = 0
        self._made(job, stamped, number)

    def _made(self, job: Job, intent: Intent, number: str) -> None:
        findings = []
        if number != intent.invoice.number:
            claimed = intent.invoice.number
            findings = [
                asked("renumbered", job.number, job.row_id, claimed=claimed, invoice=number)
            ]
        after = self._invoiced(job, number)
        self.jobs.conclude(run_transitions.done(intent), after, findings)
        self.report.find(*findings)
        self._count(job)
        self.last_number = number

    def _count(self, job: Job) -> None:
        self.report.counts["credits" if job.credits else "invoices"] += 1

    def _failed(self, job: Job, intent: Intent, failure: Failure) -> None:
        match verdict(failure):
            case Verdict.NOT_SENT | Verdict.SHUT_OUT:
                self._back(intent, job)
                raise failure
            case Verdict.SETTING:
                self._stop(job, intent, failure)
            case Verdict.REFUSED:
                self._refused(job, intent, failure)
            case Verdict.LOOK_UP:
                self.look(job, intent, send_again=False)
            case _:
                self._unknown(job, intent, failure.code)

    def _back(self, intent: Intent, job: Job) -> None:
        """Certainly not sent this time: it is as it was before the stamp."""
        self.jobs.conclude(run_transitions.not_sent(intent), job)

    def _stop(self, job: Job, intent: Intent, failure: Failure) -> None:
        """Make it anew with settings that work; only those of now stop the other work orders."""
        self.begin_anew(job, run_transitions.given_up(intent))
        if intent.settings_version != self.run.choices.version:
            self._note(noted("old_setting_refused", job.number, job.row_id, reason=failure.reason))
            return
        facts = {"reason": failure.reason}
        if failure.code == TEMPLATE_REFUSED:
            facts["template"] = intent.invoice.template
        self._note(asked("setting_refused", "", **facts))
        stop = ExportStop(failure.reason, self.run.choices.version, self.run.now)
        self.run_memory.stop_exports(stop)
        raise ExportsStopped(failure.reason)

    def _refused(self, job: Job, intent: Intent, failure: Failure) -> None:
        """Certainly not made this time."""
        about = failure.about if isinstance(failure, Refused) else {}
        code = "credit_refused" if job.credits else "books_refused"
        problem = asked(code, job.number, job.row_id, reason=failure.reason, **about)
        after = run_transitions.refused(job, problem.code)
        self.jobs.conclude(run_transitions.given_up(intent), after, [problem])
        self.report.find(problem)
        if not (job.credits or job.collective or job.is_anew):  # or it is settled
            self.mark_error(job)

    def _unknown(self, job: Job, intent: Intent, code: str) -> None:
        self.unknown_in_a_row += 1
        make = asked if intent.attempts >= MOST_ATTEMPTS else noted
        finding = make(
            "outcome_unknown",
            job.number,
            job.row_id,
            invoice=intent.invoice.number,
            reason=code,
            gross=plain(expected_totals(intent.invoice).gross),
        )
        self.jobs.conclude(run_transitions.doubted(intent), job, [finding])
        self.report.find(finding)

    def look(
        self, job: Job, intent: Intent, *, send_again: bool = True, offered: bool = True
    ) -> None:
        """Ask the books what became of an invoice; send the same one again when it is absent.

        A stamp of a clock that was ahead does not tell how long the invoice rested: it rests anew.
        """
        ahead = intent.send_stamp is not None and intent.send_stamp - self.run.now > self.run.quiet
        if send_again and ahead:
            self.jobs.conclude(run_transitions.restamped(intent, self.run.clock()), job)
            return
        found = self.books.invoice(intent.invoice.number)
        tags = self._tags(job)
        if found is not None and (is_ours(found, intent.marker, tags) or not intent.named_number):
            self._found(job, intent, found)
            return
        first, last = search_window(job.day, self.run.today)
        code, day = intent.invoice.relation_code, intent.invoice.day
        around = self.books.invoices(code, min(first, day), max(last, day))
        if self.adopted(job, around, intent.marker, expected_totals(intent.invoice).gross):
            return
        billed = None if job.credits else self._billed(job, around)
        if intent.named_number:
            self._told(job, intent, around)
        elif not send_again:
            self._unknown(job, intent, "number_in_use_but_absent")
        elif billed:
            self._rest(job, intent, billed)
        elif intent.attempts >= MOST_ATTEMPTS or not offered or self._is_void(job, around):
            self._leave_to_person(job, intent)
        else:
            self.send(job, intent)

    def _is_void(self, job: Job, around: Sequence[FoundInvoice]) -> bool:
        return bool(job.credits and self.why_void(job, around)[0])

    def why_void(self, job: Job, around: Sequence[FoundInvoice]) -> tuple[str, str]:
        """Return why a credit is not sent, and which invoice says so ('' when it may be)."""
        first = self.jobs.credited(job)
        if first is None:
            return "credit_unknown_lines", ""
        return why_not_credited(job, first, self.books.invoice(job.credits), around)

    def _billed(self, job: Job, around: Sequence[FoundInvoice]) -> Finding | None:
        """Ask it of every work order that the invoice is of."""
        jobs = self.jobs.members(job) if job.collective else [job]
        found = (self.billed_before(one, one.number, around) for one in jobs)
        return next((problem for problem in found if problem), None)

    def billed_before(
        self, job: Job, number: str, around: Sequence[FoundInvoice]
    ) -> Finding | None:
        """Return what to ask where one of these invoices bills the work order already.

        Somebody else made it, or we did before and its credit was deleted since.
        """
        word = self.books.capabilities.texts.work_order
        earlier = self._earlier(job)
        named = [one for one in around if names_work_order(one, number, word, earlier)]
        code = "foreign_invoice" if named else "credit_deleted"
        billed = named or still_standing(around, word, earlier)
        return asked(code, job.number, job.row_id, invoice=billed[0].number) if billed else None

    def _earlier(self, job: Job) -> tuple[str, ...]:
        """Return the tags of what was made of a work order before, on its own or with others."""
        markers, others = self.run.markers, list[Job]()
        if job.generation > 1:
            others = [one for one in self.jobs.wholes(job) if one.id != job.collected_in]
        with_others = (markers.tags(one.row_id, one.generation) for one in others)
        return (*markers.earlier(job.row_id, job.generation), *chain.from_iterable(with_others))

    def _told(self, job: Job, intent: Intent, around: Sequence[FoundInvoice]) -> None:
        """Keep the invoice that a person named, when this customer has it and no other job has."""
        other = self.jobs.claimed_numbers() - {intent.invoice.number}
        named = [
            one for one in around if one.number == intent.named_number and one.number not in other
        ]
        if not named:
            facts = {"told": intent.named_number, "invoice": intent.invoice.number}
            self._rest(job, intent, asked("told_not_found", job.number, job.row_id, **facts))
            return
        # The number that we claimed stays with this job.
        after = run_transitions.found_as_named(job, intent.named_number, self.run.clock())
        finding = noted("told_found", job.number, job.row_id, invoice=intent.named_number)
        self.jobs.conclude(intent, after, [finding])
        self.report.find(finding)

    def _found(self, job: Job, intent: Intent, found: FoundInvoice) -> None:
        tags = self._tags(job)
        if is_ours(found, intent.marker, tags):
            made = carried(found, intent.marker, tags)
            after = self._invoiced(replace(job, marker=made), found.number)
            self.jobs.conclude(run_transitions.done(intent), after)
            self._count(job)
            self.last_number = found.number
            return
        number = intent.invoice.number
        finding = noted("number_taken", job.number, job.row_id, invoice=number)
        taken = run_transitions.taken(intent, self.run.clock())
        self.jobs.conclude(taken, job, [finding])
        self.report.find(finding)
        self.series, self.last_number = None, number

    def _leave_to_person(self, job: Job, intent: Intent) -> None:
        finding = asked(
            "outcome_unknown",
            job.number,
            job.row_id,
            invoice=intent.invoice.number,
            reason="absent",
            gross=plain(expected_totals(intent.invoice).gross),
        )
        self._rest(job, intent, finding)

    def _rest(self, job: Job, intent: Intent, finding: Finding) -> None:
        """Ask a person, and send nothing: from now on only look, once an hour."""
        resting = run_transitions.rested(intent, self.run.now, MOST_ATTEMPTS)
        self.jobs.conclude(resting, job, [finding])
        self.report.find(finding)

    def mark_error(self, job: Job) -> None:
        if self.run.choices.mark_errors:
            self.mark(job, self.field.capabilities.statuses.error)

    def mark(self, job: Job, work_status: str) -> bool:
        """Give a work order this work status; a refusal is only noted.

        Who slept since the decision, and lost the lease, marks nothing: another may have gone on.
        """
        self.run_memory.alive()
        try:
            self.field.mark(job.row_id, work_status)
        except Refused as refusal:
            self._note(noted("mark_refused", job.number, job.row_id, reason=refusal.code))
            return False
        return True

    def _note(self, finding: Finding) -> None:
        self.findings.note([finding])
        self.report.find(finding)
