"""Werkbonnen en facturen: every work order that was seen, and what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bonbrug.accounts.access import may
from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.models import Connection, ExportJob
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.texts import sentences
from bonbrug.link.texts.states import STATES
from bonbrug.sync.states.jobs import State
from bonbrug.ui.tables import Column, Filter, Table
from bonbrug.ui.templatetags.ui import badge, day, euro, moment
from bonbrug.values.clock import system_clock


@acts(Act.SEE_LINK)
@require_safe
@login_required
def invoices(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the table with search and a filter on the state."""
    connection = find(request, pk)
    table = Table(
        request,
        _with_credits(connection).order_by("-seen_at", "-pk"),
        columns(may(request, Act.APPROVE, connection.organisation_id)),
        search=("work_order_number", "row_id", "invoice_number", "relation_code"),
        amounts=("gross", "net", "open_amount"),
        filters=(_by_state(),),
    )
    return show(request, "invoices.html", {"table": table}, connection=connection)


def _with_credits(connection: Connection) -> QuerySet[ExportJob]:
    """Return every job with the number that credits its invoice, as `credited_by`."""
    mine = ExportJob.objects.filter(connection=connection, collected_in=None).exclude(credits="")
    credit = mine.filter(credits=OuterRef("invoice_number")).exclude(state=State.WITHDRAWN)
    return connection.jobs.annotate(credited_by=Subquery(credit.values("invoice_number")[:1]))


def columns(approves: bool = True) -> tuple[Column[ExportJob], ...]:
    """Return the columns; amounts only once the books confirmed them."""
    return (
        Column(_("Work order"), _number, "work_order_number"),
        Column(_("Work date"), lambda job: day(job.work_day), "work_day", "date"),
        Column(_("Relation"), lambda job: job.relation_code or "–", "relation_code"),
        Column(_("State"), lambda job: state(job, approves=approves), kind="status"),
        Column(
            _("Invoice number"),
            invoice,
            "invoice_number",
            in_file=lambda job: job.invoice_number,
        ),
        Column(_("Amount incl. VAT"), lambda job: euro(job.gross), "gross", "number"),
        Column(_("Booked"), booked),
    )


def _by_state() -> Filter:
    choices = [(str(word), words) for word, (words, _colour) in STATES.items()]
    return Filter("stand", _("State"), choices, "state")


def _number(job: ExportJob) -> str:
    return job.work_order_number or job.row_id


def state(job: ExportJob, *, approves: bool = True) -> SafeString:
    """Say how far a work order is; a refused one with its reason, which leads to Te doen."""
    words, colour = STATES.get(job.state, (job.state, "secondary"))
    shown = badge(words, colour)
    if job.state == State.REFUSED and job.refused_code:
        why = sentences.title(job.refused_code)
        to_do = reverse("link:to_do", args=[job.connection_id])
        return format_html('<div>{}<br><a href="{}">{}</a></div>', shown, to_do, why)
    if job.state == State.DECLINED and approves:
        after_all = reverse("link:invoice_after_all", args=[job.connection_id, job.pk])
        words = _("Invoice it after all")
        return format_html('<div>{}<br><a href="{}">{}</a></div>', shown, after_all, words)
    return shown


@acts(Act.APPROVE)
@require_http_methods(["GET", "POST"])
@login_required
def invoice_after_all(request: HttpRequest, pk: int, job: int) -> HttpResponse:
    """Ask whether a work order of which somebody wanted no invoice is to be invoiced; do it."""
    connection = find(request, pk)
    found = get_object_or_404(connection.jobs, pk=job)
    if request.method == "GET":
        return show(request, "invoice_after_all.html", {"job": found}, connection=connection)
    if actions.reconsider(found, person(request), system_clock()):
        messages.success(request, _("It goes with the next run."))
    else:
        messages.info(request, _("This was decided already."))
    return redirect("link:invoices", connection.pk)


def invoice(job: ExportJob) -> str:
    """Show the number with the moment below it, and what it credits or what credits it."""
    if not job.invoice_number:
        return "–"
    return format_html(
        '<div>{}<br><span class="text-secondary">{}{}</span></div>',
        job.invoice_number,
        moment(job.invoiced_at),
        _beside(job),
    )


def _beside(job: ExportJob) -> str:
    if job.credits:
        return format_html("<br>{}", _("credit of %(number)s") % {"number": job.credits})
    by = getattr(job, "credited_by", "")
    return format_html("<br>{}", _("credited by %(number)s") % {"number": by}) if by else ""


def booked(job: ExportJob) -> str:
    """Tell booked from set ready; nothing before there is an invoice."""
    if not job.invoice_number or job.invoiced_at is None:
        return "–"
    return _("booked") if job.booked else _("set ready")
