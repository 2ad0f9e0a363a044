"""Any order of booking, paying, crediting and offsetting leaves books that agree."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonbrug.books.actions.credit_invoice import CreditDraft, credit_invoice
from bonbrug.books.actions.credit_lines import left_of
from bonbrug.books.actions.invoice_draft import LineDraft
from bonbrug.books.actions.offset_items import offset_items
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.actions.recognise_credit import confirm_credit, suggested
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, EntryLine, Invoice, OpenItem
from bonbrug.values.crediting import Charged
from bonbrug.values.money import NOTHING, cents, total
from tests.books.shelf import BOOKED, PIPE, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

Row = TypeVar("Row")
CODES = ("HOOG_VERK_21", "LAAG_VERK_9", "LAAG_VERK", "VERL_VERK", "BI_EU_VERK_D", "AFW_VERK")
places = st.integers(0, 5)
shares = st.sampled_from(["0.1", "0.3333", "0.5", "0.9", "1", "1.0001"]).map(Decimal)
lines = st.lists(
    st.builds(
        lambda quantity, price, code: replace(PIPE, quantity=quantity, price=price, vat_code=code),
        st.decimals(-3, 12, places=4),
        st.decimals(0, 90, places=4),
        st.sampled_from(CODES),
    ),
    min_size=1,
    max_size=3,
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("book"), lines),
        st.tuples(st.just("pay"), places, shares),
        st.tuples(st.just("credit"), places, st.lists(shares, min_size=3, max_size=3)),
        st.tuples(st.just("credit"), places, st.none()),
        st.tuples(st.just("offset"), places, places, shares | st.none()),
        st.tuples(st.just("send"), places, shares),
        st.tuples(st.just("confirm"), places),
    ),
    min_size=2,
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.tuples(lines, steps))
def test_books_agree_after_any_history(
    books: Administration, history: tuple[list[LineDraft], list[tuple[Any, ...]]]
) -> None:
    first, more = history
    with transaction.atomic():
        for step in [("book", first), *more]:
            with suppress(Refused), transaction.atomic():
                take(books, *step)
            agrees(books)
        transaction.set_rollback(True)


def take(books: Administration, kind: str, *words: Any) -> None:
    deeds: dict[str, Callable[..., None]] = {
        "book": book,
        "pay": pay,
        "credit": credit,
        "offset": offset,
        "send": send,
        "confirm": confirm,
    }
    deeds[kind](books, *words)


def book(books: Administration, wanted: list[LineDraft]) -> None:
    write_invoice(books, replace(BOOKED, lines=tuple(wanted)), TODAY)


def pay(books: Administration, place: int, share: Decimal) -> None:
    item = nth(books.open_items.order_by("pk"), place)
    receive_payment(item, cents(item.open * share), TODAY, "1100")


def credit(books: Administration, place: int, taken: list[Decimal] | None) -> None:
    invoice = nth(books.invoices.order_by("pk"), place)
    quantities = None
    if taken:
        rests = zip(left_of(invoice), taken, strict=False)
        quantities = {rest.line.position: rest.left.quantity * share for rest, share in rests}
    credit_invoice(invoice, CreditDraft(TODAY + timedelta(days=200), quantities), TODAY)


def offset(books: Administration, one: int, other: int, share: Decimal | None) -> None:
    pair = [nth(books.open_items.order_by("pk"), place) for place in (one, other)]
    amount = share and cents(min(abs(item.open) for item in pair) * share)
    offset_items(pair[0], pair[1], amount, TODAY + timedelta(days=300))


def send(books: Administration, place: int, share: Decimal) -> None:
    """Credit as a program does: negative quantities, and a text that names the invoice."""
    invoice = nth(books.invoices.order_by("pk"), place)
    text = f"Credit van factuur {invoice.number}"
    back = [
        LineDraft(
            -line.quantity * share, line.code, text, line.price, line.vat_code, line.account.code
        )
        for line in invoice.lines.all()
    ]
    book(books, back)


def confirm(books: Administration, place: int) -> None:
    credit = nth(books.invoices.order_by("pk"), place)
    if first := suggested(credit):
        confirm_credit(credit, first, TODAY)


def nth(rows: Iterable[Row], place: int) -> Row:
    found = list(rows)
    return found[place % len(found)]


def agrees(books: Administration) -> None:
    """Look at the ledger, at every open item and at every invoice that was credited."""
    posted = EntryLine.objects.filter(entry__posted=True)
    sums = posted.aggregate(debit=Sum("debit"), credit=Sum("credit"))
    assert cents(sums["debit"]) == cents(sums["credit"])
    items = list(books.open_items.all())
    debtors = books.ledger_accounts.with_balance().get(code="1300")
    assert getattr(debtors, "balance", None) == sum(item.open for item in items)
    for item in items:
        assert abs(item.open) + abs(item.paid) == abs(item.amount)
        assert item.paid == settled(item)
    for invoice in books.invoices.filter(credits=None):
        within(invoice)


def settled(item: OpenItem) -> Decimal:
    """Return what receipts and offsets say was paid of an open item."""
    received = total(receipt.amount for receipt in item.receipts.all())
    as_claim = total(each.amount for each in item.offsets_as_claim.all())
    return received + as_claim - total(each.amount for each in item.offsets_as_credit.all())


def within(invoice: Invoice) -> None:
    """The sum credited is never beyond the invoice: in total, per line and of each amount."""
    given_back = -total(credit.gross for credit in invoice.credit_invoices.all())
    assert 0 <= given_back <= invoice.gross or not given_back
    for rest in left_of(invoice):
        line, left = rest.line.charged, rest.left
        for whole, part in zip(parts(line), parts(left), strict=True):
            assert min(NOTHING, whole) <= part <= max(NOTHING, whole)
        if not left.quantity:
            assert (left.net, left.vat) == (NOTHING, NOTHING)


def parts(charged: Charged) -> tuple[Decimal, Decimal, Decimal]:
    return charged.quantity, charged.net, charged.vat
