"""Work orders that nobody may invoice unseen, and those of ordinary days that nobody asks about."""

import pytest

from bonbrug.sync.judging.weights import CHECKS, Weight
from bonbrug.sync.states.jobs import State
from tests.sync.judging.cases import company, order_of, play, read

ABSURD, ORDINARY = read("absurd.json"), read("ordinary.json")


@pytest.mark.parametrize("what", ABSURD)
def test_what_is_absurd_waits_with_its_reasons_and_takes_no_number(what: str) -> None:
    case = ABSURD[what]
    world = play(case)
    assert set(world.items()) == set(case["says"])
    (mine,) = [job for job in world.memory.jobs_.values() if job.row_id == "case"]
    assert mine.state is State.REFUSED
    assert all(intent.job_id != mine.id for intent in world.memory.intents.values())


@pytest.mark.parametrize("what", ABSURD)
def test_a_yes_invoices_what_was_asked_and_never_what_is_refused(what: str) -> None:
    case = ABSURD[what]
    world = play(case)
    world.approve()
    world.later()
    refused = any(CHECKS[code].weight is Weight.REFUSE for code in case["says"] if code in CHECKS)
    refused |= "no_lines" in case["says"]
    (mine,) = [job for job in world.memory.jobs_.values() if job.row_id == "case"]
    assert mine.state is (State.REFUSED if refused else State.SETTLED)


@pytest.mark.parametrize("what", ORDINARY)
def test_an_ordinary_work_order_is_invoiced_without_a_question(what: str) -> None:
    world = play(ORDINARY[what])
    assert (set(world.states()), world.items()) == ({State.SETTLED}, [])


def test_all_ordinary_work_orders_of_one_company_raise_no_question_together() -> None:
    plain = [case for case in ORDINARY.values() if not {"limits", "before", "usual"} & set(case)]
    world = company({})
    world.add(*(order_of(case, f"o{place}") for place, case in enumerate(plain)))
    world.run()
    assert (set(world.states()), world.items()) == ({State.SETTLED}, [])


def test_both_lists_are_as_long_as_was_promised_and_every_check_stands_in_one() -> None:
    assert len(ABSURD) >= 60
    assert len(ORDINARY) >= 60
    said = {CHECKS[code].id for case in ABSURD.values() for code in case["says"] if code in CHECKS}
    assert {f"R{number}" for number in range(1, 13)} <= said
