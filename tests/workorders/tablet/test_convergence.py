"""Whatever the order, repeats and gaps in which operations come: the work order is the same.

Two devices of one employee, and an office that changes and decides in between. What each device
made is chained as the app chains it; a gap is filled later, as the app sends again what waits.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase

from bonbrug.accounts.actions import add_organisation
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.keep_employee import add_employee
from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.actions.plan_work import change, order_nr_from, plan
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import Employee, Status, TabletOperation, WorkOrder
from bonbrug.workorders.pages.tablet.device import COOKIE
from tests.workorders.conftest import NOW
from tests.workorders.linking import linked
from tests.workorders.tablet.conftest import HOURS, PIPE, App

EXAMPLES = 12
WORDS = st.sampled_from(["", "A", "B", "C"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["hours", "material", "field", "more", "remove"]), WORDS),
    max_size=5,
)


@dataclass
class Device:
    """What one device made, in its own order, and what it still holds of it."""

    app: App
    made: list[dict[str, Any]] = field(default_factory=list)
    added: list[dict[str, Any]] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    value: str = ""
    last: str | None = None

    def act(self, job: WorkOrder, step: str, word: str) -> None:
        """Do one thing without signal, as somebody at the device would."""
        if step in ("hours", "material"):
            kind = {"hours": "hours_added", "material": "material_typed"}[step]
            hours, pipe = {**HOURS, "remark": word}, {**PIPE, "name": f"x{word}"}
            values: Any = hours if step == "hours" else pipe
            self.added.append(self._make(kind, job, values=values, sure=True))
        elif step == "field":
            after = {"after": self.last} if self.last else {}
            values, seen = {"description": word}, {"description": self.value}
            made = self._make("field_set", job, values=values, seen=seen, **after)
            self.value, self.last = word, made["id"]
        elif self.added:
            self._on(job, step, self.added[-1])

    def _on(self, job: WorkOrder, step: str, line: dict[str, Any]) -> None:
        """Change or remove the last line that was made here."""
        if line["id"] in self.removed or "changed" in line:
            return
        hours = line["kind"] == "hours_added"
        name = "hours" if hours else "material"
        seen = {part: value for part, value in line["values"].items()
                if hours or part not in ("name", "unit")}  # fmt: skip
        if step == "remove":
            self.removed.add(line["id"])
            values: dict[str, Any] = {"line": line["id"]}
            self._make(f"{name}_removed", job, values=values, seen=seen)
        else:
            more = {"end": "11:00"} if hours else {"quantity": "3"}
            values = {**line["values"], **more, "line": line["id"]}
            self._make(f"{name}_changed", job, values=values, seen=seen, sure=True)
            line["changed"] = True

    def _make(self, kind: str, job: WorkOrder, **parts: Any) -> dict[str, Any]:
        made = self.app.operation(kind, job, **parts)
        self.made.append(made)
        return made


@pytest.mark.postgres
class TestConvergence(TransactionTestCase):
    """On real tables, with each example in a database that is emptied after it."""

    def _job(self) -> tuple[WorkOrder, Employee]:
        company = new_company(add_organisation("Voorbeeld"), "Voorbeeld BV", "1234567")
        add_hour_type(company, {"code": "MONT", "name": "Montage"})
        fields = {"first_name": "Sanne", "last_name": "Voorbeeld", "number": "101"}
        sanne = add_employee(company, fields)  # type: ignore[arg-type]  # - plain words
        job = plan(company, {"customer_name": "Bakkerij", "customer_debtor_number": "1"}, now=NOW,
                   who="kantoor", order_nr=order_nr_from(bytes(5)), employee=sanne)  # fmt: skip
        WorkOrder.objects.filter(pk=job.pk).update(status=Status.PICKED_UP)
        return job, sanne

    def _device(self, employee: Employee, name: str, first: int) -> Device:
        linked(employee, name, system_clock())
        client = Client(enforce_csrf_checks=True)
        client.cookies[COOKIE] = name
        return Device(App(employee, client, made=first))

    @settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.data(), STEPS, STEPS)
    def test_all_that_was_added_is_there_once_and_no_wish_is_lost(
        self, data: st.DataObject, first: list[Any], second: list[Any]
    ) -> None:
        job, sanne = self._job()
        devices = [self._device(sanne, "one", 0), self._device(sanne, "two", 1000)]
        for device, steps in zip(devices, (first, second), strict=True):
            for step, word in steps:
                device.act(job, step, word)
        sent = [(device.app, one) for device in devices for one in _plain(device.made)]
        history = _delivered(data, job, sent)
        self._lines(job, devices)
        self._field(job, history)
        before = _state(job)
        for app, one in sent:
            assert [answer["repeated"] for answer in app.send(one)] == [True]
        assert _state(job) == before

    def _lines(self, job: WorkOrder, devices: list[Device]) -> None:
        """Each line that was made and not removed is there once, as it was changed last."""
        for device in devices:
            for line in device.added:
                found = (*job.periods.filter(made_by=line["id"]),
                         *job.materials.filter(made_by=line["id"]))  # fmt: skip
                kept = TabletOperation.objects.filter(
                    waits=True, kind__endswith="d", content__values__line=line["id"]
                )
                changed, removed = "changed" in line, line["id"] in device.removed
                if removed and not changed:
                    assert not found
                elif not removed:
                    assert len(found) == 1
                    assert not kept.exists()
        made = sum(len(device.added) for device in devices)
        assert job.periods.count() + job.materials.count() <= made

    def _field(self, job: WorkOrder, history: list[tuple[str, str, str, str]]) -> None:
        """The field went by its rule; what lost stands on a card."""
        now, kept = "", set()
        for who, seen, value, result in history:
            if who != "office" and seen == value:
                assert result == "done"  # who changed nothing wants nothing
            elif who == "office" or now in (seen, value):
                assert who == "office" or result == "done"
                now = value
            else:
                assert result == "kept"
                kept.add(value)
        job.refresh_from_db()
        assert job.description == now
        waiting = TabletOperation.objects.filter(waits=True, kind="field_set")
        assert {one.content["values"]["description"] for one in waiting} <= kept
        assert bool(kept) == waiting.exists()


def _plain(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: part for name, part in one.items() if name != "changed"} for one in made]


def _delivered(
    data: st.DataObject, job: WorkOrder, sent: list[tuple[App, dict[str, Any]]]
) -> list[tuple[str, str, str, str]]:
    """Send in a drawn order with repeats and gaps, the office in between, until all is answered."""
    history: list[tuple[str, str, str, str]] = []
    waits, known = list(sent), set[str]()
    order = data.draw(st.permutations(sent))
    extra = data.draw(st.lists(st.sampled_from(sent), max_size=3)) if sent else []
    gaps = data.draw(st.sets(st.integers(0, 12), max_size=4))
    rounds = [one for place, one in enumerate((*order, *extra)) if place not in gaps]
    while waits or rounds:
        for app, one in rounds:
            if data.draw(st.booleans(), label="the office"):
                _office(data, job, history)
            [answer] = app.send(one)
            if answer["result"] == "again":
                continue
            if one["id"] not in known:
                known.add(one["id"])
                _note(one, answer["result"], history)
        waits = [(app, one) for app, one in waits if one["id"] not in known]
        rounds = list(waits)
    return history


def _office(data: st.DataObject, job: WorkOrder, history: list[tuple[str, str, str, str]]) -> None:
    text = data.draw(st.sampled_from(["A", "K", "L"]), label="by the office")
    change(job, {"description": text}, now=NOW, who="kantoor")
    history.append(("office", "", text, ""))


def _note(one: dict[str, Any], result: str, history: list[tuple[str, str, str, str]]) -> None:
    if one["kind"] == "field_set":
        values, seen = one["values"]["description"], one["seen"]["description"]
        history.append(("tablet", seen, values, result))


def _state(job: WorkOrder) -> Any:
    """Return all that a repeat could change."""
    job.refresh_from_db()
    lines = (*job.periods.values_list(), *job.materials.values_list())
    return (job.description, job.changed_at, lines, job.history.count(),
            list(TabletOperation.objects.order_by("pk").values_list()))  # fmt: skip
