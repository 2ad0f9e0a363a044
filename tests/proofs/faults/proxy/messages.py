"""Requests and answers as they pass: bytes that are repeated, not understood."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, parse_headers
from typing import BinaryIO
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

Headers = tuple[tuple[str, str], ...]
_OF_ONE_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "te", "expect"}


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """What the client sent, never shown; `closes`: no other request comes after it."""

    call: str
    method: str
    target: str
    headers: Headers
    body: bytes
    closes: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Reply:
    """An answer without the headers that belong to one connection."""

    status: int | None
    reason: str
    headers: Headers
    body: bytes

    def head(self, length: int | None, *, close: bool = True) -> bytes:
        """Return the status line and headers; without a length the close ends the body."""
        lines = [f"HTTP/1.1 {self.status} {self.reason}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        lines += [] if length is None else [f"Content-Length: {length}"]
        lines += ["Connection: close"] if close else []
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


def page(status: int, reason: str, *headers: tuple[str, str]) -> Reply:
    """Return an answer like that of a web server in front of a service."""
    body = f"<!DOCTYPE html><html><body><h1>{reason}</h1></body></html>".encode()
    return Reply(status, reason, (("Content-Type", "text/html; charset=utf-8"), *headers), body)


def read_request(stream: BinaryIO) -> Request | None:
    """Return the next request on a connection, None at its end; bodies must have a length."""
    first = stream.readline(65_536).decode("latin-1").split()
    if len(first) != 3:
        return None
    (method, target, _), headers = first, parse_headers(stream)
    length = int(headers.get("Content-Length", 0))
    body = stream.read(length)
    if len(body) < length:
        return None
    closes = headers.get("Connection", "").lower() == "close"
    call = call_of(method, target, headers, body)
    return Request(call, method, target, _passed_on(headers.items()), body, closes)


def forward(request: Request, upstream: tuple[str, int], seconds: float) -> Reply:
    """Send the request on a connection of its own and return the whole answer."""
    connection = HTTPConnection(*upstream, timeout=seconds)
    length = ("Content-Length", str(len(request.body)))
    try:
        connection.putrequest(
            request.method, request.target, skip_host=True, skip_accept_encoding=True
        )
        for header in (*request.headers, length, ("Connection", "close")):
            connection.putheader(*header)
        connection.endheaders(request.body)
        with connection.getresponse() as answer:
            body, headers = answer.read(), _passed_on(answer.getheaders())
            return Reply(answer.status, answer.reason, headers, body)
    finally:
        connection.close()


def _passed_on(headers: Iterable[tuple[str, str]]) -> Headers:
    return tuple((name, value) for name, value in headers if name.lower() not in _OF_ONE_HOP)


def call_of(method: str, target: str, headers: Message, body: bytes) -> str:
    """Name the call.

    SOAP: the operation (``AddFactuur``). Open API: an endpoint that is a verb by itself
    (``GetWorkorders``), else the method and the endpoint (``POST relations``). A reading that
    also sets work orders Afgehandeld, which is its default, has ``, settling`` behind it.
    """
    action = headers.get("SOAPAction", "") or headers.get_param("action", "")
    operation = str(action).strip('" ').rpartition("/")[2]
    if operation or headers.get_content_subtype() in ("xml", "soap+xml"):
        return operation or _operation_in(body) or "unreadable"
    parts = urlsplit(target)
    endpoint = parts.path.rstrip("/").rpartition("/")[2]
    if not endpoint[:1].isupper():
        return f"{method} {endpoint}"
    kept = parse_qs(parts.query).get("update_status", [""])[-1].lower() == "false"
    settles = endpoint in ("GetWorkorder", "GetWorkorders") and not kept
    return f"{endpoint}, settling" if settles else endpoint


def _operation_in(body: bytes) -> str:
    try:
        found = ET.fromstring(body).find("{*}Body/*")
    except ET.ParseError:
        return ""
    return "" if found is None else found.tag.rpartition("}")[2]
