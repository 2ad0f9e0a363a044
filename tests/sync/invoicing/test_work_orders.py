from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.failures import Refused, Unreachable
from bonbrug.sync.model.records import MaterialLine, WorkOrder, WorkPeriod
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, START, World, product, relation, work_order

PIPE = MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(2), Decimal("4.55"))
PERIOD = WorkPeriod(date(2018, 9, 19), 60, "UUR")
LONG_CODE = relation("C" * 16)

BARE: dict[str, dict[str, Any]] = {field: {field: ""} for field in ("vat_code", "ledger_code")}
WRONG = {
    "no_lines": work_order(periods=(), materials=()),
    "too_many_lines": work_order(materials=(PIPE,) * 100),
    "zero_quantity": work_order(materials=(replace(PIPE, quantity=Decimal(0)),)),
    "negative_price": work_order(materials=(replace(PIPE, price=Decimal(-1)),)),
    "unknown_material": work_order(materials=(replace(PIPE, code="ONBEKEND"),)),
    "unknown_hour_type": work_order(periods=(replace(PERIOD, hour_type="WEG"),)),
    "zero_hours": work_order(periods=(replace(PERIOD, minutes=0),)),
    "missing_relation": work_order(customer=relation("")),
    "unknown_relation": work_order(customer=relation("NIEUW")),
    "too_long": work_order(customer=LONG_CODE),
    "unreadable_part": work_order(problem="Materials[0].MaterialPrice"),
    "unknown_vat_code": work_order(materials=(replace(PIPE, vat_code="HOOG_INK_21"),)),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_work_order_is_named_and_the_next_one_is_invoiced(code: str) -> None:
    world = World()
    world.add(WRONG[code], work_order("2"))
    world.run()
    assert (code, "WB-00001") in world.memory.items
    assert world.field.orders_["1"].status == "Compleet"
    assert world.states() == [State.REFUSED, State.SETTLED]
    assert list(world.books.invoices_) == ["2018001"]


@pytest.mark.parametrize("code", [code for code in WRONG if code != "unknown_relation"])
def test_a_wrong_work_order_that_is_repaired_is_invoiced(code: str) -> None:
    world = World()
    world.add(WRONG[code])
    world.run()
    world.add(work_order())
    world.later()
    assert world.states() == [State.SETTLED]
    assert world.items() == []


@pytest.mark.parametrize(
    ("field", "code"), [("vat_code", "no_vat_code"), ("ledger_code", "no_ledger")]
)
def test_a_product_without_bookkeeping_codes_is_named(field: str, code: str) -> None:
    world = World()
    world.books.products_["p-BUIS"] = product("BUIS", "Stuk", **BARE[field])
    world.add(work_order())
    world.run()
    assert world.items() == [code]


def test_a_price_of_nothing_is_noted_and_invoiced() -> None:
    world = World()
    world.add(work_order(materials=(replace(PIPE, price=Decimal(0)),)))
    report = world.run()
    assert "price_zero" in report.codes()
    assert world.states() == [State.SETTLED]


def test_a_typed_material_with_codes_of_its_own_needs_no_product() -> None:
    world = World()
    typed = replace(PIPE, code="LOS", vat_code="LAAG_VERK", ledger_code="8010")
    world.add(work_order(materials=(typed,)))
    world.run()
    line = world.books.invoices_["2018001"].invoice.lines[1]
    assert (line.vat_code, line.ledger_code) == ("LAAG_VERK", "8010")


def test_a_work_order_of_an_inactive_product_is_still_invoiced() -> None:
    world = World()
    world.run()
    world.books.products_["p-UUR"] = product("UUR", "Uur", active=False)
    world.add(work_order())
    world.later()
    assert world.states() == [State.SETTLED]


def test_an_unknown_relation_is_invoiced_once_it_exists_in_the_books() -> None:
    world = World()
    world.add(work_order(customer=relation("NIEUW")))
    world.run()
    world.books.relations_["5"] = relation("NIEUW", "5")
    world.later()
    assert world.states() == [State.SETTLED]


def test_a_setting_that_was_repaired_in_the_books_is_tried_at_once_for_a_person() -> None:
    world = World(replace(CHOICES, template="Nog niet"))
    world.add(work_order())
    world.run()
    assert world.memory.items["setting_refused", ""].facts == {
        "reason": "CFACT028",
        "template": "Nog niet",
    }
    world.books.templates_ = ["Nog niet"]
    world.later()
    assert world.books.invoices_ == {}
    world.run(thorough=True)
    assert world.states() == [State.SETTLED]
    assert world.items() == []


# --- new customers --------------------------------------------------------------------------------

EXPORTING = replace(CHOICES, export_relations=True)


def test_a_new_customer_is_made_in_the_books_once_for_two_work_orders() -> None:
    world = World(EXPORTING)
    world.add(*(work_order(row, customer=relation("NIEUW", "")) for row in "12"))
    report = world.run()
    assert report.counts["books_relations"] == 1
    assert world.weather.count("add_relation") == 1
    assert world.states() == [State.SETTLED, State.SETTLED]


@pytest.mark.parametrize("event", ["lost_reply", "lost_request", "late", "not_sent"])
def test_a_customer_whose_making_is_unknown_is_looked_up(event: str) -> None:
    world = World(EXPORTING)
    world.add(work_order(customer=relation("NIEUW", "")))
    world.weather.next("add_relation", event)
    world.run()
    world.weather.deliver()
    world.later()
    codes = [row.code for row in world.books.relations_.values()]
    assert sorted(codes) == ["NIEUW", "TEST1"]
    assert world.states() == [State.SETTLED]


def test_a_code_of_another_company_gets_no_invoice() -> None:
    world = World(replace(EXPORTING, import_relations=False))
    other = relation("NIEUW", "", name="Heel iemand anders", postal_code="9999 ZZ")
    world.books.relations_["5"] = replace(other, remote_id="5")
    world.add(work_order(customer=relation("NIEUW", "")))
    world.run()
    assert world.items() == ["relation_other_company"]
    assert world.books.invoices_ == {}


# --- people who change things ---------------------------------------------------------------------


def between(world: World, order: WorkOrder | None, patch: pytest.MonkeyPatch) -> None:
    """Let a person change the work order after it was listed."""
    listed = world.field.work_orders

    def then_changed(status: str, work_status: str = "") -> list[WorkOrder]:
        rows = listed(status, work_status)
        if order:
            world.field.orders_["1"] = order
        else:
            world.field.orders_.clear()
        return rows

    patch.setattr(world.field, "work_orders", then_changed)


def test_the_newest_content_is_invoiced(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.add(work_order())
    between(world, work_order(materials=(replace(PIPE, quantity=Decimal(5)),)), monkeypatch)
    world.run()
    assert world.books.invoices_["2018001"].invoice.lines[1].quantity == 5


@pytest.mark.parametrize(
    ("order", "items"),
    [
        (None, ["work_order_gone"]),
        (work_order(status="Afgehandeld"), ["settled_without_invoice"]),
        (work_order(work_status="0"), []),
        (work_order(archived=True), []),
    ],
)
def test_a_work_order_taken_away_before_sending_is_withdrawn(
    order: WorkOrder | None, items: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    world.add(work_order())
    between(world, order, monkeypatch)
    world.run()
    assert world.books.invoices_ == {}
    assert world.states() == [State.WITHDRAWN]
    assert world.items() == items


def test_a_refused_work_order_settled_by_a_person_becomes_an_item() -> None:
    world = World()
    world.add(WRONG["no_lines"])
    world.run()
    world.add(work_order(status="Afgehandeld"))
    world.later()
    assert "settled_without_invoice" in world.items()
    assert world.states() == [State.WITHDRAWN]


def test_a_work_order_that_comes_back_is_invoiced_after_all() -> None:
    world = World()
    world.add(WRONG["no_lines"])
    world.run()
    world.add(work_order(work_status="0"))
    world.later()
    world.add(work_order())
    world.later()
    assert world.states() == [State.SETTLED]


def test_a_reopened_work_order_is_never_invoiced_again_by_itself() -> None:
    world = World()
    world.add(work_order())
    world.run()
    world.add(work_order())
    world.later(timedelta(days=90))
    assert world.items() == ["reopened"]
    assert len(world.books.invoices_) == 1
    world.add(work_order(status="Afgehandeld"))
    world.later()
    assert world.items() == []


def test_content_that_changed_before_the_acknowledgement_is_told() -> None:
    world = World()
    world.add(work_order())
    world.weather.next("settle", "not_sent")
    world.run()
    world.field.orders_["1"] = work_order(materials=(replace(PIPE, quantity=Decimal(5)),))
    world.later()
    assert world.items() == ["changed_after_invoice"]
    assert world.states() == [State.SETTLED]
    assert len(world.books.invoices_) == 1
    (item,) = world.memory.items.values()
    assert item.facts["changes"] == "BUIS|quantity|2|5"


def test_a_work_order_deleted_after_invoicing_is_done_with_a_note() -> None:
    world = World()
    world.add(work_order())
    world.weather.next("settle", "not_sent")
    world.run()
    world.field.orders_.clear()
    report = world.later()
    assert "gone_after_invoice" in report.codes()
    assert world.states() == [State.SETTLED]


def test_an_acknowledgement_refused_for_days_never_invoices_again() -> None:
    world = World()
    world.add(work_order())
    world.weather.next("settle", *[Refused("1007")] * 3)
    for _ in range(3):
        world.later(timedelta(days=1))
        assert world.items() == ["settle_refused"]
    world.later()
    assert world.items() == []
    assert len(world.books.invoices_) == 1


def test_settled_comes_last_of_all_calls() -> None:
    world = World()
    world.add(work_order())
    world.run()
    calls = world.weather.calls
    assert calls.index("send_invoice") < calls.index("invoice") < calls.index("settle")


# --- after sending --------------------------------------------------------------------------------


def test_totals_that_differ_are_told_and_never_repaired_by_a_second_invoice() -> None:
    world = World()
    world.add(work_order())
    world.weather.next("invoice", Unreachable("timeout"))
    world.run()
    kept = world.books.invoices_["2018001"]
    dearer = tuple(replace(line, price=line.price + 1) for line in kept.invoice.lines)
    world.books.invoices_["2018001"] = replace(kept, invoice=replace(kept.invoice, lines=dearer))
    world.later()
    facts = world.memory.items["totals_differ", "WB-00001"].facts
    assert (facts["ours_net"], facts["books_net"]) == ("84.1", "87.6")
    assert len(world.books.invoices_) == 1


def test_an_invoice_that_was_not_booked_is_told() -> None:
    world = World()
    world.add(work_order())
    world.weather.next("invoice", Unreachable("timeout"))
    world.run()
    kept = world.books.invoices_["2018001"]
    world.books.invoices_["2018001"] = replace(kept, open_amount=None)
    world.later()
    assert world.items() == ["not_booked"]


def test_without_booking_no_open_item_is_asked_for() -> None:
    world = World(replace(CHOICES, book=False))
    world.add(work_order())
    report = world.run()
    assert world.weather.count("open_items") == 0
    assert report.counts["booked"] == 0
    assert world.states() == [State.SETTLED]


def test_an_invoice_that_disappeared_is_told_and_not_made_again() -> None:
    world = World()
    world.add(work_order())
    world.weather.next("invoice", Unreachable("timeout"))
    world.run()
    world.books.invoices_.clear()
    world.later()
    assert world.items() == ["invoice_not_found"]
    assert world.books.invoices_ == {}
    assert world.field.orders_["1"].status == "Compleet"


def test_settings_changed_meanwhile_leave_the_frozen_invoice_as_it_is() -> None:
    world = World()
    world.add(work_order())
    world.weather.next("send_invoice", "lost_request")
    world.run()
    world.choices = replace(CHOICES, term_days=30, version=2)
    world.later()
    assert world.books.invoices_["2018001"].invoice.term_days == 14


def test_export_switched_off_finishes_what_was_begun_and_starts_nothing() -> None:
    world = World()
    world.add(work_order())
    world.weather.next("send_invoice", "lost_reply")
    world.run()
    world.choices = replace(CHOICES, export_invoices=False, version=2)
    world.add(work_order("2"))
    world.later()
    assert world.states() == [State.SETTLED]
    assert len(world.books.invoices_) == 1


def test_without_a_template_nothing_is_sent_and_one_item_says_so() -> None:
    world = World(replace(CHOICES, template=""))
    world.add(work_order(), work_order("2"))
    world.run()
    assert world.items() == ["no_template"]
    assert world.books.invoices_ == {}


def test_errors_are_marked_with_99_only_when_that_is_chosen() -> None:
    world = World(replace(CHOICES, mark_errors=True))
    world.add(WRONG["no_lines"])
    world.run()
    assert world.field.orders_["1"].work_status == "99"


# --- the first export -----------------------------------------------------------------------------


def test_old_work_orders_wait_for_a_person_at_the_first_export() -> None:
    world = World()
    world.add(work_order(day=date(2018, 9, 18)), work_order("2"))
    world.run()
    assert world.memory.items["backlog", ""].facts == {"count": 1}
    assert world.states() == [State.WAITING, State.SETTLED]


def test_more_than_ten_at_the_first_export_all_wait() -> None:
    world = World()
    world.add(*(work_order(str(row)) for row in range(11)))
    world.run()
    assert set(world.states()) == {State.WAITING}


def test_a_chosen_first_day_lets_them_go_without_asking() -> None:
    world = World(replace(CHOICES, export_from=date(2018, 9, 1)))
    world.add(*(work_order(str(row), day=date(2018, 9, 2)) for row in range(11)))
    world.add(work_order("99", day=date(2018, 8, 31)))
    world.run()
    assert world.states().count(State.SETTLED) == 11
    assert world.states().count(State.WAITING) == 1


def test_after_the_first_export_an_older_work_order_goes_by_itself() -> None:
    world = World()
    world.run()
    world.add(work_order(day=date(2018, 1, 2)))
    world.later()
    assert world.states() == [State.SETTLED]


def test_waiting_work_orders_that_a_person_settled_leave_quietly() -> None:
    world = World()
    world.add(work_order(day=date(2018, 1, 2)))
    world.run()
    world.add(work_order(status="Afgehandeld"))
    world.later()
    assert world.states() == [State.WITHDRAWN]
    assert "settled_without_invoice" not in world.items()


def test_exports_on_hold_send_nothing_and_say_so() -> None:
    world = World(CHOICES, ConnectionState(activated_on=START.date(), exports_paused=True))
    world.add(work_order())
    world.run()
    assert world.items() == ["exports_held"]
    assert world.books.invoices_ == {}


def test_a_record_of_a_wrong_shape_is_a_defect_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    broken = replace(PERIOD)
    object.__setattr__(broken, "minutes", "zestig")
    world.add(work_order(periods=(broken,)), work_order("2"))
    world.run()
    assert ("defect", "WB-00001") in world.memory.items
    assert world.field.orders_["2"].status == "Afgehandeld"


def test_without_exports_the_work_orders_are_not_even_listed() -> None:
    world = World(SyncSettings(version=1))
    world.run()
    assert world.weather.count("work_orders") == 0
