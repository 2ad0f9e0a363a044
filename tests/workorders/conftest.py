"""A company with a link, two employees, and a client that stands at its door."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_organisation
from bonbrug.workorders.actions.keep_employee import add_employee
from bonbrug.workorders.actions.order_link import order
from bonbrug.workorders.actions.plan_work import order_nr_from, plan
from bonbrug.workorders.actions.records import WorkOrderFields
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import Company, Employee, ExternalLink, Status, WorkOrder

NOW = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
TOKEN, SOFTWARE_TOKEN = "a1" * 32, "b2" * 32
OTHER_TOKEN, OTHER_SOFTWARE_TOKEN = "c3" * 32, "d4" * 32


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def company(db: None) -> Company:
    return new_company(add_organisation("Voorbeeld"), "Voorbeeld Installatie BV", "1234567")


@pytest.fixture
def stranger(db: None) -> Company:
    """Another company with a link of its own."""
    other = new_company(add_organisation("Ander"), "Ander BV", "7654321")
    order(other, "eboekhouden", OTHER_TOKEN, OTHER_SOFTWARE_TOKEN, NOW)
    return other


@pytest.fixture
def link(company: Company) -> ExternalLink:
    return order(company, "eboekhouden", TOKEN, SOFTWARE_TOKEN, NOW)


@pytest.fixture
def sanne(company: Company) -> Employee:
    return add_employee(company, {"first_name": "Sanne", "last_name": "Voorbeeld", "number": "101"})


@pytest.fixture
def joris(company: Company) -> Employee:
    return add_employee(company, {"first_name": "Joris", "last_name": "Voorbeeld", "number": "102"})


MakeOrder = Callable[..., WorkOrder]


@pytest.fixture
def make_order(company: Company) -> MakeOrder:
    """Make work orders with order numbers 0000000001, 0000000002, …"""
    made: list[WorkOrder] = []

    def make(
        status: str = Status.READY, employee: Employee | None = None, **fields: Any
    ) -> WorkOrder:
        standard = {"customer_name": "Bakkerij", "customer_debtor_number": "TEST1"}
        given = cast(WorkOrderFields, {**standard, **fields})
        nr = order_nr_from((len(made) + 1).to_bytes(5, "big"))
        one = plan(company, given, now=NOW, who="kantoor", order_nr=nr, employee=employee)
        WorkOrder.objects.filter(pk=one.pk).update(status=status)
        one.refresh_from_db()
        made.append(one)
        return one

    return make


@dataclass(frozen=True)
class Door:
    """Speaks the Open API with both tokens."""

    client: Client

    def get(self, endpoint: str, **query: str) -> Any:
        answer = self.client.get(f"/openapi/8/{endpoint}/", self._query(query))
        assert answer.status_code == 200
        return answer.json()

    def post(self, endpoint: str, body: object, **query: str) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = self.client.post(
            f"/openapi/8/{endpoint}/", raw, "application/json", query_params=self._query(query)
        )
        assert answer.status_code == 200
        return answer.json()

    def _query(self, query: dict[str, str]) -> dict[str, str]:
        return {"token": TOKEN, "software_token": SOFTWARE_TOKEN, **query}


@pytest.fixture
def door(link: ExternalLink) -> Door:
    return Door(Client(enforce_csrf_checks=True))
