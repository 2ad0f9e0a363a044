"""Our work order ↔ the work order of the treaty (docs/wire/werkbonapp.md §5.5 and §5.6)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, cast

from bonbrug.values.clock import AMSTERDAM
from bonbrug.values.money import plain
from bonbrug.wire.werkbonapp import records as wire
from bonbrug.wire.werkbonapp.work_orders import WorkOrder as Message
from bonbrug.workorders.actions.import_orders import told_of
from bonbrug.workorders.actions.incoming import WholeOrder
from bonbrug.workorders.actions.records import LineFields, PeriodFields, WorkOrderFields
from bonbrug.workorders.actions.reductions import percentage_in, price_before
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.doors.held_orders import shown
from bonbrug.workorders.doors.hours_discount import Terms, discount_lines, terms_of
from bonbrug.workorders.doors.papers import addresses_of
from bonbrug.workorders.models import ExternalLink, MaterialLine, Status, WorkOrder, WorkPeriod
from bonbrug.workorders.models.customers import PARTY_FIELDS

# Attribute of the message → our column, where a plain value is copied.
_COPIED = {
    "number": "number",
    "day": "work_date",
    "clock": "work_time",
    "end_day": "work_end_date",
    "end_clock": "work_end_time",
    "project": "project_number",
    "type_of_work": "type_of_work",
    "description": "description",
    "internal_description": "internal_description",
    "short_description": "short_description",
    "comment": "comment",
    "payment_method": "payment_method",
    "duration": "duration_minutes",
    "work_status": "work_status",
    "minimum_hours": "minimum_hours",
    "rounding_minutes": "rounding_minutes",
    **{f"customer_{name}": f"customer_{name}" for name in PARTY_FIELDS},
    **{f"invoice_{name}": f"payer_{name}" for name in PARTY_FIELDS},
}
# What a list of work orders can be filtered by.
FILTERED = {
    **_COPIED,
    "id": "pk",
    "order_number": "order_nr",
    "employee": "employee__number",
    "status": "status",
    "archived": "archived",
    "finished": "finished",
}
# What we only keep, so that whoever posted it gets it back.
_KEPT = (
    "extern_project",
    "customer_latitude",
    "customer_longitude",
    "deadline",
    "pickup_planning",
    "web_planning",
    "contact_code",
    "address_code",
    "employees",
    "objects",
)
_PERIOD = {
    "day": "work_date",
    "begin": "begin",
    "end": "end",
    "pause": "break_minutes",
    "minutes": "total_minutes",
    "travel": "travel",
    "remark": "remark",
    "hour_type": "hour_type",
    "employee": "employee_number",
}
_LINE = {
    "code": "code",
    "name": "name",
    "unit": "unit",
    "quantity": "quantity",
    "price": "price",
    "type": "type",
    **{f"free_{place}": f"freefield{place}" for place in range(1, 6)},
}


def messages_of(link: ExternalLink, orders: Sequence[WorkOrder], now: datetime) -> list[Message]:
    """Write work orders with their lines, as they stand in memory; a held one as it was before."""
    terms, papers = terms_of(link.company, orders), addresses_of(link, orders, now)
    nothing = ("", "")
    return [_message_of(order, now, terms, *papers.get(order.pk, nothing)) for order in orders]


def _message_of(
    order: WorkOrder, now: datetime, terms: Terms | None, paper: str, drawing: str
) -> Message:
    values: dict[str, Any] = {theirs: getattr(order, ours) for theirs, ours in _COPIED.items()}
    kept = {name: _frozen(order.extra[name]) for name in _KEPT if name in order.extra}
    employee = order.employee.number if order.employee else ""
    said = shown(order, now)
    values |= {"work_status": said.work_status, "employees": _employees(kept, employee)}
    return Message(
        **{**kept, **values},
        id=str(order.pk),
        order_number=order.order_nr,
        created=order.created_at.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M"),
        employee=employee,
        archived=order.archived,
        signature=said.signer,
        signature_url=drawing,
        pdf_url=paper,
        status=said.status,
        finished=said.finished,
        periods=tuple(_period_of(period) for period in order.periods.all()),
        materials=(*map(_line_of, order.materials.all()), *discount_lines(order, terms)),
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _employees(kept: dict[str, Any], employee: str) -> tuple[str, ...]:
    others = tuple(number for number in kept.get("employees", ()) if number != employee)
    return (employee, *others) if employee else others


def _period_of(period: WorkPeriod) -> wire.WorkPeriod:
    return wire.WorkPeriod(**{theirs: getattr(period, ours) for theirs, ours in _PERIOD.items()})


def _line_of(line: MaterialLine) -> wire.MaterialLine:
    values = {theirs: getattr(line, ours) for theirs, ours in _LINE.items()}
    if line.reduction:
        values |= {"warranty": line.warranty, "discount": plain(line.reduction)}
        values["original_price"] = line.price  # so the price is the one before the discount
    return wire.MaterialLine(**values, total=line.amount)


def whole_order_of(message: Message) -> WholeOrder:
    """Read a posted work order."""
    fields = {ours: getattr(message, theirs) for theirs, ours in _COPIED.items()}
    fields["extra"] = {name: getattr(message, name) for name in _KEPT if getattr(message, name)}
    return WholeOrder(
        fields=cast(WorkOrderFields, fields),
        status=message.status or Status.READY,
        employee_number=message.employee or next(iter(message.employees), ""),
        order_nr=message.order_number,
        periods=tuple(_period_fields(period) for period in message.periods),
        materials=tuple(_lines_of(message)),
    )


def _lines_of(message: Message) -> Iterator[LineFields]:
    """Read the lines; one that contradicts itself refuses the post, with order and line named."""
    for place, line in enumerate(message.materials, 1):
        try:
            yield line_fields(line)
        except Refused as refusal:
            problem = Refused("in_line", place=place, problem=str(refusal))
            problems = (told_of(message.number, problem),)
            raise Refused("records_invalid", count=1, problems=problems) from refusal


def _period_fields(period: wire.WorkPeriod) -> PeriodFields:
    fields = {ours: getattr(period, theirs) for theirs, ours in _PERIOD.items()}
    return cast(PeriodFields, fields)


def line_fields(line: wire.MaterialLine) -> LineFields:
    """Read a posted material line; what we only keep goes to `extra`.

    Refused when the discount is no percentage, or contradicts price and original price.
    """
    fields: dict[str, Any] = {ours: getattr(line, theirs) for theirs, ours in _LINE.items()}
    fields |= {"warranty": line.warranty, "discount": percentage_in(line.discount)}
    fields["price"] = price_before(line.price, line.original_price, fields["discount"], line.name)
    fields["extra"] = {"warehouse": line.warehouse} if line.warehouse else {}
    return cast(LineFields, fields)
