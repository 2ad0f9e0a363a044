"""Every code of the judge: the check that it belongs to, and what it does to an invoice."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.settings import Control
from bonbrug.sync.vat.doubts import KNOWN_ALL_THE_SAME, UNKNOWN_VAT


class Weight(StrEnum):
    NOTE = "note"  # told in the log; the invoice goes on
    ASK = "ask"  # waits for a person's yes, by the connection's choice
    REFUSE = "refuse"  # cannot be invoiced like this, whatever a person says


@dataclass(frozen=True, slots=True)
class Check:
    """`id` is R1 to R12 ('' for a choice of the company); `always`: it waits whatever is chosen."""

    id: str
    weight: Weight
    always: bool = False


def _each(check: Check, *codes: str) -> dict[str, Check]:
    return dict.fromkeys(codes, check)


NOTE, ASK, REFUSE = Weight.NOTE, Weight.ASK, Weight.REFUSE
EVERY_INVOICE = "check_every_invoice"
CHECKS: dict[str, Check] = {
    **_each(Check("R1", ASK), "hours_of_day"),
    **_each(Check("R1", REFUSE), "hours_over_a_day"),
    **_each(
        Check("R2", ASK), "hours_contradict", "hours_long", "hours_past_midnight", "hours_break",
        "rounding_unclear",
    ),
    **_each(Check("R2", NOTE), "minimum_not_charged", "rounding_not_used", "hours_billed"),
    **_each(Check("R2", REFUSE), "zero_hours"),
    **_each(
        Check("R3", ASK), "hours_twice", "hours_overlap", "hours_twice_elsewhere",
        "hours_overlap_elsewhere",
    ),
    **_each(Check("R4", ASK), "hours_day", "order_day", "hours_closed_period"),
    **_each(Check("R5", ASK, always=True), "quantity_large", "invoice_large",
            "negative_total", "total_zero"),
    **_each(Check("R5", ASK), "quantity_unusual", "amount_unusual", "invoice_unusual"),
    **_each(Check("R5", REFUSE), "zero_quantity", "negative_quantity", "amount_too_large",
            "too_many_decimals"),
    **_each(Check("R6", ASK), "price_unusual", "hour_price_changed"),
    **_each(Check("R6", NOTE), "price_zero"),
    **_each(Check("R6", REFUSE), "hour_type_price", "negative_price"),
    **_each(Check("R7", ASK), "discount_unclear", "warranty_unclear"),
    **_each(Check("R7", ASK), "signed_total_differs", "travel_not_used", "free_field_not_used"),
    **_each(Check("R7", NOTE), "free_field_unread"),
    **_each(Check("R8", ASK), "relation_other_company", "relation_spelled_otherwise"),
    **_each(Check("R8", NOTE), "relation_differs"),
    **_each(Check("R9", ASK, always=True), *UNKNOWN_VAT),
    **_each(Check("R9", ASK), *KNOWN_ALL_THE_SAME),
    **_each(Check("R9", REFUSE), "no_vat_code", "unknown_vat_code"),
    **_each(Check("R10", ASK), "invoiced_twice"),
    **_each(Check("R11", ASK), "nothing_said"),
    **_each(Check("R11", REFUSE), "too_long", "work_order_too_long", "no_description"),
    **_each(Check("R12", ASK), "unsigned"),
    **_each(Check("", ASK, always=True), EVERY_INVOICE),
}  # fmt: skip
# What a person may say yes to.
ASKS = frozenset(code for code, check in CHECKS.items() if check.weight is ASK)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Findings by what they do here: `refusals` and `asks` need a person, `notes` do not."""

    refusals: tuple[Finding, ...]
    asks: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def weigh(found: Iterable[Finding], control: Control) -> Weighed:
    """Sort findings by their weight; without control an ask that need not wait is a note."""
    sorted_: dict[Weight, list[Finding]] = {weight: [] for weight in Weight}
    for finding in found:
        weight = _weight_here(finding, control)
        sorted_[weight].append(replace(finding, needs_person=weight is not NOTE))
    return Weighed(*(tuple(sorted_[weight]) for weight in (REFUSE, ASK, NOTE)))


def _weight_here(finding: Finding, control: Control) -> Weight:
    check = CHECKS.get(finding.code)
    if check is None:
        return REFUSE if finding.needs_person else NOTE
    waits = check.always or control is not Control.NONE
    return check.weight if waits or check.weight is not ASK else NOTE


# Facts that come from other work orders and invoices: they move while a person thinks.
REMEMBERED = frozenset({"usual", "usual_quantity", "known_price", "whole", "other_invoice"})


def identity(finding: Finding) -> str:
    """Return what a person's yes is about: the same one as long as its own values stay."""
    own = {name: fact for name, fact in finding.facts.items() if name not in REMEMBERED}
    return repr((finding.code, sorted(own.items())))
