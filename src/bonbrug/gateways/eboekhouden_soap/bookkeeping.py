"""One administration of e-Boekhouden.nl (or of any server that speaks its SOAP)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from bonbrug.gateways.eboekhouden_soap import mapping
from bonbrug.gateways.eboekhouden_soap.capabilities import CAPABILITIES
from bonbrug.gateways.eboekhouden_soap.failures import WORDS, failure_of, place, translated
from bonbrug.gateways.eboekhouden_soap.lists import Listed, Lists, labels, whole
from bonbrug.gateways.eboekhouden_soap.session import Credentials, Session
from bonbrug.gateways.http import Http
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.failures import Failure, Refused, Unreachable, Unreadable
from bonbrug.sync.model.records import (
    Administration,
    FoundInvoice,
    Invoice,
    OpenItem,
    Product,
    Reading,
    Relation,
)
from bonbrug.sync.outcome import CODE_IN_USE
from bonbrug.values.clock import Clock, accounting_day
from bonbrug.values.text import canonical
from bonbrug.wire.eboekhouden import faults, limits, records
from bonbrug.wire.eboekhouden.faults import Fault
from bonbrug.wire.eboekhouden.operations import (
    ADD_FACTUUR,
    ADD_RELATIE,
    GET_ADMINISTRATIES,
    GET_FACTUREN,
    GET_OPEN_POSTEN,
    GET_RELATIES,
    UPDATE_RELATIE,
    AddFactuur,
    AddRelatie,
    GetAdministraties,
    GetFacturen,
    GetOpenPosten,
    GetRelaties,
    UpdateRelatie,
)

Row = TypeVar("Row")
Noun = TypeVar("Noun")


class EboekhoudenSoap:
    """`sync.ports.Bookkeeping` over SOAP. For one run at a time, not for several threads."""

    capabilities: BooksCapabilities = CAPABILITIES

    def __init__(  # noqa: PLR0913 - the three credentials of the manual cannot be fewer
        self,
        http: Http,
        address: str,
        username: str,
        security_code_1: str,
        security_code_2: str,
        *,
        source: str = "Bonbrug",
        clock: Clock,
        row_cap: int = limits.LIST_ROWS,
    ) -> None:
        credentials = Credentials(username, security_code_1, security_code_2, source)
        self._session = Session(http, address, credentials, clock)
        self._lists = Lists(self._session, row_cap)
        self._clock = clock

    def sign_in(self) -> None:
        """Open a session. The wire has one code for a wrong user name or security code 1."""
        self._session.open()

    def sign_out(self) -> None:
        self._session.close()

    def administrations(self) -> list[Administration]:
        with translated():
            found = self._session.call(GET_ADMINISTRATIES, GetAdministraties())
        return [mapping.administration(row) for row in whole(found)]

    def templates(self) -> list[str] | None:
        """Return None: SOAP cannot list templates."""
        return None

    def relations(self, known: str = "") -> Reading[Relation]:
        with translated():
            listed = self._lists.relations(known)
        return _reading(listed, mapping.relation, mapping.RELATION_TEXTS)

    def products(self, known: str = "") -> Reading[Product]:
        with translated():
            listed = self._lists.products(known)
        return _reading(listed, mapping.product, mapping.PRODUCT_TEXTS)

    def relation(self, code: str) -> Relation | None:
        wanted = canonical(code)
        row = self._find(records.RelatieFilter(Code=wanted))
        return mapping.relation(row) if row else None

    def add_relation(self, relation: Relation) -> str:
        row = mapping.new_relation(relation, accounting_day(self._clock()))
        with translated({faults.RELATION_CODE_IN_USE: CODE_IN_USE}):
            number = self._session.call(ADD_RELATIE, AddRelatie(relation=row), once=True)
        if number <= 0:
            raise Unreadable("no_result", "Rel_ID")
        return str(number)

    def change_relation(self, relation: Relation) -> None:
        """Read the record, put our fields in it and send all of it: an update replaces it whole."""
        number = int(relation.remote_id) if relation.remote_id.isdecimal() else 0
        code = "" if number else relation.code
        row = self._find(records.RelatieFilter(Code=code, ID=number))
        if row is None:
            raise Refused("relation_gone", f"ID {number}")
        new = mapping.changed(row, relation)
        if new == row:
            return
        with translated():
            self._session.call(UPDATE_RELATIE, UpdateRelatie(relation=new), once=True)

    def send_invoice(self, invoice: Invoice) -> str:
        """Make the invoice. An unknown code leaves open whether it was made."""
        record = AddFactuur(invoice=mapping.invoice(invoice))
        try:
            return canonical(self._session.call(ADD_FACTUUR, record, once=True))
        except Fault as fault:
            raise _invoice_failure(fault, record.invoice) from None

    def invoice(self, number: str) -> FoundInvoice | None:
        wanted = canonical(number)
        everything = records.FactuurFilter(
            Factuurnummer=wanted, DatumVan=limits.FIRST_DAY, DatumTm=limits.LAST_DAY
        )
        with translated():
            found = self._session.call(GET_FACTUREN, GetFacturen(wanted=everything))
        for row in found.rows:
            if canonical(row.Factuurnummer) == wanted:
                return _with_texts([mapping.found_invoice(row)])[0]
        self._lists.prove_absence(found)
        return None

    def invoices(self, relation_code: str, first: date, last: date) -> list[FoundInvoice]:
        with translated():
            rows = self._lists.invoices(canonical(relation_code), first, last)
        return _with_texts([mapping.found_invoice(row) for row in rows])

    def open_items(self) -> list[OpenItem]:
        with translated():
            found = self._session.call(GET_OPEN_POSTEN, GetOpenPosten(OpSoort="Debiteuren"))
        items = [mapping.open_item(row) for row in whole(found)]
        if items and not any(item.invoice_number for item in items):
            raise Unreadable("missing_everywhere", "MutFactuur")
        return items

    def _find(self, wanted: records.RelatieFilter) -> records.Relatie | None:
        """Return the one row with that ID or code; the service's own match may be wider."""
        with translated():
            found = self._session.call(GET_RELATIES, GetRelaties(wanted=wanted))
        for row in found.rows:
            if row.ID == wanted.ID if wanted.ID else canonical(row.Code) == wanted.Code:
                return row
        self._lists.prove_absence(found)
        return None


def _reading(
    listed: Listed[Row], noun: Callable[[Row], Noun], texts: Mapping[str, tuple[str, ...]]
) -> Reading[Noun]:
    found = listed.found
    rows = tuple(map(noun, found.rows))
    missing_fields = frozenset(
        name for each in found.missing_fields for name in texts.get(each, ())
    )
    return Reading(rows, listed.complete, labels(found), listed.fingerprint, missing_fields)


def _with_texts(found: list[FoundInvoice]) -> list[FoundInvoice]:
    """Refuse invoices that all came without line texts: ours could not be told from others."""
    if found and not any(any(invoice.line_texts) for invoice in found):
        raise Unreadable("missing_everywhere", "Omschrijving")
    return found


def _invoice_failure(fault: Fault, sent: records.Factuur) -> Failure:
    """Only a known code proves that there is no invoice (docs/wire/eboekhouden-soap.md §5.2)."""
    code = faults.bare(fault.code)
    if code in WORDS:
        return Refused(WORDS[code], place(fault), theirs=code)
    if code in faults.INVOICE_REFUSALS:
        return Refused(code, place(fault), about=mapping.line_named(sent, place(fault)))
    failure = failure_of(fault)
    if isinstance(failure, Refused):
        return Unreachable("unknown_code", fault.code)
    return failure
