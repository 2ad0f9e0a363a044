"""A work order that is offered again after its invoice: both sides shown, and three ways on."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from bonbrug.link import actions
from bonbrug.link.models import Event, ExportJob, Item
from tests.fakes.linked import Linked
from tests.fakes.world import work_order
from tests.link.pages.test_waiting_invoices import decide, linked, page, to_do

__all__ = ["linked", "page"]  # fixtures
pytestmark = pytest.mark.django_db


@pytest.fixture
def reopened(linked: Linked) -> Linked:
    linked.world.add(work_order())
    linked.done()
    more = replace(work_order().materials[0], quantity=Decimal(3))
    linked.world.add(work_order(materials=(more,)))
    linked.later()
    assert linked.kinds() == ["reopened"]
    return linked


def made(linked: Linked) -> int:
    return len(linked.world.books.invoices_)


def test_the_invoice_stands_beside_what_it_would_be_now(page: Client, reopened: Linked) -> None:
    text = to_do(page, reopened)
    for words in (
        "Gefactureerd", "Nu", "Crediteren en opnieuw factureren", "Alleen crediteren", "Laten zo",
        "9,10", "13,65",
    ):  # fmt: skip
        assert words in text
    assert text.count("is-asked") == 1


def test_credit_and_again_makes_the_credit_and_then_the_new_invoice(
    page: Client, reopened: Linked
) -> None:
    decide(page, reopened, "opnieuw-factureren")
    reopened.later()
    states = ExportJob.objects.order_by("generation").values_list("state", flat=True)
    assert list(states) == ["settled", "settled", "new"]
    reopened.later()
    reopened.later()
    assert made(reopened) == 3
    first, credit, third = ExportJob.objects.order_by("generation")
    assert (credit.credits, third.state) == (first.invoice_number, "settled")
    assert first.gross
    assert credit.gross
    assert third.gross
    assert first.gross + credit.gross == 0
    assert third.gross > first.gross
    assert "Verreken twee open posten" in to_do(page, reopened)


def test_only_credit_is_one_credit_and_a_settled_work_order(page: Client, reopened: Linked) -> None:
    decide(page, reopened, "alleen-crediteren")
    for _ in range(3):
        reopened.later()
    assert made(reopened) == 2
    assert reopened.world.field.orders_["1"].status == "Afgehandeld"
    told = Event.objects.filter(what="item_closed").values_list("after", flat=True)
    assert {"kind": "reopened", "decision": "credit_only"} in list(told)


def test_what_is_left_is_settled_again(page: Client, reopened: Linked) -> None:
    decide(page, reopened, "laten")
    reopened.later()
    reopened.later()
    assert (made(reopened), reopened.kinds()) == (1, [])
    assert reopened.world.field.orders_["1"].status == "Afgehandeld"


def test_a_second_press_credits_nothing_more(reopened: Linked) -> None:
    item = Item.objects.get(closed_at=None)
    assert actions.credit_and_again(item, None, reopened.now)
    assert not actions.credit_only(item, None, reopened.now)
    Item.objects.update(closed_at=None)
    assert not actions.credit_only(item, None, reopened.now)
    assert ExportJob.objects.count() == 2


def test_the_database_too_holds_one_credit_of_an_invoice(reopened: Linked) -> None:
    job = ExportJob.objects.get()
    values = {"connection": job.connection, "row_id": "1", "state": "new", "seen_at": job.seen_at}
    ExportJob.objects.create(**values, generation=2, credits="2018001", work_order_number="WB")
    with transaction.atomic(), pytest.raises(IntegrityError):
        ExportJob.objects.create(**values, generation=3, credits="2018001", work_order_number="WB")


def test_a_credit_that_is_there_already_may_be_dropped_or_made_anyway(
    page: Client, reopened: Linked
) -> None:
    (first,) = [kept.invoice for kept in reopened.world.books.invoices_.values()]
    lines = tuple(replace(one, quantity=-one.quantity, description="x") for one in first.lines)
    reopened.world.books.write(replace(first, number="2018002", lines=lines))
    decide(page, reopened, "alleen-crediteren")
    reopened.later()
    assert "Misschien al gecrediteerd" in to_do(page, reopened)
    decide(page, reopened, "niet-crediteren")
    reopened.later()
    assert reopened.kinds() == ["reopened"]
    assert "Alleen crediteren" not in to_do(page, reopened)
    decide(page, reopened, "laten")
    reopened.later()
    reopened.later()
    assert (made(reopened), reopened.kinds()) == (2, [])
