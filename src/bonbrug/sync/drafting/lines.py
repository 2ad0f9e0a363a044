"""The lines of an invoice to be, each checked as it is added."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bonbrug.sync.drafting.discounts import lowered
from bonbrug.sync.drafting.remarks import Remarks
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.records import InvoiceLine, MaterialLine, Product
from bonbrug.sync.vat.cases import Kind
from bonbrug.sync.vat.order_vat import OrderVat
from bonbrug.values.money import plain, times
from bonbrug.values.number_text import number_text
from bonbrug.values.quantity import is_hour
from bonbrug.values.vat import Totals, sale_code, totals

KEPT_AMOUNT = Decimal("999999999999.99")  # what our own tables hold


@dataclass(slots=True)
class Lines:
    """Collects lines; what is wrong with one stands in the remarks.

    `discount` is the percentage that the customer gets on every line.
    """

    remarks: Remarks
    books: BooksCapabilities
    vat: OrderVat
    discount: Decimal = Decimal(0)
    made: list[InvoiceLine] = field(default_factory=list)

    @property
    def largest(self) -> Decimal:
        return min(self.books.limits.amount, KEPT_AMOUNT)

    def add(self, place: int, line: MaterialLine, product: Product | None, text: str) -> None:
        """Add a line with the bookkeeping codes of its product where it has none of its own."""
        vat_code = self._taxed(place, line, product)
        ledger = line.ledger_code or (product.ledger_code if product else "")
        if not vat_code:
            self.remarks.refuse("no_vat_code", place=place, article=line.code)
        elif sale_code(vat_code) is None:
            facts = {"article": line.code, "vat_code": vat_code}
            self.remarks.refuse("unknown_vat_code", place=place, **facts)
        if not ledger:
            self.remarks.refuse("no_ledger", place=place, article=line.code)
        if not text:
            self.remarks.refuse("no_description", place=place, article=line.code)
        quantity, price, text = self._discounted(line, text)
        made = InvoiceLine(quantity, line.unit, line.code, text, price, vat_code, ledger)
        self._check_lengths(place, made)
        self._check_amounts(place, made)
        self.made.append(made)

    def _taxed(self, place: int, line: MaterialLine, product: Product | None) -> str:
        """Return the VAT code: as the product is sold, unless the law has it otherwise."""
        sold_code = line.vat_code or (product.vat_code if product else "")
        unit = product.unit if product else line.unit
        labour = is_hour(unit, self.vat.choices.hour_words)
        kind = Kind.LABOUR if labour else Kind.MATERIAL
        return self.vat.code_of(place, kind, line.code, sold_code)

    def _discounted(self, line: MaterialLine, text: str) -> tuple[Decimal, Decimal, str]:
        if not self.discount or not line.price or not text:
            return line.quantity, line.price, text
        quantity, price = lowered(line.quantity, line.price, self.discount)
        why = f"{number_text(self.discount)} % {self.books.texts.discount}"
        return quantity, price, f"{text} ({why})"

    def _check_amounts(self, place: int, line: InvoiceLine) -> None:
        figures, places = (line.quantity, line.price), self.books.limits.decimals
        too_large = any(abs(figure) > self.largest for figure in figures)
        if too_large or abs(times(*figures)) > self.largest:
            self.remarks.refuse("amount_too_large", place=place, article=line.code)
        elif any(round(figure, places) != figure for figure in figures):
            self.remarks.refuse("too_many_decimals", place=place, article=line.code, limit=places)

    def _check_lengths(self, place: int, line: InvoiceLine) -> None:
        for name, limit in self.books.limits.line_texts.items():
            length = len(getattr(line, name))
            if length > limit:
                self.remarks.refuse("too_long", place=place, field=name, length=length, limit=limit)

    def check_sum(self, *, zero_invoices: bool) -> None:
        """Look at the whole, once every line is right by itself.

        The rates only rose: with those of the last day of all the sum is at its largest.
        """
        if self.remarks.problems:
            return
        count, most = len(self.made), self.books.limits.lines
        if count > most:
            self.remarks.refuse("too_many_lines", count=count, limit=most)
        whole = totals_of(self.made, date.max)
        if abs(whole.gross) > self.largest:
            self.remarks.refuse("amount_too_large", amount=plain(whole.gross))
        elif not count:
            self.remarks.refuse("no_lines")
        elif whole.gross == 0 and not zero_invoices:
            self.remarks.ask("total_zero")


def totals_of(lines: list[InvoiceLine] | tuple[InvoiceLine, ...], day: date) -> Totals:
    """Add lines up as the books do: net per line in cents, VAT per line."""
    return totals([(times(line.quantity, line.price), line.vat_code) for line in lines], day)
