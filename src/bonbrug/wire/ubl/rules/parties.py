"""Rules about seller and buyer: names, addresses and numbers."""

from collections.abc import Iterator

from bonbrug.values.country_codes import country_code
from bonbrug.wire.ubl.codes import DUTCH_NUMBERS
from bonbrug.wire.ubl.records import Address, Document, Identifier, Party
from bonbrug.wire.ubl.rules.breach import Breach, is_dutch_peppol, is_nlcius, is_peppol


def party_rules(document: Document) -> Iterator[Breach]:
    """What EN 16931 wants of both, and what the profile adds to that."""
    seller, buyer = document.seller, document.buyer
    yield from _known(seller, buyer)
    at_home = buyer.address.country == "NL"
    if is_nlcius(document):
        yield from _dutch(seller, buyer, ("BR-NL-1", "BR-NL-3", "BR-NL-4"))
        if at_home and not is_dutch_number(buyer.legal_id):
            yield Breach("BR-NL-10", "buyer.legal_id")
    if is_dutch_peppol(document):
        yield from _dutch(seller, buyer, ("NL-R-003", "NL-R-002", "NL-R-004"))
        if at_home and not is_dutch_number(buyer.legal_id, empty=True):
            yield Breach("NL-R-005", "buyer.legal_id")
    if is_peppol(document):
        yield from _endpoints(seller, buyer)


def _known(seller: Party, buyer: Party) -> Iterator[Breach]:
    for party, place, rules in ((seller, "seller", ("BR-06", "BR-09")),
                                (buyer, "buyer", ("BR-07", "BR-11"))):  # fmt: skip
        if not party.name:
            yield Breach(rules[0], f"{place}.name")
        if not party.address.country:
            yield Breach(rules[1], f"{place}.country")
        if party.vat_number and not has_country(party.vat_number):
            yield Breach("BR-CO-09", f"{place}.vat_number")
    if not (seller.vat_number or seller.legal_id or seller.creditor):
        yield Breach("BR-CO-26", "seller.legal_id")


def has_country(vat_number: str) -> bool:
    """Tell whether a VAT number begins with the letters of a country; Greece has its own."""
    letters = vat_number[:2]
    return letters in ("EL", "XI") or (letters.isalpha() and country_code(letters) == letters)


def is_dutch_number(number: Identifier | None, *, empty: bool = False) -> bool:
    """Tell whether it is a KvK number or an OIN; `empty` is what to say when there is none."""
    if number is None or not number.value.strip():
        return empty
    return number.scheme in DUTCH_NUMBERS


def _dutch(seller: Party, buyer: Party, rules: tuple[str, str, str]) -> Iterator[Breach]:
    if not is_dutch_number(seller.legal_id):
        yield Breach(rules[0], "seller.legal_id")
    if missing := missing_parts(seller.address):
        yield Breach(rules[1], f"seller.{missing[0]}")
    if buyer.address.country == "NL" and (missing := missing_parts(buyer.address)):
        yield Breach(rules[2], f"buyer.{missing[0]}")


def missing_parts(address: Address) -> list[str]:
    """Return what an address in the Netherlands lacks."""
    return [part for part in ("street", "city", "postcode") if not getattr(address, part).strip()]


def _endpoints(seller: Party, buyer: Party) -> Iterator[Breach]:
    if seller.endpoint is None:
        yield Breach("PEPPOL-EN16931-R020", "seller.endpoint")
    if buyer.endpoint is None:
        yield Breach("PEPPOL-EN16931-R010", "buyer.endpoint")
