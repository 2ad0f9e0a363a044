"""How an invoice goes to its customer, in words: for choosing, for showing and for the journal."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.sync.model.records import Delivery
from bonbrug.values.delivery import DeliveryKind

Text = str | Promise

# The words of the manual, as they stand on an invoice of the books.
CHOICES: dict[str, Text] = {
    DeliveryKind.POST: gettext_lazy("Send invoice by regular post"),
    DeliveryKind.EMAIL: gettext_lazy("Send invoice by e-mail"),
    DeliveryKind.DIRECT_DEBIT: gettext_lazy("Collect the invoice amount"),
}
SHORT: dict[str, Text] = {
    DeliveryKind.POST: gettext_lazy("by post"),
    DeliveryKind.EMAIL: gettext_lazy("by e-mail"),
    DeliveryKind.DIRECT_DEBIT: gettext_lazy("direct debit"),
}


def short(kind: str) -> str:
    """Return a way inside a sentence; one we do not know stays as it is."""
    return str(SHORT.get(kind, kind))


def goes(way: Delivery) -> str:
    """Say how an invoice goes out, as it would be."""
    if way.kind is DeliveryKind.EMAIL:
        facts = {"subject": way.subject, "sender": way.sender_address}
        return _("Goes by e-mail: “%(subject)s”, from %(sender)s.") % facts
    if way.kind is DeliveryKind.DIRECT_DEBIT:
        facts = {"iban": way.iban, "holder": way.holder, "mandate": way.mandate}
        return _("Is collected from %(iban)s of %(holder)s, mandate %(mandate)s.") % facts
    return _("Goes by regular post.")
