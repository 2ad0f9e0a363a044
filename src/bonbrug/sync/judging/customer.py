"""R8 and R10: whether the customer is who the code means and can be reached, and was not invoiced
this before.
"""

from collections.abc import Iterator

from bonbrug.sync.judging.context import Asking, Context
from bonbrug.sync.matching import differing
from bonbrug.sync.model.findings import Finding
from bonbrug.values.delivery import DeliveryKind


def of_customer(asking: Asking, context: Context) -> Iterator[Finding]:
    """Ask when name and address both differ, or one does and the code is spelled otherwise."""
    customer, known = asking.order.customer, context.relation
    if known is None:
        return
    found = differing(known, customer)
    if len(found) > 1:
        yield asking.about("relation_other_company", relation=customer.code)
    elif found and customer.code != known.code:
        facts = {"relation": customer.code, "known": known.code, "field": found[0]}
        yield asking.about("relation_spelled_otherwise", **facts)
    elif found:
        yield asking.about("relation_differs", relation=customer.code, field=found[0])


def of_mail_address(asking: Asking, context: Context) -> Iterator[Finding]:
    """Ask where an invoice goes by e-mail and neither side gives an address for it.

    Who is not linked yet is added to the books as the work order has them.
    """
    customer = context.relation or asking.order.customer
    if context.delivery.kind is DeliveryKind.EMAIL and not customer.email:
        yield asking.about("mail_address_missing", relation=asking.order.customer.code)


def of_repetition(asking: Asking, context: Context) -> Iterator[Finding]:
    """Ask when another work order has the same customer, day and lines."""
    for other in context.alike:
        facts = {"other_order": other.number, "other_invoice": other.invoice_number}
        yield asking.about("invoiced_twice", **facts)
