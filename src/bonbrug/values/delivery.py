"""How an invoice goes to its customer."""

from enum import StrEnum


class DeliveryKind(StrEnum):
    """The ways of the manual: *Verzendwijze*."""

    POST = "post"
    EMAIL = "email"
    DIRECT_DEBIT = "direct_debit"  # the customer hears of it, and the amount is collected
