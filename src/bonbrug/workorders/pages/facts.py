"""Invoiced, booked and paid: three different things, each with what is known of it here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.workorders.models import Status, WorkOrder

Text = str | Promise
UNKNOWN = _("not known here"), "secondary", _("Look in the books.")
NOT_YET = _("not yet"), "secondary", ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the three lines; the colour goes with the answer."""

    label: Text
    answer: Text
    colour: str
    more: Text = ""


def facts_of(order: WorkOrder) -> tuple[Fact, Fact, Fact]:
    """Return the three lines in the order in which they happen.

    This house hears of a settled work order only: the page asks the link for the rest.
    """
    rest = UNKNOWN if order.status == Status.SETTLED else NOT_YET
    return Fact(_("Invoiced"), *_invoiced(order)), Fact(_("Booked"), *rest), Fact(_("Paid"), *rest)


def _invoiced(order: WorkOrder) -> tuple[Text, str, Text]:
    if order.status == Status.SETTLED:
        return _("not known here"), "secondary", _("The link page knows the invoice number.")
    if order.held_until is not None:
        return _("not yet"), "orange", _("Goes when the time to take it back is over.")
    if order.status == Status.COMPLETE and order.work_status == "1":
        return _("not yet"), "orange", _("Goes with the next synchronisation, within 15 minutes.")
    if order.status == Status.COMPLETE:
        return _("not yet"), "orange", _("Goes along once its work status is 1.")
    return _("not yet"), "secondary", _("The work order has to be Complete first.")
