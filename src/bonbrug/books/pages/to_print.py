"""Factureren > Te printen: invoices for the post, in one PDF, and marked when they are on paper."""

from collections.abc import Sequence
from io import BytesIO

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.print_invoices import (
    MOST_AT_ONCE,
    drop_letter,
    gather,
    mark_printed,
    print_again,
)
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration, Invoice, Letter, PrintRun
from bonbrug.books.pages.navigation import INVOICING, TO_PRINT, address, in_books, show
from bonbrug.books.pages.pdf import invoice_pdf
from bonbrug.books.pages.pdf_joining import joined
from bonbrug.books.pages.sections import told
from bonbrug.ui.tables import Column, Table
from bonbrug.ui.templatetags.ui import day, euro
from bonbrug.values.clock import accounting_day, system_clock

SEARCH = ("invoice__number", "invoice__relation__code", "invoice__relation__name")


@in_books("GET", "HEAD", "POST", write=Act.WRITE_INVOICES)
def to_print(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List what waits; the button puts all of it in one PDF."""
    if request.method == "POST":
        return _gather(request, administration)
    runs = administration.print_runs.annotate(letter_count=Count("letters"))
    waiting = administration.letters.filter(run=None).select_related("invoice__relation")
    table = Table(
        request,
        waiting,
        _columns(request, administration),
        search=SEARCH,
        amounts=("invoice__gross",),
        row_url=lambda row: address("invoice", administration, row.invoice_id),
    )
    return show(
        request,
        administration,
        "to_print.html",
        heading=TO_PRINT,
        trail=(INVOICING,),
        table=table,
        at_once=min(table.total, MOST_AT_ONCE),
        runs=[_told(administration, run, run.letter_count) for run in runs[:10]],
        empty_title=_("Nothing waits to be printed"),
        empty=_("An invoice that goes by post stands here as soon as it is processed."),
    )


def _gather(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    try:
        run = gather(administration, accounting_day(system_clock()))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return HttpResponseRedirect(address("to_print", administration))
    return HttpResponseRedirect(address("print_run", administration, run.pk))


def _told(administration: Administration, run: PrintRun, count: int) -> dict[str, object]:
    words = ngettext("%(count)s invoice", "%(count)s invoices", count) % {"count": count}
    return {"url": address("print_run", administration, run.pk), "run": run, "words": words}


def _columns(request: HttpRequest, administration: Administration) -> Sequence[Column[Letter]]:
    return (
        Column(_("Invoice number"), lambda row: row.invoice.number, "invoice__number"),
        Column(_("Relation"), lambda row: str(row.invoice.relation), "invoice__relation__code"),
        Column(_("Invoice date"), lambda row: day(row.invoice.date), "invoice__date", "date"),
        Column(
            _("Amount with VAT"), lambda row: euro(row.invoice.gross), "invoice__gross", "number"
        ),
        Column("", lambda row: _drop_button(request, administration, row), "", "action"),
    )


def _drop_button(
    request: HttpRequest, administration: Administration, letter: Letter
) -> SafeString:
    label = _("Do not print invoice %(number)s") % {"number": letter.invoice.number}
    return format_html(
        '<form method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button class="btn btn-sm" aria-label="{}">{}</button></form>',
        address("letter_drop", administration, letter.pk),
        get_token(request),
        label,
        _("Do not print"),
    )


@in_books("POST", read=Act.WRITE_INVOICES)
def drop(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Take an invoice out of the list: it goes in another way."""
    letter = get_object_or_404(administration.letters.select_related("invoice"), pk=pk)
    done = _("Invoice %(number)s is not printed.") % {"number": letter.invoice.number}
    told(request, lambda: drop_letter(letter), done)
    return HttpResponseRedirect(address("to_print", administration))


@in_books("GET", "POST", write=Act.WRITE_INVOICES)
def print_run(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Show one run: its PDF, and whether it is on paper."""
    run = get_object_or_404(administration.print_runs, pk=pk)
    if request.method == "POST":
        return _decided(request, administration, run)
    return show(
        request,
        administration,
        "print_run.html",
        heading=_("To print on %(day)s") % {"day": day(run.made_on)},
        trail=(INVOICING, TO_PRINT),
        run=run,
        invoices=list(_invoices(run)),
        back=address("to_print", administration),
    )


def _decided(
    request: HttpRequest, administration: Administration, run: PrintRun
) -> HttpResponseBase:
    if request.POST.get("what") == "printed":
        mark_printed(run, accounting_day(system_clock()))
        messages.success(request, _("These invoices are marked as printed."))
        return HttpResponseRedirect(address("print_run", administration, run.pk))
    print_again(run)
    messages.success(request, _("These invoices wait to be printed again."))
    return HttpResponseRedirect(address("to_print", administration))


@in_books()
def print_run_pdf(
    request: HttpRequest, administration: Administration, pk: int
) -> HttpResponseBase:
    """Give all invoices of a run as one PDF; as often as is needed."""
    run = get_object_or_404(administration.print_runs, pk=pk)
    papers = [invoice_pdf(invoice) for invoice in _invoices(run)]
    return FileResponse(
        BytesIO(joined(papers)),
        content_type="application/pdf",
        filename=f"facturen-{run.made_on:%Y-%m-%d}-{run.pk}.pdf",
    )


def _invoices(run: PrintRun) -> QuerySet[Invoice]:
    return Invoice.objects.for_paper().filter(letter__run=run).order_by("letter__pk")
