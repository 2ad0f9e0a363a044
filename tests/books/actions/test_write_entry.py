"""Every kind of booking: its sides, the open item that it makes or pays, and what is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bonbrug.books.actions.entry_amounts import EntryLineDraft
from bonbrug.books.actions.entry_draft import EntryDraft
from bonbrug.books.actions.keep_cost_centre import add_cost_centre
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Entry, EntryKind
from tests.books.shelf import BOOKED, DRAFT, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

Sides = list[tuple[str, str]]


def line(account: str, net: str, vat_code: str = "GEEN", vat: str = "0") -> EntryLineDraft:
    gross = Decimal(net) + Decimal(vat)
    rate = Decimal(21) if vat_code.startswith("HOOG") else Decimal(0)
    return EntryLineDraft(account, Decimal(net), Decimal(net), Decimal(vat), gross, vat_code, rate)


SOLD = EntryDraft(
    kind=EntryKind.INVOICE_SENT,
    date=TODAY,
    account_code="1300",
    lines=(line("8000", "100", "HOOG_VERK_21", "21"),),
    description="Webshop",
    relation_code="TEST1",
    invoice_number="W1",
    term_days=14,
)
BOUGHT = replace(
    SOLD,
    kind=EntryKind.INVOICE_RECEIVED,
    account_code="1600",
    lines=(line("7000", "100", "HOOG_INK_21", "21"),),
    invoice_number="I1",
)
PAID_TO_US = replace(
    SOLD, kind=EntryKind.PAYMENT_RECEIVED, account_code="1100", lines=(line("1300", "121"),)
)
PAID_BY_US = replace(
    BOUGHT, kind=EntryKind.PAYMENT_SENT, account_code="1100", lines=(line("1600", "121"),)
)
RECEIVED = replace(
    SOLD, kind=EntryKind.MONEY_RECEIVED, account_code="1000", invoice_number="", relation_code=""
)
SPENT = replace(RECEIVED, kind=EntryKind.MONEY_SPENT, lines=BOUGHT.lines)
MEMORIAL = replace(
    RECEIVED, kind=EntryKind.MEMORIAL, account_code="2300", lines=(line("7000", "5"),)
)
OPENING = replace(MEMORIAL, kind=EntryKind.OPENING)


def sides(entry: Entry) -> Sides:
    """Return account and debit less credit, in order."""
    rows = entry.lines.select_related("account")
    return [(each.account.code, str(each.debit - each.credit)) for each in rows]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (SOLD, [("1300", "121.00"), ("8000", "-100.00"), ("1500", "-21.00")]),
        (BOUGHT, [("1600", "-121.00"), ("7000", "100.00"), ("1520", "21.00")]),
        (RECEIVED, [("1000", "121.00"), ("8000", "-100.00"), ("1500", "-21.00")]),
        (SPENT, [("1000", "-121.00"), ("7000", "100.00"), ("1520", "21.00")]),
        (MEMORIAL, [("2300", "5.00"), ("7000", "-5.00")]),
        (OPENING, [("2300", "5.00"), ("7000", "-5.00")]),
    ],
    ids=lambda value: value.kind if isinstance(value, EntryDraft) else "",
)
def test_each_kind_has_its_sides(books: Administration, draft: EntryDraft, expected: Sides) -> None:
    entry = write_entry(books, draft)
    assert sides(entry) == expected
    assert entry.posted


@pytest.mark.parametrize(
    ("invoice", "payment", "sign"), [(SOLD, PAID_TO_US, 1), (BOUGHT, PAID_BY_US, -1)]
)
def test_an_invoice_is_open_until_it_is_paid(
    books: Administration, invoice: EntryDraft, payment: EntryDraft, sign: int
) -> None:
    write_entry(books, invoice)
    item = books.open_items.get()
    assert (item.open, item.owed_by_us) == (Decimal(121), sign < 0)
    part = replace(payment, lines=(line(payment.lines[0].account_code, "21"),))
    money, other = sides(write_entry(books, part))
    assert money == ("1100", f"{sign * 21}.00")
    assert other == (payment.lines[0].account_code, f"{-sign * 21}.00")
    rest = replace(payment, lines=(line(payment.lines[0].account_code, "100"),))
    write_entry(books, rest)
    assert not books.open_items.still_open().exists()
    with pytest.raises(Refused, match="payment_does_not_fit"):
        write_entry(books, rest)


def test_a_payment_over_the_wire_pays_an_invoice_of_these_books(books: Administration) -> None:
    invoice = write_invoice(books, BOOKED, TODAY)
    paid = replace(
        PAID_TO_US, invoice_number=invoice.number, lines=(line("1300", str(invoice.gross)),)
    )
    write_entry(books, paid)
    invoice.refresh_from_db()
    assert invoice.open_item.open == 0


def test_amounts_given_with_vat_are_told_like_that_again(books: Administration) -> None:
    given = replace(SOLD.lines[0], entered=Decimal(121))
    entry = write_entry(books, replace(SOLD, with_vat=True, lines=(given,)))
    assert entry.with_vat
    assert sides(entry)[1] == ("8000", "-100.00")


def test_a_line_counts_for_its_cost_centre(books: Administration) -> None:
    centre = add_cost_centre(books, "Bus 4")
    counted = replace(MEMORIAL, lines=(replace(MEMORIAL.lines[0], cost_centre=centre.pk),))
    write_entry(books, counted)
    write_entry(books, MEMORIAL)
    accounts = books.ledger_accounts.with_balance(cost_centre=centre.pk)
    assert getattr(accounts.get(code="7000"), "balance", None) == Decimal(-5)


BAD = [
    (replace(SOLD, kind=None), "entry_kind_unknown"),
    (replace(SOLD, date=None), "entry_date_wrong"),
    (replace(SOLD, account_code="9999"), "entry_account_unknown"),
    (replace(SOLD, account_code=""), "entry_account_unknown"),
    (replace(SOLD, account_code="1600"), "entry_account_no_debtors"),
    (replace(BOUGHT, account_code="1300"), "entry_account_no_creditors"),
    (replace(RECEIVED, account_code="8000"), "entry_account_wrong"),
    (replace(MEMORIAL, account_code="1300"), "entry_account_wrong"),
    (replace(SOLD, with_vat=None), "entry_vat_side_missing"),
    (replace(SOLD, description=" "), "entry_description_missing"),
    (replace(SOLD, lines=()), "entry_line_count_wrong"),
    (replace(SOLD, lines=(*SOLD.lines,) * 101), "entry_line_count_wrong"),
    (replace(SOLD, invoice_number=""), "entry_number_missing"),
    (replace(SOLD, invoice_number="x" * 51), "too_long"),
    (replace(SOLD, term_days=None), "entry_term_missing"),
    (replace(SOLD, relation_code=""), "entry_relation_missing"),
    (replace(SOLD, relation_code="WIE"), "entry_relation_unknown"),
    (replace(SOLD, lines=(line("", "1"),)), "entry_line_account_wrong"),
    (replace(SOLD, lines=(line("1100", "1"),)), "entry_line_account_wrong"),
    (replace(MEMORIAL, lines=(line("1300", "1"),)), "entry_line_account_wrong"),
    (replace(SOLD, lines=(line("8000", "100", "HOOG_INK_21", "21"),)), "entry_line_vat_wrong"),
    (replace(BOUGHT, lines=(line("7000", "1", "HOOG_VERK_21", "0.21"),)), "entry_line_vat_wrong"),
    (replace(SOLD, lines=(line("8000", "100", "KLINGON", "21"),)), "entry_line_vat_wrong"),
    (replace(SOLD, lines=(line("8000", "100", "HOOG_VERK_21", "20"),)), "entry_vat_differs"),
    (replace(SOLD, lines=(replace(SOLD.lines[0], gross=Decimal(1)),)), "entry_amounts_differ"),
    (replace(SOLD, lines=(replace(SOLD.lines[0], entered=Decimal(1)),)), "entry_amounts_differ"),
    (replace(SOLD, with_vat=True), "entry_amounts_differ"),
    (replace(MEMORIAL, lines=(line("7000", "1.005"),)), "entry_amount_not_cents"),
    (replace(MEMORIAL, lines=(line("7000", "1E12"),)), "entry_amount_too_large"),
    (
        replace(MEMORIAL, lines=(replace(MEMORIAL.lines[0], cost_centre=987654),)),
        "line_cost_centre_unknown",
    ),
    (replace(PAID_TO_US, lines=(*PAID_TO_US.lines,) * 2), "payment_one_line_only"),
    (replace(PAID_TO_US, invoice_number=""), "payment_number_missing"),
    (replace(PAID_TO_US, relation_code=""), "payment_relation_missing"),
    (replace(PAID_TO_US, relation_code="WIE"), "payment_relation_unknown"),
    (replace(PAID_TO_US, lines=(line("1600", "121"),)), "payment_account_no_debtors"),
    (replace(PAID_BY_US, lines=(line("1300", "121"),)), "payment_account_no_creditors"),
    (replace(PAID_TO_US, lines=(line("1300", "1", "HOOG_VERK_21", "0.21"),)), "payment_has_vat"),
    (PAID_TO_US, "payment_number_unknown"),
]


@pytest.mark.parametrize(("draft", "code"), BAD)
def test_what_is_wrong_is_refused_and_nothing_is_written(
    books: Administration, draft: EntryDraft, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        write_entry(books, draft)
    assert caught.value.code == code
    assert caught.value.sentence
    books.refresh_from_db()
    assert (books.entries.count(), books.last_entry_number) == (0, 0)


def test_a_number_of_ours_is_booked_once_and_one_of_a_supplier_once_per_supplier(
    books: Administration,
) -> None:
    for draft, code in (
        (SOLD, "entry_number_taken"),
        (BOUGHT, "entry_number_of_relation_taken"),
    ):
        write_entry(books, draft)
        with pytest.raises(Refused, match=code):
            write_entry(books, draft)
    made = write_invoice(books, BOOKED, TODAY)
    with pytest.raises(Refused, match="entry_number_taken"):
        write_entry(books, replace(SOLD, invoice_number=made.number))


def test_a_payment_of_another_relation_or_another_ledger_does_not_fit(
    books: Administration,
) -> None:
    write_entry(books, SOLD)
    relation = books.relations.get()
    relation.pk, relation.code = None, "TEST2"
    relation.save()
    with pytest.raises(Refused, match="payment_does_not_fit"):
        write_entry(books, replace(PAID_TO_US, relation_code="TEST2"))
    more = replace(PAID_TO_US, lines=(line("1300", "121.01"),))
    with pytest.raises(Refused, match="payment_does_not_fit"):
        write_entry(books, more)
    assert books.open_items.get().paid == 0


def test_an_invoice_never_gets_the_number_of_one_that_was_booked_from_elsewhere(
    books: Administration,
) -> None:
    write_entry(books, replace(SOLD, invoice_number="2018001"))
    assert write_invoice(books, DRAFT, TODAY).number == "2018002"
    with pytest.raises(Refused, match="number_taken"):
        write_invoice(books, replace(DRAFT, number="2018001"), TODAY)
