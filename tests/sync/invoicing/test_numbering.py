from datetime import date
from decimal import Decimal

import pytest

from bonbrug.sync.invoicing.numbering import next_number
from bonbrug.sync.model.records import FoundInvoice

DAY = date(2018, 9, 19)


def found(number: str, day: date = DAY) -> FoundInvoice:
    return FoundInvoice(number, day, Decimal(0), Decimal(0), Decimal(0), ())


def test_the_first_number_is_the_year_and_001() -> None:
    assert next_number([], (), "", DAY) == "2018001"


@pytest.mark.parametrize(
    ("highest", "after"),
    [("2018009", "2018010"), ("F00001", "F00002"), ("F-099", "F-100"), ("999", "1000")],
)
def test_the_series_of_the_books_goes_on(highest: str, after: str) -> None:
    assert next_number([found(highest)], (), "", DAY) == after


def test_the_newest_series_counts_and_not_the_highest_number_of_an_older_one() -> None:
    older = found("A900", date(2018, 9, 1))
    assert next_number([older, found("2018010")], (), "", DAY) == "2018011"


def test_a_number_that_does_not_end_in_a_digit_is_passed_over() -> None:
    later = found("CONCEPT", date(2018, 9, 30))
    assert next_number([found("2018010"), later], (), "", DAY) == "2018011"


def test_claimed_numbers_are_never_given_again() -> None:
    assert next_number([found("2018010")], {"2018013", "X99"}, "", DAY) == "2018014"
    assert next_number([], {"2018001"}, "", DAY) == "2018002"


def test_without_recent_invoices_our_own_last_number_goes_on() -> None:
    assert next_number([], (), "2018010", DAY) == "2018011"


def test_the_year_turns_with_the_date_of_the_invoice_and_not_with_the_newest_number() -> None:
    books = [found("2026003", date(2026, 12, 30))]
    first = next_number(books, (), "", date(2027, 1, 1))
    by_hand = found("2027002", date(2027, 1, 2))
    after = next_number(
        [*books, found(first, date(2027, 1, 1)), by_hand], (), first, date(2027, 1, 2)
    )
    assert (first, after) == ("2027001", "2027003")


def test_our_own_last_number_of_last_year_begins_the_new_year_in_its_width() -> None:
    assert next_number([], (), "F2026-0412", date(2027, 1, 1)) == "F2027-0001"


def test_what_was_claimed_in_the_old_year_does_not_count_in_the_new_one() -> None:
    books = [found("2026003", date(2026, 12, 30))]
    assert next_number(books, {"2026004", "2027001"}, "", date(2027, 1, 1)) == "2027002"


def test_one_number_by_hand_moves_no_series() -> None:
    books = [found("2018009"), found("2018010"), found("F-77", date(2018, 9, 20))]
    assert next_number(books, (), "", date(2018, 9, 20)) == "2018011"


def test_a_number_that_was_claimed_in_other_capitals_is_not_given_again() -> None:
    assert next_number([found("f-10")], {"F-11"}, "", DAY) == "f-12"
