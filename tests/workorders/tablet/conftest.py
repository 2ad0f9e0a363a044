"""A tablet that sends operations and reads its work, as the app will."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from bonbrug.workorders.pages.tablet.device import COOKIE
from tests.workorders.linking import linked

ROAD = "/werkbonnen/tablet/v1/"
HOURS = {
    "work_date": "2026-01-12", "begin": "08:00", "end": "09:30", "break_minutes": 0,
    "total_minutes": None, "hour_type": "MONT", "remark": "",
}  # fmt: skip
COUNTED = {"quantity": "2", "returned": False, "discount": "0", "warranty": ""}
PIPE = {"name": "Buis", "unit": "Stuk", **COUNTED}
HEADERS = {"X-Bonbrug-Tablet": "1"}


def key(number: int) -> str:
    """Return the id that a device would make as its so manieth, in the form of a UUIDv7."""
    return str(UUID(int=0x019A_0000_0000_7000_8000_0000_0000_0000 + number))


@dataclass
class App:
    """Sends as the app on one linked tablet."""

    employee: Employee
    client: Client
    made: int = 0
    sent: list[dict[str, Any]] = field(default_factory=list)

    def operation(self, kind: str, order: WorkOrder, **parts: Any) -> dict[str, Any]:
        self.made += 1
        number = self.employee.pk * 1_000_000 + self.made
        standard = {"id": key(number), "kind": kind, "order": order.pk, "values": {}}
        return {**standard, "at": "2026-01-12T09:30:00+01:00", **parts}

    def post(self, body: object, **headers: str) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {**HEADERS, **headers}
        return self.client.post(f"{ROAD}operations", raw, "application/json", headers=sent)

    def send(self, *operations: object) -> list[dict[str, Any]]:
        answer = self.post({"employee": self.employee.pk, "operations": operations})
        assert answer.status_code == 200, answer.content
        found: list[dict[str, Any]] = answer.json()["answers"]
        return found

    def do(self, kind: str, order: WorkOrder, **parts: Any) -> dict[str, Any]:
        """Send one new operation; return its answer."""
        [answer] = self.send(self.operation(kind, order, **parts))
        return answer

    def read(self, since: str = "") -> Any:
        answer = self.client.get(f"{ROAD}work", {"since": since} if since else {})
        assert answer.status_code == 200, answer.content
        return answer.json()


MakeApp = Callable[[Employee, str], App]


@pytest.fixture
def make_app() -> MakeApp:
    def make(employee: Employee, device: str) -> App:
        linked(employee, device, system_clock())
        client = Client(enforce_csrf_checks=True)
        client.cookies[COOKIE] = device
        return App(employee, client)

    return make


@pytest.fixture
def app(make_app: MakeApp, sanne: Employee) -> App:
    return make_app(sanne, "device-of-sanne")


@pytest.fixture
def job(company: Company, make_order: Callable[..., WorkOrder], sanne: Employee) -> WorkOrder:
    """A work order that Sanne picked up."""
    add_hour_type(company, {"code": "MONT", "name": "Montage"})
    return make_order(Status.PICKED_UP, sanne, customer_phone="0101234567", work_status="")
