"""Whether a work address is a dwelling older than two years is kept for the address."""

import pytest

from bonbrug.workorders.actions.mark_dwelling import dwelling_at, mark_dwelling
from bonbrug.workorders.models import WorkOrder
from tests.workorders.conftest import NOW, MakeOrder
from tests.workorders.test_work import deeds, refused

pytestmark = pytest.mark.postgres

HOME = {"customer_street": "Lindelaan", "customer_house_number": "45",
        "customer_postal_code": "1236 GH", "customer_city": "Voorbeelddorp"}  # fmt: skip


def is_old(order: WorkOrder) -> bool | None:
    found = dwelling_at(order)
    return found.is_old if found else None


@pytest.mark.parametrize(
    ("there", "known"),
    [
        ({}, True),
        ({"customer_postal_code": "1236gh", "customer_street": "Lindeln"}, True),
        ({"customer_house_number": "45 A"}, None),
        ({"customer_house_number": "46"}, None),
        ({"customer_postal_code": "1236 GJ"}, None),
        ({"customer_postal_code": ""}, None),
    ],
)
def test_the_answer_holds_for_every_work_order_at_that_address(
    make_order: MakeOrder, there: dict[str, str], known: bool | None
) -> None:
    mark_dwelling(make_order(**HOME), is_old=True, now=NOW, who="Sanne")
    assert is_old(make_order(**{**HOME, **there})) is known


def test_the_last_answer_counts(make_order: MakeOrder) -> None:
    order = make_order(**HOME)
    mark_dwelling(order, is_old=True, now=NOW, who="Sanne")
    mark_dwelling(order, is_old=False, now=NOW, who="kantoor")
    assert is_old(order) is False
    assert deeds(order).count("address_marked") == 2


def test_without_an_address_nothing_is_kept(make_order: MakeOrder) -> None:
    order = make_order()
    assert is_old(order) is None
    assert refused(lambda: mark_dwelling(order, is_old=True, now=NOW, who="x")) == "no_address"
