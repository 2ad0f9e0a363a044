"""The engine and what the link does with it know no service: no name, no code, no word of one."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/bonbrug"
NEUTRAL = ("sync", "link/actions", "link/store")
# What only a gateway and the pages may say; comments count too, for they teach.
FORBIDDEN = {
    "a name of a product": r"e-?boekhouden|werkbonapp",
    "a code of the books": r"CFACT|CREL|CMUT|\bE00\d",
    "a code of the work orders": r"[\"'`]1[0-9]{3}[\"'`]",
    "a word of an invoice": r"werkbon|\buren\b|\baanvulling\b|factuur",
    "a status": r"compleet|afgehandeld|opgehaald|\balle\b|naar e-|\bniet naar\b",
    "a work status": r"[\"'`](1|99)[\"'`]|\bwork status \d|\bat 99\b",
    "a word of a page": r"verwerken in|koppeling|boekhouding",
}
FILES = [path for room in NEUTRAL for path in sorted((SOURCE / room).rglob("*.py"))]


def found(text: str, pattern: str) -> list[str]:
    return [match[0] for match in re.finditer(pattern, text, re.IGNORECASE)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_word_of_a_service_stands_here(path: Path) -> None:
    text = path.read_text("utf-8")
    assert {what: words for what, each in FORBIDDEN.items() if (words := found(text, each))} == {}


@pytest.mark.parametrize(
    "text",
    [
        'if code == "CFACT026":', 'NO_MORE = frozenset({"E0031"})', 'UNIT = "uren"',
        'order.status == "Compleet"', '"""Set Afgehandeld."""', 'self.mark(job, "99")',
        "# for e-Boekhouden.nl", "WerkbonApp", 'f"werkbon {number}"', 'Refused("1500")',
    ],
)  # fmt: skip
def test_such_a_word_would_be_seen(text: str) -> None:
    assert any(found(text, each) for each in FORBIDDEN.values())


def test_every_neutral_room_is_looked_through() -> None:
    assert {path.parent.name for path in FILES} >= {
        "actions", "checks", "imports", "invoicing", "model", "ports", "store", "sync",
    }  # fmt: skip
