"""VAT codes of Dutch bookkeeping, with rates that depend on the date.

Source: docs/wire/eboekhouden-soap.md §4.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bonbrug.values.money import cents, total
from bonbrug.values.vat_rates import Level, rate_on


class Side(StrEnum):
    SALE = "sale"
    PURCHASE = "purchase"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class VatCode:
    """One code: the side it belongs to, and its rate in percent; with a level that of the day."""

    code: str
    name: str
    side: Side
    rate: Decimal = Decimal(0)
    level: Level | None = None
    reversed: bool = False

    def rate_on(self, day: date) -> Decimal:
        """Return the percentage charged on that day; reversed and exempt codes charge nothing."""
        return rate_on(self.level, day) if self.level else self.rate


def _sale(
    code: str, name: str, rate: int = 0, level: Level | None = None, *, reverse: bool = False
) -> VatCode:
    return VatCode(code, name, Side.SALE, Decimal(rate), level, reverse)


def _purchase(
    code: str, name: str, rate: int = 0, level: Level | None = None, *, reverse: bool = False
) -> VatCode:
    return VatCode(code, name, Side.PURCHASE, Decimal(rate), level, reverse)


CODES: dict[str, VatCode] = {
    vat.code: vat
    for vat in (
        _sale("HOOG_VERK_21", "BTW hoog, verkopen 21%", 21),
        _sale("LAAG_VERK_9", "BTW laag, verkopen 9%", 9),
        VatCode("GEEN", "Geen BTW", Side.BOTH),
        _sale("VERL_VERK", "BTW verlegd, hoog", reverse=True),
        _sale("VERL_VERK_L9", "BTW verlegd, laag", reverse=True),
        _sale("BI_EU_VERK", "Levering goederen binnen de EU"),
        _sale("BI_EU_VERK_D", "Diensten binnen de EU"),
        _sale("BU_EU_VERK", "Levering buiten de EU"),
        _sale("AFST_VERK", "Afstandsverkopen binnen de EU"),
        _sale("HOOG_VERK", "BTW hoog, verkopen (oud)", level=Level.HIGH),
        _sale("LAAG_VERK", "BTW laag, verkopen (oud)", level=Level.LOW),
        _sale("AFW_VERK", "Afwijkend BTW-tarief, verkopen"),
        _purchase("HOOG_INK_21", "BTW hoog, inkopen 21%", 21),
        _purchase("LAAG_INK_9", "BTW laag, inkopen 9%", 9),
        _purchase("HOOG_INK", "BTW hoog, inkopen (oud)", level=Level.HIGH),
        _purchase("LAAG_INK", "BTW laag, inkopen (oud)", level=Level.LOW),
        _purchase("VERL_INK", "BTW verlegd, inkopen hoog", reverse=True),
        _purchase("VERL_INK_L9", "BTW verlegd, inkopen laag", reverse=True),
        _purchase("BI_EU_INK", "Verwerving binnen de EU"),
        _purchase("BU_EU_INK", "Invoer van buiten de EU"),
        # A purchase for one of the two wires, a sale in the manual of the other.
        VatCode("AFW", "Afwijkend BTW-tarief", Side.BOTH),
    )
}


ALIASES = {"LAAG_VERK_L9": "VERL_VERK_L9", "VERL_INK_LG": "VERL_INK_L9"}
"""Codes as the manual prints them, and as every client and the newer wire write them."""


def bare_code(code: str) -> str:
    """Return the code that an alias stands for; any other as it is."""
    return ALIASES.get(code, code)


def known_code(code: str) -> VatCode | None:
    """Return the VAT code, also by its alias; None when there is none."""
    return CODES.get(bare_code(code))


def sale_code(code: str) -> VatCode | None:
    """Return the VAT code when it exists and may stand on a sales invoice."""
    vat = known_code(code)
    return vat if vat and vat.side is not Side.PURCHASE else None


@dataclass(frozen=True, slots=True)
class Totals:
    """Net, VAT and gross of one document, in cents; net + VAT = gross or it cannot exist."""

    net: Decimal
    vat: Decimal
    gross: Decimal

    def __post_init__(self) -> None:
        if self.net + self.vat != self.gross:
            raise ValueError(f"{self.net} + {self.vat} is not {self.gross}")


def line_vat(net: Decimal, code: str, day: date) -> Decimal:
    """Return the VAT of one line amount in cents; an unknown code charges nothing."""
    vat = known_code(code)
    return cents(net * vat.rate_on(day) / 100) if vat else cents(Decimal(0))


def totals(lines: Iterable[tuple[Decimal, str]], day: date) -> Totals:
    """Add up (net amount in cents, VAT code) lines; VAT is rounded per line.

    The recorded example of the wire rounds per line: 63.00 and 11.85 at 21 % give 13.23 + 2.49.
    """
    rows = [(net, line_vat(net, code, day)) for net, code in lines]
    net, vat = total(row[0] for row in rows), total(row[1] for row in rows)
    return Totals(net, vat, net + vat)
