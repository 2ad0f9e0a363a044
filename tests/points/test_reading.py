"""Points of reading and putting that the tests of the engine itself leave open."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bonbrug.sync.model.records import Relation, WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.memory import TakenOver
from bonbrug.sync.ports.retrying import Patience, RetryingBooks
from bonbrug.sync.states.jobs import State
from tests.fakes.weather import Crash
from tests.fakes.world import World, relation, work_order

IMPORTS = SyncSettings(version=1)
NO_REST = Patience(lambda: 0.0, lambda seconds: None)


def with_order() -> World:
    world = World()
    world.add(work_order())
    return world


def test_opening_a_session_without_an_answer_is_tried_again_at_once() -> None:
    world = World()
    world.weather.next("sign_in", "not_sent", "lost_reply")
    RetryingBooks(world.books, NO_REST).sign_in()
    assert world.weather.count("sign_in") == 3


def test_a_session_that_never_opens_leaves_no_trace_and_the_next_run_works() -> None:
    world = with_order()
    world.weather.next("sign_in", "lost_request")
    assert world.run().outcome == "unreachable"
    assert world.writes() == 0
    world.later()
    assert world.states() == [State.SETTLED]


def test_an_older_answer_in_the_hands_of_a_worker_that_was_overtaken_goes_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(IMPORTS)
    world.run()
    world.books.relations_["1"] = relation(name="Naam van gisteren")
    progress = world.memory.progress

    def overtaken(stage: str, done: int, total: int) -> None:
        progress(stage, done, total)
        world.memory.lost = world.memory.lost or stage == "relations"

    monkeypatch.setattr(world.memory, "progress", overtaken)
    world.now = world.now.replace(hour=9)
    with pytest.raises(TakenOver):
        world.run()
    assert world.field.relations_["TEST1"].name == "Klant TEST1"
    assert world.field.writes() == 0


def test_a_crash_between_two_batches_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(IMPORTS)
    codes = [f"K{number}" for number in range(1200)]
    world.books.relations_ = {code: relation(code, code) for code in codes}
    arrived: list[str] = []
    put = world.field.put_relations

    def counted(relations: Sequence[Relation]) -> int:
        count = put(relations)
        arrived.extend(row.code for row in relations)
        return count

    monkeypatch.setattr(world.field, "put_relations", counted)
    world.weather.crash_at = None
    world.weather.script["put_relations"] = ["", "crash_before"]
    with pytest.raises(Crash):
        world.run()
    world.later()
    assert sorted(arrived) == sorted(codes)


def test_a_product_that_was_deleted_is_still_invoiced_on_the_work_orders_that_have_it() -> None:
    world = World()
    world.run()
    world.books.products_ = {
        key: one for key, one in world.books.products_.items() if one.code != "BUIS"
    }
    world.add(work_order())
    world.later()
    (kept,) = world.books.invoices_.values()
    assert [str(line.price) for line in kept.invoice.lines] == ["50", "4.55"]


@pytest.mark.parametrize("event", ["lost_request", "lost_reply", "not_sent"])
def test_a_list_of_work_orders_that_got_lost_changed_nothing_there(event: str) -> None:
    world = with_order()
    world.run()
    world.add(work_order("2"))
    world.weather.next("work_orders", event)
    world.later()
    assert world.field.orders_["2"].status == "Compleet"
    assert world.writes() == 0
    world.later()
    assert world.field.orders_["2"].status == "Afgehandeld"
    assert len(world.books.invoices_) == 2


def test_a_work_order_that_is_listed_twice_is_one_job(monkeypatch: pytest.MonkeyPatch) -> None:
    world = with_order()
    listed = world.field.work_orders

    def twice(status: str, work_status: str = "") -> list[WorkOrder]:
        return listed(status, work_status) * 2

    monkeypatch.setattr(world.field, "work_orders", twice)
    world.run()
    assert world.states() == [State.SETTLED]
    assert len(world.books.invoices_) == 1


def flipping(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let listing do what the oldest Open API did: it sets Afgehandeld what it hands over."""
    listed = world.field.work_orders

    def destructive(status: str, work_status: str = "") -> list[WorkOrder]:
        given = listed(status, work_status)
        for order in given:
            world.field.orders_[order.row_id] = replace(order, status="Afgehandeld")
        return given

    monkeypatch.setattr(world.field, "work_orders", destructive)


def test_a_list_that_settles_what_it_hands_over_ends_in_a_question_and_not_in_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = with_order()
    flipping(world, monkeypatch)
    world.run()
    assert world.books.invoices_ == {}
    assert world.items() == ["settled_without_invoice"]


def test_a_work_status_that_was_changed_after_listing_is_not_exported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = with_order()
    read = world.field.work_order

    def changed(row_id: str) -> WorkOrder | None:
        order = read(row_id)
        return replace(order, work_status="0") if order else None

    monkeypatch.setattr(world.field, "work_order", changed)
    world.run()
    assert world.books.invoices_ == {}
    assert world.states() == [State.WITHDRAWN]
    assert world.field.orders_["1"].status == "Compleet"
