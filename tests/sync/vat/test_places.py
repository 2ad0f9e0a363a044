"""What an address tells of where the work was done, and under which key it is answered."""

import pytest

from bonbrug.sync.vat.cases import Place, Where
from bonbrug.sync.vat.places import address_key, key_parts, place_of


@pytest.mark.parametrize("customer", Where)
@pytest.mark.parametrize("postcode", ["1234 AB", "1234ab", "NL-1234 AB", "NL 1234AB", " 1234  AB "])
def test_a_dutch_postcode_is_in_the_netherlands(postcode: str, customer: Where) -> None:
    assert place_of(postcode, customer) is Place.HOME


@pytest.mark.parametrize("customer", Where)
@pytest.mark.parametrize("postcode", ["B-2000", "BE 2000", "b2000", "D-47798", "47798", "L-1234"])
def test_a_postcode_of_another_country_is_abroad(postcode: str, customer: Where) -> None:
    assert place_of(postcode, customer) is Place.ABROAD


@pytest.mark.parametrize("postcode", ["", "1234", "ergens", "12 34 AB", "NL-12345"])
def test_for_a_customer_at_home_all_else_is_at_home(postcode: str) -> None:
    assert place_of(postcode, Where.HOME) is Place.HOME


@pytest.mark.parametrize("postcode", ["2000", "SW1A 1AA"])
def test_for_a_customer_abroad_another_postcode_is_abroad(postcode: str) -> None:
    assert place_of(postcode, Where.EU) is Place.ABROAD


def test_for_a_customer_abroad_no_postcode_tells_nothing() -> None:
    assert place_of("", Where.EU) is Place.UNKNOWN
    assert place_of("  ", Where.OUTSIDE) is Place.UNKNOWN


def test_an_address_has_one_key_however_it_is_written() -> None:
    assert address_key("1234ab", " 12-A ") == address_key("1234 AB", "12-a") == "1234 AB 12-a"


@pytest.mark.parametrize(
    ("postcode", "number"), [("1234 AB", ""), ("", "12"), ("1234", "12"), ("1234 AB", "  ")]
)
def test_half_an_address_has_no_key(postcode: str, number: str) -> None:
    assert address_key(postcode, number) == ""


@pytest.mark.parametrize(("postal_code", "number"), [("1234 AB", "7"), ("1234ab", "12 a")])
def test_the_parts_of_a_key_are_what_it_was_made_of(postal_code: str, number: str) -> None:
    assert key_parts(address_key(postal_code, number)) == ("1234 AB", number)
