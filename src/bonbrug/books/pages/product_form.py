"""The form of a product or service."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.books.actions.keep_product import ProductDraft
from bonbrug.books.models import Administration, Category, LedgerAccount, Product, Unit
from bonbrug.books.pages.vat_names import choices
from bonbrug.ui.forms import AmountField, UiForm
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.quantity import is_hour

PLACES = {
    "product_code_missing": "code",
    "product_code_taken": "code",
    "product_description_missing": "description",
    "vat_code_unknown": "vat_code",
    "account_unknown": "account_code",
    "account_does_not_sell": "account_code",
    "unit_unknown": "unit",
    "amount_too_large": "price",
}


class ProductForm(UiForm):
    """Product/dienst; the unit decides what the link makes of it."""

    code = forms.CharField(label=_("Code"), max_length=50)
    description = forms.CharField(
        label=_("Description"), widget=forms.Textarea(attrs={"rows": 1}), max_length=2000
    )
    unit = forms.ChoiceField(
        label=_("Unit"),
        required=False,
        help_text=_(
            "With the unit Uur the link makes an hour type of it, with any other unit a material. "
            "Is a unit missing? Add it under Invoicing > Products/services > Units."
        ),
    )
    price = AmountField(label=_("Price without VAT"), places=4)
    vat_code = forms.ChoiceField(label=_("VAT kind"))
    account_code = forms.ChoiceField(
        label=_("Ledger account"),
        help_text=_("The revenue account that an invoice line with this product is booked on."),
    )
    purchase_price = AmountField(
        label=_("Purchase price"), places=4, least=Decimal(0), required=False
    )
    active = forms.BooleanField(
        label=_("Active"),
        required=False,
        help_text=_("Only active products and services travel to the work orders."),
    )

    def __init__(self, administration: Administration, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = accounting_day(system_clock())
        self.offer("unit", unit_choices(administration.units.all()))
        self.offer("vat_code", choices(today))
        self.offer("account_code", account_choices(administration))


def unit_choices(units: Iterable[Unit]) -> list[tuple[str, Any]]:
    """Offer the units, each with what the link makes of it."""
    offered = [(unit.singular, f"{unit.singular} – {becomes(unit.singular)}") for unit in units]
    return [("", _("none – becomes a material")), *offered]


def becomes(unit: str) -> str | Promise:
    """Say what a product with this unit becomes in the work orders."""
    return _("becomes an hour type") if is_hour(unit) else _("becomes a material")


def account_choices(administration: Administration) -> list[tuple[str, Any]]:
    """Offer the accounts that can be sold on, revenue first."""
    accounts = [each for each in administration.ledger_accounts.all() if each.sells]
    accounts.sort(key=lambda each: (not _earns(each), each.code))
    return [(each.code, str(each)) for each in accounts]


def _earns(account: LedgerAccount) -> bool:
    return account.category == Category.RESULT and account.code.startswith("8")


def written(product: Product | None) -> dict[str, Any]:
    """Return the product as the form names it."""
    if product is None:
        return {"active": True, "vat_code": "HOOG_VERK_21"}
    return {
        "code": product.code,
        "description": product.description,
        "unit": product.unit.singular if product.unit else "",
        "price": short(product.price),
        "purchase_price": short(product.purchase_price),
        "vat_code": product.vat_code,
        "account_code": product.account.code,
        "active": product.active,
    }


def short(price: Decimal) -> Decimal:
    """Drop zeros after the second decimal: 45.0000 becomes 45.00."""
    cents = price.quantize(Decimal("0.01"))
    return cents if cents == price else price.normalize()


def draft_of(form: ProductForm, product: Product | None) -> ProductDraft:
    """Return the whole product; its group stays as it was."""
    said = dict(form.cleaned_data)
    said["purchase_price"] = said["purchase_price"] or Decimal(0)
    group = product.group.code if product and product.group else ""
    return ProductDraft(**said, group_code=group)
