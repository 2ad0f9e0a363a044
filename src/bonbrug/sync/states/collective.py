"""The job of an invoice of several work orders, and how theirs follow it. Pure."""

from collections.abc import Sequence

from bonbrug.sync.states.jobs import Job, State
from bonbrug.sync.states.run_transitions import (
    closed,
    dropped_with,
    invoiced_with,
    let_go,
    verified,
)
from bonbrug.sync.states.state_table import FIRST_OF_A_JOB, OF_A_JOB

COLLECTIVE = "collective "  # begins the row of a job that is no work order
LONGEST = 64  # characters of a row


def job_of(members: Sequence[Job], generation: int) -> Job:
    """Return the job that makes one invoice of these; its row is no work order.

    The first of them gives it its name, so that a memory that was put back finds the invoice again.
    """
    first, days = members[0], [member.day for member in members if member.day]
    return Job(
        0,
        f"{COLLECTIVE}{first.row_id}/{first.generation}"[:LONGEST],
        generation,
        number_of(members),
        FIRST_OF_A_JOB[0],
        relation_code=first.relation_code,
        day=min(days, default=None),
        collective=True,
    )


def number_of(members: Sequence[Job]) -> str:
    """Return what people call a collective invoice before it has a number."""
    first, others = members[0].number or members[0].row_id, len(members) - 1
    return f"{first} +{others}" if others else first


def may_be_taken_back(members: Sequence[Job]) -> bool:
    """Tell whether each work order on it is settled: one that is not cannot follow its credit."""
    return all(member.state in OF_A_JOB["credit_with"].before for member in members)


def followed(job: Job, whole: Job) -> Job:
    """Return a work order after what became of the collective invoice that it is in."""
    if job.state is State.COLLECTED and whole.state is State.INVOICED:
        return invoiced_with(job, whole)
    if job.state is State.INVOICED and whole.verified and not job.verified:
        return verified(job, booked=whole.booked, open_amount=whole.open_amount)
    if job.state is State.COLLECTED and whole.state is State.WITHDRAWN:
        return dropped_with(job) if job.credits else let_go(job)
    if job.state is State.INVOICED and whole.state is State.SETTLED and whole.credits and job.again:
        return closed(job)
    return job
