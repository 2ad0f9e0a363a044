"""Moving house: a file of work orders in the shape of PostWorkorders, plus `status`.

`Archived` and `WorkFinished` are read too, where they are known.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from django.utils import translation

from bonbrug.wire.werkbonapp.api import judge_posted
from bonbrug.wire.werkbonapp.faults import Fault
from bonbrug.wire.werkbonapp.kinds import FLAG
from bonbrug.wire.werkbonapp.posts import Posted, not_stored
from bonbrug.wire.werkbonapp.tables import Column
from bonbrug.wire.werkbonapp.work_orders import WORK_ORDER_POSTED
from bonbrug.wire.werkbonapp.work_orders import WorkOrder as Message
from bonbrug.workorders.actions.import_orders import Imported, import_orders
from bonbrug.workorders.actions.incoming import WholeOrder
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.doors.order_messages import whole_order_of
from bonbrug.workorders.models import Company

MOVED = replace(
    WORK_ORDER_POSTED,
    columns=(
        *WORK_ORDER_POSTED.columns,
        Column("status", "status"),
        Column("Archived", "archived", FLAG),
        Column("WorkFinished", "finished", FLAG),
    ),
)
LARGEST_FILE = 256 * 1024 * 1024


def import_file(
    company: Company,
    file: BinaryIO | bytes,
    now: datetime,
    *,
    chance: Callable[[int], bytes] = os.urandom,
) -> Imported:
    """Import all or nothing; repeating the same file changes nothing that was picked up since.

    Refused('records_invalid') says in `problems` what is wrong, with work order, line and value;
    nothing is written then. The sentences are English, as the names of the fields are.
    """
    with translation.override("en"):
        posted = _read(file)
        orders = [_moved(one.row) for one in posted]
        done = import_orders(company, orders, now=now, who="import", chance=chance)
    return replace(done, remarks=not_stored(posted))


def _read(file: BinaryIO | bytes) -> tuple[Posted[Message], ...]:
    try:
        posted = judge_posted(file, MOVED, limit=LARGEST_FILE)
    except Fault as fault:
        raise Refused("no_records", problems=()) from fault
    if problems := tuple(told for one in posted for told in one.told):
        raise Refused("records_invalid", count=len(problems), problems=problems)
    return posted


def _moved(message: Message) -> WholeOrder:
    order = whole_order_of(message)
    order.fields["archived"], order.fields["finished"] = message.archived, message.finished
    return order
