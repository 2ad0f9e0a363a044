"""Work orders of the version before keep what they say, and what they cost."""

from decimal import Decimal
from typing import Any

import pytest

from bonbrug.workorders.models import Company, MaterialLine, WorkOrder
from tests.upgrading import at_version, to_newest
from tests.workorders.conftest import NOW

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

BEFORE = ("workorders", "0006_tablets_without_digest")
KEPT = {"discount": "10", "warranty": "G1", "warehouse": "BUS"}
NUMBERS = {"WB-1": "Opgehaald", "wb-1": "Compleet", "ERP 2": "Afgehandeld", "": "Klaargezet"}


@pytest.fixture
def carried() -> None:
    """A company of the version before, with four work orders of one line each."""
    apps = at_version(BEFORE)
    try:
        firm = apps.get_model("accounts", "Organisation").objects.create(name="Voorbeeld")
        companies = apps.get_model("workorders", "Company").objects
        company = companies.create(organisation=firm, name="Voorbeeld", company_id="1234567")
        for serial, (number, status) in enumerate(NUMBERS.items(), 1):
            made: Any = {"created_at": NOW, "changed_at": NOW, "order_nr": str(serial)}
            order = apps.get_model("workorders", "WorkOrder").objects.create(
                company=company, serial=serial, number=number, status=status, **made
            )
            apps.get_model("workorders", "MaterialLine").objects.create(
                work_order=order, name="Kit", quantity=1, price=Decimal("7.95"), extra=KEPT
            )
    finally:
        to_newest("workorders")


def line_of(number: str) -> MaterialLine:
    return WorkOrder.objects.get(number=number).materials.get()


@pytest.mark.usefixtures("carried")
def test_a_discount_that_was_kept_counts_while_nothing_is_signed() -> None:
    line = line_of("WB-1")
    assert (line.discount, line.warranty, line.extra) == (Decimal(10), "G1", {"warehouse": "BUS"})


@pytest.mark.usefixtures("carried")
@pytest.mark.parametrize("number", ["wb-1", "ERP 2"])
def test_what_was_signed_costs_what_it_cost(number: str) -> None:
    line = line_of(number)
    assert (line.amount, line.extra) == (Decimal("7.95"), KEPT)


@pytest.mark.usefixtures("carried")
def test_numbers_stay_and_of_two_that_are_alike_the_first_has_the_key() -> None:
    found = dict(WorkOrder.objects.values_list("number", "number_key"))
    assert found == {"WB-1": "wb-1", "wb-1": "", "ERP 2": "erp 2", "": ""}


@pytest.mark.usefixtures("carried")
def test_nothing_waits_and_the_company_gets_five_minutes() -> None:
    assert not WorkOrder.objects.exclude(held_until=None).exists()
    assert Company.objects.get().take_back_minutes == 5
