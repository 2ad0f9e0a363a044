from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.clock import accounting_day
from bonbrug.values.party import join_street, postcode, split_street
from bonbrug.values.quantity import hours, is_hour
from bonbrug.values.text import canonical, cut, printable


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Dorpsstraat 1", ("Dorpsstraat", "1")),
        ("Marktplein 8-a", ("Marktplein", "8-a")),
        ("Plein 1944 12", ("Plein 1944", "12")),
        ("Postbus", ("Postbus", "")),
        ("1e Dwarsstraat 3 bis", ("1e Dwarsstraat", "3 bis")),
        ("", ("", "")),
    ],
)
def test_a_street_line_is_split_in_street_and_number(line: str, parts: tuple[str, str]) -> None:
    assert split_street(line) == parts


@given(st.text("abcdefgh 0123456789-", max_size=30))
def test_splitting_and_joining_gives_the_same_line(line: str) -> None:
    assert join_street(*split_street(line)).split() == line.split()


def test_a_dutch_postcode_is_written_in_one_way() -> None:
    assert postcode("1234ab") == "1234 AB"
    assert postcode(" B-9000 ") == "B-9000"


@pytest.mark.parametrize("unit", ["Uur", "uur ", " UREN", "hour", "Hours"])
def test_hours_are_recognised_whatever_the_spelling(unit: str) -> None:
    assert is_hour(unit)


@pytest.mark.parametrize("unit", ["Stuk", "", "uurtje", "m2"])
def test_other_units_are_materials(unit: str) -> None:
    assert not is_hour(unit)


def test_a_word_of_the_user_counts_as_hours() -> None:
    assert is_hour("Manuren", ["manuren "])


def test_minutes_become_hours_half_up() -> None:
    assert hours(timedelta(minutes=100)) == Decimal("1.67")


def test_missing_and_empty_text_are_the_same() -> None:
    assert canonical(None) == canonical("  ") == ""


def test_a_letter_with_its_accent_is_not_cut_in_two() -> None:
    assert cut("cafe\u0301s", 4) == "caf"


def test_the_accounting_day_is_the_dutch_one() -> None:
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert accounting_day(late) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Koppeling\x0b 15\0 mm", "Koppeling 15 mm"),
        ("\x1b[31mrood\x7f\x9b", "[31mrood"),
        ("regel\r\nregel\ttab", "regel\r\nregel\ttab"),
        ("een\x85twee", "een\ntwee"),
        ("half \ud83d teken\ufffe\uffff", "half  teken"),
        ("Café 🔧 50 €\u00a0", "Café 🔧 50 €\u00a0"),
    ],
)
def test_control_characters_are_taken_out_and_line_ends_stay(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_what_is_printable_stays_as_it_is_and_can_be_sent(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert once.encode().decode() == once
    assert [one for one in once if one.isprintable()] == [one for one in text if one.isprintable()]


def test_what_cannot_travel_is_no_part_of_a_text_that_was_read() -> None:
    assert canonical("Bak\x0bker\x00ij\r\nDe Korenaar\ufffe ") == "Bakkerij\nDe Korenaar"
