"""Where a customer is, and whether the VAT number is one of that country."""

from datetime import date

import pytest

from bonbrug.sync.vat.cases import VatId, Where
from bonbrug.sync.vat.customers import NOBODY_KNOWN, VatCustomer

TODAY = date(2026, 11, 28)
NL, BE, DE = "NL000099998B57", "BE0999999031", "DE999999018"


@pytest.mark.parametrize(
    ("country", "number", "where"),
    [
        ("", "", Where.HOME),
        ("Nederland", "", Where.HOME),
        ("nl", NL, Where.HOME),
        ("", NL, Where.HOME),
        ("", "000099998B57", Where.HOME),
        ("België", "", Where.EU),
        ("", BE, Where.EU),
        ("Duitsland", BE, Where.EU),
        ("Zwitserland", "", Where.OUTSIDE),
        ("Engeland", "", Where.OUTSIDE),
        ("Atlantis", BE, Where.UNKNOWN),
    ],
)
def test_the_country_that_is_written_counts_and_else_that_of_the_number(
    country: str, number: str, where: Where
) -> None:
    assert VatCustomer(country, number).where(TODAY) is where


def test_a_country_is_in_the_union_by_the_day_of_the_work() -> None:
    kingdom = VatCustomer("Verenigd Koninkrijk")
    assert kingdom.where(date(2020, 12, 31)) is Where.EU
    assert kingdom.where(date(2021, 1, 1)) is Where.OUTSIDE


@pytest.mark.parametrize(
    ("country", "number", "vat_id"),
    [
        ("", "", VatId.NONE),
        ("België", "", VatId.NONE),
        ("", NL, VatId.HOLDS),
        ("", "000099998B57", VatId.HOLDS),
        ("Nederland", "NL000099998B58", VatId.WRONG),
        ("Nederland", "NL123", VatId.WRONG),
        ("België", BE, VatId.HOLDS),
        ("België", "be 0999.999.031", VatId.HOLDS),
        ("België", "BE0999999032", VatId.WRONG),
        ("België", NL, VatId.WRONG),
        ("Nederland", BE, VatId.WRONG),
        ("", DE, VatId.HOLDS),
        ("Atlantis", DE, VatId.HOLDS),
    ],
)
def test_a_number_holds_by_its_digits_and_its_country(
    country: str, number: str, vat_id: VatId
) -> None:
    assert VatCustomer(country, number).vat_id is vat_id


def test_of_whom_nothing_is_known_is_an_ordinary_customer() -> None:
    assert NOBODY_KNOWN.where(TODAY) is Where.HOME
    assert not NOBODY_KNOWN.reverse_charge
