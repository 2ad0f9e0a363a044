"""Taking an invoice back, when a person asks for it: once, whole, and before a new one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bonbrug.sync.drafting.invoice import expected_totals
from bonbrug.sync.invoicing.next_step import LOOK_BACK
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.findings import asked
from bonbrug.sync.model.records import Invoice
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import Job, Outcome, State
from bonbrug.sync.states.person_transitions import Pair
from tests.fakes.world import World, work_order
from tests.sync.invoicing.one_work_order import world_with_one


def reopened() -> World:
    """Invoiced as 2018001, and complete again with more on it."""
    world = world_with_one()
    world.run()
    more = replace(work_order().materials[0], quantity=Decimal(3))
    world.field.orders_["1"] = work_order(materials=(more,))
    world.later()
    assert world.items() == ["reopened"]
    return world


def credit(world: World, *, again: bool) -> None:
    world.memory.items.clear()
    assert world.memory.rows.credit(1, again=again)


def gross(world: World) -> list[Decimal]:
    return [expected_totals(kept.invoice).gross for kept in world.books.invoices_.values()]


def sent(world: World) -> list[Invoice]:
    return [kept.invoice for kept in world.books.invoices_.values()]


def newest(world: World) -> Job:
    return max(world.memory.jobs_.values(), key=lambda job: job.generation)


def test_a_reopened_work_order_shows_what_its_invoice_would_be_now() -> None:
    world = reopened()
    ((content, proposed),) = world.memory.rows.proposals.values()
    assert content == world.memory.jobs_[1].reopened_fingerprint
    assert proposed.lines[1].quantity == Decimal(3)


def test_a_credit_is_the_opposite_of_the_whole_invoice_and_names_it() -> None:
    world = reopened()
    credit(world, again=False)
    world.later()
    first, second = sent(world)
    assert [line.quantity for line in second.lines] == [-line.quantity for line in first.lines]
    assert second.lines[0].description.startswith("Credit van factuur 2018001\n")
    assert sum(gross(world)) == 0


def test_a_credit_is_counted_as_a_credit() -> None:
    world = reopened()
    credit(world, again=False)
    counts = world.later().counts
    assert (counts["credits"], counts["invoices"]) == (1, 0)


def test_only_credit_settles_the_work_order_and_makes_no_other_invoice() -> None:
    world = reopened()
    credit(world, again=False)
    for _ in range(3):
        world.later()
    assert len(world.books.invoices_) == 2
    assert world.field.orders_["1"].status == "Afgehandeld"
    assert world.items() == ["offset_items"]


def test_credit_and_again_credits_first_and_invoices_what_is_on_it_now() -> None:
    world = reopened()
    credit(world, again=True)
    world.later()
    assert sum(gross(world)) == 0
    assert world.field.orders_["1"].status == "Compleet"
    for _ in range(2):
        world.later()
    first, _, third = sent(world)
    assert third.lines[1].quantity == Decimal(3)
    assert len(world.books.invoices_) == 3
    assert [job.state for job in world.memory.jobs_.values()] == [State.SETTLED] * 3
    assert world.field.orders_["1"].status == "Afgehandeld"
    assert first.number != third.number


def test_what_is_invoiced_again_unchanged_is_not_taken_for_the_same_work_twice() -> None:
    world = world_with_one()
    world.run()
    world.add(work_order())
    world.later()
    credit(world, again=True)
    for _ in range(3):
        world.later()
    assert len(world.books.invoices_) == 3
    assert world.items() == ["offset_items"]


@pytest.mark.parametrize("fate", ["lost_request", "lost_answer"])
def test_a_credit_of_unknown_outcome_is_made_once(fate: str) -> None:
    world = reopened()
    credit(world, again=True)
    world.weather.next("send_invoice", fate)
    for _ in range(8):
        world.weather.deliver()
        world.later()
    assert len(world.books.invoices_) == 3
    assert newest(world).state is State.SETTLED


def set_status(world: World, status: str) -> None:
    world.field.orders_["1"] = replace(world.field.orders_["1"], status=status)


@pytest.mark.parametrize("runs", [0, 1])
def test_what_a_person_settles_before_it_is_invoiced_anew_is_invoiced_all_the_same(
    runs: int,
) -> None:
    world = reopened()
    credit(world, again=True)
    for _ in range(runs):
        world.later()
    set_status(world, "Afgehandeld")
    for _ in range(4):
        world.later()
    assert len(world.books.invoices_) == 3
    assert sent(world)[2].lines[1].quantity == Decimal(3)


def test_what_goes_back_to_a_tablet_is_invoiced_anew_once_it_is_complete_again() -> None:
    world = reopened()
    credit(world, again=True)
    set_status(world, "Uitvoering")
    for _ in range(3):
        world.later()
    assert len(world.books.invoices_) == 2
    set_status(world, "Compleet")
    for _ in range(3):
        world.later()
    assert len(world.books.invoices_) == 3


def test_a_credit_goes_on_when_its_work_order_is_gone() -> None:
    world = reopened()
    credit(world, again=True)
    del world.field.orders_["1"]
    for _ in range(3):
        world.later()
    assert sum(gross(world)) == 0
    assert world.memory.jobs_[2].is_taken_back
    assert newest(world).state is State.WITHDRAWN
    assert "work_order_gone" in world.items()


def test_what_is_left_as_it_is_is_settled_again_and_not_asked_about() -> None:
    world = reopened()
    world.memory.items.clear()
    assert world.memory.decide(1, person_transitions.leave)
    for _ in range(2):
        world.later()
    assert (world.items(), len(world.books.invoices_)) == ([], 1)
    assert world.field.orders_["1"].status == "Afgehandeld"


def test_what_was_left_is_asked_about_again_once_something_else_is_on_it() -> None:
    world = reopened()
    assert world.memory.decide(1, person_transitions.leave)
    world.later()
    world.field.orders_["1"] = work_order(materials=())
    world.later()
    assert world.items() == ["reopened"]


def test_a_credit_that_the_books_refuse_leaves_the_work_order_as_it_is() -> None:
    world = reopened()
    world.choices = replace(world.choices, mark_errors=True)
    credit(world, again=True)
    world.weather.next("send_invoice", Refused("CFACT042"))
    world.later()
    assert world.items() == ["credit_refused"]
    assert world.field.orders_["1"].work_status == "1"
    world.memory.items.clear()
    assert world.memory.decide(2, person_transitions.retry)
    for _ in range(3):
        world.later()
    assert len(world.books.invoices_) == 3


def marked_anew(world: World) -> str:
    """Return the work status of what is refused while it is invoiced anew."""
    world.choices = replace(world.choices, mark_errors=True)
    credit(world, again=True)
    world.later()
    world.weather.next("send_invoice", Refused("CFACT042"))
    world.later()
    assert "books_refused" in world.items()
    return world.field.orders_["1"].work_status


def test_what_is_invoiced_anew_while_it_is_settled_is_not_marked_as_an_error() -> None:
    world = reopened()
    set_status(world, "Afgehandeld")
    assert marked_anew(world) == "1"


def test_what_was_marked_by_somebody_is_offered_when_it_is_opened_after_its_new_invoice() -> None:
    """Settled with that mark, whoever opens it again would find it marked still."""
    world = reopened()
    credit(world, again=True)
    world.later()
    world.field.orders_["1"] = replace(
        world.field.orders_["1"], status="Afgehandeld", work_status="99"
    )
    for _ in range(3):
        world.later()
    assert len(world.books.invoices_) == 3
    assert world.field.orders_["1"].work_status == "1"


def forget_what_was_sent(world: World) -> None:
    world.memory.intents.clear()


def delete_in_books(world: World) -> None:
    world.books.invoices_.clear()


def change_in_books(world: World) -> None:
    ((number, kept),) = world.books.invoices_.items()
    shorter = replace(kept.invoice, lines=kept.invoice.lines[:1])
    world.books.invoices_[number] = replace(kept, invoice=shorter)


def credit_by_hand(world: World) -> None:
    (first,) = sent(world)
    lines = tuple(replace(line, quantity=-line.quantity) for line in first.lines)
    lines = (replace(lines[0], description="Met de hand gecrediteerd"), *lines[1:])
    world.books.write(replace(first, number="2018077", lines=lines))


REFUSED: dict[str, Callable[[World], None]] = {
    "credit_unknown_lines": forget_what_was_sent,
    "credit_invoice_gone": delete_in_books,
    "credit_invoice_changed": change_in_books,
    "credit_there_already": credit_by_hand,
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_credited_safely_waits_for_a_person(code: str) -> None:
    world = reopened()
    credit(world, again=True)
    REFUSED[code](world)
    there = len(world.books.invoices_)
    for _ in range(2):
        world.later()
    assert code in world.items()
    assert len(world.books.invoices_) == there
    assert newest(world).state is State.REFUSED


def give_its_number_to_another(world: World) -> None:
    """As who deletes the last invoice and makes one of their own does."""
    ((number, kept),) = world.books.invoices_.items()
    line = replace(kept.invoice.lines[0], description="Iets anders")
    world.books.invoices_.clear()
    later = kept.invoice.day + timedelta(days=1)
    world.books.write(replace(kept.invoice, number=number, day=later, lines=(line,)))


def forget_the_invoice(world: World) -> None:
    del world.memory.intents[min(world.memory.intents)]


AFTER_A_SEND = {
    "credit_unknown_lines": forget_the_invoice,
    "credit_invoice_gone": delete_in_books,
    "credit_invoice_changed": change_in_books,
    "number_of_another": give_its_number_to_another,
    "credit_there_already": credit_by_hand,
}


@pytest.mark.parametrize("fate", ["lost_request", "not_sent"])
@pytest.mark.parametrize("case", AFTER_A_SEND)
def test_a_credit_is_not_sent_again_once_it_would_take_back_what_is_not_there(
    case: str, fate: str
) -> None:
    world = reopened()
    credit(world, again=True)
    world.weather.next("send_invoice", fate)
    world.later()
    AFTER_A_SEND[case](world)
    there = list(world.books.invoices_)
    for _ in range(3):
        world.later()
    assert list(world.books.invoices_) == there
    assert {"outcome_unknown", *REFUSED} & set(world.items())


def test_a_credit_of_what_is_forgotten_is_asked_about_with_the_invoice_alone() -> None:
    world = reopened()
    credit(world, again=True)
    world.weather.next("send_invoice", "not_sent")
    world.later()
    forget_the_invoice(world)
    world.later()
    item = asked("credit_unknown_lines", "WB-00001", "1", invoice="2018001")
    assert world.memory.items["credit_unknown_lines", "WB-00001"] == item


def test_a_credit_that_was_certainly_not_sent_is_sent_in_the_next_run() -> None:
    world = reopened()
    credit(world, again=False)
    world.weather.next("send_invoice", "not_sent")
    for _ in range(3):
        world.later()
    assert sum(gross(world)) == 0
    assert len(world.books.invoices_) == 2


def test_a_credit_takes_another_number_when_a_person_has_the_first() -> None:
    """Dated long ago: only the refusal of the books tells that the number is in use."""
    world = reopened()
    credit(world, again=False)
    (first,) = sent(world)
    long_ago = world.now.date() - LOOK_BACK - timedelta(days=30)
    world.books.write(replace(first, number="2018002", day=long_ago, book=False, lines=()))
    for _ in range(8):
        world.later()
    assert sum(gross(world)) == 0
    assert newest(world).invoice_number == "2018003"


def forget(world: World, state: State, outcome: Outcome | None) -> None:
    """Put a backup back of before the credit was sent, or before it was claimed."""
    kept = newest(world)
    job = replace(kept, state=state, invoice_number="", verified=False)
    world.memory.jobs_[kept.id] = job
    intent = world.memory.intents.pop(kept.id)
    if outcome:
        world.memory.intents[kept.id] = replace(intent, outcome=outcome, send_stamp=None)


@pytest.mark.parametrize(
    ("state", "outcome"), [(State.NEW, None), (State.INTENDED, Outcome.CLAIMED)]
)
def test_a_credit_that_a_restored_memory_forgot_is_found_and_not_made_again(
    state: State, outcome: Outcome | None
) -> None:
    world = reopened()
    credit(world, again=False)
    world.later()
    forget(world, state, outcome)
    for _ in range(3):
        world.later()
    assert len(world.books.invoices_) == 2
    assert newest(world).invoice_number == "2018002"


def credited_then_deleted() -> World:
    """Credited to be invoiced again, and a person deletes the credit before that happens."""
    world = reopened()
    credit(world, again=True)
    world.later()
    del world.books.invoices_[world.memory.jobs_[2].invoice_number]
    return world


def test_no_second_invoice_is_made_when_the_credit_before_it_was_deleted() -> None:
    world = credited_then_deleted()
    for _ in range(3):
        world.later()
    assert len(world.books.invoices_) == 1
    assert world.memory.items["credit_deleted", "WB-00001"].facts == {"invoice": "2018001"}


@pytest.mark.parametrize("fate", ["lost_request", "not_sent"])
def test_nor_is_one_sent_again_once_the_credit_before_it_is_gone(fate: str) -> None:
    world = reopened()
    credit(world, again=True)
    world.later()
    made = world.memory.jobs_[2].invoice_number
    world.weather.next("send_invoice", fate)
    world.later()
    del world.books.invoices_[made]
    for _ in range(4):
        world.later()
    assert len(world.books.invoices_) == 1
    assert "credit_deleted" in world.items()


def test_a_dropped_credit_asks_what_to_do_with_the_work_order() -> None:
    world = reopened()
    credit(world, again=True)
    credit_by_hand(world)
    world.later()
    world.memory.items.clear()
    assert world.memory.decide(2, person_transitions.drop_credit)
    world.later()
    assert world.items() == ["reopened"]
    assert world.memory.decide(2, person_transitions.leave)
    world.later()
    world.later()
    assert world.field.orders_["1"].status == "Afgehandeld"
    assert len(world.books.invoices_) == 2


def test_a_credit_is_made_anyway_when_a_person_says_so() -> None:
    world = reopened()
    credit(world, again=False)
    credit_by_hand(world)
    world.later()
    assert world.memory.decide(2, person_transitions.approve)
    world.later()
    assert len(world.books.invoices_) == 3


def settled(**other: str) -> Job:
    return Job(1, "1", 1, "WB-1", State.SETTLED, invoice_number="2018001", **other)  # type: ignore[arg-type]


def test_only_an_invoice_that_stands_is_taken_back() -> None:
    assert person_transitions.credit(settled(credits="2018000"), again=True) is None
    assert person_transitions.credit(replace(settled(), invoice_number=""), again=True) is None
    assert person_transitions.credit(replace(settled(), state=State.INVOICED), again=True) is None


def test_nothing_is_left_or_dropped_that_was_not_asked_about() -> None:
    for decision in (person_transitions.leave, person_transitions.drop_credit):
        pair = Pair(settled())
        assert decision(pair) == pair
    refused = Pair(replace(settled(), state=State.REFUSED))
    assert person_transitions.drop_credit(refused) == refused


def test_a_credit_of_unknown_outcome_is_not_given_up() -> None:
    pair = Pair(replace(settled(credits="2018000"), state=State.INTENDED))
    assert person_transitions.no_invoice(pair) == pair
