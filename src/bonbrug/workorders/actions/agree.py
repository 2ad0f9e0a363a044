"""Finishing a work order where the customer agrees but cannot draw (a tablet without script)."""

from datetime import datetime

from bonbrug.workorders.actions.checks import check
from bonbrug.workorders.actions.complete import give_work_status, written_minutes
from bonbrug.workorders.actions.locking import locked, note
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.signed_content import seal
from bonbrug.workorders.actions.take_back import hold_or_send
from bonbrug.workorders.models import Deed, Status, WorkOrder


def complete_agreed(
    order: WorkOrder, signer: str, *, now: datetime, who: str, finished: bool = True
) -> WorkOrder:
    """Klaargezet or Opgehaald → Compleet with the name of who agreed, without a drawing.

    Sending the same work order twice is no error.
    """
    if order.company.signature_required:
        raise Refused("signature_missing", name=order.name)
    if not signer.strip():
        raise Refused("signer_missing", name=order.name)
    check(WorkOrder, {"signer_name": signer})
    with locked(order, Status.READY, Status.PICKED_UP, Status.COMPLETE):
        if order.status == Status.COMPLETE and order.signed_at is not None:
            return order
        order.signer_name, order.signed_at, order.finished = signer, now, finished
        order.signed_minutes = written_minutes(order)
        seal(order)
        give_work_status(order)
        hold_or_send(order, now)
        order.save()
        note(order, Deed.COMPLETED, now, who, signer)
    return order
