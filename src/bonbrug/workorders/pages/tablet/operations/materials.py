"""Materials that a tablet added, changed or removed."""

from decimal import Decimal
from functools import partial
from typing import Any

from bonbrug.workorders.actions import do_work
from bonbrug.workorders.actions.records import LineFields
from bonbrug.workorders.models import Material, MaterialLine
from bonbrug.workorders.pages.amounts import quantity_to_type
from bonbrug.workorders.pages.line_form import ReducedForm
from bonbrug.workorders.pages.tablet.materials import HandForm, QuantityForm
from bonbrug.workorders.pages.tablet.operations.filled_form import filled
from bonbrug.workorders.pages.tablet.operations.lines import line_of, take_off
from bonbrug.workorders.pages.tablet.operations.outcomes import Collides, Wanted


def wire_values(line: MaterialLine) -> dict[str, Any]:
    """Return what a tablet may change of a line; one that was returned counts from 1."""
    return {
        "quantity": quantity_to_type(abs(line.quantity)),
        "returned": line.is_returned,
        "discount": quantity_to_type(line.discount),
        "warranty": line.warranty,
    }


def add(wanted: Wanted) -> int:
    """Add an article of the list; one that the list lost is written as the tablet named it."""
    article = wanted.order.company.materials.filter(pk=wanted.values["material"]).first()
    if article is None:
        return add_typed(wanted)
    form = filled(partial(_quantity, article.price), wanted, wanted.values)
    return _write(wanted, _of_list(article, form))


def _of_list(article: Material, form: ReducedForm) -> LineFields:
    return do_work.line_of(article, form.cleaned_data["quantity"]) | form.reductions()


def add_typed(wanted: Wanted) -> int:
    """Add a material that is not in the list; the office gives it a price."""
    form = filled(HandForm, wanted, wanted.values)
    cleaned = form.cleaned_data
    named = LineFields(name=cleaned["name"], unit=cleaned["unit"], **form.reductions())
    return _write(wanted, named)


def _write(wanted: Wanted, fields: LineFields) -> int:
    fields["made_by"] = wanted.key
    return do_work.write_material(wanted.order, fields, now=wanted.now, who=wanted.who).pk


def change(wanted: Wanted) -> int:
    """Change how many, and what is taken off; a line that the office removed is asked about."""
    line = line_of(wanted, wanted.order.materials.all())
    if line is None:
        if wanted.forced:
            return add_typed(wanted)
        raise Collides
    make = partial(_quantity, line.price)
    there = wire_values(line)
    form = filled(make, wanted, wanted.values, there=there, seen=wanted.seen, about=line)
    do_work.change_material_line(line, form.reductions(), now=wanted.now, who=wanted.who)
    return line.pk


def remove(wanted: Wanted) -> None:
    """Take a material off; one that is gone already is no error, one that was changed is."""
    take_off(wanted, wanted.order.materials.all(), wire_values, do_work.remove_material_line)


def _quantity(price: Decimal, *given: Any, **more: Any) -> QuantityForm:
    form = QuantityForm(*given, **more)
    form.price_now = price
    return form
