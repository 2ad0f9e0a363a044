"""Aansluiting: is every work order accounted for in the books, and the other way round?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.models import Connection, Reconciliation
from bonbrug.link.pages import live
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.texts import sentences
from bonbrug.link.texts.gaps import FAILED, GAPS, STAGES
from bonbrug.ui import query_parameters
from bonbrug.ui.templatetags.ui import euro
from bonbrug.values.clock import accounting_day, system_clock

MONTHS = 24
Facts = dict[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """One gap with its words and the place where it can be solved."""

    number: str
    invoices: str
    title: str
    advice: str
    amounts: str
    url: str
    action: str


@acts(Act.SEE_LINK, Act.TRY_OUT)
@require_http_methods(["GET", "POST"])
@login_required
def reconciliation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest comparison of a month; a POST is Vergelijk nu."""
    connection = find(request, pk)
    now = system_clock()
    months = _months(connection, now)
    if request.method == "POST":
        return _compare(request, connection, months, now)
    month = _month(query_parameters.text(request, "maand"), months)
    context = {
        "months": [(f"{first:%Y-%m}", date_format(first, "F Y")) for first in months],
        "month": f"{month:%Y-%m}",
        "month_name": date_format(month, "F Y"),
        "obstacle": live.obstacle(connection),
        **_shown(connection, _newest(connection, month)),
    }
    return show(request, "reconciliation.html", context, connection=connection)


def _compare(
    request: HttpRequest, connection: Connection, months: list[date], now: datetime
) -> HttpResponse:
    month = _month(request.POST.get("maand", ""), months)
    obstacle = live.obstacle(connection)
    if obstacle:
        messages.error(request, obstacle)
    else:
        row = actions.reconcile(connection, month, _end(month), person(request), now)
        month = row.first
    address = reverse("link:reconciliation", args=[connection.pk])
    return redirect(f"{address}?maand={month:%Y-%m}")


@acts(Act.SEE_LINK)
@require_GET
def reconciliation_progress(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Return the part that refreshes itself while a comparison goes."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    connection = find(request, pk)
    found = connection.reconciliations.filter(pk=row).first()
    if found is None:
        raise Http404
    return render(request, "link/compared.html", _shown(connection, found))


def _months(connection: Connection, now: datetime) -> list[date]:
    """Return the first days of the months that there can be something of, newest first."""
    began = min(filter(None, (connection.export_from, accounting_day(connection.created_at))))
    month = accounting_day(now).replace(day=1)
    months = [month]
    while month > began and len(months) < MONTHS:
        month = (month - timedelta(days=1)).replace(day=1)
        months.append(month)
    return months


def _month(word: str, months: list[date]) -> date:
    return next((month for month in months if f"{month:%Y-%m}" == word), months[0])


def _end(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _newest(connection: Connection, month: date) -> Reconciliation | None:
    mine = connection.reconciliations.filter(first=month)
    return mine.order_by("-pk").first()


def _shown(connection: Connection, row: Reconciliation | None) -> dict[str, object]:
    context: dict[str, object] = {"connection": connection, "row": row}
    if row is None:
        return context
    if row.finished_at is None:
        return {**context, "stage": STAGES.get(row.stage, STAGES["compare"])}
    if row.outcome != "done":
        return {**context, "failed": _why(row)}
    gaps = [_row(connection, gap) for gap in row.facts.get("gaps", ())]
    return {**context, "gaps": gaps, "green": _green(row.facts), "lines": _lines(row.facts)}


def _why(row: Reconciliation) -> str:
    known = FAILED.get(row.code)
    return str(known) if known else sentences.what(row.code, row.facts)


def _count(facts: Facts, name: str) -> int:
    count = facts.get(name, 0)
    return count if isinstance(count, int) else 0


def _green(facts: Facts) -> str:
    """12 work orders, 12 invoices, € 1.234,56."""
    jobs, invoices = _count(facts, "jobs"), _count(facts, "invoices")
    return ", ".join(
        (
            ngettext("%(n)s work order", "%(n)s work orders", jobs) % {"n": jobs},
            ngettext("%(n)s invoice", "%(n)s invoices", invoices) % {"n": invoices},
            euro(Decimal(str(facts.get("gross", "0")))),
        )
    )


def _lines(facts: Facts) -> list[tuple[str, str]]:
    """Return the counts behind it; what is zero and says nothing is left out."""
    amount = euro(Decimal(str(facts.get("open_amount", "0"))))
    always = [
        (_("Work orders invoiced"), str(_count(facts, "jobs"))),
        (_("Invoices found in the books"), str(_count(facts, "invoices"))),
        (_("of which booked"), str(_count(facts, "booked"))),
        (_("Still to be paid"), amount),
    ]
    others = [
        (_("On their way: the next run takes them"), "on_the_way"),
        (_("Work orders that are not for the books (yet)"), "not_for_books"),
        (_("Work orders from before the link"), "before_link"),
        (_("Work orders invoiced by hand"), "by_hand"),
        (_("Other invoices in the books"), "other_invoices"),
    ]
    return always + [(name, str(_count(facts, key))) for name, key in others if _count(facts, key)]


def _row(connection: Connection, gap: dict[str, object]) -> Row:
    words = GAPS[str(gap["kind"])]
    numbers = gap.get("invoices", [])
    url, action = _place(connection, gap)
    return Row(
        number=str(gap.get("number", "")),
        invoices=", ".join(map(str, numbers)) if isinstance(numbers, list) else "",
        title=str(words.title),
        advice=str(words.advice),
        amounts=_amounts(gap),
        url=url,
        action=action,
    )


def _amounts(gap: dict[str, object]) -> str:
    ours, books = (gap.get(side) for side in ("ours", "books"))
    if ours and books:
        return _("%(ours)s was sent, the books have %(books)s") % {
            "ours": euro(Decimal(str(ours))),
            "books": euro(Decimal(str(books))),
        }
    return euro(Decimal(str(ours or books))) if ours or books else ""


def _place(connection: Connection, gap: dict[str, object]) -> tuple[str, str]:
    """Return where to go: the item with its buttons, or the work order in the list."""
    if "item" in gap:
        return f"{reverse('link:to_do', args=[connection.pk])}#punt-{gap['item']}", _("Open To do")
    if gap["kind"] == "waits_for_you":
        return reverse("link:to_do", args=[connection.pk]), _("Open To do")
    address = reverse("link:invoices", args=[connection.pk])
    return f"{address}?{urlencode({'zoek': str(gap.get('number', ''))})}", _("Show the work order")
