"""Bound records, in batches: never a query per row."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from django.db import connection as database

from bonbrug.link.models import Binding, Connection, VersionHistory
from bonbrug.sync.model.bindings import PRODUCT, Bound, Known
from bonbrug.values.quantity import folded

BATCH = 1000
# Prepared once per batch; bulk_create takes longer (docs/decisions/0030).
KEEP = """
    INSERT INTO link_binding
        (connection_id, kind, "key", books_id, base_json, fingerprint, sent_as, seen_seq)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (connection_id, kind, "key") DO UPDATE SET
        books_id = excluded.books_id,
        base_json = excluded.base_json,
        fingerprint = excluded.fingerprint,
        sent_as = excluded.sent_as,
        seen_seq = excluded.seen_seq
"""
# Django looks at each of the texts eight times before it asks.
BY_KEY = """
    SELECT id, "key", fingerprint FROM link_binding
    WHERE connection_id = %s AND kind = %s AND "key" IN ({places})
"""
BY_ID = """
    SELECT id, "key", books_id FROM link_binding
    WHERE connection_id = %s AND kind = %s AND books_id IN ({places})
"""
Thing = TypeVar("Thing")


def batches(things: Collection[Thing]) -> Iterator[list[Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield batch


def known(connection_id: int, kind: str) -> dict[str, Known]:
    rows = Binding.objects.filter(connection_id=connection_id, kind=kind).values_list(
        "key", "fingerprint", "sent_as", "books_id"
    )
    return {
        key: Known(fingerprint, sent_as, books_id) for key, fingerprint, sent_as, books_id in rows
    }


def bases(
    connection_id: int, kind: str, keys: Collection[str]
) -> dict[str, Mapping[str, str | bool]]:
    """Return what both sides last agreed on; nothing of what was erased."""
    found: dict[str, Mapping[str, str | bool]] = {}
    for batch in batches(keys):
        rows = Binding.objects.filter(connection_id=connection_id, kind=kind, key__in=batch)
        found.update(row for row in rows.values_list("key", "base_json") if row[1])
    return found


def sells(connection: Connection, code: str) -> bool:
    """Tell whether the link knows a product of the books with this code."""
    products = Binding.objects.filter(connection=connection, kind=PRODUCT)
    return products.filter(key=folded(code)).exists()


def keep(connection_id: int, kind: str, records: Sequence[Bound], sequence: int) -> None:
    """Insert or change by key; the version that is replaced goes to the history."""
    for batch in batches({record.key: record for record in records}.values()):
        _keep(connection_id, kind, batch, sequence)


def _keep(connection_id: int, kind: str, batch: Sequence[Bound], sequence: int) -> None:
    new = {record.key: record for record in batch}
    _free_ids(connection_id, kind, new)
    history = [
        VersionHistory(binding_id=pk, fingerprint=fingerprint, replaced_seq=sequence)
        for pk, key, fingerprint in _among(BY_KEY, connection_id, kind, new)
        if fingerprint != new[key].fingerprint
    ]
    VersionHistory.objects.bulk_create(history, ignore_conflicts=True)
    with database.cursor() as cursor:
        cursor.executemany(KEEP, [_row(connection_id, kind, one, sequence) for one in batch])


def _row(connection_id: int, kind: str, record: Bound, sequence: int) -> tuple[str | int, ...]:
    base = json.dumps(dict(record.base))
    return (
        *(connection_id, kind, record.key, record.books_id),
        *(base, record.fingerprint, record.sent_as, sequence),
    )


def _free_ids(connection_id: int, kind: str, new: Mapping[str, Bound]) -> None:
    """A record that got another code in the books leaves its id to the new code."""
    ids = [record.books_id for record in new.values() if record.books_id]
    stale = [
        pk
        for pk, key, books_id in _among(BY_ID, connection_id, kind, ids)
        if key not in new or new[key].books_id != books_id
    ]
    if stale:
        Binding.objects.filter(pk__in=stale).update(books_id="")


def _among(
    question: str, connection_id: int, kind: str, texts: Collection[str]
) -> list[tuple[int, str, str]]:
    """Ask for the records that have one of these texts; at most `BATCH` of them."""
    if not texts:
        return []
    with database.cursor() as cursor:
        places = ", ".join(["%s"] * len(texts))
        cursor.execute(question.format(places=places), [connection_id, kind, *texts])
        found: list[tuple[int, str, str]] = cursor.fetchall()
        return found


def replaced_before(connection_id: int, kind: str, fingerprints: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(set(fingerprints.values())):
        rows = VersionHistory.objects.filter(
            binding__connection_id=connection_id, binding__kind=kind, fingerprint__in=batch
        ).values_list("binding__key", "fingerprint")
        found |= {key for key, fingerprint in rows if fingerprints.get(key) == fingerprint}
    return found
