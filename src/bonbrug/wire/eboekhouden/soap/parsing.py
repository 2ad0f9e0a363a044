"""The one hardened XML reader of the treaty, and rows of elements to records.

No entity is resolved, nothing is fetched, a DOCTYPE is refused, depth and sizes are limited.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from bonbrug.wire.eboekhouden import limits
from bonbrug.wire.eboekhouden.soap.errors import MessageError, Version
from bonbrug.wire.eboekhouden.soap.tables import Column, Table, qualified

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
ENVELOPES = {f"{{{version.value}}}Envelope": version for version in Version}
OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
PIECE = 64 * 1024
_DOCTYPE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?+(?>\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL
)
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (limits.DEPTH + 1) + ")")
_ROW_TOO_DEEP = etree.XPath("boolean(" + "/".join("*" * 8) + ")")
_HAS_GRANDCHILDREN = etree.XPath("boolean(*/*)")


def read_tree(data: bytes) -> etree._Element:
    """Parse a whole document; MessageError when it is not one, or not a decent one."""
    refuse_prolog(data)
    try:
        root = _counted(data)
    except (etree.XMLSyntaxError, ValueError) as problem:
        line, column = getattr(problem, "position", (1, 1))
        told = f"Line {line}, position {column}."
        raise MessageError("not_xml", told=told) from None
    _refuse_doctype(root)
    if _TOO_DEEP(root):
        raise MessageError("too_deep")
    return root


def _counted(data: bytes) -> etree._Element:
    """Parse piece by piece, and stop at the first element that is one too many."""
    parser = etree.XMLPullParser(events=("start",), **OPTIONS)
    count = 0
    for start in range(0, len(data), PIECE):
        parser.feed(data[start : start + PIECE])
        count += sum(1 for _ in parser.read_events())
        if count > limits.ELEMENTS:
            raise MessageError("too_many_elements")
    return parser.close()


def refuse_prolog(data: bytes) -> None:
    """Refuse a DOCTYPE before a parser sees it; without zeroes UTF-16 reads like UTF-8."""
    if _DOCTYPE.match(data[:PIECE].replace(b"\0", b"")):
        raise MessageError("doctype")


def stream(source: BinaryIO, row_tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a document while it is read, and its root, without them, at the end.

    Nothing that was yielded counts before the root came: only then the document is whole.
    """
    tags = (row_tag, *ENVELOPES)
    events = etree.iterparse(source, events=("start", "end"), tag=tags, **OPTIONS)
    try:
        for event, found in events:
            if event == "start":
                _refuse_doctype(found)
            elif found.tag == row_tag:
                yield found
                _forget(found)
    except etree.XMLSyntaxError:
        raise MessageError("not_xml") from None
    root = events.root
    if root is None:
        raise MessageError("not_xml")
    _refuse_doctype(root)
    if _TOO_DEEP(root):
        raise MessageError("too_deep")
    yield root


def _forget(row: etree._Element) -> None:
    """Free the row; its empty place goes when the next one comes."""
    row.clear()
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        if parent[0].tag != row.tag:
            raise MessageError("strange_element", etree.QName(parent).localname)
        del parent[0]


def _refuse_doctype(element: etree._Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise MessageError("doctype")


def body(root: etree._Element) -> tuple[etree._Element, Version]:
    """Return the first element in the body, and the version of SOAP."""
    version = ENVELOPES.get(root.tag)
    if version is None:
        raise MessageError("no_envelope")
    found = root.find(f"{{{version.value}}}Body")
    if found is None or not len(found):
        raise MessageError("no_body", version=version)
    return found[0], version


def fault(element: etree._Element, version: Version) -> tuple[str, str] | None:
    """Return code and text when the element is a SOAP Fault of that version."""
    space = f"{{{version.value}}}"
    if element.tag != f"{space}Fault":
        return None
    if version is Version.SOAP11:
        return element.findtext("faultcode") or "", element.findtext("faultstring") or ""
    code = element.findtext(f"{space}Code/{space}Value") or ""
    return code, element.findtext(f"{space}Reason/{space}Text") or ""


def child_text(element: etree._Element, *path: str) -> str:
    """Return the text at a path of names of the treaty, empty when there is none."""
    return element.findtext("/".join(qualified(name) for name in path)) or ""


class RowReader:
    """Reads rows of one table, strictly: a needed value that is missing or wrong is a ValueError.

    This is the side that asked. A missing or empty needed element means that the message changed,
    and must not turn into an empty field.
    """

    def __init__(self, layout: Table) -> None:
        self._layout = layout
        self._parts = {
            index: RowReader(column.part)
            for index, column in enumerate(layout.columns)
            if column.part is not None
        }

    def read(self, row: etree._Element, missing_fields: set[str] | None = None) -> Any:
        """Return the record; the tags that the row has leave `missing_fields`."""
        children: list[etree._Element | None] = list(row)
        tags = [child.tag for child in row]
        if missing_fields:
            missing_fields.difference_update(tags)
        if tags != self._layout.tags:
            children = _by_name(row, self._layout)
        self._refuse_markup(row, children)
        values: list[Any] = [(child.text or "") if child is not None else "" for child in children]
        for index, column in self._layout.needed_texts:
            if not values[index].strip():
                raise ValueError(f"{column.element} is missing")
        self._read_scalars(values)
        for index, part in self._parts.items():
            values[index] = part.nested(children[index], self._layout.columns[index])
        for index, column in self._layout.choices:
            if values[index] not in column.words:
                raise ValueError(f"{column.element} is not one of its words")
        return self._layout.record(*values)

    def _read_scalars(self, values: list[Any]) -> None:
        for index, kind in self._layout.kinds:
            try:
                values[index] = kind.read(values[index])
            except ValueError as problem:
                values[index] = _absent(self._layout.columns[index], values[index], problem)

    def nested(self, container: etree._Element | None, column: Column) -> tuple[Any, ...]:
        """Read a list inside a row."""
        if container is None:
            return ()
        tag = qualified(self._layout.element)
        if (container.text or "").strip() or any(each.tag != tag for each in container):
            raise ValueError(f"{column.element} has something else inside")
        return tuple(map(self.read, container))

    def _refuse_markup(self, row: etree._Element, children: list[etree._Element | None]) -> None:
        if not _HAS_GRANDCHILDREN(row):
            return
        if _ROW_TOO_DEEP(row):
            raise MessageError("too_deep")
        for column, child in zip(self._layout.columns, children, strict=True):
            if column.part is None and child is not None and len(child):
                raise ValueError(f"{column.element} has elements inside")


def _by_name(row: etree._Element, layout: Table) -> list[etree._Element | None]:
    """Return the children in the order of the table; the first counts when there are more."""
    found: dict[object, etree._Element] = {}
    for child in row:
        found.setdefault(child.tag, child)
    return [found.get(tag) for tag in layout.tags]


def _absent(column: Column, text: str, problem: ValueError) -> Any:
    """Return what an empty value means; anything else that could not be read is wrong."""
    if text.strip():
        raise ValueError(f"{column.element} is {problem}") from None
    if column.needed or column.kind is None:
        raise ValueError(f"{column.element} is missing")
    return column.kind.absent
