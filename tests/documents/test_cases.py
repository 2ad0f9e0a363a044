"""Every case of docs/cases.md is shown by tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    line.split("|")[1:-1]
    for line in (ROOT / "docs/cases.md").read_text("utf-8").splitlines()
    if re.match(r"\| [CU]\d", line)
]
NODE = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
CASES = 27
# Where an invoice would become another one.
MONEY = {"C01", "C02", "C03", "C05", "C06", "C07", "C08", "C10", "C25", "C27", "U1"}


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_no_case_is_forgotten() -> None:
    assert len({row[0].strip() for row in ROWS}) == len(ROWS) == CASES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]).strip())
def test_a_case_is_shown_by_tests_that_exist(row: list[str]) -> None:
    named = NODE.findall(row[2])
    assert named
    siblings = NODE.findall(row[3])
    assert bool(siblings) == (row[0].strip() in MONEY)
    named += siblings
    assert [name for path, name in named if name not in named_in(path)] == []
