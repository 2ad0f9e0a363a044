"""What was acknowledged survives every end by force. All: python -m tests.proofs.store --all."""

from tests.proofs.store.__main__ import COMMIT
from tests.proofs.store.running import run

SEED = 20181001


def test_a_killed_writer_leaves_everything_acknowledged_and_nothing_by_halves() -> None:
    summary = run("lives", COMMIT["lives"], SEED)
    assert summary["wrong"] == []
    assert summary["acknowledged"] > COMMIT["lives"]


def test_a_log_that_is_cut_gives_the_last_whole_write_and_nothing_else() -> None:
    summary = run("cuts", COMMIT["cuts"], SEED)
    assert summary["wrong"] == []
    assert summary["acknowledged"] == 240


def test_an_ended_postgresql_backend_leaves_everything_acknowledged() -> None:
    summary = run("backends", COMMIT["backends"], SEED)
    assert summary["wrong"] == []
    assert summary["acknowledged"] > COMMIT["backends"]
