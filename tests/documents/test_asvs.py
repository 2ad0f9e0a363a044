"""Every requirement of ASVS 5.0 of levels 1 and 2 is answered once, with what really exists."""

import ast
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tools import asvs, generated

ROOT = Path(__file__).parents[2]
TABLE = asvs.table()
ROWS: list[dict[str, Any]] = TABLE["rows"]
# The standard as published: of each chapter, how many requirements are of level 1 and of level 2.
PUBLISHED = {
    "1": (8, 19), "2": (4, 7), "3": (8, 11), "4": (2, 8), "5": (4, 5), "6": (13, 22), "7": (6, 12),
    "8": (4, 3), "9": (4, 3), "10": (5, 24), "11": (3, 11), "12": (3, 6), "13": (1, 12),
    "14": (2, 7), "15": (3, 10), "16": (0, 16), "17": (0, 7),
}  # fmt: skip
# Of each section, the places of its requirements of level 1 and of level 2.
LEVEL_1 = (
    "1.2:1-5 1.3:1-2 1.5:1 2.1:1 2.2:1-2 2.3:1 3.2:1-2 3.3:1 3.4:1-2 3.5:1-3 4.1:1 4.4:1 5.2:1-2"
    " 5.3:1-2 6.1:1 6.2:1-8 6.3:1-2 6.4:1-2 7.2:1-4 7.4:1-2 8.1:1 8.2:1-2 8.3:1 9.1:1-3 9.2:1"
    " 10.4:1-5 11.3:1-2 11.4:1 12.1:1 12.2:1-2 13.4:1 14.2:1 14.3:1 15.1:1 15.2:1 15.3:1"
)
LEVEL_2 = (
    "1.1:1-2 1.2:6-9 1.3:3-11 1.4:1-3 1.5:2 2.1:2-3 2.2:3 2.3:2-4 2.4:1 3.3:2-4 3.4:3-6 3.5:4-5"
    " 3.7:1-2 4.1:2-3 4.2:1 4.3:1-2 4.4:2-4 5.1:1 5.2:3 5.4:1-3 6.1:2-3 6.2:9-12 6.3:3-4 6.4:3-4"
    " 6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3 7.3:1-2 7.4:3-5 7.5:1-2 7.6:1-2 8.1:2 8.2:3 8.4:1 9.2:2-4"
    " 10.1:1-2 10.2:1-2 10.3:1-4 10.4:6-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2 11.2:1-3 11.3:3"
    " 11.4:2-4 11.5:1 11.6:1 12.1:2-3 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2 13.4:2-5 14.1:1-2 14.2:2-4"
    " 14.3:2-3 15.1:2-3 15.2:2-3 15.3:2-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 17.1:1"
    " 17.2:1-4 17.3:1-2"
)
CHOSEN_OF_LEVEL_3 = (
    "1.2:10 1.3:12 1.5:3 3.4:8 6.3:5 6.3:7-8 8.3:2 11.2:4 11.3:4 13.1:2-3 13.2:6 14.2:6-7 15.4:2"
    " 16.5:4"
)


def numbers(written: str) -> list[str]:
    found = []
    for word in written.split():
        section, _, places = word.partition(":")
        first, _, last = places.partition("-")
        found += [f"{section}.{place}" for place in range(int(first), int(last or first) + 1)]
    return found


def answered(level: int) -> list[str]:
    return [row["number"] for row in ROWS if row["level"] == level]


def in_order(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


@cache
def named_in(path: Path) -> frozenset[str]:
    """Return the names of the tests of a file, without running it."""
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def exists(evidence: str) -> bool:
    path, _, name = evidence.partition("::")
    there = ROOT / path
    return there.is_file() and (not name or name in named_in(there))


def test_the_lists_of_numbers_are_as_long_as_the_standard() -> None:
    levels = [Counter(one.split(".")[0] for one in numbers(text)) for text in (LEVEL_1, LEVEL_2)]
    assert {name: tuple(level[name] for level in levels) for name in PUBLISHED} == PUBLISHED
    assert [sum(pair) for pair in zip(*PUBLISHED.values(), strict=True)] == [70, 183]
    assert len(numbers(CHOSEN_OF_LEVEL_3)) == 17


@pytest.mark.parametrize(("level", "written"), [(1, LEVEL_1), (2, LEVEL_2), (3, CHOSEN_OF_LEVEL_3)])
def test_every_requirement_is_answered_once(level: int, written: str) -> None:
    assert sorted(answered(level), key=in_order) == sorted(numbers(written), key=in_order)


def test_the_rows_stand_in_order() -> None:
    assert [row["number"] for row in ROWS] == sorted((row["number"] for row in ROWS), key=in_order)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["number"]))
def test_what_a_row_names_exists(row: dict[str, Any]) -> None:
    evidence = row.get("evidence", [])
    assert [one for one in evidence if not exists(one)] == []
    assert len(set(evidence)) == len(evidence)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["number"]))
def test_a_row_is_shown_or_says_why_not(row: dict[str, Any]) -> None:
    assert row["status"] in asvs.STATUSES
    assert set(row) <= {"number", "level", "status", "about", "why", "evidence"}
    assert row["about"]
    if row["status"] == asvs.MET:
        assert row["evidence"]
    else:
        assert row["why"]


def test_the_page_is_that_of_the_file() -> None:
    """After a change of docs/security/asvs.toml: make asvs."""
    assert generated.stale(asvs.pages()) == []


def test_evidence_that_does_not_exist_would_be_noticed() -> None:
    here = Path(__file__).relative_to(ROOT).as_posix()
    assert exists(f"{here}::test_evidence_that_does_not_exist_would_be_noticed")
    assert not exists(f"{here}::test_that_is_not_here")
    assert not exists("tests/nowhere.py")
