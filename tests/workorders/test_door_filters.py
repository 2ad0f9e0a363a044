"""What is asked of a list is understood or refused: the whole list is never the answer to it."""

from typing import Any

import pytest
from django.test import Client

from bonbrug.workorders.models import Company, Employee, ExternalLink, WorkOrder
from tests.workorders.conftest import SOFTWARE_TOKEN, TOKEN, Door, MakeOrder
from tests.workorders.test_door_lists import BAKERY, COUPLING, WORK

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]


def ask(client: Client, endpoint: str, query: str) -> Any:
    tokens = f"token={TOKEN}&software_token={SOFTWARE_TOKEN}"
    return client.get(f"/openapi/8/{endpoint}/?{query}&{tokens}").json()


@pytest.fixture
def stocked(door: Door) -> Door:
    """Two relations, two materials and two hour types."""
    elsewhere = {**BAKERY, "debtor_number": "TEST2", "city": "Elders", "postal_code": "9999 ZZ"}
    door.post("relations", [BAKERY, elsewhere])
    door.post("materials", [COUPLING, {**COUPLING, "code": "KIT", "price": "10,00"}])
    door.post("hourtypes", [WORK, {**WORK, "code": "2", "active": "0"}])
    return door


@pytest.mark.parametrize(
    ("endpoint", "query", "found"),
    [
        ("relations", "key=city&value=Elders", ["TEST2"]),
        ("relations", "value%5B0%5D=Elders&key%5B0%5D=city", ["TEST2"]),
        (
            "relations",
            "key[1]=city&value[1]=Elders&key[0]=zip&value[0]=99%25&operator[0]=li",
            ["TEST2"],
        ),
        ("relations", "key=zip&value=%25AB&operator=LI", ["TEST1"]),
        ("relations", "key=zip&value=AB%25&operator=li", []),
        ("materials", "key=price&value=9,50&operator=gt", ["KIT"]),
        ("materials", "key=price&value=2.50", ["KOP15"]),
        ("hourtypes", "key=active&value=0", ["2"]),
    ],
)
def test_a_filter_is_followed_in_every_form(
    stocked: Door, client: Client, endpoint: str, query: str, found: list[str]
) -> None:
    rows = ask(client, endpoint, query)["response"]
    assert [row.get("debtor_number") or row["code"] for row in rows] == found


@pytest.mark.parametrize(
    ("endpoint", "query", "named"),
    [
        ("relations", "key=company&value=1", "company"),
        ("relations", "debtor_number=TEST1", "debtor_number"),
        ("relations", "filter[city]=Elders", "filter"),
        ("relations", "keys[]=city&value[]=Elders", "keys"),
        ("relations", "key=city&value=E%25s&operator=li", "li"),
        ("relations", "key[a][b]=city&value[a][b]=x", "key[a][b]"),
        ("materials", "key=price&value=duur", "duur"),
        ("materials", "key=price&value=5&operator=li", "li"),
        ("hourtypes", "key=active&value=ja", "ja"),
        ("worktypes", "keys[]=wrt_name", "keys"),
        ("GetWorkorders", "status=Alle&WorkStatus=1", "WorkStatus"),
        ("GetWorkorders", "status=Alle&key=WorkDate&value=gisteren", "gisteren"),
        ("GetWorkorders", "status=Alle&key=id&value=x", "x"),
        ("GetWorkorders", "status[]=Compleet&status[]=Opgehaald", "status"),
        ("GetWorkorder", "row_id=1&updatestatus=false", "updatestatus"),
        ("UpdateWorkorder", "row_id=1&workdate=20-02-2026&work_status=9", "work_status"),
        ("DeleteEntity", "entity=relation&key=debtor_number&value=TEST1&limit=1", "limit"),
    ],
)
def test_what_is_not_understood_is_an_error_that_names_it(
    stocked: Door, client: Client, make_order: MakeOrder, endpoint: str, query: str, named: str
) -> None:
    make_order("Compleet")
    answer = ask(client, endpoint, query)
    assert (answer["code"], answer["response"]) == (1504, None)
    assert named in " ".join(answer["messages"])
    assert WorkOrder.objects.get().status == "Compleet"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("key=WorkorderNo&value=A", ["A"]),
        ("key[]=WorkDate&value[]=2026-01-13&operator[]=ge", ["B"]),
        ("key=EmployeeNr&value=101", ["A"]),
        ("key=CustomerNameInvoice&value=bak%25&operator=li", ["A", "B"]),
        ("key=Archived&value=1", []),
        ("workstatus[]=1", ["B"]),
        ("_=123456&test=1", ["A", "B"]),
    ],
)
def test_work_orders_are_filtered_and_nothing_else_is_settled(
    door: Door, client: Client, make_order: MakeOrder, sanne: Employee, query: str, found: list[str]
) -> None:
    make_order("Compleet", sanne, number="A", work_date="2026-01-12", payer_name="Bakker")
    make_order("Compleet", number="B", work_date="2026-01-13", payer_name="Bakker", work_status="1")
    rows = ask(client, "GetWorkorders", f"status=Compleet&{query}")["response"]
    assert [row["WorkorderNo"] for row in rows] == found
    settled = WorkOrder.objects.filter(status="Afgehandeld").order_by("pk")
    assert list(settled.values_list("number", flat=True)) == found


def test_the_tokens_are_looked_at_before_the_question(client: Client, link: ExternalLink) -> None:
    assert client.get("/openapi/8/relations/?key[a][b]=1").json()["code"] == 1002


def test_a_field_that_is_left_out_of_a_post_stays_and_an_empty_one_goes(
    door: Door, company: Company
) -> None:
    least = {
        name: BAKERY[name] for name in ("name", "debtor_number", "street", "postal_code", "city")
    }
    door.post("relations", [BAKERY])
    door.post("relations", [{**least, "contact": ""}])
    relation = company.relations.get()
    assert (relation.phone, relation.contact) == (BAKERY["phone_number"], "")


def test_an_employee_stays_out_of_service_until_a_post_says_otherwise(
    door: Door, company: Company, sanne: Employee
) -> None:
    record = {"firstname": "Sanne", "lastname": "Voorbeeld", "number": "101"}
    for given, active in (({"active": "0"}, False), ({}, False), ({"active": "1"}, True)):
        assert door.post("employees", [{**record, **given}])["code"] == 200
        assert company.employees.get().active is active


def test_a_posted_field_that_nobody_keeps_is_named(door: Door) -> None:
    answer = door.post("relations", [{**BAKERY, "shoe_size": "44", "colour": ""}])
    assert answer == {"code": 200, "messages": ["Field not stored: shoe_size"], "response": 1}


def test_control_characters_are_taken_out_of_a_post(door: Door, company: Company) -> None:
    door.post("materials", [{**COUPLING, "code": "K\x0b1", "description": "Kop\x1f\tpeling\x7f"}])
    material = company.materials.get()
    assert (material.code, material.description) == ("K1", "Kop\tpeling")
