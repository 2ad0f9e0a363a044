"""How an invoice goes out, through a run: bound to a yes, kept, sent again, and taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.records import BY_POST, Delivery, WorkOrder, WorkPeriod
from bonbrug.sync.states.jobs import State
from bonbrug.values.delivery import DeliveryKind
from tests.fakes.delivery import COLLECTED, DEBIT, EMAIL, MAIL, MANDATE, POST, TEXTS
from tests.fakes.world import CHOICES, START, World, relation, work_order
from tests.sync.invoicing.one_work_order import converge

SHIFT = WorkPeriod(START.date(), 60, "UUR", employee="101", begin=time(9), end=time(10))
SIGNED = CustomerAgreement(delivery=DEBIT, mandate=MANDATE)


def world(kind: DeliveryKind, *orders: WorkOrder, email: str = "klant@example.com") -> World:
    made = World(replace(CHOICES, delivery=kind, **TEXTS))
    made.books.relations_["1"] = relation(email=email)
    made.add(*(orders or (work_order(),)))
    return made


def ways(of: World) -> list[Delivery]:
    return [kept.invoice.delivery for kept in of.books.invoices_.values()]


def test_the_books_get_what_was_chosen() -> None:
    one = world(EMAIL)
    one.run()
    assert ways(one) == [MAIL]
    assert one.states() == [State.SETTLED]


def test_what_was_agreed_with_a_customer_is_for_that_customer_alone() -> None:
    other = work_order("2", customer=relation("TEST2", "2"))
    one = world(POST, work_order(), other)
    one.books.relations_["2"] = relation("TEST2", "2")
    one.memory.rows.agreed["test2"] = SIGNED
    one.run()
    assert ways(one) == [BY_POST, COLLECTED]


def doubtful() -> WorkOrder:
    return work_order(periods=(SHIFT, SHIFT))


def test_what_was_approved_goes_out_as_it_was_shown() -> None:
    one = world(EMAIL, doubtful())
    one.run()
    ((_, shown),) = one.memory.rows.proposals.values()
    assert shown.delivery == MAIL
    one.approve()
    one.later()
    assert ways(one) == [MAIL]


def other_text(one: World) -> None:
    one.choices = replace(one.choices, mail_text="Anders", version=one.choices.version + 1)


def other_way(one: World) -> None:
    one.memory.rows.agreed["test1"] = CustomerAgreement(delivery=POST)


def signs(one: World) -> None:
    one.memory.rows.agreed["test1"] = SIGNED


@pytest.mark.parametrize("change", [other_text, other_way, signs])
def test_a_yes_does_not_hold_once_it_goes_out_in_another_way(
    change: Callable[[World], None],
) -> None:
    one = world(EMAIL, doubtful())
    one.run()
    one.approve()
    change(one)
    one.later()
    assert ways(one) == []
    assert one.items() == ["hours_twice"]


def test_it_is_sent_again_as_it_was_claimed_whatever_is_chosen_since() -> None:
    one = world(EMAIL)
    one.weather.next("send_invoice", "lost_request")
    one.run()
    assert ways(one) == []
    one.choices = replace(one.choices, delivery=POST, version=one.choices.version + 1)
    converge(one)
    assert ways(one) == [MAIL]


def test_a_customer_without_an_address_is_asked_about() -> None:
    one = world(EMAIL, email="")
    one.run()
    [asked] = one.memory.items.values()
    assert (asked.code, asked.facts["relation"]) == ("mail_address_missing", "TEST1")
    one.books.relations_["1"] = relation(email="nu@example.com")
    one.later()
    assert (ways(one), one.items()) == ([MAIL], [])


def test_with_a_yes_it_is_made_and_the_books_say_what_comes_of_the_mail() -> None:
    one = world(EMAIL, email="")
    one.run()
    one.approve()
    one.later()
    assert ways(one) == [MAIL]


def test_an_incomplete_mandate_waits_until_it_is_filled_in() -> None:
    one = world(POST)
    one.memory.rows.agreed["test1"] = replace(SIGNED, mandate=replace(MANDATE, iban=""))
    one.run()
    assert (ways(one), one.items()) == ([], ["mandate_incomplete"])
    one.memory.rows.agreed["test1"] = SIGNED
    one.later()
    assert (ways(one), one.items()) == ([COLLECTED], [])


@pytest.mark.parametrize(("kind", "back"), [(DEBIT, BY_POST), (EMAIL, MAIL)])
def test_a_credit_is_never_collected(kind: DeliveryKind, back: Delivery) -> None:
    one = world(POST)
    one.memory.rows.agreed["test1"] = CustomerAgreement(delivery=kind, mandate=MANDATE)
    one.run()
    one.add(work_order(description="Toch anders"))
    one.later()
    assert one.items() == ["reopened"]
    one.memory.items.clear()
    assert one.memory.rows.credit(1, again=False)
    one.later()
    assert ways(one)[1:] == [back]


def test_a_way_that_the_books_do_not_know_holds_all_work_orders() -> None:
    one = world(EMAIL)
    one.books.capabilities = replace(one.books.capabilities, deliveries=frozenset({POST}))
    one.run()
    assert (ways(one), one.items()) == ([], ["delivery_impossible"])
    one.choices = replace(one.choices, delivery=POST, version=one.choices.version + 1)
    one.later()
    assert (ways(one), one.items()) == ([BY_POST], [])


def test_a_trial_run_counts_how_they_would_go_out() -> None:
    one = world(EMAIL, work_order(status="Opgehaald"))
    one.books.relations_["2"] = relation("TEST2", "2")
    one.memory.rows.agreed["test2"] = SIGNED
    one.run()
    one.add(work_order(), work_order("2", customer=relation("TEST2", "2")))
    counts = one.run(dry_run=True).counts
    assert (counts["invoices"], counts["by_email"], counts["by_direct_debit"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("agreed", "recorded"),
    [
        (None, "6681c51ddecc9da6c9e8f2f6b0189215"),
        (CustomerAgreement(discount=Decimal("7.5")), "39557f6322aa686c53beb1899258b06d"),
    ],
)
def test_a_yes_of_before_an_upgrade_still_holds(
    agreed: CustomerAgreement | None, recorded: str
) -> None:
    """Recorded with the program as it was when an invoice could go by post only."""
    one = World()
    if agreed:
        one.memory.rows.agreed["test1"] = agreed
    one.add(doubtful())
    one.run()
    (job,) = one.memory.jobs_.values()
    assert job.refused_fingerprint == recorded
    one.approve()
    one.later()
    assert ways(one) == [BY_POST]
