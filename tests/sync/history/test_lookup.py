"""What a work order is judged by: how it is looked up, and what a run knows of its own."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.sync.history.lookup import LAST_OF_A_CUSTOMER
from bonbrug.sync.model.history import PastInvoice
from bonbrug.sync.model.records import MaterialLine, WorkOrder, WorkPeriod
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, START, World, relation, work_order

DAY = START.date()
NINE = WorkPeriod(DAY, 60, "UUR", employee="101", begin=time(9), end=time(10))
ASKED = ("worked_between", "alike", "last_invoices", "invoices_of")


def shift(row_id: str, **other: Any) -> WorkOrder:
    return work_order(row_id, periods=(replace(NINE, **other),))


def counted(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Count what the memory is asked."""
    asked = dict.fromkeys(ASKED, 0)

    def counting(name: str) -> Any:
        real = getattr(world.memory, name)

        def count(*args: Any) -> Any:
            asked[name] += 1
            return real(*args)

        return count

    for name in ASKED:
        monkeypatch.setattr(world.memory, name, counting(name))
    return asked


def test_a_run_without_a_work_order_to_judge_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    asked = counted(world, monkeypatch)
    world.add(work_order(status="Opgehaald"))
    world.run()
    assert set(asked.values()) == {0}


def test_many_work_orders_of_one_run_are_looked_up_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    world.books.relations_["2"] = relation("K2", "2")
    asked = counted(world, monkeypatch)
    later = shift("3", day=DAY - timedelta(days=9), employee="103")
    other = replace(shift("2", employee="102"), customer=relation("K2"))
    world.add(shift("1"), other, later)
    world.run()
    assert world.states() == [State.SETTLED] * 3
    assert asked == {"worked_between": 1, "alike": 1, "last_invoices": 0, "invoices_of": 1}


def test_work_of_long_ago_is_looked_up_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    asked = counted(world, monkeypatch)
    world.add(shift("1"), shift("2", day=date(1, 1, 1), employee="102"))
    world.run()
    assert asked["worked_between"] == 2
    assert "hours_day" in world.items()


def test_what_is_usual_is_looked_up_once_and_for_large_lines_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    asked = counted(world, monkeypatch)
    boiler = MaterialLine("KETEL", "Ketel", "Stuk", Decimal(1), Decimal(1895), "HOOG_VERK_21",
                          "8000")  # fmt: skip
    world.add(*(work_order(row, materials=(boiler,)) for row in ("1", "2")), work_order("3"))
    world.run()
    assert asked["last_invoices"] == 1


def test_of_two_that_are_the_same_the_second_is_asked_about() -> None:
    world = World()
    world.add(work_order("1", periods=()), work_order("2", periods=()))
    world.run()
    assert world.states() == [State.SETTLED, State.REFUSED]
    assert world.memory.items["invoiced_twice", "WB-00002"].facts["other_order"] == "WB-00001"


def test_the_same_work_of_before_this_run_is_named_with_its_invoice() -> None:
    world = World()
    world.add(work_order("1", periods=()))
    world.run()
    world.add(work_order("2", periods=()))
    world.later(timedelta(days=59))
    facts = world.memory.items["invoiced_twice", "WB-00002"].facts
    assert facts == {"other_order": "WB-00001", "other_invoice": "2018001"}


def test_the_same_work_of_more_than_sixty_days_ago_is_not_asked_about() -> None:
    world = World()
    world.add(work_order("1", periods=()))
    world.run()
    world.add(work_order("2", periods=()))
    world.later(timedelta(days=61))
    assert world.items() == []


def test_how_far_back_the_same_work_is_looked_for_is_a_setting() -> None:
    choices = replace(CHOICES, limits=replace(CHOICES.limits, twice_days=10))
    world = World(choices)
    world.add(work_order("1", periods=()))
    world.run()
    world.add(work_order("2", periods=()))
    world.later(timedelta(days=11))
    assert world.items() == []


def test_a_correction_on_the_other_work_order_ends_the_question() -> None:
    world = World()
    world.add(work_order("1", periods=(), status="Opgehaald"))
    world.add(shift("1"), shift("2"))
    world.run()
    assert set(world.items()) == {"hours_twice_elsewhere", "invoiced_twice"}
    world.add(shift("1", begin=time(10), end=time(11)))
    world.later()
    assert world.states() == [State.SETTLED, State.SETTLED]


def test_both_of_two_work_orders_at_the_same_time_are_asked_about() -> None:
    world = World()
    world.add(shift("1"), shift("2", begin=time(9, 30), end=time(10, 30)))
    world.run()
    subjects = {subject for code, subject in world.memory.items}
    assert world.states() == [State.REFUSED, State.REFUSED]
    assert subjects == {"WB-00001", "WB-00002"}


def test_what_was_invoiced_before_counts_as_it_was_invoiced() -> None:
    world = World()
    world.add(shift("1", begin=time(7), end=time(8)))
    world.run()
    world.add(shift("2", begin=time(7, 59), end=time(8, 59)))
    world.later()
    assert world.items() == ["hours_overlap_elsewhere"]


def test_a_withdrawn_work_order_holds_up_no_other() -> None:
    world = World()
    world.add(shift("1"))
    world.run()
    world.add(shift("2"), shift("3"))
    world.run()
    assert "hours_twice_elsewhere" in world.items()
    world.field.orders_["3"] = replace(shift("3"), status="Opgehaald")
    for _ in range(2):
        world.later()
    (mine,) = [job for job in world.memory.jobs_.values() if job.row_id == "3"]
    assert mine.state is State.WITHDRAWN
    other = world.memory.items["hours_twice_elsewhere", "WB-00002"]
    assert other.facts["other_order"] == "WB-00001"


def test_the_last_price_of_a_customer_is_that_of_his_own_invoices() -> None:
    world = World()
    world.books.relations_["2"] = relation("K2", "2")
    dear, cheap = (
        (MaterialLine("BUIS", "Buis", "Stuk", Decimal(2), Decimal(price)),)
        for price in ("6.00", "4.00")
    )
    world.add(work_order("1", materials=dear))
    world.run()
    world.approve()
    world.later()
    world.add(work_order("2", materials=dear), work_order("3", materials=cheap))
    world.add(replace(work_order("4", materials=cheap), customer=relation("K2")))
    world.later()
    states = [job.state for job in world.memory.jobs_.values()]
    assert states == [State.SETTLED, State.SETTLED, State.REFUSED, State.SETTLED]
    assert world.memory.items["price_unusual", "WB-00003"].facts["known_price"] == "6"


def test_so_many_invoices_of_a_customer_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    most: list[int] = []

    def invoices_of(codes: object, count: int) -> list[PastInvoice]:
        most.append(count)
        return []

    monkeypatch.setattr(world.memory, "invoices_of", invoices_of)
    world.add(work_order())
    world.run()
    assert most == [LAST_OF_A_CUSTOMER]


def test_a_rehearsal_sees_that_two_new_work_orders_are_the_same() -> None:
    world = World()
    world.add(work_order("1", periods=()), work_order("2", periods=()))
    report = world.run(dry_run=True)
    assert "invoiced_twice" in report.codes()
    assert report.counts["invoices"] == 1
