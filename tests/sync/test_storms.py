"""Random histories of faults, late arrivals, crashes and people: nothing doubled, lost or stuck."""

import os

import pytest

from tests.fakes.storm import Schedule

SEEDS = int(os.environ.get("STORMS", "300"))
AT_A_TIME = 50


@pytest.mark.parametrize("first", range(0, SEEDS, AT_A_TIME))
def test_no_history_doubles_or_loses_a_work_order(first: int) -> None:
    wrong = {}
    for seed in range(first, first + AT_A_TIME):
        schedule = Schedule(seed)
        schedule.play()
        problems = schedule.wrong()
        if problems:
            wrong[seed] = problems
    assert not wrong
