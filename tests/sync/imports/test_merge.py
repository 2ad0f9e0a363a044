"""Field by field: who changed it, who wins, and what has to travel."""

import pytest

from bonbrug.sync.imports.merge import Merged, merge
from bonbrug.sync.model.serializers import Values

ONE = ("city",)
NUMBERS = ("phone", "mobile")


def city(name: str) -> Values:
    return {"city": name}


def numbers(phone: str, mobile: str) -> Values:
    return {"phone": phone, "mobile": mobile}


def test_a_record_that_the_work_orders_lack_goes_there_whole() -> None:
    merged = merge(None, city("Daar"), None, ONE, into_books=True)
    assert merged == Merged(city("Daar"), to_work=True, to_books=False)


@pytest.mark.parametrize("into_books", [True, False])
def test_what_nobody_changed_travels_nowhere(into_books: bool) -> None:
    merged = merge(city("Hier"), city("Hier"), city("Hier"), ONE, into_books=into_books)
    assert merged == Merged(city("Hier"), to_work=False, to_books=False)


def test_a_change_in_the_books_goes_to_the_work_orders() -> None:
    merged = merge(city("Hier"), city("Daar"), city("Hier"), ONE, into_books=True)
    assert merged == Merged(city("Daar"), to_work=True, to_books=False)


def test_a_change_in_the_work_orders_goes_to_the_books() -> None:
    merged = merge(city("Hier"), city("Hier"), city("Daar"), ONE, into_books=True)
    assert merged == Merged(city("Daar"), to_work=False, to_books=True)


def test_a_change_in_the_work_orders_that_may_not_travel_is_kept_where_it_is() -> None:
    merged = merge(city("Hier"), city("Hier"), city("Daar"), ONE, into_books=False)
    assert merged == Merged(city("Daar"), to_work=False, to_books=False)


def test_one_field_that_travels_is_enough_whatever_comes_after_it() -> None:
    before: Values = {"city": "Hier", "street": "Weg", "name": "Klant"}
    there: Values = {"city": "Daar", "street": "Laan", "name": "Klant"}
    merged = merge(before, before, there, ("city", "street", "name"), into_books=True)
    assert merged == Merged(there, to_work=False, to_books=True)


def test_a_field_that_both_changed_gets_the_value_of_the_books_and_is_named() -> None:
    merged = merge(city("Hier"), city("Daar"), city("Elders"), ONE, into_books=True)
    assert merged == Merged(city("Daar"), to_work=True, to_books=False, conflicts=ONE)


def test_a_field_that_both_changed_to_the_same_is_no_conflict() -> None:
    merged = merge(city("Hier"), city("Daar"), city("Daar"), ONE, into_books=True)
    assert merged == Merged(city("Daar"), to_work=False, to_books=False)


def test_a_field_that_both_changed_does_not_stop_another_from_travelling() -> None:
    before: Values = {"city": "Hier", "street": "Weg"}
    books: Values = {"city": "Daar", "street": "Weg"}
    work: Values = {"city": "Elders", "street": "Laan"}
    merged = merge(before, books, work, ("city", "street"), into_books=True)
    meant: Values = {"city": "Daar", "street": "Laan"}
    assert merged == Merged(meant, to_work=True, to_books=True, conflicts=ONE)


def test_at_first_contact_the_books_win_and_what_they_overwrite_is_named() -> None:
    merged = merge(None, city("Daar"), city("Hier"), ONE, into_books=True)
    assert merged == Merged(city("Daar"), to_work=True, to_books=False, conflicts=ONE)


def test_at_first_contact_the_work_orders_fill_what_the_books_lack() -> None:
    merged = merge(None, city(""), city("Hier"), ONE, into_books=True)
    assert merged == Merged(city("Hier"), to_work=False, to_books=False)


def test_a_field_that_was_emptied_in_the_books_is_a_change_of_the_books() -> None:
    merged = merge(city("Hier"), city(""), city("Hier"), ONE, into_books=True)
    assert merged == Merged(city(""), to_work=True, to_books=False)


def test_a_field_that_was_emptied_in_the_books_and_changed_here_is_a_conflict() -> None:
    merged = merge(city("Hier"), city(""), city("Daar"), ONE, into_books=True)
    assert merged == Merged(city(""), to_work=True, to_books=False, conflicts=ONE)


# --- empty in the work orders ---------------------------------------------------------------------


def test_an_empty_field_of_the_work_orders_never_empties_the_books() -> None:
    merged = merge(city("Hier"), city("Hier"), city(""), ONE, into_books=True)
    assert merged == Merged(city("Hier"), to_work=False, to_books=False)


def test_an_empty_field_is_filled_at_first_contact() -> None:
    assert merge(None, city("Hier"), city(""), ONE, into_books=True).to_work


def test_an_empty_field_is_filled_when_the_books_have_something_new() -> None:
    assert merge(city("Hier"), city("Daar"), city(""), ONE, into_books=True).to_work


def test_a_price_is_compared_as_any_other_field() -> None:
    merged = merge({"price": "5"}, {"price": "6"}, {"price": "5"}, ("price",), into_books=False)
    assert merged == Merged({"price": "6"}, to_work=True, to_books=False)


# --- one telephone number in the work orders ------------------------------------------------------


def test_the_mobile_number_shown_as_the_phone_number_is_no_change() -> None:
    books = numbers("", "06")
    merged = merge(books, books, numbers("06", ""), NUMBERS, into_books=True)
    assert merged == Merged(books, to_work=False, to_books=False)


def test_at_first_contact_too() -> None:
    books = numbers("", "06")
    merged = merge(None, books, numbers("06", ""), NUMBERS, into_books=True)
    assert merged == Merged(books, to_work=False, to_books=False)


def test_the_old_mobile_number_shown_as_the_phone_number_gives_way_to_the_new_one() -> None:
    books = numbers("", "07")
    merged = merge(numbers("", "06"), books, numbers("06", ""), NUMBERS, into_books=True)
    assert merged == Merged(books, to_work=True, to_books=False)


def test_a_mobile_number_that_is_gone_from_the_books_goes_from_the_work_orders() -> None:
    books = numbers("", "")
    merged = merge(numbers("", "06"), books, numbers("06", ""), NUMBERS, into_books=True)
    assert merged == Merged(books, to_work=True, to_books=False)


def test_another_number_than_the_mobile_one_is_a_change() -> None:
    books = numbers("", "06")
    merged = merge(books, books, numbers("010", ""), NUMBERS, into_books=True)
    assert merged == Merged(numbers("010", "06"), to_work=False, to_books=True)


def test_the_phone_number_goes_before_the_mobile_one() -> None:
    books = numbers("010", "06")
    assert merge(books, books, numbers("06", ""), NUMBERS, into_books=False).to_work is False
    assert merge(numbers("", "06"), books, numbers("06", ""), NUMBERS, into_books=False).to_work


def test_the_mobile_number_never_travels_by_its_own_name() -> None:
    books = numbers("010", "06")
    merged = merge(numbers("010", ""), books, numbers("010", ""), NUMBERS, into_books=True)
    assert merged == Merged(books, to_work=False, to_books=False)


def test_a_record_without_any_mobile_number_shows_nothing_for_its_phone_number() -> None:
    merged = merge(None, {"phone": ""}, {"phone": ""}, ("phone",), into_books=True)
    assert merged == Merged({"phone": ""}, to_work=False, to_books=False)


# --- yes and no -----------------------------------------------------------------------------------


def test_a_no_that_both_sides_have_travels_nowhere() -> None:
    off: Values = {"active": False}
    merged = merge(None, off, off, ("active",), into_books=True)
    assert merged == Merged(off, to_work=False, to_books=False)
