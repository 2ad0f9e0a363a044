"""The worker lets go a work order when its time to take back is over."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from bonbrug.accounts.actions import add_organisation
from bonbrug.site import serving
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.complete import complete_unsigned
from bonbrug.workorders.actions.plan_work import plan
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import WorkOrder

FIVE = timedelta(minutes=5)


@pytest.mark.django_db
def test_the_tick_of_the_worker_lets_go_what_is_over(settings: Settings) -> None:
    settings.HOUSES = ["workorders"]
    company = new_company(add_organisation("Voorbeeld"), "Voorbeeld", "1234567")
    now = system_clock()
    for nr, done in (("1", now - FIVE), ("2", now)):
        order = plan(company, {"customer_name": "Bakkerij"}, now=done, who="x", order_nr=nr)
        complete_unsigned(order, now=done, who="kantoor")
    serving.make_worker().tick()
    held = WorkOrder.objects.exclude(held_until=None)
    assert [order.order_nr for order in held] == ["2"]
