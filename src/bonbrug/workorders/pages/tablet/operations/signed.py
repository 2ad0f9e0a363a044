"""The customer signed on a tablet without signal: sent when it is still what was signed for."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from bonbrug.ui.edit_conflicts import plain
from bonbrug.workorders.actions.do_work import pick_up
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import WorkOrder
from bonbrug.workorders.pages.amounts import quantity_to_type
from bonbrug.workorders.pages.tablet.operations.filled_form import filled
from bonbrug.workorders.pages.tablet.operations.outcomes import Wanted
from bonbrug.workorders.pages.tablet.signing import SignForm, send


def picked_up(wanted: Wanted) -> None:
    """Opgehaald: the work order is at hand on the tablet."""
    order = wanted.order
    if order.employee is not None:
        pick_up(order, order.employee, now=wanted.now)


def sign(wanted: Wanted) -> None:
    """Complete and send it; refused when the customer saw something else than is there now."""
    order = wanted.order
    if _differs(order, wanted.seen):
        raise Refused("signed_for_other", name=order.name)
    drawn = order.company.signature_required
    form = filled(partial(SignForm, drawn=drawn), wanted, wanted.values)
    send(order, wanted.who, form.cleaned_data, wanted.now)


def _differs(order: WorkOrder, seen: Mapping[str, Any]) -> bool:
    if plain(order.description) != plain(seen["description"]):
        return True
    if quantity_to_type(order.discount) != seen["discount"]:
        return True
    hours = _by_line((one, one.total_minutes) for one in order.periods.all())
    used = _by_line((one, quantity_to_type(one.quantity)) for one in order.materials.all())
    return not (_same(hours, seen["hours"]) and _same(used, seen["materials"]))


def _by_line(lines: Any) -> list[tuple[frozenset[str], int | Decimal]]:
    """Return what each line says, with both of its names: its number, and what made it."""
    return [(frozenset({str(one.pk), str(one.made_by)}), value) for one, value in lines]


def _same(now: list[tuple[frozenset[str], Any]], seen: Mapping[str, Any]) -> bool:
    """Each line that is there was seen as it is, and no other."""
    found = [name for names, value in now for name in names & seen.keys() if seen[name] == value]
    return len(found) == len(now) == len(seen)
