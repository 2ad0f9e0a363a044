"""The side that asks: write a request, read its answer."""

from typing import Any, BinaryIO, TypeVar, cast

from lxml import etree

from bonbrug.wire.eboekhouden.faults import Fault
from bonbrug.wire.eboekhouden.operations import Many, One, Operation, Rows, Spoiled
from bonbrug.wire.eboekhouden.soap.errors import MessageError, SoapFault, Version
from bonbrug.wire.eboekhouden.soap.parsing import NIL, RowReader, body, child_text, fault, stream
from bonbrug.wire.eboekhouden.soap.scalars import read_decimal, read_integer
from bonbrug.wire.eboekhouden.soap.tables import NAMESPACE, Table, qualified, table
from bonbrug.wire.eboekhouden.soap.writing import Writer, envelope, is_writable

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")
ERROR_BLOCK = ("ErrorMsg", "LastErrorCode", "LastErrorDescription")


class Unwritable(ValueError):
    """A value that may not be sent: `field` is its wire name, `limit` its length if too long."""

    def __init__(self, reason: str, field: str, limit: int | None = None) -> None:
        super().__init__(f"{reason}: {field}")
        self.reason = reason
        self.field = field
        self.limit = limit


def write_request(
    operation: Operation[Asked, Answered], record: Asked, version: Version = Version.SOAP11
) -> bytes:
    """Return the whole request; Unwritable('too_long' | 'illegal_character') instead of cutting."""
    layout = table(operation.asked)
    _check(record, layout)
    return envelope(version, operation.name, Writer(layout).content(record))


def headers(
    operation: Operation[Asked, Answered], version: Version = Version.SOAP11
) -> dict[str, str]:
    """Return the headers with which the request travels."""
    action = f"{NAMESPACE}/{operation.name}"
    if version is Version.SOAP12:
        return {"Content-Type": f'{version.content_type}; action="{action}"'}
    return {"Content-Type": version.content_type, "SOAPAction": f'"{action}"'}


def read_response(operation: Operation[Asked, Answered], source: BinaryIO) -> Answered:
    """Read the answer to that call, as it comes in.

    Raises Fault(code) for a filled error block, SoapFault for a SOAP Fault, and MessageError for
    anything that is not a whole answer to this call. List rows that cannot be read do not stop
    the others: they are in `Rows.spoiled`.
    """
    answer = operation.answer
    found: list[Any] = []
    spoiled: list[Spoiled] = []
    row_tag = qualified(table(answer.row).element) if isinstance(answer, Many) else "no row"
    missing_fields = set(table(answer.row).tags) if isinstance(answer, Many) else set()
    root = None
    for element in stream(source, row_tag):
        if isinstance(answer, Many) and element.tag == row_tag:
            _read_row(element, answer, found, spoiled, missing_fields)
        else:
            root = element
    if root is None:
        raise MessageError("not_xml")
    result = _result(root, operation.name)
    if isinstance(answer, Many):
        _refuse_strange_list(result, answer, row_tag)
        gone = _names(answer, missing_fields) if found or spoiled else frozenset()
        return cast(Answered, Rows(tuple(found), tuple(spoiled), gone))
    return cast(Answered, _answered(answer, result))


def _names(answer: Many, tags: set[str]) -> frozenset[str]:
    columns = table(answer.row).columns if tags else ()
    return frozenset(column.element for column in columns if column.tag in tags)


def _answered(answer: object, result: etree._Element | None) -> object:
    if not isinstance(answer, One):
        return None
    text = child_text(result, answer.element).strip() if result is not None else ""
    if not text:
        raise MessageError("no_result", answer.element)
    if not (answer.number or answer.amount):
        return text
    try:
        return read_decimal(text) if answer.amount else read_integer(text)
    except ValueError:
        raise MessageError("no_result", answer.element) from None


_readers: dict[type, RowReader] = {}


def _read_row(
    element: etree._Element,
    answer: Many,
    found: list[Any],
    spoiled: list[Spoiled],
    missing_fields: set[str],
) -> None:
    if element.get(NIL) in ("true", "1"):
        return
    reader = _readers.get(answer.row) or _readers.setdefault(
        answer.row, RowReader(table(answer.row))
    )
    try:
        found.append(reader.read(element, missing_fields))
    except ValueError as problem:
        name = child_text(element, answer.name).strip()
        spoiled.append(Spoiled(len(found) + len(spoiled), name, str(problem)))


def _result(root: etree._Element, name: str) -> etree._Element | None:
    """Return the result element, None for an empty answer; raise what is wrong."""
    element, version = body(root)
    problem = fault(element, version)
    if problem:
        raise SoapFault(*problem)
    if element.tag != qualified(f"{name}Response"):
        raise MessageError("other_answer", version=version)
    result = element.find(qualified(f"{name}Result"))
    if result is None:
        _refuse_content(element)
    else:
        _raise_error_block(result)
    return result


def _raise_error_block(result: etree._Element) -> None:
    for path in ((), ("ErrorMsg",)):
        code = child_text(result, *path, "LastErrorCode").strip()
        if code:
            raise Fault(code, child_text(result, *path, "LastErrorDescription").strip())
    for name in ("ErrorMsg", "LastErrorDescription"):
        for block in result.findall(qualified(name)):
            _refuse_content(block)


def _refuse_strange_list(result: etree._Element | None, answer: Many, row_tag: str) -> None:
    """An answer that changed its form must not read as an empty list, nor lose one row.

    Rows are found wherever they stand, so a container with another name does no harm by itself.
    """
    if result is None:
        return
    known = {qualified(name) for name in (answer.container, *ERROR_BLOCK)}
    container = result.find(qualified(answer.container))
    _refuse_text(result)
    for child in result:
        if child.tag not in known and child.find(row_tag) is None:
            _refuse_content(child)
    if container is not None:
        _refuse_text(container)
        if any(child.tag != row_tag for child in container):
            raise MessageError("strange_element", answer.container)


def _refuse_content(element: etree._Element) -> None:
    """Refuse an element that should be empty here and says something."""
    if any(text.strip() for text in element.itertext()):
        raise MessageError("strange_element", etree.QName(element).localname)


def _refuse_text(element: etree._Element) -> None:
    if (element.text or "").strip():
        raise MessageError("strange_element", etree.QName(element).localname)


def _check(record: object, layout: Table) -> None:
    for column, value in zip(layout.columns, layout.values(record)[:-1], strict=True):
        if column.part is not None:
            for each in value if column.many else (value,):
                _check(each, column.part)
        elif isinstance(value, str):
            if column.limit is not None and len(value) > column.limit:
                raise Unwritable("too_long", column.element, column.limit)
            if not is_writable(value):
                raise Unwritable("illegal_character", column.element)
