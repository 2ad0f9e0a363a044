"""Compleet → Afgehandeld, and back by a person."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from bonbrug.workorders.actions.locking import locked, note
from bonbrug.workorders.actions.take_back import LET_GO, let_go, wake_link
from bonbrug.workorders.models import Deed, History, Status, WorkOrder

BATCH = 500


def settle(order: WorkOrder, *, now: datetime, who: str) -> bool:
    """Set Afgehandeld when it is Compleet; tell whether this call did it."""
    with locked(order):
        if order.status != Status.COMPLETE:
            return False
        let_go(order)
        order.status, order.changed_at = Status.SETTLED, now
        order.save(update_fields=["status", "changed_at", *LET_GO])
        note(order, Deed.SETTLED, now, who)
    return True


def take_and_settle(
    orders: "QuerySet[WorkOrder]", *, now: datetime, who: str
) -> tuple[list[WorkOrder], int]:
    """Return the work orders as they stand and set those that are Compleet to Afgehandeld.

    Nothing can change between the two: what is returned is what was settled. One that can still be
    taken back at `now` is left alone. Also returns how many were settled.
    """
    with transaction.atomic():
        taken = list(orders.select_for_update(of=("self",)))
        done = (order for order in taken if order.status == Status.COMPLETE)
        keys = [order.pk for order in done if not order.is_held(now)]
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            settled = {"status": Status.SETTLED, "changed_at": now, **LET_GO}
            WorkOrder.objects.filter(pk__in=batch).update(**settled)
        History.objects.bulk_create(
            History(work_order_id=key, moment=now, who=who, what=Deed.SETTLED) for key in keys
        )
    return taken, len(keys)


def back_to_complete(order: WorkOrder, *, now: datetime, who: str) -> WorkOrder:
    """Opnieuw op Compleet zetten: an act of a person, who may cause a second invoice by it."""
    with locked(order, Status.SETTLED):
        order.status, order.changed_at = Status.COMPLETE, now
        order.save(update_fields=["status", "changed_at"])
        note(order, Deed.REOPENED, now, who)
        wake_link(order.company)
    return order
