"""Verzendwijze: how invoices go out, and what a mail and a direct debit say."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.link.models import Connection
from bonbrug.link.texts.delivery import CHOICES
from bonbrug.ui.forms import UiForm
from bonbrug.ui.identifier_fields import EmailField
from bonbrug.values.delivery import DeliveryKind

MAIL = ("mail_subject", "mail_text", "mail_address", "mail_name")
STATEMENT = ("statement_1", "statement_2", "statement_3")
# What there must be before an invoice can go out in a way.
NEEDED = {
    DeliveryKind.EMAIL: {
        "mail_subject": _("Fill in the subject of the e-mail."),
        "mail_text": _("Fill in the text of the e-mail."),
        "mail_address": _("Fill in the sender address of the e-mail."),
    },
    DeliveryKind.DIRECT_DEBIT: {
        "statement_1": _("Fill in what stands on the bank statement of your customer."),
    },
}


def lacks(kind: str, connection: Connection) -> bool:
    """Tell whether a text is missing without which no invoice can go out in this way."""
    return any(not getattr(connection, name) for name in NEEDED.get(DeliveryKind(kind), ()))


def offered(deliveries: Iterable[DeliveryKind]) -> list[tuple[str, Any]]:
    """Return the ways that these books know, in the order of the manual."""
    known = frozenset(deliveries)
    return [(kind, label) for kind, label in CHOICES.items() if kind in known]


class DeliveryForm(UiForm):
    """The part of the export settings that says how an invoice reaches the customer.

    Books that know one way only are not asked (`deliveries`).
    """

    delivery = forms.ChoiceField(
        label=_("Way of sending"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "How the books send the invoice to your customer. At Customer agreements it can "
            "differ for one customer, and there the mandate of a direct debit is filled in. A "
            "credit invoice is never collected."
        ),
    )
    mail_subject = forms.CharField(
        label=_("Subject of the e-mail"),
        required=False,
        max_length=200,
        help_text=_(
            "The same for every invoice: its number is given only while it is made, and stands on "
            "the invoice itself."
        ),
    )
    mail_text = forms.CharField(
        label=_("Text of the e-mail"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mail_address = EmailField(
        label=_("Sender address"), max_length=150, help_text=_("Answers come to this address.")
    )
    mail_name = forms.CharField(label=_("Sender name"), required=False, max_length=150)
    statement_1 = forms.CharField(
        label=_("First line on the bank statement"),
        required=False,
        max_length=50,
        help_text=_("Such as the name of your firm. The same for every invoice."),
    )
    statement_2 = forms.CharField(label=_("Second line"), required=False, max_length=50)
    statement_3 = forms.CharField(label=_("Third line"), required=False, max_length=50)

    def __init__(self, *args: Any, deliveries: Iterable[DeliveryKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = offered(deliveries)
        self.offer("delivery", choices)
        if len(choices) == 1 and self.initial.get("delivery") == choices[0][0]:
            for name in ("delivery", *MAIL, *STATEMENT):
                del self.fields[name]
        else:
            self._demand_texts()

    def _demand_texts(self) -> None:
        """The chosen way needs its texts; the others may wait until somebody wants them."""
        for kind, needed in NEEDED.items():
            for name, sentence in needed.items() if kind == self._chosen else ():
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = str(sentence)

    def clean_mail_text(self) -> str:
        """A browser ends lines in its own way."""
        return str(self.cleaned_data["mail_text"]).replace("\r\n", "\n")

    @property
    def mail_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in MAIL]

    @property
    def statement_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in STATEMENT]

    @property
    def opens_mail(self) -> bool:
        """Tell whether its texts are to be looked at: they are used, or something is wrong."""
        return self._chosen == DeliveryKind.EMAIL or any(name in self.errors for name in MAIL)

    @property
    def opens_statement(self) -> bool:
        wrong = any(name in self.errors for name in STATEMENT)
        return self._chosen == DeliveryKind.DIRECT_DEBIT or wrong

    @property
    def _chosen(self) -> str:
        return str(self["delivery"].value() or self.initial.get("delivery", ""))
