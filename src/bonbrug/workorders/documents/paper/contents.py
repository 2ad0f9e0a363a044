"""Everything that stands on a work order on paper, as the layout names it; in Dutch."""

from datetime import date
from decimal import Decimal

from bonbrug.ui.templatetags.ui import day
from bonbrug.values.number_text import number_text
from bonbrug.values.text import cut
from bonbrug.values.time_text import clock
from bonbrug.workorders.actions.signed_content import Content, Period, Used
from bonbrug.workorders.documents.paper.signature import signature_part
from bonbrug.workorders.documents.signature import content_and_check
from bonbrug.workorders.models import WorkOrder

NAMED = 60  # characters at the foot of each page


def contents_of(order: WorkOrder, drawing: bytes) -> dict[str, object]:
    """Return the data of the layout; `drawing` is the picture that is printed, or empty."""
    content, check = content_and_check(order)
    heading = f"Werkbon {order.name}"
    return {
        "title": heading,
        "heading": heading,
        "foot": f"{cut(order.company.name, NAMED)}  ·  {cut(heading, NAMED)}",
        "firm": {"name": order.company.name, "letterhead": order.company.letterhead},
        "customer": _customer(order, content),
        "facts": _facts(order, content),
        "short": content["order"]["short_description"],
        "description": content["order"]["description"],
        "periods": [_period(one) for one in content["periods"]],
        "hours": _hours(content),
        "materials": [_used(one) for one in content["materials"]],
        "remarks": _remarks(order, content),
        **signature_part(order, check, drawing),
    }


def _customer(order: WorkOrder, content: Content) -> dict[str, object]:
    attention = f"t.a.v. {order.customer_contact}" if order.customer_contact else ""
    rows = (attention, content["order"]["street"], content["order"]["place"])
    return {"name": content["order"]["customer"], "address": [row for row in rows if row]}


def _facts(order: WorkOrder, content: Content) -> list[tuple[str, str]]:
    when = ", ".join(filter(None, (_day(content["order"]["date"]), content["order"]["time"])))
    facts = (
        ("Nummer", content["order"]["number"]),
        ("Datum", when),
        ("Soort werk", content["order"]["type_of_work"]),
        ("Uitgevoerd door", order.employee.name if order.employee else ""),
    )
    return [(name, value) for name, value in facts if value]


def _period(period: Period) -> dict[str, str]:
    span = f"{period['begin']}–{period['end']}" if period["begin"] else ""
    pause = f"pauze {period['break_minutes']} min" if period["break_minutes"] else ""
    return {
        "date": _day(period["date"]),
        "time": span,
        "pause": pause,
        "name": period["name"],
        "remark": period["remark"],
        "hours": clock(period["minutes"]),
    }


def _hours(content: Content) -> list[tuple[str, str]]:
    written, charged = content["written_minutes"], content["charged_minutes"]
    hours = [("Totaal", clock(written))]
    if charged != written:
        hours.append(("Te berekenen, zoals afgesproken", clock(charged)))
    return hours


def _used(used: Used) -> dict[str, str]:
    quantity = Decimal(used["quantity"])
    more = (used["code"], "retour" if quantity < 0 else "", _less(used))
    return {
        "quantity": number_text(quantity),
        "unit": used["unit"],
        "name": used["name"],
        "more": "  ·  ".join(filter(None, more)),
    }


def _less(used: Used) -> str:
    if used["warranty"]:
        return f"garantie: {used['warranty']}"
    discount = Decimal(used["discount"])
    return f"{number_text(discount)} % korting" if discount else ""


def _remarks(order: WorkOrder, content: Content) -> list[str]:
    discount, remarks = Decimal(content["discount"]), []
    if discount:
        remarks.append(f"Korting op alles: {number_text(discount)} %.")
    if order.signed_at and not content["finished"]:
        remarks.append("Het werk is nog niet klaar: er komt nog iemand terug.")
    elif order.signed_at:
        remarks.append("Het werk is klaar.")
    return remarks


def _day(text: str) -> str:
    return day(date.fromisoformat(text)) if text else ""
