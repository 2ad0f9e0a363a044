"""Which box of the Dutch VAT return a line belongs to: each VAT code of the books has one.

| code | box | because |
|---|---|---|
| HOOG_VERK (all) | 1a | the high rate, also one of before |
| LAAG_VERK (all) | 1b | the low rate |
| AFW_VERK, AFW sold | 1c | another rate |
| VERL_VERK (both) | 1e | the customer in the Netherlands owes it |
| VERL_INK (both) | 2a | we owe what a supplier in the Netherlands reversed |
| BU_EU_VERK | 3a | export |
| BI_EU_VERK, BI_EU_VERK_D | 3b | the customer in the EU owes it; the same lines make the ICP list |
| AFST_VERK | 3c | distance sale |
| BU_EU_INK, BI_EU_INK | 4a, 4b | bought from outside the EU, and within |
| HOOG_INK, LAAG_INK (all), AFW bought | 5b | input VAT |
| GEEN | none | exempt, or the small business scheme: no box of the return asks for it |

No code says private use (1d), so that box is not there. Codes: docs/wire/eboekhouden-soap.md §4.
"""

from enum import StrEnum

from bonbrug.values.vat import ALIASES, bare_code
from bonbrug.values.vat_rates import Level


class Box(StrEnum):
    """The last four are no boxes of the return: they hold what does not belong in it."""

    HIGH = "1a"
    LOW = "1b"
    OTHER_RATE = "1c"
    NOT_WITH_US = "1e"
    REVERSED = "2a"
    EXPORT = "3a"
    EU_SALES = "3b"
    DISTANCE = "3c"
    FROM_OUTSIDE = "4a"
    FROM_EU = "4b"
    INPUT = "5b"
    UNTAXED_SALES = "verkoop-zonder-btw"
    UNTAXED_COSTS = "inkoop-zonder-btw"
    NOT_DEDUCTED = "kor"
    UNKNOWN = "onbekend"


CODES: dict[Box, tuple[str, ...]] = {
    Box.HIGH: ("HOOG_VERK_21", "HOOG_VERK"),
    Box.LOW: ("LAAG_VERK_9", "LAAG_VERK"),
    Box.OTHER_RATE: ("AFW_VERK",),
    Box.NOT_WITH_US: ("VERL_VERK", "VERL_VERK_L9"),
    Box.REVERSED: ("VERL_INK", "VERL_INK_L9"),
    Box.EXPORT: ("BU_EU_VERK",),
    Box.EU_SALES: ("BI_EU_VERK", "BI_EU_VERK_D"),
    Box.DISTANCE: ("AFST_VERK",),
    Box.FROM_OUTSIDE: ("BU_EU_INK",),
    Box.FROM_EU: ("BI_EU_INK",),
    Box.INPUT: ("HOOG_INK_21", "LAAG_INK_9", "HOOG_INK", "LAAG_INK"),
}
UNTAXED = "GEEN"
BY_SIDE: dict[str, tuple[Box, Box]] = {
    "AFW": (Box.OTHER_RATE, Box.INPUT),
    UNTAXED: (Box.UNTAXED_SALES, Box.UNTAXED_COSTS),
}
"""Codes for both sides: their box when sold, and when bought."""

REVERSED_RATES = {"VERL_INK": Level.HIGH, "VERL_INK_L9": Level.LOW}
BOUGHT = frozenset(
    {
        Box.REVERSED,
        Box.FROM_OUTSIDE,
        Box.FROM_EU,
        Box.INPUT,
        Box.UNTAXED_COSTS,
        Box.NOT_DEDUCTED,
    }
)
"""Boxes whose amounts count up when something is bought."""
OWED = (
    *(Box.HIGH, Box.LOW, Box.OTHER_RATE, Box.NOT_WITH_US, Box.REVERSED),
    *(Box.EXPORT, Box.EU_SALES, Box.DISTANCE, Box.FROM_OUTSIDE, Box.FROM_EU),
)
"""Boxes whose VAT together is 5a."""


def box_of(code: str, *, bought: bool) -> Box:
    """Return the box of a VAT code, also by its alias."""
    code = bare_code(code)
    if code in BY_SIDE:
        return BY_SIDE[code][bought]
    return next((box for box, codes in CODES.items() if code in codes), Box.UNKNOWN)


def spellings(codes: tuple[str, ...]) -> list[str]:
    """Return these codes and their aliases."""
    return [*codes, *(alias for alias, code in ALIASES.items() if code in codes)]
