"""Lists as a file that a Dutch spreadsheet opens at once; no cell of it becomes a formula."""

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from html.parser import HTMLParser

from django.http import StreamingHttpResponse
from django.utils.safestring import SafeString

CHUNK = 1000
KIND = "text/csv; charset=utf-8"
NOTHING = "–"
# The wide ones are read as their narrow likes.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"(?:€\s?)?(-?[0-9.]+(?:,[0-9]+)?)")
_ON_A_LINE_OF_ITS_OWN = frozenset({"br", "div", "li", "p", "ul"})


class _Line:
    """What the csv writer writes to: it gives the line back."""

    def write(self, line: str) -> str:
        return line


def lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Write rows; the mark before them tells a spreadsheet which letters these are."""
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff"
    for row in rows:
        yield str(writer.writerow(row))


def download(
    content: Iterator[str] | Iterator[bytes], kind: str, name: str
) -> StreamingHttpResponse:
    """Answer with a file that is made while it is sent."""
    disposition = f'attachment; filename="{name}"'
    return StreamingHttpResponse(
        content, content_type=kind, headers={"Content-Disposition": disposition}
    )


def harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def cell(value: object, *, number: bool = False) -> str:
    """Write what a page shows as plain text, and a number so that it can be added up."""
    if isinstance(value, Decimal | int):
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
    text = _without_marks(value) if isinstance(value, SafeString) else str(value).strip()
    found = _NUMBER.fullmatch(text) if number else None
    if found:
        return found[1].replace(".", "")
    return "" if text == NOTHING else harmless(text)


def _without_marks(html: str) -> str:
    reader = _Text()
    reader.feed(html)
    reader.close()
    said = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in said if line)


class _Text(HTMLParser):
    """What stands between the tags, with what is escaped read as it was meant."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag in _ON_A_LINE_OF_ITS_OWN:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, None)

    def handle_data(self, data: str) -> None:
        # A line end between tags is a space to a browser.
        self.parts.append(data.replace("\n", " "))
