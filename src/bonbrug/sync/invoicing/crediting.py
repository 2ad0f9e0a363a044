"""Taking an invoice of ours back: a credit of the whole, when a person asks for it.

As careful as an invoice: looked for first, then a number, a commit, a stamp and one send. What it
takes back is the invoice as it was sent, so that the two add up to nothing.
"""

from dataclasses import replace

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.invoicing.differences import circumstances
from bonbrug.sync.invoicing.next_step import search_window
from bonbrug.sync.invoicing.send import Sending, with_invoice
from bonbrug.sync.marker import tag_of
from bonbrug.sync.model.findings import Report, asked
from bonbrug.sync.model.records import FoundInvoice, Invoice
from bonbrug.sync.states import run_transitions
from bonbrug.sync.states.jobs import Intent, Job, State
from bonbrug.values.text import cut


class Crediting:
    """Takes one credit a step further; what happened stands in the memory before it returns."""

    def __init__(self, ports: Ports, run: RunContext, report: Report, sending: Sending) -> None:
        self.books, self.jobs, self.run = ports.books, ports.jobs, run
        self.able, self.report, self.sending = ports.books.capabilities, report, sending

    def start(self, job: Job) -> None:
        """Look, claim and send; once refused it waits for a person."""
        if job.state is State.REFUSED and job.refused_fingerprint:
            return
        first = self.jobs.credited(job)
        if first is None or not self.able.credits:
            self._refuse(job, "credit_by_hand" if first else "credit_unknown_lines")
            return
        invoice = self._credit_of(job, first)
        about = _about(job, invoice)
        around = self._around(job, first.invoice)
        if self.sending.adopted(about, around, about.marker, about.gross):
            return
        code, other = self.sending.why_void(job, around)
        if code:
            self._refuse(job, code, other)
        else:
            self.sending.claim(about, invoice)

    def resend(self, job: Job, intent: Intent) -> None:
        """Send what was claimed and certainly not sent, unless it is there after all."""
        around = self._around(job, intent.invoice)
        if self.sending.adopted(job, around, job.marker, job.gross):
            return
        code, other = self.sending.why_void(job, around)
        if code:
            self.jobs.conclude(run_transitions.given_up(intent), job)
            self._refuse(job, code, other)
        else:
            self.sending.send(job, intent)

    def claim_anew(self, job: Job, intent: Intent) -> None:
        """The number was somebody else's and the pause is over: start over."""
        self.start(self.sending.begin_anew(job, run_transitions.released(intent)))

    def _refuse(self, job: Job, code: str, other: str = "") -> None:
        facts = {"invoice": job.credits, **({"other": other} if other else {})}
        problem = asked(code, job.number, job.row_id, **facts)
        after = run_transitions.refused(job, code, circumstances(code, other))
        self.jobs.change(after, [problem])
        self.report.find(problem)

    def _around(self, job: Job, first: Invoice) -> list[FoundInvoice]:
        """Return the invoices of this customer among which a credit of it would be."""
        since, until = search_window(job.day, self.run.today)
        return self.books.invoices(first.relation_code, min(since, first.day), until)

    def _marker(self, job: Job) -> str:
        word = self.able.texts.work_order
        return self.run.markers.marker(word, job.number, job.row_id, job.generation)

    def _credit_of(self, job: Job, sent: Intent) -> Invoice:
        """Return the opposite of an invoice, of today; it names what it takes back."""
        marker = self._marker(job)
        heading = f"{self.able.texts.credit_of} {job.credits}"
        first, tag = sent.invoice, tag_of(sent.marker)
        lines = [replace(line, quantity=-line.quantity) for line in first.lines]
        said = [row for row in lines[0].description.split("\n") if tag not in row]
        lines[0] = replace(lines[0], description="\n".join((heading, *said, marker)))
        return replace(
            first,
            number="",
            day=self.run.today,
            template=self.run.choices.template if self.able.needs_template else "",
            booking_text=cut(marker, self.able.limits.booking_text),
            lines=tuple(lines),
            delivery=first.delivery.uncollected,
        )


def _about(job: Job, invoice: Invoice) -> Job:
    """Return the job with what its credit will be."""
    marker = invoice.lines[0].description.rpartition("\n")[2]
    judged = run_transitions.judged(job, circumstances("sent", ""))
    return with_invoice(judged, invoice, marker)
