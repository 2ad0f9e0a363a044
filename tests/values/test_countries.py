"""Countries as people write them, and who is in the European Union when."""

from datetime import date, timedelta

import pytest

from bonbrug.values.countries import COUNTRIES, HOME, country_named, country_of_vat_number

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("België", "BE"), ("belgie", "BE"), (" Belgium ", "BE"), ("BE", "BE"), ("be", "BE"),
        ("Duitsland", "DE"), ("Germany", "DE"), ("", "NL"), ("Nederland", "NL"),
        ("The Netherlands", "NL"), ("Verenigd Koninkrijk", "GB"), ("U.K.", "GB"),
        ("Tsjechische Republiek", "CZ"), ("Zwitserland", "CH"), ("EL", "GR"),
    ],
)  # fmt: skip
def test_a_country_is_known_as_people_write_it(text: str, code: str) -> None:
    found = country_named(text)
    assert found is not None
    assert found.code == code


def test_a_country_that_is_not_in_the_list_is_not_guessed() -> None:
    assert country_named("Atlantis") is None
    assert country_named("Belgi") is None


@pytest.mark.parametrize(
    ("number", "code"),
    [("BE0123456789", "BE"), ("el123456789", "GR"), (" NL000099998B57", "NL"), ("GR12", "")],
)
def test_the_letters_of_a_vat_number_name_its_country(number: str, code: str) -> None:
    found = country_of_vat_number(number)
    assert (found.code if found else "") == code


def test_twenty_seven_countries_are_in_the_union_today() -> None:
    assert sum(country.in_eu(TODAY) for country in COUNTRIES) == 27
    assert HOME.in_eu(TODAY)


@pytest.mark.parametrize(
    ("name", "last_outside"),
    [("Oostenrijk", date(1994, 12, 31)), ("Polen", date(2004, 4, 30)),
     ("Roemenië", date(2006, 12, 31)), ("Kroatië", date(2013, 6, 30))],
)  # fmt: skip
def test_a_member_counts_from_its_first_day(name: str, last_outside: date) -> None:
    country = country_named(name)
    assert country is not None
    assert not country.in_eu(last_outside)
    assert country.in_eu(last_outside + timedelta(days=1))


def test_the_united_kingdom_left_at_the_end_of_its_transition() -> None:
    kingdom = country_named("Engeland")
    assert kingdom is not None
    assert kingdom.in_eu(date(2020, 12, 31))
    assert not kingdom.in_eu(date(2021, 1, 1))


def test_a_country_that_never_was_a_member_is_outside() -> None:
    norway = country_named("Noorwegen")
    assert norway is not None
    assert not norway.in_eu(TODAY)


def test_no_country_stands_there_twice() -> None:
    codes = [country.code for country in COUNTRIES]
    assert len(codes) == len(set(codes))
