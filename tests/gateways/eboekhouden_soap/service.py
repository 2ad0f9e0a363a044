"""A service on this machine that answers with recorded messages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from werkzeug import Request, Response

from bonbrug.sync.model.records import Invoice, InvoiceLine, Relation
from bonbrug.wire.eboekhouden.faults import Fault
from bonbrug.wire.eboekhouden.soap import read_request, write_error, write_response

GOLDEN = Path(__file__).parents[2] / "golden" / "eboekhouden"
DAY = date(2018, 9, 19)
INVOICE = Invoice(
    number="2018011",
    relation_code="TEST1",
    day=DAY,
    term_days=14,
    template="Test",
    book=True,
    booking_text="Werkbon 1002",
    lines=(
        InvoiceLine(Decimal("1.5"), "uren", "2", "Reisuur", Decimal(42), "HOOG_VERK_21", "8020"),
    ),
)
RELATION = Relation(
    code="WB-1001",
    name="Klant uit werkbonnen",
    contact="S. Jansen",
    street="Laan",
    house_number="5",
    postal_code="3456 EF",
    city="Ede",
    email="klant@example.com",
)

Reply = Response | bytes | Fault | list[Any] | str | int | None


def golden(name: str) -> bytes:
    return (GOLDEN / f"{name}.xml").read_bytes()


class Service:
    """Answers each operation with the next of its replies, the last one again and again."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply]] = {
            "OpenSession": [golden("opensession-response")],
            "CloseSession": [golden("closesession-response")],
        }
        self.calls: list[tuple[str, Any]] = []

    def handle(self, request: Request) -> Response:
        asked = read_request(request.get_data(), request.headers["SOAPAction"])
        name = asked.operation.name
        self.calls.append((name, asked.record))
        queue = self.replies[name]
        reply = queue.pop(0) if len(queue) > 1 else queue[0]
        if isinstance(reply, Response):
            return reply
        if isinstance(reply, Fault):
            reply = write_error(asked.operation, reply)
        elif not isinstance(reply, bytes):
            reply = write_response(asked.operation, reply)
        return Response(reply, content_type="text/xml; charset=utf-8")

    def names(self) -> list[str]:
        return [name for name, _ in self.calls]

    def last(self, name: str) -> Any:
        return [record for each, record in self.calls if each == name][-1]


class Hands:
    """A clock that a test may move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now
