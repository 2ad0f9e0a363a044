"""What a customer signs for, as one text that always comes out the same, and the code of it.

The text is JSON: names in order, no spaces, UTF-8; amounts and days are texts, minutes are numbers.
The code is its SHA-256. A change of what stands in it is a new `VERSION` (docs/signed-work.md).
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import TypedDict

from bonbrug.values.money import plain
from bonbrug.values.quantity import folded
from bonbrug.workorders.models import MaterialLine, WorkOrder, WorkPeriod
from bonbrug.workorders.models.agreed_hours import three_hours
from bonbrug.workorders.models.hours_amounts import hour_types_of

VERSION = 1


class Order(TypedDict):
    """Which work order, for whom, where and what."""

    company_id: str
    number: str
    customer: str
    street: str
    place: str
    date: str
    time: str
    type_of_work: str
    short_description: str
    description: str


class Period(TypedDict):
    """One line of hours; `code` is that of its hour type, `name` what the customer read."""

    date: str
    begin: str
    end: str
    break_minutes: int
    minutes: int
    code: str
    name: str
    remark: str


class Used(TypedDict):
    """One material; a discount is a percentage, `warranty` why it costs nothing."""

    code: str
    name: str
    unit: str
    quantity: str
    discount: str
    warranty: str


class Signed(TypedDict):
    """Who, when (UTC), and the SHA-256 of the drawing; '' for a tick in its place."""

    name: str
    moment: str
    drawing: str


class Content(TypedDict):
    """Everything that the customer saw and signed for; minutes, and a percentage."""

    version: int
    order: Order
    periods: list[Period]
    written_minutes: int
    charged_minutes: int
    materials: list[Used]
    discount: str
    finished: bool
    signed: Signed


def content_of(order: WorkOrder, names: Mapping[str, str] | None = None) -> Content:
    """Return it as it is now; `names` of hour types, by folded code, go before those of the list.

    A list in which a name was changed since changes nothing of what was signed for.
    """
    listed = {code: one.name for code, one in hour_types_of(order.company).items()}
    known, periods = {**listed, **(names or {})}, list(order.periods.all())
    hours = three_hours(order, periods)
    return Content(
        version=VERSION,
        order=_order(order),
        periods=[_period(one, known) for one in periods],
        written_minutes=hours.written,
        charged_minutes=hours.charged,
        materials=[_used(line) for line in order.materials.all()],
        discount=plain(order.discount),
        finished=order.finished,
        signed=_signed(order),
    )


def names_in(content: Content) -> dict[str, str]:
    """Return the names of the hour types as they were signed for, by folded code."""
    return {folded(one["code"]): one["name"] for one in content["periods"]}


def canonical(content: Content) -> str:
    """Return the one text of it."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def code_of(text: str) -> str:
    """Return the code: 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def seal(order: WorkOrder) -> None:
    """Keep what is signed for with the work order, and its code; the caller saves."""
    order.signed_content = canonical(content_of(order))
    order.signed_code = code_of(order.signed_content)


def _order(order: WorkOrder) -> Order:
    return Order(
        company_id=order.company.company_id,
        number=order.name,
        customer=order.customer_name,
        street=f"{order.customer_street} {order.customer_house_number}".strip(),
        place=f"{order.customer_postal_code} {order.customer_city}".strip(),
        date=_day(order.work_date),
        time=_clock(order.work_time),
        type_of_work=order.type_of_work,
        short_description=order.short_description,
        description=order.description,
    )


def _period(period: WorkPeriod, names: Mapping[str, str]) -> Period:
    return Period(
        date=_day(period.work_date),
        begin=_clock(period.begin),
        end=_clock(period.end),
        break_minutes=period.break_minutes,
        minutes=period.total_minutes,
        code=period.hour_type,
        name=names.get(folded(period.hour_type), period.hour_type),
        remark=period.remark,
    )


def _used(line: MaterialLine) -> Used:
    return Used(
        code="" if line.by_hand else line.code,
        name=line.name,
        unit=line.unit,
        quantity=plain(line.quantity),
        discount=plain(line.discount),
        warranty=line.warranty,
    )


def _signed(order: WorkOrder) -> Signed:
    at, drawing = order.signed_at, bytes(order.signature or b"")
    return Signed(
        name=order.signer_name,
        moment=_moment(at) if at else "",
        drawing=sha256(drawing).hexdigest() if drawing else "",
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""
