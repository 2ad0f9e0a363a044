"""VAT in the words of an invoice: per rate, and the remarks that the law asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bonbrug.books.models import InvoiceLine
from bonbrug.values import money, vat

# Wet op de omzetbelasting, article 35a: an invoice says why no VAT is charged.
_REMARKS = {
    "VERL_VERK": "Btw verlegd",
    "VERL_VERK_L9": "Btw verlegd",
    "BI_EU_VERK": "Intracommunautaire levering, btw 0%",
    "BI_EU_VERK_D": "Btw verlegd",
    "BU_EU_VERK": "Levering buiten de EU, btw 0%",
}


@dataclass(frozen=True, slots=True)
class Share:
    """The VAT of all lines with one code, in euros."""

    name: str
    net: Decimal
    vat: Decimal


def remark_of(code: str) -> str:
    """Return the sentence that an invoice with this VAT code must carry; mostly none."""
    return _REMARKS.get(code, "")


def rate_name(code: str, day: date) -> str:
    """Return ``21%``, or ``verlegd`` when the customer owes the VAT."""
    found = vat.CODES.get(code)
    if not found:
        return code
    return "verlegd" if found.reversed else f"{money.plain(found.rate_on(day))}%"


def spread_vat(lines: Iterable[InvoiceLine], day: date) -> Sequence[Share]:
    """Return the VAT per code, in the order of the lines."""
    by_code: dict[str, list[InvoiceLine]] = {}
    for line in lines:
        by_code.setdefault(line.vat_code, []).append(line)
    return [_share(code, rows, day) for code, rows in by_code.items()]


def _share(code: str, lines: list[InvoiceLine], day: date) -> Share:
    net = money.total(line.net for line in lines)
    charged = money.total(line.vat for line in lines)
    rate = rate_name(code, day)
    words = f"BTW {rate} over € {money_words(net)}"
    return Share(words, net, charged)


def money_words(value: Decimal) -> str:
    """Write 1.234,56."""
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def choices(day: date) -> list[tuple[str, str]]:
    """Return the codes that may stand on a sales invoice, the rate in front."""
    return [
        (code, f"{rate_name(code, day)} · {found.name}")
        for code, found in vat.CODES.items()
        if found.side is not vat.Side.PURCHASE
    ]
