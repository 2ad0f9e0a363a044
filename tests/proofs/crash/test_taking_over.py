"""The lease on real processes: soon taken over when a worker is killed, never while it works."""

import os
import signal

import pytest

from bonbrug.jobs.worker import REST
from bonbrug.link.store.lease import BEAT, TTL
from bonbrug.site.serving import TICK_SECONDS
from tests.proofs.crash.chapters import FIRST
from tests.proofs.crash.scene import Scene
from tests.proofs.crash.taking import taken_over

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]

PROMISED = 60  # seconds
READING = "before GetArtikelen #1"


def test_the_connection_of_a_killed_worker_runs_again_before_its_turn(stage: Scene) -> None:
    taken = taken_over(stage, hurried=True)
    assert taken.finished
    assert not taken.due


def test_a_lease_and_two_ticks_fit_in_a_minute() -> None:
    assert TTL.total_seconds() + 2 * TICK_SECONDS + REST < PROMISED


def test_two_beats_may_fail_before_the_lease_runs_out() -> None:
    assert 3 * BEAT <= TTL


def test_a_call_that_takes_longer_than_a_lease_is_not_taken_over(stage: Scene) -> None:
    pk = stage.begin(FIRST).pk
    slow = stage.links.start("work", pk, "run", READING, "sleep")
    assert stage.links.do("besiege", pk) == 0
    assert stage.links.result(slow)["ran"]


def test_a_run_that_hangs_is_taken_over_and_writes_nothing_any_more(stage: Scene) -> None:
    pk = stage.begin(FIRST).pk
    hanging = stage.links.start("work", pk, "run", READING, "hang")
    assert stage.links.do("besiege", pk) >= 1
    assert not stage.links.result(hanging)["ran"]


def test_a_worker_that_stood_still_notices_that_it_lost_the_lease(stage: Scene) -> None:
    pk = stage.begin(FIRST).pk
    frozen = stage.links.start("work", pk, "run", READING, "stop")
    assert stage.links.wait(frozen)["state"] == "stopped"
    assert stage.links.do("work", pk, "run", "", "", 20)["ran"]
    os.kill(frozen, signal.SIGCONT)
    assert not stage.links.result(frozen)["ran"]
