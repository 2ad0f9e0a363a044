"""The time in which a completed work order can be taken back, and its end.

Whether it is still held is decided by its row, under its lock: the doors, the clock of the worker
and a person who cannot wait let it go by emptying `held_until`, and nobody takes it back after
that. So no two clocks have to agree, and what was given to another package is never taken back.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from bonbrug.jobs import task_queue
from bonbrug.workorders.actions.locking import locked, note
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Deed, Status, WorkOrder

LONGEST = 1440  # minutes
LET_GO = {"held_until": None, "status_before": "", "work_status_given": ""}


def hold_or_send(order: WorkOrder, now: datetime) -> None:
    """Make it Compleet, held for as long as the company wants; without that the link is woken.

    In the transaction that completes it; the caller saves. One that is Compleet stays as it is.
    """
    if order.status == Status.COMPLETE:
        return
    minutes = order.company.take_back_minutes
    before = order.status
    order.status, order.changed_at = Status.COMPLETE, now
    if minutes:
        order.held_until, order.status_before = now + timedelta(minutes=minutes), before
    else:
        order.work_status_given = ""
        wake_link(order.company)


def wake_link(company: Company) -> None:
    """Ask for a run once the change is really there; a lost call only means a later run."""
    company_id = company.company_id
    transaction.on_commit(lambda: task_queue.send("wake", company_id), robust=True)


def take_back(order: WorkOrder, *, now: datetime, who: str) -> WorkOrder:
    """Put it back as it was before it was completed; the signature goes, for the work may change.

    Refused('already_sent') once it was let go.
    """
    with locked(order, Status.COMPLETE):
        if order.held_until is None:
            raise Refused("already_sent", name=order.name)
        order.work_status = order.work_status_before
        order.status, order.changed_at, order.finished = order.status_before, now, False
        order.signature, order.signer_name, order.signed_at = None, "", None
        order.signed_minutes, order.signed_content, order.signed_code = None, "", ""
        let_go(order)
        order.save()
        note(order, Deed.TAKEN_BACK, now, who)
    return order


def send_now(order: WorkOrder, *, now: datetime, who: str) -> WorkOrder:
    """End the waiting; pressing twice is no error."""
    with locked(order, Status.COMPLETE):
        if order.held_until is not None:
            let_go(order)
            order.save(update_fields=list(LET_GO))
            note(order, Deed.SENT_NOW, now, who)
            wake_link(order.company)
    return order


def let_go(order: WorkOrder) -> None:
    """End the time in which it can be taken back; the caller holds its lock and saves."""
    for name, nothing in LET_GO.items():
        setattr(order, name, nothing)


def let_go_due(now: datetime, company: Company | None = None) -> int:
    """Let go what was held long enough, of one company or of all, and wake their links.

    Returns how many. What is taken back at this moment is left alone: the row decides.
    """
    due = Q(status=Status.COMPLETE, held_until__lte=now)
    if company is not None:
        due &= Q(company=company)
    companies = list(Company.objects.filter(pk__in=WorkOrder.objects.filter(due).values("company")))
    if not companies:
        return 0
    with transaction.atomic():
        count = WorkOrder.objects.filter(due).update(**LET_GO)
        for one in companies:
            wake_link(one)
    return count
