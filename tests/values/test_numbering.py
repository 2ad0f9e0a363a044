from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.numbering import (
    LOOKED_AT,
    WIDTH,
    Dated,
    Series,
    following,
    next_number,
    series_of,
)

DAY = date(2026, 12, 30)
NEW_YEAR = date(2027, 1, 1)
YEARLY, MARKED, PLAIN = Series("", ""), Series("F", "-"), Series("A", None)


def dated(*numbers: str, day: date = DAY) -> list[Dated]:
    return [(number, day) for number in numbers]


@pytest.mark.parametrize(
    ("series", "begin"), [(YEARLY, "2027"), (MARKED, "F2027-"), (PLAIN, "A"), (Series(), "2027")]
)
def test_what_numbers_of_a_series_begin_with(series: Series, begin: str) -> None:
    assert series.begin(NEW_YEAR) == begin


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("F2027-014", "014"),
        ("f2027-014", "014"),
        ("F2026-014", ""),
        ("G2027-014", ""),
        ("F2027-", ""),
        ("F2027-1a", ""),
        ("F2027-²", ""),
        ("F2027-٣", ""),
    ],
)
def test_the_counting_digits_of_a_number(number: str, digits: str) -> None:
    assert MARKED.digits(number, NEW_YEAR) == digits


def test_a_letter_of_which_the_capital_is_two_letters_is_one_series() -> None:
    assert Series("Straße", None).digits("STRASSE12", DAY) == "12"
    assert next_number(dated("Straße11", "STRASSE12"), (), "", DAY) == "STRASSE13"


@pytest.mark.parametrize(
    ("number", "series"),
    [
        ("2026001", YEARLY),
        ("F2026-001", MARKED),
        ("A17", PLAIN),
        ("17", Series("", None)),
        ("2027001", YEARLY),
        ("2025001", YEARLY),
        ("2028001", Series("", None)),
        ("2024001", Series("", None)),
        ("F1999/12", Series("F1999/", None)),
        ("2126001", Series("", None)),
        ("20261", Series("", None)),
        ("2026/1", Series("2026/", None)),
        ("2026" + "1" * 12, YEARLY),
        ("2026" + "1" * 13, Series("", None)),
        ("1" * 19, Series("1", None)),
    ],
)
def test_the_series_of_one_number(number: str, series: Series) -> None:
    assert series_of(dated(number), DAY) == series


@pytest.mark.parametrize("number", ["2050123", "1999-01"])
def test_without_a_date_any_year_in_a_number_counts(number: str) -> None:
    assert series_of([(number, None)], DAY).mark is not None


def test_without_numbers_the_series_is_that_of_the_year() -> None:
    assert series_of([], DAY) == Series() == series_of(dated("CONCEPT"), DAY)


def test_the_series_is_the_one_of_most_of_the_last_numbers() -> None:
    assert series_of(dated("A1", "2026001", "2026002"), DAY) == YEARLY
    assert series_of(dated("2026001", "A1", "A2"), DAY) == PLAIN


def test_of_two_that_are_used_alike_a_year_counts_and_else_the_newest() -> None:
    assert series_of(dated("2026001", "A1"), DAY) == YEARLY
    assert series_of(dated("A1", "2026001"), DAY) == YEARLY
    assert series_of(dated("B1", "A1"), DAY) == PLAIN
    assert series_of(dated("A1", "B1"), DAY) == Series("B", None)


def test_only_the_last_numbers_by_date_tell_the_series() -> None:
    old = dated(*(f"A{place}" for place in range(30)), day=date(2026, 1, 1))
    new = dated(*(f"2026{place:03}" for place in range(1, LOOKED_AT + 1)))
    assert series_of([*new, *old], DAY) == YEARLY
    assert series_of([*new[:9], *old], DAY) == PLAIN
    assert series_of([*new[:10], *old], DAY) == YEARLY


def test_an_undated_number_counts_as_the_oldest() -> None:
    undated: list[Dated] = [(f"A{place}", None) for place in range(30)]
    new = dated(*(f"2026{place:03}" for place in range(11)))
    assert series_of([*new, *undated], DAY) == YEARLY


def test_a_later_number_tells_the_series_only_when_there_is_no_other() -> None:
    later = dated("A1", "A2", day=NEW_YEAR)
    assert series_of([*later, *dated("2026001")], DAY) == YEARLY
    assert series_of([*later, *dated("2026001")], NEW_YEAR) == PLAIN
    assert series_of(later, DAY) == PLAIN


@pytest.mark.parametrize(
    ("series", "numbers", "after"),
    [
        (YEARLY, [], "2026001"),
        (YEARLY, ["2026009"], "2026010"),
        (YEARLY, ["2026009", "2026011", "2026010"], "2026012"),
        (YEARLY, ["2026999"], "20261000"),
        (YEARLY, ["2026999", "20261000"], "20261001"),
        (YEARLY, ["2025009"], "2026001"),
        (YEARLY, ["2025-0009"], "2026001"),
        (MARKED, ["F2025-0009"], "F2026-0001"),
        (MARKED, ["F2025-0009", "F2024-09"], "F2026-01"),
        (MARKED, ["F2025-0009", "F2026-007"], "F2026-008"),
        (PLAIN, ["A0099"], "A0100"),
        (PLAIN, ["A9", "B55"], "A10"),
    ],
)
def test_the_number_after_the_highest(series: Series, numbers: list[str], after: str) -> None:
    assert following(series, numbers, DAY) == after


def test_a_series_that_begins_here_has_three_digits() -> None:
    assert WIDTH == 3
    assert following(PLAIN, [], DAY) == "A001"


def test_the_last_number_counts_where_nothing_else_is_known() -> None:
    assert next_number([], (), "F2026-0412", DAY) == "F2026-0413"
    assert next_number([], (), "A7", DAY) == "A8"
    assert next_number(dated("2026001"), (), "A7", DAY) == "2026002"
    assert next_number(dated("2026001"), (), "2026005", DAY) == "2026006"
    assert next_number(dated("CONCEPT"), (), "A7", DAY) == "A8"


def test_what_is_taken_is_passed_over_in_any_capitals() -> None:
    assert next_number(dated("f-10"), {"F-11", "X-99"}, "", DAY) == "f-12"
    assert next_number([], {"2026004"}, "", DAY) == "2026005"


def test_the_turn_of_the_year() -> None:
    known = dated("2026003")
    days = [NEW_YEAR, NEW_YEAR + timedelta(days=1), DAY, NEW_YEAR]
    for day in days:
        known.append((next_number(known, (), "", day), day))
    assert [number for number, _ in known] == [
        "2026003", "2027001", "2027002", "2026004", "2027003",
    ]  # fmt: skip


days = st.dates(date(2025, 1, 1), date(2029, 12, 31))
prefixes = st.sampled_from(["", "F", "f", "Straße", "STRASSE", "INV-", "é"])
marks = st.sampled_from(["", "-", "/"])
typed = st.builds(
    lambda prefix, year, mark, digits: f"{prefix}{year}{mark}{digits}",
    prefixes,
    st.integers(2025, 2028),
    marks,
    st.integers(1, 99_999),
)


@given(st.lists(st.tuples(typed | st.text(max_size=8), days), max_size=30), days, st.lists(typed))
def test_a_number_is_new_in_any_capitals_and_carries_the_year_of_its_day(
    found: list[Dated], day: date, claimed: list[str]
) -> None:
    given_out = next_number(found, claimed, "", day)
    known = {number.casefold() for number in [*(one for one, _ in found), *claimed]}
    assert given_out.casefold() not in known
    series = series_of([one for one in found if one[0][-1:].isdigit()], day)
    if series.mark is not None:
        assert given_out.startswith(series.begin(day))
