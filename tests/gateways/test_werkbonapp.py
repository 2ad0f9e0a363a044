"""The gateway to the work orders against a real server on loopback that answers recorded bytes."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from bonbrug.gateways.http import Http
from bonbrug.gateways.werkbonapp import WerkbonApp
from bonbrug.sync.fingerprints import work_order_fingerprint
from bonbrug.sync.model.failures import (
    Misconfigured,
    NotAllowedIn,
    Refused,
    Unreachable,
    Unreadable,
)
from bonbrug.sync.model.records import (
    Employee,
    HourType,
    Material,
    MaterialLine,
    Relation,
    WorkPeriod,
)
from bonbrug.sync.ports.field_service import FieldService

EXAMPLES = Path(__file__).parents[1] / "golden" / "werkbonapp" / "examples"
LIST = "GetWorkorders.status-Compleet.update_status-false"
TOKEN = "canary-token"
SOFTWARE_TOKEN = "canary-software-token"

CUSTOMER = Relation(
    code="TEST1",
    name="Bakkerij Voorbeeld B.V.",
    contact="Mw. A. Voorbeeld",
    street="Dorpsstraat",
    house_number="1",
    postal_code="1234 AB",
    city="Voorbeeldstad",
    phone="0300000001",
    email="info@bakkerij.example",
    remark="Achterom aanbellen",
)
MATERIALS = (
    Material("KOP15", "Koppeling 15 mm", "Stuk", Decimal("2.50"), "HOOG_VERK_21", "8000"),
    Material("KIT", "Siliconenkit, tube", "Tube", Decimal("7.95"), "HOOG_VERK_21", "8000"),
)
HOUR_TYPES = (
    HourType("1", "Arbeid monteur", Decimal("52.50")),
    HourType("REIS", "Reistijd", Decimal("35.00")),
)


def golden(name: str) -> bytes:
    return (EXAMPLES / f"{name}.json").read_bytes()


def envelope(response: object, code: int = 200, messages: tuple[str, ...] = ()) -> bytes:
    return json.dumps({"code": code, "messages": messages, "response": response}).encode()


@pytest.fixture
def http() -> Iterator[Http]:
    http = Http(connect_seconds=2, total_seconds=5)
    yield http
    http.close()


@pytest.fixture
def service(http: Http, httpserver: HTTPServer) -> FieldService:
    return WerkbonApp(http, httpserver.url_for("/openapi/8"), TOKEN, SOFTWARE_TOKEN)


@pytest.fixture
def answer(httpserver: HTTPServer) -> Callable[..., None]:
    def prepare(endpoint: str, body: bytes, *, status: int = 200, kind: str = "") -> None:
        httpserver.expect_request(f"/openapi/8/{endpoint}/").respond_with_data(
            body, status=status, content_type=kind or "application/json"
        )

    return prepare


@pytest.fixture
def order_on_wire() -> dict[str, Any]:
    order: dict[str, Any] = json.loads(golden("GetWorkorder.update_status-true.response"))[
        "response"
    ]
    return order


def asked(httpserver: HTTPServer) -> dict[str, str]:
    return dict(httpserver.log[-1][0].args)


def sent(httpserver: HTTPServer) -> Any:
    return json.loads(httpserver.log[-1][0].data)


Answer = Callable[..., None]


def test_employees_are_read(service: FieldService, answer: Answer) -> None:
    answer("employees", golden("employees.get.response"))
    assert service.employees() == [
        Employee("101", "Sanne", "Voorbeeld"),
        Employee("102", "Joris", "Voorbeeld"),
    ]


def test_relations_are_read(service: FieldService, answer: Answer) -> None:
    answer("relations", golden("relations.get.response"))
    reading = service.relations()
    assert reading.rows[0] == CUSTOMER
    assert (len(reading.rows), reading.complete, reading.unreadable) == (2, True, ())


def test_materials_and_hour_types_are_read(service: FieldService, answer: Answer) -> None:
    answer("materials", golden("materials.get.response"))
    answer("hourtypes", golden("hourtypes.get.response"))
    assert service.materials().rows == MATERIALS
    assert service.hour_types().rows == HOUR_TYPES


def test_work_statuses_are_read_by_code(service: FieldService, answer: Answer) -> None:
    answer("workstatusses", golden("workstatusses.get.response"))
    assert service.work_statuses()["1"] == "Naar e-Boekhouden"


def test_a_bad_record_stands_apart_and_the_list_is_not_complete(
    service: FieldService, answer: Answer
) -> None:
    rows = json.loads(golden("materials.get.response"))["response"]
    answer("materials", envelope([rows[0] | {"price": "duur"}, rows[1]]))
    reading = service.materials()
    assert reading.rows == MATERIALS[1:]
    assert (reading.complete, reading.unreadable) == (False, ("KOP15: price: not a number",))


def test_remote_texts_are_trimmed_and_composed(service: FieldService, answer: Answer) -> None:
    answer("employees", envelope([{"firstname": " Ame\u0301lie ", "lastname": None, "number": 7}]))
    assert service.employees() == [Employee("7", "Amélie", "")]


def test_both_tokens_stand_in_the_query_of_every_request(
    service: FieldService, answer: Answer, httpserver: HTTPServer
) -> None:
    answer("employees", golden("employees.get.response"))
    answer("materials", golden("materials.post.response"))
    service.employees()
    service.put_materials(MATERIALS)
    for request, _ in httpserver.log:
        assert dict(request.args) == {"token": TOKEN, "software_token": SOFTWARE_TOKEN}


@pytest.mark.parametrize(("bearer", "sent_header"), [("", None), ("geheim", "Bearer geheim")])
def test_a_bearer_token_goes_along_where_the_firm_has_one(
    http: Http, httpserver: HTTPServer, answer: Answer, bearer: str, sent_header: str | None
) -> None:
    answer("employees", golden("employees.get.response"))
    answer("relations", envelope(1))
    address = httpserver.url_for("/openapi/8")
    service = WerkbonApp(http, address, TOKEN, SOFTWARE_TOKEN, bearer)
    service.employees()
    service.put_relations([CUSTOMER])
    assert [one.headers.get("Authorization") for one, _ in httpserver.log] == [sent_header] * 2


def test_relations_are_posted_without_touching_the_mail_address_for_work_orders(
    service: FieldService, answer: Answer, httpserver: HTTPServer
) -> None:
    answer("relations", golden("relations.post.response"))
    assert service.put_relations([CUSTOMER]) == 2
    expected = json.loads(golden("relations.post.request"))[0]
    expected.pop("email_workorder")
    assert sent(httpserver) == [expected]


def test_an_empty_field_of_a_relation_is_never_filled_with_something_else(
    service: FieldService, answer: Answer, httpserver: HTTPServer
) -> None:
    answer("relations", envelope(1))
    service.put_relations([Relation("A", "B", mobile="0600000001")])
    (posted,) = sent(httpserver)
    assert {key for key, value in posted.items() if value} == {
        "debtor_number",
        "name",
        "phone_number",
    }


def test_materials_hour_types_and_statuses_are_posted_as_documented(
    service: FieldService, answer: Answer, httpserver: HTTPServer
) -> None:
    for name in ("materials", "hourtypes", "workstatusses"):
        answer(name, golden(f"{name}.post.response"))
    assert service.put_materials(MATERIALS) == 2
    assert sent(httpserver) == json.loads(golden("materials.post.request"))
    assert service.put_hour_types(HOUR_TYPES) == 2
    assert sent(httpserver) == json.loads(golden("hourtypes.post.request"))
    statuses = {"0": "Niet naar e-Boekhouden", "1": "Naar e-Boekhouden", "99": "Error"}
    assert service.put_work_statuses(statuses) == 3
    assert sent(httpserver) == json.loads(golden("workstatusses.post.request"))


def test_an_empty_batch_is_not_sent(service: FieldService, httpserver: HTTPServer) -> None:
    assert service.put_relations([]) == 0
    assert not httpserver.log


@pytest.mark.parametrize(
    ("relation", "code"),
    [
        (replace(CUSTOMER, name="x" * 256), "too_long"),
        (replace(CUSTOMER, remark="é" * 40_000), "too_long"),
        (replace(CUSTOMER, city="\ud800"), "not_text"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_sent(
    service: FieldService, httpserver: HTTPServer, relation: Relation, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        service.put_relations([CUSTOMER, relation])
    assert caught.value.code == code
    assert not httpserver.log


def test_a_refused_batch_keeps_the_code_and_the_messages(
    service: FieldService, answer: Answer
) -> None:
    answer("relations", golden("relations.post.error-1301.response"))
    with pytest.raises(Refused) as caught:
        service.put_relations([CUSTOMER])
    assert (caught.value.code, caught.value.detail) == ("1301", "Required field missing: name")


def test_a_count_that_is_no_number_is_unreadable(service: FieldService, answer: Answer) -> None:
    answer("relations", envelope([1]))
    with pytest.raises(Unreadable):
        service.put_relations([CUSTOMER])


def test_work_orders_are_read_without_changing_them(
    service: FieldService, answer: Answer, httpserver: HTTPServer
) -> None:
    answer("GetWorkorders", golden(f"{LIST}.response"))
    orders = service.work_orders("Compleet")
    assert asked(httpserver)["update_status"] == "false"
    assert "workstatus" not in asked(httpserver)
    assert [(order.row_id, order.number, order.work_status) for order in orders] == [
        ("500001", "ERP-2026-0001", "1"),
        ("500002", "3BC0000002", "0"),
        ("500003", "3BC0000003", "99"),
    ]


def test_a_work_order_holds_what_the_invoice_needs(service: FieldService, answer: Answer) -> None:
    answer("GetWorkorder", golden("GetWorkorder.update_status-true.response"))
    order = service.work_order("500001")
    assert order is not None
    assert order.customer == CUSTOMER
    assert order.periods == (
        WorkPeriod(
            date(2026, 1, 12),
            150,
            "1",
            "Leiding vervangen",
            "101",
            time(8, 30),
            time(11, 0),
            travel="0",
        ),
        WorkPeriod(date(2026, 1, 12), 30, "REIS", "", "101", time(8, 0), time(8, 30), travel="18"),
    )
    assert order.materials == (
        MaterialLine(
            code="KOP15",
            name="Koppeling 15 mm",
            unit="Stuk",
            quantity=Decimal(2),
            price=Decimal("2.50"),
            vat_code="HOOG_VERK_21",
            ledger_code="8000",
            total=Decimal("5.00"),
        ),
    )
    assert (order.status, order.work_status, order.day) == ("Compleet", "1", date(2026, 1, 12))
    assert (order.description, order.archived, order.problem) == (
        "Lekkage spoelkeuken verholpen",
        False,
        "",
    )


@pytest.mark.parametrize(
    ("told", "signed"),
    [
        ({}, False), ({"Signature": "", "SignatureUrl": ""}, False), ({"Signature": None}, False),
        ({"SignatureUrl": "https://example.com/1.png"}, True), ({"Signature": "J. Smit"}, True),
        ({"Signature": ["odd"], "SignatureUrl": {}}, False),
    ],
)  # fmt: skip
def test_a_signature_is_known_by_either_of_its_fields(
    service: FieldService,
    answer: Answer,
    order_on_wire: dict[str, Any],
    told: dict[str, object],
    *,
    signed: bool,
) -> None:
    kept = {k: v for k, v in order_on_wire.items() if k not in ("Signature", "SignatureUrl")}
    answer("GetWorkorder", envelope(kept | told))
    order = service.work_order("500001")
    assert order is not None
    assert (order.signed, order.problem) == (signed, "")


def test_links_that_differ_at_every_reading_are_no_change_of_the_work_order(
    service: FieldService, answer: Answer, order_on_wire: dict[str, Any]
) -> None:
    read = []
    for number in (1, 2):
        links = {"PdfUrl": f"https://x.example/{number}", "SignatureUrl": f"https://x/{number}"}
        answer("GetWorkorder", envelope(order_on_wire | links))
        read.append(service.work_order("500001"))
    assert read[0] == read[1]
    assert read[0] is not None
    assert "x.example" not in repr(read[0])


@pytest.mark.parametrize(
    ("told", "project"),
    [
        ({}, ""), ({"ProjectNr": None}, ""), ({"ProjectNr": ""}, ""), ({"ProjectNr": ["odd"]}, ""),
        ({"ProjectNr": " P-7 "}, "P-7"), ({"ProjectNr": 12}, "12"),
        ({"ProjectNr": "", "ExternProjectNr": "X-1"}, ""),
    ],
)  # fmt: skip
def test_the_project_of_a_work_order_is_read_and_holds_up_nothing(
    service: FieldService,
    answer: Answer,
    order_on_wire: dict[str, Any],
    told: dict[str, object],
    project: str,
) -> None:
    kept = {k: v for k, v in order_on_wire.items() if k not in ("ProjectNr", "ExternProjectNr")}
    answer("GetWorkorder", envelope(kept | told))
    order = service.work_order("500001")
    assert order is not None
    assert (order.project, order.problem) == (project, "")


def test_a_distance_and_free_fields_are_read_to_be_asked_about(
    service: FieldService, answer: Answer, order_on_wire: dict[str, Any]
) -> None:
    order_on_wire["Workperiods"][0]["Travel"] = "40 km"
    order_on_wire["Workperiods"][1]["Travel"] = ["odd"]
    for place, text in ((3, "10%"), (4, "chroom"), (5, None)):
        order_on_wire["Materials"][0][f"MaterialFreeField{place}"] = text
    answer("GetWorkorder", envelope(order_on_wire))
    order = service.work_order("500001")
    assert order is not None
    assert [period.travel for period in order.periods] == ["40 km", ""]
    (line,) = order.materials
    assert (line.free_3, line.free_4, line.free_5, order.problem) == ("10%", "chroom", "", "")


def test_other_work_statuses_are_left_out_even_when_the_filter_is_not_known_there(
    service: FieldService, answer: Answer, httpserver: HTTPServer
) -> None:
    answer("GetWorkorders", golden(f"{LIST}.response"))
    assert [order.row_id for order in service.work_orders("Compleet", "1")] == ["500001"]
    assert asked(httpserver)["workstatus"] == "1"


@pytest.mark.parametrize(
    "body", [golden("GetWorkorders.empty.response"), golden("GetWorkorder.error-1500.response")]
)
def test_no_work_orders_is_an_empty_list(
    service: FieldService, answer: Answer, body: bytes
) -> None:
    answer("GetWorkorders", body)
    assert service.work_orders("Compleet", "1") == []


def test_an_unclear_part_is_a_problem_of_that_work_order_only(
    service: FieldService, answer: Answer, order_on_wire: dict[str, Any]
) -> None:
    broken = json.loads(json.dumps(order_on_wire))
    broken["Materials"][0]["MaterialPrice"] = "twee"
    answer("GetWorkorders", envelope([broken, "?", order_on_wire | {"id": "8"}]))
    first, second, lost = service.work_orders("Compleet", "1")
    assert first.problem == "Materials[0].MaterialPrice: not a number"
    assert (second.row_id, second.problem) == ("8", "")
    assert (lost.row_id, lost.problem) == ("", "#1: not an object")


def test_an_odd_photo_or_flag_holds_up_nothing(
    service: FieldService, answer: Answer, order_on_wire: dict[str, Any]
) -> None:
    odd = {"Photos": 3, "PickupPlanning": "x", "WorkTime": "99:99", "MinimumHours": ""}
    answer("GetWorkorder", envelope(order_on_wire | odd))
    order = service.work_order("500001")
    assert order is not None
    assert order.problem == ""


def test_an_empty_invoice_debtor_stays_empty(
    service: FieldService, answer: Answer, order_on_wire: dict[str, Any]
) -> None:
    answer("GetWorkorder", envelope(order_on_wire | {"CustomerDebtorNrInvoice": None}))
    order = service.work_order("500001")
    assert order is not None
    assert (order.customer.code, order.problem) == ("", "")


def content(service: FieldService) -> str:
    order = service.work_order("500001")
    assert order is not None
    return work_order_fingerprint(order)


@pytest.mark.parametrize(
    ("changes", "is_same"),
    [
        ({"status": "Afgehandeld", "WorkStatus": "99", "PdfUrl": "x", "CustomerName": "y"}, True),
        ({"CustomerDebtorNrInvoice": " TEST1"}, True),
        ({"CustomerDebtorNrInvoice": "TEST2"}, False),
        ({"Materials": []}, False),
        ({"Workperiods": []}, False),
    ],
)
def test_the_fingerprint_of_an_answer_changes_with_what_is_invoiced_only(
    service: FieldService,
    httpserver: HTTPServer,
    order_on_wire: dict[str, Any],
    changes: dict[str, object],
    *,
    is_same: bool,
) -> None:
    for order in (order_on_wire, order_on_wire | changes):
        httpserver.expect_ordered_request("/openapi/8/GetWorkorder/").respond_with_data(
            envelope(order)
        )
    assert (content(service) == content(service)) is is_same


def test_the_fingerprint_of_an_answer_sees_amounts_and_not_their_spelling(
    service: FieldService, httpserver: HTTPServer, order_on_wire: dict[str, Any]
) -> None:
    other = json.loads(json.dumps(order_on_wire))
    other["Materials"][0] |= {"MaterialPrice": "2,5", "MaterialNr": 2}
    for order in (order_on_wire, other):
        httpserver.expect_ordered_request("/openapi/8/GetWorkorder/").respond_with_data(
            envelope(order)
        )
    assert content(service) == content(service)


def test_settling_is_the_only_read_that_changes_the_status(
    service: FieldService, answer: Answer, httpserver: HTTPServer
) -> None:
    answer("GetWorkorder", golden("GetWorkorder.update_status-true.response"))
    service.work_order("500001")
    assert (asked(httpserver)["row_id"], asked(httpserver)["update_status"]) == ("500001", "false")
    settled = service.settle("500001")
    assert settled is not None
    assert (asked(httpserver)["row_id"], asked(httpserver)["update_status"]) == ("500001", "true")


def test_a_work_order_that_is_gone_is_none(service: FieldService, answer: Answer) -> None:
    answer("GetWorkorder", golden("GetWorkorder.error-1500.response"))
    assert service.work_order("500001") is None
    assert service.settle("500001") is None


@pytest.mark.parametrize("response", [None, [], 1, {}, {"id": ""}])
def test_an_answer_without_the_work_order_is_not_taken_for_settled(
    service: FieldService, answer: Answer, response: object
) -> None:
    answer("GetWorkorder", envelope(response))
    with pytest.raises(Unreadable):
        service.settle("500001")


def test_an_answer_about_another_work_order_is_unreadable(
    service: FieldService, answer: Answer
) -> None:
    answer("GetWorkorder", golden("GetWorkorder.update_status-true.response"))
    with pytest.raises(Unreadable) as caught:
        service.settle("500002")
    assert caught.value.code == "other_work_order"


def test_marking_sets_the_work_status_only(
    service: FieldService, answer: Answer, httpserver: HTTPServer
) -> None:
    answer("UpdateWorkorder", golden("UpdateWorkorder.response"))
    service.mark("500001", "99")
    assert asked(httpserver) == {
        "token": TOKEN,
        "software_token": SOFTWARE_TOKEN,
        "row_id": "500001",
        "workstatus": "99",
    }


def test_marking_what_is_marked_already_is_fine(service: FieldService, answer: Answer) -> None:
    answer("UpdateWorkorder", envelope(None, 1503))
    service.mark("500001", "99")


def test_marking_a_work_order_that_is_gone_is_refused(
    service: FieldService, answer: Answer
) -> None:
    answer("UpdateWorkorder", envelope(None, 1500))
    with pytest.raises(Refused) as caught:
        service.mark("500001", "99")
    assert caught.value.code == "1500"


def test_a_work_order_without_id_is_never_asked_for(
    service: FieldService, httpserver: HTTPServer
) -> None:
    for ask in (service.work_order, service.settle, lambda row_id: service.mark(row_id, "99")):
        with pytest.raises(Refused):
            ask("")
    assert not httpserver.log


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("error-1002-token-missing", "token"),
        ("error-1004-token-unauthorised", "token"),
        ("error-1005-software-token", "software_token"),
    ],
)
def test_a_refused_token_is_named(
    service: FieldService, answer: Answer, name: str, field: str
) -> None:
    answer("employees", golden(f"{name}.response"))
    with pytest.raises(NotAllowedIn) as caught:
        service.employees()
    assert caught.value.field == field


def test_a_side_that_wants_https_is_a_setting(service: FieldService, answer: Answer) -> None:
    answer("employees", golden("error-1006-https.response"))
    with pytest.raises(Misconfigured):
        service.employees()


@pytest.mark.parametrize("code", [1000, 1001, 1007, 1008, 1009])
def test_a_general_error_decides_nothing(service: FieldService, answer: Answer, code: int) -> None:
    answer("relations", envelope(None, code))
    with pytest.raises(Unreachable) as caught:
        service.put_relations([CUSTOMER])
    assert (caught.value.code, caught.value.before_sending) == (str(code), False)


@pytest.mark.parametrize("status", [301, 404, 429, 500, 503])
def test_another_http_status_is_unreachable_whatever_the_body_says(
    service: FieldService, answer: Answer, status: int
) -> None:
    answer("employees", golden("employees.get.response"), status=status)
    with pytest.raises(Unreachable) as caught:
        service.employees()
    assert caught.value.code == f"http_{status}"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<html>Onderhoud</html>", "html"),
        (b"", "empty"),
        (golden("employees.get.response")[:-4], "not_json"),
    ],
)
def test_a_page_or_a_cut_answer_is_unreadable(
    service: FieldService, answer: Answer, body: bytes, code: str
) -> None:
    answer("employees", body, kind="text/html")
    with pytest.raises(Unreadable) as caught:
        service.employees()
    assert caught.value.code == code


def test_a_body_shorter_than_announced_is_unreachable(
    service: FieldService, httpserver: HTTPServer
) -> None:
    def cut(_: Request) -> Response:
        response = Response(golden("employees.get.response"))
        response.automatically_set_content_length = False
        response.headers["Content-Length"] = "9999"
        return response

    httpserver.expect_request("/openapi/8/employees/").respond_with_handler(cut)
    with pytest.raises(Unreachable):
        service.employees()


def test_no_token_in_the_log_or_in_a_failure(
    service: FieldService, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer("employees", b"<html>", status=500)
    answer("materials", envelope([{}]))
    with pytest.raises(Unreachable) as caught:
        service.employees()
    service.materials()
    ours = [record for record in caplog.records if record.name != "werkzeug"]
    shown = f"{caught.value!r} {[record.getMessage() for record in ours]}"
    assert "canary" not in shown
    assert "materials: 1 records" in shown
