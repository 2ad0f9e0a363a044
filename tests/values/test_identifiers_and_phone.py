"""Numbers with check digits, and what a telephone dials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.identifiers import (
    at_home,
    bare,
    bare_creditor_id,
    bic_holds,
    creditor_id_holds,
    iban_holds,
    kvk_number_holds,
    postcode_holds,
    vat_number_holds,
)
from bonbrug.values.phone import dial, phone_holds


def test_an_iban_holds_by_its_check_digits() -> None:
    assert iban_holds("NL02 ABNA 0123 4567 89")
    assert iban_holds("DE89370400440532013000")
    assert not iban_holds("NL02ABNA0123456780")
    assert bic_holds("ABNANL2A")
    assert not bic_holds("ABN")


@pytest.mark.parametrize(
    "text", ["NL000099998B57", "nl 0000.99.998.B57", "000099998B57", "BE0403019261", "US12-3456789"]
)
def test_a_vat_number_of_any_country_holds(text: str) -> None:
    assert vat_number_holds(text)


@pytest.mark.parametrize("text", ["NL123", "NL000000000B01", "BE0403019262", "123"])
def test_a_wrong_vat_number_does_not_hold(text: str) -> None:
    assert not vat_number_holds(text)


def test_a_number_of_the_trade_register_and_a_postcode_have_their_shape() -> None:
    assert kvk_number_holds("1234 5678")
    assert not kvk_number_holds("1234567")
    assert postcode_holds("1234ab")
    assert not postcode_holds("0123 AB")
    assert not postcode_holds("1234 SS")
    assert at_home("Nederland")
    assert not at_home("België")


@pytest.mark.parametrize(
    "text",
    [
        "NL02ABNA0123456789", "nl02 abna 0123 4567 89", "NL02.ABNA.0123.4567.89",
        "NL02-ABNA-0123-4567-89", "NL02\u00a0ABNA\u20130123456789", "NL02ABNA012345678\uff19",
    ],
)  # fmt: skip
def test_an_account_that_holds_travels_in_one_way(text: str) -> None:
    assert iban_holds(text)
    assert bare(text) == "NL02ABNA0123456789"


@pytest.mark.parametrize("text", ["ABNANL2A", "abna nl 2a", "ABNA-NL-2A"])
def test_the_code_of_a_bank_that_holds_travels_in_one_way(text: str) -> None:
    assert bic_holds(text)
    assert bare(text) == "ABNANL2A"


@pytest.mark.parametrize(
    "text", ["NL22ZZZ000000000000", "nl22 zzz 0000.0000.0000", "NL22/ZZZ:(000000000000)"]
)
def test_an_identifier_of_a_collecting_firm_travels_in_one_way(text: str) -> None:
    assert creditor_id_holds(text)
    assert bare_creditor_id(text) == "NL22ZZZ000000000000"


def test_marks_that_a_number_has_of_its_own_stay() -> None:
    assert bare("be 0403.019-261/a") == "BE0403019261A"
    assert bare("nl02/abna.0123", ".-") == "NL02/ABNA0123"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("+31 (0)6-12 34 56 78", "tel:+31612345678"),
        ("0031 (0)6 12345678", "tel:+31612345678"),
        ("(+31) 6 12345678", "tel:+31612345678"),
        ("06-12 34 56 78", "tel:0612345678"),
        ("(030) 123 45 67", "tel:0301234567"),
        ("00 49 30 123456", "tel:+4930123456"),
        ("0475/12.34.56", "tel:0475123456"),
        ("030-1234567 tst. 12", "tel:0301234567;ext=12"),
        ("030 1234567 toestel 305", "tel:0301234567;ext=305"),
        ("0800-BELME", "tel:080023563"),
        ("06-12345678 (Jan)", "tel:0612345678"),
        ("na 18 uur 06-12345678", "tel:0612345678"),
        ("030-1234567 / 06-12345678", ""),
        ("030-1234567 of 06-12345678", ""),
        ("staat op de bon", ""),
        ("", ""),
    ],
)
def test_a_number_dials_as_it_was_meant(text: str, address: str) -> None:
    assert dial(text) == address


@given(st.text(max_size=40))
def test_an_address_to_dial_holds_digits_only(text: str) -> None:
    number = dial(text).removeprefix("tel:").partition(";ext=")
    assert number[0].removeprefix("+").isascii()
    assert not dial(text) or number[0].removeprefix("+").isdigit()


def test_a_dutch_number_has_ten_digits() -> None:
    assert phone_holds("06-12345678")
    assert phone_holds("0800-1234")
    assert phone_holds("+32 475 12 34 56")
    assert not phone_holds("06-1234567")
