"""Numbers and credits while several real processes write, on a database of their own."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.program import clean_environment
from tests.proofs.crash.databases import ROOT, of_these_tests

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]

BY_HAND = ("HAND ", "F-77", "f-77")


class Desks:
    """Starts writers (tests/books/number_writers.py) and gathers what each of them made."""

    def __init__(self, **settings: str) -> None:
        module = "bonbrug.site.settings"
        quiet = {"BONBRUG_LOG_LEVEL": "CRITICAL", "BONBRUG_SQLITE_SYNCHRONOUS": "OFF"}
        self.environment = clean_environment(DJANGO_SETTINGS_MODULE=module, **quiet, **settings)

    def at_once(self, *desks: tuple[str, int]) -> list[list[list[str]]]:
        running = [self._start(role, times, seed) for seed, (role, times) in enumerate(desks)]
        said = [one.communicate(timeout=200) for one in running]
        assert [one.returncode for one in running] == [0] * len(desks), said
        return [json.loads(out) for out, _err in said]

    def _start(self, role: str, times: int, seed: int) -> subprocess.Popen[str]:
        words = [sys.executable, "-m", "tests.books.number_writers", role, str(times), str(seed)]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(words, cwd=ROOT, env=self.environment, text=True, **pipes)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    with of_these_tests("numbers") as address:
        settings = {"BONBRUG_DATABASE_URL": address} if address else {}
        yield Desks(BONBRUG_DATA=str(tmp_path), **settings)


def test_numbers_at_the_turn_of_the_year_with_workers_and_a_person(desks: Desks) -> None:
    desks.at_once(("open", 1))
    answers = desks.at_once(("link", 12), ("link", 12), ("books", 12), ("person", 12))
    assert all(len(made) == 12 for made in answers)
    numbers = [
        (number, day) for made in answers for number, day in made if number != "number_taken"
    ]
    bare = [number.casefold() for number, _day in numbers]
    assert len(set(bare)) == len(bare)
    by_year = defaultdict(list)
    for number, day in numbers:
        if not number.startswith(BY_HAND):
            assert number[:4] == day[:4]
            by_year[number[:4]].append(int(number[4:]))
    assert sorted(by_year["2026"]) == list(range(2, len(by_year["2026"]) + 2))
    assert sorted(by_year["2027"]) == list(range(1, len(by_year["2027"]) + 1))


def test_processes_that_credit_one_invoice_never_give_back_more_than_it_charged(
    desks: Desks,
) -> None:
    desks.at_once(("open", 1))
    answers = desks.at_once(*[("credit", 8)] * 3, ("books", 8))
    made = [number for answer in answers for number, _day in answer]
    refused = {"credit_line_too_much", "credit_nothing"}
    given = [number for answer in answers[:3] for number, _ in answer if number not in refused]
    assert refused & set(made)
    assert 3 <= len(given) <= 10
    numbers = [number for number in made if number not in refused]
    assert len(set(numbers)) == len(numbers)
    [[(left, still_open)]] = desks.at_once(("left", 1))
    assert left == still_open
    assert 0 <= Decimal(left) < 40
