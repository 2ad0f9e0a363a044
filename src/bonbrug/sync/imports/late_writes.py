"""Records that were put in the work orders and got no answer: they may yet arrive, hours later.

The work orders keep what comes last and know no versions, so a late one goes over a newer one.
Who sees a record that looks exactly like one of these, sees our own old version and no change by a
person: it does not travel to the books, and the newest goes again.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.imports.convert import as_hour_type, as_material
from bonbrug.sync.model.readings import LateWrite
from bonbrug.sync.model.records import HourType, Material, Product, Relation
from bonbrug.sync.model.serializers import (
    RELATION_FIELDS,
    face,
    relation_from,
    relation_values,
    shown_values,
)
from bonbrug.values.quantity import folded

RELATIONS, MATERIALS, HOUR_TYPES = "relations", "materials", "hour_types"
LASTS = timedelta(hours=6)
Row = TypeVar("Row", Relation, Material, HourType)


class Coded(Protocol):
    """A relation, material or hour type."""

    @property
    def code(self) -> str: ...


def sent(shelf: str, records: Iterable[Coded], now: datetime) -> list[LateWrite]:
    """Return what to remember after a put without an answer."""
    return [LateWrite(shelf, _fingerprint(record), now) for record in records]


def looks_like(record: Coded, there: Coded) -> bool:
    """Tell whether the work orders show this version of a record."""
    return face(record) == face(there)


class LateWrites:
    """What may still arrive, as kept between runs; `over` is what need not be kept any more."""

    def __init__(self, kept: Iterable[LateWrite], now: datetime) -> None:
        self._expected: set[tuple[str, str]] = set()
        self.over: list[LateWrite] = []
        for one in kept:
            if one.sent_at > now - LASTS:
                self._expected.add((one.shelf, one.fingerprint))
            else:
                self.over.append(one)

    def expects(self, *shelves: str) -> bool:
        """Tell whether something of these may still arrive."""
        return any(shelf in shelves for shelf, _ in self._expected)

    def relations(
        self, work: Mapping[str, Relation], books: Mapping[str, Relation]
    ) -> tuple[dict[str, Relation], set[str]]:
        """Return the work orders' relations, and the keys that must go again.

        Of an old version of ours only stays what the books have nothing for.
        """
        filled = {key: _filled(books[key], row) for key, row in work.items() if key in books}
        old = work.keys() - self._without(RELATIONS, work, filled).keys()
        return {**work, **{key: filled[key] for key in old}}, old

    def materials(
        self, work: Mapping[str, Material], books: Mapping[str, Product]
    ) -> dict[str, Material]:
        """Return what the work orders show without old versions of ours."""
        newest = {key: as_material(books[key]) for key in work if key in books}
        return self._without(MATERIALS, work, newest)

    def hour_types(
        self, work: Mapping[str, HourType], books: Mapping[str, Product]
    ) -> dict[str, HourType]:
        """Return what the work orders show without old versions of ours."""
        newest = {
            key: as_hour_type(books[key], active=books[key].active) for key in work if key in books
        }
        return self._without(HOUR_TYPES, work, newest)

    def _without(
        self, shelf: str, work: Mapping[str, Row], newest: Mapping[str, Row]
    ) -> dict[str, Row]:
        old = {
            key
            for key, row in newest.items()
            if key in work
            and (shelf, found := _fingerprint(work[key])) in self._expected
            and found != _fingerprint(row)
        }
        return {key: row for key, row in work.items() if key not in old}


def _filled(books: Relation, work: Relation) -> Relation:
    mine, theirs = shown_values(books), relation_values(work)
    values = {name: mine[name] or theirs[name] for name in RELATION_FIELDS}
    return relation_from({**values, "code": work.code}, work.remote_id)


def _fingerprint(record: Coded) -> str:
    """Return a fingerprint of a version as it looks in the work orders."""
    return fingerprint_of([folded(record.code), *face(record)])
