"""What a visit costs: its hours, made up to a minimum, and the call-out charge."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from bonbrug.sync.drafting.hours import (
    Compared,
    Named,
    Worked,
    compared,
    lines_of,
    rounded,
    text_of,
)
from bonbrug.sync.drafting.lines import Lines
from bonbrug.sync.drafting.terms import Terms, rounding_of
from bonbrug.sync.model.records import MaterialLine, Product, WorkOrder, WorkPeriod
from bonbrug.sync.model.settings import OrderRounding, SyncSettings
from bonbrug.values.money import plain
from bonbrug.values.quantity import CHARGED_PLACES, folded, is_hour

Remembered = Callable[[str], Product | None]
# What an hour type cost on a day and until when; None when it cost then what it costs now.
PriceBefore = Callable[[str, date | None], tuple[Decimal, date] | None]
ONE = Decimal(1)


class Visit:
    """Adds what a visit costs to the lines, under the terms of the work order."""

    def __init__(
        self, order: WorkOrder, choices: SyncSettings, agreed: Terms, lines: Lines
    ) -> None:
        self.order, self.choices, self.terms, self.lines = order, choices, agreed, lines
        self.remarks, self.texts = lines.remarks, lines.books.texts

    def worked(self, remembered: Remembered, before: PriceBefore) -> list[Worked]:
        """Return the periods that can be charged; of the others it is said why not."""
        found = []
        for place, period in enumerate(self.order.periods, 1):
            product = remembered(period.hour_type) if period.hour_type else None
            if product is not None and self._can_be_charged(place, period, product):
                found.append(Worked(place, period, product, period.minutes))
                self._compare_price(place, period, product.price, before)
            elif product is None:
                self._refuse_unknown(place, period)
        return found

    def _can_be_charged(self, place: int, period: WorkPeriod, product: Product) -> bool:
        """A price of 0 is refused: the work orders cannot hold an hour type without a price."""
        if period.minutes <= 0 or not is_hour(product.unit, self.choices.hour_words):
            self._refuse_unknown(place, period)
        elif product.price <= 0:
            self.remarks.refuse("hour_type_price", place=place, hour_type=period.hour_type)
        else:
            return True
        return False

    def _refuse_unknown(self, place: int, period: WorkPeriod) -> None:
        code = "zero_hours" if period.minutes <= 0 else "unknown_hour_type"
        self.remarks.refuse(code, place=place, hour_type=period.hour_type)

    def _compare_price(
        self, place: int, period: WorkPeriod, price: Decimal, before: PriceBefore
    ) -> None:
        """Say when the hour had another price on the day of the work."""
        then = before(period.hour_type, period.day)
        if then and then[0] != price:
            facts = {"ours": plain(price), "theirs": plain(then[0]), "date": str(then[1])}
            self.remarks.warn(
                "hour_price_changed", place=place, hour_type=period.hour_type, **facts
            )

    def round_off(self, worked: list[Worked]) -> list[Worked]:
        """Round as agreed; what the work order itself asks is followed, told or asked about."""
        step, follow = self.order.rounding_minutes, self.terms.order_rounding
        rule = rounding_of(step, self.terms)
        charged = rounded(worked, rule)
        if rule == self.terms.rounding and step > 0 and any(one.minutes % step for one in charged):
            if follow is OrderRounding.ASK:
                self.remarks.ask("rounding_unclear", minutes=step)
            else:
                self.remarks.warn("rounding_not_used", minutes=step)
        return charged

    def add_hours(self, charged: list[Worked], named: Named) -> Decimal:
        """Add the lines of hours; return how many hours these are."""
        done = Decimal(0)
        for line in lines_of(charged, self.terms.lines_per):
            text = text_of(line, self.choices, named, self.texts.day_format)
            self._add_hours(line.first.place, line.first.product, line.quantity, text)
            done += line.quantity
        return done

    def add_minimum(self, charged: list[Worked], done: Decimal, remembered: Remembered) -> Decimal:
        """Make up to the minimum, or say that it is not charged; return the hours added."""
        own = Decimal(self.terms.minimum_minutes) / 60 if charged else Decimal(0)
        wanted = self.order.minimum_hours
        least = max(own, wanted if self.choices.bill_minimum else Decimal(0))
        missing = max(Decimal(0), (least - done).quantize(CHARGED_PLACES))
        last = self.order.periods[-1] if self.order.periods else None
        product = remembered(last.hour_type) if last else None
        if missing and product is not None:
            text = f"{product.description} ({self.texts.minimum})"
            self._add_hours(len(self.order.periods), product, missing, text)
            done += missing
        if wanted > done:
            self.remarks.warn("minimum_not_charged", minimum=plain(wanted))
        return done

    def _add_hours(self, place: int, product: Product, hours: Decimal, text: str) -> None:
        unit = self.texts.hours_unit
        line = MaterialLine(product.code, product.description, unit, hours, product.price)
        self.lines.add(place, line, product, text)

    def add_call_out(self, remembered: Remembered) -> None:
        """Charge the call-out once for a visit, unless it stands on the work order already."""
        code, place = self.terms.call_out, len(self.order.periods)
        used = {folded(line.code) for line in self.order.materials}
        if not code or not self.order.periods or folded(code) in used:
            return
        product = remembered(code)
        if product is None:
            self.remarks.refuse("unknown_call_out", article=code)
            return
        line = MaterialLine(product.code, product.description, product.unit, ONE, product.price)
        self.lines.add(place, line, product, product.description)

    def compare_hours(self, done: Decimal) -> Compared:
        """Tell what was written, signed and billed, where these are not the same."""
        hours = compared(self.order.periods, round(done * 60))
        if hours.differ:
            self.remarks.warn("hours_billed", **hours.facts)
        return hours
