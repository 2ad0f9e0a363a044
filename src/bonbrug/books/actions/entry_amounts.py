"""Do the amounts of one line of a booking add up, and may its VAT code stand there?"""

from dataclasses import dataclass
from decimal import Decimal

from bonbrug.books.actions.column_limits import fits
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import OUTGOING, Entry, EntryKind
from bonbrug.values import vat
from bonbrug.values.money import cents, plain

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class EntryLineDraft:
    """One counter account. Amounts in euros; `entered` is `net` or `gross`, as `with_vat` says."""

    account_code: str
    entered: Decimal
    net: Decimal
    vat: Decimal
    gross: Decimal
    vat_code: str = "GEEN"
    percentage: Decimal = Decimal(0)
    cost_centre: int = 0


def check_amounts(kind: EntryKind, entry: Entry, place: int, line: EntryLineDraft) -> None:
    """Refuse amounts that do not fit together. VAT may differ a cent from its percentage."""
    amounts = (line.entered, line.net, line.vat, line.gross)
    if not all(fits(amount) for amount in amounts):
        raise Refused("entry_amount_too_large", line=place, amount=plain(line.gross))
    if any(cents(amount) != amount for amount in amounts):
        raise Refused("entry_amount_not_cents", line=place, amount=plain(line.entered))
    entered = line.gross if entry.with_vat else line.net
    if line.net + line.vat != line.gross or line.entered != entered:
        raise Refused("entry_amounts_differ", line=place, amount=plain(line.entered))
    _check_vat(kind, entry, place, line)


def _check_vat(kind: EntryKind, entry: Entry, place: int, line: EntryLineDraft) -> None:
    code = vat.known_code(line.vat_code.strip() or "GEEN")
    if code is None or not _allowed(kind, code):
        raise Refused("entry_line_vat_wrong", line=place, vat=line.vat_code)
    free = code.code.startswith("AFW")
    rate = line.percentage if free else code.rate_on(entry.date)
    if abs(line.vat - cents(line.net * rate / 100)) > CENT or not 0 <= rate <= 100:
        facts = {"vat": plain(line.vat), "percentage": plain(rate)}
        raise Refused("entry_vat_differs", line=place, **facts)


def _allowed(kind: EntryKind, code: vat.VatCode) -> bool:
    if kind in (EntryKind.MEMORIAL, EntryKind.OPENING) or code.side is vat.Side.BOTH:
        return True
    return (code.side is vat.Side.PURCHASE) == (kind in OUTGOING)
