"""Records ⇄ SOAP bytes, both directions; no sockets.

For the gateway (asks)
    write_request(operation, record, version) -> bytes      raises Unwritable
    headers(operation, version) -> dict
    read_response(operation, stream) -> result              raises Fault, SoapFault, MessageError

For the door (answers)
    read_request(data, soap_action, charset) -> Request(operation, record, version)
                                                            raises MessageError
    read_knock(opening, charset) -> InSession               raises MessageError
    explained(MessageError) -> str                          the sentence for `write_fault`
    write_response(operation, result, version) -> bytes     result: str | int | None | iterable
    stream_response(operation, result, version) -> Iterator[bytes]
    write_error(operation, Fault(code), version) -> bytes   HTTP 200
    write_fault(text, version) -> bytes                     HTTP 500; version from MessageError
    wsdl(address) -> bytes
    version.content_type -> str

Operations are the constants of `bonbrug.wire.eboekhouden.operations` (OPERATIONS by name), records
are in `bonbrug.wire.eboekhouden.records`, codes in `bonbrug.wire.eboekhouden.faults`.
"""

from bonbrug.wire.eboekhouden.soap.answering import (
    Request,
    read_request,
    stream_response,
    write_error,
    write_fault,
    write_response,
)
from bonbrug.wire.eboekhouden.soap.asking import Unwritable, headers, read_response, write_request
from bonbrug.wire.eboekhouden.soap.contract import wsdl
from bonbrug.wire.eboekhouden.soap.errors import MessageError, SoapFault, Version
from bonbrug.wire.eboekhouden.soap.explaining import explained
from bonbrug.wire.eboekhouden.soap.knocking import read_knock

__all__ = [
    "MessageError",
    "Request",
    "SoapFault",
    "Unwritable",
    "Version",
    "explained",
    "headers",
    "read_knock",
    "read_request",
    "read_response",
    "stream_response",
    "write_error",
    "write_fault",
    "write_request",
    "write_response",
    "wsdl",
]
