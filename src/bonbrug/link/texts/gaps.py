"""What is said of a gap: its name, and what to do about it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class GapWords:
    """`title` names it, `advice` says what to do."""

    title: Text
    advice: Text


GAPS: dict[str, GapWords] = {
    "settled_without_invoice": GapWords(
        _("Afgehandeld, but there is no invoice"),
        _(
            "Set the work order back to Compleet with werkbonstatus 1: the next run makes the "
            "invoice. Was it invoiced in another way, then nothing is needed."
        ),
    ),
    "invoice_without_job": GapWords(
        _("Invoice with a mark of the link, but the link did not finish it"),
        _(
            "Is the work order still Compleet, then the next run recognises the invoice. "
            "Otherwise look in the books whether the invoice is right."
        ),
    ),
    "two_invoices": GapWords(
        _("Two invoices of one work order"),
        _("Look in the books which one is right, and remove or credit the other one."),
    ),
    "job_without_invoice": GapWords(
        _("Invoiced, but the books do not have the invoice"),
        _(
            "Look in the books whether it was removed or got another number. Should it come back, "
            "then choose Try again at To do, or make it by hand."
        ),
    ),
    "totals_differ": GapWords(
        _("The amount in the books is another one"),
        _("Somebody changed the invoice in the books. Check whether that was meant."),
    ),
    "not_booked": GapWords(
        _("Set ready, not booked"),
        _(
            "Open the invoice in the books with the pencil, and choose Factuur direct verwerken "
            "in de boekhouding."
        ),
    ),
    "waits_for_you": GapWords(
        _("Not invoiced yet: it waits for you"),
        _("Solve what stands at To do; the next run makes the invoice."),
    ),
    "marked_error": GapWords(
        _("Not invoiced: the work order has werkbonstatus 99 Error"),
        _("Repair the work order and set werkbonstatus 1; the next run makes the invoice."),
    ),
}
STAGES: dict[str, Text] = {
    "": _("The comparison starts in a moment."),
    "read_work_orders": _("Reading work orders …"),
    "sign_in": _("Signing in …"),
    "read_invoices": _("Reading invoices …"),
    "verify": _("Looking up invoices …"),
    "open_items": _("Reading open items …"),
    "compare": _("Comparing …"),
}
FAILED: dict[str, Text] = {
    "interrupted": _("The comparison was broken off. Compare again."),
    "too_many_absent": _(
        "More than 200 invoices of this period are not in the books. Is this the right "
        "administration?"
    ),
}
