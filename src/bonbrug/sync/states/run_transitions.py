"""What a run does to a job or its intent. Pure; nobody else sets these fields.

Each function says what happened, and from which states it may be taken stands in `state_table`:
from another one it raises `NotFromHere`. What a person does stands in `person_transitions`.
"""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from bonbrug.sync.model.records import Invoice
from bonbrug.sync.states.jobs import Intent, Job, Outcome, State
from bonbrug.sync.states.state_table import OF_A_JOB, OF_AN_INTENT


def of_job(job: Job, event: str, after: State, **fields: Any) -> Job:
    OF_A_JOB[event].check(job.state, after)
    return replace(job, state=after, **fields)


def of_intent(intent: Intent, event: str, after: Outcome, **fields: Any) -> Intent:
    OF_AN_INTENT[event].check(intent.outcome, after)
    return replace(intent, outcome=after, **fields)


# --- the job -------------------------------------------------------------------------------------


def judged(job: Job, fingerprint: str) -> Job:
    """Nothing stands in the way of an invoice; a refusal of the books is about these circumstances.

    From new, refused, declined or withdrawn, or intended without an intent; the state stays.
    """
    return of_job(job, "judged", job.state, refused_fingerprint=fingerprint)


def refused(job: Job, code: str, fingerprint: str | None = None, content: str = "") -> Job:
    """We (with the circumstances) or the books (in the circumstances it was judged in) say no.

    From new, refused, intended, declined or withdrawn. It goes again when the circumstances change
    or a person says so. `content` is the fingerprint of the work order that was looked at.
    """
    kept = job.refused_fingerprint if fingerprint is None else fingerprint
    seen = {"content_fingerprint": content or job.content_fingerprint}
    why = {"refused_code": code, "refused_fingerprint": kept}
    return of_job(job, "refused", State.REFUSED, **why, **seen)


def gathered(job: Job, content: str, circumstances: str) -> Job:
    """Nothing stands in its way, and it waits for the others of its collective invoice.

    From every state before invoiced, without an intent. As it is now it will stand on that
    invoice: what changes is judged again first.
    """
    seen = {"content_fingerprint": content, "refused_fingerprint": circumstances}
    return of_job(job, "gathered", State.GATHERED, refused_code="", **seen)


def joined(job: Job, collective_id: int) -> Job:
    """It goes with this collective invoice, or not at all. From gathered."""
    return of_job(job, "joined", State.COLLECTED, collected_in=collective_id, collect_now=False)


def gathered_again(job: Job, content: str, circumstances: str) -> Job:
    """It changed, nothing stands in its way, and it stays in its collective invoice.

    From collected, while no send of that invoice may still arrive.
    """
    seen = {"content_fingerprint": content, "refused_fingerprint": circumstances}
    return of_job(job, "gathered_again", State.COLLECTED, **seen)


def let_go(job: Job) -> Job:
    """Its collective invoice goes without it: it is judged as if it were new. From collected."""
    return of_job(job, "let_go", State.NEW, collected_in=None)


def invoiced_with(job: Job, whole: Job) -> Job:
    """The collective invoice that it is in has this number. From collected."""
    said = {"invoice_number": whole.invoice_number, "invoiced_at": whole.invoiced_at}
    about = {"marker": whole.marker, "invoice_date": whole.invoice_date}
    return of_job(job, "invoiced_with", State.INVOICED, **said, **about)


def intended(job: Job) -> Job:
    """A number is claimed for it.

    From new, refused, declined or withdrawn, or intended without an intent.
    """
    return of_job(job, "intended", State.INTENDED)


def dropped_with(job: Job) -> Job:
    """The credit of the collective invoice that it is in is not made after all. From collected."""
    return of_job(job, "dropped_with", State.WITHDRAWN)


def looked_for(job: Job) -> Job:
    """An invoice of unknown outcome is looked up. From intended, or withdrawn and offered again."""
    return of_job(job, "looked_for", State.INTENDED)


def begun_anew(job: Job) -> Job:
    """Its invoice is given up and will be made anew. From intended, or withdrawn and offered again.

    Goes with `given_up` or `released` of its intent.
    """
    return of_job(job, "begun_anew", State.NEW)


def withdrawn(job: Job) -> Job:
    """It is gone, or no longer to be exported. From every state before invoiced."""
    return of_job(job, "withdrawn", State.WITHDRAWN)


def invoiced(job: Job, number: str, at: datetime) -> Job:
    """It has this invoice: just made, or found in the books by its marker.

    From new, refused, intended, declined or withdrawn. Why it was refused before is forgotten.
    """
    return _invoiced(job, "invoiced", number, at)


def found_as_named(job: Job, number: str, at: datetime) -> Job:
    """The invoice that a person named stands in the books. From intended.

    It carries no marker of ours, so the job has none from now on.
    """
    return replace(_invoiced(job, "found_as_named", number, at), marker="")


def _invoiced(job: Job, event: str, number: str, at: datetime) -> Job:
    said = {"refused_code": "", "refused_fingerprint": ""}
    return of_job(job, event, State.INVOICED, invoice_number=number, invoiced_at=at, **said)


def verified(job: Job, *, booked: bool, open_amount: Decimal | None) -> Job:
    """Its invoice was read back from the books. From invoiced, and it stays so until settled."""
    amounts = {"booked": booked, "open_amount": open_amount}
    return of_job(job, "verified", State.INVOICED, verified=True, **amounts)


def settled(job: Job) -> Job:
    """The work orders know that it was invoiced. From invoiced; the end."""
    return of_job(job, "settled", State.SETTLED)


def reopened(job: Job, content: str) -> Job:
    """Its work order is offered again, and this stands on it.

    From settled, or withdrawn when it is a credit; the state stays.
    """
    return of_job(job, "reopened", job.state, reopened_fingerprint=content)


def closed(job: Job) -> Job:
    """Its credit stands in the books and the work order is to be invoiced anew. From invoiced.

    The work orders are not told: the next job of this work order does that. Nor are they of a
    collective invoice as a whole: each job that is in it does.
    """
    return of_job(job, "closed", State.SETTLED)


def anew(job: Job) -> Job:
    """Its collective invoice was credited: return the job that invoices its work order anew.

    From settled. Whether its work order is offered again makes no difference, and those that were
    credited together need not wait for the day of a new collective invoice.
    """
    together = job.collected_in is not None
    return of_job(job.next_one(), "anew", State.NEW, again=True, collect_now=together)


def missed(job: Job) -> Job:
    """Its invoice is not in the books any more. From settled, and it stays so."""
    return of_job(job, "missed", State.SETTLED, verified=False)


def seen_again(job: Job) -> Job:
    """Its invoice, told to be gone, is there again. From settled, and it stays so."""
    return of_job(job, "seen_again", State.SETTLED, verified=True)


# --- its intent ----------------------------------------------------------------------------------


def claimed(job: Job, kept: Intent | None, invoice: Invoice, settings_version: int) -> Intent:
    """A number is claimed for this invoice, whole as it will be sent.

    A `kept` intent (claimed, or refused after a doubtful send) keeps its place, its number and its
    doubt.
    """
    new = Intent(0, job.id, job.marker, invoice, settings_version, decisions=job.decisions)
    if kept is None:
        return new
    body = {"marker": job.marker, "invoice": invoice, "settings_version": settings_version}
    fresh = {"send_stamp": None, "looked_at": None, "named_number": ""}
    return of_intent(kept, "claimed", Outcome.CLAIMED, **body, **fresh, decisions=job.decisions)


def stamped(intent: Intent, now: datetime) -> Intent:
    """One more send is about to leave, and from here on the outcome is unknown.

    From claimed or sent; after sent it is doubtful: the earlier one may still arrive.
    """
    before = intent.outcome is Outcome.SENT
    sends = {"attempts": intent.attempts + 1, "doubtful": intent.doubtful or before}
    return of_intent(intent, "stamped", Outcome.SENT, send_stamp=now, **sends)


def not_sent(intent: Intent) -> Intent:
    """The send certainly did not leave: it is as before the stamp. From sent."""
    return of_intent(intent, "not_sent", Outcome.SENT if intent.doubtful else Outcome.CLAIMED)


def doubted(intent: Intent) -> Intent:
    """No clear answer came. From sent, and the outcome stays unknown."""
    return of_intent(intent, "doubted", Outcome.SENT, doubtful=True)


def rested(intent: Intent, now: datetime, attempts: int) -> Intent:
    """A person is asked, and nothing is sent: from now on it is only looked up. From sent."""
    sends = {"attempts": max(intent.attempts, attempts), "doubtful": True}
    return of_intent(intent, "rested", Outcome.SENT, looked_at=now, **sends)


def restamped(intent: Intent, now: datetime) -> Intent:
    """Its stamp was of a clock that was ahead: its rest begins anew. In any state; it stays."""
    return replace(intent, send_stamp=now)


def given_up(intent: Intent) -> Intent:
    """It is not sent again: its number is free, unless an earlier send may still arrive.

    Then the number stays with this job. From claimed or sent.
    """
    after = Outcome.REFUSED if intent.doubtful else Outcome.RELEASED
    return of_intent(intent, "given_up", after)


def taken(intent: Intent, now: datetime) -> Intent:
    """Somebody else's invoice has its number; it rests before a new one is claimed. From sent."""
    return of_intent(intent, "taken", Outcome.TAKEN, send_stamp=now)


def released(intent: Intent) -> Intent:
    """The rest after a taken number is over: the number is let go. From taken."""
    return of_intent(intent, "released", Outcome.RELEASED)


def done(intent: Intent) -> Intent:
    """Its invoice stands in the books. From claimed, sent or refused."""
    return of_intent(intent, "done", Outcome.DONE)
