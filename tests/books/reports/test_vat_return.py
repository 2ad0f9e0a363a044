"""The figures of the VAT return are those of the bookings, each line in one box."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonbrug.books.actions.access import SecurityCodes
from bonbrug.books.actions.credit_invoice import CreditDraft, credit_invoice
from bonbrug.books.actions.entry_draft import EntryDraft
from bonbrug.books.actions.keep_exemption import keep_exemption
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import OUTGOING, Administration, EntryKind, EntryLine, LineRole
from bonbrug.books.reports.periods import Period
from bonbrug.books.reports.vat_boxes import Box, box_of
from bonbrug.books.reports.vat_figures import figures
from bonbrug.books.reports.vat_lines import lines_of, vat_lines
from bonbrug.books.reports.vat_return import vat_return
from bonbrug.values.money import NOTHING, total
from bonbrug.values.vat import CODES, Side
from tests.books.actions.test_write_entry import BOUGHT, SOLD
from tests.books.reports.trade import DAY, QUARTER, buy, line, memorial, sell
from tests.books.shelf import BOOKED, GUID, LABOUR, TODAY, open_books

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

YEAR = Period(2018, "jaar")


def sums(books: Administration, period: Period = QUARTER) -> dict[str, tuple[str, str]]:
    """Return net and VAT of each box."""
    found = vat_return(books, period).boxes
    return {box.value: (str(each.net), str(each.vat)) for box, each in found.items()}


@pytest.mark.parametrize(
    ("code", "box", "vat"),
    [
        ("HOOG_VERK_21", "1a", "21.00"),
        ("LAAG_VERK", "1b", "6.00"),
        ("AFW", "1c", "12.00"),
        ("VERL_VERK", "1e", "0.00"),
        ("BU_EU_VERK", "3a", "0.00"),
        ("BI_EU_VERK_D", "3b", "0.00"),
        ("AFST_VERK", "3c", "0.00"),
        ("GEEN", "verkoop-zonder-btw", "0.00"),
    ],
)
def test_a_sale_stands_in_its_box(books: Administration, code: str, box: str, vat: str) -> None:
    sell(books, "100", code)
    assert sums(books) == {box: ("100.00", vat)}


@pytest.mark.parametrize(
    ("code", "box", "vat", "deducted"),
    [
        ("HOOG_INK_21", "5b", "21.00", "21.00"),
        ("AFW", "5b", "12.00", "12.00"),
        ("VERL_INK", "2a", "21.00", "21.00"),
        ("VERL_INK_L9", "2a", "6.00", "6.00"),
        ("BU_EU_INK", "4a", "0.00", "0.00"),
        ("BI_EU_INK", "4b", "0.00", "0.00"),
        ("GEEN", "inkoop-zonder-btw", "0.00", "0.00"),
    ],
)
def test_a_purchase_stands_in_its_box(
    books: Administration, code: str, box: str, vat: str, deducted: str
) -> None:
    buy(books, "100", code)
    assert sums(books) == {box: ("100.00", vat)}
    assert str(vat_return(books, QUARTER).deducted) == deducted


def test_what_was_reversed_to_us_is_owed_and_deducted(books: Administration) -> None:
    buy(books, "100", "VERL_INK")
    found = vat_return(books, QUARTER)
    assert [found.owed, found.deducted, found.balance] == [21, 21, 0]


def test_a_credit_invoice_counts_negative_in_its_own_period(books: Administration) -> None:
    invoice = write_invoice(books, replace(BOOKED, lines=(LABOUR,)), TODAY)
    credit_invoice(invoice, CreditDraft(date(2018, 10, 1)), TODAY)
    assert sums(books) == {"1a": ("63.00", "13.23")}
    assert sums(books, Period(2018, "k4")) == {"1a": ("-63.00", "-13.23")}


def test_a_credit_of_a_supplier_counts_negative(books: Administration) -> None:
    buy(books, "-100", "HOOG_INK_21")
    assert sums(books) == {"5b": ("-100.00", "-21.00")}


def test_a_memorial_that_takes_input_vat_back_lowers_5b(books: Administration) -> None:
    memorial(books, "100", "HOOG_INK_21")
    assert sums(books) == {"5b": ("-100.00", "-21.00")}
    assert vat_return(books, QUARTER).balance == 21


@pytest.mark.parametrize(
    ("day", "part"),
    [("2018-06-30", "k2"), ("2018-07-01", "k3"), ("2018-09-30", "k3"), ("2018-10-01", "k4")],
)
def test_the_first_and_last_day_fall_in_one_period(
    books: Administration, day: str, part: str
) -> None:
    sell(books, "100", "HOOG_VERK_21", date.fromisoformat(day))
    quarters = {name for name in ("k1", "k2", "k3", "k4") if sums(books, Period(2018, name))}
    assert quarters == {part}
    assert sums(books, YEAR)


def test_an_invoice_that_is_only_set_ready_does_not_count(books: Administration) -> None:
    write_invoice(books, replace(BOOKED, book=False), TODAY)
    assert sums(books) == {}


def test_paying_is_no_sale(books: Administration) -> None:
    sell(books, "100", "HOOG_VERK_21")
    receive_payment(books.open_items.get(), Decimal(121), DAY, "1100")
    memorial(books, "50", "GEEN")
    assert sums(books) == {"1a": ("100.00", "21.00")}


def test_input_vat_under_the_scheme_is_not_deducted(books: Administration) -> None:
    keep_exemption(books, DAY, DAY + timedelta(days=1))
    for days in (-1, 0, 1, 2):
        buy(books, "100", "HOOG_INK_21", DAY + timedelta(days=days))
    assert sums(books) == {"5b": ("200.00", "42.00"), "kor": ("200.00", "42.00")}
    assert vat_return(books, QUARTER).balance == -42


def test_under_the_scheme_reversed_vat_is_owed_and_charged_vat_too(books: Administration) -> None:
    keep_exemption(books, DAY, None)
    buy(books, "100", "VERL_INK")
    sell(books, "100", "HOOG_VERK_21")
    sell(books, "100", "GEEN")
    found = vat_return(books, QUARTER)
    assert [found.owed, found.deducted] == [42, 0]
    assert not lines_of(books, QUARTER, Box.INPUT)


def test_whole_euros_are_rounded_in_favour_of_who_declares(books: Administration) -> None:
    sell(books, "99.99", "HOOG_VERK_21")
    buy(books, "10", "HOOG_INK_21")
    found = vat_return(books, QUARTER)
    assert (found.owed, found.deducted) == (Decimal("21.00"), Decimal("2.10"))
    declared = [found.declared_owed, found.declared_deducted, found.declared_balance]
    assert declared == [21, 3, 18]


def test_what_is_given_back_is_rounded_in_favour_too(books: Administration) -> None:
    sell(books, "-10", "HOOG_VERK_21")
    buy(books, "-10", "HOOG_INK_21")
    found = vat_return(books, QUARTER)
    assert [found.declared_owed, found.declared_deducted] == [-3, -2]


def test_the_books_of_another_firm_do_not_count(books: Administration) -> None:
    sell(books, "100", "HOOG_VERK_21")
    codes = SecurityCodes("0" * 31 + "2", "00000000-0000-4000-8000-000000000003")
    other = open_books("ander", GUID.replace("AA", "AB"), codes)
    assert sums(other) == {}


KINDS = tuple(kind for kind in EntryKind if kind not in ("payment_received", "payment_sent"))


def drafts() -> st.SearchStrategy[EntryDraft]:
    return st.sampled_from(KINDS).flatmap(_drafts_of)


def _drafts_of(kind: EntryKind) -> st.SearchStrategy[EntryDraft]:
    bought = kind in OUTGOING
    wrong = None if kind in ("memorial", "opening") else Side.SALE if bought else Side.PURCHASE
    codes = [code.code for code in CODES.values() if code.side is not wrong]
    heads = {"invoice_sent": "1300", "invoice_received": "1600", "memorial": "2300"}
    head = heads.get(kind.value, "2300" if kind == "opening" else "1000")
    account = "7000" if bought else "8000"
    days = st.integers(0, 200).map(lambda days: date(2018, 6, 1) + timedelta(days=days))
    rows = st.lists(
        st.tuples(st.decimals(-900, 900, places=2), st.sampled_from(codes)), min_size=1, max_size=4
    )
    return st.builds(
        lambda day, nets: replace(
            BOUGHT if bought else SOLD,
            kind=kind,
            date=day,
            account_code=head,
            lines=tuple(line(net, code, day, account) for net, code in nets),
        ),
        days,
        rows,
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(drafts(), max_size=8), st.integers(0, 200))
def test_any_books_are_the_sum_of_their_boxes(
    books: Administration, wanted: list[EntryDraft], exempt: int
) -> None:
    with transaction.atomic():
        keep_exemption(books, date(2018, 6, 1) + timedelta(days=exempt), date(2018, 10, 1))
        for number, draft in enumerate(wanted):
            write_entry(books, replace(draft, invoice_number=str(number)))
        agrees(books)
        transaction.set_rollback(True)


def agrees(books: Administration) -> None:
    coded = EntryLine.objects.filter(role=LineRole.COUNTER).exclude(vat_code="GEEN")
    found = vat_lines(books, YEAR)
    assert not coded.exclude(pk__in=found.values("pk")).exists()
    for row in found:
        told = box_of(row.vat_code, bought=row.kind in OUTGOING)
        assert row.box == told or (row.box, told) == (Box.NOT_DEDUCTED, Box.INPUT)
    booked = EntryLine.objects.filter(role=LineRole.VAT).aggregate(
        debit=Sum("debit", default=NOTHING), credit=Sum("credit", default=NOTHING)
    )
    posted = total(one.posted for one in figures(books, found))
    assert posted == (booked["credit"] - booked["debit"]).quantize(Decimal("0.01"))
    opened: Counter[int] = Counter()
    for box in set(Box) - {Box.INPUT}:
        opened.update(lines_of(books, YEAR, box).values_list("pk", flat=True))
    opened.update(found.filter(box=Box.INPUT).values_list("pk", flat=True))
    assert opened == Counter(found.values_list("pk", flat=True))
    adds_up(books)


def adds_up(books: Administration) -> None:
    """Each box is the sum of the lines that it opens, and the quarters are the year."""
    year = vat_return(books, YEAR)
    for box in set(Box):
        lines = list(figures(books, lines_of(books, YEAR, box)))
        if box is Box.INPUT:
            assert total(one.deducted for one in lines) == year.deducted
        else:
            assert total(one.net for one in lines) == year.of(box).net
            assert total(one.vat for one in lines) == year.of(box).vat
    parts = [vat_return(books, Period(2018, part)) for part in ("k1", "k2", "k3", "k4")]
    assert total(part.balance for part in parts) == year.balance
