"""What is remembered and told after each thing that a look in the books can bring to light."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.sync.invoicing.next_step import MOST_ATTEMPTS
from bonbrug.sync.model.findings import asked, noted
from bonbrug.sync.model.records import FoundInvoice
from bonbrug.sync.states.jobs import Outcome, State
from tests.fakes.world import QUIET, START, relation
from tests.sync.desk import (
    ABOUT,
    BY_HAND,
    CLAIMED,
    DOUBTFUL,
    INVOICE,
    JOB,
    LATER,
    MARKER,
    NAMED,
    SENT,
    TODAY,
    Desk,
    invoiced,
    stamped,
)


def test_our_own_invoice_is_found_by_its_number() -> None:
    desk = Desk(DOUBTFUL)
    desk.books.write(INVOICE)
    desk.report.counts["invoices"] = 4
    desk.look()
    assert (desk.job, desk.intent) == (invoiced(), replace(DOUBTFUL, outcome=Outcome.DONE))
    assert desk.told == []
    assert desk.report.counts == {"invoices": 5}
    assert desk.sending.last_number == "2018001"
    assert desk.calls() == 0


def test_a_number_that_somebody_else_used_is_taken_from_now_on() -> None:
    desk = Desk(DOUBTFUL)
    desk.books.write(BY_HAND)
    desk.look()
    taken = replace(DOUBTFUL, outcome=Outcome.TAKEN, send_stamp=LATER)
    assert (desk.job, desk.intent) == (JOB, taken)
    assert desk.told == [noted("number_taken", *ABOUT, invoice="2018001")]
    assert desk.calls() == 0


def test_after_a_taken_number_the_series_is_read_anew() -> None:
    desk = Desk(DOUBTFUL, last_number="2018000")
    desk.sending.series = []
    desk.books.write(BY_HAND)
    desk.books.write(replace(BY_HAND, number="2018005"))
    desk.look()
    other = replace(JOB, id=2, row_id="2", number="WB-00002")
    desk.memory.jobs_[2] = other
    desk.sending.claim(other, INVOICE)
    assert desk.memory.intents[2].invoice.number == "2018006"


def test_a_moment_too_far_ahead_begins_the_rest_anew() -> None:
    ahead = replace(DOUBTFUL, send_stamp=START + QUIET + timedelta(seconds=1))
    desk = Desk(ahead)
    desk.look()
    assert (desk.job, desk.intent) == (JOB, replace(ahead, send_stamp=LATER))
    assert desk.world.weather.calls == []


@pytest.mark.parametrize("stamp", [START + QUIET, None])
def test_a_moment_that_is_not_too_far_ahead_is_looked_up(stamp: Any) -> None:
    desk = Desk(replace(DOUBTFUL, send_stamp=stamp))
    desk.books.write(INVOICE)
    desk.look()
    assert desk.job.state is State.INVOICED


def test_an_absent_invoice_is_sent_again_as_doubtful() -> None:
    desk = Desk(SENT)
    desk.look()
    assert (desk.job, desk.intent) == (
        invoiced(),
        stamped(DOUBTFUL, outcome=Outcome.DONE, doubtful=True),
    )
    assert desk.told == []


@pytest.mark.parametrize(
    ("attempts", "offered"), [(MOST_ATTEMPTS, True), (MOST_ATTEMPTS + 1, True), (1, False)]
)
def test_an_absent_invoice_that_may_not_go_again_is_left_to_a_person(
    attempts: int, offered: bool
) -> None:
    desk = Desk(replace(SENT, attempts=attempts))
    desk.look(offered=offered)
    most = max(attempts, MOST_ATTEMPTS)
    resting = replace(SENT, attempts=most, looked_at=START, doubtful=True)
    assert (desk.job, desk.intent) == (JOB, resting)
    facts = {"invoice": "2018001", "reason": "absent", "gross": "60.5"}
    assert desk.told == [asked("outcome_unknown", *ABOUT, **facts)]
    assert desk.calls() == 0


def test_our_invoice_under_another_number_is_adopted() -> None:
    desk = Desk(DOUBTFUL)
    desk.books.write(replace(INVOICE, number="2018500"))
    desk.look()
    assert (desk.job, desk.intent) == (
        invoiced("2018500"),
        replace(DOUBTFUL, outcome=Outcome.DONE),
    )
    assert desk.told == [noted("adopted", *ABOUT, invoice="2018500")]


def test_two_of_ours_are_told_and_the_first_is_kept() -> None:
    desk = Desk(DOUBTFUL)
    desk.books.write(replace(INVOICE, number="2018500"))
    desk.books.write(replace(INVOICE, number="2018501"))
    desk.look()
    assert desk.job == invoiced("2018500")
    assert desk.told == [
        noted("adopted", *ABOUT, invoice="2018500"),
        asked("double_found", *ABOUT, invoices="2018500,2018501"),
    ]


def test_an_invoice_is_adopted_without_an_intent_as_well() -> None:
    desk = Desk()
    desk.memory.intents.clear()
    ours = FoundInvoice("2018500", TODAY, Decimal(50), Decimal("10.5"), Decimal("60.5"), (MARKER,))
    desk.sending.adopt(JOB, [ours])
    assert desk.job == invoiced("2018500")
    assert desk.told == [noted("adopted", *ABOUT, invoice="2018500")]


@pytest.mark.parametrize("day", [date(2018, 6, 1), TODAY + timedelta(days=1)])
def test_our_invoice_is_looked_for_from_the_day_of_its_work_order_until_tomorrow(
    day: date,
) -> None:
    desk = Desk(DOUBTFUL)
    desk.books.write(replace(INVOICE, number="2018500", day=day))
    desk.sending.look(replace(JOB, day=date(2018, 6, 1)), DOUBTFUL)
    assert desk.job.invoice_number == "2018500"


@pytest.mark.parametrize("day", [date(2018, 6, 1), date(2019, 6, 1)])
def test_our_invoice_is_looked_for_on_its_own_day_too(day: date) -> None:
    desk = Desk(replace(DOUBTFUL, invoice=replace(INVOICE, day=day)))
    desk.books.write(replace(INVOICE, number="2018500", day=day))
    desk.look()
    assert desk.job.invoice_number == "2018500"


def test_only_the_invoices_of_this_customer_are_looked_through() -> None:
    desk = Desk(DOUBTFUL)
    desk.books.relations_["2"] = relation("TEST2", "2")
    desk.books.write(replace(INVOICE, number="2018500", relation_code="TEST2"))
    desk.look()
    assert desk.job.invoice_number == "2018001"


def test_an_invoice_that_a_person_made_of_it_stops_the_repeat() -> None:
    desk = Desk(DOUBTFUL)
    desk.books.write(replace(NAMED, number="2018500"))
    desk.look()
    resting = replace(DOUBTFUL, looked_at=START, attempts=MOST_ATTEMPTS)
    assert (desk.job, desk.intent) == (JOB, resting)
    assert desk.told == [asked("foreign_invoice", *ABOUT, invoice="2018500")]
    assert desk.calls() == 0


# --- what a person says ---------------------------------------------------------------------------

TOLD = replace(DOUBTFUL, named_number="2018777")


def test_the_invoice_that_a_person_names_is_kept_without_our_marker() -> None:
    desk = Desk(TOLD)
    desk.books.write(replace(BY_HAND, number="2018777"))
    desk.look()
    assert (desk.job, desk.intent) == (invoiced("2018777", marker=""), TOLD)
    assert desk.told == [noted("told_found", *ABOUT, invoice="2018777")]


def test_a_named_invoice_that_is_not_there_is_asked_again() -> None:
    desk = Desk(TOLD)
    desk.look()
    resting = replace(TOLD, looked_at=START, attempts=MOST_ATTEMPTS)
    assert (desk.job, desk.intent) == (JOB, resting)
    facts = {"told": "2018777", "invoice": "2018001"}
    assert desk.told == [asked("told_not_found", *ABOUT, **facts)]
    assert desk.calls() == 0


def test_a_named_invoice_that_another_work_order_has_is_not_taken() -> None:
    desk = Desk(TOLD)
    other = replace(CLAIMED, id=2, job_id=2, invoice=replace(INVOICE, number="2018777"))
    desk.memory.intents[2] = other
    desk.books.write(replace(BY_HAND, number="2018777"))
    desk.look()
    assert [finding.code for finding in desk.told] == ["told_not_found"]


def test_our_own_claimed_number_may_be_named_too() -> None:
    desk = Desk(replace(TOLD, named_number="2018001"))
    desk.books.write(BY_HAND)
    desk.look()
    assert desk.job == invoiced("2018001", marker="")


def test_our_own_invoice_goes_before_the_named_one() -> None:
    desk = Desk(TOLD)
    desk.books.write(INVOICE)
    desk.books.write(replace(BY_HAND, number="2018777"))
    desk.look()
    assert desk.job == invoiced("2018001")
