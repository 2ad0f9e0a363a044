"""Turns that a run seldom takes: each of them has to end well too."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bonbrug.sync.imports import late_writes
from bonbrug.sync.invoicing import next_step
from bonbrug.sync.invoicing.next_step import NextStep
from bonbrug.sync.model.failures import Misconfigured, Refused, Unreachable
from bonbrug.sync.model.records import FoundInvoice, Invoice, MaterialLine, Relation, WorkOrder
from bonbrug.sync.ports.jobs import LinkDeleted, NumberClaimed
from bonbrug.sync.states.jobs import Intent, Job, Outcome, State
from tests.fakes.world import CHOICES, QUIET, START, World, product, relation, work_order

HOUR = timedelta(hours=1)


def world_with_one(event: str = "", method: str = "send_invoice") -> World:
    """Return a world after its first run, in which that call went wrong."""
    world = World()
    world.add(work_order())
    if event:
        world.weather.next(method, event)
        world.run()
    return world


# --- a claimed number -----------------------------------------------------------------------------


def test_a_number_that_another_run_claimed_meanwhile_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with_one()
    claim = world.memory.claim
    tries: list[str] = []

    def taken_once(job: Job, intent: Intent, after: Job) -> Intent:
        tries.append(intent.invoice.number)
        if len(tries) == 1:
            raise NumberClaimed(intent.invoice.number)
        return claim(job, intent, after)

    monkeypatch.setattr(world.memory, "claim", taken_once)
    world.run()
    assert len(tries) == 2
    assert world.states() == [State.SETTLED]


def test_without_a_free_number_nothing_is_sent_and_the_work_order_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with_one()
    tries: list[str] = []

    def taken(job: Job, intent: Intent, after: Job) -> Intent:
        tries.append(intent.invoice.number)
        raise NumberClaimed(intent.invoice.number)

    monkeypatch.setattr(world.memory, "claim", taken)
    world.run()
    assert len(tries) == 5
    assert world.weather.count("send_invoice") == 0
    assert world.states() == [State.NEW]
    monkeypatch.undo()
    world.later()
    assert world.states() == [State.SETTLED]


def test_a_claimed_number_is_free_again_when_the_work_order_is_taken_away() -> None:
    world = world_with_one("not_sent")
    world.add(work_order(work_status="0"))
    world.later()
    assert world.states() == [State.WITHDRAWN]
    assert world.memory.claimed_numbers() == set()


@pytest.mark.parametrize(
    ("order", "items"),
    [
        (None, ["work_order_gone"]),
        (work_order(status="Afgehandeld"), ["settled_without_invoice"]),
        (work_order(work_status="0"), []),
    ],
)
def test_a_work_order_taken_away_just_before_it_goes_again_is_not_sent(
    order: WorkOrder | None, items: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_with_one("not_sent")
    monkeypatch.setattr(world.field, "work_order", lambda row_id: order)
    world.later()
    assert world.books.invoices_ == {}
    assert world.states() == [State.WITHDRAWN]
    assert world.items() == items
    assert world.memory.claimed_numbers() == set()


def test_a_taken_number_of_a_work_order_that_is_gone_is_given_up() -> None:
    world = world_with_one("lost_request")
    (intent,) = world.memory.intents.values()
    line = replace(intent.invoice.lines[0], description="Met de hand")
    world.books.write(replace(intent.invoice, lines=(line,)))
    world.later()
    assert world.memory.intents[1].outcome is Outcome.TAKEN
    world.field.orders_.clear()
    world.later()
    assert world.states() == [State.WITHDRAWN]
    assert world.items() == ["work_order_gone"]
    assert world.memory.claimed_numbers() == set()


# --- around a send --------------------------------------------------------------------------------


def test_a_link_deleted_just_before_a_send_sends_nothing_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with_one()
    world.add(work_order("2"))

    def deleted(intent: Intent, now: object) -> Intent:
        raise LinkDeleted

    monkeypatch.setattr(world.memory, "stamp", deleted)
    world.run()
    assert world.weather.count("send_invoice") == 0
    assert world.states() == [State.INTENDED, State.NEW]
    assert {intent.outcome for intent in world.memory.intents.values()} == {Outcome.CLAIMED}


def test_an_answer_without_a_number_is_an_unknown_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_with_one()
    write = world.books.write

    def nameless(invoice: Invoice) -> str:
        write(invoice)
        return ""

    monkeypatch.setattr(world.books, "write", nameless)
    report = world.run()
    (line,) = [line for line in report.findings if line.code == "outcome_unknown"]
    assert line.facts == {"invoice": "2018001", "reason": "no_number", "gross": "101.76"}
    assert world.states() == [State.INTENDED]
    world.later()
    assert world.states() == [State.SETTLED]
    assert len(world.books.invoices_) == 1


def test_an_invoice_that_the_books_gave_another_number_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with_one()
    write = world.books.write
    monkeypatch.setattr(
        world.books, "write", lambda invoice: write(replace(invoice, number="2018900"))
    )
    world.run()
    assert world.memory.items["renumbered", "WB-00001"].facts == {
        "claimed": "2018001",
        "invoice": "2018900",
    }
    assert world.memory.jobs_[1].invoice_number == "2018900"
    assert world.field.orders_["1"].status == "Afgehandeld"


def test_a_refused_setting_other_than_the_template_names_no_template() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", Misconfigured("CFACT014"))
    world.run()
    assert world.memory.items["setting_refused", ""].facts == {"reason": "CFACT014"}


def test_a_number_in_use_that_nobody_can_find_is_an_unknown_outcome() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", Refused("number_in_use"))
    report = world.run()
    (line,) = [line for line in report.findings if line.code == "outcome_unknown"]
    assert line.facts["reason"] == "number_in_use_but_absent"
    assert world.states() == [State.INTENDED]
    world.later()
    assert world.states() == [State.SETTLED]


def test_two_invoices_of_ours_are_both_named_and_no_third_is_made() -> None:
    world = world_with_one()
    world.run()
    (kept,) = world.books.invoices_.values()
    fresh = world_with_one()
    twin = replace(kept, invoice=replace(kept.invoice, number="2018002"))
    fresh.books.invoices_ = {"2018001": kept, "2018002": twin}
    fresh.run()
    assert fresh.items() == ["double_found"]
    facts = fresh.memory.items["double_found", "WB-00001"].facts
    assert facts == {"invoices": "2018001,2018002"}
    assert len(fresh.books.invoices_) == 2


def test_a_send_stamped_by_a_clock_that_was_ahead_rests_anew() -> None:
    world = world_with_one("lost_request")
    (intent,) = world.memory.intents.values()
    ahead = world.now + timedelta(days=365)
    world.memory.intents[1] = replace(intent, send_stamp=ahead)
    world.later(timedelta(minutes=1))
    assert world.weather.count("invoice", "send_invoice") == 0
    assert world.memory.intents[1].send_stamp == world.now
    world.later()
    assert world.states() == [State.SETTLED]
    assert len(world.books.invoices_) == 1


def test_a_customer_that_another_made_a_moment_ago_is_used_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(replace(CHOICES, export_relations=True))
    world.add(work_order(customer=relation("NIEUW", "")))

    def made_already(customer: Relation) -> str:
        world.books.relations_["5"] = replace(customer, remote_id="5")
        raise Refused("code_in_use", theirs="CREL001")

    monkeypatch.setattr(world.books, "add_relation", made_already)
    world.run()
    assert world.states() == [State.SETTLED]
    assert len(world.books.relations_) == 2


# --- looking back ---------------------------------------------------------------------------------


def unseen(number: str) -> FoundInvoice | None:
    return None


def test_an_invoice_that_the_books_do_not_show_yet_gets_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with_one()
    monkeypatch.setattr(world.books, "invoice", unseen)
    world.run()
    assert (world.items(), world.states()) == ([], [State.INVOICED])
    world.later(QUIET - timedelta(seconds=1))
    assert world.items() == []
    world.later(timedelta(seconds=1))
    assert world.items() == ["invoice_not_found"]
    assert world.field.orders_["1"].status == "Compleet"


def test_an_acknowledgement_that_names_another_work_order_settles_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with_one()
    monkeypatch.setattr(world.field, "settle", lambda row_id: work_order("9"))
    world.run()
    assert world.memory.items["wrong_row", "WB-00001"].facts == {"answered": "9"}
    assert world.states() == [State.INVOICED]


def test_an_adopted_invoice_whose_work_order_changed_is_told_without_a_comparison() -> None:
    world = world_with_one()
    world.run()
    fresh = world_with_one()
    fresh.books.invoices_ = world.books.invoices_
    fresh.weather.next("settle", "not_sent")
    fresh.run()
    pipe = MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(9), Decimal("4.55"))
    fresh.add(work_order(materials=(pipe,)))
    fresh.later()
    assert fresh.memory.items["changed_after_invoice", "WB-00001"].facts == {
        "invoice": "2018001",
        "changes": "",
    }


def test_an_invoice_that_was_given_another_day_is_still_ours() -> None:
    world = world_with_one()
    world.run()
    kept = world.books.invoices_["2018001"]
    moved = replace(kept.invoice, day=date(2018, 5, 1))
    world.books.invoices_["2018001"] = replace(kept, invoice=moved, open_amount=Decimal(7))
    world.later(HOUR)
    assert world.items() == []
    assert world.memory.jobs_[1].open_amount == 7


def test_a_finished_job_of_which_the_moment_is_not_known_is_looked_at() -> None:
    world = world_with_one()
    world.run()
    world.memory.jobs_[1] = replace(world.memory.jobs_[1], invoiced_at=None)
    world.books.invoices_.clear()
    world.now += timedelta(minutes=1)
    world.run(thorough=True)
    assert world.items() == ["invoice_not_found"]


def test_a_step_that_a_side_refuses_is_told_and_the_others_go_on() -> None:
    world = world_with_one()
    world.add(work_order("2"))
    world.weather.next("work_order", Refused("1007"))
    world.run()
    assert world.memory.items["step_refused", "WB-00001"].facts == {"reason": "1007"}
    assert world.states() == [State.NEW, State.SETTLED]
    world.later()
    assert (world.items(), world.states()) == ([], [State.SETTLED, State.SETTLED])


# --- a whole run ----------------------------------------------------------------------------------


def test_the_first_failure_of_a_run_names_its_outcome() -> None:
    world = world_with_one("not_sent", "settle")
    world.weather.next("work_orders", Unreachable("timeout", side="work_orders"))
    world.weather.next("settle", Unreachable("connect", before_sending=True, side="books"))
    report = world.later()
    assert (report.outcome, report.code, report.side) == ("unreachable", "timeout", "work_orders")
    assert world.weather.count("settle") == 1


def test_a_step_that_lacks_its_work_order_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_with_one("not_sent")
    world.field.orders_.clear()
    monkeypatch.setattr(next_step, "next_step", lambda *told: NextStep.START)
    world.later()
    assert world.books.invoices_ == {}
    assert world.states() == [State.INTENDED]


def test_a_rehearsal_without_exports_does_not_list_the_work_orders() -> None:
    world = World(replace(CHOICES, export_invoices=False))
    world.add(work_order())
    report = world.run(dry_run=True)
    assert world.weather.count("work_orders") == 0
    assert report.counts["invoices"] == 0


def test_a_rehearsal_tells_what_is_missing_in_the_settings() -> None:
    world = World(replace(CHOICES, template=""))
    world.add(work_order())
    assert "no_template" in world.run(dry_run=True).codes()


def test_a_rehearsal_counts_only_what_still_has_to_be_made() -> None:
    world = world_with_one()
    world.run()
    world.add(work_order(), work_order("2"))
    assert world.run(dry_run=True).counts["invoices"] == 1
    assert world.writes() == 0


def test_what_the_work_orders_do_not_keep_cannot_be_on_its_way_to_them() -> None:
    with pytest.raises(TypeError, match="Product"):
        late_writes.sent(late_writes.MATERIALS, [product("BUIS", "Stuk")], START)
