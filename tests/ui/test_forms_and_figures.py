from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.ui.forms import AmountField, DayField, UiForm, WholeField
from bonbrug.ui.identifier_fields import IbanField
from bonbrug.ui.templatetags.ui import amount, badge, day, euro, moment, quantity
from bonbrug.values.number_text import numbers_in


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
    assert quantity(Decimal("1000")) == "1000"
    assert day(date(2018, 9, 19)) == "19-09-2018"
    assert moment(datetime(2018, 9, 17, 13, 16, tzinfo=UTC)) == "17-09-2018 15:16"


def test_a_status_is_escaped() -> None:
    assert "<script>" not in badge("<script>", "red")


@pytest.mark.parametrize(
    ("number", "text"), [("24.500000", "24,50"), ("3", "3"), ("0.1250", "0,125"), ("0.5", "0,5")]
)
def test_a_number_is_shown_as_a_person_would_type_it(number: str, text: str) -> None:
    assert AmountField().prepare_value(Decimal(number)) == text


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [("1.250", "1250", "1,25"), ("1,250", "1250", "1,25"), ("-1.125", "-1125", "-1,1250")],
)
def test_what_may_be_thousands_or_decimals_is_asked(typed: str, first: str, second: str) -> None:
    with translation.override("nl"), pytest.raises(ValidationError) as asked:
        AmountField(places=4).clean(typed)
    with translation.override("nl"):
        assert asked.value.messages == [f"{typed}: bedoelt u {first} of {second}?"]


def test_a_payment_term_is_asked_about_too() -> None:
    with pytest.raises(ValidationError) as asked:
        WholeField(most=365).clean("14.000")
    assert asked.value.code == "ask"
    assert WholeField(most=365).clean("14.0") == 14


@given(st.decimals(-(10**8), 10**8, places=4), st.integers(0, 4))
def test_what_a_form_or_a_page_writes_is_read_back_equal(number: Decimal, places: int) -> None:
    field = AmountField(places=4)
    assert field.clean(field.prepare_value(number)) == number
    assert field.clean(quantity(number)) == number
    assert numbers_in(amount(number, places)) == (Decimal(f"{number:.{places}f}"),)
    assert numbers_in(euro(number)) == (Decimal(f"{number:.2f}"),)


def test_characters_that_cannot_travel_are_taken_out_of_whatever_is_typed() -> None:
    class Name(UiForm):
        name = forms.CharField()
        parts = forms.MultipleChoiceField(choices=[("ab", "ab")])

    data = QueryDict(mutable=True)
    data.update({"name": "Buis\x0b 22\x00 mm\ud800\uffff"})
    data.setlist("parts", ["a\x7fb"])
    form = Name(data)
    assert form.is_valid()
    assert form.cleaned_data == {"name": "Buis 22 mm", "parts": ["ab"]}


@pytest.mark.parametrize("there", ["a\0b", "x" * 3000])
def test_a_value_of_before_that_fails_its_validators_is_no_doubt_and_no_error(there: str) -> None:
    class Bank(UiForm):
        iban = IbanField(max_length=34, required=False)

    assert Bank(initial={"iban": there}).mark("iban") == ""
