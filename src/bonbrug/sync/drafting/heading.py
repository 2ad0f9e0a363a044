"""The heading of a work order on its invoice: which one, when, what was done, and where."""

from collections.abc import Iterator

from bonbrug.sync.marker import SIGN
from bonbrug.sync.model.capabilities import InvoiceTexts
from bonbrug.sync.model.records import Relation, WorkOrder, WorkPlace
from bonbrug.values.party import join_street, postcode
from bonbrug.values.quantity import folded


def heading(order: WorkOrder, marker: str, texts: InvoiceTexts) -> str:
    """Return the heading; its first row ends with the tag of the marker."""
    return "\n".join((_first_row(order, marker, texts), *told(order, texts)))


def _first_row(order: WorkOrder, marker: str, texts: InvoiceTexts) -> str:
    named, _, tag = marker.rpartition(SIGN)
    day = f"{order.day:{texts.day_format}}" if order.day else ""
    return SIGN.join(piece for piece in (named[:1].upper() + named[1:], day, tag) if piece)


def told(order: WorkOrder, texts: InvoiceTexts) -> Iterator[str]:
    """Yield what the heading tells besides the number: description and work address."""
    if order.description:
        yield order.description
    if not _is_same(order.work_place, order.customer):
        yield f"{texts.work_address}: {address(order.work_place)}"


def address(place: WorkPlace | Relation) -> str:
    """Write an address on one line."""
    town = " ".join(word for word in (place.postal_code, place.city) if word)
    parts = (join_street(place.street, place.house_number), town)
    return ", ".join(part for part in parts if part)


def _is_same(place: WorkPlace, customer: Relation) -> bool:
    if not address(place):
        return True
    return _key(place) == _key(customer)


def _key(place: WorkPlace | Relation) -> tuple[str, str, str]:
    street = folded(join_street(place.street, place.house_number))
    return street, folded(postcode(place.postal_code)), folded(place.city)
