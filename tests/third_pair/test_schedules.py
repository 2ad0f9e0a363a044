"""The third pair through hours of faults, people and crashes; 1,000 with ``--pair third``."""

from tests.proofs.simulator.__main__ import options, run
from tests.proofs.simulator.campaign import batch, campaign
from tests.proofs.simulator.schedule import PAIRS, Schedule, play

SMOKE = 100


def test_a_hundred_schedules_keep_every_invariant() -> None:
    summary = campaign(0, SMOKE, pair="third")
    assert (summary.schedules, summary.failures) == (SMOKE, {})


def test_the_engine_talks_with_the_third_pair_there() -> None:
    schedule = Schedule(4)
    office = schedule.office
    office.services = PAIRS["third"](office.books, office.field)
    schedule.play()
    ours = [kept for kept in office.books.kept.values() if kept.invoice.booking_text]
    assert ours
    assert all(kept.invoice.booking_text.startswith("opdracht ") for kept in ours)
    assert play(4, "third").trace != play(4).trace


def test_a_planted_bug_is_caught_there_too() -> None:
    assert batch(range(10), "ack_before_done", "third").failures
    assert batch(range(10), pair="third").failures == {}


def test_the_command_takes_the_pair() -> None:
    assert run(options(["--schedules", "5", "--pair", "third"])) == 0
