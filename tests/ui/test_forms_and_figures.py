from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from bonbrug.ui.forms import AmountField, DayField
from bonbrug.ui.templatetags.ui import amount, badge, day, euro, moment, quantity


@pytest.mark.parametrize(
    ("written", "number"),
    [("12,50", "12.50"), ("1.234,56", "1234.56"), ("1234.56", "1234.56"), ("€ 3", "3")],
)
def test_amounts_are_read_dutch_and_plain(written: str, number: str) -> None:
    assert AmountField().clean(written) == Decimal(number)


@pytest.mark.parametrize("written", ["twaalf", "1,2,3", "NaN", "1e99", "--1"])
def test_what_is_not_an_amount_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        AmountField().clean(written)


def test_too_many_digits_after_the_comma_are_refused_not_rounded() -> None:
    with pytest.raises(ValidationError):
        AmountField().clean("1,005")


def test_an_amount_below_the_least_is_refused() -> None:
    with pytest.raises(ValidationError):
        AmountField(least=Decimal("0.01")).clean("0")


@pytest.mark.parametrize("written", ["19-09-2018", "2018-09-19"])
def test_days_are_read_dutch_and_from_the_calendar(written: str) -> None:
    assert DayField().clean(written) == date(2018, 9, 19)


def test_figures_are_written_the_dutch_way() -> None:
    assert euro(Decimal("1234.5")) == "€\u00a01.234,50"
    assert amount(None) == ""
    assert quantity(Decimal("2.50")) == "2,5"
    assert quantity(Decimal("1000")) == "1.000"
    assert day(date(2018, 9, 19)) == "19-09-2018"
    assert moment(datetime(2018, 9, 17, 13, 16, tzinfo=UTC)) == "17-09-2018 15:16"


def test_a_status_is_escaped() -> None:
    assert "<script>" not in badge("<script>", "red")


@pytest.mark.parametrize(
    ("number", "text"), [("24.500000", "24,50"), ("3", "3"), ("0.1250", "0,125"), ("0.5", "0,5")]
)
def test_a_number_is_shown_as_a_person_would_type_it(number: str, text: str) -> None:
    assert AmountField().prepare_value(Decimal(number)) == text
