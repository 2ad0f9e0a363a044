"""Write the pages "what happens if" and "weaknesses" from docs/points.json, in both languages.

One row per point: `fault`, `outcome` and `how` in both languages, a `class` and the tests by their
node ids. The classes: ``proved`` by a test; ``untested``: the behaviour is there, its test is not;
``not_built``: `outcome` then tells what happens instead, and tests may prove that.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from tools import generated

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs/points.json"
PROVED, UNTESTED, NOT_BUILT = CLASSES = ("proved", "untested", "not_built")
PAGES = {
    ("points", "en"): "en/what-happens-if.md",
    ("points", "nl"): "nl/wat-gebeurt-er-als.md",
    ("weaknesses", "en"): "en/weaknesses.md",
    ("weaknesses", "nl"): "nl/zwakke-plekken.md",
}
MARK = {"en": "**Not yet.** ", "nl": "**Nog niet.** "}
PROOF = {"en": "Proof", "nl": "Bewijs"}
NO_PROOF = {"en": "no test yet", "nl": "nog geen test"}

Row = dict[str, Any]


def table() -> dict[str, Any]:
    """Return the whole table."""
    found: dict[str, Any] = json.loads(TABLE.read_text("utf-8"))
    return found


def pages() -> dict[Path, str]:
    """Return what each page must say."""
    all_ = table()
    return {
        ROOT / "docs" / name: _page(all_, chapter, language)
        for (chapter, language), name in PAGES.items()
    }


def _page(all_: dict[str, Any], chapter: str, language: str) -> str:
    words, rows = all_["pages"][chapter], all_[chapter]
    parts = [f"# {words['title'][language]}\n", *_opening(words, rows, language)]
    for group, members in groupby(rows, key=lambda row: str(row["group"])):
        parts.append(f"## {all_['groups'][group][language]}\n")
        parts += [_row(row, language) for row in members]
    return "\n".join(parts)


def _opening(words: Row, rows: Sequence[Row], language: str) -> Iterator[str]:
    counted = {name: sum(row["class"] == name for row in rows) for name in CLASSES}
    for paragraph in words["opening"][language]:
        yield paragraph.format(all=len(rows), **counted) + "\n"
    missing = [row for row in rows if row["class"] != PROVED]
    if missing:
        links = ", ".join(f"[{row['id']}](#{row['id'].lower()})" for row in missing)
        yield f"{words['missing'][language]} {links}.\n"


def _row(row: Row, language: str) -> str:
    mark = MARK[language] if row["class"] == NOT_BUILT else ""
    how = row.get("how", {}).get(language, "")
    text = " ".join(part for part in (f"{mark}{row['outcome'][language]}", how) if part)
    proof = ", ".join(_link(test) for test in row["tests"]) or NO_PROOF[language]
    return "\n".join(
        [
            f"### {row['id']}\n",
            f"**{row['fault'][language]}**\n",
            f"{text}\n",
            f"*{PROOF[language]}:* {proof}\n",
        ]
    )


def _link(test: str) -> str:
    path, _, name = test.partition("::")
    sentence = name.removeprefix("test_").replace("_", " ")
    return f"[{sentence}](../../{path})"


if __name__ == "__main__":
    sys.stdout.write(generated.write(pages()))
