"""The next step with one job: a table of where it stands, what was sent, and how long ago."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bonbrug.sync.invoicing.next_step import (
    BACKLOG,
    LOOK_AGAIN,
    MOST_ATTEMPTS,
    NextStep,
    is_marked,
    is_offered,
    is_retried,
    is_settled,
    may_export,
    next_step,
    search_window,
    waits_for_release,
)
from bonbrug.sync.model.connection_state import ConnectionState, ExportStop
from bonbrug.sync.model.records import Invoice, WorkOrder
from bonbrug.sync.states.jobs import Intent, Job, Outcome, State
from tests.fakes.field_service import FakeFieldService
from tests.fakes.world import CHOICES, QUIET, START, work_order

ORDER = work_order()
STATUSES = FakeFieldService.capabilities.statuses
SECOND = timedelta(seconds=1)
INVOICE = Invoice("2018001", "TEST1", START.date(), 14, "Test", book=True, booking_text="",
                  lines=())  # fmt: skip


def job(state: State, **other: Any) -> Job:
    return replace(Job(1, "1", 1, "WB-00001", state), **other)


def intent(outcome: Outcome = Outcome.SENT, ago: timedelta = QUIET, **other: Any) -> Intent:
    made = Intent(1, 1, "werkbon WB-00001 · ABCDEFGH", INVOICE, 1, outcome, START - ago)
    return replace(made, **other)


def step(
    state: State, held: Intent | None, order: WorkOrder | None = ORDER, now: datetime = START
) -> NextStep:
    return next_step(job(state), held, order, now, QUIET)


def refused(**other: Any) -> Job:
    return job(State.REFUSED, **{"refused_code": "no_lines", "refused_fingerprint": "p", **other})


# --- which work orders ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "offered"),
    [
        (ORDER, True),
        (work_order(status=" COMPLEET "), True),
        (work_order(work_status=" 1 "), True),
        (work_order(status="Opgehaald"), False),
        (work_order(work_status="0"), False),
        (work_order(work_status="99"), False),
        (work_order(archived=True), False),
    ],
)
def test_only_a_complete_work_order_with_status_one_is_offered(
    order: WorkOrder,
    offered: bool,
) -> None:
    assert is_offered(order, STATUSES) is offered


ERROR = work_order(work_status=" 99 ")


@pytest.mark.parametrize(
    ("order", "held", "marked"),
    [
        (ERROR, refused(), True),
        (replace(ERROR, status="Opgehaald"), refused(), True),
        (replace(ERROR, status="Afgehandeld"), refused(), False),
        (replace(ERROR, archived=True), refused(), False),
        (ORDER, refused(), False),
        (ERROR, job(State.NEW), False),
    ],
)
def test_a_refused_work_order_with_error_keeps_its_item_until_it_is_solved(
    order: WorkOrder,
    held: Job,
    marked: bool,
) -> None:
    assert is_marked(order, held, STATUSES) is marked


@pytest.mark.parametrize(
    ("held", "retried"),
    [
        (refused(refused_code="", refused_fingerprint=""), True),
        (refused(refused_code=""), False),
        (refused(refused_fingerprint=""), False),
        (refused(), False),
        (job(State.NEW), False),
    ],
)
def test_only_a_refusal_whose_reason_was_forgotten_is_tried_again(
    held: Job,
    retried: bool,
) -> None:
    assert is_retried(held) is retried


def test_a_settled_work_order_is_known_however_it_is_written() -> None:
    assert is_settled(work_order(status=" afgehandeld"), STATUSES)
    assert not is_settled(ORDER, STATUSES)


# --- the next step --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "offered", "gone"),
    [
        (State.NEW, NextStep.START, NextStep.GONE),
        (State.REFUSED, NextStep.START, NextStep.GONE),
        (State.WAITING, NextStep.NOTHING, NextStep.GONE),
        (State.WITHDRAWN, NextStep.START, NextStep.NOTHING),
        (State.INTENDED, NextStep.START, NextStep.GONE),
        (State.INVOICED, NextStep.NOTHING, NextStep.NOTHING),
        (State.SETTLED, NextStep.REOPENED, NextStep.NOTHING),
    ],
)
def test_a_job_of_which_nothing_was_sent_follows_its_work_order(
    state: State, offered: NextStep, gone: NextStep
) -> None:
    assert step(state, None) is offered
    assert step(state, None, None) is gone


def test_a_claimed_number_is_sent_while_the_work_order_is_offered() -> None:
    claimed = intent(Outcome.CLAIMED, send_stamp=None)
    assert step(State.INTENDED, claimed) is NextStep.SEND
    assert step(State.INTENDED, claimed, None) is NextStep.GONE


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.REFUSED])
@pytest.mark.parametrize("order", [ORDER, None])
def test_an_unknown_outcome_is_looked_up_when_it_has_rested(
    outcome: Outcome, order: WorkOrder | None
) -> None:
    assert step(State.INTENDED, intent(outcome, QUIET - SECOND), order) is NextStep.NOTHING
    assert step(State.INTENDED, intent(outcome, QUIET), order) is NextStep.LOOK


def test_a_send_without_a_moment_counts_as_rested() -> None:
    assert step(State.INTENDED, intent(send_stamp=None)) is NextStep.LOOK


def test_a_moment_too_far_ahead_is_looked_at_at_once() -> None:
    assert step(State.INTENDED, intent(ago=-QUIET)) is NextStep.NOTHING
    assert step(State.INTENDED, intent(ago=-QUIET - SECOND)) is NextStep.LOOK


def test_a_taken_number_is_given_up_when_it_has_rested() -> None:
    assert step(State.INTENDED, intent(Outcome.TAKEN, QUIET - SECOND)) is NextStep.NOTHING
    assert step(State.INTENDED, intent(Outcome.TAKEN, QUIET)) is NextStep.CLAIM_ANEW


def test_what_a_person_says_is_looked_up_at_once_and_only_once() -> None:
    told = intent(ago=SECOND, named_number="2018777")
    assert step(State.INTENDED, told) is NextStep.LOOK
    assert step(State.INTENDED, replace(told, looked_at=START - SECOND)) is NextStep.NOTHING
    assert step(State.INTENDED, replace(told, named_number="")) is NextStep.NOTHING


@pytest.mark.parametrize("sign", [1, -1])
def test_after_the_last_attempt_it_is_looked_at_once_an_hour(sign: int) -> None:
    asked = intent(ago=timedelta(days=1), attempts=MOST_ATTEMPTS)
    assert step(State.INTENDED, asked) is NextStep.LOOK
    just = replace(asked, looked_at=START - sign * (LOOK_AGAIN - SECOND))
    assert step(State.INTENDED, just) is NextStep.NOTHING
    assert step(State.INTENDED, replace(just, attempts=MOST_ATTEMPTS - 1)) is NextStep.LOOK
    hour = replace(asked, looked_at=START - sign * LOOK_AGAIN)
    assert step(State.INTENDED, hour) is NextStep.LOOK


def test_a_withdrawn_job_whose_send_is_unknown_never_starts_over() -> None:
    assert step(State.WITHDRAWN, intent(ago=SECOND)) is NextStep.NOTHING
    assert step(State.WITHDRAWN, intent()) is NextStep.LOOK
    assert step(State.WITHDRAWN, intent(), None) is NextStep.NOTHING


def test_a_withdrawn_job_does_not_start_over_with_the_number_of_somebody_else() -> None:
    assert step(State.WITHDRAWN, intent(Outcome.TAKEN, QUIET - SECOND)) is NextStep.NOTHING
    assert step(State.WITHDRAWN, intent(Outcome.TAKEN, QUIET)) is NextStep.CLAIM_ANEW


@pytest.mark.parametrize("outcome", [Outcome.CLAIMED, Outcome.REFUSED])
def test_a_withdrawn_job_that_was_certainly_not_made_starts_over(outcome: Outcome) -> None:
    assert step(State.WITHDRAWN, intent(outcome, SECOND)) is NextStep.START


# --- when -----------------------------------------------------------------------------------------

TODAY = date(2018, 9, 19)
YESTERDAY = date(2018, 9, 18)
SINCE_TODAY = ConnectionState(activated_on=TODAY)


@pytest.mark.parametrize(("day", "waits"), [(None, True), (YESTERDAY, True), (TODAY, False)])
def test_at_the_first_export_what_is_older_than_the_link_waits(
    day: date | None,
    waits: bool,
) -> None:
    assert waits_for_release(work_order(day=day), 1, CHOICES, SINCE_TODAY) is waits


def test_at_the_first_export_many_at_once_wait() -> None:
    assert not waits_for_release(ORDER, BACKLOG, CHOICES, SINCE_TODAY)
    assert waits_for_release(ORDER, BACKLOG + 1, CHOICES, SINCE_TODAY)


def test_without_a_day_of_activation_an_old_one_goes() -> None:
    assert not waits_for_release(work_order(day=YESTERDAY), 1, CHOICES, ConnectionState())


@pytest.mark.parametrize(("day", "waits"), [(None, True), (YESTERDAY, True), (TODAY, False)])
@pytest.mark.parametrize("count", [1, BACKLOG + 1])
def test_a_chosen_first_day_decides_alone(
    day: date | None,
    waits: bool,
    count: int,
) -> None:
    choices = replace(CHOICES, export_from=TODAY)
    assert waits_for_release(work_order(day=day), count, choices, SINCE_TODAY) is waits


@pytest.mark.parametrize("sign", [1, -1])
def test_a_refused_setting_is_tried_again_after_an_hour_or_another_save(sign: int) -> None:
    stop = ExportStop("CFACT028", CHOICES.version, START - sign * (LOOK_AGAIN - SECOND))
    assert not may_export(stop, CHOICES, START)
    assert may_export(None, CHOICES, START)
    assert may_export(replace(stop, version=0), CHOICES, START)
    assert may_export(replace(stop, at=START - sign * LOOK_AGAIN), CHOICES, START)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (None, date(2018, 8, 5)),
        (date(2018, 9, 1), date(2018, 8, 5)),
        (date(2018, 8, 5), date(2018, 8, 5)),
        (date(2017, 1, 2), date(2017, 1, 2)),
    ],
)
def test_an_invoice_is_looked_for_from_its_day_or_45_days_back_until_tomorrow(
    day: date | None, first: date
) -> None:
    assert search_window(day, TODAY) == (first, date(2018, 9, 20))


@pytest.mark.parametrize(
    ("state", "order", "wanted"),
    [
        (State.WITHDRAWN, ORDER, NextStep.REOPENED),
        (State.WITHDRAWN, None, NextStep.NOTHING),
        (State.SETTLED, ORDER, NextStep.NOTHING),
    ],
)
def test_a_credit_that_is_over_asks_only_when_its_work_order_is_offered(
    state: State, order: WorkOrder | None, wanted: NextStep
) -> None:
    assert next_step(job(state, credits="2018001"), None, order, START, QUIET) is wanted
