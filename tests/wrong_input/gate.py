"""A gate before the doors of one house: passes calls on, or answers them in a way of its own."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

SECONDS = 20.0
SOAP_NAME = re.compile(r"/(\w+)\"?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """One call: `name` is ``AddFactuur``, ``GET relations``, or ``settle`` for Afgehandeld."""

    name: str
    method: str = field(repr=False)
    target: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer; without `length` the end of the line ends it."""

    body: Iterable[bytes]
    kind: str = "text/html; charset=utf-8"
    length: int | None = None
    status: int = 200


Rule = Callable[["Gate", Asked], Given | None]


class Gate:
    """Listens on this machine. `rules`: call → what to do instead; None breaks the line."""

    def __init__(self, upstream: tuple[str, int]) -> None:
        self.upstream = upstream
        self.rules: dict[str, Rule] = {}
        self.seen: Counter[str] = Counter()
        self._port = 0
        self.switch_on()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def switch_on(self) -> None:
        gate = self

        class Handler(BaseHTTPRequestHandler):
            disable_nagle_algorithm = True

            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline(65_537)
                self.close_connection = True
                if self.raw_requestline and self.parse_request():
                    gate.answer(self)

            def log_message(self, *_: object) -> None:
                """A query holds tokens."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._server.daemon_threads = True
        self._port = self._server.server_address[1]
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def switch_off(self) -> None:
        """Nobody answers this door any more: connections are refused."""
        self._server.shutdown()
        self._server.server_close()

    def heal(self) -> None:
        self.rules.clear()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        asked = asked_of(handler)
        self.seen[asked.name] += 1
        rule = self.rules.get(asked.name)
        with suppress(OSError):  # the client may have gone away
            given = rule(self, asked) if rule else self.passed_on(asked)
            if given is not None:
                write(handler, given)

    def passed_on(self, asked: Asked) -> Given:
        """Let the real door answer."""
        line = HTTPConnection(*self.upstream, timeout=SECONDS)
        try:
            line.request(asked.method, asked.target, asked.body, asked.headers)
            reply = line.getresponse()
            body = reply.read()
        finally:
            line.close()
        return Given([body], reply.headers["Content-Type"], len(body), reply.status)


def asked_of(handler: BaseHTTPRequestHandler) -> Asked:
    body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
    kept = ("content-type", "soapaction", "host")
    headers = {name: value for name, value in handler.headers.items() if name.lower() in kept}
    name = _name(handler.command, handler.path, handler.headers.get("SOAPAction", ""))
    return Asked(name, handler.command, handler.path, {**headers, "Connection": "close"}, body)


def _name(method: str, target: str, action: str) -> str:
    if found := SOAP_NAME.search(action):
        return found[1]
    parts = urlsplit(target)
    if parse_qs(parts.query).get("update_status") == ["true"]:
        return "settle"
    endpoint = parts.path.strip("/").rpartition("/")[2]
    return endpoint if endpoint[:1].isupper() else f"{method} {endpoint}"


def write(handler: BaseHTTPRequestHandler, given: Given) -> None:
    handler.send_response(given.status)
    handler.send_header("Content-Type", given.kind)
    if given.length is not None:
        handler.send_header("Content-Length", str(given.length))
    handler.send_header("Connection", "close")
    handler.end_headers()
    for chunk in given.body:
        handler.wfile.write(chunk)


# --- what a gate can do instead -----------------------------------------------------------------


def says(body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200) -> Rule:
    """Answer these bytes."""
    return lambda _gate, _asked: Given([body], kind, len(body), status)


def half(gate: Gate, asked: Asked) -> Given:
    """Do it, and break the line half-way the answer."""
    whole = gate.passed_on(asked)
    body = b"".join(whole.body)
    return Given([body[: len(body) // 2]], whole.kind, len(body))


def half_as_whole(gate: Gate, asked: Asked) -> Given:
    """Do it, and give half of the answer as if that were all of it."""
    whole = gate.passed_on(asked)
    body = b"".join(whole.body)
    return Given([body[: len(body) // 2]], whole.kind, len(body) // 2)


def with_doctype(gate: Gate, asked: Asked) -> Given:
    """Do it, and put a document type with an entity in front of the answer."""
    whole = gate.passed_on(asked)
    body = b"".join(whole.body)
    start = body.find(b"?>") + 2 if body.startswith(b"<?xml") else 0
    doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    spoilt = body[:start] + doctype + body[start:]
    return Given([spoilt], whole.kind, len(spoilt))


def endless(megabytes: int, kind: str) -> Rule:
    """Answer with a stream that is made while it goes."""
    block = b"<" + b"x" * (1024 * 1024 - 1)
    return lambda _gate, _asked: Given((block for _ in range(megabytes)), kind)


def off(gate: Gate, _asked: Asked) -> None:
    """Go off at this call, before it is done."""
    gate.switch_off()


def off_after(gate: Gate, asked: Asked) -> None:
    """Do it, and go off before the answer."""
    gate.passed_on(asked)
    gate.switch_off()


def when(part: bytes, rule: Rule) -> Rule:
    """Use the rule only for calls whose body holds these bytes."""
    return lambda gate, asked: rule(gate, asked) if part in asked.body else gate.passed_on(asked)


def replacing(old: bytes, new: bytes) -> Rule:
    """Do it, and change a piece of the answer."""

    def rule(gate: Gate, asked: Asked) -> Given:
        whole = gate.passed_on(asked)
        body = b"".join(whole.body).replace(old, new)
        return Given([body], whole.kind, len(body))

    return rule
