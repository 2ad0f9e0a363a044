"""Boekhouden > Overzichten > Btw-aangifte: the figures of each box, down to the bookings."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from bonbrug.books.models import Administration, EntryLine
from bonbrug.books.pages import vat_box_words as words
from bonbrug.books.pages.navigation import BOOKKEEPING, VAT_RETURN, address, in_books, show
from bonbrug.books.pages.period_choice import asked_period, choose, period_name
from bonbrug.books.reports.periods import Period
from bonbrug.books.reports.vat_boxes import Box
from bonbrug.books.reports.vat_figures import Figure, figure_of, figures
from bonbrug.books.reports.vat_lines import lines_of
from bonbrug.books.reports.vat_return import VatReturn, down, vat_return
from bonbrug.ui.tables import Column, Table
from bonbrug.ui.templatetags.ui import day, euro
from bonbrug.values.money import total

SEARCH = (
    *("entry__number", "entry__description", "entry__invoice_number"),
    *("entry__relation__code", "entry__relation__name"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One box on the page; `url` leads to its lines, '' when it has none."""

    title: str
    net: Decimal | None
    vat: Decimal | None
    declared: Decimal | None
    url: str = ""


@in_books()
def overview(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show the boxes of a period."""
    choice = choose(request, administration)
    found = vat_return(administration, choice.period)
    groups = [
        (name, [_row(administration, choice.period, found, box) for box in boxes])
        for name, boxes in words.GROUPS
    ]
    outside = [box for box in words.OUTSIDE if found.of(box).lines]
    return show(
        request,
        administration,
        "vat_return.html",
        heading=f"{VAT_RETURN} {choice.name}",
        trail=BOOKKEEPING,
        choice=choice,
        groups=groups,
        settled=_settled(administration, choice.period, found),
        outside=[_row(administration, choice.period, found, box) for box in outside],
        unreckoned=any(found.of(box).lines for box in words.UNRECKONED),
        exempt=administration.is_exempt_within(choice.period.first, choice.period.last),
        found=found,
    )


def _row(books: Administration, period: Period, found: VatReturn, box: Box) -> Row:
    sums = found.of(box)
    vat = _shown(box, sums.vat)
    declared = None if vat is None or box in words.OUTSIDE else down(vat)
    url = address("vat_box", books, period.code, box.value) if sums.lines else ""
    return Row(words.title(box), sums.net, vat, declared, url)


def _shown(box: Box, vat: Decimal) -> Decimal | None:
    """Leave the VAT open that a person has to fill in."""
    return None if box in words.UNRECKONED and not vat else vat


def _settled(books: Administration, period: Period, found: VatReturn) -> Sequence[Row]:
    url = address("vat_box", books, period.code, Box.INPUT.value) if found.deducted else ""
    return (
        Row(_("5a. VAT owed"), None, found.owed, found.declared_owed),
        Row(words.title(Box.INPUT), None, found.deducted, found.declared_deducted, url),
        Row(_("5c. To pay or to get back"), None, found.balance, found.declared_balance),
    )


@in_books()
def box(
    request: HttpRequest, administration: Administration, code: str, name: str
) -> HttpResponseBase:
    """Show the lines behind one box; their sum is exactly the box."""
    period, wanted = asked_period(code), _box(name)
    lines = lines_of(administration, period, wanted)
    found = list(figures(administration, lines))
    table = Table(
        request,
        lines.select_related("entry__relation"),
        _columns(administration, wanted),
        search=SEARCH,
        amounts=("debit", "credit", "vat"),
        row_url=lambda row: address("entry", administration, row.entry_id),
    )
    return show(
        request,
        administration,
        "vat_box.html",
        heading=words.title(wanted),
        trail=(*BOOKKEEPING, VAT_RETURN, period_name(period)),
        table=table,
        remark=words.REMARKS.get(wanted, ""),
        net=total(one.net for one in found),
        vat=_shown(wanted, total(_vat(one, wanted) for one in found)),
        whole=wanted is not Box.INPUT,
        back=f"{address('vat_return', administration)}?jaar={period.year}&tijdvak={period.part}",
        empty=_("No booking of this period belongs to this box."),
    )


def _box(name: str) -> Box:
    try:
        return Box(name)
    except ValueError as unknown:
        raise Http404 from unknown


def _vat(figure: Figure, box: Box) -> Decimal:
    return figure.deducted if box is Box.INPUT else figure.vat


def _columns(books: Administration, box: Box) -> Sequence[Column[EntryLine]]:
    def figure(row: Any) -> Figure:
        return figure_of(row, exempt=books.is_exempt_on(row.day))

    return (
        Column(_("Booking number"), lambda row: row.entry.number, "entry__number"),
        Column(_("Date"), lambda row: day(row.entry.date), "entry__date", "date"),
        Column(_("Relation"), lambda row: row.entry.relation or "", "entry__relation__code"),
        Column(_("Description"), lambda row: row.entry.description, "entry__description"),
        Column(_("VAT kind"), lambda row: row.vat_code, "vat_code"),
        Column(_("Net"), lambda row: euro(figure(row).net), "", "number"),
        Column(_("VAT"), lambda row: euro(_shown(box, _vat(figure(row), box))), "", "number"),
    )
