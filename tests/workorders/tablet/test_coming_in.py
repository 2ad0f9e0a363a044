"""Who and what comes in at the interface, and what is told to who does not."""

import json
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bonbrug.accounts import ending, read_only
from bonbrug.accounts.roles import Role
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.keep_employee import add_employee
from bonbrug.workorders.actions.link_tablet import end_tablet
from bonbrug.workorders.actions.plan_work import order_nr_from, plan
from bonbrug.workorders.models import (
    Company,
    Employee,
    Status,
    Tablet,
    TabletOperation,
    WorkOrder,
)
from bonbrug.workorders.pages.tablet.device import COOKIE
from bonbrug.workorders.pages.tablet.v1.body import key_of
from tests.workorders.conftest import NOW
from tests.workorders.linking import linked
from tests.workorders.tablet.conftest import HOURS, ROAD, App, MakeApp, key

VIEW = "bonbrug.workorders.pages.tablet.v1.operations"
pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def refused(app: App, body: object, **headers: str) -> tuple[int, str]:
    answer = app.post(body, **headers)
    told = answer.json()
    assert set(told) == {"code", "text"}
    assert set(told["text"]) == {"nl", "en"}
    return answer.status_code, told["code"]


def test_a_device_that_is_not_linked_is_told_so(app: App) -> None:
    client = Client()
    client.cookies[COOKIE] = "something else"
    assert client.get(f"{ROAD}work").status_code == 401
    stranger = App(app.employee, client)
    assert refused(stranger, {"employee": 1, "operations": []}) == (401, "tablet_unknown")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Bonbrug-Tablet": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_what_another_site_can_send_is_refused(
    app: App, job: WorkOrder, headers: dict[str, str], status: int
) -> None:
    body = {"employee": app.employee.pk, "operations": [app.operation("hours_added", job)]}
    assert refused(app, body, **headers)[0] == status
    assert not TabletOperation.objects.exists()


@pytest.mark.parametrize(
    "body",
    [b" ", b"{", b"[]", b"null", b"\xff", b'{"operations": []}', b'{"employee": true}',
     b'{"employee": 1, "operations": {}}', b'{"employee": 1, "operations": [NaN]}',
     b'{"employee": 1, "operations": [1.5]}', b"[" * 100_000,
     b'{"employee": 1, "operations": [[[[[[[[[[]]]]]]]]]]}'],
)  # fmt: skip
def test_broken_json_is_refused_as_a_whole(app: App, body: bytes) -> None:
    assert refused(app, body) == (400, "not_json")


def test_too_much_at_once_is_refused(app: App) -> None:
    many = {"employee": app.employee.pk, "operations": [{}] * 101}
    assert refused(app, many) == (413, "too_many")
    large = {"employee": app.employee.pk, "operations": ["x" * 1024 * 1024]}
    assert refused(app, large) == (413, "too_many")


def test_one_that_is_wrong_stops_no_other(app: App, job: WorkOrder) -> None:
    good = [app.operation("hours_added", job, values=HOURS)]
    later = {**HOURS, "begin": "10:00", "end": "11:00"}
    bad: list[Any] = [
        None, 7, {}, {"id": "x"}, app.operation("hours_added", job, id=key(1).upper() + "x"),
        app.operation("hours_added", job, values=[]),
        app.operation("hours_added", job, values={**HOURS, "begin": 8}),
        app.operation("hours_added", job, values={**HOURS, "more": 1}),
        app.operation("hours_added", job, values={}), app.operation("", job),
        {**app.operation("hours_added", job, values=HOURS), "order": "1"},
        app.operation("hours_added", job, values=HOURS, sure="yes"),
        app.operation("hours_changed", job, values={**HOURS, "line": 1}),
        app.operation("hours_changed", job, values={**HOURS, "line": 1}, seen={"begin": None}),
        app.operation("field_set", job, values={}, seen={}),
        app.operation("field_set", job, values={"description": "a"}, seen={"discount": "0"}),
    ]  # fmt: skip
    last = app.operation("hours_added", job, values=later)
    answers = app.send(*good, *bad, last)
    assert [one["result"] for one in answers] == ["done", *["refused"] * len(bad), "done"]
    assert job.periods.count() == 2


def test_a_number_that_is_taken_over_is_refused_and_tells_nothing(
    app: App, job: WorkOrder, make_app: MakeApp, joris: Employee
) -> None:
    sent = app.operation("hours_added", job, values=HOURS)
    app.send(sent)
    other = {**sent, "values": {**HOURS, "remark": "iets anders"}}
    colleague = make_app(joris, "device-of-joris")
    for answer in (*app.send(other), *colleague.send(sent)):
        assert (answer["result"], answer["code"]) == ("refused", "id_in_use")
        assert "line" not in answer
    assert job.periods.get().remark == ""


def test_to_another_firm_an_id_is_free_and_a_work_order_is_not_there(
    app: App, job: WorkOrder, make_app: MakeApp, stranger: Company
) -> None:
    sent = app.operation("hours_added", job, values=HOURS)
    app.send(sent)
    theirs = make_app(
        add_employee(stranger, {"first_name": "Jan", "last_name": "Ander", "number": "1"}),
        "their-device",
    )
    [answer] = theirs.send(sent)
    assert (answer["result"], answer["code"]) == ("refused", "not_on_this_tablet")
    assert stranger.tablet_operations.get().work_order is None
    own = plan(stranger, {"customer_name": "Klant"}, now=NOW, who="x",
               order_nr=order_nr_from(bytes(5)), employee=theirs.employee)  # fmt: skip
    WorkOrder.objects.filter(pk=own.pk).update(status=Status.PICKED_UP)
    typed = app.operation("material_typed", own, values={})
    assert app.send(typed)[0]["code"] == "not_on_this_tablet"


def test_a_device_that_is_ended_loses_nothing_and_goes_on_when_it_is_linked_again(
    app: App, job: WorkOrder, make_app: MakeApp
) -> None:
    sent = app.operation("hours_added", job, values=HOURS)
    [first] = app.send(sent)
    end_tablet(Tablet.objects.get(), "kantoor", system_clock())
    waits = app.operation("hours_added", job, values={**HOURS, "begin": "10:00", "end": "11:00"})
    body = {"employee": app.employee.pk, "operations": [sent, waits]}
    assert refused(app, body) == (401, "tablet_unknown")
    again = make_app(app.employee, "a-new-key")
    answers = again.send(sent, waits)
    assert answers[0] == {**first, "repeated": True}
    assert answers[1]["result"] == "done"
    assert job.periods.count() == 2


def test_a_device_that_is_ended_in_the_middle_does_no_more(
    app: App, job: WorkOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_and_end(given: Any) -> Any:
        if TabletOperation.objects.exists():
            Tablet.objects.all().delete()
        return key_of(given)

    monkeypatch.setattr(f"{VIEW}.key_of", read_and_end)
    later = {**HOURS, "begin": "10:00", "end": "11:00"}
    answers = app.send(app.operation("hours_added", job, values=HOURS),
                       app.operation("hours_added", job, values=later))  # fmt: skip
    assert [one["result"] for one in answers] == ["done", "again"]
    assert answers[1]["code"] == "tablet_ended"
    assert job.periods.count() == 1


def test_what_somebody_else_wrote_is_not_taken_from_a_device_that_changed_hands(
    app: App, job: WorkOrder, joris: Employee
) -> None:
    linked(joris, "key-of-joris", system_clock(), known_by="device-of-sanne")
    app.client.cookies[COOKIE] = "key-of-joris"
    body = {"employee": app.employee.pk, "operations": [app.operation("hours_added", job)]}
    assert refused(app, body) == (409, "other_employee")


@pytest.mark.parametrize("days", [-2, 2])
def test_a_clock_that_is_two_days_off_decides_nothing(app: App, job: WorkOrder, days: int) -> None:
    at = system_clock() + timedelta(days=days)
    app.do("hours_added", job, values=HOURS, at=at.isoformat())
    row = TabletOperation.objects.get()
    assert (row.made_at, row.result) == (at, "done")
    assert abs(row.received_at - system_clock()) < timedelta(minutes=5)


@pytest.mark.parametrize("at", [None, 5, "gisteren", "9999-12-31T23:59:59-14:00", "x" * 40_000])
def test_a_clock_that_says_nothing_is_no_error(app: App, job: WorkOrder, at: Any) -> None:
    assert app.do("hours_added", job, values=HOURS, at=at)["result"] == "done"


def test_values_of_40_kb_are_kept_where_there_is_room_and_refused_where_not(
    app: App, job: WorkOrder
) -> None:
    long = "lang verhaal " * 3200
    answer = app.do("hours_added", job, values={**HOURS, "remark": long})
    assert answer["result"] == "done"
    assert job.periods.get().remark == long.strip()
    refused = app.do("hours_added", job, values={**HOURS, "hour_type": long})
    assert (refused["result"], refused["code"]) == ("refused", "not_valid")
    assert len(json.dumps(app.read()["orders"][0])) > 40_000


def test_what_no_database_can_keep_is_taken_out(app: App, job: WorkOrder) -> None:
    odd = {**HOURS, "remark": "a\0b\ud800c", "more\0": "d\0"}
    assert app.do("hours_added", job, values=odd)["result"] == "refused"
    kept = TabletOperation.objects.get().content["values"]
    assert (kept["remark"], kept["more"]) == ("abc", "d")


def test_in_a_firm_that_ends_all_can_be_read_and_nothing_written(app: App, job: WorkOrder) -> None:
    ending.ask(job.company.organisation, Role.OWNER, system_clock())
    body = {"employee": app.employee.pk, "operations": [app.operation("hours_added", job)]}
    assert refused(app, body) == (403, "firm_ends")
    assert len(app.read()["orders"]) == 1


def test_read_only_it_is_told_when_to_come_back(app: App, job: WorkOrder) -> None:
    read_only.turn_on(system_clock())
    body = {"employee": app.employee.pk, "operations": [app.operation("hours_added", job)]}
    answer = app.post(body)
    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert answer.json()["code"] == "read_only"


def test_a_fault_of_ours_stores_nothing_and_no_name_is_logged(
    app: App, job: WorkOrder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*given: Any) -> Any:
        raise RuntimeError("mevrouw De Wit")

    caplog.set_level(logging.DEBUG)
    sent = app.operation("hours_added", job, values={**HOURS, "remark": "mevrouw De Wit"})
    with monkeypatch.context() as patch:
        patch.setattr(f"{VIEW}.perform", breaks)
        assert [one["code"] for one in app.send(sent)] == ["failed"]
    assert "De Wit" not in caplog.text
    assert app.send(sent)[0]["result"] == "done"
    assert "De Wit" not in caplog.text
