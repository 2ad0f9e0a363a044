"""What of a whole work order does not fit, or is not there at all."""

from bonbrug.sync.drafting.remarks import Remarks
from bonbrug.sync.model.findings import Finding, asked
from bonbrug.sync.model.records import WorkOrder

# What our own tables hold of a work order and of its invoice; more may not stop the others.
KEPT = {"row_id": 64, "number": 255, "relation": 255}


def unkeepable(order: WorkOrder) -> list[Finding]:
    """Say what of a work order is longer than our own tables hold; empty when it all fits."""
    texts = {"row_id": order.row_id, "number": order.number, "relation": order.customer.code}
    return [
        asked(
            "work_order_too_long",
            order.number,
            order.row_id,
            field=name,
            length=len(text),
            limit=KEPT[name],
        )
        for name, text in texts.items()
        if len(text) > KEPT[name]
    ]


def check_whole(remarks: Remarks, longest_code: int) -> None:
    """Look at what is said of the work order as a whole."""
    order, code = remarks.order, remarks.order.customer.code
    remarks.problems.extend(unkeepable(order))
    if order.problem:
        remarks.refuse("unreadable_part", part=order.problem)
    if not order.periods and not order.materials:
        remarks.refuse("no_lines")
    if not code:
        remarks.refuse("missing_relation")
    elif len(code) > longest_code:
        remarks.refuse("too_long", field="relation", length=len(code), limit=longest_code)
