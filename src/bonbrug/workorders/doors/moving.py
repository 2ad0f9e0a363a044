"""Moving house: a file of work orders in the shape of PostWorkorders, plus `status`.

`Archived` and `WorkFinished` are read too, where they are known.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from bonbrug.wire.werkbonapp.api import read_post
from bonbrug.wire.werkbonapp.faults import Fault
from bonbrug.wire.werkbonapp.kinds import FLAG
from bonbrug.wire.werkbonapp.tables import Column
from bonbrug.wire.werkbonapp.work_orders import WORK_ORDER_POSTED
from bonbrug.wire.werkbonapp.work_orders import WorkOrder as Message
from bonbrug.workorders.actions.import_orders import Imported, WholeOrder, import_orders
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

    Refused('records_invalid') says in `problems` per record what is wrong; nothing is written then.
    """
    return import_orders(company, _read(file), now=now, who="import", chance=chance)


def _read(file: BinaryIO | bytes) -> list[WholeOrder]:
    try:
        messages = read_post(file, MOVED, limit=LARGEST_FILE)
    except Fault as fault:
        problems = tuple(fault.messages)
        raise Refused("records_invalid", count=len(problems), problems=problems) from fault
    return [_moved(message) for message in messages]


def _moved(message: Message) -> WholeOrder:
    order = whole_order_of(message)
    order.fields["archived"], order.fields["finished"] = message.archived, message.finished
    return order
