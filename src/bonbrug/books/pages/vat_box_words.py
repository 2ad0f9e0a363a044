"""The boxes of the VAT return in words, in the order and groups of the form."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.books.reports.vat_boxes import Box

NAMES: dict[Box, Promise] = {
    Box.HIGH: _("Sales at the high rate"),
    Box.LOW: _("Sales at the low rate"),
    Box.OTHER_RATE: _("Sales at other rates, except 0%"),
    Box.NOT_WITH_US: _("Sales at 0% or not taxed with you"),
    Box.REVERSED: _("Purchases with the VAT reversed to you"),
    Box.EXPORT: _("Sales to countries outside the EU (export)"),
    Box.EU_SALES: _("Sales to or in countries within the EU"),
    Box.DISTANCE: _("Distance sales within the EU"),
    Box.FROM_OUTSIDE: _("Purchases from countries outside the EU"),
    Box.FROM_EU: _("Purchases from countries within the EU"),
    Box.INPUT: _("Input VAT"),
    Box.UNTAXED_SALES: _("Sales without VAT"),
    Box.UNTAXED_COSTS: _("Purchases without VAT"),
    Box.NOT_DEDUCTED: _("Purchases under the scheme for small businesses"),
    Box.UNKNOWN: _("Unknown VAT code"),
}
GROUPS: Sequence[tuple[Promise, Sequence[Box]]] = (
    (_("1. In the Netherlands"), (Box.HIGH, Box.LOW, Box.OTHER_RATE, Box.NOT_WITH_US)),
    (_("2. Reversed to you in the Netherlands"), (Box.REVERSED,)),
    (_("3. To or in other countries"), (Box.EXPORT, Box.EU_SALES, Box.DISTANCE)),
    (_("4. From other countries"), (Box.FROM_OUTSIDE, Box.FROM_EU)),
)
OUTSIDE = (Box.UNTAXED_SALES, Box.UNTAXED_COSTS, Box.NOT_DEDUCTED, Box.UNKNOWN)
UNRECKONED = (Box.FROM_OUTSIDE, Box.FROM_EU)
REMARKS: dict[Box, Promise] = {
    Box.REVERSED: _(
        "Your supplier charged no VAT: you owe it, reckoned per line at the rate of the day. The "
        "same VAT is deducted in 5b."
    ),
    Box.FROM_OUTSIDE: _(
        "The VAT code does not tell a rate, so the VAT is not filled in. What you owe here is "
        "deducted in 5b as well, as far as you may deduct it."
    ),
    Box.FROM_EU: _(
        "The VAT code does not tell a rate, so the VAT is not filled in. What you owe here is "
        "deducted in 5b as well, as far as you may deduct it."
    ),
    Box.INPUT: _("The VAT of your purchases, and what was reversed to you (2a)."),
    Box.UNTAXED_SALES: _(
        "Exempt, or under the scheme for small businesses: the return asks no box."
    ),
    Box.UNTAXED_COSTS: _("Nothing to deduct: the return asks no box."),
    Box.NOT_DEDUCTED: _("On these days your firm was under the scheme: this VAT is not deducted."),
    Box.UNKNOWN: _(
        "No box belongs to this VAT code. Correct the booking in the program that made it."
    ),
}


def title(box: Box) -> str:
    """Return ``1a. Sales at the high rate``; what is no box of the return has no number."""
    name = str(NAMES[box])
    return name if box in OUTSIDE else f"{box.value}. {name}"
