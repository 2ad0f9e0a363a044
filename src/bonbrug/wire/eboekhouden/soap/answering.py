"""The side that answers: read a request, write an answer (docs/wire/eboekhouden-soap.md §2, §6)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

from lxml import etree

from bonbrug.wire.eboekhouden import limits
from bonbrug.wire.eboekhouden.faults import Fault
from bonbrug.wire.eboekhouden.operations import OPERATIONS, Many, Nothing, One, Operation, Rows
from bonbrug.wire.eboekhouden.soap import writing
from bonbrug.wire.eboekhouden.soap.charset import in_utf8
from bonbrug.wire.eboekhouden.soap.errors import MessageError, Version, WrongValue
from bonbrug.wire.eboekhouden.soap.explaining import shown
from bonbrug.wire.eboekhouden.soap.parsing import NIL, body, read_tree
from bonbrug.wire.eboekhouden.soap.scalars import write_decimal
from bonbrug.wire.eboekhouden.soap.tables import NAMESPACE, Column, Table, qualified, table
from bonbrug.wire.eboekhouden.soap.writing import element

_SUCCESS = "<ErrorMsg />"
_SPELLED_SUCCESS = "<ErrorMsg><LastErrorCode /><LastErrorDescription /></ErrorMsg>"


@dataclass(frozen=True, slots=True)
class Request:
    """A call as it came in: `record` is an instance of `operation.asked`."""

    operation: Operation[Any, Any]
    record: Any
    version: Version


def read_request(data: bytes, soap_action: str = "", charset: str = "") -> Request:
    """Read a call tolerantly: any order, missing parts, unknown extras, three forms of dates.

    `soap_action` and `charset` (of Content-Type) are the headers as they came, '' when there was
    none; `charset` counts before what the document says of itself. A missing number is 0, a
    missing boolean False, a missing date `records.NO_DATE`. MessageError (answer it with
    `write_fault` and HTTP 500) for unreadable XML, an unknown call, or an empty or wrong number.
    """
    if len(data) > limits.REQUEST_BYTES:
        raise MessageError("too_large")
    call, version = body(read_tree(in_utf8(data, charset)))
    operation = _operation(call, soap_action, version)
    try:
        return Request(operation, _read(call, table(operation.asked)), version)
    except WrongValue as problem:
        told = _told(problem)
        raise MessageError("wrong_value", str(problem), version=version, told=told) from None


def _told(problem: WrongValue) -> str:
    where = "/".join(problem.place)
    value = f"has the value {shown(problem.value)}" if problem.value.strip() else "is empty"
    return (
        f"There is an error in XML document (line {problem.line}). ---> "
        f"Element {where} {value}. Expected: {problem.expected}."
    )


def _operation(call: etree._Element, soap_action: str, version: Version) -> Operation[Any, Any]:
    name = call.tag.removeprefix(qualified(""))
    action = soap_action.strip().strip('"')
    if action and action != f"{NAMESPACE}/{name}":
        raise MessageError("other_action", version=version, told=shown(action))
    if name not in OPERATIONS:
        told = shown(etree.QName(call).localname)
        raise MessageError("unknown_operation", version=version, told=told)
    return OPERATIONS[name]


def _read(parent: etree._Element, layout: Table) -> Any:
    found: dict[object, etree._Element] = {}
    for child in parent:
        found.setdefault(child.tag, child)
    values = [_placed(found.get(column.tag), column) for column in layout.columns]
    return layout.record(*values)


def _placed(child: etree._Element | None, column: Column) -> Any:
    try:
        return _value(child, column)
    except WrongValue as problem:
        raise problem.within(column.element) from None


def _value(child: etree._Element | None, column: Column) -> Any:
    missing = child is None or child.get(NIL) in ("true", "1")
    if column.part is not None:
        return _part(None if missing else child, column, column.part)
    if child is None or missing:
        return _absent(column)
    if len(child):
        raise _wrong(child, column, "has elements inside", "text without elements inside")
    text = child.text or ""
    if column.words and text.strip() not in column.words:
        raise _wrong(child, column, "is not one of its words", ", ".join(column.words))
    if column.kind is None:
        return text
    try:
        return column.kind.read(text)
    except ValueError as problem:
        raise _wrong(child, column, f"is {problem}", column.kind.expected) from None


def _wrong(child: etree._Element, column: Column, problem: str, expected: str) -> WrongValue:
    value = "".join(map(str, child.itertext()))
    inside = f"<{etree.QName(child[0]).localname}>" if len(child) else ""
    line: int = getattr(child, "sourceline", 0) or 0
    return WrongValue(f"{column.element} {problem}", value or inside, expected, line)


def _absent(column: Column) -> Any:
    if column.words:
        return column.words[0]
    return column.kind.absent if column.kind else ""


def _part(child: etree._Element | None, column: Column, layout: Table) -> Any:
    if not column.many:
        return _read(child, layout) if child is not None else layout.record()
    tag = qualified(layout.element)
    rows = [] if child is None else [each for each in child if each.tag == tag]
    filled = (each for each in rows if each.get(NIL) not in ("true", "1"))
    return tuple(_row(each, layout, number) for number, each in enumerate(filled, start=1))


def _row(row: etree._Element, layout: Table, number: int) -> Any:
    try:
        return _read(row, layout)
    except WrongValue as problem:
        raise problem.within(f"{layout.element}[{number}]") from None


def write_response(
    operation: Operation[Any, Any], result: Any = None, version: Version = Version.SOAP11
) -> bytes:
    """Return a whole answer. `result`: str, int or None as the operation says, or an iterable of
    records for a list. Characters that XML cannot carry are left out."""
    return b"".join(stream_response(operation, result, version))


def stream_response(
    operation: Operation[Any, Any], result: Any = None, version: Version = Version.SOAP11
) -> Iterator[bytes]:
    """Yield the same bytes as `write_response`, some hundreds of rows at a time."""
    answer = operation.answer
    if isinstance(answer, Many):
        records = result.rows if isinstance(result, Rows) else result
        content = _list(answer, records)
    elif isinstance(answer, One):
        success = _SPELLED_SUCCESS if answer.spelled else _SUCCESS
        content = iter((success, element(answer.element, _written(result))))
    else:
        content = iter(())
    return _encoded(_around(operation, content, version))


def _written(result: object) -> str:
    return write_decimal(result) if isinstance(result, Decimal) else writing.escaped(str(result))


def _list(answer: Many, records: Iterable[object]) -> Iterator[str]:
    yield _SUCCESS
    some = False
    for piece in writing.rows(answer.row, records):
        if piece and not some:
            some = True
            yield "".join(("<", answer.container, ">"))
        yield piece
    yield "".join(("</", answer.container, ">")) if some else element(answer.container, "")


def _around(
    operation: Operation[Any, Any], content: Iterator[str], version: Version
) -> Iterator[str]:
    start, end = writing.outer(f"{operation.name}Response")
    result = f"{operation.name}Result"
    empty = isinstance(operation.answer, Nothing) and not operation.answer.error_only
    yield writing.opening(version)
    yield start
    if not empty:
        yield from _filled(result, content)
    yield end
    yield writing.CLOSING


def _filled(name: str, content: Iterator[str]) -> Iterator[str]:
    first = next(content, "")
    if not first:
        yield element(name, "")
        return
    yield from chain(("".join(("<", name, ">")), first), content, ("".join(("</", name, ">")),))


def _encoded(pieces: Iterator[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces if piece)


def write_error(
    operation: Operation[Any, Any], fault: Fault, version: Version = Version.SOAP11
) -> bytes:
    """Return a refusal, to be sent with HTTP 200. CloseSession has no place for one."""
    block = element("LastErrorCode", writing.escaped(fault.code)) + element(
        "LastErrorDescription", writing.escaped(fault.message)
    )
    answer = operation.answer
    if not isinstance(answer, Nothing):
        block = element("ErrorMsg", block)
    if isinstance(answer, One) and (answer.number or answer.amount):
        block += element(answer.element, "0")
    return b"".join(_encoded(_around(operation, iter((block,)), version)))


def write_fault(text: str, version: Version = Version.SOAP11, *, ours: bool = False) -> bytes:
    """Return a SOAP Fault that blames the sender, or what is `ours`; to be sent with HTTP 500."""
    write: Callable[[str, bool], str] = _fault11 if version is Version.SOAP11 else _fault12
    content = element("soap:Fault", write(writing.escaped(text), ours))
    return "".join((writing.opening(version), content, writing.CLOSING)).encode()


def _fault11(text: str, ours: bool) -> str:
    code = element("faultcode", "soap:Server" if ours else "soap:Client")
    return code + element("faultstring", text) + "<detail />"


def _fault12(text: str, ours: bool) -> str:
    reason = "".join(('<soap:Text xml:lang="en">', text, "</soap:Text>"))
    blamed = "soap:Receiver" if ours else "soap:Sender"
    return element("soap:Code", element("soap:Value", blamed)) + element("soap:Reason", reason)
