from decimal import Decimal

from bonbrug.sync.states.jobs import State
from tests.fakes.world import World, work_order


def test_a_complete_work_order_becomes_one_booked_invoice_and_is_settled() -> None:
    world = World()
    world.add(work_order())
    report = world.run()
    assert report.outcome == "done"
    assert dict(report.counts) == {
        "relations": 1, "hour_types": 1, "materials": 1, "invoices": 1, "booked": 1, "settled": 1,
    }  # fmt: skip
    (kept,) = world.books.invoices_.values()
    assert kept.invoice.number == "2018001"
    assert kept.open_amount == Decimal("101.76")
    assert world.field.orders_["1"].status == "Afgehandeld"
    assert world.states() == [State.SETTLED]


def test_hours_are_in_uren_and_materials_keep_their_own_price() -> None:
    world = World()
    world.add(work_order())
    world.run()
    hours, material = world.books.invoices_["2018001"].invoice.lines
    assert (hours.quantity, hours.unit, hours.code) == (Decimal("1.50"), "uren", "UUR")
    assert (material.quantity, material.unit, material.price) == (
        Decimal(2),
        "Stuk",
        Decimal("4.55"),
    )
    assert (material.vat_code, material.ledger_code) == ("HOOG_VERK_21", "8000")


def test_the_marker_stands_in_the_first_line_and_in_the_booking_text() -> None:
    world = World()
    world.add(work_order())
    world.run()
    invoice = world.books.invoices_["2018001"].invoice
    marker = world.memory.jobs_[1].marker
    assert marker.startswith("werkbon WB-00001 · ")
    assert invoice.lines[0].description == f"Artikel UUR\n{marker}"
    assert invoice.booking_text == marker


def test_a_second_run_without_changes_writes_nothing() -> None:
    world = World()
    world.add(work_order())
    world.run()
    report = world.later()
    assert world.writes() == 0
    assert not report.counts
    assert world.weather.calls == [
        "sign_in", "products", "books_relations", "work_orders", "sign_out",
    ]  # fmt: skip


def test_the_missing_work_statuses_are_made_once_and_chosen_names_stay() -> None:
    world = World()
    world.field.statuses_ = {"1": "Factureren"}
    world.run()
    assert world.field.statuses_ == {
        "0": "Niet naar e-Boekhouden", "1": "Factureren", "99": "Error",
    }  # fmt: skip


def test_a_rehearsal_counts_and_writes_nothing_anywhere() -> None:
    world = World()
    world.add(work_order())
    report = world.run(dry_run=True)
    assert world.writes() == 0
    assert world.memory.writes == 0
    assert (report.counts["relations"], report.counts["invoices"]) == (1, 1)
