"""An audit file to bytes while it is read: the table walked from top to bottom, in small pieces."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from bonbrug.values.text import cut, printable
from bonbrug.wire.xaf.codes import SPACE
from bonbrug.wire.xaf.elements import AUDIT_FILE, Branch, Leaf
from bonbrug.wire.xaf.records import AuditFile

PIECE = 64 * 1024
Part = Leaf | Branch


class _Pieces:
    """What lxml writes to, until a piece is taken away."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> None:
        self.parts.append(data)
        self.size += len(data)

    def take(self) -> bytes:
        piece = b"".join(self.parts)
        self.parts, self.size = [], 0
        return piece


def write(file: AuditFile) -> Iterator[bytes]:
    """Yield the file in pieces, in UTF-8 with a declaration."""
    pieces = _Pieces()
    spaces: Any = {None: SPACE}  # None is the space of names without a prefix
    with etree.xmlfile(pieces, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element(etree.QName(SPACE, "auditfile"), nsmap=spaces):
            for _written in _flow(out, AUDIT_FILE, file):
                if pieces.size >= PIECE:
                    yield pieces.take()
    yield pieces.take()


def _flow(out: Any, parts: tuple[Part, ...], record: object) -> Iterator[None]:
    """Write the parts, and stop after each element, so that a piece can be taken away."""
    for part in parts:
        if isinstance(part, Branch) and part.flows:
            for each in _each(record, part.source):
                with out.element(part.tag):
                    yield from _flow(out, part.parts, each)
        else:
            for element in _elements(part, record):
                out.write(element)
                yield


def _elements(part: Part, record: object) -> Iterator[etree._Element]:
    """Make the elements of a part: without the space, which the root declares for all."""
    if isinstance(part, Leaf):
        text = _text(_value(record, part.source), part.most)
        if text or part.always:
            element = etree.Element(part.tag)
            element.text = text
            yield element
        return
    for each in _each(record, part.source):
        element = etree.Element(part.tag)
        element.extend(child for inner in part.parts for child in _elements(inner, each))
        if len(element):
            yield element


def _each(record: object, source: str) -> Iterable[object]:
    found = _value(record, source)
    if found is None:
        return ()
    return found if isinstance(found, Iterable) else (found,)


def _value(record: object, source: str) -> Any:
    return getattr(record, source) if source else record


def _text(value: Any, most: int | None) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    text = printable(str(value)).strip()
    return text if most is None else cut(text, most).rstrip()
