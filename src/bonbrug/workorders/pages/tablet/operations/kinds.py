"""Every kind of operation that a tablet can send, with its fields: one table for reading, for the
description of the interface, and for the words in the office."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.workorders.models import Status
from bonbrug.workorders.pages.tablet.operations import hours, materials, order_fields, signed
from bonbrug.workorders.pages.tablet.operations.outcomes import Wanted
from bonbrug.workorders.pages.tablet.operations.wire_types import (
    CLOCK,
    DAY,
    FLAG,
    ID,
    LINE,
    MINUTES,
    MINUTES_OR_NONE,
    NUMBER,
    TEXT,
    WireType,
)

AT_HAND = (Status.PICKED_UP,)


@dataclass(frozen=True, slots=True)
class Field:
    """One value of an operation. `each`: a value by line, for all lines of the work order."""

    name: str
    type: WireType
    label: str | Promise
    required: bool = True
    each: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What is done (`act`), in which statuses; `one`: exactly one of the fields is given.

    `takeable` tells whether the office may still do it where it was not done.
    """

    name: str
    label: str | Promise
    act: Callable[[Wanted], int | None]
    values: tuple[Field, ...] = ()
    seen: tuple[Field, ...] = ()
    needed: tuple[Status, ...] = AT_HAND
    one: bool = False
    takeable: bool = True


LINE_OF = Field("line", LINE, _("Line"))
HOURS = (
    Field("work_date", DAY, _("Date")),
    Field("begin", CLOCK, _("Begin")),
    Field("end", CLOCK, _("End")),
    Field("break_minutes", MINUTES, _("Break")),
    Field("total_minutes", MINUTES_OR_NONE, _("Or in total")),
    Field("hour_type", TEXT, _("Hour type")),
    Field("remark", TEXT, _("Remark")),
)
COUNTED = (
    Field("quantity", NUMBER, _("Quantity")),
    Field("returned", FLAG, _("Returned")),
    Field("discount", NUMBER, _("Discount in percent")),
    Field("warranty", TEXT, _("Warranty, with the reason")),
)
NAMED = (Field("name", TEXT, _("Description")), Field("unit", TEXT, _("Unit")))
TEXTS = (
    Field("description", TEXT, _("Description")),
    Field("internal_description", TEXT, _("Internal description")),
)
DISCOUNT = Field("discount", NUMBER, _("Discount on everything, in percent"))
SIGNED = (
    Field("signer", TEXT, _("Name of who signs")),
    Field("drawing", TEXT, _("Signature")),
    Field("agreed", FLAG, _("The customer has agreed")),
    Field("finished", FLAG, _("The work is finished")),
)
SHOWN = (
    TEXTS[0],
    DISCOUNT,
    Field("hours", MINUTES, _("Hours"), each=True),
    Field("materials", NUMBER, _("Materials"), each=True),
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("order_picked_up", _("Picked up on a tablet"), signed.picked_up, takeable=False,
             needed=(Status.READY, Status.PICKED_UP)),
        Kind("hours_added", _("Hours added"), hours.add, HOURS),
        Kind("hours_changed", _("Hours changed"), hours.change, (LINE_OF, *HOURS), HOURS),
        Kind("hours_removed", _("Hours removed"), hours.remove, (LINE_OF,), HOURS),
        Kind("material_added", _("Material added"), materials.add,
             (Field("material", ID, _("Material")), *NAMED, *COUNTED)),
        Kind("material_typed", _("Material typed by hand"), materials.add_typed,
             (*NAMED, *COUNTED)),
        Kind("material_changed", _("Material changed"), materials.change,
             (LINE_OF, *NAMED, *COUNTED), COUNTED),
        Kind("material_removed", _("Material removed"), materials.remove, (LINE_OF,), COUNTED),
        Kind("field_set", _("Field of the work order"), order_fields.set_field,
             (*TEXTS, DISCOUNT), (*TEXTS, DISCOUNT), one=True),
        Kind("order_signed", _("Signed by the customer"), signed.sign, SIGNED, SHOWN,
             takeable=False),
    )
}  # fmt: skip


class Malformed(ValueError):
    """A part of an operation that cannot be read; it says which."""


def read_values(kind: Kind, fields: Iterable[Field], given: Any) -> dict[str, Any]:
    """Read the values of an operation; raises Malformed naming the first that is wrong."""
    if not isinstance(given, dict):
        raise Malformed("values")
    known = {field.name: field for field in fields}
    missing = set() if kind.one else known.keys() - given.keys()
    wrong = sorted((given.keys() - known.keys()) | missing)
    if wrong or (kind.one and len(given) != 1):
        raise Malformed(str(wrong[0])[:40] if wrong else "values")
    return {name: _read(known[name], value) for name, value in given.items()}


def _read(field: Field, value: Any) -> Any:
    try:
        if field.each:
            return {str(line): field.type.read(one) for line, one in value.items()}
        return field.type.read(value)
    except (ValueError, AttributeError, ArithmeticError):
        raise Malformed(field.name) from None
