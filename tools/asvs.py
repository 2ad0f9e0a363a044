"""Write docs/security/asvs.md from asvs.toml beside it: OWASP ASVS 5.0, requirement by requirement.

One block per requirement: its `number` and `level`, its subject in our own words (`about`), and a
`status`: ``met`` with `evidence` (paths, or tests by their node ids), ``not_applicable`` or
``not_met``, both with `why`.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from tools import generated

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs/security/asvs.toml"
PAGE = ROOT / "docs/security/asvs.md"
MET, NOT_APPLICABLE, NOT_MET = STATUSES = ("met", "not_applicable", "not_met")
WORDS = {MET: "met", NOT_APPLICABLE: "not applicable", NOT_MET: "**not met**"}

Row = dict[str, Any]


def table() -> dict[str, Any]:
    """Return the whole file: the names of the `chapters`, and the `rows`."""
    return tomllib.loads(TABLE.read_text("utf-8"))


def pages() -> dict[Path, str]:
    """Return what the page must say."""
    all_ = table()
    return {PAGE: "\n".join([*_opening(all_), *_chapters(all_)])}


def chapter(row: Row) -> str:
    return str(row["number"]).partition(".")[0]


def _opening(all_: dict[str, Any]) -> Iterator[str]:
    rows = all_["rows"]
    counted = Counter(str(row["status"]) for row in rows)
    numbers = {"all": len(rows), **{name: counted[name] for name in STATUSES}}
    yield "# Application Security Verification Standard 5.0\n"
    for paragraph in all_["opening"]:
        yield paragraph.format(**numbers) + "\n"
    yield "| chapter | met | not applicable | not met |\n|---|---|---|---|"
    for number, members in groupby(rows, key=chapter):
        yield _counts(f"{number}. {all_['chapters'][number]}", list(members))
    yield _counts("**all**", rows) + "\n"
    missing = [row["number"] for row in rows if row["status"] == NOT_MET]
    if missing:
        yield f"Not met: {', '.join(missing)}.\n"


def _counts(name: str, rows: Sequence[Row]) -> str:
    counted = Counter(row["status"] for row in rows)
    return " ".join(["|", name, *(f"| {counted[status]}" for status in STATUSES), "|"])


def _chapters(all_: dict[str, Any]) -> Iterator[str]:
    for number, members in groupby(all_["rows"], key=chapter):
        yield f"## {number}. {all_['chapters'][number]}\n"
        yield "| | level | about | | shown by, or why |\n|---|---|---|---|---|"
        yield "\n".join(_row(row) for row in members) + "\n"


def _row(row: Row) -> str:
    shown = ", ".join(_link(path) for path in row.get("evidence", ()))
    said = "<br>".join(part for part in (row.get("why", ""), shown) if part)
    cells = (row["number"], row["level"], row["about"], WORDS[row["status"]], said)
    return f"| {' | '.join(str(cell).replace('|', '&#124;') for cell in cells)} |"


def _link(evidence: str) -> str:
    path, _, name = evidence.partition("::")
    sentence = name.removeprefix("test_").replace("_", " ")
    return f"[{sentence or f'`{path}`'}](../../{path})"


if __name__ == "__main__":
    sys.stdout.write(generated.write(pages()))
