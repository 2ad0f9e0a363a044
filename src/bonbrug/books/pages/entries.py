"""Boekhouden > Overzichten: the bookings."""

from django.db.models import Sum
from django.db.models.functions import Round
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.books.models import Administration, Entry, EntryKind
from bonbrug.books.pages.navigation import BOOKKEEPING, address, in_books, show
from bonbrug.ui.tables import Column, Filter, Table
from bonbrug.ui.templatetags.ui import day, euro
from bonbrug.values.money import total

ENTRIES = gettext_lazy("Ledger/bookings")
KIND = Filter("soort", gettext_lazy("Kind"), EntryKind.choices, "kind")
ENTRY_COLUMNS: tuple[Column[Entry], ...] = (
    Column(gettext_lazy("Booking number"), lambda row: row.number, "number"),
    Column(gettext_lazy("Date"), lambda row: day(row.date), "date", "date"),
    Column(gettext_lazy("Kind"), lambda row: row.get_kind_display(), "kind"),
    Column(gettext_lazy("Description"), lambda row: row.description),
    Column(gettext_lazy("Relation"), lambda row: row.relation or "", "relation__code"),
    Column(gettext_lazy("Amount"), lambda row: euro(getattr(row, "sum", None)), "sum", "number"),
)


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List the bookings, newest first."""
    records = administration.entries.select_related("relation")
    table = Table(
        request,
        records.annotate(sum=Round(Sum("lines__debit"), 2)).order_by("-number"),
        ENTRY_COLUMNS,
        search=("number", "description", "relation__code", "relation__name", "invoice_number"),
        amounts=("sum",),
        filters=(KIND,),
        row_url=lambda row: address("entry", administration, row.pk),
    )
    return show(
        request,
        administration,
        "list.html",
        heading=ENTRIES,
        trail=BOOKKEEPING,
        table=table,
        empty=_("A booking is made when an invoice is processed or a receipt is booked."),
        others=[(_("Balances"), address("balances", administration))],
    )


@in_books()
def entry(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Show one booking with its sides."""
    known = administration.entries.select_related("relation", "invoice", "account")
    found = get_object_or_404(known, pk=pk)
    lines = list(found.lines.select_related("account"))
    centres = dict(administration.cost_centres.values_list("pk", "description"))
    counted = [(line, centres.get(line.cost_centre, "")) for line in lines]
    return show(
        request,
        administration,
        "entry.html",
        heading=_("Booking %(number)s") % {"number": found.number},
        trail=(*BOOKKEEPING, ENTRIES),
        entry=found,
        counted=counted,
        has_centres=any(centre for _line, centre in counted),
        debit=total(line.debit for line in lines),
        credit=total(line.credit for line in lines),
    )
