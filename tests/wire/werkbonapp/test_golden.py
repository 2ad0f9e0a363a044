"""The recorded examples of the treaty, read and written again."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bonbrug.wire.werkbonapp import more_records, records
from bonbrug.wire.werkbonapp.api import (
    read_count,
    read_envelope,
    read_order,
    read_orders,
    read_post,
    read_rows,
    write_answer,
    write_fault,
    write_post,
    write_row,
    write_rows,
)
from bonbrug.wire.werkbonapp.faults import CODES, Fault
from bonbrug.wire.werkbonapp.queries import DELETE_KEYS
from bonbrug.wire.werkbonapp.tables import Table
from bonbrug.wire.werkbonapp.work_orders import WORK_ORDER, WORK_ORDER_POSTED

GOLDEN = Path(__file__).parents[2] / "golden" / "werkbonapp"
EXAMPLES = GOLDEN / "examples"

LISTS: list[tuple[str, Table[Any], str]] = [
    ("employees", records.EMPLOYEE, "employee"),
    ("relations", records.RELATION, "relation"),
    ("materials", records.MATERIAL, "material"),
    ("hourtypes", records.HOUR_TYPE, "hourtype"),
    ("workstatusses", records.WORK_STATUS, "workstatus"),
    ("worktypes", more_records.TYPE_OF_WORK, "worktype"),
    ("paymentmethods", more_records.PAYMENT_METHOD, "paymentmethod"),
]
POSTS: list[tuple[str, Table[Any], str]] = [
    ("employees.post", records.EMPLOYEE_POSTED, "employee"),
    ("relations.post", records.RELATION_POSTED, "relation"),
    ("materials.post", records.MATERIAL, "material"),
    ("hourtypes.post", records.HOUR_TYPE, "hourtype"),
    ("workstatusses.post", records.WORK_STATUS, "workstatus"),
    ("projects.post", more_records.PROJECT, "project"),
    ("addresses.post", more_records.ADDRESS, "address"),
    ("contactpersons.post", more_records.CONTACT_PERSON, "contactperson"),
    ("PostWorkorders", WORK_ORDER_POSTED, "workorder-post"),
    ("UpdateWorkorder.materials", records.LINE_ADDED, "materialline"),
]
ORDERS = EXAMPLES / "GetWorkorders.status-Compleet.update_status-false.response.json"
ORDER = EXAMPLES / "GetWorkorder.update_status-true.response.json"
ANSWERS = sorted(EXAMPLES.glob("*.response.json"))
REFUSALS = [path for path in ANSWERS if "error" in path.name]


def assert_valid(record: object, schema: str) -> None:
    Draft202012Validator(json.loads((GOLDEN / "schemas" / f"{schema}.json").read_bytes())).validate(
        record
    )


@pytest.mark.parametrize(("name", "table", "schema"), LISTS)
def test_a_list_is_read_and_written_equal(name: str, table: Table[Any], schema: str) -> None:
    body = (EXAMPLES / f"{name}.get.response.json").read_bytes()
    read = read_rows(read_envelope(body), table)
    assert not read.unread
    written = json.loads(write_rows(read.rows, table))
    assert written == json.loads(body)
    assert [list(one) for one in written["response"]] == [
        list(one) for one in json.loads(body)["response"]
    ]
    for record in written["response"]:
        assert_valid(record, schema)


@pytest.mark.parametrize(("name", "table", "schema"), POSTS)
def test_a_post_is_read_and_written_equal(name: str, table: Table[Any], schema: str) -> None:
    body = (EXAMPLES / f"{name}.request.json").read_bytes()
    rows = read_post(body, table)
    written = json.loads(write_post(rows, table))
    assert written == json.loads(body)
    for record in written:
        assert_valid(record, schema)


def test_the_list_of_work_orders_is_read_and_written_equal() -> None:
    read = read_orders(read_envelope(ORDERS.read_bytes()))
    assert [order.unread for order in read.rows] == ["", "", ""]
    written = json.loads(write_rows(read.rows, WORK_ORDER))
    assert written == json.loads(ORDERS.read_bytes())
    for record in written["response"]:
        assert_valid(record, "workorder-get")


def test_one_work_order_is_read_and_written_equal() -> None:
    order = read_order(read_envelope(ORDER.read_bytes()))
    assert (order.id, order.periods[0].minutes, str(order.materials[0].quantity)) == (
        "500001",
        150,
        "2",
    )
    assert json.loads(write_row(order, WORK_ORDER)) == json.loads(ORDER.read_bytes())


def test_the_receipt_of_posted_work_orders_is_read_and_written_equal() -> None:
    body = (EXAMPLES / "PostWorkorders.response.json").read_bytes()
    read = read_rows(read_envelope(body), records.RECEIPT)
    assert read.rows == (records.Receipt("ERP-2026-0001", 500001),)
    assert json.loads(write_rows(read.rows, records.RECEIPT)) == json.loads(body)


@pytest.mark.parametrize("path", REFUSALS, ids=lambda path: path.name)
def test_an_error_is_a_fault_and_written_equal(path: Path) -> None:
    with pytest.raises(Fault) as caught:
        read_envelope(path.read_bytes())
    assert caught.value.code in CODES
    assert json.loads(write_fault(caught.value)) == json.loads(path.read_bytes())
    assert_valid(json.loads(write_fault(caught.value)), "envelope")


@pytest.mark.parametrize("path", [p for p in ANSWERS if p not in REFUSALS], ids=lambda p: p.name)
def test_every_good_answer_is_an_envelope_that_is_written_equal(path: Path) -> None:
    payload = read_envelope(path.read_bytes())
    assert payload == json.loads(path.read_bytes())["response"]
    assert json.loads(write_answer(payload)) == json.loads(path.read_bytes())


@pytest.mark.parametrize("name", ["employees", "relations", "materials", "hourtypes"])
def test_the_answer_to_a_post_is_a_count(name: str) -> None:
    assert read_count(read_envelope((EXAMPLES / f"{name}.post.response.json").read_bytes())) == 2


def test_an_empty_list_of_work_orders_is_read() -> None:
    body = (EXAMPLES / "GetWorkorders.empty.response.json").read_bytes()
    assert read_orders(read_envelope(body)).rows == ()


@pytest.mark.parametrize("name", ["addresses", "contactpersons", "projects"])
def test_a_post_out_of_scope_is_still_a_list_of_records(name: str) -> None:
    nothing: Table[records.Photo] = Table("any", records.Photo, ())
    body = (EXAMPLES / f"{name}.post.request.json").read_bytes()
    assert len(read_post(body, nothing)) == 1


def test_every_documented_code_is_known() -> None:
    documented = json.loads((GOLDEN / "schemas" / "error-codes.json").read_bytes())
    assert {row["code"] for row in documented} == set(CODES)


def test_every_documented_delete_key_is_known() -> None:
    documented = json.loads((GOLDEN / "schemas" / "delete-entity-keys.json").read_bytes())
    assert {entity: list(keys) for entity, keys in DELETE_KEYS.items()} == documented
