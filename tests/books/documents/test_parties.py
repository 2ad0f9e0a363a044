"""Numbers as they travel, and the address on the network that they stand for."""

from dataclasses import replace

import pytest

from bonbrug.books.documents.parties import buyer_of, prefixed, seller_of, vat_address
from bonbrug.books.models import Administration, Relation
from bonbrug.wire.ubl.records import Address, Identifier

OIN = "00000001234567890000"
FIRM = Administration(name="A", kvk_number="12.34 56 78", vat_number="nl000099998b57", iban="x")


@pytest.mark.parametrize(
    ("number", "value", "scheme"),
    [
        ("NL000099998B57", "NL000099998B57", "9944"),
        ("BE0123456749", "0123456749", "0208"),
        ("BE123456749", "0123456749", "0208"),
        ("DK13585628", "DK13585628", "0184"),
        ("SE556188840401", "5561888404", "0007"),
        ("EL094259216", "EL094259216", "9933"),
        ("DE136695976", "DE136695976", "9930"),
    ],
)
def test_a_vat_number_is_an_address_on_the_network(number: str, value: str, scheme: str) -> None:
    assert vat_address(number) == Identifier(value, scheme)


@pytest.mark.parametrize("number", ["", "US123", "12345678"])
def test_a_number_of_no_known_country_is_no_address(number: str) -> None:
    assert vat_address(number) is None


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("0000.99.998.B57", "NL", "NL000099998B57"),
        ("nl 0000 99998 b57", "NL", "NL000099998B57"),
        ("094259216", "GR", "EL094259216"),
        ("094259216", "", "094259216"),
        ("", "NL", ""),
    ],
)
def test_a_vat_number_has_the_letters_of_its_country(text: str, country: str, number: str) -> None:
    assert prefixed(text, country) == number


def test_the_seller_is_known_by_its_kvk_number() -> None:
    seller = seller_of(FIRM)
    assert seller.legal_id == seller.endpoint == Identifier("12345678", "0106")


def test_a_seller_who_collects_names_its_creditor_id() -> None:
    firm = Administration(name="A", creditor_id="NL00 ZZZ 123456780000")
    assert seller_of(firm).creditor is None
    collecting = seller_of(firm, collects=True)
    assert collecting.creditor == Identifier("NL00ZZZ123456780000", "SEPA")


def test_an_authority_is_known_by_its_oin() -> None:
    buyer = buyer_of(Relation(name="Gemeente", kvk_number="87654321", oin=OIN))
    assert buyer.legal_id == buyer.endpoint == Identifier(OIN, "0190")


def test_a_number_of_a_register_abroad_is_not_written() -> None:
    foreign = Relation(name="B", kvk_number="HRB 1", country="Duitsland", vat_number="DE136695976")
    buyer = buyer_of(foreign)
    assert buyer.legal_id is None
    assert buyer.endpoint == Identifier("DE136695976", "9930")


def test_a_postcode_is_written_as_its_country_does() -> None:
    dutch = Relation(name="B", postal_code="1234ab", city="Z", address="A 1")
    assert buyer_of(dutch).address == Address("A 1", "Z", "1234 AB", "NL")
    foreign = Relation(name="B", postal_code="1234ab", country="Zweden")
    assert buyer_of(foreign).address.postcode == "1234ab"


def test_a_seller_abroad_has_no_dutch_number() -> None:
    firm = Administration(name="A", kvk_number="12345678", country="België")
    assert seller_of(firm).legal_id is None
    assert replace(seller_of(firm), name="B").address.country == "BE"
