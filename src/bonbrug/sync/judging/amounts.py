"""R5: what stands out by its size, by fixed limits and beside what the company invoices."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bonbrug.sync.judging.context import Asking
from bonbrug.sync.judging.usual import Usual
from bonbrug.sync.model.findings import Fact, Finding
from bonbrug.sync.model.records import InvoiceLine
from bonbrug.sync.model.settings import Limits
from bonbrug.values.money import plain, times
from bonbrug.values.quantity import folded

# Below a tenth of the fixed limit nothing is worth a question, however unusual it is.
WORTH_ASKING = Decimal("0.1")


def of_amounts(
    asking: Asking, lines: Sequence[InvoiceLine], usual: Usual | None, limits: Limits
) -> Iterator[Finding]:
    """Name the lines that stand out, or the whole where only the lines together do."""
    found = [one for line in lines for one in _of_line(asking, line, usual, limits)]
    yield from found
    whole = sum((times(line.quantity, line.price) for line in lines), Decimal(0))
    if whole < 0:
        yield asking.about("negative_total", amount=plain(whole))
    elif not found:
        yield from _of_whole(asking, whole, usual, limits)


def is_worth_asking(lines: Sequence[InvoiceLine], limits: Limits) -> bool:
    """Tell whether anything is so large that it matters what the company usually invoices."""
    amounts = [abs(times(line.quantity, line.price)) for line in lines]
    return (
        any(abs(line.quantity) > limits.most_pieces * WORTH_ASKING for line in lines)
        or any(amount > limits.most_of_a_line * WORTH_ASKING for amount in amounts)
        or sum(amounts, Decimal(0)) > limits.most_of_an_invoice * WORTH_ASKING
    )


def _of_line(
    asking: Asking, line: InvoiceLine, usual: Usual | None, limits: Limits
) -> Iterator[Finding]:
    """Ask once about a line: what is beyond the fixed limits is unusual too."""
    quantity, amount = abs(line.quantity), abs(times(line.quantity, line.price))
    named = {
        "article": line.code,
        "quantity": plain(line.quantity),
        "amount": plain(times(line.quantity, line.price)),
    }
    if quantity > limits.most_pieces or amount > limits.most_of_a_line:
        most: dict[str, Fact] = {"pieces": limits.most_pieces, "most": plain(limits.most_of_a_line)}
        yield asking.about("quantity_large", **named, **most)
    elif usual is not None:
        most_before = usual.quantities.get(folded(line.code))
        if most_before and _stands_out(quantity, most_before, limits.most_pieces, limits):
            yield asking.about("quantity_unusual", **named, usual_quantity=plain(most_before))
        elif _stands_out(amount, usual.line, limits.most_of_a_line, limits):
            yield asking.about("amount_unusual", **named, usual=plain(usual.line))


def _of_whole(
    asking: Asking, whole: Decimal, usual: Usual | None, limits: Limits
) -> Iterator[Finding]:
    if whole > limits.most_of_an_invoice:
        most = plain(limits.most_of_an_invoice)
        yield asking.about("invoice_large", amount=plain(whole), most=most)
    elif usual and _stands_out(whole, usual.invoice, limits.most_of_an_invoice, limits):
        yield asking.about("invoice_unusual", amount=plain(whole), usual=plain(usual.invoice))


def _stands_out(value: Decimal, usual: Decimal, fixed: Decimal | int, limits: Limits) -> bool:
    return value > limits.unusual_times * usual and value > fixed * WORTH_ASKING
