"""Invoices and bookings, with their lines, as messages of the wire.

Source: docs/wire/eboekhouden-soap.md §3.3 and §3.6.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, QuerySet

from bonbrug.books.models import (
    OUTGOING,
    Administration,
    Entry,
    EntryKind,
    EntryLine,
    Invoice,
    InvoiceLine,
    LineRole,
)
from bonbrug.values import vat
from bonbrug.values.money import NOTHING
from bonbrug.wire.eboekhouden import limits, records

CHUNK = 500
KINDS = {
    EntryKind.OPENING: "OpeningsSaldo",
    EntryKind.INVOICE_RECEIVED: "FactuurOntvangen",
    EntryKind.INVOICE_SENT: "FactuurVerstuurd",
    EntryKind.PAYMENT_RECEIVED: "FactuurbetalingOntvangen",
    EntryKind.PAYMENT_SENT: "FactuurbetalingVerstuurd",
    EntryKind.MONEY_RECEIVED: "GeldOntvangen",
    EntryKind.MONEY_SPENT: "GeldUitgegeven",
    EntryKind.MEMORIAL: "Memoriaal",
}


def invoices(books: Administration, wanted: records.FactuurFilter) -> Iterator[records.FactuurList]:
    """Return invoices, booked or not, oldest first."""
    rows = _within(books.invoices.all(), wanted.DatumVan, wanted.DatumTm)
    if wanted.Factuurnummer.strip():
        rows = rows.filter(number=wanted.Factuurnummer.strip())
    if wanted.Relatiecode.strip():
        rows = rows.filter(relation__code=wanted.Relatiecode.strip())
    lines = InvoiceLine.objects.select_related("account").order_by("position")
    rows = rows.select_related("relation", "open_item").order_by("date", "pk")
    rows = rows.prefetch_related(Prefetch("lines", lines))[: books.row_cap]
    return (_invoice(invoice) for invoice in rows.iterator(chunk_size=CHUNK))


def _within(rows: "QuerySet[Invoice]", first: date, last: date) -> "QuerySet[Invoice]":
    if first != records.NO_DATE:
        rows = rows.filter(date__gte=first)
    return rows.filter(date__lte=last) if last != records.NO_DATE else rows


def _invoice(invoice: Invoice) -> records.FactuurList:
    return records.FactuurList(
        Factuurnummer=invoice.number,
        Relatiecode=invoice.relation.code,
        Datum=invoice.date,
        Betalingstermijn=invoice.term_days,
        TotaalExclBTW=invoice.net,
        TotaalBTW=invoice.vat,
        TotaalInclBTW=invoice.gross,
        TotaalOpenstaand=invoice.open_item.open if invoice.is_booked else invoice.gross,
        Regels=tuple(_invoice_line(line) for line in invoice.lines.all()),
    )


def _invoice_line(line: InvoiceLine) -> records.FactuurRegel:
    return records.FactuurRegel(
        Aantal=line.quantity,
        Eenheid=line.unit,
        Code=line.code,
        Omschrijving=line.description,
        PrijsPerEenheid=line.price,
        BTWCode=line.vat_code,
        TegenrekeningCode=line.account.code,
        KostenplaatsID=line.cost_centre,
    )


def entries(books: Administration, wanted: records.MutatieFilter) -> list[records.MutatieList]:
    """Return the newest 500 bookings that are wanted, oldest first."""
    rows = books.entries.filter(posted=True)
    for value, lookup in (
        (wanted.MutatieNr, "number"),
        (wanted.MutatieNrVan, "number__gte"),
        (wanted.MutatieNrTm, "number__lte"),
        (wanted.Factuurnummer.strip(), "invoice_number"),
        (wanted.DatumVan if wanted.DatumVan != records.NO_DATE else None, "date__gte"),
        (wanted.DatumTm if wanted.DatumTm != records.NO_DATE else None, "date__lte"),
    ):
        if value:
            rows = rows.filter(**{lookup: value})
    lines = EntryLine.objects.filter(role=LineRole.COUNTER).select_related("account")
    rows = rows.select_related("relation", "account", "invoice__credits").order_by("-number")
    newest = rows.prefetch_related(Prefetch("lines", lines))[: limits.MUTATION_ROWS]
    return [_entry(entry) for entry in reversed(newest)]


def _entry(entry: Entry) -> records.MutatieList:
    return records.MutatieList(
        MutatieNr=entry.number,
        Soort=KINDS[EntryKind(entry.kind)],
        Datum=entry.date,
        Rekening=entry.account.code,
        RelatieCode=entry.relation.code if entry.relation else "",
        Factuurnummer=entry.invoice_number,
        Boekstuk=entry.voucher,
        Omschrijving=entry.description,
        Betalingstermijn=str(entry.term_days),
        InExBTW="IN" if entry.with_vat else "EX",
        MutatieRegels=tuple(_entry_line(entry, line) for line in entry.lines.all()),
    )


def _entry_line(entry: Entry, line: EntryLine) -> records.MutatieListRegel:
    net = line.credit - line.debit
    if entry.kind in OUTGOING:
        net = -net
    known = vat.CODES.get(line.vat_code)
    day = entry.invoice.vat_date if entry.invoice else entry.date
    return records.MutatieListRegel(
        BedragInvoer=net + line.vat if entry.with_vat else net,
        BedragExclBTW=net,
        BedragBTW=line.vat,
        BedragInclBTW=net + line.vat,
        BTWCode=line.vat_code or "GEEN",
        BTWPercentage=known.rate_on(day) if known else NOTHING,
        Factuurnummer=entry.invoice_number,
        TegenrekeningCode=line.account.code,
        KostenplaatsID=line.cost_centre,
    )
