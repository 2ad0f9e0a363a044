"""Boekhouden > Overzichten > Ouderdomsanalyse: how long relations leave their items open."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.books.models import Administration
from bonbrug.books.pages.navigation import AGEING, BOOKKEEPING, address, in_books, show
from bonbrug.books.reports.ageing import ageing, sums
from bonbrug.ui import query_parameters
from bonbrug.ui.templatetags.ui import day as written
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.money import total

BANDS = (
    gettext_lazy("Not yet due"),
    gettext_lazy("1–30 days late"),
    gettext_lazy("31–60 days late"),
    gettext_lazy("61–90 days late"),
    gettext_lazy("Over 90 days late"),
)


@in_books()
def debtors(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show what customers still have to pay, by age."""
    return _show(request, administration, owed_by_us=False)


@in_books()
def creditors(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show what suppliers still get, by age."""
    return _show(request, administration, owed_by_us=True)


def _show(
    request: HttpRequest, administration: Administration, *, owed_by_us: bool
) -> HttpResponseBase:
    today = accounting_day(system_clock())
    day = query_parameters.day(request, "dag") or today
    found = ageing(administration, day, today, owed_by_us=owed_by_us)
    items = address("to_pay" if owed_by_us else "open_items", administration)
    bands = sums(found)
    return show(
        request,
        administration,
        "ageing.html",
        heading=f"{_side(owed_by_us)} {written(day)}",
        trail=(*BOOKKEEPING, AGEING),
        day=day,
        earlier=day < today,
        bands=BANDS,
        rows=[
            (row, _cells(row.bands), f"{items}?{urlencode({'zoek': row.relation.code})}")
            for row in found
        ],
        sums=_cells(bands),
        total=total(bands),
        late=total(bands[1:]),
        items=items,
        other=address("ageing" if owed_by_us else "ageing_creditors", administration),
        owed_by_us=owed_by_us,
    )


def _side(owed_by_us: bool) -> str:
    return _("Ageing of creditors") if owed_by_us else _("Ageing of debtors")


def _cells(bands: list[Any]) -> list[tuple[Any, Any]]:
    return list(zip(BANDS, bands, strict=True))
