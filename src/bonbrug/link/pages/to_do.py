"""Te doen: what only a person can decide, with the buttons that exist."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from bonbrug.accounts.access import may, need
from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.models import Connection, ExportJob, Inbox, Item
from bonbrug.link.pages import waiting_invoices
from bonbrug.link.pages.decisions import (
    APPROVE,
    NUMBER_LENGTH,
    STANDS_AS,
    Button,
    approved,
    buttons,
)
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.pages.places import place_of
from bonbrug.link.pages.reopened import Compared, compared
from bonbrug.link.texts import sentences
from bonbrug.link.texts.terms import spaced
from bonbrug.sync.states.jobs import State
from bonbrug.ui import query_parameters
from bonbrug.values.clock import system_clock
from bonbrug.values.text import printable

CLOSED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Side:
    """The record on one side that an item is about; `url` '' when there is nothing to open."""

    label: str
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """An item with its words and buttons, the records on both sides, and where to go.

    `received` is where the work order stands as it came in; `compared` shows its invoice beside
    what stands on it now.
    """

    item: Item
    said: sentences.Said
    buttons: tuple[Button, ...] = ()
    sides: tuple[Side, ...] = ()
    url: str = ""
    place: str | Promise = ""
    received: str = ""
    compared: Compared | None = None


@acts(Act.SEE_LINK)
@require_GET
@login_required
def to_do(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is open, the oldest first, and what was closed lately."""
    connection = find(request, pk)
    wanted = query_parameters.number(request, waiting_invoices.WANTED)
    invoices = waiting_invoices.waiting(connection, wanted)
    context = {
        "matters": list(_open(request, connection)),
        "closed": list(_closed(connection)),
        **waiting_invoices.context(invoices),
    }
    return show(request, "to_do.html", context, connection=connection)


def _open(request: HttpRequest, connection: Connection) -> Iterator[Matter]:
    firm = connection.organisation_id
    kept = Exists(Inbox.objects.filter(job=OuterRef("job")))
    waits = actions.waiting_questions(connection).values("pk")
    rest = connection.items.filter(closed_at=None).exclude(pk__in=waits)
    still = rest.select_related("job").annotate(kept=kept)
    for item in still.order_by("opened_at", "pk"):
        url, place = place_of(connection, item.kind, item.subject)
        said = sentences.of_item(item)
        received = _received(connection, item) if item.kept else ""
        beside = compared(item) if item.kind == "reopened" else None
        known = sides(connection, item)
        pressed = tuple(each for each in buttons(item) if may(request, each.act, firm))
        yield Matter(item, said, pressed, known, url, place, received, beside)


def _received(connection: Connection, item: Item) -> str:
    return reverse("link:received", args=[connection.pk, item.job_id])


def _closed(connection: Connection) -> Iterator[Matter]:
    closed = connection.items.exclude(closed_at=None).select_related("closed_by")
    for item in closed.order_by("-closed_at")[:CLOSED_SHOWN]:
        yield Matter(item, sentences.of_item(item))


def sides(connection: Connection, item: Item) -> tuple[Side, ...]:
    """Return what an item is about in the work orders and in the books."""
    if item.job is None:
        company = _("company %(id)s") % {"id": connection.company_id}
        return (
            Side(_("In the work orders"), company),
            Side(_("In the books"), connection.books_name or "–"),
        )
    number = item.job.work_order_number or item.job.row_id
    page = reverse("link:invoices", args=[connection.pk])
    order = _("work order %(number)s") % {"number": number}
    known = (
        Side(_("In the work orders"), order, f"{page}?{urlencode({'zoek': number})}"),
        Side(_("In the books"), _bill(item)),
    )
    others = _others(item.job)
    return (*known, Side(_("Also on this invoice"), others)) if others else known


def _others(job: ExportJob) -> str:
    """Name the other work orders of the collective invoice that this one is on."""
    if job.collected_in_id is None:
        return ""
    beside = ExportJob.objects.filter(collected_in=job.collected_in_id).exclude(pk=job.pk)
    return ", ".join(one.work_order_number or one.row_id for one in beside.order_by("pk"))


def _bill(item: Item) -> str:
    """Name the invoices of an item, and say whether the books confirmed them."""
    job = item.job
    made = job.invoice_number if job else ""
    number = spaced(str(item.facts.get("invoices") or item.facts.get("invoice") or made))
    if not number:
        return _("no invoice by this link")
    if job and job.state == State.INTENDED:
        return _("invoice %(number)s, not confirmed by the books") % {"number": number}
    count = len(number.split(","))
    return ngettext("invoice %(number)s", "invoices %(number)s", count) % {"number": number}


@acts(Act.SEE_LINK, Act.SEE_LINK, Act.RUN_LINK, Act.APPROVE, Act.CREDIT)
@require_POST
@login_required
def decide(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Do what the person chose, with their name."""
    connection = find(request, pk)
    found = connection.items.filter(pk=item).first()
    if found is None:
        raise Http404
    word = request.POST.get("besluit")
    button = next((each for each in buttons(found) if each.word == word), None)
    if button is None or found.closed_at is not None:
        messages.info(request, _("This was decided already."))
        return redirect("link:to_do", connection.pk)
    need(request, button.act, connection.organisation_id)
    if "adres" in request.POST and not actions.asks_about(found, request.POST["adres"]):
        _say(request, button, in_time=False)
    elif button.do is None:
        _stands_as(request, found)
    else:
        in_time = button.do(found, person(request), system_clock())
        if button is APPROVE and found.job:
            said = approved(connection, found.job.relation_code)
            button = replace(button, done=said)
        _say(request, button, in_time=in_time)
    return redirect("link:to_do", connection.pk)


def _stands_as(request: HttpRequest, item: Item) -> None:
    number = printable(request.POST.get("nummer", "")).strip()
    if not number or len(number) > NUMBER_LENGTH:
        messages.error(request, _("Fill in the invoice number as it stands in e-Boekhouden.nl."))
        return
    in_time = actions.stands_as(item, number, person(request), system_clock())
    _say(request, STANDS_AS, in_time=in_time)


def _say(request: HttpRequest, button: Button, *, in_time: bool) -> None:
    """Say what was done, or that it stands otherwise since the person looked."""
    if in_time:
        messages.success(request, str(button.done))
    else:
        messages.info(request, _("This changed in the meantime. Look at it again."))
