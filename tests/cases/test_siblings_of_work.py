"""Siblings of the cases about hours and quantities: the same kind, other values (docs/cases.md)."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from bonbrug.sync.model.records import MaterialLine, WorkOrder, WorkPeriod
from bonbrug.sync.states.jobs import State
from bonbrug.values.time_text import durations_in
from tests.fakes.world import World, product, work_order

DAY = date(2018, 9, 19)
AN_HOUR = WorkPeriod(DAY, 60, "UUR", employee="101", begin=time(9), end=time(10))


def invoiced(*orders: WorkOrder) -> World:
    world = World()
    world.add(*orders)
    world.run()
    return world


def between(begin: str, end: str, minutes: int, **other: object) -> WorkPeriod:
    first, last = time.fromisoformat(begin), time.fromisoformat(end)
    return replace(AN_HOUR, begin=first, end=last, minutes=minutes, **other)  # type: ignore[arg-type]


CONTRADICT = {
    "two minutes too many": between("08:00", "12:00", 242),
    "less than was worked": between("08:00", "12:00", 180),
    "a break that was not taken off": between("08:00", "16:30", 510, pause=30),
    "a break taken off twice": between("08:00", "16:30", 450, pause=30),
    "over midnight, an hour too many": between("22:00", "02:00", 300),
}


@pytest.mark.parametrize("sibling", CONTRADICT)
def test_hours_that_contradict_themselves_wait(sibling: str) -> None:
    """C05."""
    world = invoiced(work_order(periods=(CONTRADICT[sibling],)))
    assert "hours_contradict" in world.items()
    assert not world.books.invoices_
    assert not world.memory.intents


BACKWARDS = {
    "a quarter of an hour back": between("17:15", "17:00", 1425),
    "begin and end the same": between("08:00", "08:00", 24 * 60),
    "morning and afternoon exchanged": between("16:00", "08:00", 16 * 60),
}


@pytest.mark.parametrize("sibling", BACKWARDS)
def test_an_end_before_the_begin_is_no_long_night(sibling: str) -> None:
    """U1."""
    world = invoiced(work_order(periods=(BACKWARDS[sibling],)))
    assert set(world.items()) & {"hours_past_midnight", "hours_long", "hours_contradict"}
    assert not world.books.invoices_


TWICE = {
    "three times": (AN_HOUR,) * 3,
    "with another remark": (AN_HOUR, replace(AN_HOUR, remark="Nogmaals")),
    "with other work between": (AN_HOUR, between("11:00", "12:00", 60), AN_HOUR),
}


@pytest.mark.parametrize("sibling", TWICE)
def test_the_same_hours_twice_wait(sibling: str) -> None:
    """C25."""
    world = invoiced(work_order(periods=TWICE[sibling]))
    assert "hours_twice" in world.items()
    assert not world.books.invoices_


def test_the_same_hours_on_two_work_orders_wait() -> None:
    """C25."""
    world = invoiced(*(work_order(row, periods=(AN_HOUR,)) for row in ("1", "2")))
    assert set(world.items()) & {"hours_twice_elsewhere", "hours_overlap_elsewhere"}
    assert len(world.books.invoices_) <= 1


OUT_OF_PROPORTION = {
    "a telephone number": ("612345678", "0.10"),
    "a barcode as what was returned": ("-871123456", "2.50"),
    "a barcode as the price": ("1", "8711234567"),
    "more digits than the books have": ("999999999999", "9999999.9999"),
}


@pytest.mark.parametrize("sibling", OUT_OF_PROPORTION)
def test_what_is_out_of_all_proportion_uses_no_number(sibling: str) -> None:
    """C06."""
    quantity, price = map(Decimal, OUT_OF_PROPORTION[sibling])
    line = MaterialLine("BUIS", "Koperen buis", "Stuk", quantity, price)
    world = invoiced(work_order(materials=(line,)))
    assert world.states() == [State.REFUSED]
    named = {"quantity_large", "invoice_large", "amount_too_large", "negative_total"}
    assert set(world.items()) & {*named, "negative_quantity", "too_many_decimals"}
    assert not world.memory.intents


SUMS = {  # minutes of each period, price of an hour → amount
    "six times ten minutes": ([10] * 6, "52.50", "52.50"),
    "three times twenty minutes": ([20] * 3, "52.50", "52.50"),
    "seven times one minute": ([1] * 7, "60.00", "7.00"),
    "four times five minutes of a dear hour": ([5] * 4, "129.99", "43.33"),
    "twelve times twenty-five minutes": ([25] * 12, "47.35", "236.75"),
}


@pytest.mark.parametrize("sibling", SUMS)
def test_minutes_are_added_before_they_cost(sibling: str) -> None:
    """C10."""
    minutes, price, amount = SUMS[sibling]
    world = World()
    world.books.products_["p-UUR"] = product("UUR", "Uur", price)
    periods = [WorkPeriod(DAY, each, "UUR", employee=str(n)) for n, each in enumerate(minutes)]
    world.add(work_order(periods=tuple(periods), materials=()))
    world.run()
    (sent,) = world.books.invoices_.values()
    assert sum(
        (line.quantity * line.price).quantize(Decimal("0.01")) for line in sent.invoice.lines
    ) == Decimal(amount)


DURATIONS = {  # typed → the minutes that it can mean
    "7.30": {7 * 60 + 30, 7 * 60 + 18},
    "7,30": {7 * 60 + 30, 7 * 60 + 18},
    "1.15": {75, 69},
    "0.45": {45, 27},
}


@pytest.mark.parametrize("typed", DURATIONS)
def test_a_duration_that_may_be_two_gives_both(typed: str) -> None:
    """C27."""
    assert set(durations_in(typed)) == DURATIONS[typed]


@pytest.mark.parametrize(
    ("typed", "minutes"), [("7:30", 450), ("7,5", 450), ("7.75", 465), ("8", 480)]
)
def test_a_duration_that_is_one_is_read(typed: str, minutes: int) -> None:
    """C27."""
    assert durations_in(typed) == (minutes,)
