"""Taking a collective invoice back: whole, once, and all its work orders are free after that."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from bonbrug.sync.drafting.invoice import expected_totals
from bonbrug.sync.model.agreements import Collect
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import Job, State
from tests.fakes.world import World, work_order
from tests.sync.invoicing.test_collecting import month_ends, sent, statuses, two

AGAIN, ONLY = True, False


def reopened(collect: Collect = Collect.MONTHLY) -> World:
    """Two work orders on invoice 2018001; the second is complete again with more on it."""
    world = two(collect)
    month_ends(world)
    line = replace(work_order().materials[0], quantity=Decimal(3))
    world.field.orders_["2"] = work_order("2", materials=(line,))
    world.later()
    assert world.items() == ["reopened"]
    return world


def newest(world: World, row_id: str) -> Job:
    mine = [job for job in world.memory.jobs_.values() if job.row_id == row_id]
    return max(mine, key=lambda job: job.generation)


def of_all(world: World) -> Job:
    """Return the credit of the whole."""
    return next(one for one in world.memory.jobs_.values() if one.collective and one.credits)


def credit(world: World, *, again: bool) -> None:
    """Press the button at the work order that was opened again."""
    world.memory.items.clear()
    assert world.memory.rows.credit(newest(world, "2").id, again=again)


def later(world: World, times: int = 4) -> World:
    for _ in range(times):
        world.later()
    return world


def gross(world: World) -> list[Decimal]:
    return [expected_totals(one).gross for one in sent(world)]


def test_a_work_order_of_it_that_is_opened_again_shows_the_whole_as_it_would_be_now() -> None:
    world = reopened()
    ((content, proposed),) = world.memory.rows.proposals.values()
    assert content == newest(world, "2").reopened_fingerprint
    assert [line.quantity for line in proposed.lines if line.code == "BUIS"] == [2, 3]
    assert len(proposed.lines) == len(sent(world)[0].lines)


def test_one_that_is_gone_by_now_is_not_on_what_it_would_be() -> None:
    world = two(Collect.MONTHLY)
    month_ends(world)
    del world.field.orders_["1"]
    world.add(work_order("2"))
    world.later()
    ((_, proposed),) = world.memory.rows.proposals.values()
    assert len(proposed.lines) == 2


def test_the_credit_is_the_opposite_of_the_whole_and_names_it() -> None:
    world = reopened()
    credit(world, again=ONLY)
    world.later()
    first, second = sent(world)
    assert [line.quantity for line in second.lines] == [-line.quantity for line in first.lines]
    assert second.lines[0].description.startswith("Credit van factuur 2018001\n")
    assert sum(gross(world)) == 0
    assert of_all(world).credits == "2018001"


def test_only_credit_leaves_every_work_order_settled_and_makes_nothing_more() -> None:
    world = reopened()
    credit(world, again=ONLY)
    later(world)
    assert len(sent(world)) == 2
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]
    assert {newest(world, row).state for row in "12"} == {State.SETTLED}
    assert all(newest(world, row).is_taken_back for row in "12")
    assert world.items() == ["offset_items"]


def test_after_that_each_is_free_and_can_be_collected_again() -> None:
    world = reopened()
    credit(world, again=ONLY)
    later(world)
    world.field.orders_["1"] = work_order("1")
    later(world)
    assert len(sent(world)) == 3
    assert len(sent(world)[2].lines) == 2
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]
    assert newest(world, "2").credits == "2018001"


@pytest.mark.parametrize("collect", [Collect.MONTHLY, Collect.WEEKLY])
def test_made_anew_it_is_one_invoice_of_all_as_they_are_now(collect: Collect) -> None:
    world = reopened(collect)
    credit(world, again=AGAIN)
    world.later()
    assert sum(gross(world)) == 0
    later(world)
    first, _, third = sent(world)
    assert len(sent(world)) == 3
    assert [line.quantity for line in third.lines if line.code == "BUIS"] == [2, 3]
    assert gross(world)[2] > gross(world)[0]
    assert len(third.lines) == len(first.lines)
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]
    assert {newest(world, row).invoice_number for row in "12"} == {third.number}
    assert world.items() == ["offset_items"]


def test_by_hand_it_is_made_anew_without_another_press() -> None:
    world = two(Collect.BY_HAND)
    for place in list(world.memory.jobs_):
        world.memory.decide(place, person_transitions.collect_now)
    world.later()
    world.add(work_order("2"))
    world.later()
    credit(world, again=AGAIN)
    later(world)
    assert len(sent(world)) == 3
    assert len(sent(world)[2].lines) == 4


def test_one_that_is_doubtful_by_now_stays_out_of_the_new_one_and_is_named() -> None:
    world = reopened()
    credit(world, again=AGAIN)
    much = replace(work_order().materials[0], quantity=Decimal(5000))
    world.field.orders_["1"] = work_order("1", status="Afgehandeld", materials=(much,))
    later(world)
    assert len(sent(world)[2].lines) == 2
    assert "quantity_large" in world.items()
    world.approve()
    later(world)
    assert len(sent(world)) == 4
    assert newest(world, "1").invoice_number == sent(world)[3].number


def test_one_that_is_back_on_the_tablet_is_invoiced_when_it_comes_back() -> None:
    world = reopened()
    credit(world, again=AGAIN)
    world.field.orders_["2"] = work_order("2", status="Opgehaald")
    later(world)
    assert [len(one.lines) for one in sent(world)] == [4, 4, 2]
    world.field.orders_["2"] = work_order("2")
    later(world)
    assert [len(one.lines) for one in sent(world)] == [4, 4, 2, 2]
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def test_one_that_is_gone_is_named_and_the_others_are_made_anew() -> None:
    world = reopened()
    credit(world, again=AGAIN)
    del world.field.orders_["1"]
    later(world)
    assert [len(one.lines) for one in sent(world)] == [4, 4, 2]
    assert "work_order_gone" in world.items()


def test_one_that_cannot_be_read_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    world = reopened()
    credit(world, again=AGAIN)
    world.later()
    read = world.field.work_order

    def refused(row_id: str) -> object:
        if row_id == "1":
            raise Refused("1502")
        return read(row_id)

    monkeypatch.setattr(world.field, "work_order", refused)
    later(world, 2)
    assert "step_refused" in world.items()
    assert newest(world, "1").state is State.NEW
    assert newest(world, "2").state is State.SETTLED


def test_until_the_credit_is_there_no_work_order_of_it_moves() -> None:
    world = reopened()
    credit(world, again=AGAIN)
    world.weather.next("send_invoice", "lost_request")
    world.later()
    assert {newest(world, row).state for row in "12"} == {State.COLLECTED}
    assert len(sent(world)) == 1


@pytest.mark.parametrize("fate", ["lost_request", "lost_answer", "late", "not_sent"])
def test_a_credit_of_unknown_outcome_is_made_once(fate: str) -> None:
    world = reopened()
    credit(world, again=AGAIN)
    world.weather.next("send_invoice", fate)
    for _ in range(8):
        world.weather.deliver()
        world.later()
    assert len(sent(world)) == 3
    assert gross(world)[0] + gross(world)[1] == 0


@pytest.mark.parametrize("again", [AGAIN, ONLY])
@pytest.mark.parametrize("write", range(1, 26))
def test_a_crash_at_any_write_leaves_one_credit_and_one_invoice(write: int, again: bool) -> None:
    world = reopened()
    credit(world, again=again)
    world.memory.crash_at = world.memory.writes + write
    for _ in range(3):
        world.crash()
    world.memory.crash_at = 0
    later(world, 5)
    assert len(sent(world)) == (3 if again else 2)
    assert gross(world)[0] + gross(world)[1] == 0
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def test_no_invoice_can_be_credited_twice_whichever_work_order_is_asked_about() -> None:
    world = reopened()
    credit(world, again=AGAIN)
    first = [job for job in world.memory.jobs_.values() if not (job.credits or job.collective)]
    assert not any(world.memory.rows.credit(job.id, again=ONLY) for job in first)
    later(world)
    assert not any(world.memory.rows.credit(job.id, again=ONLY) for job in first)
    assert len([one for one in gross(world) if one < 0]) == 1


def test_a_credit_that_is_refused_can_be_dropped_and_every_work_order_is_asked_about() -> None:
    world = reopened()
    credit(world, again=AGAIN)
    world.weather.next("send_invoice", Refused("CFACT042"))
    world.later()
    assert world.items() == ["credit_refused"]
    world.memory.items.clear()
    assert world.memory.decide(of_all(world).id, person_transitions.drop_credit)
    assert {newest(world, row).state for row in "12"} == {State.WITHDRAWN}
    world.later()
    assert world.items() == ["reopened"]
    assert world.memory.decide(newest(world, "2").id, person_transitions.leave)
    later(world)
    assert len(sent(world)) == 1
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def test_what_is_left_as_it_is_is_settled_again() -> None:
    world = reopened()
    world.memory.items.clear()
    assert world.memory.decide(newest(world, "2").id, person_transitions.leave)
    later(world)
    assert (world.items(), len(sent(world))) == ([], 1)
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def test_when_the_credit_is_deleted_first_nothing_is_made_anew() -> None:
    world = reopened()
    credit(world, again=AGAIN)
    world.later()
    del world.books.invoices_[of_all(world).invoice_number]
    later(world)
    assert len(sent(world)) == 1
    assert "credit_deleted" in world.items()


def change_customer(world: World) -> None:
    world.memory.rows.agreed.clear()


FREED: dict[str, Callable[[World], None]] = {"not collected any more": change_customer}


@pytest.mark.parametrize("case", FREED)
def test_each_is_invoiced_by_itself_when_the_customer_is_not_collected_any_more(case: str) -> None:
    world = reopened()
    FREED[case](world)
    credit(world, again=AGAIN)
    later(world)
    assert [len(one.lines) for one in sent(world)] == [4, 4, 2, 2]
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def test_what_was_made_anew_can_be_credited_again() -> None:
    world = reopened()
    credit(world, again=AGAIN)
    later(world)
    world.add(work_order("1"))
    world.later()
    world.memory.items.clear()
    assert world.memory.rows.credit(newest(world, "1").id, again=AGAIN)
    later(world)
    assert len(sent(world)) == 5
    assert [one < 0 for one in gross(world)] == [False, True, False, True, False]
