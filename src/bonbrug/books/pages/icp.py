"""Boekhouden > Overzichten > Opgaaf ICP: what each customer in the EU bought, per VAT number."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from bonbrug.books.models import Administration
from bonbrug.books.pages.navigation import BOOKKEEPING, ICP, address, in_books, show
from bonbrug.books.pages.period_choice import choose
from bonbrug.books.reports.icp import Customer, Wrong, icp
from bonbrug.books.reports.periods import Period
from bonbrug.books.reports.vat_boxes import Box
from bonbrug.values.money import total

WRONG: dict[Wrong, Promise] = {
    Wrong.NO_RELATION: _("The booking names no relation."),
    Wrong.NO_NUMBER: _("The relation has no VAT number."),
    Wrong.NO_COUNTRY: _("The VAT number does not begin with the letters of its country."),
    Wrong.HOME: _("This is a Dutch VAT number: the list is for other countries of the EU."),
    Wrong.OUTSIDE_EU: _("The country of this VAT number was not in the EU for this sale."),
    Wrong.NUMBER: _("This VAT number does not hold: a digit or letter is wrong or missing."),
}


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show the customers of a period, and first what has to be repaired."""
    choice = choose(request, administration)
    found = icp(administration, choice.period)
    rows = [(row, _lines(administration, choice.period, row)) for row in found.customers]
    return show(
        request,
        administration,
        "icp.html",
        heading=f"{ICP} {choice.name}",
        trail=BOOKKEEPING,
        choice=choice,
        rows=rows,
        repairs=[(row, WRONG[row.wrong]) for row in found.repairs if row.wrong],
        goods=total(row.goods for row in found.customers),
        services=total(row.services for row in found.customers),
        listed=total(row.total for row in found.customers),
        repaired=total(row.total for row in found.repairs),
        total=found.total,
        box=address("vat_box", administration, choice.period.code, Box.EU_SALES.value),
    )


def _lines(books: Administration, period: Period, row: Customer) -> Sequence[tuple[str, str]]:
    """Return each relation with this number, and the address of its lines."""
    box = address("vat_box", books, period.code, Box.EU_SALES.value)
    return [(str(each), f"{box}?{urlencode({'zoek': each.code})}") for each in row.relations]
