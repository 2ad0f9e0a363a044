"""The audit file says what the books say, of the days that were asked, and its sums hold."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bonbrug.books.actions.entry_amounts import EntryLineDraft
from bonbrug.books.actions.entry_draft import EntryDraft
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.actions.post_entry import Amount, post
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.documents.audit.file import audit_file, written
from bonbrug.books.documents.audit.ledger import CARRIED
from bonbrug.books.models import (
    OUTGOING,
    Administration,
    Category,
    Entry,
    EntryKind,
    LineRole,
)
from bonbrug.values.money import cents
from bonbrug.values.vat import CODES, Side
from tests.books.actions.test_write_entry import (
    BOUGHT,
    MEMORIAL,
    OPENING,
    PAID_BY_US,
    PAID_TO_US,
    RECEIVED,
    SOLD,
    SPENT,
    line,
)
from tests.books.shelf import BOOKED, TODAY
from tests.wire.xaf.shape import SPACE, faults, found, read, sided, texts

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NEW_YEAR, OLD_YEAR = date(2018, 1, 1), date(2018, 12, 31)
ALL_KINDS = (OPENING, SOLD, BOUGHT, PAID_TO_US, PAID_BY_US, RECEIVED, SPENT, MEMORIAL)


def file_of(books: Administration, first: date = NEW_YEAR, last: date = OLD_YEAR) -> etree._Element:
    books.refresh_from_db()
    root = read(b"".join(written(audit_file(books, first, last, TODAY, "0.1.0"))))
    assert faults(root) == []
    return root


def booked_on(books: Administration, *days: date) -> None:
    for place, day in enumerate(days, start=1):
        write_entry(books, replace(SOLD, date=day, invoice_number=f"W{day:%y%m%d}{place}"))


def test_every_kind_of_booking_is_in_its_journal(books: Administration) -> None:
    for draft in ALL_KINDS:
        write_entry(books, draft)
    write_invoice(books, BOOKED, TODAY)
    root = file_of(books)
    numbers = {
        journal.findtext(f"{SPACE}jrnID"): [
            each.findtext(f"{SPACE}nr") for each in journal.findall(f"{SPACE}transaction")
        ]
        for journal in found(root, "journal")
    }
    assert numbers == {
        "OPENING": ["1"],
        "VERKOOP": ["2", "9"],
        "INKOOP": ["3"],
        "MEMORIAAL": ["8"],
        "FIN-1000": ["6", "7"],
        "FIN-1100": ["4", "5"],
    }


def test_an_invoice_stands_there_with_its_vat(books: Administration) -> None:
    write_invoice(books, BOOKED, TODAY)
    root = file_of(books)
    assert texts(root, "trLine/accID") == ["1300", "8020", "8000", "1500"]
    assert texts(root, "trLine/amnt") == ["90.57", "63.00", "11.85", "15.72"]
    assert texts(root, "trLine/amntTp") == ["D", "C", "C", "C"]
    assert texts(root, "vat/vatPerc") == ["21", "21"]
    assert texts(root, "vat/vatAmnt") == ["13.23", "2.49"]
    assert texts(root, "trLine/invRef") == ["2018001"] * 4
    assert texts(root, "trLine/custSupID") == ["TEST1"] * 4


def test_vat_has_the_side_on_which_it_was_booked(books: Administration) -> None:
    back = replace(SOLD, lines=(line("8000", "-100", "HOOG_VERK_21", "-21"),), invoice_number="W2")
    for draft in (SOLD, back, BOUGHT, SPENT):
        write_entry(books, draft)
    assert texts(file_of(books), "vat/vatAmntTp") == ["C", "D", "D", "D"]


def test_the_cut_is_at_the_day(books: Administration) -> None:
    booked_on(books, date(2017, 12, 31), NEW_YEAR, OLD_YEAR, date(2019, 1, 1))
    root = file_of(books)
    assert texts(root, "transaction/trDt") == ["2018-01-01", "2018-12-31"]
    assert dict(sided(root, "obLine"))["1300"] == Decimal(121)
    part = file_of(books, date(2018, 1, 2), date(2018, 12, 30))
    assert texts(part, "transaction/trDt") == []
    assert texts(part, "period/startDatePeriod")[0] == "2018-01-02"
    assert texts(part, "period/endDatePeriod")[-1] == "2018-12-30"


def test_a_year_without_bookings_has_sums_of_nothing(books: Administration) -> None:
    root = file_of(books)
    assert [texts(root, f"transactions/{tag}") for tag in ("linesCount", "totalDebit")] == [
        ["0"],
        ["0.00"],
    ]
    assert found(root, "journal") == found(root, "openingBalance") == []
    assert len(found(root, "period")) == 12


def test_the_result_of_earlier_years_is_one_amount_on_the_balance(books: Administration) -> None:
    booked_on(books, date(2016, 5, 1), date(2017, 5, 1))
    root = file_of(books)
    assert dict(sided(root, "obLine")) == {
        "1300": Decimal(242),
        "1500": Decimal(-42),
        CARRIED.id: Decimal(-200),
    }
    assert texts(root, "openingBalance/totalDebit") == ["242.00"]
    assert texts(root, "openingBalance/totalCredit") == ["242.00"]
    assert texts(root, "openingBalance/linesCount") == ["3"]


def test_what_was_earned_earlier_in_the_year_stays_on_its_account(books: Administration) -> None:
    booked_on(books, date(2017, 5, 1), date(2018, 5, 1))
    opening = dict(sided(file_of(books, date(2018, 7, 1)), "obLine"))
    assert (opening["8000"], opening[CARRIED.id]) == (Decimal(-100), Decimal(-100))


def test_no_account_is_made_up_for_a_year_that_was_closed_by_hand(books: Administration) -> None:
    booked_on(books, date(2017, 5, 1))
    closing = replace(
        MEMORIAL, date=date(2017, 12, 31), account_code="8000", lines=(line("2300", "100"),)
    )
    write_entry(books, closing)
    root = file_of(books)
    assert CARRIED.id not in texts(root, "ledgerAccount/accID")
    assert dict(sided(root, "obLine"))["2300"] == Decimal(-100)


def test_what_is_booked_while_the_file_is_written_is_not_in_it(books: Administration) -> None:
    write_entry(books, SOLD)
    books.refresh_from_db()
    file = audit_file(books, NEW_YEAR, OLD_YEAR, TODAY, "0.1.0")
    write_entry(books, replace(SOLD, invoice_number="W2"))
    root = read(b"".join(written(file)))
    assert texts(root, "transactions/linesCount") == [str(len(found(root, "trLine")))] == ["3"]


def test_a_relation_that_gets_another_code_meanwhile_keeps_its_name(books: Administration) -> None:
    write_entry(books, SOLD)
    books.refresh_from_db()
    file = audit_file(books, NEW_YEAR, OLD_YEAR, TODAY, "0.1.0")
    books.relations.update(code="ANDERS")
    add_relation(books, RelationDraft("TEST1", "Een ander"), TODAY)
    root = read(b"".join(written(file)))
    assert faults(root) == []
    assert texts(root, "custSupName") == ["Test 1"]


def test_a_code_that_is_not_known_has_the_rate_that_was_charged(books: Administration) -> None:
    accounts = {each.code: each for each in books.ledger_accounts.all()}
    entry = Entry(
        administration=books, kind=EntryKind.MEMORIAL, date=TODAY, account=accounts["2300"]
    )
    post(entry, [
        Amount(LineRole.MAIN, accounts["2300"], Decimal("112.35")),
        Amount(LineRole.COUNTER, accounts["8000"], Decimal(-100), "EIGEN_CODE", Decimal("12.35")),
        Amount(LineRole.VAT, accounts["1515"], Decimal("-12.35"), "EIGEN_CODE"),
    ])  # fmt: skip
    root = file_of(books)
    assert texts(root, "vat/vatPerc") == ["12.350"]
    assert "EIGEN_CODE" in texts(root, "vatCode/vatID")


def test_what_is_too_long_is_cut_and_what_xml_cannot_hold_is_left_out(
    books: Administration,
) -> None:
    books.relations.update(
        name="Ünlü " + "z" * 90, contact="a\x01b\x0c", address="Laan\x02 12", postal_code="9" * 40
    )
    root = file_of(books)
    assert texts(root, "custSupName") == ["Ünlü " + "z" * 45]
    assert texts(root, "customerSupplier/contact") == ["ab"]
    assert texts(root, "customerSupplier/streetAddress/streetname") == ["Laan"]
    assert texts(root, "customerSupplier/streetAddress/postalCode") == ["9" * 10]


def test_a_relation_is_what_was_done_with_it(books: Administration) -> None:
    assert texts(file_of(books), "custSupTp") == []
    write_entry(books, SOLD)
    assert texts(file_of(books), "custSupTp") == ["C"]
    write_entry(books, BOUGHT)
    assert texts(file_of(books), "custSupTp") == ["B"]


def test_a_cost_centre_is_named(books: Administration) -> None:
    workshop = books.cost_centres.get()
    sold = replace(SOLD.lines[0], cost_centre=workshop.pk)
    write_entry(books, replace(SOLD, lines=(sold,)))
    assert texts(file_of(books), "costID") == [f"{workshop.pk} Werkplaats"]


def test_the_questions_to_the_database_do_not_grow_with_the_bookings(
    books: Administration,
) -> None:
    booked_on(books, TODAY)
    with CaptureQueriesContext(connection) as few:
        file_of(books)
    booked_on(books, *(date(2018, 3, day) for day in range(1, 20)))
    with CaptureQueriesContext(connection) as many:
        file_of(books)
    assert len(many) == len(few)


DAYS = st.dates(date(2016, 12, 1), date(2019, 1, 31))
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60)


@st.composite
def drafts(draw: st.DrawFn) -> EntryDraft:
    draft = draw(st.sampled_from([OPENING, SOLD, BOUGHT, RECEIVED, SPENT, MEMORIAL]))
    day = draw(DAYS)
    lines = draw(st.lists(st.builds(
        charged,
        st.sampled_from(["8000", "8020", "7000", "2300"]),
        st.decimals("-999999999.99", "999999999.99", places=2),
        st.sampled_from(codes_for(draft)),
        st.just(day),
    ), min_size=1, max_size=3))  # fmt: skip
    number = str(draw(st.integers(1, 10**9))) if draft.invoice_number else ""
    return replace(
        draft,
        date=day,
        lines=tuple(lines),
        description=draw(TEXT),
        voucher=draw(TEXT)[:50],
        invoice_number=number,
    )


def codes_for(draft: EntryDraft) -> list[str]:
    """Return the codes that such a booking may have, but those without a rate of their own."""
    if draft in (OPENING, MEMORIAL):
        sides = set(Side)
    else:
        sides = {Side.BOTH, Side.PURCHASE if draft.kind in OUTGOING else Side.SALE}
    return [code for code, vat in CODES.items() if vat.side in sides and "AFW" not in code]


def charged(account: str, net: Decimal, code: str, day: date) -> EntryLineDraft:
    rate = CODES[code].rate_on(day)
    vat = cents(net * rate / 100)
    return EntryLineDraft(account, net, net, vat, net + vat, code, rate)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(drafts(), max_size=12), st.dates(NEW_YEAR, OLD_YEAR), st.booleans())
def test_any_books_give_a_file_that_adds_up(
    books: Administration, history: list[EntryDraft], middle: date, whole: bool
) -> None:
    first, last = (NEW_YEAR, OLD_YEAR) if whole else (middle, OLD_YEAR)
    with transaction.atomic():
        for draft in history:
            with suppress(Refused), transaction.atomic():
                write_entry(books, draft)
        adds_up(books, file_of(books, first, last), first, last)
        transaction.set_rollback(True)


def adds_up(books: Administration, root: etree._Element, first: date, last: date) -> None:
    here = books.entries.filter(date__range=(first, last))
    numbers = sorted(map(int, texts(root, "transaction/nr")))
    assert numbers == sorted(here.values_list("number", flat=True))
    for each in found(root, "transaction"):
        assert sum(amount for _account, amount in sided(each)) == 0
    sums_hold(root, "transactions", "trLine")
    sums_hold(root, "openingBalance", "obLine")
    assert dict(standing(root)) == dict(expected(books, last))


def sums_hold(root: etree._Element, place: str, tag: str) -> None:
    amounts = [amount for _account, amount in sided(root, tag)]
    debit = sum((each for each in amounts if each > 0), Decimal(0))
    for part in found(root, place):
        told = [part.findtext(f"{SPACE}{name}", "") for name in ("linesCount", "totalDebit")]
        assert told == [str(len(amounts)), f"{debit:.2f}"]
        assert part.findtext(f"{SPACE}totalCredit") == told[1]


def standing(root: etree._Element) -> Iterator[tuple[str, Decimal]]:
    """Yield what stands on each account in the end, by the file."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for account, amount in (*sided(root, "obLine"), *sided(root)):
        sums[account] += amount
    return ((account, amount) for account, amount in sums.items() if amount)


def expected(books: Administration, last: date) -> Iterator[tuple[str, Decimal]]:
    """Yield the same by the books, with the result of earlier years apart."""
    carried = Decimal(0)
    for account in books.ledger_accounts.all():
        lines = account.entry_lines.filter(entry__date__lte=last)
        amounts = [(each.entry.date, each.debit - each.credit) for each in
                   lines.select_related("entry")]  # fmt: skip
        moved = sum((amount for day, amount in amounts if day < NEW_YEAR), Decimal(0))
        moved = moved if account.category == Category.RESULT else Decimal(0)
        carried += moved
        if left := sum((amount for _day, amount in amounts), Decimal(0)) - moved:
            yield account.code, left
    if carried:
        yield CARRIED.id, carried
