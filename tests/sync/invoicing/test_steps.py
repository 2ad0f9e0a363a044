"""From a work order to an invoice: what is kept of it, and when it is looked at again."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from bonbrug.sync.model.failures import Refused, Unreachable
from bonbrug.sync.model.findings import asked
from bonbrug.sync.model.records import MaterialLine, WorkOrder, WorkPeriod
from bonbrug.sync.states.jobs import Outcome, State
from tests.fakes.world import CHOICES, World, relation, work_order

WITHOUT_LINES = work_order(periods=(), materials=())
FREE_PIPE = MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(2), Decimal(0))
OLD = date(2018, 6, 1)
NINE = WorkPeriod(date(2018, 9, 19), 60, "UUR", employee="101", begin=time(9), end=time(10))


def world_with(order: WorkOrder | None = None, event: str = "") -> World:
    """Return a world with one work order; with an event it ran once and its send went wrong."""
    world = World()
    world.add(order or work_order())
    if event:
        world.weather.next("send_invoice", event)
        world.run()
    return world


def between(world: World, order: WorkOrder, patch: pytest.MonkeyPatch) -> None:
    """Let a person change the work order after it was listed."""
    listed = world.field.work_orders

    def then_changed(status: str, work_status: str = "") -> list[WorkOrder]:
        rows = listed(status, work_status)
        world.add(order)
        return rows

    patch.setattr(world.field, "work_orders", then_changed)


# --- what is kept ---------------------------------------------------------------------------------


def test_a_job_keeps_the_number_day_and_content_that_were_invoiced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with()
    between(world, work_order(number="WB-00099", day=date(2018, 9, 18)), monkeypatch)
    world.run()
    (job,) = world.memory.jobs_.values()
    assert (job.number, job.day) == ("WB-00099", date(2018, 9, 18))
    assert job.marker == world.context.markers.marker("werkbon", "WB-00099", "1", 1)
    assert world.items() == []


def test_others_are_held_against_the_hours_that_were_invoiced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with()
    with monkeypatch.context() as patch:
        between(world, work_order(periods=(NINE,)), patch)
        world.run()
    world.add(work_order(status="Afgehandeld"), work_order("2", periods=(NINE,), materials=()))
    world.later()
    assert world.items() == ["hours_twice_elsewhere"]


def test_the_marker_of_a_later_generation_is_another_one() -> None:
    world = world_with()
    world.run()
    (first,) = world.memory.jobs_.values()
    world.memory.jobs_[1] = replace(first, generation=2, state=State.NEW, invoice_number="")
    world.memory.intents.clear()
    world.books.invoices_.clear()
    world.add(work_order())
    world.later()
    (second,) = world.memory.jobs_.values()
    assert (
        second.marker == world.context.markers.marker("werkbon", "WB-00001", "1", 2) != first.marker
    )


def test_a_job_keeps_the_amounts_that_the_books_must_find() -> None:
    world = world_with()
    world.run()
    (job,) = world.memory.jobs_.values()
    amounts = (Decimal("84.10"), Decimal("17.66"), Decimal("101.76"))
    assert (job.net, job.vat, job.gross) == amounts
    assert (job.relation_code, job.invoice_date) == ("TEST1", world.now.date())


def test_a_warning_about_a_line_stands_in_the_ledger_too() -> None:
    world = world_with(work_order(materials=(FREE_PIPE,)))
    world.run()
    assert [line.code for line in world.memory.lines] == ["price_zero"]


# --- refused --------------------------------------------------------------------------------------


def test_a_refusal_is_told_once_while_nothing_changes() -> None:
    world = world_with(WITHOUT_LINES)
    world.run()
    assert world.memory.jobs_[1].refused_code == "no_lines"
    lines = len(world.memory.lines)
    world.later()
    assert world.weather.count("work_order") == 0
    assert len(world.memory.lines) == lines
    assert world.items() == ["no_lines"]


def test_the_customer_of_another_company_is_looked_up_once_while_nothing_changes() -> None:
    world = World(replace(CHOICES, import_relations=False))
    world.books.relations_["1"] = relation(name="Heel ander bedrijf", postal_code="9999 ZZ")
    world.add(work_order())
    world.run()
    assert world.items() == ["relation_other_company"]
    world.later()
    assert world.weather.count("relation") == 0


def test_an_unknown_customer_is_looked_up_in_every_run() -> None:
    world = World(replace(CHOICES, import_relations=False))
    world.add(work_order(customer=relation("NIEUW", "")))
    world.run()
    assert world.memory.jobs_[1].refused_code == "unknown_relation"
    world.books.relations_["5"] = relation("NIEUW", "5")
    world.later()
    assert world.states() == [State.SETTLED]


def test_what_the_books_refused_goes_again_when_its_customer_changed_there() -> None:
    world = world_with()
    world.weather.next("send_invoice", Refused("CFACT042"))
    world.run()
    world.later()
    assert world.weather.count("send_invoice") == 0
    world.books.relations_["1"] = relation(phone="0101234567")
    world.later()
    assert world.states() == [State.SETTLED]


def test_what_the_books_refused_stays_refused_when_another_customer_changed() -> None:
    world = world_with()
    world.weather.next("send_invoice", Refused("CFACT042"))
    world.run()
    world.books.relations_["2"] = relation("TEST2", "2")
    world.later()
    assert world.states() == [State.REFUSED]


def test_an_invoice_of_somebody_else_is_named_and_looked_for_once() -> None:
    world = world_with(event="not_sent")
    (intent,) = world.memory.intents.values()
    line = replace(intent.invoice.lines[0], description="Van werkbon WB-00001")
    world.books.write(replace(intent.invoice, number="2018050", lines=(line,)))
    world.later()
    item = asked("foreign_invoice", "WB-00001", "1", invoice="2018050")
    assert world.memory.items["foreign_invoice", "WB-00001"] == item
    world.later()
    assert world.weather.count("invoices") == 0


def test_a_work_order_that_was_spoiled_meanwhile_is_refused_for_what_it_is_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with()
    between(world, WITHOUT_LINES, monkeypatch)
    world.run()
    assert world.states() == [State.REFUSED]
    assert world.items() == ["no_lines"]


# --- taken away -----------------------------------------------------------------------------------


def test_a_work_order_that_is_gone_is_named_with_its_row() -> None:
    world = world_with(event="not_sent")
    world.field.orders_.clear()
    world.later()
    item = asked("work_order_gone", "WB-00001", "1")
    assert world.memory.items == {("work_order_gone", "WB-00001"): item}
    assert world.memory.intents[1].outcome is Outcome.RELEASED


def test_a_work_order_that_a_person_settled_is_named_with_its_row() -> None:
    world = world_with(event="not_sent")
    world.add(work_order(status="Afgehandeld"))
    world.later()
    item = asked("settled_without_invoice", "WB-00001", "1")
    assert world.memory.items == {("settled_without_invoice", "WB-00001"): item}


def taken(world: World) -> None:
    """Let the number turn out to be somebody else's."""
    (intent,) = world.memory.intents.values()
    line = replace(intent.invoice.lines[0], description="Met de hand")
    world.books.write(replace(intent.invoice, lines=(line,)))
    world.later()
    assert world.memory.intents[1].outcome is Outcome.TAKEN


def test_a_taken_number_of_a_settled_work_order_is_given_up_with_a_word() -> None:
    world = world_with(event="lost_request")
    taken(world)
    world.add(work_order(status="Afgehandeld"))
    world.later()
    assert world.states() == [State.WITHDRAWN]
    assert world.items() == ["settled_without_invoice"]


# --- begun before ---------------------------------------------------------------------------------


def of_june(event: str) -> World:
    """Return a world after its first export, with an old work order in its next run."""
    world = World()
    world.run()
    world.add(work_order(day=OLD))
    world.weather.next("send_invoice", event)
    world.later()
    return world


@pytest.mark.parametrize("begun", [False, True])
def test_an_invoice_of_ours_is_looked_for_from_the_day_of_the_work_order(begun: bool) -> None:
    ours = of_june("not_sent")
    invoice = replace(ours.memory.intents[1].invoice, number="2018500", day=OLD)
    ours.books.write(invoice)
    if not begun:
        ours.memory.jobs_.clear()
        ours.memory.intents.clear()
    ours.later()
    assert list(ours.books.invoices_) == ["2018500"]
    assert ours.states() == [State.SETTLED]


def test_our_own_unsent_invoice_that_stands_in_the_books_is_done() -> None:
    world = world_with(event="not_sent")
    world.books.write(replace(world.memory.intents[1].invoice, number="2018500"))
    world.later()
    assert world.memory.intents[1].outcome is Outcome.DONE


def test_an_unsent_invoice_of_a_changed_work_order_starts_over_from_the_beginning() -> None:
    world = world_with(event="not_sent")
    world.add(work_order(materials=()))
    world.weather.next("relation", Unreachable("timeout"))
    world.later()
    assert world.states() == [State.NEW]
    assert world.memory.claimed_numbers() == set()
    world.later()
    assert world.states() == [State.SETTLED]


def test_a_taken_number_starts_over_from_the_beginning() -> None:
    world = world_with(event="lost_request")
    taken(world)
    world.weather.next("relation", Unreachable("timeout"))
    world.later()
    assert world.states() == [State.NEW]
    assert world.memory.claimed_numbers() == set()
    world.later()
    assert sorted(world.books.invoices_) == ["2018001", "2018002"]


def test_a_work_order_tried_again_is_counted_as_offered_from_then_on() -> None:
    world = World(replace(CHOICES, mark_errors=True))
    world.add(WITHOUT_LINES)
    world.run()
    world.add(work_order(work_status="99"))
    world.memory.jobs_[1] = replace(world.memory.jobs_[1], refused_fingerprint="", refused_code="")
    world.later(timedelta(minutes=1))
    assert world.field.orders_["1"].work_status == "1"
    assert world.states() == [State.SETTLED]
