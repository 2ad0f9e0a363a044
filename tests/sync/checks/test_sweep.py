from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bonbrug.sync.model.records import MaterialLine
from bonbrug.sync.model.settings import SyncSettings
from tests.fakes.books import Kept
from tests.fakes.world import CHOICES, World, relation, work_order

HOUR = timedelta(hours=1)


def settled(choices: SyncSettings = CHOICES) -> World:
    world = World(choices)
    world.add(work_order())
    world.run()
    return world


def pay(world: World, still_open: str | None) -> None:
    kept = world.books.invoices_["2018001"]
    amount = None if still_open is None else Decimal(still_open)
    world.books.invoices_["2018001"] = replace(kept, open_amount=amount)


def test_a_new_booked_invoice_is_wholly_open() -> None:
    job = settled().memory.jobs_[1]
    assert (job.booked, job.open_amount) == (True, Decimal("101.76"))


def test_a_payment_is_seen_within_the_hour() -> None:
    world = settled()
    pay(world, "50.00")
    world.later(HOUR)
    assert world.memory.jobs_[1].open_amount == Decimal("50.00")
    pay(world, None)
    world.later(HOUR)
    assert world.memory.jobs_[1].open_amount == 0


def test_a_person_who_starts_sees_it_at_once() -> None:
    world = settled()
    pay(world, None)
    world.now += timedelta(minutes=1)
    world.run(thorough=True)
    assert world.memory.jobs_[1].open_amount == 0


def test_an_invoice_that_a_person_booked_later_counts_as_booked() -> None:
    world = settled(replace(CHOICES, book=False))
    assert not world.memory.jobs_[1].booked
    pay(world, "101.76")
    world.later(HOUR)
    assert world.memory.jobs_[1].booked


def test_an_invoice_that_was_deleted_is_told_once_and_not_made_again() -> None:
    world = settled()
    world.books.invoices_.clear()
    world.later(HOUR)
    assert world.items() == ["invoice_not_found"]
    lines = len(world.memory.lines)
    world.later(HOUR)
    assert len(world.memory.lines) == lines
    assert world.books.invoices_ == {}


def away_for_an_hour(world: World) -> Kept:
    kept = world.books.invoices_.pop("2018001")
    world.later(HOUR)
    assert world.items() == ["invoice_not_found"]
    return kept


def test_an_invoice_that_is_there_again_closes_its_question() -> None:
    world = settled()
    world.books.invoices_["2018001"] = away_for_an_hour(world)
    world.later(HOUR)
    assert world.items() == []
    assert world.memory.jobs_[1].verified
    away_for_an_hour(world)


def test_one_that_came_back_without_being_booked_is_a_question() -> None:
    world = settled()
    world.books.invoices_["2018001"] = replace(away_for_an_hour(world), open_amount=None)
    world.later(HOUR)
    assert world.items() == ["not_booked"]
    assert not world.memory.jobs_[1].booked


def test_one_that_came_back_paid_as_it_was_asks_nothing() -> None:
    world = settled()
    pay(world, None)
    world.later(HOUR)
    world.books.invoices_["2018001"] = away_for_an_hour(world)
    world.later(HOUR)
    assert world.items() == []


def test_another_invoice_under_its_number_does_not_bring_it_back() -> None:
    world = settled()
    kept = away_for_an_hour(world)
    other = replace(kept.invoice, relation_code="TEST2", booking_text="", lines=())
    world.books.invoices_["2018001"] = replace(kept, invoice=other)
    world.later(HOUR)
    assert world.items() == ["invoice_not_found"]


def test_one_that_stays_away_is_not_looked_up_again_and_again() -> None:
    world = settled()
    away_for_an_hour(world)
    world.later(HOUR)
    assert world.weather.count("invoices") == 1
    assert world.weather.count("invoice") == 0


def test_an_invoice_that_a_person_changed_is_told_once() -> None:
    world = settled()
    kept = world.books.invoices_["2018001"]
    less = replace(kept.invoice, lines=kept.invoice.lines[:1])
    world.books.invoices_["2018001"] = replace(kept, invoice=less)
    world.later(HOUR)
    facts = world.memory.items["totals_differ", "WB-00001"].facts
    assert (facts["ours_gross"], facts["books_gross"]) == ("101.76", "90.75")
    lines = len(world.memory.lines)
    world.later(HOUR)
    assert len(world.memory.lines) == lines


def twin(world: World, number: str) -> None:
    kept = world.books.invoices_["2018001"]
    copy = replace(kept.invoice, number=number)
    world.books.invoices_[number] = replace(kept, invoice=copy)


def test_a_second_invoice_of_one_work_order_is_told_once() -> None:
    world = settled()
    twin(world, "2018002")
    world.later(HOUR)
    facts = world.memory.items["double_found", "WB-00001"].facts
    assert facts == {"invoices": "2018001,2018002"}
    world.memory.items.clear()
    world.later(HOUR)
    assert world.items() == []
    twin(world, "2018003")
    world.later(HOUR)
    assert world.items() == ["double_found"]


def test_a_work_order_of_another_customer_may_quote_our_mark() -> None:
    world = settled()
    world.books.relations_["2"] = relation("TEST2", "2")
    text = f"Garantie op {world.memory.jobs_[1].marker}"
    quoting = MaterialLine("BUIS", text, "Stuk", Decimal(1), Decimal(5))
    world.add(work_order("2", customer=relation("TEST2", ""), materials=(quoting,)))
    world.later(HOUR)
    world.later(HOUR)
    assert (world.items(), sorted(world.books.invoices_)) == ([], ["2018001", "2018002"])


def test_an_invoice_by_hand_for_another_customer_may_quote_our_mark() -> None:
    world = settled()
    world.books.relations_["2"] = relation("TEST2", "2")
    made = world.books.invoices_["2018001"].invoice
    line = replace(made.lines[0], description=f"Garantie op {world.memory.jobs_[1].marker}")
    by_hand = replace(made, number="2018002", relation_code="TEST2", lines=(line,))
    world.books.invoices_["2018002"] = Kept(by_hand, None)
    world.later(HOUR)
    assert world.items() == []


def test_two_invoices_under_one_number_are_seen_as_well() -> None:
    world = settled()
    world.books.invoices_["a copy"] = world.books.invoices_["2018001"]
    world.later(HOUR)
    assert world.memory.items["double_found", "WB-00001"].facts == {"invoices": "2018001,2018001"}


def test_invoices_of_other_work_orders_are_no_doubles() -> None:
    world = settled()
    world.add(work_order("2"))
    world.later()
    world.later(HOUR)
    assert world.items() == []


def by_hand(world: World, price: Decimal | None = None) -> None:
    """Let a person put another invoice in the place of ours, or edit its first line."""
    kept = world.books.invoices_["2018001"]
    first = replace(kept.invoice.lines[0], description="Met de hand")
    lines = (replace(first, price=price or first.price), *kept.invoice.lines[1:])
    world.books.invoices_["2018001"] = replace(kept, invoice=replace(kept.invoice, lines=lines))


def test_a_number_that_a_person_gave_to_another_invoice_is_ours_no_more() -> None:
    world = settled()
    by_hand(world, price=Decimal(1))
    world.later(HOUR)
    assert list(world.memory.items) == [("invoice_not_found", "WB-00001")]


def test_a_text_that_a_person_edited_in_the_books_is_still_our_invoice() -> None:
    world = settled()
    by_hand(world)
    pay(world, "50.00")
    world.later(HOUR)
    assert world.items() == []
    assert world.memory.jobs_[1].open_amount == Decimal("50.00")


def test_between_two_sweeps_the_books_are_not_asked() -> None:
    world = settled()
    world.later(timedelta(minutes=15))
    assert world.weather.count("open_items", "invoices", "invoice") == 0


def test_after_45_days_only_unpaid_invoices_are_looked_at() -> None:
    world = settled()
    pay(world, None)
    world.later(HOUR)
    world.later(timedelta(days=46))
    assert world.weather.count("open_items") == 0


def test_a_deleted_invoice_is_still_asked_about_when_others_are_settled() -> None:
    world = settled()
    world.books.invoices_.clear()
    world.later(HOUR)
    world.add(work_order("2"))
    world.later()
    assert list(world.memory.items) == [("invoice_not_found", "WB-00001")]


def test_what_a_person_decides_during_a_sweep_stops_none_of_the_others() -> None:
    world = settled()
    world.add(work_order("2"))
    world.later()
    plain = world.books.open_items

    def open_items() -> Any:
        world.memory.jobs_[1] = replace(world.memory.jobs_[1], decisions=1)
        return plain()

    world.books.open_items = open_items  # type: ignore[method-assign] # somebody presses now
    world.books.invoices_.clear()
    world.later(HOUR)
    told = [one.subject for one in world.memory.lines if one.code == "decided_meanwhile"]
    assert told == ["WB-00001"]
    assert world.items() == ["invoice_not_found"]
    world.books.open_items = plain  # type: ignore[method-assign]
    world.later(HOUR)
    assert world.items() == ["invoice_not_found", "invoice_not_found"]
