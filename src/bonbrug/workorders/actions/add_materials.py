"""Materials that another package adds to a work order, many at once (UpdateWorkorder, POST)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from bonbrug.workorders.actions.checks import check
from bonbrug.workorders.actions.do_work import fill_line
from bonbrug.workorders.actions.locking import NOT_SETTLED, locked, note
from bonbrug.workorders.actions.records import LineFields
from bonbrug.workorders.models import Deed, MaterialLine, WorkOrder


def add_materials(
    order: WorkOrder, rows: Sequence[LineFields], *, clear: bool, now: datetime, who: str
) -> int:
    """Add lines at the end, `clear` takes away those that are there first; return how many."""
    codes = {row.get("code", "") for row in rows}
    known = set(order.company.materials.filter(code__in=codes).values_list("code", flat=True))
    with locked(order, *NOT_SETTLED):
        if clear:
            order.materials.all().delete()
        last = order.materials.aggregate(last=Max("position"))["last"] or 0
        lines = []
        for place, row in enumerate(rows, last + 1):
            check(MaterialLine, row)
            line = MaterialLine(work_order=order, position=place)
            fill_line(line, row, known=row.get("code", "") in known)
            lines.append(line)
        MaterialLine.objects.bulk_create(lines)
        order.changed_at = now
        order.save(update_fields=["changed_at"])
        note(order, Deed.MATERIAL_WRITTEN, now, who, str(len(lines)))
    return len(lines)
