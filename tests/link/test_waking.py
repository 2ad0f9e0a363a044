"""From the tablet to the invoice: a completed work order wakes its connection at once."""

import os
import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from bonbrug.jobs import task_queue
from bonbrug.jobs.worker import Worker
from bonbrug.link import jobs
from bonbrug.link.models import Connection, ExportJob, Run
from bonbrug.workorders.actions.complete import complete_unsigned
from bonbrug.workorders.actions.import_orders import import_orders
from bonbrug.workorders.actions.incoming import WholeOrder
from bonbrug.workorders.actions.set_up import change_company, new_company
from bonbrug.workorders.models import Status, WorkOrder
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import START, work_order

NEVER = datetime(2999, 1, 1, tzinfo=UTC)


def picked_up(linked: Linked) -> WorkOrder:
    """A work order in the house of the company that the connection is about."""
    company = new_company(linked.connection.organisation, "Demo", linked.connection.company_id)
    change_company(company, take_back_minutes=0)
    block = {"name": "Test 1", "debtor_number": "TEST1", "street": "Dorpsstraat",
             "postal_code": "1234 AB", "city": "Voorbeelddorp"}  # fmt: skip
    fields: Any = {
        f"{who}_{key}": text for who in ("customer", "payer") for key, text in block.items()
    }
    fields |= {"number": "WB-00001", "work_date": START.date()}
    whole = WholeOrder(fields, status=Status.READY)
    return import_orders(company, [whole], now=START, who="kantoor", chance=os.urandom).orders[0]


@pytest.mark.django_db(transaction=True)
def test_completing_a_work_order_runs_its_connection_through_the_queue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    task_queue.forget()
    linked = make_linked(monkeypatch)
    order = picked_up(linked)
    Connection.objects.update(due_at=NEVER)
    linked.world.add(work_order())
    done = threading.Event()

    def synchronise(argument: str) -> None:
        jobs.synchronise(argument)
        done.set()

    worker = Worker(
        {**jobs.HANDLERS, "synchronise": synchronise}, lambda: None, 60, places={task_queue.FAST: 1}
    )
    worker.start()
    complete_unsigned(order, now=START, who="kantoor")
    assert done.wait(timeout=20)
    assert worker.stop()
    assert Run.objects.get().outcome == "done"
    assert ExportJob.objects.get().state == "settled"
    assert len(linked.world.books.invoices_) == 1
