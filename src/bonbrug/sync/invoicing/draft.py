"""Work orders → books: the invoice of a work order, or every reason why there is none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.findings import Fact, Finding, asked, noted
from bonbrug.sync.model.records import (
    Invoice,
    InvoiceLine,
    MaterialLine,
    Product,
    WorkOrder,
    WorkPeriod,
)
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.vat.cases import Kind
from bonbrug.sync.vat.facts import VatFacts
from bonbrug.sync.vat.order_vat import LineVat, OrderVat
from bonbrug.sync.vat.sentences import with_sentences
from bonbrug.values.money import plain, times
from bonbrug.values.quantity import charged_hours, folded, is_hour
from bonbrug.values.text import cut
from bonbrug.values.vat import Totals, sale_code, totals

CENT = Decimal("0.01")
# What our own tables hold of a work order and of its invoice; more may not stop the others.
KEPT = {"row_id": 64, "number": 255, "relation": 255}
KEPT_AMOUNT = Decimal("999999999999.99")

Remembered = Callable[[str], Product | None]
# What an hour type cost on a day and until when; None when it cost then what it costs now.
PriceBefore = Callable[[str, date | None], tuple[Decimal, date] | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines of an invoice to be; `problems` is empty when it may be sent.

    `vat` tells of each line how it is taxed and why, `asks` what a person is asked about that.
    """

    lines: tuple[InvoiceLine, ...]
    problems: tuple[Finding, ...]
    warnings: tuple[Finding, ...] = ()
    vat: tuple[LineVat, ...] = ()
    asks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Worked:
    """The minutes of one hour type; `place` is its first line on the work order."""

    place: int
    product: Product
    minutes: int = 0


class _Drafting:
    """Collects lines and problems of one work order."""

    def __init__(
        self,
        order: WorkOrder,
        remembered: Remembered,
        choices: SyncSettings,
        books: BooksCapabilities,
        price_before: PriceBefore,
        vat: OrderVat,
    ) -> None:
        self.order, self.remembered, self.choices = order, remembered, choices
        self.limits, self.texts, self.price_before = books.limits, books.texts, price_before
        self.largest, self.vat = min(books.limits.amount, KEPT_AMOUNT), vat
        self.lines: list[InvoiceLine] = []
        self.worked: dict[str, _Worked] = {}
        self.problems: list[Finding] = []
        self.warnings: list[Finding] = []

    def refuse(self, code: str, **facts: Fact) -> None:
        self.problems.append(asked(code, self.order.number, self.order.row_id, **facts))

    def add_period(self, place: int, period: WorkPeriod) -> None:
        product = self.remembered(period.hour_type) if period.hour_type else None
        if period.minutes <= 0:
            self.refuse("zero_hours", place=place, hour_type=period.hour_type)
        elif product is None or not is_hour(product.unit, self.choices.hour_words):
            self.refuse("unknown_hour_type", place=place, hour_type=period.hour_type)
        elif product.price <= 0:
            self.refuse("hour_type_price", place=place, hour_type=period.hour_type)
        else:
            before = self.worked.get(folded(product.code), _Worked(place, product))
            after = replace(before, minutes=before.minutes + period.minutes)
            self.worked[folded(product.code)] = after
            self.compare_price(place, period, product.price)

    def add_hours(self) -> None:
        """Make one line of each hour type: its minutes are only rounded as a whole."""
        for worked in self.worked.values():
            product = worked.product
            quantity = charged_hours(worked.minutes, product.price)
            unit = self.texts.hours_unit
            line = MaterialLine(product.code, product.description, unit, quantity, product.price)
            self.add_line(worked.place, line, product)

    def compare_price(self, place: int, period: WorkPeriod, price: Decimal) -> None:
        """Say when the hour had another price on the day of the work."""
        before = self.price_before(period.hour_type, period.day)
        if before and before[0] != price:
            facts = {"ours": plain(price), "theirs": plain(before[0]), "date": str(before[1])}
            self.warn("hour_price_changed", place=place, hour_type=period.hour_type, **facts)

    def add_material(self, place: int, line: MaterialLine) -> None:
        product = self.remembered(line.code) if line.code else None
        if line.quantity <= 0:
            code = "negative_quantity" if line.quantity < 0 else "zero_quantity"
            self.refuse(code, place=place, material=line.code)
        elif not line.code or (product is None and not (line.vat_code and line.ledger_code)):
            self.refuse("unknown_material", place=place, material=line.code)
        elif line.price < 0:
            self.refuse("negative_price", place=place, material=line.code)
        elif _differs(line):
            self.refuse(
                "signed_total_differs",
                place=place,
                material=line.code,
                ours=plain(times(line.quantity, line.price)),
                theirs=plain(line.total or Decimal(0)),
            )
        else:
            if line.price == 0:
                self.warn("price_zero", place=place)
            self.add_line(place, line, product)

    def add_minimum(self) -> None:
        """Make up to the minimum hours, or say that they are not charged. Rounding is only said.

        The Open API does not tell whether rounding goes up or to the nearest step.
        """
        order = self.order
        missing = order.minimum_hours - sum(line.quantity for line in self.lines)
        last = order.periods[-1] if order.periods else None
        product = self.remembered(last.hour_type) if last else None
        if missing > 0 and self.choices.bill_minimum and product is not None:
            text = f"{product.description} ({self.texts.minimum})"
            line = MaterialLine(product.code, text, self.texts.hours_unit, missing, product.price)
            self.add_line(len(order.periods), line, product)
        elif missing > 0:
            self.warn("minimum_not_charged", minimum=plain(order.minimum_hours))
        step = order.rounding_minutes
        if step > 0 and any(period.minutes % step for period in order.periods):
            self.warn("rounding_not_used", minutes=step)

    def warn(self, code: str, **facts: Fact) -> None:
        self.warnings.append(noted(code, self.order.number, self.order.row_id, **facts))

    def add_line(self, place: int, line: MaterialLine, product: Product | None) -> None:
        sold_code = line.vat_code or (product.vat_code if product else "")
        vat_code = self.vat.code_of(place, self._kind(line, product), line.code, sold_code)
        ledger = line.ledger_code or (product.ledger_code if product else "")
        text = line.name or (product.description if product else "")
        if not vat_code:
            self.refuse("no_vat_code", place=place, article=line.code)
        elif sale_code(vat_code) is None:
            self.refuse("unknown_vat_code", place=place, article=line.code, vat_code=vat_code)
        if not ledger:
            self.refuse("no_ledger", place=place, article=line.code)
        if not text:
            self.refuse("no_description", place=place, article=line.code)
        made = InvoiceLine(line.quantity, line.unit, line.code, text, line.price, vat_code, ledger)
        self._check_lengths(place, made)
        self._check_amounts(place, made)
        self.lines.append(made)

    def _kind(self, line: MaterialLine, product: Product | None) -> Kind:
        unit = product.unit if product else line.unit
        return Kind.LABOUR if is_hour(unit, self.choices.hour_words) else Kind.MATERIAL

    def _check_amounts(self, place: int, line: InvoiceLine) -> None:
        figures, largest, places = (line.quantity, line.price), self.largest, self.limits.decimals
        if any(abs(figure) > largest for figure in figures) or times(*figures) > largest:
            self.refuse("amount_too_large", place=place, article=line.code)
        elif any(round(figure, places) != figure for figure in figures):
            self.refuse("too_many_decimals", place=place, article=line.code, limit=places)

    def check_sum(self) -> None:
        """The rates only rose: with those of the last day of all the sum is at its largest."""
        if self.problems:
            return
        if len(self.lines) > self.limits.lines:
            self.refuse("too_many_lines", count=len(self.lines), limit=self.limits.lines)
        rows = [(times(line.quantity, line.price), line.vat_code) for line in self.lines]
        gross = totals(rows, date.max).gross
        if gross > self.largest:
            self.refuse("amount_too_large", amount=plain(gross))

    def _check_lengths(self, place: int, line: InvoiceLine) -> None:
        for name, limit in self.limits.line_texts.items():
            length = len(getattr(line, name))
            if length > limit:
                self.refuse("too_long", place=place, field=name, length=length, limit=limit)

    def check_whole(self) -> None:
        order, longest = self.order, self.limits.relation_code
        count = len(order.periods) + len(order.materials)
        self.problems.extend(unkeepable(order))
        if order.problem:
            self.refuse("unreadable_part", part=order.problem)
        if count == 0:
            self.refuse("no_lines")
        if not order.customer.code:
            self.refuse("missing_relation")
        elif len(order.customer.code) > longest:
            length = len(order.customer.code)
            self.refuse("too_long", field="relation", length=length, limit=longest)


def draft(
    order: WorkOrder,
    remembered: Remembered,
    choices: SyncSettings,
    books: BooksCapabilities,
    price_before: PriceBefore = lambda code, day: None,
    facts: VatFacts | None = None,
) -> Draft:
    """Make the lines: hours first, a line per hour type, then the materials with their own price.

    A price of 0 is allowed for a material (given away) and only noted; for hours it is refused,
    because the work orders cannot hold an hour type without a price, so something is wrong.
    `facts` is what the VAT depends on besides; without it customer and address are ordinary ones.
    """
    known = facts or VatFacts(order.day or date.max)
    vat = OrderVat(order, known, choices, books.vat)
    drafting = _Drafting(order, remembered, choices, books, price_before, vat)
    drafting.check_whole()
    for place, period in enumerate(order.periods, 1):
        drafting.add_period(place, period)
    drafting.add_hours()
    drafting.add_minimum()
    for place, line in enumerate(order.materials, len(order.periods) + 1):
        drafting.add_material(place, line)
    drafting.check_sum()
    lines = with_sentences(drafting.lines, vat.lines, books.texts.vat_sentences, known.customer)
    return Draft(
        tuple(lines),
        tuple(drafting.problems),
        (*drafting.warnings, *vat.notes()),
        tuple(vat.lines),
        tuple(vat.asks()),
    )


def _differs(line: MaterialLine) -> bool:
    """Tell whether the work order itself says another amount; an amount of 0 says nothing."""
    return bool(line.total) and abs(times(line.quantity, line.price) - (line.total or 0)) > CENT


def unkeepable(order: WorkOrder) -> list[Finding]:
    """Say what of a work order is longer than our own tables hold; empty when it all fits."""
    texts = {"row_id": order.row_id, "number": order.number, "relation": order.customer.code}
    return [
        asked(
            "work_order_too_long",
            order.number,
            order.row_id,
            field=name,
            length=len(text),
            limit=KEPT[name],
        )
        for name, text in texts.items()
        if len(text) > KEPT[name]
    ]


def settings_gap(choices: SyncSettings, books: BooksCapabilities) -> str:
    """Return why no invoice can be made with these settings ('' when one can)."""
    if not books.needs_template:
        return ""
    if not choices.template:
        return "no_template"
    return "template_too_long" if len(choices.template) > books.limits.template else ""


def invoice_of(
    relation_code: str,
    lines: tuple[InvoiceLine, ...],
    choices: SyncSettings,
    marker: str,
    day: date,
    books: BooksCapabilities,
) -> Invoice:
    """Freeze the invoice, still without a number; the marker ends the first line.

    `relation_code` is the customer's code as the books write it.
    """
    first = lines[0]
    marked = replace(first, description=f"{first.description}\n{marker}")
    return Invoice(
        number="",
        relation_code=relation_code,
        day=day,
        term_days=choices.term_days,
        template=choices.template if books.needs_template else "",
        book=choices.book,
        booking_text=cut(marker, books.limits.booking_text),
        lines=(marked, *lines[1:]),
    )


def expected_totals(invoice: Invoice) -> Totals:
    """Return what the books must find: net per line in cents, VAT per line."""
    rows = [(times(line.quantity, line.price), line.vat_code) for line in invoice.lines]
    return totals(rows, invoice.day)


def articles(order: WorkOrder) -> set[str]:
    """Return the keys of the products that the invoice is made of."""
    codes = [period.hour_type for period in order.periods]
    codes += [line.code for line in order.materials]
    return {folded(code) for code in codes if code}
