"""Choosing among twenty thousand customers and materials costs a few queries and kilobytes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bonbrug.workorders.models import Company, Employee, Material, Relation, Status
from tests.workorders.conftest import MakeOrder

pytestmark = pytest.mark.postgres
MANY = 20_000
QUERIES, BYTES = 12, 20_000  # one of them asks what somebody is in their firms


@pytest.fixture
def crowded(company: Company) -> Company:
    Relation.objects.bulk_create(
        Relation(company=company, debtor_number=f"R{place}", name=f"Klant {place}", city="Elders")
        for place in range(MANY)
    )
    Material.objects.bulk_create(
        Material(company=company, code=f"P{place}", description=f"Artikel {place}")
        for place in range(MANY)
    )
    return company


def test_each_step_of_a_new_work_order_is_small(
    office: Client, tablet: Client, crowded: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    job = make_order(Status.PICKED_UP, employee=sanne)
    customer = crowded.relations.get(debtor_number="R4711")
    steps = [
        (office, "work_order_new", [crowded.pk], {}),
        (office, "work_order_new", [crowded.pk], {"zoek": "KLANT 4711"}),
        (office, "work_order_fill", [crowded.pk], {"relatie": str(customer.pk)}),
        (office, "office_material_add", [crowded.pk, job.pk], {}),
        (tablet, "material_pick", [job.pk], {}),
        (tablet, "material_pick", [job.pk], {"zoek": "ARTIKEL 4711"}),
    ]
    for visitor, name, place, query in steps:
        with CaptureQueriesContext(connection) as queries:
            answer = visitor.get(reverse(f"workorders:{name}", args=place), query)
        assert answer.status_code == 200, name
        assert ("4711" in answer.content.decode()) == bool(query), name
        assert len(queries) <= QUERIES, name
        assert len(answer.content) < BYTES, name
