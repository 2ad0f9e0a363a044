"""What ``make simulate`` prints and answers."""

import pytest

from tests.proofs.simulator.__main__ import options, run


def test_one_seed_prints_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options(["--seed", "4", "--trace"])) in (0, 1)
    out = capsys.readouterr().out
    assert "r1 lease 1" in out
    assert "seed 4: " in out


def test_a_planted_bug_ends_with_one_and_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options(["--schedules", "25", "--bug", "ack_before_done"])) == 1
    out = capsys.readouterr().out
    assert "25 schedules: " in out
    assert "I3 " in out


def test_an_unknown_bug_is_refused_with_the_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options(["--bug", "nothing"])) == 2
    assert "no_fence" in capsys.readouterr().out
