"""Every promise that a test names by its number stands on the page of promises or of points."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NUMBERS = re.compile(r"\b(?:[IM]\d{1,2}|H-\d{1,2})\b|(?<=\()[A-G]\d\d(?=\))")
PAGE = (ROOT / "docs/promises.md").read_text("utf-8")
PROMISED = re.findall(r"(?m)^\| ([IM]\d+|H-\d+) \|", PAGE)


def points() -> set[str]:
    table = json.loads((ROOT / "docs/points.json").read_text("utf-8"))
    return {str(row["id"]) for row in table["points"]}


def test_every_number_that_is_named_is_promised() -> None:
    known = {*PROMISED, *points()}
    sources = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "src").rglob("*.py")]
    unknown = {
        found: path.relative_to(ROOT).as_posix()
        for path in sources
        for found in NUMBERS.findall(path.read_text("utf-8"))
        if found not in known
    }
    assert unknown == {}


def test_a_number_is_promised_once() -> None:
    assert len(PROMISED) == len(set(PROMISED)) > 40
