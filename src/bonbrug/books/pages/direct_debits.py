"""Factureren > Te incasseren: what waits to be collected, and a file for the bank."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.collect import (
    MOST_IN_A_FILE,
    check_day,
    check_firm,
    make_batch,
    obstacle,
    waiting,
)
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration, DirectDebit
from bonbrug.books.pages.navigation import INVOICING, TO_COLLECT, address, in_books, show
from bonbrug.ui import query_parameters
from bonbrug.ui.forms import DayField, UiForm
from bonbrug.ui.tables import Column, Table
from bonbrug.ui.templatetags.ui import badge, day, euro
from bonbrug.values.banking_days import on_or_after
from bonbrug.values.clock import accounting_day, system_clock

SEARCH = ("invoice__number", "invoice__relation__code", "invoice__relation__name")
SOON = timedelta(days=2)  # a bank wants the file a working day before


class DayForm(UiForm):
    """The day on which the bank collects."""

    dag = DayField(
        label=gettext_lazy("Collection day"),
        help_text=gettext_lazy(
            "The bank collects on this day. A customer hears of it 14 days before, on the invoice,"
            " unless you agreed on another notice; what that excludes stays in the list."
        ),
    )


@in_books("GET", "HEAD", "POST", write=Act.COLLECT)
def to_collect(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List what waits, for one day; the button makes the file of what can be collected then."""
    today = accounting_day(system_clock())
    if request.method == "POST":
        return _make(request, administration, today)
    debits = list(waiting(administration))
    chosen = query_parameters.day(request, "dag") or _first_day(debits, today)
    ready = [debit for debit in debits if obstacle(debit, chosen) is None][:MOST_IN_A_FILE]
    table = Table(
        request,
        waiting(administration),
        _columns(administration, chosen),
        search=SEARCH,
        row_url=lambda row: address("invoice", administration, row.invoice_id),
    )
    return show(
        request,
        administration,
        "to_collect.html",
        heading=TO_COLLECT,
        trail=(INVOICING,),
        table=table,
        form=DayForm(initial={"dag": chosen}),
        chosen=chosen,
        ready=ready,
        ids=",".join(str(debit.pk) for debit in ready),
        sum=_open(ready),
        firm_lacks=_refusal(lambda: check_firm(administration)),
        day_lacks=_refusal(lambda: check_day(chosen, today)),
        others=[(_("Direct debit files"), address("batches", administration))],
        empty_title=_("Nothing waits to be collected"),
        empty=_("An invoice that is collected stands here as soon as it is processed."),
    )


def _first_day(debits: Iterable[DirectDebit], today: date) -> date:
    """Return the first day on which all can be collected whose mandate is in order."""
    days = [debit.earliest for debit in debits if debit.earliest and not debit.doubt]
    return on_or_after(max([today + SOON, *days]))


def _open(debits: Iterable[DirectDebit]) -> Decimal:
    return sum((debit.invoice.open_item.open for debit in debits), Decimal(0))


def _refusal(check: Callable[[], None]) -> str:
    try:
        check()
    except Refused as refusal:
        return refusal.sentence
    return ""


def _columns(administration: Administration, chosen: date) -> Sequence[Column[DirectDebit]]:
    def state(debit: DirectDebit) -> SafeString:
        wrong = obstacle(debit, chosen)
        if wrong is None:
            return badge(_("goes in the file"), "green")
        return format_html("{} {}", badge(_("not yet"), "orange"), wrong.sentence)

    return (
        Column(_("Invoice number"), lambda row: row.invoice.number, "invoice__number"),
        Column(_("Relation"), lambda row: str(row.invoice.relation), "invoice__relation__code"),
        Column(_("Amount open"), lambda row: euro(row.invoice.open_item.open), "", "number"),
        Column(_("Mandate"), lambda row: str(row.mandate or "–"), "mandate__reference"),
        Column(_("Not before"), lambda row: day(row.earliest) or "–", "", "date"),
        Column(_("On %(day)s") % {"day": day(chosen)}, state, "", "status"),
        Column("", lambda row: _details(administration, row), "", "action"),
    )


def _details(administration: Administration, debit: DirectDebit) -> SafeString:
    label = _("Mandate of invoice %(number)s") % {"number": debit.invoice.number}
    return format_html(
        '<a class="btn btn-sm" href="{}" aria-label="{}">{}</a>',
        address("debit", administration, debit.pk),
        label,
        _("Mandate"),
    )


def _make(request: HttpRequest, administration: Administration, today: date) -> HttpResponseBase:
    form = DayForm(request.POST)
    back = HttpResponseRedirect(address("to_collect", administration))
    if not form.is_valid():
        messages.error(request, _("Choose the day on which the bank collects."))
        return back
    parts = request.POST.get("ids", "").split(",")
    ids = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 19]
    try:
        batch = make_batch(administration, ids, form.cleaned_data["dag"], today)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return back
    return HttpResponseRedirect(address("batch", administration, batch.pk))
