"""What the doors say of a work order that can still be taken back: it is as it was before.

Before one is given as Compleet it is let go under its lock, so that nobody takes back what another
package has seen. Until then its status, work status and *finished* are those of before.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Case, CharField, F, Q, QuerySet, Value, When

from bonbrug.values.clock import AMSTERDAM
from bonbrug.workorders.actions.take_back import let_go_due
from bonbrug.workorders.models import Company, Status, WorkOrder

# Names for filters of the treaty, beside the columns that they stand in front of.
SHOWN = {"status": "shown_status", "work_status": "shown_work_status", "finished": "shown_finished"}


@dataclass(frozen=True, slots=True)
class Shown:
    """These fields as the doors say them."""

    status: str
    work_status: str
    finished: bool
    signer: str


def shown(order: WorkOrder, now: datetime) -> Shown:
    """Return what is said of one work order at this moment."""
    if not order.is_held(now):
        return Shown(order.status, order.work_status, order.finished, _signature(order))
    return Shown(order.status_before, order.work_status_before, finished=False, signer="")


def _signature(order: WorkOrder) -> str:
    """Return who signed, or when if there is no name ('' when nobody did); never the drawing."""
    if order.signed_at is None:
        return ""
    return order.signer_name or order.signed_at.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")


def complete_at(orders: "QuerySet[WorkOrder]", now: datetime) -> "QuerySet[WorkOrder]":
    """Keep what is Compleet and not held; the index on status and work status still serves."""
    sent = Q(held_until=None) | Q(held_until__lte=now)
    return orders.filter(sent, status=Status.COMPLETE)


def with_shown(orders: "QuerySet[WorkOrder]", now: datetime) -> "QuerySet[WorkOrder]":
    """Add the three fields as they are said, under the names of `SHOWN`, to filter by."""
    held = Q(held_until__gt=now)
    filled = held & ~Q(work_status_given="") & Q(work_status=F("work_status_given"))
    return orders.annotate(
        shown_status=Case(
            When(held, then=F("status_before")), default=F("status"), output_field=CharField()
        ),
        shown_work_status=Case(
            When(filled, then=Value("")), default=F("work_status"), output_field=CharField()
        ),
        shown_finished=Case(
            When(held, then=Value(value=False)), default=F("finished"), output_field=BooleanField()
        ),
    )


def let_go_read(orders: "QuerySet[WorkOrder]", company: Company, now: datetime) -> list[WorkOrder]:
    """Read work orders; those whose time is over are let go first, and then read as they are."""
    read = list(orders)
    if any(order.held_until is not None and not order.is_held(now) for order in read):
        let_go_due(now, company)
        read = list(orders.all())
    return read
