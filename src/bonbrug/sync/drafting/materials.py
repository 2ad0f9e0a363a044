"""Materials of a work order → lines, with their own price, discount, warranty and returns."""

from dataclasses import replace

from bonbrug.sync.drafting.discounts import Charged, Unclear, charged
from bonbrug.sync.drafting.lines import Lines
from bonbrug.sync.model.capabilities import InvoiceTexts
from bonbrug.sync.model.findings import Fact
from bonbrug.sync.model.records import MaterialLine, Product
from bonbrug.values.money import plain
from bonbrug.values.number_text import number_text


def add_material(lines: Lines, place: int, line: MaterialLine, product: Product | None) -> None:
    """Add a line, or say why it cannot stand on an invoice.

    A price of 0 is allowed (given away) and only noted.
    """
    if not _can_be_charged(lines, place, line, product):
        return
    cost = charged(line)
    if cost.unclear:
        _ask(lines, place, line, cost)
    if cost.price == 0:
        lines.remarks.warn("price_zero", place=place)
    text = text_of(line, cost, product, lines.books.texts)
    lines.add(place, replace(line, quantity=cost.quantity, price=cost.price), product, text)


def _can_be_charged(lines: Lines, place: int, line: MaterialLine, product: Product | None) -> bool:
    refuse = lines.remarks.refuse
    facts: dict[str, Fact] = {"place": place, "material": line.code}
    if line.quantity == 0:
        refuse("zero_quantity", **facts)
    elif line.quantity < 0 and not lines.books.credits:
        refuse("negative_quantity", **facts)
    elif not line.code or (product is None and not (line.vat_code and line.ledger_code)):
        refuse("unknown_material", **facts)
    elif line.price < 0:
        refuse("negative_price", **facts)
    else:
        return True
    return False


def _ask(lines: Lines, place: int, line: MaterialLine, cost: Charged) -> None:
    ask, facts = lines.remarks.ask, {"material": line.code, "price": plain(line.price)}
    if cost.unclear is Unclear.WARRANTY:
        ask("warranty_unclear", place=place, **facts)
    else:
        ask("discount_unclear", place=place, discount=line.discount, **facts)


def text_of(line: MaterialLine, cost: Charged, product: Product | None, texts: InvoiceTexts) -> str:
    """Return the text of a line, with why it costs less than usual."""
    name = line.name or (product.description if product else "")
    if not name:
        return ""
    taken_together = cost.quantity != line.quantity
    why = [
        texts.returned if line.quantity < 0 else "",
        f"{number_text(line.quantity)} × {number_text(line.price, 2)}" if taken_together else "",
        f"{number_text(cost.percent)} % {texts.discount}" if cost.percent else "",
        f"{texts.warranty} {line.warranty}" if line.warranty else "",
    ]
    told = ", ".join(piece for piece in why if piece)
    return f"{name} ({told})" if told else name
