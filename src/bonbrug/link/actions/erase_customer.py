"""Erasing a customer from the memory of the link.

What it needs to make nothing twice stays: numbers, digests and amounts. The record is marked as
erased, so that a synchronisation does not bring back what the books may still hold.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

from bonbrug.accounts.models import Organisation, User
from bonbrug.link import store
from bonbrug.link.actions.person_rows import rows_of
from bonbrug.link.models import (
    Binding,
    Connection,
    Event,
    ExportJob,
    Intent,
    ReadingState,
    VersionHistory,
)
from bonbrug.link.store.journal import NewEvent, append, by
from bonbrug.sync.model.bindings import ERASED, RELATION
from bonbrug.sync.states.jobs import OPEN_STATES
from bonbrug.values.personal_data import Obstacle, Person, Whose
from bonbrug.values.quantity import folded

STAY = (Binding, Event, ExportJob, Intent)


class Busy(Exception):
    """A synchronisation is going; `args` holds the name of the link."""


def obstacles(organisation: Organisation, code: str) -> Iterator[Obstacle]:
    """Return the work orders that are on their way to an invoice."""
    mine = ExportJob.objects.filter(connection__organisation=organisation)
    on_the_way = mine.filter(relation_code__iexact=code.strip(), state__in=OPEN_STATES)
    for number in on_the_way.values_list("work_order_number", flat=True):
        yield Obstacle("job_open", number)


@contextmanager
def standing_still(organisation: Organisation) -> Iterator[None]:
    """Let no run of these links begin or write in the block; Busy when one is going.

    A run that read the customer before would write it back after.
    """
    with ExitStack() as stack:
        for connection in Connection.objects.filter(organisation=organisation).order_by("pk"):
            lease = store.lease.take(connection.pk, f"erasing {uuid4().hex}")
            if lease is None:
                raise Busy(connection.name)
            stack.callback(store.lease.release, lease)
        yield


def erase(organisation: Organisation, code: str, user: User | None, now: datetime) -> None:
    """Erase, in the transaction of the caller and while the links stand still."""
    intents = Intent.objects.none()
    for rows in rows_of(organisation, Person(Whose.CUSTOMER, code)):
        if rows.model is Intent:
            intents = rows
        elif rows.model not in STAY:
            rows.model.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    for intent in intents.iterator(chunk_size=500):
        Intent.objects.filter(pk=intent.pk).update(body=_bare(intent.body))
    for connection in Connection.objects.filter(organisation=organisation).order_by("pk"):
        _mark(connection.pk, code)
        append(connection.pk, [NewEvent("customer_erased", code.strip(), who=by(user))], now)


def _bare(body: dict[str, Any]) -> dict[str, Any]:
    """Return an invoice with its amounts and without texts: a credit of it needs no more."""
    lines = [{**line, "description": line.get("code", "")} for line in body["lines"]]
    kept = {name: said for name, said in body.items() if name != "delivery"}
    return {**kept, "booking_text": "", "lines": lines}


def mark_erased(connection_id: int, codes: list[str]) -> None:
    """Let a new link know of what was erased before it was there."""
    for code in codes:
        _mark(connection_id, code)


def bring_back(organisation: Organisation, code: str, user: User | None, now: datetime) -> None:
    """Let it be a customer again: the next run takes over what the books say."""
    for connection in Connection.objects.filter(organisation=organisation).order_by("pk"):
        known = Binding.objects.filter(connection=connection, kind=RELATION, key=folded(code))
        known.filter(sent_as=ERASED).delete()
        ReadingState.objects.filter(connection=connection).update(fingerprint="")
        append(connection.pk, [NewEvent("customer_back", code.strip(), who=by(user))], now)


def _mark(connection_id: int, code: str) -> None:
    emptied = {"base_json": {}, "fingerprint": "", "sent_as": ERASED}
    known = Binding.objects.update_or_create(
        connection_id=connection_id, kind=RELATION, key=folded(code), defaults=emptied
    )
    VersionHistory.objects.filter(binding=known[0]).delete()
