"""Several work orders of one customer on one invoice: all of them or none, each exactly once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bonbrug.sync.drafting.invoice import expected_totals
from bonbrug.sync.model.agreements import Collect, CustomerAgreement
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import Invoice, InvoiceLine, WorkOrder
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import Job, Outcome, State
from bonbrug.sync.states.person_transitions import Pair
from tests.fakes.weather import Crash
from tests.fakes.world import START, World, relation, work_order

MONTHLY = CustomerAgreement(collect=Collect.MONTHLY)
NEXT_MONTH = datetime(2018, 10, 1, 8, 0, tzinfo=UTC)


def world_of(*orders: WorkOrder, agreed: CustomerAgreement = MONTHLY) -> World:
    world = World(state=ConnectionState(activated_on=date(2018, 8, 1), backlog_judged=True))
    world.memory.rows.agreed["test1"] = agreed
    world.add(*orders)
    world.run()
    return world


def two(collect: Collect) -> World:
    agreed = CustomerAgreement(collect=collect)
    return world_of(work_order("1"), work_order("2"), agreed=agreed)


def month_ends(world: World) -> None:
    world.now = NEXT_MONTH
    world.run()


def sent(world: World) -> list[Invoice]:
    return [kept.invoice for kept in world.books.invoices_.values()]


def jobs(world: World) -> list[Job]:
    return [job for job in world.memory.jobs_.values() if not job.collective]


def whole(world: World) -> Job:
    return [job for job in world.memory.jobs_.values() if job.collective][-1]


def collect_now(world: World) -> None:
    for place in list(world.memory.jobs_):
        world.memory.decide(place, person_transitions.collect_now)


def statuses(world: World) -> list[str]:
    return [order.status for order in world.field.orders_.values()]


def test_until_its_month_is_over_a_work_order_waits_without_an_invoice() -> None:
    world = two(collect=Collect.MONTHLY)
    world.later()
    assert sent(world) == []
    assert world.states() == [State.GATHERED, State.GATHERED]
    assert statuses(world) == ["Compleet", "Compleet"]


def test_a_month_of_work_orders_becomes_one_invoice_and_each_is_settled() -> None:
    world = two(collect=Collect.MONTHLY)
    month_ends(world)
    (invoice,) = sent(world)
    assert len(invoice.lines) == 4
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]
    assert {job.invoice_number for job in jobs(world)} == {invoice.number}
    assert {job.state for job in world.memory.jobs_.values()} == {State.SETTLED}
    assert world.items() == []


def test_the_invoice_is_worth_what_its_work_orders_are_together() -> None:
    world = two(collect=Collect.MONTHLY)
    month_ends(world)
    alone = World()
    alone.add(work_order("1"), work_order("2"))
    alone.run()
    one, other = (expected_totals(invoice).gross for invoice in sent(alone))
    assert expected_totals(sent(world)[0]).gross == one + other == whole(world).gross


def test_each_part_names_its_work_order_and_the_first_carries_the_tag_of_the_whole() -> None:
    world = two(collect=Collect.MONTHLY)
    month_ends(world)
    (invoice,) = sent(world)
    texts = [line.description for line in invoice.lines]
    assert "WB-00001" in texts[0]
    assert "WB-00002" in texts[2]
    assert whole(world).marker.rpartition(" · ")[2] in texts[0]


def test_nothing_is_written_by_a_run_in_which_they_only_wait() -> None:
    world = two(collect=Collect.MONTHLY)
    before = dict(world.memory.jobs_)
    world.later()
    assert world.memory.jobs_ == before
    assert world.writes() == 0


@pytest.mark.parametrize(
    ("collect", "last"),
    [(Collect.WEEKLY, date(2018, 9, 23)), (Collect.MONTHLY, date(2018, 9, 30))],
)
def test_a_period_is_invoiced_the_day_after_its_last(collect: Collect, last: date) -> None:
    world = two(collect=collect)
    world.now = datetime(last.year, last.month, last.day, 12, tzinfo=UTC)
    world.run()
    assert sent(world) == []
    world.later(timedelta(days=1))
    assert len(sent(world)) == 1


def test_work_of_two_months_becomes_two_invoices() -> None:
    world = world_of(work_order("1"), work_order("2", day=date(2018, 8, 31)))
    month_ends(world)
    assert len(sent(world)) == 2


def test_by_hand_waits_until_a_person_says_so() -> None:
    world = two(collect=Collect.BY_HAND)
    month_ends(world)
    assert sent(world) == []
    collect_now(world)
    world.later()
    assert len(sent(world)) == 1


def test_a_person_need_not_wait_for_the_end_of_the_month() -> None:
    world = two(collect=Collect.MONTHLY)
    collect_now(world)
    world.later()
    assert len(sent(world)) == 1


def test_each_customer_gets_an_invoice_of_their_own() -> None:
    world = World()
    world.books.relations_["2"] = relation("K2", "2")
    world.memory.rows.agreed.update({"test1": MONTHLY, "k2": MONTHLY})
    world.add(work_order("1"), work_order("2", customer=relation("K2")), work_order("3"))
    world.run()
    month_ends(world)
    assert sorted((one.relation_code, len(one.lines)) for one in sent(world)) == [
        ("K2", 2), ("TEST1", 4),
    ]  # fmt: skip


def test_a_doubtful_one_stays_out_and_is_asked_about_at_once() -> None:
    much = replace(work_order().materials[0], quantity=Decimal(5000))
    world = world_of(work_order("1"), work_order("2", materials=(much,)))
    assert "quantity_large" in world.items()
    month_ends(world)
    (invoice,) = sent(world)
    assert len(invoice.lines) == 2
    assert statuses(world) == ["Afgehandeld", "Compleet"]


def test_one_that_was_approved_goes_with_the_others() -> None:
    much = replace(work_order().materials[0], quantity=Decimal(5000))
    world = world_of(work_order("1"), work_order("2", materials=(much,)))
    world.approve()
    world.later()
    assert world.states() == [State.GATHERED, State.GATHERED]
    month_ends(world)
    assert len(sent(world)) == 1
    assert world.items() == []


def test_what_changed_meanwhile_is_invoiced_as_it_is_now() -> None:
    world = two(collect=Collect.MONTHLY)
    more = replace(work_order().materials[0], quantity=Decimal(3))
    world.add(work_order("2", materials=(more,)))
    month_ends(world)
    (invoice,) = sent(world)
    assert invoice.lines[3].quantity == Decimal(3)


def test_one_that_is_taken_away_while_the_invoice_is_begun_goes_without_it() -> None:
    world = two(collect=Collect.MONTHLY)
    world.weather.next("send_invoice", "not_sent")
    world.now = NEXT_MONTH
    world.run()
    world.field.orders_["2"] = work_order("2", status="Opgehaald")
    world.later()
    (invoice,) = sent(world)
    assert len(invoice.lines) == 2
    assert statuses(world) == ["Afgehandeld", "Opgehaald"]


def test_a_lost_answer_is_looked_up_and_nothing_is_sent_twice() -> None:
    world = two(collect=Collect.MONTHLY)
    world.weather.next("send_invoice", "lost_reply")
    month_ends(world)
    assert {job.state for job in jobs(world)} == {State.COLLECTED}
    world.later()
    assert len(sent(world)) == 1
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def test_refused_by_the_books_the_whole_waits_for_a_person_and_then_goes() -> None:
    world = two(collect=Collect.MONTHLY)
    world.weather.next("send_invoice", Refused("CFACT042"))
    month_ends(world)
    assert world.items() == ["books_refused"]
    assert sent(world) == []
    world.later()
    assert sent(world) == []
    world.memory.decide(whole(world).id, person_transitions.retry)
    world.later()
    assert len(sent(world)) == 1
    assert world.items() == []


def refused_by_the_books() -> World:
    world = two(collect=Collect.MONTHLY)
    world.weather.next("send_invoice", Refused("CFACT042"))
    month_ends(world)
    world.later()
    assert (world.items(), sent(world)) == (["books_refused"], [])
    return world


def repair_the_work_order(world: World) -> None:
    more = replace(work_order().materials[0], quantity=Decimal(3))
    world.add(work_order("2", materials=(more,)))


def save_the_settings(world: World) -> None:
    world.choices = replace(world.choices, version=2)


def change_the_relation(world: World) -> None:
    world.books.relations_["1"] = relation(contact="Iemand anders")


REPAIRED = (repair_the_work_order, save_the_settings, change_the_relation)


@pytest.mark.parametrize("repair", REPAIRED)
def test_refused_by_the_books_it_goes_by_itself_once_what_it_depends_on_changes(
    repair: Callable[[World], None],
) -> None:
    world = refused_by_the_books()
    repair(world)
    world.later()
    world.later()
    (invoice,) = sent(world)
    assert len(invoice.lines) == 4
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]
    assert world.items() == []


def test_what_was_repaired_stands_on_it_as_it_is_now() -> None:
    world = refused_by_the_books()
    repair_the_work_order(world)
    world.later()
    assert sent(world)[0].lines[3].quantity == Decimal(3)


def test_refused_it_goes_without_one_that_is_doubtful_by_now() -> None:
    world = refused_by_the_books()
    much = replace(work_order().materials[0], quantity=Decimal(5000))
    world.add(work_order("2", materials=(much,)))
    world.later()
    world.later()
    assert [len(one.lines) for one in sent(world)] == [2]
    assert world.items() == ["quantity_large"]


def test_one_that_is_of_another_customer_by_now_leaves_it() -> None:
    world = refused_by_the_books()
    world.books.relations_["2"] = relation("K2", "2")
    world.later()
    world.add(work_order("2", customer=relation("K2")))
    for _ in range(3):
        world.later()
    made = [(one.relation_code, len(one.lines)) for one in sent(world)]
    assert sorted(made) == [("K2", 2), ("TEST1", 2)]


def test_a_refusal_closes_when_none_of_its_work_orders_is_left() -> None:
    world = refused_by_the_books()
    for row_id in "12":
        world.add(work_order(row_id, status="Opgehaald"))
    world.later()
    assert world.items() == []
    assert whole(world).state is State.WITHDRAWN


def test_in_doubt_a_person_is_asked_once_until_something_changes_again() -> None:
    world = two(collect=Collect.MONTHLY)
    world.weather.next("send_invoice", "late", Refused("CFACT042"))
    month_ends(world)
    world.later()
    repair_the_work_order(world)
    world.later()
    assert "collective_changed" in world.items()
    world.memory.items.clear()
    world.later()
    assert (world.items(), sent(world)) == ([], [])


def invoice_by_hand(world: World, number: str) -> str:
    text = f"Reparatie volgens {number}"
    line = InvoiceLine(Decimal(1), "stuk", "HAND", text, Decimal(10), "GEEN", "8000")
    day = NEXT_MONTH.date()
    return world.books.write(
        Invoice("2018900", "TEST1", day, 14, "Test", book=False, booking_text="", lines=(line,))
    )


def test_one_that_somebody_invoiced_by_hand_stays_out_and_is_named() -> None:
    world = two(collect=Collect.MONTHLY)
    invoice_by_hand(world, "WB-00002")
    month_ends(world)
    assert world.items() == ["foreign_invoice"]
    ours = [one for one in sent(world) if one.lines[0].code == "UUR"]
    assert [len(one.lines) for one in ours] == [2]
    assert statuses(world) == ["Afgehandeld", "Compleet"]


def test_when_the_customer_is_not_collected_any_more_each_gets_its_own_invoice() -> None:
    world = two(collect=Collect.MONTHLY)
    world.memory.rows.agreed.clear()
    world.later()
    assert len(sent(world)) == 2


def test_who_agrees_later_leaves_an_invoice_that_may_be_on_its_way_alone() -> None:
    world = World()
    world.add(work_order("1"))
    world.weather.next("send_invoice", "lost_reply")
    world.run()
    world.memory.rows.agreed["test1"] = MONTHLY
    world.later()
    world.later()
    assert len(sent(world)) == 1
    assert world.states() == [State.SETTLED]


def test_a_memory_that_was_put_back_finds_the_invoice_again() -> None:
    world = two(collect=Collect.MONTHLY)
    before = world.memory.rows.copy()
    month_ends(world)
    for order in world.field.orders_.values():
        world.add(replace(order, status="Compleet"))
    world.memory._rows = before
    world.later()
    assert len(sent(world)) == 1
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]
    assert {one.outcome for one in world.memory.intents.values()} <= {Outcome.DONE}


def test_more_lines_than_one_invoice_holds_become_a_second_invoice() -> None:
    orders = [work_order(str(number)) for number in range(1, 61)]
    world = world_of(*orders)
    month_ends(world)
    for _ in range(3):
        world.later()
    most = world.books.capabilities.limits.lines
    assert all(len(invoice.lines) <= most for invoice in sent(world))
    assert sum(len(invoice.lines) for invoice in sent(world)) == 120
    assert set(statuses(world)) == {"Afgehandeld"}


@pytest.mark.parametrize("plus", range(1, 40))
def test_a_crash_anywhere_leaves_one_invoice(plus: int) -> None:
    world = two(collect=Collect.MONTHLY)
    world.now = NEXT_MONTH
    world.weather.calls.clear()
    world.weather.crash_at = (plus, "crash_after")
    world.crash()
    world.weather.crash_at = None
    for _ in range(4):
        world.later()
    assert len(sent(world)) == 1
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def test_a_day_of_work_names_its_period() -> None:
    weekly = CustomerAgreement(collect=Collect.WEEKLY)
    assert weekly.period(date(2018, 12, 31)) == ("2019-W01", date(2019, 1, 6))
    assert MONTHLY.period(date(2020, 2, 3)) == ("2020-02", date(2020, 2, 29))
    assert MONTHLY.period(START.date()) == ("2018-09", date(2018, 9, 30))


@pytest.mark.parametrize("write", range(1, 30))
def test_a_crash_at_any_write_leaves_one_invoice(write: int) -> None:
    world = two(collect=Collect.MONTHLY)
    world.now = NEXT_MONTH
    world.memory.crash_at = world.memory.writes + write
    world.crash()
    world.memory.crash_at = 0
    for _ in range(4):
        world.later()
    assert len(sent(world)) == 1
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def refused_in_doubt(world: World) -> None:
    """The first send got no answer and may yet arrive; the second one was refused."""
    world.weather.next("send_invoice", "late", Refused("CFACT042"))
    month_ends(world)
    world.later()
    world.field.orders_["2"] = work_order("2", status="Opgehaald")
    world.memory.decide(whole(world).id, person_transitions.retry)
    world.memory.items.clear()


def test_nothing_is_let_go_while_a_send_may_yet_arrive() -> None:
    world = two(collect=Collect.MONTHLY)
    refused_in_doubt(world)
    world.later()
    assert world.items() == ["collective_changed"]
    assert sent(world) == []
    assert {job.state for job in jobs(world)} == {State.COLLECTED}


def test_what_arrived_late_is_the_invoice_of_all_that_it_was_sent_for() -> None:
    world = two(collect=Collect.MONTHLY)
    refused_in_doubt(world)
    world.later()
    world.weather.deliver()
    world.memory.decide(whole(world).id, person_transitions.retry)
    world.later()
    assert len(sent(world)) == 1
    assert {job.invoice_number for job in jobs(world)} == {sent(world)[0].number}
    assert statuses(world)[0] == "Afgehandeld"


def test_a_work_order_in_a_collective_invoice_is_not_credited_alone() -> None:
    world = two(collect=Collect.MONTHLY)
    month_ends(world)
    assert [person_transitions.credit(job, again=True) for job in jobs(world)] == [None, None]
    taken_back = person_transitions.credit(whole(world), again=False)
    assert taken_back is not None
    assert (taken_back.collective, taken_back.row_id) == (True, whole(world).row_id)


def test_a_customer_whom_the_books_do_not_know_is_asked_about_at_once() -> None:
    world = World(state=ConnectionState(activated_on=date(2018, 8, 1)))
    world.memory.rows.agreed["nieuw"] = MONTHLY
    world.add(work_order("1", customer=relation("NIEUW")))
    world.run()
    assert world.items() == ["unknown_relation"]
    assert world.states() == [State.REFUSED]


def test_a_customer_who_is_gone_when_the_month_ends_stops_only_that_invoice() -> None:
    world = two(collect=Collect.MONTHLY)
    world.books.relations_.clear()
    month_ends(world)
    assert sent(world) == []
    world.later()
    assert world.items() == ["unknown_relation", "unknown_relation"]


def test_only_what_waits_can_be_asked_for_before_its_day() -> None:
    settled = World()
    settled.add(work_order("1"))
    settled.run()
    pair = Pair(settled.memory.jobs_[1])
    assert person_transitions.collect_now(pair) == pair


def test_a_number_that_is_somebody_elses_is_claimed_anew_for_the_whole() -> None:
    world = two(collect=Collect.MONTHLY)
    world.weather.next("send_invoice", "crash_before")
    world.now = NEXT_MONTH
    assert world.crash()
    line = InvoiceLine(Decimal(1), "stuk", "HAND", "Iets anders", Decimal(10), "GEEN", "8000")
    taken = Invoice("2018001", "TEST1", NEXT_MONTH.date(), 14, "Test", book=False,
                    booking_text="", lines=(line,))  # fmt: skip
    world.books.write(taken)
    for _ in range(4):
        world.later()
    assert {job.invoice_number for job in jobs(world)} == {"2018002"}
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def test_what_was_decided_meanwhile_opens_no_collective_invoice_in_this_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = two(collect=Collect.MONTHLY)
    opened = world.memory.collect

    def decided_first(members: Sequence[Job]) -> Job:
        world.memory.decide(members[0].id, person_transitions.collect_now)
        monkeypatch.setattr(world.memory, "collect", opened)
        return opened(members)

    monkeypatch.setattr(world.memory, "collect", decided_first)
    month_ends(world)
    assert sent(world) == []
    world.later()
    assert len(sent(world)) == 1


def test_billed_by_hand_while_a_send_may_arrive_is_asked_about() -> None:
    world = two(collect=Collect.MONTHLY)
    world.weather.next("send_invoice", "late", Refused("CFACT042"))
    month_ends(world)
    world.later()
    line = InvoiceLine(Decimal(1), "stuk", "HAND", "WB-00002", Decimal(10), "GEEN", "8000")
    world.books.write(Invoice("2018900", "TEST1", NEXT_MONTH.date(), 14, "Test", book=False,
                              booking_text="", lines=(line,)))  # fmt: skip
    world.memory.decide(whole(world).id, person_transitions.retry)
    world.memory.items.clear()
    world.later()
    assert world.items() == ["collective_changed"]


def test_claimed_and_certainly_not_sent_it_is_sent_as_it_was() -> None:
    world = two(collect=Collect.MONTHLY)
    world.weather.next("send_invoice", "crash_before")
    world.now = NEXT_MONTH
    assert world.crash()
    (intent,) = world.memory.intents.values()
    world.later()
    world.later()
    assert [one.number for one in sent(world)] == [intent.invoice.number]


def test_what_arrived_between_the_claim_and_the_next_send_is_kept() -> None:
    world = two(collect=Collect.MONTHLY)
    world.weather.next("send_invoice", "late", Refused("CFACT042"))
    month_ends(world)
    world.later()
    world.memory.decide(whole(world).id, person_transitions.retry)
    world.now += timedelta(minutes=15)
    stamp = world.memory.stamp
    world.memory.stamp = crash  # type: ignore[method-assign,assignment]
    assert world.crash()
    world.memory.stamp = stamp  # type: ignore[method-assign]
    world.weather.deliver()
    world.later()
    assert len(sent(world)) == 1
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def crash(*_: object) -> None:
    raise Crash


def test_a_trial_run_counts_no_invoice_of_what_would_wait() -> None:
    world = World()
    world.memory.rows.agreed["test1"] = MONTHLY
    world.add(work_order("1"))
    report = world.run(dry_run=True)
    assert report.counts["invoices"] == 0
    assert report.rehearsed == []


def test_a_trial_run_shows_what_is_doubtful_of_a_collected_customer() -> None:
    much = replace(work_order().materials[0], quantity=Decimal(5000))
    world = World()
    world.memory.rows.agreed["test1"] = MONTHLY
    world.add(work_order("1", materials=(much,)))
    assert [one.order.row_id for one in world.run(dry_run=True).rehearsed] == ["1"]


def put_back_before_the_invoice(world: World) -> None:
    """Restore a backup of before the month ended; what was settled since is not offered."""
    before = world.memory.rows.copy()
    month_ends(world)
    world.memory._rows = before


def test_after_a_restore_what_came_later_is_not_taken_for_a_part_of_the_invoice() -> None:
    """The first work order gives its name to a new invoice with another one."""
    world = world_of(work_order("1"))
    put_back_before_the_invoice(world)
    world.add(replace(work_order("1"), status="Compleet"), work_order("2"))
    for _ in range(4):
        world.later()
    assert [len(invoice.lines) for invoice in sent(world)] == [2, 2]
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]
    assert {job.row_id: job.invoice_number for job in jobs(world)} == {
        "1": "2018001", "2": "2018002",
    }  # fmt: skip
    assert "totals_differ" not in world.items()


def test_after_a_restore_an_invoice_named_after_a_work_order_that_came_off_it_is_not_its() -> None:
    """It was billed by hand when the invoice went, and the hand-made one is gone by now."""
    world = two(Collect.MONTHLY)
    by_hand = invoice_by_hand(world, "WB-00001")
    put_back_before_the_invoice(world)
    del world.books.invoices_[by_hand]
    world.field.orders_["2"] = replace(world.field.orders_["2"], status="Afgehandeld")
    for _ in range(4):
        world.later()
    numbers = {job.row_id: job.invoice_number for job in jobs(world)}
    assert numbers["1"] not in {"", by_hand}
    assert len(sent(world)) == 2
