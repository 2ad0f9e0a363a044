"""Every recorded message is read, and what is ours to write is written equal in content.

The messages were made from the public documentation, not from this code.
"""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from bonbrug.wire.eboekhouden.faults import Fault
from bonbrug.wire.eboekhouden.operations import OPERATIONS, Many
from bonbrug.wire.eboekhouden.soap import (
    SoapFault,
    Version,
    read_request,
    read_response,
    write_error,
    write_fault,
    write_request,
    write_response,
)

FOLDER = Path(__file__).parents[2] / "golden" / "eboekhouden"
BY_STEM = {name.lower(): operation for name, operation in OPERATIONS.items()}
REQUESTS = sorted(FOLDER.glob("[!s]*-request*.xml"))
RESPONSES = sorted(set(FOLDER.glob("*-response*.xml")) - set(FOLDER.glob("*-error-*.xml")))
ERRORS = sorted(FOLDER.glob("*-response-error-*.xml"))
FAULT = FOLDER / "soap-fault-unreadable-request.xml"


def _name(path: Path) -> str:
    return path.stem


Node = tuple[str, dict[str, str], str]


def _content(data: bytes) -> list[Node]:
    """Names with depth, attributes and texts in order, without blank space and prefixes.

    The examples write some prices as 42.00 and we write 42; these count as equal.
    """
    return [_node(element) for element in etree.fromstring(data).iter()]


def _node(element: etree._Element) -> Node:
    tag, text = str(element.tag), (element.text or "").strip()
    if tag.endswith("PrijsPerEenheid"):
        text = str(Decimal(text).normalize())
    depth = sum(1 for _ in element.iterancestors())
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    return f"{depth} {tag}", attributes, text


def test_no_message_is_left_out() -> None:
    assert len([*REQUESTS, *RESPONSES, *ERRORS, FAULT]) == len(list(FOLDER.glob("*.xml"))) == 41


@pytest.mark.parametrize("path", REQUESTS, ids=_name)
def test_a_request_is_read_as_its_operation(path: Path) -> None:
    asked = read_request(path.read_bytes())
    assert asked.operation is BY_STEM[path.stem.split("-")[0]]
    assert asked.version is (Version.SOAP12 if "soap12" in path.stem else Version.SOAP11)


@pytest.mark.parametrize("path", [p for p in REQUESTS if "date-only" not in p.stem], ids=_name)
def test_a_request_is_written_equal(path: Path) -> None:
    data = path.read_bytes()
    asked = read_request(data)
    written = write_request(asked.operation, asked.record, asked.version)
    assert _content(written) == _content(data)


@pytest.mark.parametrize("path", [p for p in REQUESTS if "date-only" in p.stem], ids=_name)
def test_a_bare_date_is_read_as_the_same_request(path: Path) -> None:
    asked = read_request(path.read_bytes())
    written = write_request(asked.operation, asked.record, asked.version)
    assert b"T00:00:00<" in written
    assert read_request(written) == asked


@pytest.mark.parametrize("path", RESPONSES, ids=_name)
def test_a_response_is_read_and_written_equal(path: Path) -> None:
    data = path.read_bytes()
    operation = BY_STEM[path.stem.split("-")[0]]
    result = read_response(operation, BytesIO(data))
    if isinstance(operation.answer, Many):
        assert result.spoiled == ()
    if "bare" not in path.stem:
        assert _content(write_response(operation, result)) == _content(data)


@pytest.mark.parametrize("path", ERRORS, ids=_name)
def test_a_refusal_is_read_and_written_equal(path: Path) -> None:
    data = path.read_bytes()
    operation = BY_STEM[path.stem.split("-")[0]]
    with pytest.raises(Fault) as caught:
        read_response(operation, BytesIO(data))
    assert caught.value.code == path.stem.rsplit("-", 1)[1]
    assert _content(write_error(operation, caught.value)) == _content(data)


def test_a_soap_fault_is_read_and_written_equal() -> None:
    with pytest.raises(SoapFault) as caught:
        read_response(OPERATIONS["GetRelaties"], BytesIO(FAULT.read_bytes()))
    assert caught.value.detail == "soap:Client"
    assert _content(write_fault(caught.value.text)) == _content(FAULT.read_bytes())
