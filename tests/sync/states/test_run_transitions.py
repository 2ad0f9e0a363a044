"""What a run does to a job and its intent, and from where it may."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.sync.states import run_transitions
from bonbrug.sync.states.jobs import Intent, Job, Outcome, State
from bonbrug.sync.states.state_table import OF_A_JOB, OF_AN_INTENT, PERSON, NotFromHere
from tests.sync.desk import CLAIMED, DOUBTFUL, INVOICE, JOB, LATER, SENT

WORDS: dict[str, tuple[Any, ...]] = {
    "judged": ("f" * 32,),
    "refused": ("no_lines",),
    "gathered": ("c" * 32, "f" * 32),
    "gathered_again": ("c" * 32, "f" * 32),
    "joined": (7,),
    "invoiced_with": (replace(JOB, state=State.INVOICED, invoice_number="2018001"),),
    "reopened": ("f" * 32,),
    "invoiced": ("2018001", LATER),
    "found_as_named": ("2018001", LATER),
    "stamped": (LATER,),
    "rested": (LATER, 4),
    "taken": (LATER,),
}
SAID = {"verified": {"booked": True, "open_amount": Decimal(5)}}
MOVES = [event for event, row in OF_A_JOB.items() if row.by != PERSON]
INTENT_MOVES = [
    event for event, row in OF_AN_INTENT.items() if row.by != PERSON and event != "claimed"
]


def move(event: str, thing: Job | Intent) -> Any:
    function: Callable[..., Any] = getattr(run_transitions, event)
    return function(thing, *WORDS.get(event, ()), **SAID.get(event, {}))


@pytest.mark.parametrize("event", MOVES)
def test_a_job_goes_only_from_and_to_where_the_table_says(event: str) -> None:
    row = OF_A_JOB[event]
    for state in State:
        job = replace(JOB, state=state)
        if state in row.before:
            assert move(event, job).state in row.after
        else:
            with pytest.raises(NotFromHere, match=event):
                move(event, job)


@pytest.mark.parametrize("event", INTENT_MOVES)
def test_an_intent_goes_only_from_and_to_where_the_table_says(event: str) -> None:
    row = OF_AN_INTENT[event]
    for outcome in Outcome:
        intent = replace(SENT, outcome=outcome)
        if outcome in row.before:
            assert move(event, intent).outcome in row.after
        else:
            with pytest.raises(NotFromHere, match=event):
                move(event, intent)


def test_a_table_that_knows_no_such_end_stops_it() -> None:
    with pytest.raises(NotFromHere):
        OF_A_JOB["settled"].check(State.INVOICED, State.NEW)


def test_a_refusal_of_ours_has_its_own_circumstances_one_of_the_books_those_it_was_judged_in() -> (
    None
):
    judged = run_transitions.judged(replace(JOB, state=State.NEW), "j" * 32)
    ours = run_transitions.refused(judged, "no_lines", "f" * 32)
    theirs = run_transitions.refused(run_transitions.intended(judged), "books_refused")
    assert (ours.refused_code, ours.refused_fingerprint) == ("no_lines", "f" * 32)
    assert (theirs.refused_code, theirs.refused_fingerprint) == ("books_refused", "j" * 32)


def test_an_invoice_that_a_person_named_has_no_marker() -> None:
    assert run_transitions.found_as_named(JOB, "2018777", LATER).marker == ""
    assert run_transitions.invoiced(JOB, "2018001", LATER).marker == JOB.marker


def test_a_first_claim_is_new_and_knows_the_decisions_that_were_read() -> None:
    job = replace(JOB, decisions=3)
    assert run_transitions.claimed(job, None, INVOICE, 7) == Intent(
        0, JOB.id, JOB.marker, INVOICE, 7, decisions=3
    )


def test_a_kept_intent_keeps_its_place_and_its_doubt_and_nothing_of_before() -> None:
    kept = replace(
        DOUBTFUL, id=9, outcome=Outcome.REFUSED, attempts=2, looked_at=LATER, named_number="x",
        marker="old",
    )  # fmt: skip
    job, invoice = replace(JOB, decisions=3), replace(INVOICE, term_days=30)
    fresh = Intent(9, JOB.id, JOB.marker, invoice, 7, attempts=2, doubtful=True, decisions=3)
    assert run_transitions.claimed(job, kept, invoice, 7) == fresh


def test_an_intent_whose_outcome_is_unknown_is_never_claimed_anew() -> None:
    with pytest.raises(NotFromHere):
        run_transitions.claimed(JOB, SENT, INVOICE, 7)


def test_what_did_not_leave_is_as_before_the_stamp() -> None:
    assert run_transitions.not_sent(SENT).outcome is Outcome.CLAIMED
    assert run_transitions.not_sent(DOUBTFUL) == DOUBTFUL


def test_the_number_of_a_doubtful_intent_stays_with_its_job() -> None:
    assert run_transitions.given_up(SENT).outcome is Outcome.RELEASED
    assert run_transitions.given_up(DOUBTFUL).outcome is Outcome.REFUSED


def test_a_rest_that_begins_anew_changes_nothing_else() -> None:
    assert run_transitions.restamped(CLAIMED, LATER) == replace(CLAIMED, send_stamp=LATER)
