"""Marking a work address as a dwelling of more than two years, or as none."""

from datetime import datetime

from bonbrug.workorders.actions.locking import locked, note
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Deed, Dwelling, WorkOrder
from bonbrug.workorders.models.dwelling import address_of


def mark_dwelling(order: WorkOrder, *, is_old: bool, now: datetime, who: str) -> Dwelling:
    """Keep the answer for the address, and so for every work order there; the last one counts."""
    with locked(order):
        address = address_of(order)
        if not address:
            raise Refused("no_address", name=order.name)
        answer = {"is_old": is_old, "marked_by": who[:255], "marked_at": now}
        kept, _new = Dwelling.objects.update_or_create(
            company=order.company, address=address, defaults=answer
        )
        note(order, Deed.ADDRESS_MARKED, now, who)
    return kept


def dwelling_at(order: WorkOrder) -> Dwelling | None:
    """Return what was answered about the work address; None when nobody did."""
    address = address_of(order)
    return order.company.dwellings.filter(address=address).first() if address else None
