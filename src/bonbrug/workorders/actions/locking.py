"""One work order in one pair of hands: locked, read again, and only in a status that allows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Deed, History, Status, WorkOrder

NOT_SETTLED = (Status.READY, Status.PICKED_UP, Status.COMPLETE)


@contextmanager
def locked(order: WorkOrder, *needed: Status) -> Iterator[WorkOrder]:
    """Lock and refresh the given work order for one transaction; refused in another status."""
    with transaction.atomic():
        try:
            order.refresh_from_db(from_queryset=WorkOrder.objects.select_for_update())
        except WorkOrder.DoesNotExist as error:
            raise Refused("gone", name=order.name) from error
        if needed and order.status not in needed:
            labels = ", ".join(str(status.label) for status in needed)
            status = Status(order.status).label
            raise Refused("wrong_status", name=order.name, status=status, needed=labels)
        yield order


def note(order: WorkOrder, what: Deed, now: datetime, who: str, detail: str = "") -> None:
    """Write what happened in the history."""
    History.objects.create(work_order=order, moment=now, who=who, what=what, detail=detail[:255])
