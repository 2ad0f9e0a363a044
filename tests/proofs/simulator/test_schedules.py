"""The engine through hours of faults, people and crashes: nothing lost, doubled or stuck."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from tests.proofs.simulator.campaign import campaign
from tests.proofs.simulator.history import History
from tests.proofs.simulator.schedule import play
from tests.proofs.simulator.stage import Stage

SMOKE = 200
TRACE = "from tests.proofs.simulator.schedule import play; print(play(7).trace)"


def test_two_hundred_schedules_keep_every_invariant() -> None:
    summary = campaign(0, SMOKE)
    assert summary.schedules == SMOKE
    assert summary.failures == {}


def test_the_same_seed_gives_the_same_trace() -> None:
    assert [play(seed).trace for seed in range(20)] == [play(seed).trace for seed in range(20)]


def test_other_seeds_give_other_traces() -> None:
    assert len({play(seed).trace for seed in range(10)}) == 10


def test_the_trace_does_not_depend_on_how_sets_are_ordered() -> None:
    traces = {
        subprocess.run(
            [sys.executable, "-c", TRACE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert traces == {f"{play(7).trace}\n"}


def test_schedules_contain_what_they_are_for() -> None:
    """A simulator that stopped making faults would find nothing wrong either."""
    seen: set[str] = set()
    for seed in range(200):
        for event in play(seed).history.events:
            seen.add(event.about if event.kind == "ended" else event.kind)
            if event.kind in ("call", "write"):
                seen.add(event.facts[1])
    assert seen >= {
        "crash", "freeze", "restored", "named", "made", "arrives", "refused_late",
        "not_sent", "lost", "lost_reply", "late", "twice", "cut", "broken", "slow", "outage",
        "crashed", "taken_over", "template", "shut", "clock", "short", "unmade", "retry",
        "refused_put",
    }  # fmt: skip


def test_what_goes_wrong_in_an_action_ends_the_play_instead_of_stopping_it_for_ever() -> None:
    stage = Stage(datetime(2018, 11, 24, tzinfo=UTC), History())

    def break_it() -> None:
        raise LookupError

    stage.at(1, break_it)
    stage.pause(2)
    with pytest.raises(LookupError):
        stage.close()
