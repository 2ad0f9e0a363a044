"""What was worked and invoiced before, as each memory tells it."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from bonbrug.sync.judging.work import likeness, read_work, written_work
from bonbrug.sync.model.history import KnownOrder
from bonbrug.sync.model.records import WorkOrder, WorkPeriod
from bonbrug.sync.ports.memory import Memory
from bonbrug.sync.states.jobs import Job, Outcome, State
from tests.fakes.world import work_order
from tests.ports.test_memory import LINE, NOW, intent_for, memory, subject

__all__ = ["memory", "subject"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = date(2018, 9, 19)
LAST_WEEK = date(2018, 9, 12)


def worked(row_id: str, *days: date, employee: str = "101") -> WorkOrder:
    periods = [WorkPeriod(day, 60, "UUR", employee=employee, begin=time(9), end=time(10))
               for day in days]  # fmt: skip
    return work_order(row_id, periods=tuple(periods))


def receive(memory: Memory, *orders: WorkOrder, state: State = State.NEW) -> list[Job]:
    memory.receive(orders, state, NOW)
    return memory.jobs(order.row_id for order in orders)


def rows(found: list[KnownOrder]) -> list[str]:
    return [known.row_id for known in found]


def make(memory: Memory, job: Job, number: str, code: str = "TEST1", price: str = "50.00") -> None:
    """Let a job get its invoice."""
    intent = intent_for(job, number)
    lines = (replace(LINE, price=Decimal(price)),)
    intent = replace(intent, invoice=replace(intent.invoice, relation_code=code, lines=lines))
    about = replace(job, state=State.INTENDED, relation_code=code)
    claimed = memory.stamp(memory.claim(job, intent, about), NOW)
    after = replace(about, state=State.INVOICED, invoice_number=number)
    memory.conclude(replace(claimed, outcome=Outcome.DONE), after)


def test_work_is_found_by_its_days(memory: Memory) -> None:
    receive(memory, worked("1", LAST_WEEK, DAY), worked("2", LAST_WEEK), worked("3", DAY))
    assert rows(memory.worked_between(DAY, DAY)) == ["1", "3"]
    assert rows(memory.worked_between(LAST_WEEK, LAST_WEEK)) == ["1", "2"]
    assert rows(memory.worked_between(LAST_WEEK, DAY)) == ["1", "2", "3"]
    after = DAY + timedelta(days=1)
    assert memory.worked_between(after, after) == []


def test_what_was_worked_reads_back_with_the_name_of_its_work_order(memory: Memory) -> None:
    order = worked("1", DAY)
    receive(memory, order, replace(worked("2", DAY), number=""))
    first, second = memory.worked_between(DAY, DAY)
    assert (first.number, first.invoice_number) == ("WB-00001", "")
    assert second.number == "2"
    assert first.work == written_work(order)
    (only,) = read_work(first)
    assert (only.employee, only.period.begin, only.period.end) == ("101", 540, 600)


def test_what_nobody_did_is_not_found(memory: Memory) -> None:
    receive(memory, worked("1", DAY, employee=""))
    assert memory.worked_between(DAY, DAY) == []


def test_work_orders_that_were_withdrawn_are_left_out(memory: Memory) -> None:
    order = worked("1", DAY)
    (job,) = receive(memory, order)
    memory.change(replace(job, state=State.WITHDRAWN))
    assert memory.worked_between(DAY, DAY) == []
    assert memory.alike([likeness(order)], DAY) == []


def test_what_was_corrected_counts_as_it_is_now(memory: Memory) -> None:
    (job,) = receive(memory, worked("1", DAY))
    order = worked("1", LAST_WEEK)
    changed = replace(job, work=written_work(order), worked_first=LAST_WEEK,
                      worked_last=LAST_WEEK, likeness="b" * 32)  # fmt: skip
    memory.change(changed)
    assert rows(memory.worked_between(LAST_WEEK, LAST_WEEK)) == ["1"]
    assert memory.worked_between(DAY, DAY) == []
    assert rows(memory.alike(["b" * 32], DAY)) == ["1"]


def test_the_same_work_is_found_by_its_likeness_the_oldest_first(memory: Memory) -> None:
    one, other = worked("1", DAY), worked("2", DAY, employee="102")
    same = replace(one, row_id="3", number="WB-00003")
    receive(memory, one, other, same)
    assert rows(memory.alike([likeness(one)], DAY)) == ["1", "3"]
    assert rows(memory.alike([likeness(one), likeness(other)], DAY)) == ["1", "2", "3"]
    assert memory.alike([], DAY) == []


def test_the_same_work_is_looked_for_since_a_day(memory: Memory) -> None:
    order = worked("1", DAY)
    receive(memory, order)
    assert rows(memory.alike([likeness(order)], NOW.date())) == ["1"]
    assert memory.alike([likeness(order)], NOW.date() + timedelta(days=1)) == []


def test_an_invoice_is_named_with_its_work_order(memory: Memory) -> None:
    order = worked("1", DAY)
    (job,) = receive(memory, order)
    make(memory, job, "2018001")
    (known,) = memory.alike([likeness(order)], DAY)
    assert known.invoice_number == "2018001"


def test_the_last_invoices_come_newest_first_and_so_many(memory: Memory) -> None:
    for place, job in enumerate(receive(memory, *(worked(str(n), DAY) for n in range(1, 4))), 1):
        make(memory, job, f"201800{place}")
    assert [one.number for one in memory.last_invoices(2)] == ["2018003", "2018002"]
    assert memory.last_invoices(1)[0].lines == (LINE,)


def test_only_what_was_certainly_made_counts_as_an_invoice(memory: Memory) -> None:
    job, other = receive(memory, worked("1", DAY), worked("2", DAY))
    claimed = memory.claim(job, intent_for(job), replace(job, state=State.INTENDED))
    memory.stamp(claimed, NOW)
    released = memory.claim(other, intent_for(other, "2018002"), other)
    memory.conclude(replace(released, outcome=Outcome.RELEASED), other)
    assert memory.last_invoices(10) == []
    assert memory.invoices_of(["TEST1"], 10) == []


def test_each_customer_has_so_many_last_invoices(memory: Memory) -> None:
    orders = [worked(str(n), DAY) for n in range(1, 7)]
    for place, job in enumerate(receive(memory, *orders), 1):
        code = ("TEST1", "K2", "K3")[place % 3]
        make(memory, job, f"201800{place}", code, price=f"{place}.00")
    found = memory.invoices_of(["TEST1", "K2"], 1)
    assert [(one.relation_code, one.number) for one in found] == [
        ("TEST1", "2018006"), ("K2", "2018004"),
    ]  # fmt: skip
    assert [line.price for one in found for line in one.lines] == [Decimal(6), Decimal(4)]
    assert len(memory.invoices_of(["TEST1", "K2"], 5)) == 4
    assert memory.invoices_of([], 5) == []
