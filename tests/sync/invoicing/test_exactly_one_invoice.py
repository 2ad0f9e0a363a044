"""Whatever breaks, and wherever: in the end one invoice and one settled work order."""

from dataclasses import replace
from datetime import datetime, timedelta
from unittest.mock import Mock

import pytest

from bonbrug.sync.invoicing.next_step import LOOK_BACK
from bonbrug.sync.model.failures import (
    Misconfigured,
    NotAllowedIn,
    Refused,
    Unreachable,
    Unreadable,
)
from bonbrug.sync.model.records import FoundInvoice, Invoice
from bonbrug.sync.ports.memory import TakenOver
from bonbrug.sync.states.jobs import Intent, Outcome, State
from tests.fakes.weather import Crash
from tests.fakes.world import QUIET, World, relation, work_order
from tests.sync.invoicing.one_work_order import assert_one_and_settled, converge, world_with_one

CALLS = 20
LEDGER_WRITES = 20


@pytest.mark.parametrize("moment", ["crash_before", "crash_after"])
@pytest.mark.parametrize("call", range(1, CALLS))
def test_a_crash_around_any_call_ends_with_one_invoice(call: int, moment: str) -> None:
    world = world_with_one()
    world.weather.crash_at = (call, moment)
    crashed = world.crash()
    assert crashed or call > len(world.weather.calls)
    world.weather.crash_at = None
    converge(world)
    assert_one_and_settled(world)


@pytest.mark.parametrize("write", range(1, LEDGER_WRITES))
def test_a_crash_at_any_commit_ends_with_one_invoice(write: int) -> None:
    world = world_with_one()
    world.memory.crash_at = write
    world.crash()
    world.memory.crash_at = 0
    converge(world)
    assert_one_and_settled(world)


@pytest.mark.parametrize("event", ["lost_request", "lost_reply", "late", "not_sent"])
@pytest.mark.parametrize("method", ["send_invoice", "settle", "invoice", "open_items", "invoices"])
def test_a_call_that_gets_no_answer_ends_with_one_invoice(method: str, event: str) -> None:
    world = world_with_one()
    world.weather.next(method, event)
    world.run()
    converge(world)
    assert_one_and_settled(world)


def test_an_unknown_outcome_rests_a_quiet_period_before_it_is_looked_up() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "lost_reply")
    world.run()
    world.later(QUIET - timedelta(seconds=1))
    assert world.weather.count("send_invoice", "invoice") == 0
    world.later(timedelta(seconds=1))
    assert world.weather.count("send_invoice") == 0
    assert_one_and_settled(world)


def test_an_absent_invoice_is_sent_again_with_the_same_body_and_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with_one()
    sent: list[Invoice] = []
    write = world.books.write

    def spy(invoice: Invoice) -> str:
        sent.append(invoice)
        return write(invoice)

    monkeypatch.setattr(world.books, "write", spy)
    world.weather.next("send_invoice", "late", "late")
    world.run()
    world.later(timedelta(days=120))
    world.later()
    converge(world)
    assert len({repr(invoice) for invoice in sent}) == 1
    assert_one_and_settled(world)


def test_a_late_arrival_after_the_repeat_is_refused_by_the_books() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "late")
    world.run()
    world.later()
    world.weather.deliver()
    converge(world)
    assert_one_and_settled(world)


def test_after_four_unknown_attempts_a_person_is_asked_and_nothing_is_sent_any_more() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", *["lost_request"] * 4)
    world.run()
    for _ in range(3):
        world.later()
    assert world.items() == ["outcome_unknown"]
    for _ in range(8):
        world.later()
        assert world.weather.count("send_invoice") == 0
    assert world.books.invoices_ == {}


def test_an_unknown_outcome_is_looked_up_hourly_and_still_found() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", *["late"] * 4)
    world.run()
    for _ in range(5):
        world.later()
    world.weather.deliver()
    for _ in range(5):
        world.later()
    assert_one_and_settled(world)


def test_a_number_taken_by_a_person_is_given_up_after_a_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with_one()
    world.weather.next("send_invoice", Refused("number_in_use"))
    taken = Invoice(
        "2018001", "TEST1", world.now.date(), 14, "Test", book=False, booking_text="", lines=()
    )
    look = world.books.invoice

    def a_person_was_quicker(number: str) -> FoundInvoice | None:
        world.books.write(taken)
        monkeypatch.setattr(world.books, "invoice", look)
        return look(number)

    monkeypatch.setattr(world.books, "invoice", a_person_was_quicker)
    world.run()
    assert world.states() == [State.INTENDED]
    assert world.items() == []
    world.later(timedelta(minutes=1))
    assert world.weather.count("send_invoice") == 0
    world.later()
    assert sorted(world.books.invoices_) == ["2018001", "2018002"]
    assert world.states() == [State.SETTLED]


def test_numbers_of_a_person_with_old_dates_are_passed_one_by_one() -> None:
    """Older than what is read of the series: only the refusal of the books tells of them."""
    world = world_with_one()
    long_ago = world.now.date() - LOOK_BACK - timedelta(days=30)
    world.memory.state_ = replace(world.memory.state_, last_number="2018001")
    for number in ("2018002", "2018003", "2018004"):
        by_hand = Invoice(
            number, "TEST1", long_ago, 14, "Test", book=False, booking_text="", lines=()
        )
        world.books.write(by_hand)
    for _ in range(8):
        world.later()
    assert world.states() == [State.SETTLED]
    assert world.memory.state_.last_number == "2018005"
    assert world.items() == []


def test_a_used_number_with_our_marker_is_our_own_invoice() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "crash_after")
    world.crash()
    intent = world.memory.intents[1]
    world.memory.intents[1] = replace(intent, outcome=Outcome.CLAIMED)
    world.later()
    assert_one_and_settled(world)


def test_a_refusal_frees_the_number_for_the_next_work_order() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", Refused("CFACT042"))
    world.add(work_order("2"))
    world.run()
    assert list(world.books.invoices_) == ["2018001"]
    assert world.items() == ["books_refused"]


def test_a_refusal_after_an_unknown_attempt_keeps_the_number_with_its_work_order() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "late", Refused("CFACT042"))
    world.run()
    world.later()
    world.add(work_order("2"))
    world.later()
    world.choices = replace(world.choices, version=2)
    world.later()
    world.weather.deliver()
    converge(world)
    assert sorted(world.books.invoices_) == ["2018001", "2018002"]
    assert world.states() == [State.SETTLED, State.SETTLED]


def test_a_doubtful_number_is_used_again_so_that_a_late_arrival_is_refused() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "late", Refused("CFACT042"), "lost_request")
    world.run()
    world.later()
    world.add(work_order("2"))
    world.later()
    world.choices = replace(world.choices, version=2)
    world.later(timedelta(minutes=1))
    converge(world)
    marker = world.memory.jobs_[1].marker
    kept = world.books.invoices_.values()
    assert sum(marker in one.invoice.booking_text for one in kept) == 1
    assert world.states() == [State.SETTLED, State.SETTLED]


def fallen_before_the_third_send() -> World:
    """The first send is on its way, the second was refused, the third was never made."""
    world = world_with_one()
    world.weather.next("send_invoice", "late", Refused("CFACT042"))
    world.run()
    world.later()
    world.choices = replace(world.choices, version=2)
    world.now += timedelta(minutes=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world.memory, "stamp", Mock(side_effect=Crash))
        assert world.crash()
    return world


def test_a_number_that_may_still_arrive_is_not_freed_when_the_work_order_is_taken_back() -> None:
    world = fallen_before_the_third_send()
    world.field.orders_["1"] = replace(world.field.orders_["1"], work_status="0")
    world.add(work_order("2"))
    world.later()
    assert list(world.books.invoices_) == ["2018002"]
    assert world.states() == [State.WITHDRAWN, State.SETTLED]


def test_a_number_that_may_still_arrive_stays_with_a_work_order_that_changed() -> None:
    world = fallen_before_the_third_send()
    world.field.orders_["1"] = replace(world.field.orders_["1"], materials=())
    (intent,) = world.memory.intents.values()
    line = replace(intent.invoice.lines[0], description="Met de hand")
    by_hand = replace(intent.invoice, number="2018050", lines=(line,), booking_text="")
    world.books.write(by_hand)
    world.later()
    assert sorted(world.books.invoices_) == ["2018001", "2018050"]
    assert world.states() == [State.SETTLED]


def test_an_unsent_invoice_of_a_changed_work_order_is_made_anew() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "not_sent")
    world.run()
    order = world.field.orders_["1"]
    fewer = replace(order, materials=())
    world.field.orders_["1"] = fewer
    world.later()
    assert len(world.books.invoices_["2018001"].invoice.lines) == 1
    assert_one_and_settled(world)


@pytest.mark.parametrize("event", ["not_sent", "lost_request"])
def test_our_invoice_under_another_number_is_found_by_its_marker(event: str) -> None:
    world = world_with_one()
    world.weather.next("send_invoice", event)
    world.run()
    world.books.write(replace(world.memory.intents[1].invoice, number="2018500"))
    world.later()
    assert world.weather.count("send_invoice") == 0
    assert list(world.books.invoices_) == ["2018500"]
    assert_one_and_settled(world)


def test_an_unknown_number_is_not_given_to_the_next_work_order() -> None:
    world = world_with_one()
    world.add(work_order("2"))
    world.weather.next("send_invoice", "late")
    world.run()
    assert list(world.books.invoices_) == ["2018002"]
    converge(world)
    assert world.states() == [State.SETTLED, State.SETTLED]


def test_a_refused_work_order_is_not_offered_again_until_something_changed() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", Refused("CFACT042"))
    world.run()
    world.later()
    assert world.weather.count("send_invoice", "work_order") == 0
    product = world.books.products_["p-UUR"]
    world.books.products_["p-UUR"] = replace(product, vat_code="LAAG_VERK")
    world.later()
    assert_one_and_settled(world)


def test_a_template_that_does_not_exist_is_one_item_and_all_wait() -> None:
    world = world_with_one()
    world.add(work_order("2"))
    world.books.templates_ = ["Anders"]
    world.run()
    assert world.weather.count("send_invoice") == 1
    assert world.items() == ["setting_refused"]
    assert world.memory.claimed_numbers() == set()
    world.later()
    assert world.weather.count("send_invoice") == 0
    world.books.templates_ = ["Test"]
    world.choices = replace(world.choices, version=2)
    world.later()
    assert sorted(world.books.invoices_) == ["2018001", "2018002"]
    assert world.items() == []


def test_a_repaired_template_is_found_within_the_hour_without_a_person() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", Misconfigured("CFACT028"))
    world.run()
    world.later(timedelta(hours=1))
    assert_one_and_settled(world)


def test_refused_credentials_stop_at_once() -> None:
    world = world_with_one()
    world.add(work_order("2"))
    world.weather.next("send_invoice", NotAllowedIn("E001.2", field="security_code_1"))
    report = world.run()
    assert report.outcome == "not_allowed_in"
    assert world.weather.count("send_invoice") == 1
    assert world.items() == ["credentials_refused"]


def test_an_unreadable_answer_to_a_send_is_unknown_and_the_others_go_on() -> None:
    world = world_with_one()
    world.add(work_order("2"))
    world.weather.next("send_invoice", Unreadable("html"))
    world.run()
    assert world.states() == [State.INTENDED, State.SETTLED]


def test_three_sends_without_a_clear_answer_stop_the_run() -> None:
    world = World()
    world.add(*(work_order(str(number)) for number in range(1, 6)))
    world.weather.next("send_invoice", *[Unreachable("timeout")] * 5)
    report = world.run()
    assert report.outcome == "unreachable"
    assert world.weather.count("send_invoice") == 3


def test_an_invoice_of_ours_that_stands_in_the_books_already_is_adopted() -> None:
    world = world_with_one()
    world.run()
    fresh = world_with_one()
    fresh.books.invoices_ = world.books.invoices_
    fresh.later(timedelta(days=1))
    assert fresh.weather.count("send_invoice") == 0
    assert_one_and_settled(fresh)


def test_an_invoice_that_another_made_of_the_work_order_needs_a_person() -> None:
    world = world_with_one()
    world.run()
    (kept,) = world.books.invoices_.values()
    line = replace(kept.invoice.lines[0], description="Werkbon WB-00001")
    fresh = world_with_one()
    foreign = replace(kept.invoice, number="2018777", lines=(line,), booking_text="")
    fresh.books.relations_ = {"1": relation()}
    fresh.books.write(foreign)
    fresh.run()
    assert fresh.weather.count("send_invoice") == 0
    assert fresh.items() == ["foreign_invoice"]
    assert fresh.field.orders_["1"].status == "Compleet"


def test_an_unsent_invoice_is_given_up_when_a_person_invoiced_it_meanwhile() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "not_sent")
    world.run()
    (intent,) = world.memory.intents.values()
    line = replace(intent.invoice.lines[0], description="Werk volgens werkbon WB-00001")
    world.books.write(replace(intent.invoice, number="2018050", lines=(line,)))
    world.later()
    assert list(world.books.invoices_) == ["2018050"]
    assert world.items() == ["foreign_invoice"]
    assert world.memory.intents[1].outcome is Outcome.RELEASED


def test_customer_text_cannot_imitate_the_marker() -> None:
    world = world_with_one()
    order = world.field.orders_["1"]
    material = replace(order.materials[0], name="werkbon WB-00002 · ABCDEFGH")
    world.field.orders_["1"] = replace(order, materials=(material,))
    world.run()
    world.add(work_order("2"))
    world.later()
    assert ("foreign_invoice", "WB-00002") in world.memory.items
    assert len(world.books.invoices_) == 1


def test_a_lost_lease_stops_the_run_before_anything_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with_one()
    world.run()
    world.add(work_order("2"))
    stamp = world.memory.stamp

    def taken_over(intent: Intent, now: datetime) -> Intent:
        world.memory.lost = True
        return stamp(intent, now)

    monkeypatch.setattr(world.memory, "stamp", taken_over)
    with pytest.raises(TakenOver):
        world.later()
    assert len(world.books.invoices_) == 1
