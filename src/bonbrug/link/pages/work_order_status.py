"""What became of one work order, for the page of the work order itself.

The house of the work orders knows no link: its page asks for this piece in the browser, at an
address that the two houses agree on, and the person's own rights decide.
"""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bonbrug.accounts.access import mine, need_somewhere
from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link.models import Connection, ExportJob
from bonbrug.ui.templatetags.ui import day, euro

Text = str | Promise
NOTHING_TO_SHOW = 204


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the three lines: what is asked, the answer in words and colour, and more of it."""

    label: Text
    words: Text
    colour: str
    more: Text = ""


@acts(Act.SEE_LINK)
@require_GET
@login_required
@never_cache
def work_order_status(request: HttpRequest, company_id: str, row_id: str) -> HttpResponse:
    """Answer three lines of HTML; nothing (204) when no link has seen this work order."""
    need_somewhere(request)
    own = mine(request, Connection.objects.filter(company_id=company_id, deleted_at=None))
    jobs = ExportJob.objects.filter(connection__in=own, row_id=row_id)
    job = jobs.select_related("connection", "collected_in").order_by("-generation", "-pk").first()
    if job is None:
        return HttpResponse(status=NOTHING_TO_SHOW)
    return render(request, "link/work_order_status.html", {"job": job, "answers": answers(job)})


def answers(job: ExportJob) -> tuple[Answer, Answer, Answer]:
    """Return invoiced, booked and paid: three different things.

    On a collective invoice the last two are about the whole of it.
    """
    whole = job.collected_in or job
    return (
        Answer(_("Invoiced"), *_invoiced(job)),
        Answer(_("Booked"), *_booked(whole)),
        Answer(_("Paid"), *_paid(whole)),
    )


def _invoiced(job: ExportJob) -> tuple[Text, str, Text]:
    if not job.invoice_number:
        return _("not yet"), "orange", ""
    what = _("collective invoice") if job.collected_in_id else euro(job.gross)
    return _("yes"), "green", f"{job.invoice_number} · {what} · {day(job.invoiced_at)}"


def _booked(job: ExportJob) -> tuple[Text, str, Text]:
    if job.booked:
        return _("yes"), "green", _("Stands under Boekhouden > Overzichten > Open posten.")
    if job.verified:
        return _("no"), "orange", _("The invoice stands ready in the books.")
    return _("not yet"), "secondary", ""


def _paid(job: ExportJob) -> tuple[Text, str, Text]:
    if not job.booked or job.open_amount is None:
        return _("not yet"), "secondary", ""
    if not job.open_amount:
        return _("yes"), "green", ""
    partly = job.gross is not None and abs(job.open_amount) < abs(job.gross)
    words = _("partly") if partly else _("no")
    return words, "orange", _("Open: %(amount)s") % {"amount": euro(job.open_amount)}
