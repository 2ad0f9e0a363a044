"""The lines of an invoice as they stand on the page: typed texts first, amounts when they are."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bonbrug.books.actions.invoice_draft import LineDraft
from bonbrug.books.models import Administration, InvoiceLine, Product
from bonbrug.books.pages.product_form import account_choices
from bonbrug.books.pages.vat_names import choices
from bonbrug.ui.edit_conflicts import Part, plain
from bonbrug.ui.forms import AmountField, UiForm
from bonbrug.values import money, vat
from bonbrug.values.number_text import number_text

Row = Mapping[str, str]
NAMES = (
    "quantity",
    "unit",
    "code",
    "description",
    "price",
    "vat_code",
    "account_code",
    "cost_centre",
)
_KEY = re.compile(r"line-(\d{1,4})-(\w+)")


class LineForm(UiForm):
    """One line of an invoice."""

    quantity = AmountField(label=_("Quantity"), places=4)
    unit = forms.CharField(label=_("Unit"), max_length=50, required=False)
    code = forms.CharField(label=_("Code"), max_length=50)
    description = forms.CharField(
        label=_("Description"), max_length=2000, widget=forms.Textarea(attrs={"rows": 1})
    )
    price = AmountField(label=_("Price per unit"), places=4)
    vat_code = forms.ChoiceField(label=_("VAT rate"))
    account_code = forms.ChoiceField(label=_("Ledger account"))
    # Given by programs only; it must survive a change by hand.
    cost_centre = forms.IntegerField(
        label=_("Cost centre"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, offers: "Offers", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("vat_code", offers.vat_codes)
        self.offer("account_code", offers.accounts)
        place = int((self.prefix or "line-0").partition("-")[2]) + 1
        for name, bare in self.fields.items():
            bare.widget.attrs["aria-label"] = _("%(field)s of line %(line)s") % {
                "field": self.fields[name].label,
                "line": place,
            }


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be chosen on a line."""

    vat_codes: Sequence[tuple[str, Any]]
    accounts: Sequence[tuple[str, Any]]

    @classmethod
    def of(cls, administration: Administration, day: date) -> "Offers":
        return cls(choices(day), account_choices(administration))


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line on the page with its amount in euros, when quantity and price are numbers."""

    place: int
    form: LineForm
    net: Decimal | None


def rows_in(data: Mapping[str, Any]) -> list[Row]:
    """Gather what was typed in ``line-0-quantity``, ``line-1-code`` …, in that order."""
    rows: dict[int, dict[str, str]] = {}
    for key in data:
        found = _KEY.fullmatch(key)
        if found and found[2] in NAMES:
            rows.setdefault(int(found[1]), {})[found[2]] = str(data[key])
    return [rows[place] for place in sorted(rows)]


def row_of_line(line: InvoiceLine) -> Row:
    """Write a saved line as it would be typed."""
    return {
        "quantity": number_text(line.quantity, grouped=False),
        "unit": line.unit,
        "code": line.code,
        "description": line.description,
        "price": typed(line.price),
        "vat_code": line.vat_code,
        "account_code": line.account.code,
        "cost_centre": str(line.cost_centre or ""),
    }


def row_of_product(product: Product) -> Row:
    """Start a line with one of a product."""
    return {
        "quantity": "1",
        "unit": product.unit.singular if product.unit else "",
        "code": product.code,
        "description": product.description,
        "price": typed(product.price),
        "vat_code": product.vat_code,
        "account_code": product.account.code,
    }


def empty_row(offers: Offers) -> Row:
    """Start a line without product."""
    account = offers.accounts[0][0] if offers.accounts else ""
    return {"quantity": "1", "vat_code": "HOOG_VERK_21", "account_code": account}


def typed(price: Decimal) -> str:
    """Write 45,00, or with more decimals when the price has them."""
    return number_text(price, 2, grouped=False)


def shown(rows: Iterable[Row], offers: Offers, *, checked: bool) -> list[ShownLine]:
    """Make the forms of the lines; only `checked` ones complain about what is missing."""
    lines = []
    for place, row in enumerate(rows):
        prefix = f"line-{place}"
        data = {f"{prefix}-{name}": text for name, text in row.items()} if checked else None
        form = LineForm(offers, data, prefix=prefix, initial=dict(row))
        lines.append(ShownLine(place, form, net_of(row)))
    return lines


def net_of(row: Row) -> Decimal | None:
    """Return quantity × price in cents, or None while they are not both numbers."""
    number = AmountField(places=4)
    try:
        many, price = number.clean(row.get("quantity", "")), number.clean(row.get("price", ""))
    except ValidationError:
        return None
    return None if many is None or price is None else money.times(many, price)


def sums_of(rows: Iterable[Row], day: date) -> vat.Totals:
    """Add up the lines whose amounts are known."""
    known = [(net_of(row), row.get("vat_code", "")) for row in rows]
    return vat.totals([(net, code) for net, code in known if net is not None], day)


def part(known: Iterable[Row], typed_rows: Iterable[Row]) -> Part:
    """Return the lines as one thing: those that are there, and those that were typed."""
    return Part(str(_("Lines")), _written(known), _written(typed_rows), _read)


def _written(rows: Iterable[Row]) -> str:
    return "\n".join(json.dumps([plain(row.get(name, "")) for name in NAMES]) for row in rows)


def _read(text: str) -> str:
    """Read lines as a person does: how many of what, for how much."""
    try:
        rows = [dict(zip(NAMES, json.loads(row), strict=True)) for row in text.splitlines()]
    except ValueError:
        return text
    names = ("quantity", "unit", "description", "price")
    lines = [" ".join(str(row[name]) for name in names if row[name]) for row in rows]
    return "; ".join(lines) or str(_("(none)"))


def draft_of(form: LineForm) -> LineDraft:
    """Return a checked line for the books."""
    said = form.cleaned_data
    return LineDraft(**{**said, "cost_centre": said["cost_centre"] or 0})
