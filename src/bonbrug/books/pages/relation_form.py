"""The form of a relation."""

from collections.abc import Collection
from dataclasses import fields
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.books.actions.keep_electronic import ELECTRONIC_FIELDS, Electronic
from bonbrug.books.actions.keep_relation import RelationDraft
from bonbrug.books.models import FREE_FIELDS, Administration, Category, LedgerAccount, Relation
from bonbrug.books.pages.sections import SectionForm
from bonbrug.ui.forms import AmountField
from bonbrug.ui.identifier_fields import (
    BicField,
    EmailField,
    IbanField,
    JudgedField,
    KvkNumberField,
    OinField,
    PhoneField,
    PostcodeField,
    VatNumberField,
)
from bonbrug.values.identifiers import at_home

PLACES = {
    "relation_code_missing": "code",
    "relation_code_taken": "code",
    "relation_name_missing": "name",
    "account_unknown": "default_account",
    "g_share_wrong": "g_share",
}
# Fields under Dutch rules, and the country that tells whether those hold.
DUTCH = {
    "kvk_number": "country",
    "postal_code": "country",
    "mail_postal_code": "mail_country",
}
# What is of the bookkeeping: who keeps no relations may change these.
BOOKKEEPING = frozenset({"kvk_number", "vat_number", "iban", "bic", "default_account", "g_share"})
KEPT = tuple(item.name for item in fields(RelationDraft) if item.name not in ("free",))


def _text(
    label: Any,
    name: str,
    kind: type[forms.CharField] = forms.CharField,
    *,
    required: bool = False,
    help_text: Any = "",
) -> forms.CharField:
    length = getattr(Relation, name).field.max_length
    return kind(label=label, max_length=length, required=required, help_text=help_text)


class RelationForm(SectionForm):
    """What the office knows of a customer or supplier."""

    sections = (
        (_("Who"), ("code", "name", "kind", "contact", "sex", "salutation")),
        (_("Address"), ("address", "postal_code", "city", "country")),
        (_("Reachable at"), ("phone", "mobile", "email", "site")),
        (_("Numbers"), ("kvk_number", "vat_number", "iban", "bic", "default_account")),
        (
            _("Postal address, when it differs"),
            ("mail_address", "mail_postal_code", "mail_city", "mail_country"),
        ),
        (
            _("Electronic invoice"),
            ("wants_electronic", "buyer_reference", "oin", "g_share"),
        ),
        (_("Other"), ("note", "no_email")),
    )

    code = _text(_("Code"), "code", required=True)
    name = _text(_("Name"), "name", required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=Relation.Kind.choices)
    contact = _text(_("Contact person"), "contact")
    sex = forms.ChoiceField(
        label=_("Addressed as"), choices=[("", "–"), *Relation.Sex.choices], required=False
    )
    salutation = _text(_("Salutation"), "salutation")
    address = _text(_("Street and number"), "address")
    postal_code = _text(_("Postcode"), "postal_code", PostcodeField)
    city = _text(_("Place"), "city")
    country = _text(_("Country"), "country")
    phone = _text(_("Telephone"), "phone", PhoneField)
    mobile = _text(_("Mobile"), "mobile", PhoneField)
    email = _text(
        _("E-mail"), "email", EmailField, help_text=_("Invoices by e-mail go to this address.")
    )
    site = _text(_("Website"), "site")
    kvk_number = _text(_("KvK number"), "kvk_number", KvkNumberField)
    vat_number = _text(_("VAT number"), "vat_number", VatNumberField)
    iban = _text("IBAN", "iban", IbanField)
    bic = _text("BIC", "bic", BicField)
    default_account = forms.ModelChoiceField(
        queryset=LedgerAccount.objects.none(),
        label=_("Ledger account"),
        required=False,
        empty_label="–",
        help_text=_("The account that bookings of this relation usually stand on."),
    )
    mail_address = _text(_("Street and number"), "mail_address")
    mail_postal_code = _text(_("Postcode"), "mail_postal_code", PostcodeField)
    mail_city = _text(_("Place"), "mail_city")
    mail_country = _text(_("Country"), "mail_country")
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    no_email = forms.BooleanField(label=_("Send no e-mail"), required=False)
    wants_electronic = forms.BooleanField(
        label=_("Attach the e-invoice (UBL) to the e-mail"),
        required=False,
        help_text=_("Beside the PDF. The customer's software reads it without typing."),
    )
    buyer_reference = _text(
        _("Reference of the customer"),
        "buyer_reference",
        help_text=_(
            "What the customer wants on every electronic invoice: a department, a cost centre or "
            "an order number. Your reference on the invoice goes along with it."
        ),
    )
    oin = _text(
        "OIN",
        "oin",
        OinField,
        help_text=_("Only authorities have this number, of 20 digits."),
    )
    g_share = AmountField(
        label=_("Part for the G-account"),
        required=False,
        least=Decimal(0),
        help_text=_(
            "In percent of the invoice with VAT; 0 for none. The IBAN of your G-account stands "
            "with the company details."
        ),
    )

    def __init__(self, administration: Administration, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, place in DUTCH.items():
            field = self.fields[name]
            if isinstance(field, JudgedField):
                field.elsewhere = not at_home(str(self[place].value() or ""))
        accounts = administration.ledger_accounts.filter(category=Category.RESULT)
        account = self.fields["default_account"]
        if isinstance(account, forms.ModelChoiceField):
            account.queryset = accounts

    def only(self, names: Collection[str]) -> None:
        """Leave every other field as it is, whatever is sent."""
        for name, field in self.fields.items():
            field.disabled = name not in names


def written(relation: Relation | None) -> dict[str, Any]:
    """Return what is known of a relation, as the form and the draft name it."""
    if relation is None:
        return {}
    known = {name: getattr(relation, name) for name in KEPT}
    more = {name: getattr(relation, name) for name in ELECTRONIC_FIELDS}
    return {**known, **more, "default_account": relation.default_account_id}


def electronic_of(form: RelationForm) -> Electronic:
    """Return what the form says about electronic invoices."""
    said = {name: form.cleaned_data[name] for name in ELECTRONIC_FIELDS}
    return Electronic(**{**said, "g_share": said["g_share"] or Decimal(0)})


def draft_of(form: RelationForm, relation: Relation | None) -> RelationDraft:
    """Return the whole relation: what the form says, and what it does not show as it was."""
    known = {name: value for name, value in written(relation).items() if name in KEPT}
    said = {name: value for name, value in form.cleaned_data.items() if name in KEPT}
    account = form.cleaned_data["default_account"]
    known |= said | {"default_account_id": account.pk if account else None}
    free = tuple(getattr(relation, name) for name in FREE_FIELDS) if relation else ("",) * 10
    return RelationDraft(**known, free=free)
