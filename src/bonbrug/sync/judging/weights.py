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


NOTE, ASK, REFUSE = Weight.NOTE, Weight.ASK, Weight.REFUSE
EVERY_INVOICE = "check_every_invoice"
CHANGED_AFTER_YES = "changed_after_yes"
OTHER_COMPANY = "relation_other_company"
CHECKS: dict[str, Check] = {
    "hours_of_day": Check("R1", ASK),
    "hours_over_a_day": Check("R1", REFUSE),
    **dict.fromkeys(
        (
            "hours_contradict",
            "hours_long",
            "hours_past_midnight",
            "hours_break",
            "rounding_unclear",
        ),
        Check("R2", ASK),
    ),
    **dict.fromkeys(
        ("minimum_not_charged", "rounding_not_used", "hours_billed"), Check("R2", NOTE)
    ),
    "zero_hours": Check("R2", REFUSE),
    **dict.fromkeys(
        ("hours_twice", "hours_overlap", "hours_twice_elsewhere", "hours_overlap_elsewhere"),
        Check("R3", ASK),
    ),
    **dict.fromkeys(("hours_day", "order_day", "hours_closed_period"), Check("R4", ASK)),
    **dict.fromkeys(
        ("quantity_large", "invoice_large", "negative_total", "total_zero"),
        Check("R5", ASK, always=True),
    ),
    **dict.fromkeys(("quantity_unusual", "amount_unusual", "invoice_unusual"), Check("R5", ASK)),
    **dict.fromkeys(
        ("zero_quantity", "negative_quantity", "amount_too_large", "too_many_decimals"),
        Check("R5", REFUSE),
    ),
    **dict.fromkeys(("price_unusual", "hour_price_changed"), Check("R6", ASK)),
    "price_zero": Check("R6", NOTE),
    **dict.fromkeys(("hour_type_price", "negative_price"), Check("R6", REFUSE)),
    **dict.fromkeys(("discount_unclear", "warranty_unclear"), Check("R7", ASK)),
    **dict.fromkeys(
        ("signed_total_differs", "travel_not_used", "free_field_not_used"), Check("R7", ASK)
    ),
    "free_field_unread": Check("R7", NOTE),
    **dict.fromkeys((OTHER_COMPANY, "relation_spelled_otherwise"), Check("R8", ASK)),
    "relation_differs": Check("R8", NOTE),
    "mail_address_missing": Check("R8", ASK),
    **dict.fromkeys(
        ("customer_delivery_impossible", "delivery_texts_missing", "mandate_incomplete"),
        Check("R8", REFUSE),
    ),
    **dict.fromkeys(sorted(UNKNOWN_VAT), Check("R9", ASK, always=True)),
    **dict.fromkeys(sorted(KNOWN_ALL_THE_SAME), Check("R9", ASK)),
    **dict.fromkeys(("no_vat_code", "unknown_vat_code"), Check("R9", REFUSE)),
    "invoiced_twice": Check("R10", ASK),
    "nothing_said": Check("R11", ASK),
    **dict.fromkeys(("too_long", "work_order_too_long", "no_description"), Check("R11", REFUSE)),
    "unsigned": Check("R12", ASK),
    EVERY_INVOICE: Check("", ASK, always=True),
    CHANGED_AFTER_YES: Check("", ASK, always=True),
}
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
