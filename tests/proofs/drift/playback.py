"""The real gateways, on a wire that plays recorded answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.gateways.http import Answer, Http, digest
from bonbrug.gateways.werkbonapp import WerkbonApp
from bonbrug.sync.model.records import HourType, Material, Reading, Relation
from bonbrug.wire.eboekhouden import limits, soap
from bonbrug.wire.eboekhouden.operations import InSession
from tests.gateways.eboekhouden_soap.service import INVOICE, RELATION

GOLDEN = Path(__file__).parents[2] / "golden"
BOOKS, WORK = GOLDEN / "eboekhouden", GOLDEN / "werkbonapp" / "examples"
NOW = datetime(2018, 9, 19, 8, tzinfo=UTC)
FIRST, LAST = date(2018, 1, 1), date(2018, 12, 31)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What a reading came to: its rows, and the labels of those that could not be read."""

    rows: tuple[object, ...]
    unread: tuple[str, ...] = ()
    is_list: bool = False


DONE = NewEvent(("done",))
KIT = Material("KIT", "Siliconenkit", "Tube", Decimal("7.95"))
HOUR = HourType("1", "Arbeid", Decimal("52.50"))


def whole(reading: Reading[Any]) -> NewEvent:
    return NewEvent(reading.rows, reading.unreadable, is_list=True)


class Playback(Http):
    """`bodies` by SOAP call or endpoint; what was asked is kept."""

    def __init__(self, bodies: Mapping[str, bytes]) -> None:
        self.bodies = bodies
        self.asked: list[bytes] = []

    def send(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str] | Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        once: bool = False,
    ) -> Answer:
        action = (headers or {}).get("SOAPAction", "")
        name = (action or url).strip('"/').rpartition("/")[2]
        self.asked.append(body or b"")
        body = self.answer(name)
        return Answer(200, "", BytesIO(body), digest(body))

    def answer(self, name: str) -> bytes:
        return self.bodies[name]

    @contextmanager
    def arriving(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes
    ) -> Iterator[Answer]:
        yield self.send(method, url, headers=headers, body=body)

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True)
class Recorded:
    """A recorded good answer and how the program reads it."""

    path: Path
    call: str
    read: Callable[[Playback], NewEvent] = field(repr=False)

    @property
    def name(self) -> str:
        return self.path.stem.removesuffix(".response")

    def told(self, body: bytes | None = None) -> NewEvent:
        """Read the answer, or another body in its place."""
        bodies = {
            name: (BOOKS / f"{name.lower()}-response.xml").read_bytes()
            for name in ("OpenSession", "GetRelaties")
        }
        return self.read(Playback({**bodies, self.call: body or self.path.read_bytes()}))


def books(wire: Playback, row_cap: int = limits.LIST_ROWS) -> EboekhoudenSoap:
    address, codes = "https://books.example", ("demo", "code-1", "code-2")
    return EboekhoudenSoap(wire, address, *codes, clock=lambda: NOW, row_cap=row_cap)


def work(wire: Playback) -> WerkbonApp:
    return WerkbonApp(wire, "https://work.example", "token", "software")


def _session(wire: Playback) -> NewEvent:
    """The session is what the next call carries."""
    bookkeeping = books(wire)
    bookkeeping.sign_in()
    bookkeeping.relation("TEST1")
    asked = soap.read_request(wire.asked[-1]).record
    assert isinstance(asked, InSession)
    return NewEvent((asked.SessionID,))


def _close(wire: Playback) -> NewEvent:
    bookkeeping = books(wire)
    bookkeeping.sign_in()
    bookkeeping.sign_out()
    return DONE


def _change(wire: Playback) -> NewEvent:
    changed = Relation("TEST1", "Andere naam", remote_id="5100001")
    books(wire).change_relation(changed)
    return DONE


def _soap(stem: str, call: str, read: Callable[[Playback], NewEvent]) -> Recorded:
    return Recorded(BOOKS / f"{stem}-response.xml", call, read)


def _open_items(wire: Playback) -> NewEvent:
    return NewEvent(tuple(books(wire).open_items()), is_list=True)


def _relations(wire: Playback) -> NewEvent:
    return whole(books(wire).relations())


SOAP = [
    _soap("opensession", "OpenSession", _session),
    _soap("closesession", "CloseSession", _close),
    _soap("addrelatie", "AddRelatie", lambda wire: NewEvent((books(wire).add_relation(RELATION),))),
    _soap("updaterelatie", "UpdateRelatie", _change),
    _soap("addfactuur", "AddFactuur", lambda wire: NewEvent((books(wire).send_invoice(INVOICE),))),
    _soap("getrelaties", "GetRelaties", _relations),
    Recorded(BOOKS / "getrelaties-response-empty.xml", "GetRelaties", _relations),
    Recorded(BOOKS / "getrelaties-response-empty-bare.xml", "GetRelaties", _relations),
    _soap("getartikelen", "GetArtikelen", lambda wire: whole(books(wire).products())),
    _soap(
        "getfacturen",
        "GetFacturen",
        lambda wire: NewEvent(tuple(books(wire).invoices("", FIRST, LAST)), is_list=True),
    ),
    _soap("getopenposten", "GetOpenPosten", _open_items),
    Recorded(BOOKS / "getopenposten-response-empty.xml", "GetOpenPosten", _open_items),
]
REFUSALS = [
    Recorded(path, call, read)
    for stem, call, read in (
        ("opensession", "OpenSession", _session),
        ("addrelatie", "AddRelatie", SOAP[2].read),
        ("addfactuur", "AddFactuur", SOAP[4].read),
        ("getrelaties", "GetRelaties", _relations),
        ("getopenposten", "GetOpenPosten", _open_items),
    )
    for path in sorted(BOOKS.glob(f"{stem}-response-error-*.xml"))
]


def _json(stem: str, call: str, read: Callable[[WerkbonApp], NewEvent]) -> Recorded:
    return Recorded(WORK / f"{stem}.response.json", call, lambda wire: read(work(wire)))


def _mark(app: WerkbonApp) -> NewEvent:
    app.mark("1", "99")
    return DONE


def _orders(app: WerkbonApp) -> NewEvent:
    found = app.work_orders("Compleet", "1")
    read = tuple(order for order in found if not order.problem)
    return NewEvent(read, tuple(order.problem for order in found if order.problem), is_list=True)


def _order(app: WerkbonApp) -> NewEvent:
    order = app.settle("500001")
    if order is None or order.problem:
        return NewEvent((), (order.problem if order else "gone",), is_list=True)
    return NewEvent((order,))


JSON = [
    _json("relations.get", "relations", lambda app: whole(app.relations())),
    _json("materials.get", "materials", lambda app: whole(app.materials())),
    _json("hourtypes.get", "hourtypes", lambda app: whole(app.hour_types())),
    _json("employees.get", "employees", lambda app: NewEvent(tuple(app.employees()), is_list=True)),
    _json(
        "workstatusses.get",
        "workstatusses",
        lambda app: NewEvent(tuple(app.work_statuses().items()), is_list=True),
    ),
    _json("GetWorkorders.status-Compleet.update_status-false", "GetWorkorders", _orders),
    _json("GetWorkorders.empty", "GetWorkorders", _orders),
    _json("GetWorkorder.update_status-true", "GetWorkorder", _order),
    _json("UpdateWorkorder", "UpdateWorkorder", _mark),
    _json("relations.post", "relations", lambda app: NewEvent((app.put_relations([RELATION]),))),
    _json("materials.post", "materials", lambda app: NewEvent((app.put_materials([KIT]),))),
    _json("hourtypes.post", "hourtypes", lambda app: NewEvent((app.put_hour_types([HOUR]),))),
    _json(
        "workstatusses.post",
        "workstatusses",
        lambda app: NewEvent((app.put_work_statuses({"1": "Naar e-Boekhouden"}),)),
    ),
]
