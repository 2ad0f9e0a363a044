"""Two at once: threads with connections of their own on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection
from django.test import Client

from bonbrug.workorders.actions.complete import complete_unsigned
from bonbrug.workorders.actions.plan_work import order_nr_from, plan
from bonbrug.workorders.actions.records import WorkOrderFields
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.take_back import take_back
from bonbrug.workorders.models import Company, ExternalLink, WorkOrder
from tests.workorders.conftest import NOW, Door, MakeOrder
from tests.workorders.test_door_lists import BAKERY
from tests.workorders.test_door_orders import posted

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.urls("bonbrug.workorders.doors.urls"),
    pytest.mark.django_db(transaction=True),
]

Answer = TypeVar("Answer")
THREADS = 4


def at_once(act: Callable[[int], Answer]) -> list[Answer]:
    barrier = Barrier(THREADS, timeout=20)

    def run(place: int) -> Answer:
        try:
            barrier.wait()
            return act(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS), timeout=60))


def test_one_of_many_calls_settles(link: ExternalLink, make_order: MakeOrder) -> None:
    order = make_order("Compleet")
    seen = at_once(
        lambda _: Door(Client()).get("GetWorkorder", row_id=str(order.pk))["response"]["status"]
    )
    assert sorted(seen) == ["Afgehandeld"] * (THREADS - 1) + ["Compleet"]
    assert order.history.filter(what="settled").count() == 1


def test_the_same_new_relations_from_many_callers_are_there_once(
    link: ExternalLink, company: Company
) -> None:
    rows = [{**BAKERY, "debtor_number": str(place)} for place in range(50)]
    turned = [rows, rows[::-1]]
    codes = at_once(lambda place: Door(Client()).post("relations", turned[place % 2])["code"])
    assert codes == [200] * THREADS
    assert company.relations.count() == 50


def test_serials_are_drawn_once(link: ExternalLink, company: Company) -> None:
    codes = at_once(
        lambda place: Door(Client()).post("PostWorkorders", [posted(f"ERP-{place}")])["code"]
    )
    assert codes == [200] * THREADS
    serials = WorkOrder.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == [1, 2, 3, 4]


def test_numbers_of_our_own_are_drawn_once(company: Company) -> None:
    def make(place: int) -> str:
        fields: WorkOrderFields = {"customer_name": "Bakkerij", "customer_debtor_number": "1"}
        nr = order_nr_from(place.to_bytes(5, "big"))
        return plan(company, fields, now=NOW, who="kantoor", order_nr=nr).number

    assert sorted(at_once(make)) == [f"W26-{count:04d}" for count in range(1, THREADS + 1)]


def test_of_posts_at_once_that_differ_by_capitals_one_is_stored(
    link: ExternalLink, company: Company
) -> None:
    numbers = ["erp-1", "ERP-1", "Erp-1", "eRP-1"]
    codes = at_once(
        lambda place: Door(Client()).post("PostWorkorders", [posted(numbers[place])])["code"]
    )
    assert sorted(codes) == [200, 1504, 1504, 1504]
    assert company.work_orders.count() == 1


@pytest.mark.parametrize("update", ["false", "true"])
def test_one_that_is_given_as_complete_is_never_taken_back(
    link: ExternalLink, make_order: MakeOrder, update: str
) -> None:
    for _turn in range(8):
        order = complete_unsigned(make_order("Opgehaald"), now=NOW, who="kantoor")
        acts = at_once(partial(_taken_back_or_given, order.pk, update))
        assert len({act for act in acts if act}) == 1, acts


def _taken_back_or_given(pk: int, update: str, place: int) -> str:
    """Take it back, or read it after its time is over; return which of both was done."""
    if place % 2:
        row = Door(Client()).get("GetWorkorder", row_id=str(pk), update_status=update)["response"]
        return "given" if row["status"] in ("Compleet", "Afgehandeld") else ""
    try:
        take_back(WorkOrder.objects.get(pk=pk), now=NOW, who="Sanne")
    except Refused:
        return ""
    return "taken back"
