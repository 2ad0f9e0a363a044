"""One word for one thing: every word of the glossary is used in the code, and stands there once."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/bonbrug"
ROW = re.compile(r"(?m)^\| ([^|]+) \| `([^`]+)` \| ([^|]+) \|$")
ROWS = ROW.findall((ROOT / "docs/glossary.md").read_text("utf-8"))


def names() -> set[str]:
    """Classes, functions, fields, arguments, modules and folders of the program."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        found |= {path.stem, *path.relative_to(SOURCE).parts}
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.Name(id=name):
                    found.add(name)
                case ast.Attribute(attr=name) | ast.arg(arg=name):
                    found.add(name)
    return found


def test_every_word_of_the_code_exists() -> None:
    used = names()
    assert [word for _dutch, word, _meaning in ROWS if word not in used] == []


def test_no_word_stands_there_twice() -> None:
    assert len(ROWS) > 50
    for column in (0, 1):
        words = [row[column].strip().casefold() for row in ROWS]
        assert [word for word in words if words.count(word) > 1] == []


def test_every_row_can_be_read() -> None:
    text = (ROOT / "docs/glossary.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "`" in line]
    assert len(rows) == len(ROWS)
