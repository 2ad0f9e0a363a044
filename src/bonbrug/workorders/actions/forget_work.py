"""Letting go of who a work order was for, once the law asks for it no more."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from bonbrug.values.personal_data import Erased
from bonbrug.values.personal_data import columns_of as columns_of_map
from bonbrug.workorders.models import (
    History,
    MaterialLine,
    Status,
    TabletOperation,
    WorkOrder,
    WorkPeriod,
)
from bonbrug.workorders.models.columns import columns_of
from bonbrug.workorders.models.personal_data import PERSONAL

KEPT = timedelta(days=8 * 366)  # seven years after the year in which it was settled
AT_A_TIME = 500
_EMPTIED = columns_of_map(PERSONAL, "workorders.WorkOrder", Erased.EMPTIED)
CUSTOMER = tuple(name for name in _EMPTIED if name.startswith("customer_"))
PAYER = tuple(name for name in _EMPTIED if name.startswith("payer_"))
NOTES = tuple(name for name in _EMPTIED if name not in (*CUSTOMER, *PAYER))


def forget_work(now: datetime) -> int:
    """Empty who and what stood on settled work orders of so long ago; return how many."""
    old = WorkOrder.objects.filter(status=Status.SETTLED, changed_at__lt=now - KEPT)
    old = old.exclude(customer_name="", payer_name="", signature=None, signer_name="")
    ids = list(old.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME])
    return empty(WorkOrder.objects.filter(pk__in=ids), (*CUSTOMER, *PAYER, *NOTES))


def empty(orders: QuerySet[WorkOrder], fields: tuple[str, ...]) -> int:
    """Empty these fields of work orders, and the texts that people typed on them.

    Hours, articles and numbers stay: an invoice rests on them.
    """
    ids = list(orders.values_list("pk", flat=True))
    columns = columns_of(WorkOrder)
    for start in range(0, len(ids), AT_A_TIME):
        some = ids[start : start + AT_A_TIME]
        kept = {name: columns[name].get_default() for name in fields}
        WorkOrder.objects.filter(pk__in=some).update(**kept)
        WorkPeriod.objects.filter(work_order__in=some).update(remark="")
        History.objects.filter(work_order__in=some).update(detail="")
        sent = TabletOperation.objects.filter(work_order__in=some)
        sent.update(content={}, answer={}, waits=False)
        typed = MaterialLine.objects.filter(work_order__in=some, by_hand=True)
        typed.update(name="", extra={}, **{f"freefield{place}": "" for place in range(1, 6)})
    return len(ids)
