"""How often and how long the machine plays."""

from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.proofs.model.machine import People


def play(
    examples: int,
    steps: int,
    seed: int | None = None,
    machine: type[RuleBasedStateMachine] = People,
    *,
    shorten: bool = True,
) -> None:
    """Play; a failing history is made as short as it can be, if wanted, and raised."""
    wanted = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=True,
        phases=[Phase.generate, *([Phase.shrink] if shorten else [])],
        suppress_health_check=list(HealthCheck),
    )
    chosen = machine if seed is None else hypothesis.seed(seed)(machine)
    play_once: Any = run_state_machine_as_test  # hypothesis leaves it untyped
    play_once(chosen, settings=wanted)
