"""Texts of people as the paper can carry them: what the typesetter's fonts lack is left out.

The characters stand in ``paper_characters.txt``, made by ``tools/paper_characters.py``.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from bonbrug.values.text import printable

CHARACTERS = Path(__file__).with_name("paper_characters.txt")
NOTHING_LEFT = "–"
# Joiners, variation selectors and skin colours only mean something beside a picture.
_BESIDE = frozenset({0x200D, 0x20E3, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)})


def on_paper(value: object) -> object:
    """Return texts, and the texts in lists, pairs and dicts, without what cannot be printed."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {name: on_paper(part) for name, part in value.items()}
    return [on_paper(part) for part in value] if isinstance(value, list | tuple) else value


def _text(text: str) -> str:
    text = printable(text)
    if text.isascii():
        return text
    whole = unicodedata.normalize("NFC", text)
    kept = "".join(char for char in whole if char == "\n" or ord(char) in printed())
    if kept == whole:
        return kept
    return re.sub(r" {2,}", " ", kept).strip(" ") or NOTHING_LEFT


@cache
def printed() -> frozenset[int]:
    """Return the code points that the paper carries."""
    ranges = (part.partition("-") for part in CHARACTERS.read_text("ascii").split())
    return (
        frozenset(
            point
            for first, _dash, last in ranges
            for point in range(int(first, 16), int(last or first, 16) + 1)
        )
        - _BESIDE
    )
