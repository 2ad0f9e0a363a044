"""Firm and customer as seller and buyer of an electronic invoice."""

from bonbrug.books.models import Administration, Relation
from bonbrug.values.countries import country_of_vat_number, vat_prefix
from bonbrug.values.country_codes import HOME, country_code
from bonbrug.values.identifiers import bare
from bonbrug.values.party import postcode
from bonbrug.wire.ubl.codes import BELGIAN, DANISH, KVK, OIN, SEPA, SWEDISH, VAT_ADDRESSES
from bonbrug.wire.ubl.records import Address, Identifier, Party


def seller_of(firm: Administration, *, collects: bool = False) -> Party:
    """Return the firm; its KvK number goes before an OIN. Who `collects` names its creditor id."""
    country = country_code(firm.country)
    vat_number = prefixed(firm.vat_number, country)
    legal = numbered(firm.kvk_number, KVK) or numbered(firm.oin, OIN)
    return Party(
        name=firm.name,
        address=Address(firm.street, firm.city, postcode(firm.postal_code), country),
        legal_id=legal if country == HOME else None,
        vat_number=vat_number,
        endpoint=legal or vat_address(vat_number),
        creditor=numbered(firm.creditor_id, SEPA) if collects else None,
    )


def buyer_of(relation: Relation) -> Party:
    """Return the customer; the OIN of an authority goes before its KvK number."""
    country = country_code(relation.country)
    vat_number = prefixed(relation.vat_number, country)
    legal = numbered(relation.oin, OIN) or numbered(relation.kvk_number, KVK)
    at_home = country == HOME
    return Party(
        name=relation.name,
        address=Address(
            relation.address,
            relation.city,
            postcode(relation.postal_code) if at_home else relation.postal_code.strip(),
            country,
        ),
        # A number of a register abroad is of no list that we know (BR-NL-10).
        legal_id=legal if at_home else None,
        vat_number=vat_number,
        endpoint=(legal if at_home else None) or vat_address(vat_number),
        contact=relation.contact,
        phone=relation.phone,
        email=relation.email,
    )


def numbered(text: str, scheme: str) -> Identifier | None:
    """Return a number without dots and spaces, or None when there is none."""
    digits = bare(text)
    return Identifier(digits, scheme) if digits else None


def prefixed(text: str, country: str) -> str:
    """Return a VAT number with the letters of its country, also where they were left out."""
    number = bare(text)
    if not number or number[:2].isalpha():
        return number
    return vat_prefix(country) + number


def vat_address(number: str) -> Identifier | None:
    """Return the address on the network that a VAT number stands for; mostly the number itself."""
    known = country_of_vat_number(number)
    country = known.code if known else number[:2]
    digits = number[2:]
    if country == "BE":
        return Identifier(digits.zfill(10), BELGIAN)
    if country == "DK":
        return Identifier(number, DANISH)
    if country == "SE":
        return Identifier(digits[:10], SWEDISH)
    scheme = VAT_ADDRESSES.get(country)
    return Identifier(number, scheme) if scheme else None
