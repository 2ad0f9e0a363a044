"""The ageing of open items is the open items, each in one band, on any day."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonbrug.books.actions.credit_invoice import CreditDraft, credit_invoice
from bonbrug.books.actions.offset_items import offset_items
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration
from bonbrug.books.reports.ageing import Standing, ageing, standing_on, sums
from bonbrug.values.money import cents, total
from tests.books.actions.test_write_entry import PAID_BY_US
from tests.books.reports.trade import DAY, buy, sell
from tests.books.shelf import BOOKED, LABOUR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DUE = DAY + timedelta(days=14)


def bands(books: Administration, day: date, *, owed_by_us: bool = False) -> list[str]:
    rows = ageing(books, day, TODAY, owed_by_us=owed_by_us)
    return [str(amount) for amount in sums(rows)]


@pytest.mark.parametrize(
    ("late", "place"),
    [(-14, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (900, 4)],
)
def test_an_item_stands_in_the_band_of_its_age(
    books: Administration, late: int, place: int
) -> None:
    sell(books, "100", "HOOG_VERK_21")
    buy(books, "10", "HOOG_INK_21")
    expected = ["0.00"] * 5
    day = DUE + timedelta(days=late)
    assert bands(books, day) == [*expected[:place], "121.00", *expected[place + 1 :]]
    assert bands(books, day, owed_by_us=True)[place] == "12.10"


def test_what_is_to_be_paid_back_is_never_late(books: Administration) -> None:
    sell(books, "-100", "HOOG_VERK_21")
    assert bands(books, DUE + timedelta(days=50))[0] == "-121.00"


def test_a_day_before_shows_what_was_open_then(books: Administration) -> None:
    invoice = write_invoice(books, replace(BOOKED, lines=(LABOUR,), date=date(2018, 5, 1)), TODAY)
    receive_payment(invoice.open_item, Decimal(20), date(2018, 6, 1), "1100")
    receive_payment(invoice.open_item, Decimal("56.23"), date(2018, 8, 1), "1100")
    for day, expected in (
        (date(2018, 4, 30), "0.00"),
        (date(2018, 5, 15), "76.23"),
        (date(2018, 6, 1), "56.23"),
        (date(2018, 8, 1), "0.00"),
        (TODAY, "0.00"),
    ):
        assert str(total(map(Decimal, bands(books, day)))) == expected, day


def test_what_is_paid_before_its_invoice_stands_below_zero_until_then(
    books: Administration,
) -> None:
    sell(books, "100", "HOOG_VERK_21", date(2018, 7, 1))
    receive_payment(books.open_items.get(), Decimal(121), date(2018, 6, 1), "1100")
    assert bands(books, date(2018, 6, 30))[0] == "-121.00"
    assert bands(books, date(2018, 7, 1)) == ["0.00"] * 5


def test_a_payment_to_a_supplier_is_taken_back_on_a_day_before(books: Administration) -> None:
    bought = buy(books, "100", "HOOG_INK_21", date(2018, 5, 1))
    number = bought.invoice_number
    write_entry(books, replace(PAID_BY_US, date=date(2018, 6, 1), invoice_number=number))
    assert bands(books, date(2018, 5, 31), owed_by_us=True)[1] == "121.00"
    assert bands(books, date(2018, 6, 1), owed_by_us=True) == ["0.00"] * 5


@pytest.mark.parametrize(
    ("claim", "credit", "before", "after"),
    [
        # What a customer owes us, against what we owe him: by a credit invoice, or as a supplier.
        (("sell", "100"), ("sell", "-40"), ("72.60", "0.00"), ("72.60", "0.00")),
        (("sell", "100"), ("buy", "40"), ("121.00", "48.40"), ("72.60", "0.00")),
        (("buy", "-100"), ("buy", "40"), ("0.00", "-72.60"), ("0.00", "-72.60")),
        (("buy", "-100"), ("sell", "-40"), ("-48.40", "-121.00"), ("0.00", "-72.60")),
    ],
)
def test_what_was_offset_later_is_taken_back_on_both_sides(
    books: Administration,
    claim: tuple[str, str],
    credit: tuple[str, str],
    before: tuple[str, str],
    after: tuple[str, str],
) -> None:
    made = {"sell": _sell, "buy": _buy}
    for kind, net in (claim, credit):
        made[kind](books, Decimal(net), date(2018, 7, 1))
    one, other = books.open_items.order_by("pk")
    offset_items(one, other, None, date(2018, 8, 1))
    for day, expected in ((date(2018, 7, 31), before), (date(2018, 8, 1), after)):
        found = [
            str(total(map(Decimal, bands(books, day, owed_by_us=ours)))) for ours in (False, True)
        ]
        assert tuple(found) == expected
        items = [len(_open(books, day, owed_by_us=ours)) for ours in (False, True)]
        assert sum(items) == (2 if day.month == 7 else 1)


def _open(books: Administration, day: date, *, owed_by_us: bool) -> list[Standing]:
    items = books.open_items.filter(owed_by_us=owed_by_us)
    return list(standing_on(items, day))


days = st.integers(0, 60).map(lambda days: date(2018, 7, 1) + timedelta(days=days))
places = st.integers(0, 4)
shares = st.sampled_from(["0.1", "0.3333", "0.5", "1"]).map(Decimal)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("sell"), st.decimals(-90, 90, places=2), days),
        st.tuples(st.just("buy"), st.decimals(-90, 90, places=2), days),
        st.tuples(st.just("bill"), days),
        st.tuples(st.just("credit"), places, days),
        st.tuples(st.just("pay"), places, shares, days),
        st.tuples(st.just("offset"), places, places, days),
    ),
    max_size=12,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps, days)
def test_any_books_are_as_old_as_the_ledger_says(
    books: Administration, wanted: list[tuple[Any, ...]], day: date
) -> None:
    with transaction.atomic():
        for kind, *words in wanted:
            with suppress(Refused, IndexError), transaction.atomic():
                DEEDS[kind](books, *words)
        accounts: Any = books.ledger_accounts.with_balance(last=day)
        standing = {each.code: each.balance for each in accounts}
        for owed_by_us, code, sign in ((False, "1300", 1), (True, "1600", -1)):
            rows = ageing(books, day, TODAY, owed_by_us=owed_by_us)
            assert total(row.total for row in rows) == sign * standing[code]
            now = ageing(books, TODAY, TODAY, owed_by_us=owed_by_us)
            items = books.open_items.filter(owed_by_us=owed_by_us).still_open()
            assert total(row.total for row in now) == total(item.open for item in items)
            late = total(item.open for item in items if item.is_late(TODAY))
            assert total(sums(now)[1:]) == late
        transaction.set_rollback(True)


def _sell(books: Administration, net: Decimal, day: date) -> None:
    sell(books, str(net), "HOOG_VERK_21", day)


def _buy(books: Administration, net: Decimal, day: date) -> None:
    buy(books, str(net), "HOOG_INK_21", day)


def _bill(books: Administration, day: date) -> None:
    write_invoice(books, replace(BOOKED, lines=(LABOUR,), date=day), TODAY)


def _credit(books: Administration, place: int, day: date) -> None:
    credit_invoice(books.invoices.order_by("pk")[place], CreditDraft(day), TODAY)


def _pay(books: Administration, place: int, share: Decimal, day: date) -> None:
    item = books.open_items.of_customers().order_by("pk")[place]
    receive_payment(item, cents(item.open * share), day, "1100")


def _offset(books: Administration, one: int, other: int, day: date) -> None:
    items = books.open_items.order_by("pk")
    offset_items(items[one], items[other], None, day)


DEEDS: dict[str, Callable[..., None]] = {
    "sell": _sell,
    "buy": _buy,
    "bill": _bill,
    "credit": _credit,
    "pay": _pay,
    "offset": _offset,
}
