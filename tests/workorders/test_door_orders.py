"""Work orders through the Open API."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from bonbrug.workorders.actions.do_work import write_material, write_period
from bonbrug.workorders.actions.plan_work import choose_employee
from bonbrug.workorders.doors import traffic
from bonbrug.workorders.models import Company, Deed, Employee, Status, WorkOrder
from tests.workorders.conftest import NOW, OTHER_SOFTWARE_TOKEN, OTHER_TOKEN, Door, MakeOrder

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]

ALL_STATUSES = ["Klaargezet", "Opgehaald", "Compleet", "Afgehandeld"]
SHIFT = {
    "WorkDate": "12-01-2026",
    "BeginTime": "08:00",
    "EndTime": "12:00",
    "TotalTime": "4:00",
    "HourType": "1",
}
COUPLING = {
    "MaterialCode": "KOP15",
    "MaterialNr": "2",
    "MaterialPrice": "2,50",
    "MaterialName": "Koppeling 15 mm",
}


def posted(number: str = "ERP-1", **fields: Any) -> dict[str, Any]:
    block = {
        "CustomerName": "Bakkerij Voorbeeld B.V.",
        "CustomerDebtorNr": "TEST1",
        "CustomerStreet": "Dorpsstraat",
        "CustomerStreetNo": "1",
        "CustomerZIP": "1234 AB",
        "CustomerCity": "Voorbeeldstad",
        "CustomerContactPerson": "Mw. A. Voorbeeld",
    }
    order = {"WorkorderNo": number, "TypeOfWork": "Storing", "PaymentMethod": "op rekening"}
    return {**order, **block, **{f"{name}Invoice": text for name, text in block.items()}, **fields}


def statuses() -> list[str]:
    return list(WorkOrder.objects.order_by("pk").values_list("status", flat=True))


def test_a_list_without_update_changes_nothing(door: Door, make_order: MakeOrder) -> None:
    for status in ALL_STATUSES:
        make_order(status)
    traffic.openapi.forget()
    for off in ("false", "0", "FALSE"):
        answer = door.get("GetWorkorders", status="Alle", update_status=off)
        assert [row["status"] for row in answer["response"]] == ALL_STATUSES
    assert statuses() == ALL_STATUSES
    assert traffic.openapi.writes() == 0


def test_who_signed_is_told_and_without_a_name_when(door: Door, make_order: MakeOrder) -> None:
    for name in ("Mw. A. Voorbeeld", ""):
        order = make_order("Compleet")
        order.signed_at, order.signer_name = NOW, name
        order.save()
    make_order("Compleet")
    rows = door.get("GetWorkorders", status="Compleet", update_status="false")["response"]
    assert [row["Signature"] for row in rows] == ["Mw. A. Voorbeeld", "12-01-2026 10:00", ""]


@pytest.mark.parametrize("query", [{}, {"update_status": "true"}, {"update_status": "1"}])
def test_a_list_settles_by_default_and_only_what_is_complete(
    door: Door, make_order: MakeOrder, query: dict[str, str]
) -> None:
    for status in ALL_STATUSES:
        make_order(status)
    answer = door.get("GetWorkorders", status="Alle", **query)
    assert [row["status"] for row in answer["response"]] == ALL_STATUSES
    assert statuses() == ["Klaargezet", "Opgehaald", "Afgehandeld", "Afgehandeld"]


@pytest.mark.parametrize("asked", ["Compleet", "compleet", "COMPLEET"])
def test_the_status_is_matched_without_case(door: Door, make_order: MakeOrder, asked: str) -> None:
    for status in ALL_STATUSES:
        make_order(status)
    rows = door.get("GetWorkorders", status=asked, update_status="false")["response"]
    assert [row["status"] for row in rows] == ["Compleet"]


def test_the_work_status_is_matched_exactly(door: Door, make_order: MakeOrder) -> None:
    make_order("Compleet", work_status="1")
    make_order("Compleet", work_status="11")
    query = {"status": "Compleet", "update_status": "false"}
    rows = door.get("GetWorkorders", workstatus="1", **query)["response"]
    assert [row["WorkStatus"] for row in rows] == ["1"]
    assert door.get("GetWorkorders", workstatus="99", **query)["response"] == []


def test_an_unknown_status_is_refused(door: Door) -> None:
    assert door.get("GetWorkorders", status="Klaar")["code"] == 1504
    assert door.get("GetWorkorders")["code"] == 1504


def test_the_settling_call_shows_what_was_settled(door: Door, make_order: MakeOrder) -> None:
    order = make_order("Compleet", work_status="1")
    answer = door.get("GetWorkorder", row_id=str(order.pk))
    assert answer["response"]["status"] == "Compleet"
    again = door.get("GetWorkorder", row_id=str(order.pk))
    assert again["response"]["status"] == "Afgehandeld"
    assert order.history.filter(what=Deed.SETTLED).count() == 1


def test_a_work_order_is_found_by_its_number_too(door: Door, make_order: MakeOrder) -> None:
    make_order(number="ERP-1")
    answer = door.get("GetWorkorder", workorder_no="ERP-1", update_status="false")
    assert answer["response"]["WorkorderNo"] == "ERP-1"


@pytest.mark.parametrize(
    "query",
    [{}, {"row_id": "0"}, {"row_id": "²"}, {"row_id": "9" * 40}, {"workorder_no": "no"}],
)
def test_a_work_order_that_is_not_there_is_1500(
    door: Door, make_order: MakeOrder, query: dict[str, str]
) -> None:
    make_order()
    expected = {"code": 1500, "messages": [], "response": None}
    assert door.get("GetWorkorder", **query) == expected
    assert door.get("UpdateWorkorder", workstatus="99", **query)["code"] == 1500


def test_a_work_order_of_another_company_is_not_there(
    stranger: Company, client: Client, make_order: MakeOrder
) -> None:
    mine = make_order("Compleet")
    query = {"token": OTHER_TOKEN, "software_token": OTHER_SOFTWARE_TOKEN, "row_id": str(mine.pk)}
    assert client.get("/openapi/8/GetWorkorder", query).json()["code"] == 1500
    assert statuses() == ["Compleet"]


def test_hours_and_materials_travel(door: Door, make_order: MakeOrder, sanne: Employee) -> None:
    order = make_order(employee=sanne)
    write_period(
        order,
        {
            "work_date": date(2026, 1, 12),
            "begin": time(8, 30),
            "end": time(11, 30),
            "break_minutes": 30,
            "hour_type": "1",
            "employee_number": "101",
        },
        now=NOW,
        who="Sanne",
    )
    write_material(
        order,
        {"name": "Koppeling", "quantity": Decimal("2"), "price": Decimal("2.50"), "unit": "Stuk"},
        now=NOW,
        who="Sanne",
    )
    row = door.get("GetWorkorder", row_id=str(order.pk))["response"]
    assert row["Workperiods"][0]["TotalTime"] == "02:30"
    assert row["Workperiods"][0]["WorkDate"] == "12-01-2026"
    line = row["Materials"][0]
    assert (line["MaterialNr"], line["MaterialPrice"]) == ("2", "2.50")
    assert (line["MaterialCode"], line["MaterialTotalPrice"]) == ("", "5.00")
    assert (row["EmployeeNr"], row["Employees"]) == ("101", ["101"])
    assert row["CreationDate"] == "2026-01-12 10:00"


def test_an_update_sets_plan_employee_and_work_status(
    door: Door, make_order: MakeOrder, sanne: Employee
) -> None:
    order = make_order()
    query = {"workdate": "20-02-2026", "worktime": "07:08", "employee_nr": "101"}
    answer = door.get("UpdateWorkorder", row_id=str(order.pk), workstatus="99", **query)
    assert answer == {"code": 200, "messages": [], "response": None}
    order.refresh_from_db()
    assert (str(order.work_date), str(order.work_time)) == ("2026-02-20", "07:08:00")
    assert (order.employee, order.work_status) == (sanne, "99")


@pytest.mark.parametrize("status", ALL_STATUSES)
def test_the_work_status_can_always_be_set_and_the_status_stays(
    door: Door, make_order: MakeOrder, status: str
) -> None:
    order = make_order(status)
    assert door.get("UpdateWorkorder", row_id=str(order.pk), workstatus="99")["code"] == 200
    order.refresh_from_db()
    assert (order.status, order.work_status) == (status, "99")


def test_an_update_without_anything_is_1502_and_without_effect_1503(
    door: Door, make_order: MakeOrder
) -> None:
    order = make_order(work_status="99")
    assert door.get("UpdateWorkorder", row_id=str(order.pk))["code"] == 1502
    assert door.get("UpdateWorkorder", row_id=str(order.pk), workstatus="99")["code"] == 1503


def test_all_that_is_wrong_with_an_update_is_said_at_once(
    door: Door, make_order: MakeOrder
) -> None:
    order = make_order()
    query = {"workdate": "2/2/26", "worktime": "25:00", "employee_nr": "999"}
    assert door.get("UpdateWorkorder", row_id=str(order.pk), **query) == {
        "code": 1504,
        "messages": [
            "Date invalid. Format: 20-02-2016",
            "Time invalid. Format: 07:08",
            "Employee not updated",
        ],
        "response": None,
    }


def test_an_update_that_is_half_allowed_is_not_done(
    door: Door, make_order: MakeOrder, sanne: Employee
) -> None:
    order = make_order("Compleet", work_status="1")
    query = {"row_id": str(order.pk), "workstatus": "99", "employee_nr": "101"}
    assert door.get("UpdateWorkorder", **query)["code"] == 1504
    order.refresh_from_db()
    assert (order.work_status, order.employee) == ("1", None)


def test_material_lines_are_added_or_replaced(door: Door, make_order: MakeOrder) -> None:
    order = make_order()
    line = {
        "MaterialCode": "KIT",
        "MaterialNr": "1",
        "MaterialPrice": "7,95",
        "MaterialName": "Siliconenkit",
        "MaterialUnit": "Tube",
    }
    where = {"row_id": str(order.pk)}
    for expected in (1, 2):
        assert door.post("UpdateWorkorder", [line], **where)["code"] == 200
        assert order.materials.count() == expected
    door.post("UpdateWorkorder", [line], ClearMaterials="1", **where)
    assert [one.by_hand for one in order.materials.all()] == [True]
    missing = door.post("UpdateWorkorder", [{**line, "MaterialName": ""}], **where)
    assert (missing["code"], order.materials.count()) == (1501, 1)


def test_posted_work_orders_get_a_row_id(door: Door, company: Company, sanne: Employee) -> None:
    answer = door.post("PostWorkorders", [posted(EmployeeNr="101", ProjectNr="P1", AdrCode="A9")])
    order = company.work_orders.get()
    assert answer["response"] == [{"workorder_no": "ERP-1", "row_id": order.pk}]
    assert (order.status, order.employee) == (Status.READY, sanne)
    row = door.get("GetWorkorder", row_id=str(order.pk))["response"]
    assert (row["ProjectNr"], row["AdrCode"]) == ("P1", "A9")
    assert row["CustomerDebtorNrInvoice"] == "TEST1"
    assert len(order.order_nr) == 10


def test_a_posted_work_order_misses_all_its_missing_fields_at_once(
    door: Door, company: Company
) -> None:
    answer = door.post("PostWorkorders", [posted(), posted("", CustomerZIP="")])
    assert answer == {
        "code": 1501,
        "messages": [
            "Required field missing: WorkorderNo",
            "Required field missing: CustomerZIP",
        ],
        "response": None,
    }
    assert not company.work_orders.exists()


def test_posting_again_writes_over_until_it_is_picked_up(door: Door, company: Company) -> None:
    first = door.post("PostWorkorders", [posted()])["response"]
    assert door.post("PostWorkorders", [posted(Comment="later")])["response"] == first
    assert company.work_orders.get().comment == "later"


@pytest.mark.parametrize(
    ("status", "label"),
    [
        (Status.PICKED_UP, "Picked up"),
        (Status.COMPLETE, "Complete"),
        (Status.SETTLED, "Settled"),
    ],
)
def test_posting_what_is_out_of_the_planners_hands_is_an_error_that_names_it(
    door: Door, company: Company, status: str, label: str
) -> None:
    door.post("PostWorkorders", [posted()])
    company.work_orders.update(status=status)
    late = posted(Workperiods=[SHIFT])
    answer = door.post("PostWorkorders", [posted("ERP-2"), late])
    assert (answer["code"], answer["response"]) == (1504, None)
    (message,) = answer["messages"]
    assert message.startswith(f"work order ERP-1: It is {label} here")
    assert not company.work_orders.filter(number="ERP-2").exists()
    assert not company.work_orders.get().periods.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"Comment": "later"},
        {"ProjectNr": "P9"},
        {"Materials": [COUPLING]},
        {"WorkStatus": "2"},
        {"AdrCode": "A2"},
    ],
)
def test_each_change_of_a_settled_work_order_is_refused(
    door: Door, company: Company, change: dict[str, Any]
) -> None:
    door.post("PostWorkorders", [posted(WorkStatus="1", AdrCode="A1")])
    company.work_orders.update(status=Status.SETTLED)
    answer = door.post("PostWorkorders", [posted(**{"WorkStatus": "1", "AdrCode": "A1", **change})])
    assert answer["code"] == 1504


def test_posting_the_same_again_gives_the_same_row_whatever_became_of_it(
    door: Door, company: Company, sanne: Employee
) -> None:
    whole = posted(EmployeeNr="101", Workperiods=[SHIFT], Materials=[COUPLING], AdrCode="A1")
    first = door.post("PostWorkorders", [whole])
    order = company.work_orders.get()
    write_material(order, {"name": "Kit", "quantity": Decimal(1)}, now=NOW, who="Sanne")
    company.work_orders.update(status=Status.SETTLED, work_status="1")
    traffic.openapi.forget()
    assert door.post("PostWorkorders", [whole]) == first
    assert traffic.openapi.writes() == 0
    assert order.materials.count() == 2


def test_one_number_twice_in_a_post_with_different_contents_is_refused(
    door: Door, company: Company
) -> None:
    answer = door.post("PostWorkorders", [posted(), posted(Comment="other")])
    assert (answer["code"], company.work_orders.count()) == (1504, 0)
    assert "ERP-1" in answer["messages"][0]
    assert door.post("PostWorkorders", [posted(), posted()])["code"] == 200


def test_what_is_wrong_in_a_post_is_named_with_work_order_line_and_value(door: Door) -> None:
    bad = posted("ERP-2", Materials=[COUPLING, {**COUPLING, "MaterialPrice": "1.250,00"}])
    answer = door.post("PostWorkorders", [posted(), bad])
    assert answer["code"] == 1504
    assert answer["messages"] == [
        'Invalid field: work order ERP-2, Materials line 2, MaterialPrice "1.250,00": not a number'
    ]


def test_an_employee_who_left_gets_no_new_work(
    door: Door, company: Company, sanne: Employee
) -> None:
    company.employees.update(active=False)
    answer = door.post("PostWorkorders", [posted(EmployeeNr="101")])
    assert (answer["code"], company.work_orders.count()) == (1504, 0)
    assert "101" in answer["messages"][0]


def test_an_unknown_employee_keeps_the_whole_post_out(door: Door, company: Company) -> None:
    answer = door.post("PostWorkorders", [posted("A"), posted("B", EmployeeNr="999")])
    assert answer["code"] == 1504
    assert "999" in answer["messages"][0]
    assert not company.work_orders.exists()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"entity": "planet", "key": "code", "value": "1"}, "Entity: planet not found"),
        (
            {"entity": "material", "key": "codes", "value": "1"},
            "Key: codes not allowed for entity: material",
        ),
        (
            {"entity": "workorder", "delete_all": "true"},
            "Delete all not allowed on Workorder entity",
        ),
    ],
)
def test_a_deletion_that_is_not_allowed_is_1600(
    door: Door, make_order: MakeOrder, query: dict[str, str], message: str
) -> None:
    make_order()
    answer = door.get("DeleteEntity", **query)
    assert answer == {"code": 1600, "messages": [message], "response": None}
    assert WorkOrder.objects.count() == 1


def test_deleting_answers_how_many_rows_went(
    door: Door, make_order: MakeOrder, sanne: Employee, joris: Employee
) -> None:
    make_order(number="ERP-1", employee=sanne)
    gone = door.get("DeleteEntity", entity="workorder", key="workorder_no", value="ERP-1")
    assert gone["response"] == 1
    none = door.get("DeleteEntity", entity="workorder", key="workorder_no", value="ERP-1")
    assert none["response"] == 0
    assert door.get("DeleteEntity", entity="employee", delete_all="1")["response"] == 2


def test_a_deletion_without_a_value_hits_nothing(door: Door, make_order: MakeOrder) -> None:
    make_order()  # has no number of its own
    gone = door.get("DeleteEntity", entity="workorder", key="workorder_no", value="")
    assert not gone["response"]
    assert WorkOrder.objects.count() == 1


def test_a_settled_work_order_is_not_deleted(door: Door, make_order: MakeOrder) -> None:
    order = make_order("Afgehandeld")
    query = {"entity": "workorder", "key": "db_row", "value": str(order.pk)}
    assert door.get("DeleteEntity", **query) == {
        "code": 200,
        "messages": [f"Work order {order.name} is Afgehandeld and was not deleted"],
        "response": 0,
    }
    assert WorkOrder.objects.filter(pk=order.pk).exists()


def test_a_row_id_is_never_used_again(door: Door, make_order: MakeOrder, sanne: Employee) -> None:
    first = make_order()
    choose_employee(first, sanne, now=NOW, who="kantoor")
    door.get("DeleteEntity", entity="workorder", key="db_row", value=str(first.pk))
    assert make_order().pk > first.pk
