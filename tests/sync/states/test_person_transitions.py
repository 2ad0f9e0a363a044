"""What a button does to a job and its intent, and where it does nothing."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import Job, Outcome, State
from bonbrug.sync.states.person_transitions import Pair
from tests.fakes.world import START
from tests.sync.desk import CLAIMED, JOB, SENT

REFUSED = replace(
    JOB,
    state=State.REFUSED,
    refused_code="hours_twice",
    refused_fingerprint="f" * 32,
    approved_fingerprint="a" * 32,
)
ASKED = replace(SENT, attempts=4, looked_at=START, named_number="2018555")
stands_as = partial(person_transitions.stands_as, number="2018777")


def test_trying_a_refused_work_order_again_forgets_why_it_was_refused() -> None:
    after = person_transitions.retry(Pair(REFUSED))
    forgotten = replace(REFUSED, refused_code="", refused_fingerprint="", decisions=1)
    assert after == Pair(forgotten)


def test_trying_an_unknown_outcome_again_looks_it_up_and_forgets_the_named_number() -> None:
    job, intent = person_transitions.retry(Pair(JOB, ASKED))
    assert job == replace(JOB, decisions=1)
    fresh = replace(ASKED, attempts=1, looked_at=None, named_number="", decisions=1)
    assert intent == fresh


def test_an_approved_work_order_is_right_in_the_circumstances_of_its_refusal() -> None:
    (job, _) = person_transitions.approve(Pair(REFUSED))
    assert (job.approved_fingerprint, job.refused_fingerprint) == ("f" * 32, "")
    assert (job.refused_code, job.state, job.decisions) == ("", State.REFUSED, 1)


def test_what_was_approved_stays_when_the_refusal_was_forgotten_meanwhile() -> None:
    once = person_transitions.retry(Pair(REFUSED))
    assert person_transitions.approve(once) == once
    assert once.job.approved_fingerprint == "a" * 32


def test_a_named_number_is_looked_up_at_once() -> None:
    job, intent = stands_as(Pair(JOB, ASKED))
    assert job == replace(JOB, decisions=1)
    assert intent == replace(ASKED, named_number="2018777", looked_at=None, decisions=1)


def test_without_an_invoice_the_number_stays_with_the_withdrawn_work_order() -> None:
    job, intent = person_transitions.no_invoice(Pair(JOB, ASKED))
    assert job == replace(JOB, state=State.WITHDRAWN, decisions=1)
    assert intent == replace(ASKED, decisions=1)


def test_what_waited_is_new_when_it_is_released() -> None:
    waiting = replace(JOB, state=State.WAITING)
    assert person_transitions.release(Pair(waiting)) == Pair(
        replace(JOB, state=State.NEW, decisions=1)
    )


MAY: dict[Callable[[Pair], Pair], set[State]] = {
    person_transitions.retry: {State.REFUSED},
    person_transitions.approve: {State.REFUSED},
    person_transitions.release: {State.WAITING},
    person_transitions.no_invoice: {State.INTENDED},
}


@pytest.mark.parametrize("decision", MAY)
def test_from_every_other_state_a_button_does_nothing(decision: Callable[[Pair], Pair]) -> None:
    for state in set(State) - MAY[decision]:
        pair = Pair(replace(REFUSED, state=state), CLAIMED)
        assert decision(pair) == pair


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.SENT}))
def test_only_of_an_intent_that_is_sent_the_outcome_is_a_question(outcome: Outcome) -> None:
    pair = Pair(JOB, replace(ASKED, outcome=outcome))
    assert stands_as(pair) == pair
    assert person_transitions.retry(pair) == pair


def test_without_an_intent_there_is_no_number_to_name() -> None:
    assert stands_as(Pair(JOB)) == Pair(JOB)


def test_who_says_it_once_more_counts_once_more_only_when_it_is_something_else() -> None:
    once = stands_as(Pair(JOB, ASKED))
    assert stands_as(once) == once
    other = person_transitions.stands_as(once, "2018778")
    assert (other.job.decisions, other.intent and other.intent.decisions) == (2, 2)


def test_a_job_begins_without_decisions() -> None:
    assert Job(1, "1", 1, "WB-00001", State.NEW).decisions == 0


@pytest.mark.parametrize("press", [person_transitions.decline, person_transitions.reconsider])
def test_a_button_that_does_not_fit_the_state_changes_nothing(
    press: Callable[[Pair], Pair],
) -> None:
    pair = Pair(Job(1, "1", 1, "WB-00001", State.SETTLED), None)
    assert press(pair) == pair


def beforehand(pair: Pair) -> Pair:
    return person_transitions.approve_beforehand(pair, "c" * 32)


TO_START = {State.NEW, State.REFUSED, State.DECLINED, State.WITHDRAWN}


@pytest.mark.parametrize("state", State)
def test_what_a_run_would_begin_with_can_be_approved_beforehand(state: State) -> None:
    before = replace(REFUSED, state=state)
    job = beforehand(Pair(before)).job
    approved = replace(before, refused_code="", refused_fingerprint="",
                       approved_fingerprint="c" * 32, decisions=1)  # fmt: skip
    assert job == (approved if state in TO_START else before)


def test_saying_yes_beforehand_twice_counts_once() -> None:
    once = beforehand(Pair(REFUSED))
    assert beforehand(once) == once


def test_a_credit_is_not_approved_beforehand() -> None:
    credit = Pair(replace(REFUSED, credits="2018001"))
    assert beforehand(credit) == credit


def test_a_yes_before_the_first_run_opens_a_job_that_lacks_its_content() -> None:
    job = person_transitions.approve_unseen("1", "WB-00001", "c" * 32)
    assert job
    assert (job.state, job.generation, job.approved_fingerprint) == (State.NEW, 1, "c" * 32)
    assert job.is_unseen
    assert not replace(job, content_fingerprint="x").is_unseen


def test_after_a_credit_it_opens_the_next_job_and_after_an_invoice_none() -> None:
    credited = replace(JOB, state=State.SETTLED, credits="2018001", generation=2)
    made = person_transitions.approve_unseen("1", "WB-00001", "c" * 32, credited)
    assert made
    assert made.generation == 3
    invoiced = replace(JOB, state=State.SETTLED)
    assert person_transitions.approve_unseen("1", "WB-00001", "c" * 32, invoiced) is None
