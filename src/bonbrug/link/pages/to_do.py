"""Te doen: what only a person can decide, with the buttons that exist."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from bonbrug.accounts.models import User
from bonbrug.link import actions
from bonbrug.link.models import Connection, Inbox, Item
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.texts import sentences
from bonbrug.link.texts.terms import spaced
from bonbrug.link.texts.vat import ANSWERS
from bonbrug.sync.invoicing import doubts
from bonbrug.sync.states.jobs import State
from bonbrug.sync.vat.doubts import DWELLING_UNKNOWN, WORK_UNMARKED
from bonbrug.values.clock import system_clock
from bonbrug.values.text import printable
from bonbrug.values.vat_work import Dwelling

CLOSED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Button:
    """`word` goes into the address; `done` is the notice after it.

    Without a `do` a number is typed with it. `suggested` is off for one of several answers.
    """

    word: str
    label: str | Promise
    done: str | Promise
    do: Callable[[Item, User | None, datetime], bool] | None
    question: str | Promise = ""
    suggested: bool = True

    @property
    def asks_number(self) -> bool:
        return self.do is None


RETRY = Button(
    "opnieuw",
    gettext_lazy("Try again"),
    gettext_lazy("It is tried again in the next run."),
    actions.retry,
)
RELEASE = Button(
    "bevestigen",
    gettext_lazy("Let these work orders go"),
    gettext_lazy("The work orders go with the next run."),
    actions.accept,
    gettext_lazy("Every one of them becomes an invoice. An invoice that is made stays."),
)
RESUME = Button(
    "bevestigen",
    gettext_lazy("Let the invoices go on"),
    gettext_lazy("The invoices go on with the next run."),
    actions.accept,
)
ACCEPT = Button(
    "bevestigen",
    gettext_lazy("Yes, this is right"),
    gettext_lazy("It is confirmed. The next run goes on with it."),
    actions.accept,
)
APPROVE = Button(
    "zo-factureren",
    gettext_lazy("Invoice it like this"),
    gettext_lazy("It is invoiced as it is in the next run, unless something changes before."),
    actions.approve,
    gettext_lazy(
        "This holds for everything that is asked about this work order. An invoice that is made "
        "stays."
    ),
)
CLOSE = Button(
    "afsluiten",
    gettext_lazy("Seen, close this"),
    gettext_lazy("It is closed. If it happens again, it comes back here."),
    actions.close,
)
STANDS_AS = Button(
    "staat-erin",
    gettext_lazy("It is in the books under this number"),
    gettext_lazy("The next run looks it up and keeps it."),
    None,
)
NO_INVOICE = Button(
    "geen-factuur",
    gettext_lazy("No invoice is needed"),
    gettext_lazy("The link does not look for it any more."),
    actions.no_invoice,
    gettext_lazy("See in e-Boekhouden.nl first that the invoice is really not there."),
)
NUMBER_LENGTH = 50


def _answering(answer: Dwelling) -> Callable[[Item, User | None, datetime], bool]:
    return lambda item, user, now: actions.answer_item(item, answer, user, now)


ANSWERED = gettext_lazy(
    "The answer is kept for this address. The work order goes with the next run."
)
DWELLING = tuple(
    Button(f"adres-{answer}", label, ANSWERED, _answering(Dwelling(answer)), suggested=False)
    for answer, label in ANSWERS.items()
)
# What waits for a yes cannot be closed without one: it would be out of sight.
ONLY = {"backlog": (RELEASE,), "exports_held": (RESUME,)}
# The link stands still until somebody signs in again; then these close by themselves.
SIGNING_IN = frozenset({"credentials_refused", "other_administration", "seal_broken"})
ACCEPTABLE = frozenset({"mass_change", "restored_books", "code_reused"})
AGAIN = frozenset({"setting_refused", "put_refused", "settle_refused", "step_refused", "defect"})
TOKENS = frozenset({"token", "software_token"})
PLACES: dict[str, tuple[str, str | Promise]] = {
    **dict.fromkeys(SIGNING_IN, ("link:sign_in", gettext_lazy("To Login settings"))),
    **dict.fromkeys(
        ("setting_refused", "no_template", "template_too_long", "unknown_relation"),
        ("link:settings", gettext_lazy("To the settings")),
    ),
    **dict.fromkeys(
        ("vat_id_missing", "vat_id_wrong", "vat_private_abroad", "vat_country_unknown"),
        ("link:agreements", gettext_lazy("To Customer agreements")),
    ),
    WORK_UNMARKED: ("link:vat", gettext_lazy("To VAT on invoices")),
    **dict.fromkeys(
        ("new_layout", "rounding_unclear", "unknown_call_out"),
        ("link:layout", gettext_lazy("To Invoice lines")),
    ),
}


@dataclass(frozen=True, slots=True)
class Side:
    """The record on one side that an item is about; `url` '' when there is nothing to open."""

    label: str
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """An item with its words and buttons, the records on both sides, and where to go.

    `received` is where the work order stands as it came in.
    """

    item: Item
    said: sentences.Said
    buttons: tuple[Button, ...] = ()
    sides: tuple[Side, ...] = ()
    url: str = ""
    place: str | Promise = ""
    received: str = ""


@require_GET
@login_required
def to_do(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is open, the oldest first, and what was closed lately."""
    connection = find(request, pk)
    context = {"matters": list(_open(connection)), "closed": list(_closed(connection))}
    return show(request, "to_do.html", context, connection=connection)


def _open(connection: Connection) -> Iterator[Matter]:
    kept = Exists(Inbox.objects.filter(job=OuterRef("job")))
    still = connection.items.filter(closed_at=None).select_related("job").annotate(kept=kept)
    for item in still.order_by("opened_at", "pk"):
        url, place = _place(connection, item)
        said = sentences.of_item(item)
        received = _received(connection, item) if item.kept else ""
        yield Matter(item, said, buttons(item), sides(connection, item), url, place, received)


def _received(connection: Connection, item: Item) -> str:
    return reverse("link:received", args=[connection.pk, item.job_id])


def _closed(connection: Connection) -> Iterator[Matter]:
    closed = connection.items.exclude(closed_at=None).select_related("closed_by")
    for item in closed.order_by("-closed_at")[:CLOSED_SHOWN]:
        yield Matter(item, sentences.of_item(item))


def _place(connection: Connection, item: Item) -> tuple[str, str | Promise]:
    """Return where the item is repaired; a token comes from the work orders."""
    if item.kind == "credentials_refused" and item.subject in TOKENS:
        return reverse("link:opening"), _("How to open it again")
    if item.kind not in PLACES:
        return "", ""
    name, label = PLACES[item.kind]
    return reverse(name, args=[connection.pk]), label


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
    shown = [
        Side(_("In the work orders"), order, f"{page}?{urlencode({'zoek': number})}"),
        Side(_("In the books"), _bill(item)),
    ]
    if item.kind == DWELLING_UNKNOWN:
        shown.append(Side(_("Address of the work"), actions.address_of(item) or "–"))
    return tuple(shown)


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


def buttons(item: Item) -> tuple[Button, ...]:
    """Return what may be decided about an item."""
    if item.kind in ONLY:
        return ONLY[item.kind]
    if item.kind in SIGNING_IN:
        return ()
    if item.kind in ACCEPTABLE:
        return (ACCEPT, CLOSE)
    state = item.job.state if item.job else ""
    if item.kind in doubts.CODES and state == State.REFUSED:
        # Closed without a yes it would be out of sight.
        return (*DWELLING, APPROVE) if item.kind == DWELLING_UNKNOWN else (APPROVE, RETRY)
    if state == State.INTENDED:
        return (RETRY, STANDS_AS, NO_INVOICE)
    # After an invoice nothing may be sent again, so trying again means nothing then.
    return (RETRY, CLOSE) if state == State.REFUSED or item.kind in AGAIN else (CLOSE,)


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
    elif button.do is None:
        _stands_as(request, found)
    else:
        _say(request, button, in_time=button.do(found, person(request), system_clock()))
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
