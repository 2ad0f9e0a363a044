"""Te doen: what only a person can decide, with the buttons that exist."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from bonbrug.accounts.models import User
from bonbrug.link import actions
from bonbrug.link.models import Connection, Item
from bonbrug.link.pages import sentences
from bonbrug.link.pages.frame import find, show
from bonbrug.link.pages.person import person
from bonbrug.values.clock import system_clock

CLOSED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Button:
    """`word` goes into the address; `done` is the notice after it."""

    word: str
    label: str | Promise
    done: str | Promise
    do: Callable[[Item, User | None, datetime], object]
    question: str | Promise = ""


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
CLOSE = Button(
    "afsluiten",
    gettext_lazy("Seen, close this"),
    gettext_lazy("It is closed. If it happens again, it comes back here."),
    actions.close,
)
# What waits for a yes cannot be closed without one: it would be out of sight.
ONLY = {"backlog": RELEASE, "exports_held": RESUME}
ACCEPTABLE = frozenset({"mass_change", "restored_books", "code_reused"})
AGAIN = frozenset({"setting_refused", "put_refused"})
PLACES: dict[str, tuple[str, str | Promise]] = {
    **dict.fromkeys(
        ("credentials_refused", "other_administration", "seal_broken"),
        ("link:sign_in", gettext_lazy("To Login settings")),
    ),
    **dict.fromkeys(
        ("setting_refused", "no_template", "template_too_long", "unknown_relation"),
        ("link:settings", gettext_lazy("To the settings")),
    ),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """An item with its words and buttons."""

    item: Item
    said: sentences.Said
    buttons: tuple[Button, ...]
    place: tuple[str, str | Promise] | None = None


@require_GET
@login_required
def to_do(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is open, the oldest first, and what was closed lately."""
    connection = find(request, pk)
    context = {"matters": list(_open(connection)), "closed": list(_closed(connection))}
    return show(request, "to_do.html", context, connection=connection)


def _open(connection: Connection) -> Iterator[Matter]:
    for item in connection.items.filter(closed_at=None).order_by("opened_at", "pk"):
        yield Matter(item, sentences.of_item(item), buttons(item), PLACES.get(item.kind))


def _closed(connection: Connection) -> Iterator[Matter]:
    closed = connection.items.exclude(closed_at=None).select_related("closed_by")
    for item in closed.order_by("-closed_at")[:CLOSED_SHOWN]:
        yield Matter(item, sentences.of_item(item), ())


def buttons(item: Item) -> tuple[Button, ...]:
    """Return what may be decided about an item."""
    if item.kind in ONLY:
        return (ONLY[item.kind],)
    if item.kind in ACCEPTABLE:
        return (ACCEPT, CLOSE)
    return (RETRY, CLOSE) if item.job_id or item.kind in AGAIN else (CLOSE,)


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
    else:
        button.do(found, person(request), system_clock())
        messages.success(request, str(button.done))
    return redirect("link:to_do", connection.pk)
