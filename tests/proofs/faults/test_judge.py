"""The judge can see: each sentence is broken once, on purpose."""

from copy import deepcopy
from typing import Literal, get_args

import pytest

from tests.proofs.faults import honesty, judge
from tests.proofs.faults.seen import GROSS, Bill, Kept, Seen

ORDERS = ["W1", "W2"]
Shelf = Literal["relations", "customers", "products", "materials", "hour_types"]
SHELVES: tuple[Shelf, ...] = get_args(Shelf)


def bill(number: str, order: str, gross: str = GROSS, *, booked: bool = True) -> Bill:
    return Bill(number=number, order=order, gross=gross, booked=booked)


GOOD = Seen(
    statuses={"W1": "Afgehandeld", "W2": "Afgehandeld"},
    bills=[bill("2018010", "W1"), bill("2018011", "W2")],
    relations=["BAAS", "SMIT"],
    customers=["BAAS", "SMIT"],
    products=["KIT"],
    materials=["KIT"],
    hour_types=["UUR"],
)
CALM = Kept(
    jobs=[("W1", "settled", "2018010"), ("W2", "settled", "2018011")],
    items=[],
    intents=[("2018010", "done", "W1"), ("2018011", "done", "W2")],
    lines=[],
    outcome="nothing",
    breaker="",
    unfinished=0,
)


@pytest.fixture
def seen() -> Seen:
    return deepcopy(GOOD)


@pytest.fixture
def kept() -> Kept:
    return deepcopy(CALM)


def test_a_good_end_breaks_nothing(seen: Seen, kept: Kept) -> None:
    assert judge.faults_of(seen, kept, ORDERS) == []
    assert honesty.untruths(seen, kept, []) == []
    assert judge.at_rest(seen, kept, ORDERS)


def test_a_second_invoice_of_a_work_order_is_seen(seen: Seen, kept: Kept) -> None:
    seen["bills"].append(bill("2018012", "W1"))
    assert judge.faults_of(seen, kept, ORDERS) == ["2 invoices of W1"]
    assert "2 invoices of W1" in honesty.untruths(seen, kept, [])


def test_an_invoice_of_nobody_is_seen(seen: Seen, kept: Kept) -> None:
    seen["bills"].append(bill("2018012", ""))
    assert "1 invoices of nobody" in judge.faults_of(seen, kept, ORDERS)


@pytest.mark.parametrize("shelf", SHELVES)
def test_a_doubled_record_is_seen_whatever_its_case(seen: Seen, kept: Kept, shelf: Shelf) -> None:
    seen[shelf].append(seen[shelf][0].lower())
    assert judge.faults_of(seen, kept, ORDERS)[0].startswith("2 ")


def test_a_work_order_that_was_settled_without_an_invoice_is_seen(seen: Seen, kept: Kept) -> None:
    del seen["bills"][1]
    assert judge.faults_of(seen, kept, ORDERS) == ["W2 is settled without an invoice"]
    assert "W2 is settled before its invoice is certain" in honesty.untruths(seen, kept, [])


def test_a_work_order_that_was_left_behind_is_seen_unless_a_person_is_asked(
    seen: Seen, kept: Kept
) -> None:
    seen["statuses"]["W2"] = "Compleet"
    assert judge.faults_of(seen, kept, ORDERS) == ["W2 is Compleet, invoiced, no item"]
    assert not judge.at_rest(seen, kept, ORDERS)
    kept["items"].append(("settle_refused", "W2"))
    assert judge.faults_of(seen, kept, ORDERS) == []
    assert judge.at_rest(seen, kept, ORDERS)


def test_a_work_order_that_is_gone_is_seen(seen: Seen, kept: Kept) -> None:
    del seen["statuses"]["W2"]
    assert judge.faults_of(seen, kept, ORDERS) == ["W2 is gone, invoiced, no item"]


def test_a_wrong_amount_and_a_missing_booking_are_seen(seen: Seen, kept: Kept) -> None:
    seen["bills"] = [bill("2018010", "W1", "1.00"), bill("2018011", "W2", booked=False)]
    assert judge.faults_of(seen, kept, ORDERS) == [
        f"2018010: 1.00 is not {GROSS}",
        "2018011 is not booked",
    ]


def test_an_invoice_that_stays_in_doubt_is_seen(seen: Seen, kept: Kept) -> None:
    kept["intents"][1] = ("2018011", "sent", "W2")
    assert judge.faults_of(seen, kept, ORDERS) == ["invoice 2018011 is still in doubt"]


def test_a_run_without_an_end_and_a_link_that_gave_up_are_seen(seen: Seen, kept: Kept) -> None:
    kept["unfinished"], kept["breaker"] = 1, "credentials_refused"
    assert judge.faults_of(seen, kept, ORDERS) == [
        "1 runs never ended",
        "the link gave up: credentials_refused",
    ]


def test_calling_an_invoice_made_that_is_not_there_is_seen(seen: Seen, kept: Kept) -> None:
    kept["jobs"][1] = ("W2", "invoiced", "2018099")
    seen["statuses"]["W2"] = "Compleet"
    assert "W2 is called invoiced and has no invoice 2018099" in honesty.untruths(
        seen, kept, ["W2"]
    )


@pytest.mark.parametrize("outcome", ["claimed", "released", "refused"])
def test_calling_an_invoice_not_sent_that_is_there_is_seen(
    seen: Seen, kept: Kept, outcome: str
) -> None:
    kept["intents"][1] = ("2018011", outcome, "W2")
    said = f"invoice 2018011 of W2 is called {outcome} and stands in the books"
    assert honesty.untruths(seen, kept, []) == [said]


def test_a_doubt_that_nobody_is_told_of_is_seen(seen: Seen, kept: Kept) -> None:
    kept["intents"][1] = ("2018011", "sent", "W2")
    told = "nobody is told that invoice 2018011 of W2 is in doubt"
    assert honesty.untruths(seen, kept, []) == [told]
    kept["lines"].append(("outcome_unknown", "W2"))
    assert honesty.untruths(seen, kept, []) == []


def test_a_run_that_left_something_and_says_nothing_is_seen(seen: Seen, kept: Kept) -> None:
    left = ["SMIT in the books: 030 0000001"]
    assert honesty.untruths(seen, kept, left) == [f"nobody is told of {left}"]
    kept["outcome"] = "unreachable"
    assert honesty.untruths(seen, kept, left) == []
