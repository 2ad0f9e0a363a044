"""What was agreed with one customer about their invoices."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from bonbrug.sync.model.settings import LinesPer
from bonbrug.values.charged_time import Rounding


class Collect(StrEnum):
    """When the work orders of one customer become one invoice; `NO`: each has its own."""

    NO = ""
    BY_HAND = "by_hand"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class CustomerAgreement:
    """None: as the connection says.

    `minimum_minutes` is charged at least for a work order with hours, `call_out` is the code of a
    product charged once for it ('' for none), `discount` a percentage on every line.
    `reverse_charge`: the customer is a main contractor, or builds for itself. `country` and
    `vat_number`: '' for what the books say. `collect`: whether work orders wait for each other, and
    become one invoice after that.
    """

    lines_per: LinesPer | None = None
    rounding: Rounding | None = None
    minimum_minutes: int | None = None
    call_out: str | None = None
    discount: Decimal | None = None
    reverse_charge: bool = False
    country: str = ""
    vat_number: str = ""
    collect: Collect = Collect.NO

    @property
    def parts(self) -> list[str]:
        """Return what a fingerprint is made of; nothing where nothing was agreed.

        With which others a work order is invoiced changes nothing about itself.
        """
        alone = replace(self, collect=Collect.NO)
        return [] if alone == NOTHING_AGREED else [repr(value) for value in astuple(alone)[:-1]]

    def period(self, day: date) -> tuple[str, date]:
        """Return the period that work of a day is collected in: its name, and its last day.

        What is collected by hand waits in one period without an end.
        """
        if self.collect is Collect.WEEKLY:
            year, week, weekday = day.isocalendar()
            return f"{year}-W{week:02}", day + timedelta(days=7 - weekday)
        if self.collect is Collect.MONTHLY:
            following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
            return f"{day:%Y-%m}", following - timedelta(days=1)
        return "", date.max


NOTHING_AGREED = CustomerAgreement()
# By the customer's code, without spaces around it and without case.
Agreed = Mapping[str, CustomerAgreement]
