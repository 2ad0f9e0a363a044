"""What holds for the invoice of one work order: the connection's rules, overruled per customer."""

from dataclasses import dataclass
from decimal import Decimal

from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.settings import LinesPer, OrderRounding, SyncSettings
from bonbrug.values.charged_time import Rounding, Way

FOLLOWED = {OrderRounding.UP: Way.UP, OrderRounding.NEAREST: Way.NEAREST}


@dataclass(frozen=True, slots=True)
class Terms:
    """`discount` is a percentage on every line of the customer."""

    lines_per: LinesPer
    rounding: Rounding
    minimum_minutes: int
    call_out: str
    discount: Decimal


def terms(choices: SyncSettings, agreement: CustomerAgreement) -> Terms:
    """Return what was agreed, and where nothing was, what the connection says."""
    minimum, call_out = agreement.minimum_minutes, agreement.call_out
    return Terms(
        lines_per=agreement.lines_per or choices.lines_per,
        rounding=agreement.rounding or choices.rounding,
        minimum_minutes=choices.minimum_minutes if minimum is None else minimum,
        call_out=choices.call_out if call_out is None else call_out,
        discount=agreement.discount or Decimal(0),
    )


def rounding_of(asked_step: int, rule: Rounding, follow: OrderRounding) -> Rounding:
    """Return the rule for a work order that asks for rounding itself (a step of 0: it does not)."""
    if asked_step < 1 or follow not in FOLLOWED:
        return rule
    return Rounding(FOLLOWED[follow], asked_step, rule.per)
