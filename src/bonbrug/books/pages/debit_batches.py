"""Factureren > Te incasseren > Incassobestanden: each file, and what became of what is in it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.access import need
from bonbrug.accounts.acts import Act
from bonbrug.books.actions.collect import withdraw
from bonbrug.books.actions.settle_debits import book_collected, collect_again, return_debit
from bonbrug.books.models import Administration, DebitBatch, DebitState, DirectDebit
from bonbrug.books.pages.debit_words import state_of
from bonbrug.books.pages.navigation import INVOICING, TO_COLLECT, address, in_books, show
from bonbrug.books.pages.received import ReceivedForm
from bonbrug.books.pages.sections import attempt, told
from bonbrug.ui.tables import Column, Table
from bonbrug.ui.templatetags.ui import badge, day, euro
from bonbrug.values.clock import accounting_day, system_clock

FILES = gettext_lazy("Direct debit files")
PLACES = {
    "account_unknown": "account_code",
    "account_holds_no_money": "account_code",
    "batch_day_wrong": "date",
}


@in_books()
def batches(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List the files, newest first."""
    table = Table(
        request,
        administration.debit_batches.all(),
        _columns(),
        row_url=lambda row: address("batch", administration, row.pk),
    )
    return show(
        request,
        administration,
        "list.html",
        heading=FILES,
        trail=(INVOICING, TO_COLLECT),
        table=table,
        others=[(TO_COLLECT, address("to_collect", administration))],
        empty_title=_("No direct debit files yet"),
        empty=_("Make the first one at To collect."),
    )


def _columns() -> Sequence[Column[DebitBatch]]:
    return (
        Column(_("Collection day"), lambda row: day(row.collection_day), "collection_day", "date"),
        Column(_("Made on"), lambda row: day(row.made_on), "made_on", "date"),
        Column(_("Invoices"), lambda row: str(row.count), "count", "number"),
        Column(_("Amount"), lambda row: euro(row.sum), "sum", "number"),
        Column(_("State"), _state, "", "status"),
    )


def _state(batch: DebitBatch) -> SafeString:
    if batch.withdrawn_on:
        return badge(_("withdrawn"), "secondary")
    if batch.collected_on:
        return badge(_("collected"), "green")
    return badge(_("for the bank"), "blue")


@in_books("GET", "POST", write=Act.BOOK)
def batch(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Show one file: download it, withdraw it, or book what was collected."""
    found = get_object_or_404(administration.debit_batches, pk=pk)
    today = accounting_day(system_clock())
    if request.POST.get("what") == "withdraw":
        need(request, Act.COLLECT, administration.organisation_id)
        return _withdrawn(request, administration, found)
    first = {"date": found.collection_day, "account_code": "1100"}
    form = ReceivedForm(administration, request.POST or None, initial=first)
    if form.is_valid() and attempt(form, lambda: _book(request, found, form), PLACES):
        return HttpResponseRedirect(address("batch", administration, pk))
    debits = found.debits.select_related("invoice__relation", "invoice__open_item", "mandate")
    return show(
        request,
        administration,
        "debit_batch.html",
        heading=_("Direct debit of %(day)s") % {"day": day(found.collection_day)},
        trail=(INVOICING, TO_COLLECT, FILES),
        batch=found,
        state=_state(found),
        debits=[_row(debit) for debit in debits],
        form=form,
        may_withdraw=found.may_be_withdrawn(today),
        may_book=found.collects_on(today)
        and any(debit.state == DebitState.IN_FILE for debit in debits),
    )


def _row(debit: DirectDebit) -> dict[str, object]:
    open_now = debit.invoice.open_item.open
    return {
        "debit": debit,
        "state": state_of(debit),
        "paid": debit.state == DebitState.IN_FILE and open_now < debit.amount,
        "may_return": debit.may_be_returned,
        "may_again": debit.may_be_collected_again,
    }


def _withdrawn(
    request: HttpRequest, administration: Administration, found: DebitBatch
) -> HttpResponseBase:
    today = accounting_day(system_clock())
    done = _("The file was withdrawn; its invoices wait again. Tell the bank as well.")
    told(request, lambda: withdraw(found, today), done)
    return HttpResponseRedirect(address("batch", administration, found.pk))


def _book(request: HttpRequest, found: DebitBatch, form: ReceivedForm) -> DebitBatch:
    said = form.cleaned_data
    today = accounting_day(system_clock())
    left = book_collected(found, said["account_code"], said["date"], today)
    messages.success(request, _("The receipts were booked."))
    for debit in left:
        facts = {"number": debit.invoice.number}
        messages.warning(
            request,
            _("Invoice %(number)s was paid in another way meanwhile, so nothing was booked on it.")
            % facts,
        )
    return found


@in_books(read=Act.COLLECT)
def batch_file(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Give the file as it was made; one that was withdrawn is not for the bank any more."""
    found = get_object_or_404(administration.debit_batches, pk=pk)
    if found.withdrawn_on:
        raise Http404
    name = f"incasso-{found.collection_day:%Y-%m-%d}-{found.pk}.xml"
    return HttpResponse(
        found.file,
        content_type="application/xml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@in_books("POST", read=Act.BOOK)
def returned(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Open the item again of a debit that the bank gave back."""
    debit = get_object_or_404(administration.direct_debits.select_related("invoice"), pk=pk)
    today = accounting_day(system_clock())
    done = _("Invoice %(number)s is open again.") % {"number": debit.invoice.number}
    told(request, lambda: return_debit(debit, today), done)
    return HttpResponseRedirect(_where(administration, debit))


@in_books("POST", read=Act.COLLECT)
def again(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Let an invoice wait once more after its debit was returned."""
    debit = get_object_or_404(administration.direct_debits.select_related("invoice"), pk=pk)
    done = _("Invoice %(number)s waits at To collect.") % {"number": debit.invoice.number}
    told(request, lambda: collect_again(debit), done)
    return HttpResponseRedirect(_where(administration, debit))


def _where(administration: Administration, debit: DirectDebit) -> str:
    if debit.batch_id:
        return address("batch", administration, debit.batch_id)
    return address("to_collect", administration)
