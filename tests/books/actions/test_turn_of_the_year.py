"""One rule for numbers at the turn of the year: the link, the books, a person and credits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bonbrug.books.actions.credit_invoice import CreditDraft, credit_invoice
from bonbrug.books.actions.entry_amounts import EntryLineDraft
from bonbrug.books.actions.entry_draft import EntryDraft
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, EntryKind
from bonbrug.values.money import NOTHING
from tests.books.number_writers import next_of_the_link
from tests.books.shelf import BOOKED, DRAFT, PIPE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

OLD_YEAR, NEW_YEAR, DAY_AFTER = date(2026, 12, 30), date(2027, 1, 1), date(2027, 1, 2)


def made(books: Administration, day: date, number: str = "") -> str:
    return write_invoice(books, replace(BOOKED, date=day, number=number), day).number


def by_link(books: Administration, day: date) -> str:
    return made(books, day, next_of_the_link(day))


def test_the_link_and_the_books_take_turns_in_one_series(books: Administration) -> None:
    made(books, OLD_YEAR, "2026003")
    numbers = [by_link(books, NEW_YEAR), made(books, DAY_AFTER), by_link(books, DAY_AFTER)]
    assert numbers == ["2027001", "2027002", "2027003"]


@pytest.mark.parametrize("write", [made, by_link])
def test_a_late_invoice_of_the_old_year_and_a_stray_date_move_no_series(
    books: Administration, write: Callable[[Administration, date], str]
) -> None:
    days = [date(2026, 12, 20), date(2027, 1, 5), date(2026, 12, 28), date(2049, 12, 31)]
    numbers = [write(books, day) for day in [*days, date(2027, 1, 6), date(2026, 12, 29)]]
    assert numbers == ["2026001", "2027001", "2026002", "2049001", "2027002", "2026003"]


def test_a_credit_takes_the_next_number_of_its_own_year(books: Administration) -> None:
    first = write_invoice(books, replace(BOOKED, date=OLD_YEAR), OLD_YEAR)
    made(books, NEW_YEAR)
    credit = credit_invoice(first, CreditDraft(DAY_AFTER), DAY_AFTER)
    assert (first.number, credit.number) == ("2026001", "2027002")
    assert by_link(books, DAY_AFTER) == "2027003"


@pytest.mark.parametrize(
    ("there", "typed"), [("f-77", "F-77"), ("É7", "é7"), ("straße1", "STRAẞE1")]
)
def test_no_number_differs_from_another_in_capitals_only(
    books: Administration, there: str, typed: str
) -> None:
    made(books, NEW_YEAR, there)
    with pytest.raises(Refused, match="number_taken"):
        made(books, NEW_YEAR, typed)
    with pytest.raises(Refused, match="entry_number_taken"):
        write_entry(books, elsewhere(typed))


def test_no_number_differs_in_capitals_only_from_one_made_elsewhere(books: Administration) -> None:
    write_entry(books, elsewhere("ä-1"))
    with pytest.raises(Refused, match="number_taken"):
        made(books, NEW_YEAR, "Ä-1")


def elsewhere(number: str) -> EntryDraft:
    line = EntryLineDraft("8000", *(NOTHING + 5, NOTHING + 5, NOTHING, NOTHING + 5))
    return EntryDraft(
        EntryKind.INVOICE_SENT, NEW_YEAR, "1300", (line,), "Elders", "TEST1", number, term_days=14
    )


def test_a_number_that_the_books_give_is_never_refused(books: Administration) -> None:
    """Fifty longer numbers that begin alike hide what is there of the series itself."""
    line = replace(DRAFT, lines=(PIPE,), date=date(2026, 2, 1))
    for place in range(51):
        write_invoice(books, replace(line, number=f"2026/{place:05}/A"), NEW_YEAR)
    made(books, date(2026, 6, 1), "2026001")
    made(books, date(2026, 1, 1), "2026002")
    for day in range(2, 22):
        write_invoice(
            books, replace(line, number=f"2026{day + 7:03}", date=date(2026, 7, day)), NEW_YEAR
        )
    write_invoice(books, replace(line, number="2026029", date=date(2026, 1, 2)), NEW_YEAR)
    assert made(books, date(2026, 8, 1)) == "2026030"
