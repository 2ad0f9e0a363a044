"""Every point and every weakness stands in the table, with tests that exist, and on its pages."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tools import generated, points

ROOT = Path(__file__).parents[2]
COUNTS = {
    "A": 9,
    "B": 7,
    "C": 12,
    "D": 8,
    "E": 14,
    "F": 5,
    "G": 22,
    "H": 5,
    "L": 8,
    "J": 3,
    "K": 22,
    "Q": 12,
    "T": 4,
    "V": 10,
    "N": 5,
    "S": 17,
    "U": 6,
    "X": 4,
}
POINTS = [
    f"{group}{number:02d}" for group, count in COUNTS.items() for number in range(1, count + 1)
]
WEAKNESSES = [f"W{number:02d}" for number in range(1, 37)]
TABLE = points.table()
ROWS: list[dict[str, Any]] = [*TABLE["points"], *TABLE["weaknesses"]]
NODE = re.compile(r"tests/[\w/]+\.py::test_\w+")


@cache
def named_in(path: Path) -> frozenset[str]:
    """Return the names of the tests of a file, without running it."""
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_all_points_are_in_the_table_in_order() -> None:
    assert len(POINTS) == 173
    assert [row["id"] for row in TABLE["points"]] == POINTS


def test_all_thirty_six_weaknesses_are_in_the_table_in_order() -> None:
    assert [row["id"] for row in TABLE["weaknesses"]] == WEAKNESSES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_a_named_test_exists(row: dict[str, Any]) -> None:
    assert all(NODE.fullmatch(test) for test in row["tests"])
    gone = [
        test
        for test in row["tests"]
        if test.partition("::")[2] not in named_in(ROOT / test.partition("::")[0])
    ]
    assert gone == []
    assert len(set(row["tests"])) == len(row["tests"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_a_row_is_proved_or_says_why_not(row: dict[str, Any]) -> None:
    assert row["class"] in points.CLASSES
    assert bool(row["tests"]) or row["class"] != points.PROVED


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_a_row_is_told_in_both_languages(row: dict[str, Any]) -> None:
    for part in ("fault", "outcome", "how"):
        said = row.get(part, {"nl": "-", "en": "+"})
        assert set(said) == {"nl", "en"}
        assert said["nl"]
        assert said["en"]
        assert said["nl"] != said["en"]


@pytest.mark.parametrize(("chapter", "language"), points.PAGES)
def test_a_page_lists_every_row(chapter: str, language: str) -> None:
    page = (ROOT / "docs" / points.PAGES[chapter, language]).read_text("utf-8")
    listed = re.findall(r"(?m)^### (\w+)$", page)
    assert listed == (POINTS if chapter == "points" else WEAKNESSES)


def test_the_pages_are_those_of_the_table() -> None:
    """After a change of docs/points.json: make points."""
    assert generated.stale(points.pages()) == []


def test_a_wrong_row_would_be_noticed() -> None:
    assert "test_a_wrong_row_would_be_noticed" in named_in(Path(__file__))
    assert named_in(ROOT / "tests/nowhere.py") == frozenset()
