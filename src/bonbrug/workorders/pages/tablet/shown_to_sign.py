"""What a customer sees before signing, as an operation says it (docs/wire/tablet.md)."""

import json

from bonbrug.workorders.models import WorkOrder
from bonbrug.workorders.pages.amounts import quantity_text


def shown_to_sign(order: WorkOrder) -> str:
    """Return JSON: the description, the discount, minutes and quantities by number of the line."""
    return json.dumps(
        {
            "description": order.description,
            "discount": quantity_text(order.discount),
            "hours": {str(one.pk): one.total_minutes for one in order.periods.all()},
            "materials": {
                str(one.pk): quantity_text(one.quantity) for one in order.materials.all()
            },
        }
    )
