"""The names of the calls, and the table of faults over them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from decimal import Decimal
from email.message import Message

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.gateways.http import Http
from bonbrug.gateways.werkbonapp import WerkbonApp
from bonbrug.sync.model.failures import Failure
from bonbrug.sync.model.records import HourType, Material
from bonbrug.wire.eboekhouden.operations import OPERATIONS
from tests.gateways.eboekhouden_soap.service import DAY, INVOICE, RELATION, Hands, golden
from tests.proofs.faults.matrix import CALLS, FAULTS, OTHER_CALLS, POSITIONS, cells
from tests.proofs.faults.proxy.messages import call_of
from tests.proofs.faults.proxy.plan import Plan
from tests.proofs.faults.proxy.server import FaultProxy

SOAP12 = "application/soap+xml; charset=utf-8"
BODY = b'<e:Envelope xmlns:e="urn:e"><e:Body><GetFacturen xmlns="urn:x"/></e:Body></e:Envelope>'


def name(method: str, target: str, body: bytes = b"", **headers: str) -> str:
    message = Message()
    for header, value in headers.items():
        message[header.replace("_", "-")] = value
    return call_of(method, target, message, body)


def test_a_soap_call_is_named_by_its_action() -> None:
    action = '"http://www.e-boekhouden.nl/soap/AddFactuur"'
    assert name("POST", "/soap.asmx", SOAPAction=action, Content_Type="text/xml") == "AddFactuur"


def test_a_newer_soap_call_is_named_by_the_action_in_its_content_type() -> None:
    kind = f'{SOAP12}; action="http://www.e-boekhouden.nl/soap/AddRelatie"'
    assert name("POST", "/soap.asmx", Content_Type=kind) == "AddRelatie"


@pytest.mark.parametrize("kind", ["text/xml", SOAP12])
def test_a_soap_call_without_action_is_named_by_its_body(kind: str) -> None:
    assert name("POST", "/soap.asmx", BODY, SOAPAction='""', Content_Type=kind) == "GetFacturen"


@pytest.mark.parametrize("body", [b"", b"<a", b"<a/>"])
def test_a_body_that_is_no_soap_has_no_name(body: bytes) -> None:
    assert name("POST", "/soap.asmx", body, Content_Type="text/xml") == "unreadable"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_list_of_the_open_api_is_named_with_its_method(method: str) -> None:
    assert name(method, "/openapi/8/relations/?token=geheim") == f"{method} relations"


@pytest.mark.parametrize(
    ("query", "called"),
    [
        ("token=geheim&update_status=false", "GetWorkorder"),
        ("update_status=true", "GetWorkorder, settling"),
        ("", "GetWorkorder, settling"),
    ],
)
def test_the_reading_that_settles_is_another_call(query: str, called: str) -> None:
    assert name("GET", f"/openapi/8/GetWorkorder/?{query}") == called


def use_books(http: Http, address: str) -> Iterator[Callable[[], object]]:
    books = EboekhoudenSoap(http, f"{address}/soap.asmx", "naam", "een", "twee", clock=Hands())
    yield books.sign_in
    yield books.administrations
    yield books.relations
    yield books.products
    yield lambda: books.add_relation(RELATION)
    yield lambda: books.change_relation(replace(RELATION, code="TEST1", remote_id="5100001"))
    yield lambda: books.send_invoice(INVOICE)
    yield lambda: books.invoice("2018011")
    yield lambda: books.invoices("TEST1", DAY, DAY)
    yield books.open_items
    yield books.sign_out


def use_field_service(http: Http, address: str) -> Iterator[Callable[[], object]]:
    field = WerkbonApp(http, f"{address}/openapi/8", "geheim", "geheim")
    yield field.employees
    yield field.relations
    yield field.materials
    yield field.hour_types
    yield field.work_statuses
    yield lambda: field.put_relations([RELATION])
    yield lambda: field.put_materials([Material("KIT", "Kit", "Tube", Decimal("7.95"))])
    yield lambda: field.put_hour_types([HourType("1", "Arbeid", Decimal("52.50"))])
    yield lambda: field.put_work_statuses({"1": "Naar e-Boekhouden"})
    yield lambda: field.work_orders("Compleet")
    yield lambda: field.work_order("1")
    yield lambda: field.settle("1")
    yield lambda: field.mark("1", "99")


def answer_little(request: Request) -> Response:
    """Open a session and list a relation; everything else gets an answer that nobody reads."""
    operation = request.headers.get("SOAPAction", "").strip('"').rpartition("/")[2]
    known = operation in ("OpenSession", "GetRelaties")
    body = golden(f"{operation.lower()}-response") if known else b"?"
    return Response(body, content_type="text/xml; charset=utf-8")


@pytest.mark.parametrize("use", [use_books, use_field_service])
def test_the_gateways_make_the_calls_of_the_table_and_no_unknown_ones(
    httpserver: HTTPServer, use: Callable[[Http, str], Iterator[Callable[[], object]]]
) -> None:
    httpserver.expect_request(re.compile("/.*")).respond_with_handler(answer_little)
    upstream = (httpserver.host, httpserver.port)
    with FaultProxy(upstream, Plan()) as proxy, closing(Http()) as http:
        for call in use(http, f"http://127.0.0.1:{proxy.address[1]}"):
            with suppress(Failure):
                call()
    expected = {call for call in CALLS + OTHER_CALLS if (call in OPERATIONS) is (use is use_books)}
    assert {event.call for event in proxy.history} == expected


def test_the_table_has_sixteen_faults_fourteen_calls_and_three_positions() -> None:
    table = list(cells(None, seed=1))
    assert (len(FAULTS), len(CALLS), len(POSITIONS)) == (16, 14, 3)
    assert len(set(table)) == len(table) == 672


def test_each_cell_of_the_table_is_a_strike() -> None:
    plan = Plan(*list(cells(1, seed=1)))
    [(fault, call, position)] = cells(1, seed=1)
    assert plan.fault(call, position) is fault


def test_a_sample_depends_on_its_seed_only() -> None:
    assert list(cells(60, seed=7)) == list(cells(60, seed=7))
    assert list(cells(60, seed=7)) != list(cells(60, seed=8))


def test_a_longer_sample_begins_with_the_shorter_one() -> None:
    assert list(cells(60, seed=7))[:20] == list(cells(20, seed=7))


@pytest.mark.parametrize("seed", range(5))
def test_a_sample_spreads_over_faults_calls_and_positions(seed: int) -> None:
    sample = list(cells(48, seed))
    assert set(Counter(cell.fault for cell in sample).values()) == {3}
    assert set(Counter(cell.call for cell in sample)) == set(CALLS)
    assert set(Counter(cell.position for cell in sample).values()) == {16}


def test_a_sample_as_large_as_the_table_is_the_table() -> None:
    assert set(cells(10_000, seed=3)) == set(cells(None, seed=3))
