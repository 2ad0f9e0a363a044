"""Whole lists over a wire without paging: the service cuts silently at 2,000 rows.

A complete reading of longer lists needs REST (`limit` and `offset`,
docs/wire/eboekhouden-rest.md §2): a gateway over REST belongs behind the same port and would
replace the splitting here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from string import ascii_lowercase, digits
from typing import Generic, TypeVar

from bonbrug.gateways.eboekhouden_soap.session import Session
from bonbrug.sync.model.failures import Unreadable
from bonbrug.wire.eboekhouden import records
from bonbrug.wire.eboekhouden.operations import (
    GET_ARTIKELEN,
    GET_FACTUREN,
    GET_RELATIES,
    GetArtikelen,
    GetFacturen,
    GetRelaties,
    Rows,
    Spoiled,
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """Rows, whether these are surely all, and the fingerprint of the answer when it was one."""

    found: Rows[Row]
    complete: bool
    fingerprint: str = ""


class Lists:
    """Reads lists as completely as the wire allows. `row_cap` is where the service cuts."""

    def __init__(self, session: Session, row_cap: int) -> None:
        self._session = session
        self._cap = row_cap

    def relations(self, known: str) -> "Listed[records.Relatie]":
        """Return the relations; none when the answer is still the `known` one.

        At the cap more are found by keyword, but that is no proof: how the service matches a
        keyword is not documented.
        """
        wanted = GetRelaties(wanted=records.RelatieFilter())
        read = self._session.read(GET_RELATIES, wanted, known)
        first, found = read
        if first is None or not self.is_cut(first):
            return Listed(first or Rows(()), complete=True, fingerprint=found)
        parts = (self._relations(letter) for letter in ascii_lowercase + digits)
        return Listed(_united(first, parts, lambda row: row.ID), complete=False)

    def products(self, known: str) -> "Listed[records.Artikel]":
        """Return the products, split by group at the cap; none when the answer is `known`."""
        wanted = GetArtikelen(wanted=records.ArtikelFilter())
        read = self._session.read(GET_ARTIKELEN, wanted, known)
        first, found = read
        if first is None or not self.is_cut(first):
            return Listed(first or Rows(()), complete=True, fingerprint=found)
        groups = sorted({row.GroepCode for row in first.rows if row.GroepCode.strip()})
        parts = (self._products(group) for group in groups)
        return Listed(_united(first, parts, lambda row: row.ArtikelID), complete=False)

    def invoices(self, relation_code: str, first: date, last: date) -> list[records.FactuurList]:
        """Return every invoice dated first..last; a range at the cap is halved.

        Raises Unreadable when one of them cannot be read or a single day is cut: an invoice that
        is overlooked here would be made twice.
        """
        wanted = records.FactuurFilter(Relatiecode=relation_code, DatumVan=first, DatumTm=last)
        found = self._session.call(GET_FACTUREN, GetFacturen(wanted=wanted))
        if not self.is_cut(found):
            return list(whole(found))
        if first >= last:
            raise Unreadable("row_cap", f"{self._cap} invoices on one day")
        middle = first + (last - first) // 2
        after = middle + timedelta(days=1)
        earlier = self.invoices(relation_code, first, middle)
        return earlier + self.invoices(relation_code, after, last)

    def prove_absence(self, found: Rows[Row]) -> None:
        """Raise Unreadable when what was not found may have been cut off or spoiled."""
        whole(found)
        if self.is_cut(found):
            raise Unreadable("row_cap", "not found in a list that may be cut")

    def is_cut(self, found: Rows[Row]) -> bool:
        return len(found.rows) + len(found.spoiled) == self._cap

    def _relations(self, keyword: str) -> Rows[records.Relatie]:
        wanted = records.RelatieFilter(Trefwoord=keyword)
        return self._session.call(GET_RELATIES, GetRelaties(wanted=wanted))

    def _products(self, group: str) -> Rows[records.Artikel]:
        wanted = records.ArtikelFilter(GroepCode=group)
        return self._session.call(GET_ARTIKELEN, GetArtikelen(wanted=wanted))


def _united(first: Rows[Row], parts: Iterable[Rows[Row]], key: Callable[[Row], int]) -> Rows[Row]:
    rows = {key(row): row for row in first.rows}
    spoiled = {_label(each): each for each in first.spoiled}
    missing_fields = first.missing_fields
    for part in parts:
        rows.update({key(row): row for row in part.rows})
        spoiled.update({_label(each): each for each in part.spoiled})
        if part.rows or part.spoiled:
            missing_fields &= part.missing_fields
    return Rows(tuple(rows.values()), tuple(spoiled.values()), missing_fields)


def whole(found: Rows[Row]) -> tuple[Row, ...]:
    """Return the rows; Unreadable when one is missing from them."""
    if found.spoiled:
        raise Unreadable("spoiled_row", _label(found.spoiled[0]))
    return found.rows


def labels(found: Rows[Row]) -> tuple[str, ...]:
    """Name the rows that could not be read, by code or place, with the reason."""
    return tuple(_label(each) for each in found.spoiled)


def _label(spoiled: Spoiled) -> str:
    return f"{spoiled.name or f'row {spoiled.index + 1}'}: {spoiled.reason}"
