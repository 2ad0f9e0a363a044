"""The door against messages written from the public documentation, not from our code."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bonbrug.workorders.models import Company, Employee, ExternalLink, WorkOrder
from tests.workorders.conftest import SOFTWARE_TOKEN, TOKEN, Door

GOLDEN = Path(__file__).parents[1] / "golden" / "werkbonapp" / "examples"
# What is drawn by chance or by the clock, or names an address of the other service.
OWN = {"id", "OrderNr", "CreationDate", "PdfUrl"}

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]


def raw(name: str) -> bytes:
    return (GOLDEN / f"{name}.json").read_bytes()


def golden(name: str) -> Any:
    return json.loads(raw(name))


@pytest.mark.parametrize(
    "endpoint", ["employees", "relations", "materials", "hourtypes", "workstatusses"]
)
def test_a_list_is_taken_and_answered_as_documented(door: Door, endpoint: str) -> None:
    posted = door.post(endpoint, raw(f"{endpoint}.post.request"))
    assert posted == golden(f"{endpoint}.post.response")
    assert door.get(endpoint) == golden(f"{endpoint}.get.response")


def test_a_nameless_relation_is_refused_as_documented(door: Door) -> None:
    relations = golden("relations.post.request")
    relations[0]["name"] = ""
    assert door.post("relations", relations) == golden("relations.post.error-1301.response")


def test_a_posted_work_order_is_taken_as_documented(door: Door, sanne: Employee) -> None:
    answer = door.post("PostWorkorders", raw("PostWorkorders.request"))
    expected = golden("PostWorkorders.response")
    expected["response"][0]["row_id"] = WorkOrder.objects.get().pk
    assert answer == expected


def test_missing_fields_of_a_work_order_are_named_as_documented(
    door: Door, company: Company
) -> None:
    orders = golden("PostWorkorders.request")
    orders[0].update(WorkorderNo="", CustomerZIP=None)
    assert door.post("PostWorkorders", orders) == golden("PostWorkorders.error-1501.response")


def test_a_work_order_is_answered_as_documented(door: Door, sanne: Employee) -> None:
    wanted = golden("GetWorkorder.update_status-true.response")["response"]
    written = golden("PostWorkorders.request")[0]
    same = {name: wanted[name] for name in written if name in wanted}
    door.post("PostWorkorders", [{**written, **same}])
    WorkOrder.objects.update(status="Compleet", finished=True)
    answer = door.get("GetWorkorder", workorder_no=wanted["WorkorderNo"])["response"]
    assert set(answer) == set(wanted)
    assert without(answer) == without(wanted)


def without(order: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in order.items() if name not in OWN}


def test_material_lines_are_taken_as_documented(door: Door, sanne: Employee) -> None:
    door.post("PostWorkorders", raw("PostWorkorders.request"))
    body = raw("UpdateWorkorder.materials.request")
    answer = door.post("UpdateWorkorder", body, workorder_no="ERP-2026-0001")
    assert answer == golden("UpdateWorkorder.response")
    line = WorkOrder.objects.get().materials.get(code="KIT")
    assert (str(line.price), line.freefield1) == ("7.950000", "HOOG_VERK_21")


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("error-1002-token-missing", {}),
        ("error-1004-token-unauthorised", {"token": "x", "software_token": "x"}),
        ("error-1005-software-token", {"token": TOKEN, "software_token": "x"}),
    ],
)
def test_a_stranger_is_refused_as_documented(
    link: ExternalLink, client: Client, name: str, query: dict[str, str]
) -> None:
    assert client.get("/openapi/8/employees/", query).json() == golden(f"{name}.response")


@pytest.mark.parametrize(
    ("name", "body"), [("error-1008-empty-body", b""), ("error-1009-bad-json", b"{")]
)
def test_a_bad_body_is_refused_as_documented(door: Door, name: str, body: bytes) -> None:
    assert door.post("relations", body) == golden(f"{name}.response")


def test_a_work_order_that_is_gone_is_answered_as_documented(door: Door) -> None:
    assert door.get("GetWorkorder", row_id="1") == golden("GetWorkorder.error-1500.response")
    empty = door.get("GetWorkorders", status="Compleet")
    assert empty == golden("GetWorkorders.empty.response")


def test_the_tokens_in_the_query_are_all_that_a_client_needs(
    link: ExternalLink, client: Client
) -> None:
    query = {"token": TOKEN, "software_token": SOFTWARE_TOKEN}
    answer = client.post(
        "/openapi/8/materials", raw("materials.post.request"), "text/plain", query_params=query
    )
    assert answer.json() == golden("materials.post.response")
