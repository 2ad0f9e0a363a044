"""What holds for the invoice of one work order: the connection's rules, overruled per customer."""

from dataclasses import dataclass
from decimal import Decimal

from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.settings import LinesPer, OrderRounding, SyncSettings
from bonbrug.values.charged_time import Rounding, Way

FOLLOWED = {OrderRounding.UP: Way.UP, OrderRounding.NEAREST: Way.NEAREST}
# What the agreed way says of a work order that asks for rounding: then nobody is asked.
AGREED = {
    Way.EXACT: OrderRounding.NOTE,
    Way.UP: OrderRounding.UP,
    Way.NEAREST: OrderRounding.NEAREST,
}


@dataclass(frozen=True, slots=True)
class Terms:
    """`order_rounding`: what is done with a work order that asks for rounding itself; `discount` is
    a percentage on every line of the customer.
    """

    lines_per: LinesPer
    rounding: Rounding
    order_rounding: OrderRounding
    minimum_minutes: int
    call_out: str
    discount: Decimal


def terms(choices: SyncSettings, agreement: CustomerAgreement) -> Terms:
    """Return what was agreed, and where nothing was, what the connection says."""
    minimum, call_out, rule = agreement.minimum_minutes, agreement.call_out, agreement.rounding
    return Terms(
        lines_per=agreement.lines_per or choices.lines_per,
        rounding=rule or choices.rounding,
        order_rounding=AGREED[rule.way] if rule else choices.order_rounding,
        minimum_minutes=choices.minimum_minutes if minimum is None else minimum,
        call_out=choices.call_out if call_out is None else call_out,
        discount=agreement.discount or Decimal(0),
    )


def rounding_of(asked_step: int, agreed: Terms) -> Rounding:
    """Return the rule for a work order that asks for rounding itself (a step of 0: it does not)."""
    if asked_step < 1 or agreed.order_rounding not in FOLLOWED:
        return agreed.rounding
    return Rounding(FOLLOWED[agreed.order_rounding], asked_step, agreed.rounding.per)
