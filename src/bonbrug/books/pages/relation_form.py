"""The form of a relation."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.books.actions.keep_relation import RelationDraft
from bonbrug.books.models import FREE_FIELDS, Administration, Category, LedgerAccount, Relation
from bonbrug.books.pages.sections import SectionForm

PLACES = {
    "relation_code_missing": "code",
    "relation_code_taken": "code",
    "relation_name_missing": "name",
    "account_unknown": "default_account",
}
KEPT = tuple(item.name for item in fields(RelationDraft) if item.name not in ("free",))


def _text(label: Any, name: str, *, required: bool = False) -> forms.CharField:
    length = getattr(Relation, name).field.max_length
    return forms.CharField(label=label, max_length=length, required=required)


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
    postal_code = _text(_("Postcode"), "postal_code")
    city = _text(_("Place"), "city")
    country = _text(_("Country"), "country")
    phone = _text(_("Telephone"), "phone")
    mobile = _text(_("Mobile"), "mobile")
    email = forms.CharField(
        label=_("E-mail"),
        max_length=150,
        required=False,
        help_text=_("Invoices by e-mail go to this address."),
    )
    site = _text(_("Website"), "site")
    kvk_number = _text(_("KvK number"), "kvk_number")
    vat_number = _text(_("VAT number"), "vat_number")
    iban = _text("IBAN", "iban")
    bic = _text("BIC", "bic")
    default_account = forms.ModelChoiceField(
        queryset=LedgerAccount.objects.none(),
        label=_("Ledger account"),
        required=False,
        empty_label="–",
        help_text=_("The account that bookings of this relation usually stand on."),
    )
    mail_address = _text(_("Street and number"), "mail_address")
    mail_postal_code = _text(_("Postcode"), "mail_postal_code")
    mail_city = _text(_("Place"), "mail_city")
    mail_country = _text(_("Country"), "mail_country")
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    no_email = forms.BooleanField(label=_("Send no e-mail"), required=False)

    def __init__(self, administration: Administration, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = administration.ledger_accounts.filter(category=Category.RESULT)
        account = self.fields["default_account"]
        if isinstance(account, forms.ModelChoiceField):
            account.queryset = accounts


def written(relation: Relation | None) -> dict[str, Any]:
    """Return what is known of a relation, as the form and the draft name it."""
    if relation is None:
        return {}
    known = {name: getattr(relation, name) for name in KEPT}
    return {**known, "default_account": relation.default_account_id}


def draft_of(form: RelationForm, relation: Relation | None) -> RelationDraft:
    """Return the whole relation: what the form says, and what it does not show as it was."""
    known = written(relation)
    known.pop("default_account", None)
    said = dict(form.cleaned_data)
    account = said.pop("default_account")
    known |= said | {"default_account_id": account.pk if account else None}
    free = tuple(getattr(relation, name) for name in FREE_FIELDS) if relation else ("",) * 10
    return RelationDraft(**known, free=free)
