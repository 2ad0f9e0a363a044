"""Onderteken en verzend: the customer signs, the work order is Compleet, the link is woken."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bonbrug.jobs import task_queue
from bonbrug.workorders.actions.checks import check
from bonbrug.workorders.actions.locking import locked, note
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Deed, Status, WorkOrder

PNG = b"\x89PNG\r\n\x1a\n"
SIGNATURE_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True, repr=False)
class Signature:
    """A PNG picture of at most 256 kB and the name of who signed."""

    image: bytes
    signer: str


def complete(
    order: WorkOrder,
    signature: Signature,
    *,
    now: datetime,
    who: str,
    finished: bool = True,
    work_status: str | None = None,
) -> WorkOrder:
    """Klaargezet or Opgehaald → Compleet, with the company's default work status if it has none.

    Sending the same work order twice (a tablet that lost the answer) is no error.
    """
    _check(order, signature)
    check(WorkOrder, {"work_status": work_status or "", "signer_name": signature.signer})
    with locked(order, Status.READY, Status.PICKED_UP, Status.COMPLETE):
        if order.status == Status.COMPLETE and order.signed_at is not None:
            return order
        order.signature, order.signer_name, order.signed_at = signature.image, signature.signer, now
        order.finished = finished
        order.work_status = _work_status(order, work_status)
        order.status, order.changed_at = Status.COMPLETE, now
        order.save()
        note(order, Deed.COMPLETED, now, who, signature.signer)
        wake_link(order)
    return order


def _check(order: WorkOrder, signature: Signature) -> None:
    if not signature.image:
        raise Refused("signature_missing", name=order.name)
    if len(signature.image) > SIGNATURE_BYTES:
        raise Refused("signature_too_large")
    if not signature.image.startswith(PNG):
        raise Refused("signature_not_png")
    if not signature.signer.strip():
        raise Refused("signer_missing", name=order.name)


def _work_status(order: WorkOrder, chosen: str | None) -> str:
    if chosen is not None:
        return chosen
    return order.work_status or order.company.default_work_status


def complete_unsigned(order: WorkOrder, *, now: datetime, who: str) -> WorkOrder:
    """The office sets a work order to Compleet without a signature (the customer was not there)."""
    with locked(order, Status.READY, Status.PICKED_UP):
        order.work_status = _work_status(order, None)
        order.status, order.finished, order.changed_at = Status.COMPLETE, True, now
        order.save(update_fields=["work_status", "status", "finished", "changed_at"])
        note(order, Deed.COMPLETED, now, who)
        wake_link(order)
    return order


def wake_link(order: WorkOrder) -> None:
    """Ask for a run once the change is really there; a lost call only means a later run."""
    company_id = order.company.company_id
    transaction.on_commit(lambda: task_queue.send("wake", company_id), robust=True)
