"""Work orders → books: the invoice of a work order, or every reason why there is none. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bonbrug.sync.drafting.fitting import check_whole
from bonbrug.sync.drafting.hours import Worked, compared, lines_of, rounded, text_of
from bonbrug.sync.drafting.lines import Lines
from bonbrug.sync.drafting.materials import add_material
from bonbrug.sync.drafting.remarks import Remarks
from bonbrug.sync.drafting.terms import Terms, rounding_of, terms
from bonbrug.sync.model.agreements import NOTHING_AGREED, CustomerAgreement
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import InvoiceLine, MaterialLine, Product, WorkOrder, WorkPeriod
from bonbrug.sync.model.settings import OrderRounding, SyncSettings
from bonbrug.sync.vat.facts import VatFacts
from bonbrug.sync.vat.order_vat import LineVat, OrderVat
from bonbrug.sync.vat.sentences import with_sentences
from bonbrug.values.money import plain
from bonbrug.values.quantity import CHARGED_PLACES, folded, is_hour

Remembered = Callable[[str], Product | None]
# What an hour type cost on a day and until when; None when it cost then what it costs now.
PriceBefore = Callable[[str, date | None], tuple[Decimal, date] | None]
Named = Callable[[str], str]
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines of an invoice to be; `problems` is empty when it may be sent.

    `doubts` are what only a person can tell; with a yes it goes as drafted. `vat` tells of each
    line how it is taxed and why.
    """

    lines: tuple[InvoiceLine, ...]
    problems: tuple[Finding, ...]
    warnings: tuple[Finding, ...] = ()
    doubts: tuple[Finding, ...] = ()
    vat: tuple[LineVat, ...] = ()


class _Drafting:
    """Drafts one work order under its terms."""

    def __init__(
        self,
        order: WorkOrder,
        choices: SyncSettings,
        books: BooksCapabilities,
        agreed: Terms,
        vat: OrderVat,
    ) -> None:
        self.order, self.choices, self.terms, self.texts = order, choices, agreed, books.texts
        self.remarks = Remarks(order)
        self.lines = Lines(self.remarks, books, vat, agreed.discount)

    def worked(self, remembered: Remembered, before: PriceBefore) -> list[Worked]:
        """Return the periods that can be charged; of the others it is said why not."""
        found = []
        for place, period in enumerate(self.order.periods, 1):
            product = remembered(period.hour_type) if period.hour_type else None
            problem = _problem(period, product, self.choices)
            if problem or product is None:
                self.remarks.refuse(problem, place=place, hour_type=period.hour_type)
                continue
            found.append(Worked(place, period, product, period.minutes))
            self._compare_price(place, period, product.price, before)
        return found

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
        step, follow = self.order.rounding_minutes, self.choices.order_rounding
        rule = rounding_of(step, self.terms.rounding, follow)
        charged = rounded(worked, rule)
        if rule == self.terms.rounding and step > 0 and any(one.minutes % step for one in charged):
            tell = self.remarks.ask if follow is OrderRounding.ASK else self.remarks.warn
            code = "rounding_unclear" if follow is OrderRounding.ASK else "rounding_not_used"
            tell(code, minutes=step)
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

    def tell_hours(self, done: Decimal) -> None:
        """Tell what was written, signed and billed, where these are not the same."""
        hours = compared(self.order.periods, round(done * 60))
        if len(set(hours.values())) > 1:
            self.remarks.warn("hours_billed", **hours)


def draft(  # noqa: PLR0913, PLR0917 - each is known from another place
    order: WorkOrder,
    remembered: Remembered,
    choices: SyncSettings,
    books: BooksCapabilities,
    price_before: PriceBefore = lambda code, day: None,
    agreement: CustomerAgreement = NOTHING_AGREED,
    named: Named = str,
    facts: VatFacts | None = None,
) -> Draft:
    """Make the lines: hours, the call-out charge, then the materials with their own price.

    `agreement` is the one with this customer; `named` gives the name of an employee. `facts` is
    what the VAT depends on besides; without it customer and address are ordinary ones.
    """
    known = facts or VatFacts(order.day or date.max)
    vat = OrderVat(order, known, choices, books.vat)
    drafting = _Drafting(order, choices, books, terms(choices, agreement), vat)
    remarks, lines = drafting.remarks, drafting.lines
    check_whole(remarks, books.limits.relation_code)
    charged = drafting.round_off(drafting.worked(remembered, price_before))
    done = drafting.add_hours(charged, named)
    done = drafting.add_minimum(charged, done, remembered)
    drafting.add_call_out(remembered)
    for place, line in enumerate(order.materials, len(order.periods) + 1):
        add_material(lines, place, line, remembered(line.code) if line.code else None)
    lines.check_sum(zero_invoices=choices.zero_invoices)
    drafting.tell_hours(done)
    made = with_sentences(lines.made, vat.lines, books.texts.vat_sentences, known.customer)
    return Draft(
        tuple(made),
        tuple(remarks.problems),
        (*remarks.warnings, *vat.notes()),
        (*remarks.asks, *vat.asks()),
        tuple(vat.lines),
    )


def _problem(period: WorkPeriod, product: Product | None, choices: SyncSettings) -> str:
    """A price of 0 is refused: the work orders cannot hold an hour type without a price."""
    if period.minutes <= 0:
        return "zero_hours"
    if product is None or not is_hour(product.unit, choices.hour_words):
        return "unknown_hour_type"
    return "hour_type_price" if product.price <= 0 else ""


def articles(
    order: WorkOrder, choices: SyncSettings, agreement: CustomerAgreement = NOTHING_AGREED
) -> set[str]:
    """Return the keys of the products that the invoice is made of."""
    codes = [period.hour_type for period in order.periods]
    codes += [line.code for line in order.materials]
    codes.append(terms(choices, agreement).call_out)
    return {folded(code) for code in codes if code}
