"""Where the work was done, as far as an address tells. Pure."""

import re

from bonbrug.sync.model.records import NO_PLACE, WorkOrder
from bonbrug.sync.vat.cases import Place, Where
from bonbrug.values.identifiers import postcode_holds
from bonbrug.values.party import postcode
from bonbrug.values.quantity import folded

# Letters of a country before the digits, such as B-2000 or DE 40213.
_WITH_COUNTRY = re.compile(r"(?!NL)[A-Z]{1,2}[- ]?\d{4,5}")
_FIVE_DIGITS = re.compile(r"\d{5}")


def place_of(postal_code: str, customer: Where) -> Place:
    """Return where an address is.

    For a customer at home only an address that certainly is abroad counts as that: four digits are
    a postcode of a neighbour, or a Dutch one without its letters.
    """
    written = " ".join(postal_code.upper().split())
    if postcode_holds(written):
        return Place.HOME
    if _WITH_COUNTRY.fullmatch(written) or _FIVE_DIGITS.fullmatch(written):
        return Place.ABROAD
    if customer is Where.HOME:
        return Place.HOME
    return Place.ABROAD if written else Place.UNKNOWN


def address_key(postal_code: str, house_number: str) -> str:
    """Return the key under which an answer about an address is kept ('' without a whole one)."""
    code, number = postcode(postal_code), folded(house_number)
    return f"{code} {number}" if postcode_holds(code) and number else ""


def key_parts(key: str) -> tuple[str, str]:
    """Return the postcode and the house number of such a key."""
    return key[:7], key[8:]


def site_of(order: WorkOrder) -> tuple[str, str]:
    """Return the postcode and the house number of where the work was done.

    That is with the customer, unless the work order has a work address.
    """
    place = order.work_place if order.work_place != NO_PLACE else order.customer
    return place.postal_code, place.house_number
