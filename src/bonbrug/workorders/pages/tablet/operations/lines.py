"""Which line of a work order an operation is about."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from bonbrug.ui.edit_conflicts import plain
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.tablet_operations import NotStored, came
from bonbrug.workorders.models import MaterialLine, Result, WorkPeriod
from bonbrug.workorders.pages.tablet.operations.outcomes import Collides, Values, Wanted

Line = TypeVar("Line", WorkPeriod, MaterialLine)


def line_of(wanted: Wanted, lines: "QuerySet[Line]") -> Line | None:
    """Return the line, by its number or by the operation that made it; None when it was removed.

    One that is not made yet may still come: the operation is sent again then.
    """
    key = wanted.values["line"]
    if not isinstance(key, UUID):
        return lines.filter(pk=key).first()
    found = lines.filter(made_by=key).first()
    if found is None:
        made = came(wanted.order.company, key)
        if made is None and not wanted.forced:
            raise NotStored("line_not_there_yet")
        if made not in (None, Result.DONE) and not wanted.forced:
            raise Refused("line_not_made")
    return found


def take_off(
    wanted: Wanted,
    lines: "QuerySet[Line]",
    told: Callable[[Line], Values],
    remove: Callable[..., object],
) -> None:
    """Remove a line; one that is gone already is no error, one that was changed is.

    `told` gives its values as the wire names them.
    """
    line = line_of(wanted, lines)
    if line is None:
        return
    there = told(line)
    if not wanted.forced and differs(there, wanted.seen):
        raise Collides(there)
    remove(line, now=wanted.now, who=wanted.who)


def differs(there: Values, seen: Values) -> bool:
    """Tell whether a line is not as it was seen any more."""
    return any(_comparable(there[name]) != _comparable(value) for name, value in seen.items())


def _comparable(value: object) -> object:
    return plain(value) if isinstance(value, str) else value
