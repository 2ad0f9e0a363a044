"""Invoiced, booked and paid: three different things, each with what is known of it here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.workorders.models import Status, WorkOrder

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the three lines; the colour goes with the answer."""

    label: Text
    answer: Text
    colour: str
    more: Text = ""


def facts_of(order: WorkOrder) -> tuple[Fact, Fact, Fact]:
    """Return the three lines in the order in which they happen."""
    return (
        Fact(_("Invoiced"), *_invoiced(order)),
        Fact(_("Booked"), *_booked(order)),
        Fact(_("Paid"), *_paid(order)),
    )


def _invoiced(order: WorkOrder) -> tuple[Text, str, Text]:
    if order.invoice_number:
        return _("yes"), "green", _("Invoice %(number)s") % {"number": order.invoice_number}
    if order.status == Status.SETTLED:
        return _("not known here"), "secondary", _("The link page knows the invoice number.")
    if order.status == Status.COMPLETE and order.work_status == "1":
        return _("not yet"), "orange", _("Goes with the next synchronisation, within 15 minutes.")
    if order.status == Status.COMPLETE:
        return _("not yet"), "orange", _("Goes along once its work status is 1.")
    return _("not yet"), "secondary", _("The work order has to be Complete first.")


def _booked(order: WorkOrder) -> tuple[Text, str, Text]:
    if order.invoice_booked is None:
        return _unknown(order)
    if order.invoice_booked:
        return _("yes"), "green", _("It is an open item until it is paid.")
    return _("no"), "orange", _("The invoice stands ready in the books.")


def _paid(order: WorkOrder) -> tuple[Text, str, Text]:
    if order.invoice_paid is None:
        return _unknown(order)
    return (_("yes"), "green", "") if order.invoice_paid else (_("no"), "orange", "")


def _unknown(order: WorkOrder) -> tuple[Text, str, Text]:
    if order.invoice_number or order.status == Status.SETTLED:
        return _("not known here"), "secondary", _("Look in the books.")
    return _("not yet"), "secondary", ""
