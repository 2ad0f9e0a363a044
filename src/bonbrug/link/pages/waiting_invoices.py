"""Invoices that wait for a person's yes: each as it would be, with what is asked about it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bonbrug.link import actions
from bonbrug.link.models import Connection, ExportJob, Item, Proposal
from bonbrug.link.pages.decisions import APPROVE, DECLINE, LOOKED_UP, OF_A_QUESTION, RETRY, Button
from bonbrug.link.pages.navigation import find
from bonbrug.link.pages.person import person
from bonbrug.link.pages.places import place_of
from bonbrug.link.texts import sentences
from bonbrug.link.texts.delivery import goes
from bonbrug.sync.drafting.invoice import expected_totals
from bonbrug.sync.judging.weights import EVERY_INVOICE
from bonbrug.sync.model.records import Invoice, InvoiceLine
from bonbrug.sync.model.serializers import invoice_from_json
from bonbrug.sync.vat.doubts import DWELLING_UNKNOWN
from bonbrug.values.addresses import IN_THE_BOX
from bonbrug.values.clock import system_clock
from bonbrug.values.money import times
from bonbrug.values.quantity import folded
from bonbrug.values.vat import Totals, known_code, line_vat

OPEN_AT_ONCE = 10  # invoices that show their lines without a press


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it would be, in euros; `asked`: one of the questions is about it."""

    line: InvoiceLine
    net: Decimal
    vat: Decimal
    rate: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in words; `buttons` answer it alone, and `url` is where it is repaired.

    `where` is the address that it is about ('' when it is about none).
    """

    item: Item
    said: sentences.Said
    buttons: tuple[Button, ...] = ()
    url: str = ""
    place: str | Promise = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One work order, what is asked about it, and its invoice.

    Without `totals` there is no invoice to show: the link has to look at the work order first.
    `again` is the question for which the books can be looked at again, `way` how it would go out.
    """

    approve: ClassVar[Button] = APPROVE
    decline: ClassVar[Button] = DECLINE
    retry: ClassVar[Button] = RETRY

    job: ExportJob
    asked: Sequence[Question]
    lines: Sequence[Line] = ()
    totals: Totals | None = None
    order_url: str = ""
    opened: bool = False
    again: Item | None = None
    way: str = ""

    @property
    def item(self) -> Item:
        """The item whose buttons decide about the whole work order."""
        return self.asked[0].item


def waiting(connection: Connection) -> list[Waiting]:
    """Return every invoice that waits, the oldest question first."""
    found = actions.waiting_questions(connection)
    rows = found.select_related("job__proposal").order_by("opened_at", "pk")
    by_job: dict[int, list[Item]] = {}
    for item in rows:
        by_job.setdefault(item.job_id or 0, []).append(item)
    return [
        _waiting(connection, items, opened=place < OPEN_AT_ONCE)
        for place, items in enumerate(by_job.values())
    ]


def _waiting(connection: Connection, items: Sequence[Item], *, opened: bool) -> Waiting:
    job = items[0].job
    if job is None:
        raise ValueError("an item of no work order")
    asked = [_question(connection, item) for item in items]
    proposed = _proposed(job)
    url = _order_url(connection, job)
    again = next((item for item in items if item.kind in LOOKED_UP), None)
    if proposed is None:
        return Waiting(job, asked, order_url=url, again=again)
    lines = list(_lines(proposed, items))
    totals = expected_totals(proposed)
    return Waiting(job, asked, lines, totals, url, opened, again, goes(proposed.delivery))


def _question(connection: Connection, item: Item) -> Question:
    url, place = place_of(connection, item)
    own = OF_A_QUESTION.get(item.kind, ())
    where = actions.address_of(item) if item.kind == DWELLING_UNKNOWN else ""
    return Question(item, sentences.of_item(item), own, url, place, where)


def _proposed(job: ExportJob) -> Invoice | None:
    """Return the invoice that is asked about; None when it is of other circumstances."""
    proposal: Proposal | None = getattr(job, "proposal", None)
    if proposal is None or proposal.circumstances != job.refused_fingerprint:
        return None
    return invoice_from_json(proposal.body)


def _lines(invoice: Invoice, items: Iterable[Item]) -> Iterator[Line]:
    named = {folded(str(item.facts["article"])) for item in items if "article" in item.facts}
    for line in invoice.lines:
        net = times(line.quantity, line.price)
        vat = line_vat(net, line.vat_code, invoice.day)
        code = known_code(line.vat_code)
        rate = _("reverse-charged") if code and code.reversed else ""
        if code and not rate:
            rate = f"{code.rate_on(invoice.day):f}%"
        yield Line(line, net, vat, rate or line.vat_code, folded(line.code) in named)


def _order_url(connection: Connection, job: ExportJob) -> str:
    """Return where the work order is, when the work orders are in the box ('' elsewhere).

    The two houses agree on this address; the person's own rights decide there.
    """
    if connection.field_service != IN_THE_BOX or not job.row_id.isdecimal():
        return ""
    return f"/werkbonnen/rij/{connection.company_id}/{job.row_id}/"


@require_POST
@login_required
def approve_clean(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve every waiting invoice about which nothing is doubtful."""
    connection = find(request, pk)
    count = actions.approve_clean(connection, person(request), system_clock())
    if count:
        text = ngettext(
            "%(count)s invoice is approved and goes with the next run.",
            "%(count)s invoices are approved and go with the next run.",
            count,
        )
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("There was nothing to approve any more."))
    return redirect("link:to_do", connection.pk)


def clean(invoices: Iterable[Waiting]) -> int:
    """Return how many of these can be approved with one press."""
    return sum(
        all(each.item.kind == EVERY_INVOICE for each in one.asked) and one.totals is not None
        for one in invoices
    )
