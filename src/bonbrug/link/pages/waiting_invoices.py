"""Invoices that wait for a person's yes: each as it would be, with what is asked about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
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

Facts = Mapping[str, object]
WAITS = gettext_lazy("Nothing is invoiced until you decide; the other work orders go on.")
OPEN_AT_ONCE = 10  # invoices that show their lines without a press
WANTED = "bon"  # of which one more does


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

    `where` is the address that it is about (None when it is about none), `pk` its item (0: none
    yet), and `action` where its own buttons go.
    """

    code: str
    said: sentences.Said
    pk: int = 0
    action: str = ""
    buttons: tuple[Button, ...] = ()
    url: str = ""
    place: str | Promise = ""
    where: actions.Site | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One work order, what is asked about it, and its invoice.

    Without `totals` there is no invoice to show: the link has to look at the work order first.
    Without `lines` they are shown on request: nobody reads hundreds of invoices at once.
    `action` is where its buttons go ('' when it was `decided`), `pk` tells it from the others,
    `idle` says what happens without a press, `way` how it would go out, and `again` is the question
    for which the books can be looked at again.
    """

    approve: ClassVar[Button] = APPROVE
    retry: ClassVar[Button] = RETRY

    pk: int
    number: str
    customer: str
    since: datetime | None
    asked: Sequence[Question]
    action: str = ""
    decline: Button | None = None
    decided: str = ""
    idle: str | Promise = WAITS
    lines: Sequence[Line] = ()
    line_count: int = 0
    totals: Totals | None = None
    order_url: str = ""
    again: Question | None = None
    way: str = ""

    @property
    def clean(self) -> bool:
        """Tell whether it can be approved together with the others."""
        only_looked_at = all(each.code == EVERY_INVOICE for each in self.asked)
        return bool(self.action) and only_looked_at and self.totals is not None


def waiting(connection: Connection, wanted: int | None = None) -> list[Waiting]:
    """Return every invoice that waits, the oldest question first; `wanted` shows its lines too."""
    found = actions.waiting_questions(connection)
    # Not joined: several questions about one job would each bring its invoice again.
    rows = found.prefetch_related("job__proposal").order_by("opened_at", "pk")
    by_job: dict[ExportJob, list[Item]] = {}
    for item in rows:
        if item.job:
            by_job.setdefault(item.job, []).append(item)
    wheres = actions.addresses_of(rows)
    # Its buttons go below this page; worked out for each of hundreds it took the longest.
    page = reverse("link:to_do", args=[connection.pk])
    return [
        _waiting(
            connection, job, items, wheres, page, opened=place < OPEN_AT_ONCE or job.pk == wanted
        )
        for place, (job, items) in enumerate(by_job.items())
    ]


def _waiting(
    connection: Connection,
    job: ExportJob,
    items: Sequence[Item],
    wheres: Mapping[int, actions.Site],
    page: str,
    *,
    opened: bool,
) -> Waiting:
    asked = [_question(connection, item, wheres, page) for item in items]
    bare = Waiting(
        job.pk,
        job.work_order_number or job.row_id,
        job.relation_code,
        items[0].opened_at,
        asked,
        action=asked[0].action,
        decline=DECLINE,
        order_url=order_url(connection, job.row_id),
        again=next((each for each in asked if each.code in LOOKED_UP), None),
    )
    return with_invoice(bare, _proposed(job), [item.facts for item in items], opened=opened)


def with_invoice(
    one: Waiting, proposed: Invoice | None, facts: Iterable[Facts], *, opened: bool
) -> Waiting:
    """Show the invoice, `opened` with its lines; those that the facts name are marked."""
    if proposed is None:
        return one
    count, totals = len(proposed.lines), expected_totals(proposed)
    known = replace(one, line_count=count, totals=totals, way=goes(proposed.delivery))
    return replace(known, lines=list(_lines(proposed, facts))) if opened else known


def _question(
    connection: Connection, item: Item, wheres: Mapping[int, actions.Site], page: str
) -> Question:
    url, place = place_of(connection, item.kind, item.subject)
    own = OF_A_QUESTION.get(item.kind, ())
    where = wheres.get(item.job_id or 0) if item.kind == DWELLING_UNKNOWN else None
    action = f"{page}{item.pk}/"
    return Question(item.kind, sentences.of_item(item), item.pk, action, own, url, place, where)


def _proposed(job: ExportJob) -> Invoice | None:
    """Return the invoice that is asked about; None when it is of other circumstances."""
    proposal: Proposal | None = getattr(job, "proposal", None)
    if proposal is None or proposal.circumstances != job.refused_fingerprint:
        return None
    return invoice_from_json(proposal.body)


def _lines(invoice: Invoice, facts: Iterable[Facts]) -> Iterator[Line]:
    named = {folded(str(each["article"])) for each in facts if "article" in each}
    for line in invoice.lines:
        net = times(line.quantity, line.price)
        vat = line_vat(net, line.vat_code, invoice.day)
        code = known_code(line.vat_code)
        rate = _("reverse-charged") if code and code.reversed else ""
        if code and not rate:
            rate = f"{code.rate_on(invoice.day):f}%"
        yield Line(line, net, vat, rate or line.vat_code, folded(line.code) in named)


def order_url(connection: Connection, row_id: str) -> str:
    """Return where the work order is, when the work orders are in the box ('' elsewhere).

    The two houses agree on this address; the person's own rights decide there.
    """
    if connection.field_service != IN_THE_BOX or not row_id.isdecimal():
        return ""
    return f"/werkbonnen/rij/{connection.company_id}/{row_id}/"


@acts(Act.APPROVE)
@require_POST
@login_required
def approve_clean(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve every waiting invoice about which nothing is doubtful."""
    connection = find(request, pk)
    count = actions.approve_clean(connection, person(request), system_clock())
    say_approved(request, count)
    return redirect("link:to_do", connection.pk)


def say_approved(request: HttpRequest, count: int) -> None:
    """Say how many were approved with one press."""
    if not count:
        messages.info(request, _("There was nothing to approve any more."))
        return
    text = ngettext(
        "%(count)s invoice is approved: it goes with the next run, or with the collective invoice "
        "of its customer.",
        "%(count)s invoices are approved: they go with the next run, or with the collective "
        "invoice of their customer.",
        count,
    )
    messages.success(request, text % {"count": count})


def clean(invoices: Iterable[Waiting]) -> int:
    """Return how many of these can be approved with one press."""
    return sum(one.clean for one in invoices)
