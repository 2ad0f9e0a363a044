"""The bookings, each in one journal: of sales, of purchases, of a money account, memorial.

A money account says of itself neither bank nor cash, so its journal has no kind.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import QuerySet

from bonbrug.books.documents.audit.chosen import CHUNK, Chosen
from bonbrug.books.models import OUTGOING, EntryKind, EntryLine, LedgerAccount, LineRole
from bonbrug.values.vat import bare_code, known_code
from bonbrug.wire.xaf.codes import JournalType
from bonbrug.wire.xaf.records import Journal, Line, Transaction, Vat

OWN = {
    EntryKind.OPENING: ("OPENING", "Beginbalans", JournalType.MEMORIAL),
    EntryKind.INVOICE_SENT: ("VERKOOP", "Verkoopboek", JournalType.SALES),
    EntryKind.INVOICE_RECEIVED: ("INKOOP", "Inkoopboek", JournalType.PURCHASES),
    EntryKind.MEMORIAL: ("MEMORIAAL", "Memoriaal", JournalType.MEMORIAL),
}
MONEY = "FIN-"
HIGHEST_RATE = Decimal("99999.999")


class Names(NamedTuple):
    """What the lines name by number."""

    accounts: Mapping[int, LedgerAccount]
    relations: Mapping[int, str]
    cost_centres: Mapping[int, str]


class _Row(NamedTuple):
    """One line with what it needs of its booking."""

    number: int
    kind: str
    date: Any
    description: str
    relation: int | None
    invoice: str
    voucher: str
    position: int
    role: str
    account: int
    debit: Decimal
    credit: Decimal
    vat_code: str
    vat: Decimal
    cost_centre: int


_FIELDS = (
    "entry__number", "entry__kind", "entry__date", "entry__description", "entry__relation_id",
    "entry__invoice_number", "entry__voucher", "position", "role", "account_id", "debit",
    "credit", "vat_code", "vat", "cost_centre",
)  # fmt: skip


def journals_of(chosen: Chosen, names: Names) -> Iterator[Journal]:
    """Yield the journals in which something was booked."""
    lines = chosen.lines().order_by()
    for kind, (code, name, letter) in OWN.items():
        found = lines.filter(entry__kind=kind)
        if found.exists():
            yield Journal(code, name, letter, "", _transactions(found, names))
    money = lines.exclude(entry__kind__in=OWN)
    for pk in (
        money.values_list("entry__account_id", flat=True)
        .distinct()
        .order_by("entry__account__code")
    ):
        account, found = names.accounts[pk], money.filter(entry__account_id=pk)
        yield Journal(
            MONEY + account.code, account.name, "", account.code, _transactions(found, names)
        )


def _transactions(lines: QuerySet[EntryLine], names: Names) -> Iterator[Transaction]:
    ordered = lines.order_by("entry__number", "position").values_list(*_FIELDS)
    rows = map(_Row._make, ordered.iterator(chunk_size=CHUNK))
    for number, group in groupby(rows, key=lambda row: row.number):
        of_one = list(group)
        head = of_one[0]
        lines_of_one = tuple(_line(row, names) for row in of_one)
        yield Transaction(number, head.description, head.date.month, head.date, lines_of_one)


def _line(row: _Row, names: Names) -> Line:
    return Line(
        number=row.position,
        account=names.accounts[row.account].code,
        document=row.invoice or row.voucher or str(row.number),
        day=row.date,
        text=row.description,
        signed=row.debit - row.credit,
        relation=names.relations[row.relation] if row.relation else "",
        invoice=row.invoice,
        cost_centre=names.cost_centres.get(row.cost_centre, ""),
        vat=_vat(row),
    )


def _vat(row: _Row) -> Vat | None:
    """Return the VAT of a line that it was reckoned over; the VAT itself has a line of its own."""
    if row.role != LineRole.COUNTER or not row.vat_code:
        return None
    signed = row.vat if row.kind in OUTGOING else Decimal(0) - row.vat
    return Vat(code=bare_code(row.vat_code), rate=_rate(row), signed=signed)


def _rate(row: _Row) -> Decimal:
    """Return the rate of the code that day; of one without a rate of its own, what was charged."""
    known = known_code(row.vat_code)
    if known and not known.code.startswith("AFW"):
        return known.rate_on(row.date)
    net = row.debit or row.credit
    charged = abs(row.vat) * 100 / net if net else Decimal(0)
    return min(charged, HIGHEST_RATE).quantize(Decimal("0.001"))
