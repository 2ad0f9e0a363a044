"""Putting work orders away, out of the daily lists."""

from datetime import datetime

from bonbrug.workorders.actions.locking import locked, note
from bonbrug.workorders.models import Deed, Status, WorkOrder


def archive(order: WorkOrder, *, now: datetime, who: str) -> WorkOrder:
    """Put away what is settled; anything else could still become an invoice."""
    with locked(order, Status.SETTLED):
        return _set(order, now, who, archived=True)


def unarchive(order: WorkOrder, *, now: datetime, who: str) -> WorkOrder:
    with locked(order):
        return _set(order, now, who, archived=False)


def _set(order: WorkOrder, now: datetime, who: str, *, archived: bool) -> WorkOrder:
    if order.archived != archived:
        order.archived, order.changed_at = archived, now
        order.save(update_fields=["archived", "changed_at"])
        note(order, Deed.ARCHIVED if archived else Deed.UNARCHIVED, now, who)
    return order
