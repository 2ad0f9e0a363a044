"""A button that is pressed while a run of another process is going is never lost.

A few points in every run of the tests, on both databases; `python -m tests.proofs.buttons 200`
presses at 200 points on each.
"""

from collections.abc import Iterator

import pytest

from tests.proofs.buttons.meanwhile import Press, play
from tests.proofs.crash.databases import of_these_tests
from tests.proofs.crash.falling import staged
from tests.proofs.crash.scene import Scene

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]
# The run has read the job and has not written yet, or is in the middle of writing, or has written.
OVERTAKEN = (
    Press("refused, try again", "after GetFacturen #2"),
    Press("unknown, try again", "after GetFacturen #2"),
    Press("unknown, it stands under", "after GetFacturen #1"),
    Press("unknown, no invoice", "after GetFacturen #2"),
)
BESIDE = (
    Press("refused, try again", "within claim #1"),
    Press("refused, try again", "after AddFactuur #1"),
    Press("doubtful, invoice it like this", "after progress invoices #1"),
    Press("waiting, let it go", "within note #1"),
    Press("waiting, let it go", "after progress invoices #1"),
    Press("unknown, try again", "within conclude #1"),
    Press("unknown, it stands under", "within conclude #1"),
    Press("unknown, no invoice", "after conclude #1"),
)


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    with of_these_tests("buttons") as database, staged(database) as opened:
        yield opened


@pytest.mark.parametrize("press", OVERTAKEN, ids=str)
def test_a_run_that_read_before_a_press_leaves_the_work_order_and_says_so(
    stage: Scene, press: Press
) -> None:
    pressed = play(stage, press)
    assert (pressed.in_time, pressed.told, pressed.broken) == (True, True, [])


@pytest.mark.parametrize("press", BESIDE, ids=str)
def test_a_press_anywhere_in_a_run_stands_and_overwrites_nothing(
    stage: Scene, press: Press
) -> None:
    assert play(stage, press).broken == []


def test_a_press_after_the_invoice_was_made_is_told_to_be_too_late(stage: Scene) -> None:
    pressed = play(stage, Press("refused, try again", "after conclude #1"))
    assert (pressed.in_time, pressed.broken) == (False, [])


@pytest.mark.parametrize("press", OVERTAKEN[2:], ids=str)
def test_a_run_that_writes_over_a_decision_is_found(stage: Scene, press: Press) -> None:
    """What these presses are for."""
    assert any("written over" in said for said in play(stage, press, "work_over").broken)
