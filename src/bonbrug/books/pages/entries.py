"""Boekhouden > Overzichten: the bookings, and the chart of accounts."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import Coalesce, Round
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.books.models import Administration, Category, Entry, EntryKind, LedgerAccount
from bonbrug.books.pages.frame import BOOKKEEPING, address, in_books, show
from bonbrug.ui.tables import Column, Filter, Table
from bonbrug.ui.templatetags.ui import day, euro
from bonbrug.values.money import total

ENTRIES = gettext_lazy("Ledger/bookings")
KIND = Filter("soort", gettext_lazy("Kind"), EntryKind.choices, "kind")
CATEGORY = Filter("categorie", gettext_lazy("Category"), Category.choices, "category")
ENTRY_COLUMNS: tuple[Column[Entry], ...] = (
    Column(gettext_lazy("Booking number"), lambda row: row.number, "number"),
    Column(gettext_lazy("Date"), lambda row: day(row.date), "date", "date"),
    Column(gettext_lazy("Kind"), lambda row: row.get_kind_display(), "kind"),
    Column(gettext_lazy("Description"), lambda row: row.description),
    Column(gettext_lazy("Relation"), lambda row: row.relation or "", "relation__code"),
    Column(gettext_lazy("Amount"), lambda row: euro(getattr(row, "sum", None)), "sum", "number"),
)
ACCOUNT_COLUMNS: tuple[Column[LedgerAccount], ...] = (
    Column(gettext_lazy("Code"), lambda row: row.code, "code"),
    Column(gettext_lazy("Name"), lambda row: row.name, "name"),
    Column(gettext_lazy("Category"), lambda row: row.get_category_display(), "category"),
    Column(gettext_lazy("Debit"), lambda row: euro(getattr(row, "debit", None)), "debit", "number"),
    Column(
        gettext_lazy("Credit"), lambda row: euro(getattr(row, "credit", None)), "credit", "number"
    ),
)


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List the bookings, newest first."""
    records = administration.entries.select_related("relation")
    table = Table(
        request,
        records.annotate(sum=Round(Sum("lines__debit"), 2)).order_by("-number"),
        ENTRY_COLUMNS,
        search=("number", "description", "relation__code", "relation__name", "invoice__number"),
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
    )


@in_books()
def entry(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Show one booking with its sides."""
    known = administration.entries.select_related("relation", "invoice", "account")
    found = get_object_or_404(known, pk=pk)
    lines = list(found.lines.select_related("account"))
    return show(
        request,
        administration,
        "entry.html",
        heading=_("Booking %(number)s") % {"number": found.number},
        trail=(*BOOKKEEPING, ENTRIES),
        entry=found,
        lines=lines,
        debit=total(line.debit for line in lines),
        credit=total(line.credit for line in lines),
    )


@in_books()
def accounts(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show the chart of accounts with what was booked on each."""
    nothing = Decimal(0)
    records = administration.ledger_accounts.annotate(
        debit=Coalesce(Sum("entry_lines__debit"), nothing),
        credit=Coalesce(Sum("entry_lines__credit"), nothing),
    ).order_by("code")
    columns: Sequence[Column[LedgerAccount]] = ACCOUNT_COLUMNS
    table = Table(request, records, columns, search=("code", "name"), filters=(CATEGORY,))
    return show(
        request,
        administration,
        "list.html",
        heading=_("Ledger accounts"),
        trail=BOOKKEEPING,
        table=table,
        empty=_("There is no chart of accounts."),
    )
