"""Journaal: who did what, and what it was before; searched, and taken along as a file."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import User
from bonbrug.accounts.routes import acts
from bonbrug.link.models import Connection, Event, JournalHead
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.store.journal import written
from bonbrug.link.texts.journal import WHAT, differences, name_of
from bonbrug.ui import query_parameters
from bonbrug.ui.csv_files import CHUNK, KIND, download, harmless, lines
from bonbrug.ui.searching import holds
from bonbrug.ui.tables import Column, Table
from bonbrug.ui.templatetags.ui import day
from bonbrug.values.clock import AMSTERDAM
from bonbrug.values.text import searchable

PERSON = "person:"


@acts(Act.SEE_LINK)
@require_safe
@login_required
def journal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the events, the newest first, with search and period."""
    connection = find(request, pk)
    events = _chosen(request, connection)
    asked = {
        "word": query_parameters.text(request, "zoek"),
        "kind": query_parameters.text(request, "soort"),
        "first": query_parameters.day(request, "van"),
        "last": query_parameters.day(request, "tot"),
    }
    context = {
        **asked,
        "table": Table(request, events.order_by("-sequence"), _columns(connection)),
        "head": JournalHead.objects.filter(pk=connection.pk).first(),
        "kinds": [(what, name) for what, name in WHAT.items() if what in _kinds(connection)],
        "narrowed": any(asked.values()),
        "query": query_parameters.whole(request).urlencode(),
    }
    return show(request, "journal.html", context, connection=connection)


def _kinds(connection: Connection) -> set[str]:
    return set(connection.events.values_list("what", flat=True).distinct())


def _chosen(request: HttpRequest, connection: Connection) -> QuerySet[Event]:
    """Return the events that the search, the kind and the period leave."""
    events = connection.events.all()
    kind = query_parameters.text(request, "soort")
    if kind:
        events = events.filter(what=kind)
    first, last = query_parameters.day(request, "van"), query_parameters.day(request, "tot")
    if first:
        events = events.filter(moment__gte=_midnight(first))
    if last:
        events = events.filter(moment__lt=_midnight(last + timedelta(days=1)))
    return events.filter(*map(_holds, query_parameters.words(request)))


def _midnight(of: date) -> datetime:
    return datetime.combine(of, time(), AMSTERDAM)


def _holds(word: str) -> Q:
    names = [what for what, name in WHAT.items() if searchable(word) in searchable(str(name))]
    fields = ("what", "subject", "who", "before", "after")
    return Q(what__in=names) | Q(holds(word, fields))


def _columns(connection: Connection) -> tuple[Column[Event], ...]:
    people = _people(connection)
    return (
        Column(_("Time"), lambda event: _second(event.moment), kind="date"),
        Column(_("Who"), lambda event: _who(event.who, people)),
        Column(_("What"), lambda event: name_of(event.what)),
        Column(_("About"), lambda event: event.subject or "–"),
        Column(_("Before and after"), _changes),
        Column(_("No."), lambda event: event.sequence, kind="number"),
    )


def _second(moment: datetime) -> str:
    return f"{day(moment)} {moment.astimezone(AMSTERDAM):%H:%M:%S}"


def _people(connection: Connection) -> dict[str, str]:
    """Name the people of the organisation; the journal itself only has their numbers."""
    own = User.objects.filter(memberships__organisation=connection.organisation)
    return {f"{PERSON}{pk}": email for pk, email in own.values_list("pk", "email")}


def _who(who: str, people: dict[str, str]) -> str:
    if who.startswith(PERSON):
        number = who.removeprefix(PERSON)
        return people.get(who) or _("person %(number)s") % {"number": number}
    return {"link": _("the link"), "terminal": _("the command line")}.get(who, who)


def _changes(event: Event) -> SafeString | str:
    lines = differences(event.before, event.after)
    if not lines:
        return "–"
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html('<ul class="changes">{}</ul>', items)


@acts(Act.SEE_LINK)
@require_GET
@login_required
def as_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Give what is shown as a table for a spreadsheet; no cell can become a formula."""
    connection = find(request, pk)
    rows = lines(_rows(_chosen(request, connection).order_by("sequence")))
    return download(rows, KIND, f"journaal-{connection.pk}.csv")


HEADS = (
    "connection", "sequence", "moment", "who", "what", "subject", "before", "after", "previous",
)  # fmt: skip


def _rows(events: QuerySet[Event]) -> Iterator[tuple[str, ...]]:
    yield (*HEADS, "hash")
    for event in events.iterator(chunk_size=CHUNK):
        cells = written(event)
        yield (*(harmless(_cell(cells[name])) for name in HEADS), event.hash)


def _cell(content: object) -> str:
    if isinstance(content, dict):
        return json.dumps(content, sort_keys=True, ensure_ascii=False) if content else ""
    return str(content)


@acts(Act.SEE_LINK)
@require_GET
@login_required
def as_lines(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Give what is shown as JSON, an event per line, with all that its hash is made of."""
    connection = find(request, pk)
    events = _lines(_chosen(request, connection).order_by("sequence"))
    return download(events, "application/x-ndjson", f"journaal-{connection.pk}.jsonl")


def _lines(events: QuerySet[Event]) -> Iterator[str]:
    for event in events.iterator(chunk_size=CHUNK):
        shown = {**written(event), "hash": event.hash}
        yield json.dumps(shown, sort_keys=True, separators=(",", ":")) + "\n"
