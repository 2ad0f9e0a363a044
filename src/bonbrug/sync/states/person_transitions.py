"""What a person does to a job and its intent, by a button. Pure; nobody else sets these fields.

Each returns the pair as it is when the decision cannot be taken from where it stands, or says
nothing new. What was decided counts in `Job.decisions`: a run that read the pair before writes
nothing over it.
"""

from dataclasses import replace
from typing import NamedTuple

from bonbrug.sync.states.jobs import Intent, Job, State
from bonbrug.sync.states.run_transitions import of_intent, of_job
from bonbrug.sync.states.state_table import OF_A_JOB, OF_AN_INTENT


class Pair(NamedTuple):
    """A job and its intent that was not released."""

    job: Job
    intent: Intent | None = None


def retry(pair: Pair) -> Pair:
    """Try again. From refused: the refusal is forgotten, and it goes again.

    From an intent that is sent: looked up, and only when it is absent sent again under its number.
    """
    job, intent = pair
    if _may("retry", job):
        job = of_job(job, "retry", job.state, refused_fingerprint="", refused_code="")
    if intent and _may_intent("look_again", intent):
        fresh = {"attempts": 1, "looked_at": None, "named_number": ""}
        intent = of_intent(intent, "look_again", intent.outcome, **fresh)
    return _decided(pair, job, intent)


def collect_now(pair: Pair) -> Pair:
    """Invoice it with what waits beside it, without waiting for the day. From gathered."""
    if not _may("collect_now", pair.job):
        return pair
    return _decided(pair, of_job(pair.job, "collect_now", State.GATHERED, collect_now=True), None)


def approve(pair: Pair) -> Pair:
    """Invoice it as it is. From refused: it goes again, in the circumstances that were asked about.

    Where the refusal was forgotten meanwhile, what was approved before stays.
    """
    job = pair.job
    if not _may("approve", job):
        return pair
    approved = job.refused_fingerprint or job.approved_fingerprint
    said = {"approved_fingerprint": approved, "refused_fingerprint": "", "refused_code": ""}
    return _decided(pair, of_job(job, "approve", job.state, **said), pair.intent)


def approve_beforehand(pair: Pair, circumstances: str) -> Pair:
    """Invoice it as a trial run showed it. From what a run would begin with; the state stays.

    Why it was refused before is forgotten: the next run judges it, and in these circumstances only
    it goes.
    """
    job = pair.job
    if not _may("approve_beforehand", job) or job.credits:
        return pair
    said = {"approved_fingerprint": circumstances, "refused_fingerprint": "", "refused_code": ""}
    return _decided(pair, of_job(job, "approve_beforehand", job.state, **said), pair.intent)


def approve_unseen(
    row_id: str, number: str, circumstances: str, before: Job | None = None
) -> Job | None:
    """Invoice as a trial run showed it what no run received yet: return the job of it.

    From nothing, or from settled when `before`, the newest job of its work order, took its invoice
    back. None otherwise.
    """
    if before is not None and not (_may("approve_unseen", before) and before.is_taken_back):
        return None
    return Job(
        0,
        row_id,
        before.generation + 1 if before else 1,
        number,
        OF_A_JOB["approve_unseen"].after[0],
        approved_fingerprint=circumstances,
        decisions=1,
    )


def decline(pair: Pair) -> Pair:
    """No invoice of it as it is. From refused: it stays so until what is on it changes."""
    if not _may("decline", pair.job):
        return pair
    forgotten = {"approved_fingerprint": "", "refused_fingerprint": "", "refused_code": ""}
    return _decided(pair, of_job(pair.job, "decline", State.DECLINED, **forgotten), pair.intent)


def reconsider(pair: Pair) -> Pair:
    """Invoice it after all. From declined; it is judged as if it were new."""
    if not _may("reconsider", pair.job):
        return pair
    return _decided(pair, of_job(pair.job, "reconsider", State.NEW), pair.intent)


def credit(job: Job, *, again: bool) -> Job | None:
    """Take its invoice back: return the job that does it, the next of its work order.

    From settled with an invoice; None otherwise. `again`: the work order is invoiced anew after
    that. A credit is not taken back, nor one work order out of a collective invoice: of that the
    whole is, and its work orders go with it (`credit_with`).
    """
    part = job.credits or job.collected_in
    if not _may("credit", job) or not job.invoice_number or part:
        return None
    return of_job(
        job.next_one(),
        "credit",
        State.NEW,
        credits=job.invoice_number,
        again=again,
        collective=job.collective,
    )


def credit_with(job: Job, whole: Job) -> Job:
    """Take the collective invoice back that it is in: return the job that follows that credit.

    From settled. `whole` is the job of that credit.
    """
    return of_job(
        job.next_one(),
        "credit_with",
        State.COLLECTED,
        credits=whole.credits,
        again=whole.again,
        collected_in=whole.id,
    )


def drop_credit(pair: Pair) -> Pair:
    """Take its invoice not back after all. From refused, and only a credit."""
    if not _may("drop_credit", pair.job) or not pair.job.credits:
        return pair
    return _decided(pair, of_job(pair.job, "drop_credit", State.WITHDRAWN), pair.intent)


def leave(pair: Pair) -> Pair:
    """Its invoice stands, whatever is on the work order now.

    From settled, or withdrawn when it is a credit, and offered again.
    """
    job = pair.job
    if not _may("leave", job) or not job.reopened_fingerprint:
        return pair
    left = {"left_fingerprint": job.reopened_fingerprint}
    return _decided(pair, of_job(job, "leave", job.state, **left), pair.intent)


def stands_as(pair: Pair, number: str) -> Pair:
    """It stands in the books under this number. From an intent that is sent: looked up at once."""
    job, intent = pair
    if intent is None or not _may_intent("stands_as", intent):
        return pair
    said = {"named_number": number, "looked_at": None}
    return _decided(pair, job, of_intent(intent, "stands_as", intent.outcome, **said))


def no_invoice(pair: Pair) -> Pair:
    """Stop looking for an invoice of unknown outcome. From intended; its number stays its own.

    Not of a credit: what it takes back would be left in the middle. Nor of a collective invoice:
    its work orders would be.
    """
    if not _may("no_invoice", pair.job) or pair.job.credits or pair.job.collective:
        return pair
    return _decided(pair, of_job(pair.job, "no_invoice", State.WITHDRAWN), pair.intent)


def release(pair: Pair) -> Pair:
    """Let it go. From waiting for a person."""
    if not _may("release", pair.job):
        return pair
    return _decided(pair, of_job(pair.job, "release", State.NEW), pair.intent)


def _may(event: str, job: Job) -> bool:
    return job.state in OF_A_JOB[event].before


def _may_intent(event: str, intent: Intent) -> bool:
    return intent.outcome in OF_AN_INTENT[event].before


def _decided(before: Pair, job: Job, intent: Intent | None) -> Pair:
    """Count what was decided; an intent holds the count of its job."""
    if (job, intent) == before:
        return before
    count = job.decisions + 1
    counted = replace(intent, decisions=count) if intent else None
    return Pair(replace(job, decisions=count), counted)
