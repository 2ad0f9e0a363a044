"""Werkbonstatus 99 Error is written back where the user wants that, and only after a certain no."""

from dataclasses import replace

import pytest

from bonbrug.link.models import ExportJob
from bonbrug.sync.model.failures import Refused, Unreachable
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import CHOICES, relation, work_order

pytestmark = pytest.mark.django_db
MARKING = replace(CHOICES, mark_errors=True)


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> Linked:
    linked = make_linked(monkeypatch, MARKING)
    linked.world.add(work_order())
    return linked


def work_status(linked: Linked) -> str:
    return linked.world.field.orders_["1"].work_status


def set_to_1(linked: Linked) -> None:
    """What a person does after repairing the work order."""
    orders = linked.world.field.orders_
    orders["1"] = replace(orders["1"], work_status="1")


def test_a_refusal_by_the_books_sets_99(marking: Linked) -> None:
    marking.world.weather.next("send_invoice", Refused("CFACT042"))
    marking.done()
    assert work_status(marking) == "99"
    assert marking.kinds() == ["books_refused"]


def test_a_work_order_that_cannot_become_an_invoice_gets_99(marking: Linked) -> None:
    marking.world.field.orders_["1"] = work_order(periods=(), materials=())
    marking.done()
    assert work_status(marking) == "99"


def test_without_the_choice_the_work_order_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    linked = make_linked(monkeypatch, CHOICES)
    linked.world.add(work_order())
    linked.world.weather.next("send_invoice", Refused("CFACT042"))
    linked.done()
    assert work_status(linked) == "1"
    assert linked.world.weather.count("mark") == 0


@pytest.mark.parametrize("event", ["lost_request", "lost_reply", "late"])
def test_an_unknown_outcome_never_sets_99(marking: Linked, event: str) -> None:
    marking.world.weather.next("send_invoice", event)
    marking.done()
    assert marking.world.weather.count("mark") == 0
    assert work_status(marking) == "1"


def test_an_outcome_that_stays_unknown_is_asked_but_never_marked(marking: Linked) -> None:
    marking.world.weather.next("send_invoice", *["lost_request"] * 9)
    marks = 0
    for _ in range(9):
        marking.later()
        marks += marking.world.weather.count("mark")
    assert marks == 0
    assert marking.kinds() == ["outcome_unknown"]


def test_a_service_that_is_not_reached_never_sets_99(marking: Linked) -> None:
    marking.world.weather.next("send_invoice", Unreachable("connect", before_sending=True))
    marking.done()
    assert marking.world.weather.count("mark") == 0


def test_repaired_and_set_to_1_again_it_becomes_an_invoice(marking: Linked) -> None:
    marking.world.field.orders_["1"] = work_order(periods=(), materials=())
    marking.done()
    marking.later()
    assert marking.world.books.invoices_ == {}
    marking.world.field.orders_["1"] = work_order(work_status="1")
    marking.later()
    assert len(marking.world.books.invoices_) == 1
    assert marking.world.field.orders_["1"].status == "Afgehandeld"
    assert ExportJob.objects.get().state == "settled"
    assert marking.kinds() == []


def test_refused_by_the_books_repaired_and_set_to_1_it_goes_again(marking: Linked) -> None:
    marking.world.weather.next("send_invoice", Refused("CFACT042"))
    marking.done()
    marking.later()
    marking.world.field.orders_["1"] = work_order(work_status="1", customer=relation(name="Beter"))
    marking.later()
    assert len(marking.world.books.invoices_) == 1
    assert work_status(marking) == "1"


def test_set_to_1_without_a_repair_it_is_not_sent_again_in_vain(marking: Linked) -> None:
    marking.world.weather.next("send_invoice", Refused("CFACT042"))
    marking.done()
    set_to_1(marking)
    marking.later()
    assert marking.world.weather.count("send_invoice") == 0
    assert marking.kinds() == ["books_refused"]


def test_a_work_order_with_99_keeps_its_item_until_it_is_solved(marking: Linked) -> None:
    marking.world.weather.next("send_invoice", Refused("CFACT042"))
    marking.done()
    marking.later()
    marking.later()
    assert marking.kinds() == ["books_refused"]


def test_a_mark_that_is_refused_is_noted_and_stops_nothing(marking: Linked) -> None:
    marking.world.add(work_order("2"))
    marking.world.weather.next("send_invoice", Refused("CFACT042"))
    marking.world.weather.next("mark", Refused("1500"))
    run = marking.done()
    assert "mark_refused" in set(run.lines.values_list("kind", flat=True))
    assert len(marking.world.books.invoices_) == 1
