"""Searching work orders, customers and materials, on the pages and over the Open API."""

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.workorders.actions.keep_material import add_material
from bonbrug.workorders.actions.keep_relation import add_relation
from bonbrug.workorders.actions.records import RelationFields
from bonbrug.workorders.models import Company, Employee, Status
from tests.workorders.conftest import Door, MakeOrder
from tests.workorders.pages.conftest import office, tablet

__all__ = ["office", "tablet"]
pytestmark = pytest.mark.postgres
CAFE: RelationFields = {"name": "Café Élan", "debtor_number": "CAFE"}


@pytest.mark.parametrize("typed", ["CAFÉ", "élan", "WB-4711", "cafe dorps", "0000000001"])
def test_a_work_order_is_found(
    office: Client, company: Company, make_order: MakeOrder, typed: str
) -> None:
    fields = {"customer_name": "Café Élan", "customer_street": "Dorpsstraat"}
    make_order(number="WB-4711", **fields)
    make_order(number="WB-4712")
    page = office.get(reverse("workorders:work_orders", args=[company.pk]), {"zoek": typed})
    text = page.content.decode()
    assert "WB-4711" in text
    assert "WB-4712" not in text


@pytest.mark.parametrize("typed", ["CAFÉ", "élan"])
def test_a_customer_is_found(office: Client, company: Company, typed: str) -> None:
    add_relation(company, CAFE)
    page = office.get(reverse("workorders:relations", args=[company.pk]), {"zoek": typed})
    assert "Café Élan" in page.content.decode()


def test_a_material_is_found_on_the_tablet(
    tablet: Client, company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    add_material(company, {"code": "CREME", "description": "Crème brûlée"})
    job = make_order(Status.PICKED_UP, employee=sanne)
    page = tablet.get(reverse("workorders:material_pick", args=[job.pk]), {"zoek": "BRULEE creme"})
    assert "Crème brûlée" in page.content.decode()


@pytest.mark.urls("bonbrug.workorders.doors.urls")
@pytest.mark.parametrize("word", ["%CAFÉ%", "elan"])
def test_a_filter_that_is_like_finds_a_relation(door: Door, company: Company, word: str) -> None:
    add_relation(company, CAFE)
    add_relation(company, {"name": "Bakkerij", "debtor_number": "BAK"})
    query = {"key[]": "name", "value[]": word, "operator[]": "li"}
    [found] = door.get("relations", **query)["response"]
    assert found["debtor_number"] == "CAFE"
