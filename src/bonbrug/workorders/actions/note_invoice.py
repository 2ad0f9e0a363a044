"""What became of a work order in the books, when somebody tells us.

Invoiced, booked and paid are three facts; the treaty has no field for any of them, so each stays
unknown (empty, None) until it is told here.
"""

from datetime import datetime

from bonbrug.workorders.actions.checks import check
from bonbrug.workorders.actions.holding import held, note
from bonbrug.workorders.models import Deed, WorkOrder


def note_invoice(
    order: WorkOrder,
    number: str,
    *,
    now: datetime,
    who: str,
    booked: bool | None = None,
    paid: bool | None = None,
) -> WorkOrder:
    """Keep the invoice number and what is known of it; None leaves a fact as it was."""
    check(WorkOrder, {"invoice_number": number})
    with held(order):
        before = (order.invoice_number, order.invoice_booked, order.invoice_paid)
        order.invoice_number = number
        order.invoice_booked = order.invoice_booked if booked is None else booked
        order.invoice_paid = order.invoice_paid if paid is None else paid
        if before != (order.invoice_number, order.invoice_booked, order.invoice_paid):
            order.changed_at = now
            order.save()
            note(order, Deed.INVOICE_NOTED, now, who, number)
    return order
