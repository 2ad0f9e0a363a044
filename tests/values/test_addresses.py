"""Street and house number: what the books hold in one line and the work orders in two fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.house_numbers import BARE, BEFORE, FORMS, KINDS
from bonbrug.values.party import join_street, split_street

EXAMPLES = (*BARE, *(example for form in FORMS for example in form.examples))
WHOLE = (
    "",
    "12",
    "Postbus",
    "De Oude Molen",
    "12, Kerkstraat",
    "12 Kerkstraat",
    "Dorpsstraat 12, de blauwe deur links van de kerk",
    "Dorpsstraat\n12",
    "Dorpsstraat 12\nGebouw C",
)
WORDS = sorted(BEFORE.union(*(kind for kind in KINDS.values() if isinstance(kind, frozenset))))
PARTS = [*WORDS, "12", "B", "03", "1940-1945", "1e", "II", "bis", "12,", "(achter)", "Laan", "-II"]


@pytest.mark.parametrize(("street", "number"), EXAMPLES)
def test_every_form_of_the_table_is_found_whole(street: str, number: str) -> None:
    assert split_street(f"{street} {number}") == (street, number)


@pytest.mark.parametrize("line", WHOLE)
def test_a_line_without_a_number_at_its_end_stays_whole(line: str) -> None:
    assert split_street(line) == (line, "")


def test_capitals_do_not_matter_to_an_addition() -> None:
    assert split_street("MARKTPLEIN 8 BOVEN") == ("MARKTPLEIN", "8 BOVEN")
    assert split_street("Kade 3 Bus 4") == ("Kade", "3 Bus 4")


def test_a_line_break_stays_where_it_is() -> None:
    assert split_street("Gebouw C\nDorpsstraat 12") == ("Gebouw C\nDorpsstraat", "12")


@given(st.lists(st.sampled_from(PARTS), max_size=10).map(" ".join))
def test_joining_what_was_split_gives_the_same_address(line: str) -> None:
    assert join_street(*split_street(line)) == line.strip()


@given(st.text(max_size=60) | st.text("ab 0123\n\t-/(),", max_size=40))
def test_joining_what_was_split_gives_the_same_text(line: str) -> None:
    assert join_street(*split_street(line)) == line.strip()


def test_a_long_line_costs_no_more_than_a_short_one() -> None:
    line = "straat 12 a " * 20_000
    assert join_street(*split_street(line)) == line.strip()
