"""What was agreed with one customer about their invoices."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from bonbrug.sync.model.settings import LinesPer
from bonbrug.values.charged_time import Rounding
from bonbrug.values.delivery import DeliveryKind


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a customer signed: their account may be debited. `first`: that was not done before."""

    reference: str = ""
    signed_on: date | None = None
    first: bool = False
    iban: str = ""
    holder: str = ""
    city: str = ""


NO_MANDATE = Mandate()


class Collect(StrEnum):
    """When the work orders of one customer become one invoice; `NO`: each has its own."""

    NO = ""
    BY_HAND = "by_hand"
    PROJECT = "project"  # one for each project, when a person says so
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class CustomerAgreement:
    """None: as the connection says.

    `minimum_minutes` is charged at least for a work order with hours, `call_out` is the code of a
    product charged once for it ('' for none), `discount` a percentage on every line.
    `reverse_charge`: the customer is a main contractor, or builds for itself. `country` and
    `vat_number`: '' for what the books say. `mandate` is for a direct debit alone. `collect`:
    whether work orders wait for each other, and become one invoice after that.
    """

    lines_per: LinesPer | None = None
    rounding: Rounding | None = None
    minimum_minutes: int | None = None
    call_out: str | None = None
    discount: Decimal | None = None
    reverse_charge: bool = False
    country: str = ""
    vat_number: str = ""
    delivery: DeliveryKind | None = None
    mandate: Mandate = NO_MANDATE
    collect: Collect = Collect.NO

    @property
    def parts(self) -> list[str]:
        """Return what a fingerprint is made of; nothing where nothing was agreed.

        The delivery came later: an agreement that says nothing of it keeps its fingerprint. With
        which others a work order is invoiced changes nothing about itself.
        """
        if replace(self, collect=Collect.NO) == NOTHING_AGREED:
            return []
        *known, way, mandate, _collect = astuple(self)
        later = [f"delivery={way}"] if way else []
        later += [f"mandate={mandate}"] if self.mandate != NO_MANDATE else []
        return [*map(repr, known), *later]

    def collects(self, project: str) -> bool:
        """Tell whether a work order waits for others; `project` is the number of its project.

        By project one without a project has no others to wait for.
        """
        return bool(project.strip()) if self.collect is Collect.PROJECT else bool(self.collect)

    def period(self, day: date) -> tuple[str, date]:
        """Return the period that work of a day is collected in: its name, and its last day.

        What is collected by hand or by project waits in one period without an end.
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
