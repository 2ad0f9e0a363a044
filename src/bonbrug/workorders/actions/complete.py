"""Onderteken en verzend: the customer signs and the work order is Compleet."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from bonbrug.workorders.actions.checks import check
from bonbrug.workorders.actions.locking import locked, note
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.signed_content import seal
from bonbrug.workorders.actions.take_back import hold_or_send
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
        order.finished, order.signed_minutes = finished, written_minutes(order)
        seal(order)
        give_work_status(order, work_status)
        hold_or_send(order, now)
        order.save()
        note(order, Deed.COMPLETED, now, who, signature.signer)
    return order


def written_minutes(order: WorkOrder) -> int:
    """Return the minutes on a work order, which are kept with its signature."""
    minutes: int | None = order.periods.aggregate(all=Sum("total_minutes"))["all"]
    return minutes or 0


def _check(order: WorkOrder, signature: Signature) -> None:
    if not signature.image:
        raise Refused("signature_missing", name=order.name)
    if len(signature.image) > SIGNATURE_BYTES:
        raise Refused("signature_too_large")
    if not signature.image.startswith(PNG):
        raise Refused("signature_not_png")
    if not signature.signer.strip():
        raise Refused("signer_missing", name=order.name)


def give_work_status(order: WorkOrder, chosen: str | None = None) -> None:
    """Set the chosen work status, or the company's default where there is none yet."""
    if chosen is not None:
        order.work_status = chosen
    elif not order.work_status:
        order.work_status = order.work_status_given = order.company.default_work_status


def complete_unsigned(order: WorkOrder, *, now: datetime, who: str) -> WorkOrder:
    """The office sets a work order to Compleet without a signature (the customer was not there)."""
    if order.company.signature_required:
        raise Refused("signature_required", name=order.name)
    with locked(order, Status.READY, Status.PICKED_UP):
        give_work_status(order)
        hold_or_send(order, now)
        order.finished = True
        order.save()
        note(order, Deed.COMPLETED, now, who)
    return order
