"""Processes of one installation may start in any order, and each is sure of its lines."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from bonbrug.site import startup
from tests.journeys.program import clean_environment
from tests.proofs.crash.databases import of_these_tests

pytestmark = pytest.mark.postgres
AT_ONCE = 4
BONBRUG = [sys.executable, "-m", "bonbrug.site.cli"]
WORK = [*BONBRUG, "work"]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation that has nothing yet."""
    with of_these_tests() as address:
        where = {"BONBRUG_DATABASE_URL": address} if address else {}
        yield clean_environment(BONBRUG_DATA=str(tmp_path / "data"), BONBRUG_WORKERS="2", **where)


def test_four_processes_start_at_once_on_an_empty_database(empty: dict[str, str]) -> None:
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen(WORK, env=empty, stdout=pipe, stderr=pipe, text=True)
        for _ in range(AT_ONCE)
    ]
    try:
        first = [process.stdout.readline() for process in started if process.stdout]
    finally:
        for process in started:
            process.send_signal(signal.SIGINT)
        ends = [(*process.communicate(timeout=60), process.returncode) for process in started]
    assert [error for _, error, _ in ends] == [""] * AT_ONCE
    assert all("Bonbrug works" in line for line in first)
    assert [code for _, _, code in ends] == [0] * AT_ONCE


def test_a_server_with_too_few_lines_is_said_and_nothing_starts(empty: dict[str, str]) -> None:
    """A file has no lines to run out of."""
    crowded = {**empty, "BONBRUG_DATABASE_LINES": "100000"}
    command = [*BONBRUG, "person", "kantoor@firma.example"]
    done = subprocess.run(
        command, env=crowded, capture_output=True, text=True, timeout=60, check=False
    )
    lacking = "this process needs 100002" in done.stderr
    served = "BONBRUG_DATABASE_URL" in empty
    assert (done.returncode, lacking) == ((2, True) if served else (0, False))
    assert "Traceback" not in done.stderr


def test_a_process_of_ours_counts_for_all_the_lines_that_it_may_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = {"application_name": "bonbrug/10/aa"}
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", mine)
    in_use = {"psql": 2, "bonbrug/10/aa": 1, "bonbrug/10/bb": 1, "bonbrug/12/cc": 13, "": 1}
    assert startup.taken(in_use) == 2 + 10 + 13 + 1
