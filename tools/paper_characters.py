"""Which characters a paper can carry: set each with the layout's fonts, and look for its glyph.

Run it after typst changed; it writes ``ui/paper_characters.txt``.
"""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from pypdf import PdfReader

PLACE = Path(__file__).parent.parent / "src/bonbrug/ui/paper_characters.txt"
STEP = 1500
# Scripts of tens of thousands of characters, which no font of typst holds; and private use.
SKIPPED = (range(0x3400, 0xA000), range(0xAC00, 0xD800), range(0xE000, 0xF900),
           range(0x12000, 0x14400), range(0x17000, 0x18D00), range(0x1B000, 0x1B300))  # fmt: skip
SHEET = b"""#let texts = json(bytes(sys.inputs.data))
#set page(width: 100pt, height: texts.len() * 2pt + 10pt, margin: 0pt)
#set text(font: "Libertinus Serif", size: 1pt, lang: "nl")
#for (place-of, one) in texts.enumerate() { place(dx: 5pt, dy: place-of * 2pt, text(one)) }
"""


def missing(texts: Sequence[str]) -> set[int]:
    """Return the places of the texts that typst draws with the glyph for what a font lacks."""
    sheet = typst.compile(
        SHEET, format="pdf", ignore_system_fonts=True, sys_inputs={"data": json.dumps(texts)}
    )
    assert isinstance(sheet, bytes)
    page = PdfReader(BytesIO(sheet)).pages[0]
    height, found = float(page.mediabox.height), set[int]()

    def look(operator: bytes, operands: Any, within: Any, at: Any) -> None:
        if operator not in (b"Tj", b"TJ"):
            return
        parts = operands[0] if operator == b"TJ" else operands
        glyphs = b"".join(
            part if isinstance(part, bytes) else part.encode("latin-1")
            for part in parts
            if isinstance(part, bytes | str)
        )
        if any(glyphs[at_ : at_ + 2] == b"\0\0" for at_ in range(0, len(glyphs), 2)):
            found.add(int((height - (at[5] * within[3] + within[5])) // 2))

    page.extract_text(visitor_operand_before=look)
    return found


def sample(point: int) -> str:
    """Return a character as it occurs: a mark stands on a letter."""
    char = chr(point)
    return f"a{char}" if unicodedata.category(char).startswith("M") else char


def _candidates() -> Iterator[int]:
    for point in range(0x20, 0x20000):
        if any(point in skipped for skipped in SKIPPED):
            continue
        if unicodedata.category(chr(point)) not in {"Cn", "Cc", "Cs", "Co"}:
            yield point


def main() -> None:
    """Look for every character, and write those that are there."""
    points = list(_candidates())
    there = set[int]()
    for start in range(0, len(points), STEP):
        part = points[start : start + STEP]
        lacking = missing([sample(point) for point in part])
        there.update(point for place, point in enumerate(part) if place not in lacking)
    write(there)


def write(there: set[int]) -> None:
    """Write the ranges, a hundred characters a line.

    What is not assigned is in none of them: an archived paper may not hold it (PDF/A).
    """
    ranges = list[list[int]]()
    for point in sorted(there):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    written = [f"{a:04X}" if a == b else f"{a:04X}-{b:04X}" for a, b in ranges]
    lines, line = [], ""
    for each in written:
        if len(line) + len(each) > 96:
            lines.append(line)
            line = ""
        line = f"{line} {each}".strip()
    PLACE.write_text("\n".join([*lines, line]) + "\n", "ascii")


if __name__ == "__main__":
    main()
