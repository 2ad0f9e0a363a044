"""A pair of services that the engine never saw: other words, codes, limits and sessions."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import Invoice, InvoiceLine, MaterialLine, WorkOrder
from bonbrug.sync.states.jobs import State
from tests.fakes.world import START, product, relation, work_order
from tests.third_pair import pilaar
from tests.third_pair.pair import CHOICES, ThirdWorld

LINE = InvoiceLine(Decimal(1), "stuk", "HAND", "Met de hand", Decimal(10), "GEEN", "8000")
BY_HAND = Invoice(
    "2018001", "TEST1", START.date(), 14, "", book=False, booking_text="", lines=(LINE,)
)
PIPE = MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(2), Decimal("4.55"))


def test_a_work_order_becomes_one_invoice_in_the_words_of_those_books() -> None:
    world = ThirdWorld()
    world.add(work_order())
    report = world.run()
    assert report.codes() == []
    assert world.states() == [State.SETTLED]
    (kept,) = world.books.invoices_.values()
    hours, pipe = kept.invoice.lines
    assert (hours.unit, pipe.unit) == ("h", "Stuk")
    assert hours.description.splitlines()[-1].startswith("opdracht WB-00001 · ")
    assert kept.invoice.template == ""
    assert kept.open_amount == Decimal("101.76")
    assert world.field.orders_["1"].status == "Afgehandeld"


def test_nothing_is_asked_about_a_template_and_a_second_run_changes_nothing() -> None:
    world = ThirdWorld()
    world.add(work_order())
    world.run()
    world.later()
    assert (world.writes(), world.items()) == (0, [])


def test_relations_and_products_travel_and_the_work_statuses_are_made() -> None:
    world = ThirdWorld()
    world.run()
    assert list(world.field.relations_) == ["TEST1"]
    assert list(world.field.hour_types_) == ["UUR"]
    assert world.field.materials_["BUIS"].vat_code == "HOOG_VERK_21"
    assert world.field.statuses_ == {"0": "Never billed", "1": "To be billed", "99": "Not billed"}


def test_an_answer_that_was_lost_is_found_by_the_marker_and_no_second_one_is_made() -> None:
    world = ThirdWorld()
    world.add(work_order())
    world.weather.next("send_invoice", "lost_reply")
    world.run()
    world.later()
    assert list(world.books.invoices_) == ["2018001"]
    assert world.states() == [State.SETTLED]


def test_a_request_that_arrives_late_under_a_used_number_is_looked_up() -> None:
    world = ThirdWorld()
    world.add(work_order())
    world.weather.next("send_invoice", "late")
    world.run()
    world.weather.deliver()
    world.later()
    assert list(world.books.invoices_) == ["2018001"]
    assert world.states() == [State.SETTLED]


def test_a_ticket_that_is_spent_on_the_way_is_renewed_and_nothing_is_sent_twice() -> None:
    world = ThirdWorld()
    world.add(*(work_order(str(row)) for row in range(1, 6)))
    world.run()
    assert world.weather.count("sign_in") > 1
    assert world.weather.count("send_invoice") == 5
    assert set(world.states()) == {State.SETTLED}


def test_a_refused_work_order_gets_their_word_for_an_error_and_goes_after_it_was_repaired() -> None:
    world = ThirdWorld(replace(CHOICES, mark_errors=True))
    world.add(work_order(periods=(), materials=(replace(PIPE, code="NIETS"),)))
    world.run()
    assert world.field.orders_["1"].work_status == "99"
    assert world.items() == ["unknown_material"]
    world.add(work_order())
    world.later()
    assert world.states() == [State.SETTLED]


@pytest.mark.parametrize(
    ("order", "code", "limit"),
    [
        (work_order(customer=relation("C" * 11)), "too_long", 10),
        (work_order(materials=(PIPE,) * 12), "too_many_lines", 12),
        (work_order(materials=(replace(PIPE, price=Decimal("1.123456")),)), "too_many_decimals", 5),
        (work_order(materials=(replace(PIPE, unit="Strekkende meter"),)), "too_long", 8),
    ],
)
def test_what_does_not_fit_there_is_asked_before_a_number_is_claimed(
    order: WorkOrder, code: str, limit: int
) -> None:
    world = ThirdWorld()
    world.add(order)
    world.run()
    ((kind, _), item), *rest = world.memory.items.items()
    assert (kind, item.facts["limit"], rest) == (code, limit, [])
    assert world.memory.intents == {}


def test_what_fits_there_and_not_elsewhere_is_invoiced() -> None:
    world = ThirdWorld()
    world.add(work_order(materials=(replace(PIPE, price=Decimal("4.12345")),)))
    world.run()
    assert world.states() == [State.SETTLED]


def test_a_text_that_their_field_service_cannot_hold_is_asked_and_not_sent() -> None:
    world = ThirdWorld()
    world.books.relations_["1"] = relation(name="n" * 81)
    world.run()
    assert world.memory.items["too_long", "TEST1"].facts["limit"] == 80
    assert world.field.relations_ == {}


def test_a_setting_that_they_refuse_stops_the_exports_with_their_own_code() -> None:
    world = ThirdWorld(replace(CHOICES, term_days=90))
    world.add(work_order())
    world.run()
    assert world.memory.items["setting_refused", ""].facts == {"reason": pilaar.TERM_TOO_LONG}
    world.choices = replace(world.choices, term_days=30, version=2)
    world.later()
    assert world.states() == [State.SETTLED]


def test_a_refusal_of_one_invoice_is_told_with_their_own_code() -> None:
    world = ThirdWorld()
    world.add(work_order())
    world.weather.next("send_invoice", Refused("whatever"))
    world.run()
    assert world.memory.items["books_refused", "WB-00001"].facts["reason"] == pilaar.NO


def test_a_customer_that_another_made_a_moment_ago_is_used_as_it_is() -> None:
    world = ThirdWorld(replace(CHOICES, export_relations=True))
    world.add(work_order(customer=relation("NIEUW", "")))
    world.weather.next("add_relation", "lost_reply")
    world.run()
    assert world.states() == [State.SETTLED]
    assert len(world.books.relations_) == 2


def test_a_short_number_is_recognised_after_their_word_only() -> None:
    for text, codes in (("volgens opdracht 7", ["foreign_invoice"]), ("volgens werkbon 7", [])):
        world = ThirdWorld()
        world.add(work_order(number="7"))
        world.books.write(replace(BY_HAND, lines=(replace(LINE, description=text),)))
        world.run()
        assert world.items() == codes


def test_a_work_order_that_was_settled_unseen_is_asked_about() -> None:
    world = ThirdWorld()
    world.add(work_order(status="Afgehandeld"))
    world.run()
    world.later()
    assert world.items() == ["settled_without_invoice"]


def test_minimum_hours_are_told_in_their_language() -> None:
    world = ThirdWorld(replace(CHOICES, bill_minimum=True))
    world.books.products_["p-UUR"] = product("UUR", "Uur", "60")
    world.add(work_order(minimum_hours=Decimal(2), materials=()))
    world.run()
    (kept,) = world.books.invoices_.values()
    assert "(tot het afgesproken deel)" in kept.invoice.lines[1].description


MAIN = CustomerAgreement(reverse_charge=True, vat_number="NL000099998B57")
ROOFS = replace(CHOICES, kinds_of_work=(("Dakwerk", "construction"),))


def test_reversed_vat_has_the_code_and_the_words_of_those_books() -> None:
    world = ThirdWorld(ROOFS)
    world.memory.rows.agreed["test1"] = MAIN
    world.add(work_order(type_of_work="Dakwerk", materials=()))
    world.run()
    (kept,) = world.books.invoices_.values()
    (hours,) = kept.invoice.lines
    assert pilaar.VAT[hours.vat_code] == "VR"
    assert "Omgekeerd belast NL000099998B57" in hours.description


def test_what_those_books_have_no_code_for_is_asked_about() -> None:
    world = ThirdWorld(ROOFS)
    world.now = datetime(2026, 11, 28, 8, tzinfo=UTC)
    world.memory.rows.agreed["test1"] = MAIN
    world.books.products_["p-UUR"] = product("UUR", "Uur", vat_code="LAAG_VERK_9")
    world.add(work_order(type_of_work="Dakwerk", materials=(), day=world.now.date()))
    world.run()
    assert "vat_no_code" in world.items()
    assert world.books.invoices_ == {}
