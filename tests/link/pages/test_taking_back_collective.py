"""A collective invoice of which one work order is opened again: credited whole, or left."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from bonbrug.link import actions
from bonbrug.link.models import CustomerAgreement, ExportJob, Item
from bonbrug.link.models import Intent as IntentRow
from bonbrug.sync.states.jobs import State
from tests.fakes.linked import Linked
from tests.fakes.world import work_order
from tests.link.pages.test_waiting_invoices import decide, linked, page, to_do

__all__ = ["linked", "page"]  # fixtures
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def reopened(linked: Linked) -> Linked:
    """Two work orders on one invoice; the second is complete again with more on it."""
    agreed = {"key": "test1", "code": "TEST1", "collect": "by_hand"}
    CustomerAgreement.objects.create(connection=linked.connection, **agreed)
    linked.world.add(work_order("1"), work_order("2"))
    linked.done()
    ids = list(linked.connection.jobs.values_list("pk", flat=True))
    assert actions.collect_now(linked.connection, ids, None, linked.now) == 2
    linked.later()
    more = replace(work_order().materials[0], quantity=Decimal(3))
    linked.world.add(work_order("2", materials=(more,)))
    linked.later()
    assert linked.kinds() == ["reopened"]
    return linked


def made(linked: Linked) -> list[int]:
    return [len(kept.invoice.lines) for kept in linked.world.books.invoices_.values()]


def statuses(linked: Linked) -> set[str]:
    return {order.status for order in linked.world.field.orders_.values()}


def test_the_whole_invoice_stands_beside_what_it_would_be_now(
    page: Client, reopened: Linked
) -> None:
    text = to_do(page, reopened)
    for words in (
        "De hele factuur crediteren en opnieuw factureren", "Alleen de hele factuur crediteren",
        "Laten zo", "Ook op deze factuur", "WB-00001", "18,20", "22,75",
    ):  # fmt: skip
        assert words in text
    assert text.count("is-asked") == 1


def test_credit_and_again_makes_one_credit_and_one_new_invoice_of_all(
    page: Client, reopened: Linked
) -> None:
    decide(page, reopened, "opnieuw-factureren")
    for _ in range(4):
        reopened.later()
    assert made(reopened) == [4, 4, 4]
    assert statuses(reopened) == {"Afgehandeld"}
    assert not ExportJob.objects.exclude(state=State.SETTLED).exists()
    first, credit, third = ExportJob.objects.filter(collective=True).order_by("pk")
    assert (credit.credits, credit.generation) == (first.invoice_number, 2)
    assert first.gross
    assert credit.gross
    assert first.gross + credit.gross == 0
    assert set(third.members.values_list("generation", flat=True)) == {3}


def test_an_invoice_of_which_a_work_order_is_not_settled_yet_is_not_taken_back_yet(
    page: Client, reopened: Linked
) -> None:
    """The work orders refused to settle the other one, and a person presses before they do."""
    other = ExportJob.objects.filter(row_id="1", generation=1)
    other.update(state=State.INVOICED)
    decide(page, reopened, "opnieuw-factureren")
    assert not ExportJob.objects.exclude(credits="").exists()
    assert reopened.kinds() == ["reopened"]
    reopened.later()
    assert other.get().state == State.SETTLED
    decide(page, reopened, "opnieuw-factureren")
    reopened.later()
    assert made(reopened) == [4, 4]


def test_only_credit_frees_all_of_them(page: Client, reopened: Linked) -> None:
    decide(page, reopened, "alleen-crediteren")
    for _ in range(3):
        reopened.later()
    assert made(reopened) == [4, 4]
    assert statuses(reopened) == {"Afgehandeld"}
    reopened.world.add(work_order("1"))
    reopened.later()
    assert ExportJob.objects.filter(row_id="1", state=State.GATHERED).count() == 1


def test_the_question_about_another_work_order_of_it_is_answered_too(reopened: Linked) -> None:
    reopened.world.add(work_order("1"))
    reopened.later()
    first, second = Item.objects.filter(closed_at=None)
    assert actions.credit_only(first, None, reopened.now)
    assert not Item.objects.filter(closed_at=None).exists()
    Item.objects.update(closed_at=None)
    assert not actions.credit_and_again(second, None, reopened.now)
    assert ExportJob.objects.exclude(credits="").count() == 3


def test_a_credit_that_is_dropped_leaves_the_invoice_and_asks_again(
    page: Client, reopened: Linked
) -> None:
    IntentRow.objects.all().delete()
    decide(page, reopened, "opnieuw-factureren")
    reopened.later()
    assert reopened.kinds() == ["credit_unknown_lines"]
    decide(page, reopened, "niet-crediteren")
    follows = ExportJob.objects.exclude(credits="")
    assert set(follows.values_list("state", flat=True)) == {State.WITHDRAWN}
    reopened.later()
    assert reopened.kinds() == ["reopened"]
    assert "crediteren</button>" not in to_do(page, reopened)
    decide(page, reopened, "laten")
    for _ in range(2):
        reopened.later()
    assert (made(reopened), statuses(reopened)) == ([4], {"Afgehandeld"})


def test_invoice_and_credit_name_each_other_in_the_list(page: Client, reopened: Linked) -> None:
    decide(page, reopened, "alleen-crediteren")
    for _ in range(2):
        reopened.later()
    address = f"/koppeling/{reopened.connection.pk}/werkbonnen/"
    text = page.get(address).content.decode()
    assert "credit van 2018001" in text
    assert "gecrediteerd met 2018002" in text
