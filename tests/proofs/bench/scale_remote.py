"""Both services for thousands of connections, in one small process; some hold the line.

It keeps what is posted, so that a second run finds nothing to do, and it answers with the messages
of tests/golden. Which connection asks stands in its user name and its token: ``demo17``.
"""

import asyncio
import json
import re
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

GOLDEN = Path(__file__).parents[2] / "golden" / "eboekhouden"
BOOKS = {
    path.name.removesuffix("-response.xml"): path.read_text("utf-8")
    for path in GOLDEN.glob("*-response.xml")
}
BOOKS["getopenposten"] = (GOLDEN / "getopenposten-response-empty.xml").read_text("utf-8")
SESSION = "{00000000-0000-4000-8000-0000000000AA}"
ADMINISTRATION = """<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
<GetAdministratiesResponse xmlns="http://www.e-boekhouden.nl/soap"><GetAdministratiesResult>
<ErrorMsg><LastErrorCode /><LastErrorDescription /></ErrorMsg><Administraties><cAdministratie>
<Bedrijf>Demo</Bedrijf><Plaats>Utrecht</Plaats><Guid>NAME</Guid>
<StartBoekjaar>1</StartBoekjaar></cAdministratie></Administraties>
</GetAdministratiesResult></GetAdministratiesResponse></soap:Body></soap:Envelope>"""
WHO = re.compile(r"<(?:\w+:)?(?:Username|SessionID)>(\w+)<")
KEYS = {"relations": "debtor_number", "workstatusses": "sta_code"}
ASKED = {"open": "opensession", "list": "getrelaties"}


@dataclass
class Remote:
    """`silent` per hundred are silent from `silent_at` on (monotonic), `hold` seconds a call."""

    latency: float
    silent: int
    silent_at: float
    lease: float
    hold_at: str
    kept: dict[tuple[str, str], dict[str, object]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = re.search(rb"(?i)content-length: (\d+)", head)
                body = await reader.readexactly(int(length[1])) if length else b""
                kind, answer = await self.answer(head.decode("latin-1"), body.decode())
                content = answer.encode()
                writer.write(
                    f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n"
                    f"Content-Length: {len(content)}\r\n\r\n".encode()
                )
                writer.write(content)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(self, head: str, body: str) -> tuple[str, str]:
        method, target, _ = head.split(" ", 2)
        await asyncio.sleep(self.latency)
        if found := re.search(r"(?i)soapaction: \"?[^\r]*/(\w+)\"?\r", head):
            return "text/xml; charset=utf-8", await self.books(found[1].lower(), body)
        address = urlsplit(target)
        token = parse_qs(address.query)["token"][0]
        endpoint = address.path.strip("/").rpartition("/")[2]
        return "application/json", self.orders(method, token, endpoint, body)

    async def books(self, operation: str, body: str) -> str:
        found = WHO.search(body)
        name = found[1] if found else ""
        if operation == ASKED[self.hold_at] and self.is_silent(name):
            await asyncio.sleep(self.lease)
        if operation == "opensession":
            return BOOKS[operation].replace(SESSION, name)
        if operation == "getadministraties":
            return ADMINISTRATION.replace("NAME", name)
        return BOOKS[operation]

    def is_silent(self, name: str) -> bool:
        number = int(name.removeprefix("demo") or 0)
        return number % 100 < self.silent and time.monotonic() >= self.silent_at

    def orders(self, method: str, token: str, endpoint: str, body: str) -> str:
        kept = self.kept[token, endpoint]
        if method == "POST":
            rows = json.loads(body)
            kept.update({row[KEYS.get(endpoint, "code")]: row for row in rows})
            return json.dumps({"code": 200, "messages": [], "response": len(rows)})
        return json.dumps({"code": 200, "messages": [], "response": list(kept.values())})


async def main(port: int, options: dict[str, float], hold_at: str) -> None:
    remote = Remote(
        options["latency"],
        int(options["silent"]),
        time.monotonic() + options["silent_after"],
        options["hold"],
        hold_at,
    )
    server = await asyncio.start_server(remote.serve, "127.0.0.1", port, backlog=1000)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    given = json.loads(sys.argv[2])
    asyncio.run(main(int(sys.argv[1]), given, sys.argv[3]))
