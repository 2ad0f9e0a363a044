"""Whatever is pressed, in whatever order: nothing is doubled and nothing is lost.

A few histories per item in every run; `python -m tests.proofs.buttons 200` plays 200 of each.
"""

from dataclasses import replace

import pytest

from bonbrug.sync.invoicing import next_step
from bonbrug.sync.invoicing.steps import Steps
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import Outcome, State
from bonbrug.sync.states.person_transitions import Pair
from tests.proofs.buttons.pressing import play
from tests.proofs.buttons.scenes import SCENES

pytestmark = pytest.mark.django_db
SEEDS = range(4)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCENES)
def test_no_order_of_pressing_doubles_or_loses_anything(name: str, seed: int) -> None:
    assert play(name, seed) == []


def test_a_button_that_forgets_the_number_of_an_unknown_invoice_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What these histories are for: they see a button that can double."""

    def forget(pair: Pair) -> Pair:
        job, intent = pair
        free = replace(intent, outcome=Outcome.RELEASED) if intent else None
        return Pair(replace(job, state=State.NEW), free)

    monkeypatch.setattr(person_transitions, "retry", forget)
    monkeypatch.setattr(Steps, "_found_before", lambda *args: False)
    said = [line for seed in range(8) for line in play("H-1 late", seed)]
    assert any(line.startswith("doubled") for line in said)


def test_a_button_that_withdraws_without_a_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def withdraw(pair: Pair) -> Pair:
        return pair._replace(job=replace(pair.job, state=State.WITHDRAWN))

    monkeypatch.setattr(person_transitions, "retry", withdraw)
    monkeypatch.setattr(next_step, "_withdrawn", lambda *args: next_step.NextStep.NOTHING)
    said = [line for seed in range(8) for line in play("H-11", seed)]
    assert any(line.startswith("lost") for line in said)
