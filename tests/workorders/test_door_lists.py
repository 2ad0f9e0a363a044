"""Master data through the Open API."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonbrug.workorders.actions.keep_relation import add_relation
from bonbrug.workorders.doors import traffic
from bonbrug.workorders.models import Company, HourType, Material, Relation
from tests.workorders.conftest import Door

BAKERY = {
    "name": "Bakkerij Voorbeeld B.V.",
    "debtor_number": "TEST1",
    "contact": "Mw. A. Voorbeeld",
    "phone_number": "0300000001",
    "email": "info@bakkerij.example",
    "email_workorder": "werkbon@bakkerij.example",
    "street": "Dorpsstraat",
    "house_number": "1",
    "postal_code": "1234 AB",
    "city": "Voorbeeldstad",
    "remark": "Achterom aanbellen",
}
COUPLING = {
    "code": "KOP15",
    "description": "Koppeling 15 mm",
    "price": "2,50",
    "unit": "Stuk",
    "freefield1": "HOOG_VERK_21",
    "freefield2": "8000",
}
WORK = {
    "code": "1",
    "name": "Arbeid monteur",
    "cost_booking": "0",
    "sale_booking": "1",
    "sale_price": "52.50",
    "cost_price": "0.00",
    "active": "1",
}

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]


@pytest.mark.parametrize(
    ("endpoint", "record", "answered"),
    [
        ("relations", BAKERY, {**BAKERY, "latitude": None, "longitude": None}),
        ("materials", COUPLING, COUPLING),
        ("hourtypes", WORK, WORK),
        (
            "employees",
            {"firstname": "Sanne", "lastname": "Voorbeeld", "number": "101"},
            {"firstname": "Sanne", "lastname": "Voorbeeld", "number": "101", "active": "1"},
        ),
        (
            "workstatusses",
            {"sta_code": "1", "sta_name": "Naar e-Boekhouden"},
            {"sta_code": "1", "sta_name": "Naar e-Boekhouden"},
        ),
    ],
)
def test_what_was_posted_is_answered(
    door: Door, endpoint: str, record: dict[str, Any], answered: dict[str, Any]
) -> None:
    assert door.post(endpoint, [record]) == {"code": 200, "messages": [], "response": 1}
    assert door.get(endpoint) == {"code": 200, "messages": [], "response": [answered]}


def test_the_same_again_writes_nothing(door: Door) -> None:
    door.post("relations", [BAKERY])
    traffic.openapi.forget()
    assert door.post("relations", [BAKERY])["response"] == 1
    assert traffic.openapi.writes() == 0
    assert traffic.openapi.calls("relations") == 1


def test_only_the_changed_record_is_written_and_keeps_its_row(door: Door, company: Company) -> None:
    door.post("relations", [BAKERY, {**BAKERY, "debtor_number": "TEST2"}])
    before = dict(company.relations.values_list("debtor_number", "pk"))
    traffic.openapi.forget()
    door.post("relations", [BAKERY, {**BAKERY, "debtor_number": "TEST2", "city": "Elders"}])
    assert traffic.openapi.writes("relations") == 1
    assert dict(company.relations.values_list("debtor_number", "pk")) == before
    assert company.relations.get(debtor_number="TEST2").city == "Elders"


def test_one_bad_record_keeps_the_whole_batch_out(door: Door, company: Company) -> None:
    nameless = {**BAKERY, "debtor_number": "TEST2", "name": ""}
    answer = door.post("relations", [BAKERY, nameless])
    assert answer == {
        "code": 1301,
        "messages": ["Required field missing: name"],
        "response": None,
    }
    assert not company.relations.exists()


def test_a_record_that_only_we_refuse_keeps_the_whole_batch_out(
    door: Door, company: Company
) -> None:
    answer = door.post("materials", [COUPLING, {**COUPLING, "code": "X", "price": "0.1234567"}])
    assert answer["code"] == 1200
    assert "Price" in answer["messages"][0]
    assert not company.materials.exists()


def test_the_last_of_two_with_one_key_counts(door: Door, company: Company) -> None:
    answer = door.post("materials", [COUPLING, {**COUPLING, "description": "Nieuw"}])
    assert answer["response"] == 2
    assert company.materials.get().description == "Nieuw"


def test_what_an_optional_field_held_stays_when_it_is_left_out(
    door: Door, company: Company
) -> None:
    door.post("materials", [{**COUPLING, "barcode": "8712345"}])
    door.post("materials", [{**COUPLING, "price": "3"}])
    assert company.materials.get().barcode == "8712345"


def test_what_the_books_bring_is_marked_with_its_source(door: Door, company: Company) -> None:
    door.post("relations", [BAKERY])
    door.post("materials", [COUPLING])
    door.post("hourtypes", [WORK])
    for record in (Relation.objects.get(), Material.objects.get(), HourType.objects.get()):
        assert record.is_from_eboekhouden
        assert record.seen_at is not None


def test_another_company_sees_none_of_it(door: Door, stranger: Company) -> None:
    add_relation(stranger, {"debtor_number": "TEST1", "name": "Geheim"})
    assert door.get("relations")["response"] == []
    door.post("relations", [BAKERY])
    assert stranger.relations.get().name == "Geheim"


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (b"", 1008, "Unable to fetch body"),
        (b"[{", 1009, "Unable to parse body"),
        (b'"text"', 1009, "Unable to parse body"),
        (b"[1]", 1009, "Unable to parse body"),
        (b"\xff\xfe", 1009, "Unable to parse body"),
    ],
)
def test_a_body_that_is_no_list_is_refused(
    door: Door, body: bytes, code: int, message: str
) -> None:
    assert door.post("relations", body) == {"code": code, "messages": [message], "response": None}


def test_ten_thousand_relations_pass_in_batches_with_few_queries(
    door: Door, company: Company
) -> None:
    rows = [{**BAKERY, "debtor_number": f"R{place:05}"} for place in range(10_000)]
    for start in range(0, 10_000, 500):
        assert door.post("relations", rows[start : start + 500])["response"] == 500
    with CaptureQueriesContext(
        connection,
    ) as again:
        door.post("relations", rows[:500])
    assert len(again) < 8
    with CaptureQueriesContext(connection) as reading:
        assert len(door.get("relations")["response"]) == 10_000
    assert len(reading) < 4


def test_a_body_above_the_habit_of_the_framework_is_read(door: Door, company: Company) -> None:
    long = {**BAKERY, "remark": "x" * 60_000}
    rows = [{**long, "debtor_number": str(place)} for place in range(100)]
    assert door.post("relations", rows)["response"] == 100


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"key": "city", "value": "Elders"}, ["B"]),
        ({"key[]": "city", "value[]": "Elders", "operator[]": "ne"}, ["A"]),
        ({"key[]": "zip", "value[]": "34 AB", "operator[]": "li"}, ["A", "B"]),
    ],
)
def test_relations_can_be_filtered(door: Door, query: dict[str, str], found: list[str]) -> None:
    door.post(
        "relations",
        [{**BAKERY, "debtor_number": "A"}, {**BAKERY, "debtor_number": "B", "city": "Elders"}],
    )
    answer = door.get("relations", **query)
    assert [row["debtor_number"] for row in answer["response"]] == found


def test_an_unknown_filter_key_is_refused(door: Door) -> None:
    assert door.get("relations", key="company", value="1")["code"] == 1504


def test_choice_lists_are_answered(door: Door) -> None:
    assert {"pmd_description": "op rekening"} in door.get("paymentmethods")["response"]
    assert door.get("worktypes")["response"][0]["wrt_name"] == "Installatie"
