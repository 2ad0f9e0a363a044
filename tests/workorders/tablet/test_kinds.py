"""Each kind of operation does what its page does, and is met where the office came in between."""

from datetime import date, time
from decimal import Decimal
from typing import Any, cast

import pytest

from bonbrug.workorders.actions import do_work
from bonbrug.workorders.actions.keep_material import add_material
from bonbrug.workorders.actions.plan_work import change
from bonbrug.workorders.actions.records import MaterialFields, PeriodFields
from bonbrug.workorders.models import Company, Material, Status, TabletOperation, WorkOrder
from tests.workorders.conftest import NOW, MakeOrder
from tests.workorders.pages.test_tablet_work import DRAWING
from tests.workorders.tablet.conftest import COUNTED, HOURS, PIPE, App

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
SIGNED = {"signer": "Mevrouw De Wit", "drawing": DRAWING, "agreed": False, "finished": True}
SHOWN: dict[str, Any] = {"description": "", "discount": "0", "hours": {}, "materials": {}}


@pytest.fixture
def pipe(company: Company) -> Material:
    fields = MaterialFields(
        code="BUIS", description="Koperbuis", unit="Stuk", price=Decimal("24.5")
    )
    return add_material(company, fields)


def hours(**other: Any) -> dict[str, Any]:
    return {**HOURS, **other}


def counted(**other: Any) -> dict[str, Any]:
    return {**COUNTED, **other}


def office_hours(job: WorkOrder, **fields: Any) -> None:
    given = cast(PeriodFields, fields)
    do_work.change_period(job.periods.get(), given, now=NOW, who="kantoor")


def test_a_work_order_is_picked_up(app: App, make_order: MakeOrder) -> None:
    order = make_order(employee=app.employee)
    assert app.do("order_picked_up", order)["result"] == "done"
    order.refresh_from_db()
    assert order.status == Status.PICKED_UP


def test_hours_without_times_have_their_total(app: App, job: WorkOrder) -> None:
    app.do("hours_added", job, values=hours(begin=None, end=None, total_minutes=450))
    assert job.periods.get().total_minutes == 450


def test_hours_are_changed_by_the_id_that_made_them(app: App, job: WorkOrder) -> None:
    made = app.operation("hours_added", job, values=HOURS)
    changed = hours(end="11:00", line=made["id"])
    answers = app.send(made, app.operation("hours_changed", job, values=changed, seen=HOURS))
    assert [one["result"] for one in answers] == ["done", "done"]
    assert job.periods.get().total_minutes == 180


def test_what_the_office_changed_beside_it_stays(app: App, job: WorkOrder) -> None:
    line = app.do("hours_added", job, values=HOURS)["line"]
    office_hours(job, remark="Met de lift")
    answer = app.do("hours_changed", job, values=hours(end="11:00", line=line), seen=HOURS)
    period = job.periods.get()
    assert (answer["result"], period.remark, period.total_minutes) == ("done", "Met de lift", 180)


def test_the_same_changed_by_both_is_kept_for_the_office(app: App, job: WorkOrder) -> None:
    line = app.do("hours_added", job, values=HOURS)["line"]
    office_hours(job, begin=time(8), end=time(10))
    answer = app.do("hours_changed", job, values=hours(end="11:00", line=line), seen=HOURS)
    assert (answer["result"], answer["code"]) == ("kept", "changed_meanwhile")
    assert job.periods.get().end == time(10)
    kept = TabletOperation.objects.get(waits=True)
    assert kept.content["there"] == {"end": "10:00"}
    assert (kept.content["values"]["end"], kept.who) == ("11:00", app.employee.name)


def test_the_same_change_by_both_is_no_collision(app: App, job: WorkOrder) -> None:
    line = app.do("hours_added", job, values=HOURS)["line"]
    office_hours(job, begin=time(8), end=time(11))
    answer = app.do("hours_changed", job, values=hours(end="11:00", line=line), seen=HOURS)
    assert answer["result"] == "done"


def test_hours_that_the_office_removed_are_kept_when_they_are_changed(
    app: App, job: WorkOrder
) -> None:
    line = app.do("hours_added", job, values=HOURS)["line"]
    do_work.remove_period(job.periods.get(), now=NOW, who="kantoor")
    answer = app.do("hours_changed", job, values=hours(end="11:00", line=line), seen=HOURS)
    assert answer["result"] == "kept"


def test_hours_are_removed_unless_the_office_changed_them(app: App, job: WorkOrder) -> None:
    line = app.do("hours_added", job, values=HOURS)["line"]
    office_hours(job, remark="Met de lift")
    assert app.do("hours_removed", job, values={"line": line}, seen=HOURS)["result"] == "kept"
    seen = hours(remark="Met de lift")
    assert app.do("hours_removed", job, values={"line": line}, seen=seen)["result"] == "done"
    assert app.do("hours_removed", job, values={"line": line}, seen=seen)["result"] == "done"
    assert not job.periods.exists()


def test_impossible_hours_are_asked_about_and_sure_is_an_answer(app: App, job: WorkOrder) -> None:
    long = app.operation("hours_added", job, values=hours(begin="06:00", end="22:00"))
    [asked] = app.send(long)
    assert (asked["result"], asked["code"]) == ("asks", "asks")
    assert "16:00" in asked["text"]["nl"]
    assert "16:00" in asked["text"]["en"]
    assert not TabletOperation.objects.exists()
    assert app.send({**long, "sure": True})[0]["result"] == "done"


def test_hours_shorter_than_the_break_are_refused_in_both_languages(
    app: App, job: WorkOrder
) -> None:
    answer = app.do("hours_added", job, values=hours(end="08:15", break_minutes=30))
    assert (answer["result"], answer["code"]) == ("refused", "end_before_begin")
    assert "korter dan de pauze" in answer["text"]["nl"]
    assert "less than the break" in answer["text"]["en"]


def test_a_material_of_the_list_has_its_price(app: App, job: WorkOrder, pipe: Material) -> None:
    values = {**PIPE, "material": pipe.pk, "quantity": "1.234"}
    assert app.do("material_added", job, values=values)["result"] == "done"
    line = job.materials.get()
    assert (line.name, line.quantity, line.price) == (
        "Koperbuis", Decimal("1.234"), Decimal("24.5"),
    )  # fmt: skip


def test_a_material_that_the_list_lost_is_written_as_it_was_named(
    app: App, job: WorkOrder, pipe: Material
) -> None:
    gone = {**PIPE, "material": pipe.pk + 99}
    assert app.do("material_added", job, values=gone)["result"] == "done"
    line = job.materials.get()
    assert (line.name, line.by_hand) == ("Buis", True)


def test_a_material_is_typed_changed_and_removed(app: App, job: WorkOrder) -> None:
    line = app.do("material_typed", job, values=PIPE)["line"]
    more = {**PIPE, "line": line, "quantity": "3", "returned": True}
    assert app.do("material_changed", job, values=more, seen=COUNTED)["result"] == "done"
    assert job.materials.get().quantity == -3
    seen = counted(quantity="3", returned=True)
    assert app.do("material_removed", job, values={"line": line}, seen=seen)["result"] == "done"
    assert not job.materials.exists()


def test_a_quantity_that_the_office_changed_too_is_kept(app: App, job: WorkOrder) -> None:
    line = app.do("material_typed", job, values=PIPE)["line"]
    there = job.materials.get()
    do_work.change_material_line(there, {"quantity": Decimal(5)}, now=NOW, who="kantoor")
    more = {**PIPE, "line": line, "quantity": "3"}
    assert app.do("material_changed", job, values=more, seen=COUNTED)["result"] == "kept"
    assert TabletOperation.objects.get(waits=True).content["there"] == {"quantity": "5"}


@pytest.mark.parametrize(
    ("name", "seen", "value"),
    [("description", "", "Kraan vervangen"), ("internal_description", "", "Sleutel bij de buren"),
     ("discount", "0", "10")],
)  # fmt: skip
def test_a_field_is_set(app: App, job: WorkOrder, name: str, seen: str, value: str) -> None:
    answer = app.do("field_set", job, values={name: value}, seen={name: seen})
    job.refresh_from_db()
    assert (answer["result"], str(getattr(job, name)).removesuffix(".0000")) == ("done", value)


def test_a_field_that_the_office_set_is_not_written_over(app: App, job: WorkOrder) -> None:
    change(job, {"description": "Van kantoor"}, now=NOW, who="kantoor")
    other = app.do("field_set", job, values={"internal_description": "Hond"},
                   seen={"internal_description": ""})  # fmt: skip
    same = app.do("field_set", job, values={"description": "Van kantoor"}, seen={"description": ""})
    mine = app.do("field_set", job, values={"description": "Van mij"}, seen={"description": ""})
    assert [one["result"] for one in (other, same, mine)] == ["done", "done", "kept"]
    job.refresh_from_db()
    assert (job.description, job.internal_description) == ("Van kantoor", "Hond")


def test_the_newest_wish_about_the_same_replaces_the_one_that_waits(
    app: App, job: WorkOrder
) -> None:
    change(job, {"description": "Van kantoor"}, now=NOW, who="kantoor")
    first = app.operation("field_set", job, values={"description": "A"}, seen={"description": ""})
    second = app.operation(
        "field_set", job, values={"description": "B"}, seen={"description": "A"}, after=first["id"]
    )
    assert [one["result"] for one in app.send(first, second)] == ["kept", "kept"]
    assert TabletOperation.objects.get(waits=True).content["values"] == {"description": "B"}


def test_signed_for_what_is_there_it_is_sent(app: App, job: WorkOrder) -> None:
    made = app.operation("hours_added", job, values=HOURS)
    typed = app.operation("material_typed", job, values=PIPE)
    seen = {**SHOWN, "hours": {made["id"]: 90}, "materials": {typed["id"]: "2"}}
    answers = app.send(made, typed, app.operation("order_signed", job, values=SIGNED, seen=seen))
    assert [one["result"] for one in answers] == ["done"] * 3
    job.refresh_from_db()
    assert (job.status, job.signer_name, job.signed_minutes) == (
        Status.COMPLETE, "Mevrouw De Wit", 90,
    )  # fmt: skip


def test_signed_for_something_else_it_is_not_sent(app: App, job: WorkOrder) -> None:
    job.periods.create(work_date=date(2026, 1, 12), total_minutes=60)
    answer = app.do("order_signed", job, values=SIGNED, seen=SHOWN)
    assert (answer["result"], answer["code"]) == ("refused", "signed_for_other")
    assert TabletOperation.objects.get(waits=True).content["values"]["drawing"] == DRAWING


def test_what_is_signed_is_frozen(app: App, job: WorkOrder) -> None:
    app.do("order_signed", job, values=SIGNED, seen=SHOWN)
    answer = app.do("hours_added", job, values=HOURS)
    assert (answer["result"], answer["code"]) == ("refused", "wrong_status")
    assert not job.periods.exists()
    assert TabletOperation.objects.get(waits=True).content["values"] == HOURS
