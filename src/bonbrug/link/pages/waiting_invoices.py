"""Invoices that wait for a person's yes: each as it would be, with what is asked about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
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
from bonbrug.ui.templatetags.ui import moment
from bonbrug.values.addresses import IN_THE_BOX
from bonbrug.values.clock import system_clock
from bonbrug.values.money import times
from bonbrug.values.quantity import folded
from bonbrug.values.vat import Totals, known_code, line_vat

Facts = Mapping[str, object]
WAITS = gettext_lazy("Nothing is invoiced until you decide; the other work orders go on.")
NO_BUTTONS = SafeString("")
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
    buttons: SafeString = NO_BUTTONS
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

    pk: int
    number: str
    customer: str
    since: datetime | None
    asked: Sequence[Question]
    action: str = ""
    can_decline: bool = False
    decided: str = ""
    idle: str | Promise = ""
    lines: Sequence[Line] = ()
    line_count: int = 0
    totals: Totals | None = None
    order_url: str = ""
    again: Question | None = None
    way: str = ""

    @property
    def heading(self) -> str:
        return _("Work order %(number)s") % {"number": self.number}

    @property
    def since_in_words(self) -> str:
        return _("since %(since)s") % {"since": moment(self.since)} if self.since else ""

    @property
    def lines_in_words(self) -> str:
        count = self.line_count
        return ngettext("%(n)s line", "%(n)s lines", count) % {"n": count}

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
    page = _Page.of(connection, actions.addresses_of(rows))
    return [
        _waiting(page, job, items, opened=place < OPEN_AT_ONCE or job.pk == wanted)
        for place, (job, items) in enumerate(by_job.items())
    ]


@dataclass(frozen=True, slots=True)
class _Page:
    """What hundreds of invoices on one page share, worked out once and in its language.

    `wheres` are the addresses that are asked about by job, `address` is that of this page: the
    buttons go below it. `answers` are the buttons of a question by its code, `idle` stands below
    each invoice.
    """

    connection: Connection
    wheres: Mapping[int, actions.Site]
    address: str
    answers: Mapping[str, SafeString]
    idle: str

    @classmethod
    def of(cls, connection: Connection, wheres: Mapping[int, actions.Site]) -> "_Page":
        address = reverse("link:to_do", args=[connection.pk])
        answers = {code: _drawn(buttons) for code, buttons in OF_A_QUESTION.items()}
        return cls(connection, wheres, address, answers, str(WAITS))


def _drawn(buttons: Iterable[Button]) -> SafeString:
    pieces = ((button.word, button.label) for button in buttons)
    return format_html_join(
        "", '<button class="btn btn-sm" name="besluit" value="{}">{}</button>', pieces
    )


def _waiting(page: _Page, job: ExportJob, items: Sequence[Item], *, opened: bool) -> Waiting:
    asked = [_question(page, item) for item in items]
    bare = Waiting(
        job.pk,
        job.work_order_number or job.row_id,
        job.relation_code,
        items[0].opened_at,
        asked,
        action=asked[0].action,
        can_decline=True,
        idle=page.idle,
        order_url=order_url(page.connection, job.row_id),
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


def _question(page: _Page, item: Item) -> Question:
    url, place = place_of(page.connection, item.kind, item.subject)
    own = page.answers.get(item.kind, NO_BUTTONS)
    where = page.wheres.get(item.job_id or 0) if item.kind == DWELLING_UNKNOWN else None
    action = f"{page.address}{item.pk}/"
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


def context(invoices: Sequence[Waiting]) -> dict[str, object]:
    """Return what the template of the list needs: the invoices, and buttons that each of them has.

    `clean` is how many can be approved with one press.
    """
    each = {"approve": APPROVE, "decline": DECLINE, "retry": RETRY}
    words = {name: button.in_words() for name, button in each.items()}
    return {"invoices": invoices, "clean": sum(one.clean for one in invoices), **words}
