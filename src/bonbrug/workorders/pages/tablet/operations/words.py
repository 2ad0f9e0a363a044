"""Values of an operation as a person reads them."""

from collections.abc import Callable
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from bonbrug.ui.templatetags.ui import day, quantity
from bonbrug.values.time_text import clock
from bonbrug.workorders.pages.tablet.operations.kinds import Field
from bonbrug.workorders.pages.tablet.operations.wire_types import (
    CLOCK,
    DAY,
    FLAG,
    MINUTES,
    MINUTES_OR_NONE,
    NUMBER,
    WireType,
)

SHOWN = 300  # characters
DRAWING = "drawing"
_WORDS: tuple[tuple[WireType, Callable[[Any], str]], ...] = (
    (DAY, day),
    (CLOCK, lambda value: f"{value:%H:%M}"),
    (FLAG, lambda value: _("yes") if value else _("no")),
    (MINUTES, lambda value: f"{value} min"),
    (MINUTES_OR_NONE, clock),
    (NUMBER, quantity),
)


def word_of(field: Field, value: Any) -> str:
    """Write one JSON value; '' for none, and for what cannot be read."""
    if value in (None, "", {}):
        return ""
    if field.each:
        return str(len(value))
    if field.name == DRAWING:
        return _("yes")
    try:
        read = field.type.read(value)
    except (ValueError, ArithmeticError):
        return ""
    said = next((word for known, word in _WORDS if known is field.type), str)
    return Truncator(said(read)).chars(SHOWN)
