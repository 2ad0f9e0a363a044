"""What of a work order is no longer as it was invoiced, in words."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.templatetags.ui import euro, quantity

Text = str | Promise
WORDS: dict[str, Text] = {
    "quantity": _("quantity of %(code)s was %(before)s and is %(after)s"),
    "price": _("price of %(code)s was %(before)s and is %(after)s"),
    "added": _("%(code)s was added, quantity %(after)s"),
    "removed": _("%(code)s was taken out, quantity %(before)s"),
}
PARTS = 4


def changed(written: str) -> str:
    """Read ``code|what|before|after;…`` (sync/invoicing/differences.py); leave out the rest."""
    pieces = [piece.split("|") for piece in written.split(";")]
    return "; ".join(_said(*parts) for parts in pieces if len(parts) == PARTS and parts[1] in WORDS)


def _said(code: str, what: str, before: str, after: str) -> str:
    number = euro if what == "price" else quantity
    filled = {"code": code, "before": _figure(before, number), "after": _figure(after, number)}
    return str(WORDS[what]) % filled


def _figure(written: str, number: Callable[[Decimal], str]) -> str:
    try:
        return number(Decimal(written))
    except InvalidOperation:
        return written
