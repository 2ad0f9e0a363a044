"""What is asked before a work order becomes an invoice, and what a person's yes is worth."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.sync.judging.weights import ASKS
from bonbrug.sync.model.findings import asked
from bonbrug.sync.model.records import MaterialLine, WorkOrder, WorkPeriod
from bonbrug.sync.model.settings import Control
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, World, relation, work_order

DAY = date(2018, 9, 19)
NINE = WorkPeriod(DAY, 60, "UUR", employee="101", begin=time(9), end=time(10))


def order(*periods: WorkPeriod, **other: Any) -> WorkOrder:
    return work_order(periods=periods, **other)


def period(begin: str, end: str, minutes: int, **other: Any) -> WorkPeriod:
    first, last = time.fromisoformat(begin), time.fromisoformat(end)
    return replace(NINE, minutes=minutes, begin=first, end=last, **other)


def material(quantity: str, price: str) -> WorkOrder:
    line = MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(quantity), Decimal(price))
    return work_order(materials=(line,))


BOILER = MaterialLine("KETEL", "Cascade", "Stuk", Decimal(1), Decimal(10000), "HOOG_VERK_21",
                      "8000")  # fmt: skip

DOUBTFUL = {
    "a total that begin and end do not make": (
        "hours_contradict", order(period("08:00", "12:00", 999 * 60)),
    ),
    "a total that forgets the break": (
        "hours_contradict", order(period("08:00", "12:00", 240, pause=30)),
    ),
    "one period of a day and a half": ("hours_long", order(replace(NINE, minutes=36 * 60,
                                                                   begin=None, end=None))),
    "an end before the begin": ("hours_past_midnight", order(period("10:00", "09:00", 23 * 60))),
    "a night of eleven hours": ("hours_past_midnight", order(period("20:00", "07:00", 660))),
    "work in forty years": ("hours_day", order(replace(NINE, day=date(2062, 1, 1)))),
    "work in the year 1": ("hours_day", order(replace(NINE, day=date(1, 1, 1)))),
    "work of three months before": ("hours_day", order(replace(NINE, day=DAY - timedelta(90)))),
    "the same shift twice": ("hours_twice", order(NINE, NINE)),
    "two jobs at the same time": (
        "hours_overlap", order(NINE, period("09:30", "11:00", 90)),
    ),
    "a long day in two parts": (
        "hours_of_day", order(period("06:00", "13:00", 420), period("13:00", "20:00", 420)),
    ),
    "a barcode as quantity": ("quantity_large", material("871123456", "4.55")),
    "a price of ten thousand": ("quantity_large", material("1", "10000.01")),
    "an invoice of a house": ("invoice_large", work_order(materials=tuple(
        replace(line, quantity=Decimal(1), price=Decimal(9000), total=None)
        for line in work_order().materials * 3))),
}  # fmt: skip

USUAL = {
    "a night of eight hours": order(period("22:00", "06:00", 480)),
    "a minute of rounding": order(period("08:00", "12:00", 241)),
    "hours that were rounded as was agreed": order(period("08:00", "12:10", 255),
                                                   rounding_minutes=15),
    "two people side by side": order(NINE, replace(NINE, employee="102")),
    "two jobs after each other": order(NINE, period("10:00", "11:00", 60)),
    "hours without begin and end, twice": order(*[replace(NINE, begin=None, end=None)] * 2),
    "a thousand pieces": material("1000", "4.55"),
    "a price of ten thousand to the cent": work_order(materials=(BOILER,)),
    "work of last month": order(replace(NINE, day=DAY - timedelta(31))),
}  # fmt: skip


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_is_doubtful_is_asked_and_takes_no_number(case: str) -> None:
    code, doubtful = DOUBTFUL[case]
    world = World()
    world.add(doubtful, work_order("2"))
    world.run()
    assert code in ASKS
    assert (code, "WB-00001") in world.memory.items
    assert world.states() == [State.REFUSED, State.SETTLED]
    assert list(world.books.invoices_) == ["2018001"]
    assert len(world.memory.intents) == 1


@pytest.mark.parametrize("case", USUAL)
def test_what_is_usual_is_invoiced_without_a_question(case: str) -> None:
    world = World()
    world.add(USUAL[case])
    world.run()
    assert (world.states(), world.items()) == ([State.SETTLED], [])


def test_what_a_person_approved_is_invoiced_as_it_is() -> None:
    world = World()
    world.add(DOUBTFUL["the same shift twice"][1])
    world.run()
    world.approve()
    world.later()
    assert (world.states(), world.items()) == ([State.SETTLED], [])
    (line, _) = world.books.invoices_["2018001"].invoice.lines
    assert line.quantity == Decimal(2)


def test_a_yes_holds_for_what_was_asked_about_only() -> None:
    world = World()
    world.add(DOUBTFUL["the same shift twice"][1])
    world.run()
    world.approve()
    world.add(order(NINE, NINE, NINE))
    world.later()
    assert world.states() == [State.REFUSED]
    assert world.items() == ["hours_twice"]


def test_a_yes_does_not_outlive_another_price() -> None:
    world = World()
    world.add(DOUBTFUL["the same shift twice"][1])
    world.run()
    world.approve()
    dearer = replace(world.books.products_["p-UUR"], price=Decimal(99))
    world.books.products_["p-UUR"] = dearer
    world.later()
    assert world.states() == [State.REFUSED]


def test_a_yes_to_an_invoice_is_none_to_a_customer_that_nobody_asked_about() -> None:
    """Without imported relations only the books tell who it is, and they are asked after a yes."""
    world = World(replace(CHOICES, control=Control.ALL, import_relations=False))
    other = relation(name="Heel Iets Anders", street="Elders", postal_code="9999 ZZ", city="Ver")
    world.add(work_order(customer=other))
    world.run()
    assert world.items() == ["check_every_invoice"]
    world.approve()
    world.later()
    assert (world.items(), world.books.invoices_) == (["relation_other_company"], {})
    world.approve()
    world.later()
    assert (world.states(), world.items()) == ([State.SETTLED], [])


def test_what_waits_for_who_the_customer_is_is_not_asked_again_in_every_run() -> None:
    world = World()
    world.add(work_order(customer=relation(name="Heel Iets Anders", postal_code="9999 ZZ")))
    world.run()
    (before,) = world.memory.jobs_.values()
    world.later()
    assert tuple(world.memory.jobs_.values()) == (before,)
    assert not world.later().codes()


def test_what_nobody_doubts_waits_when_it_is_not_what_a_person_said_yes_to() -> None:
    world = World()
    world.add(DOUBTFUL["the same shift twice"][1])
    world.run()
    world.approve()
    world.add(order(NINE))
    world.later()
    assert (world.states(), world.items()) == ([State.REFUSED], ["changed_after_yes"])
    item = asked("changed_after_yes", "WB-00001", "1")
    assert world.memory.items["changed_after_yes", "WB-00001"] == item


def test_a_corrected_work_order_goes_by_itself() -> None:
    world = World()
    world.add(DOUBTFUL["the same shift twice"][1])
    world.run()
    world.add(order(NINE))
    world.later()
    assert (world.states(), world.items()) == ([State.SETTLED], [])


def test_a_rehearsal_tells_what_will_be_asked() -> None:
    world = World()
    world.add(DOUBTFUL["a barcode as quantity"][1])
    report = world.run(dry_run=True)
    assert "quantity_large" in report.codes()
    assert report.counts["invoices"] == 0


def test_a_rehearsal_tells_what_cannot_be_invoiced_and_shows_the_others() -> None:
    world = World()
    world.add(work_order(periods=(), materials=()), work_order("2"))
    report = world.run(dry_run=True)
    assert report.codes() == ["no_lines"]
    assert [one.order.row_id for one in report.rehearsed] == ["2"]


def test_where_nobody_is_asked_what_is_doubtful_is_told_and_goes() -> None:
    world = World(replace(CHOICES, control=Control.NONE))
    world.add(DOUBTFUL["the same shift twice"][1])
    world.run()
    assert world.states() == [State.SETTLED]
    told = [(line.code, line.needs_person) for line in world.memory.lines]
    assert told == [("hours_twice", False)]
