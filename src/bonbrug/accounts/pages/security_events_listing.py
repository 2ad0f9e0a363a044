"""The events of one chain as a page and as files: searched, chosen, the newest first.

Whose chain may be seen by whom is asked by the page that shows it.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _

from bonbrug.accounts.models import SecurityChain, SecurityEvent
from bonbrug.accounts.pages import security_words
from bonbrug.accounts.pages.security_words import KINDS, RESULTS
from bonbrug.accounts.security.chain_hash import erasable, written
from bonbrug.accounts.security.verifying import end_of
from bonbrug.ui import query_parameters
from bonbrug.ui.csv_files import CHUNK, KIND, download, harmless, lines
from bonbrug.ui.searching import holds
from bonbrug.ui.tables import Column, Table
from bonbrug.ui.templatetags.ui import day
from bonbrug.values.clock import AMSTERDAM
from bonbrug.values.text import searchable

FIELDS = ("kind", "who", "who_name", "address", "about", "about_name", "details")
PERSON = "person:"


def listed(request: HttpRequest, number: int) -> dict[str, object]:
    """Return what `accounts/security_events.html` shows of a chain."""
    chain = end_of(number)
    every = _until(chain)
    chosen = _asked(request)
    people = _people(every)
    return {
        **chosen,
        "table": Table(request, _chosen(request, every).order_by("-sequence"), _columns()),
        "nothing_yet": not chain.sequence,
        "chain": chain,
        "kinds": KINDS.items(),
        "people": people.items(),
        "narrowed": any(chosen.values()),
        "query": query_parameters.whole(request).urlencode(),
    }


def csv_of(request: HttpRequest, number: int, name: str) -> StreamingHttpResponse:
    """Give what is shown as a table, with the values of the chain; no cell becomes a formula."""
    return download(lines(_rows(_in_order(request, number))), KIND, f"{name}.csv")


def lines_of(request: HttpRequest, number: int, name: str) -> StreamingHttpResponse:
    """Give what is shown as JSON, an event per line, with all that its hash is made of."""
    events = (
        json.dumps(_whole(event), sort_keys=True, separators=(",", ":")) + "\n"
        for event in _in_order(request, number).iterator(chunk_size=CHUNK)
    )
    return download(events, "application/x-ndjson", f"{name}.jsonl")


def _in_order(request: HttpRequest, number: int) -> QuerySet[SecurityEvent]:
    return _chosen(request, _until(end_of(number))).order_by("sequence")


def _until(chain: SecurityChain) -> QuerySet[SecurityEvent]:
    """Return the events of now: a file that is taken along does not tell of itself."""
    return SecurityEvent.objects.filter(chain=chain.pk, sequence__lte=chain.sequence)


def _asked(request: HttpRequest) -> dict[str, object]:
    return {
        "word": query_parameters.text(request, "zoek"),
        "kind": query_parameters.choice(request, "soort", KINDS),
        "person": query_parameters.number(request, "persoon"),
        "first": query_parameters.day(request, "van"),
        "last": query_parameters.day(request, "tot"),
    }


def _people(events: QuerySet[SecurityEvent]) -> dict[int, str]:
    """Return who did something, by number, with a name that they had."""
    named = events.filter(who__startswith=PERSON).order_by().values("who")
    rows = named.annotate(name=Max("who_name")).values_list("who", "name")
    people = {int(who.removeprefix(PERSON)): name for who, name in rows}
    return {
        number: name or _("person %(number)s") % {"number": number}
        for number, name in sorted(people.items(), key=lambda one: one[1])
    }


def _chosen(request: HttpRequest, events: QuerySet[SecurityEvent]) -> QuerySet[SecurityEvent]:
    """Return the events that the search, the kind, the person and the period leave."""
    asked = _asked(request)
    if asked["kind"]:
        events = events.filter(kind=asked["kind"])
    if asked["person"]:
        person = f"{PERSON}{asked['person']}"
        events = events.filter(Q(who=person) | Q(about=person))
    if isinstance(asked["first"], date):
        events = events.filter(moment__gte=_midnight(asked["first"]))
    if isinstance(asked["last"], date):
        events = events.filter(moment__lt=_midnight(asked["last"] + timedelta(days=1)))
    return events.filter(*map(_holds, query_parameters.words(request)))


def _midnight(of: date) -> datetime:
    return datetime.combine(of, time(), AMSTERDAM)


def _holds(word: str) -> Q:
    names = [kind for kind, name in KINDS.items() if searchable(word) in searchable(str(name))]
    return Q(kind__in=names) | Q(holds(word, FIELDS))


def _columns() -> tuple[Column[SecurityEvent], ...]:
    return (
        Column(_("Time"), lambda event: _second(event.moment), kind="date"),
        Column(_("Who"), security_words.who),
        Column(_("What"), security_words.kind),
        Column(_("Result"), lambda event: RESULTS.get(event.result, event.result), kind="status"),
        Column(_("About"), security_words.about),
        Column(_("From"), lambda event: event.address or "–", kind="code"),
        Column(_("No."), lambda event: event.sequence, kind="number"),
    )


def _second(moment: datetime) -> str:
    return f"{day(moment)} {moment.astimezone(AMSTERDAM):%H:%M:%S}"


def _whole(event: SecurityEvent) -> dict[str, object]:
    return {**written(event), **erasable(event), "hash": event.hash}


HEADS = (
    "organisation", "sequence", "moment", "kind", "result", "who", "who_digest", "about",
    "about_digest", "details", "previous", "key", "who_name", "address", "who_salt",
    "about_name", "about_salt", "hash",
)  # fmt: skip


def _rows(events: QuerySet[SecurityEvent]) -> Iterator[tuple[str, ...]]:
    yield HEADS
    for event in events.iterator(chunk_size=CHUNK):
        whole = _whole(event)
        yield tuple(harmless(_cell(whole[head])) for head in HEADS)


def _cell(content: object) -> str:
    if isinstance(content, dict):
        return json.dumps(content, sort_keys=True, ensure_ascii=False) if content else ""
    return str(content)
