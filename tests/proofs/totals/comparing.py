"""Three sums of one invoice: the engine's, the books' and exact ones. They must be the same."""

from collections.abc import Iterator

from bonbrug.sync.drafting.invoice import expected_totals
from bonbrug.sync.model.records import Invoice
from bonbrug.values.vat import Totals
from tests.proofs.totals.books_side import of_the_books
from tests.proofs.totals.exact import exact_cents
from tests.proofs.totals.invoices import invoices

EVERY = 50  # one in so many goes over the wire as well: XML takes most of the time


def differing(seed: int, count: int) -> Iterator[tuple[Invoice, str]]:
    """Yield each invoice on which they differ, with what they say."""
    for number, invoice in enumerate(invoices(seed, count)):
        ours = expected_totals(invoice)
        books = of_the_books(invoice, over_the_wire=number % EVERY == 0)
        exact = exact_cents(invoice)
        same = ours == books.totals and books.on_paper == ours.vat and cents_of(ours) == exact
        if not same:
            yield invoice, f"{ours} {books} {exact}"


def cents_of(totals: Totals) -> tuple[int, int, int]:
    """Return net, VAT and gross in cents."""
    net, vat, gross = (int(amount * 100) for amount in (totals.net, totals.vat, totals.gross))
    return net, vat, gross
