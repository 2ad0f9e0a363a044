"""What is sent and answered is what the description of the interface says."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tools import tablet_api

from bonbrug.workorders.models import WorkOrder
from bonbrug.workorders.pages.tablet.operations.kinds import KINDS
from tests.workorders.pages.test_tablet_work import DRAWING
from tests.workorders.tablet.conftest import COUNTED, HOURS, PIPE, App, key

pytestmark = [pytest.mark.django_db]
SIGNED = {"signer": "De Wit", "drawing": DRAWING, "agreed": False, "finished": True}
SHOWN = {"description": "", "discount": "0", "hours": {key(1): 90}, "materials": {"7": "-1.5"}}
# One of each kind: its values, and what was seen.
EXAMPLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "order_picked_up": ({}, {}),
    "hours_added": (HOURS, {}),
    "hours_changed": ({**HOURS, "line": 1}, HOURS),
    "hours_removed": ({"line": key(1)}, HOURS),
    "material_added": ({**PIPE, "material": 1}, {}),
    "material_typed": (PIPE, {}),
    "material_changed": ({**PIPE, "line": key(2)}, COUNTED),
    "material_removed": ({"line": 2}, COUNTED),
    "field_set": ({"discount": "10"}, {"discount": "0"}),
    "order_signed": (SIGNED, SHOWN),
}


def faults(name: str, told: Any) -> list[str]:
    document = json.loads(tablet_api.PAGE.read_text("utf-8"))
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(told)]


def test_each_kind_has_an_example() -> None:
    assert EXAMPLES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", EXAMPLES)
def test_what_is_described_is_read_and_each_answer_is_as_it_says(
    app: App, job: WorkOrder, kind: str
) -> None:
    values, seen = EXAMPLES[kind]
    sent = app.operation(kind, job, values=values, seen=seen)
    assert faults("Operations", {"employee": app.employee.pk, "operations": [sent]}) == []
    answers = {"answers": app.send(sent, sent, {**sent, "id": "x"})}
    assert faults("Answers", answers) == []
    assert answers["answers"][0].get("code") != "malformed"


@pytest.mark.parametrize("kind", ["hours_added", "material_typed"])
def test_a_field_that_is_left_out_or_new_is_not_as_described_and_not_read(
    app: App, job: WorkOrder, kind: str
) -> None:
    values, _seen = EXAMPLES[kind]
    for name in values:
        less = {other: value for other, value in values.items() if other != name}
        sent = app.operation(kind, job, values=less)
        assert faults("Operation", sent)
        assert app.send(sent)[0]["code"] == "malformed"


def test_what_is_read_is_as_described(app: App, job: WorkOrder) -> None:
    app.send(app.operation("hours_added", job, values=HOURS),
             app.operation("material_typed", job, values=PIPE))  # fmt: skip
    job.periods.create(total_minutes=6000, remark="van een ander programma")
    read = app.read()
    assert faults("Work", read) == []
    assert read["lists"] is not None
    assert faults("Work", app.read(read["cursor"])) == []
    assert faults("Work", {**read, "more": None})


def test_a_refusal_of_the_whole_is_as_described(app: App) -> None:
    assert faults("Problem", app.post(b"{").json()) == []
