"""Every work order is accounted for in the books, or it is named with what to do."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.jobs import task_queue
from bonbrug.link import actions, store
from bonbrug.link.models import CustomerAgreement, ExportJob, Reconciliation
from bonbrug.link.texts.gaps import GAPS
from bonbrug.sync.model.failures import Failure, NotAllowedIn, Refused, Unreachable
from bonbrug.sync.model.records import Administration, InvoiceLine
from tests.fakes.books import Kept
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import START, work_order

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2018, 9, 1), date(2018, 9, 30)


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    made = make_linked(monkeypatch)
    made.world.add(work_order("1"), work_order("2"))
    made.done()
    return made


def compared(linked: Linked) -> Reconciliation:
    """Ask and do it, as the queue would."""
    linked.world.weather.calls.clear()
    row = actions.reconcile(linked.connection, FIRST, LAST, None, linked.now)
    actions.run_reconciliation(row.pk, linked.clock)
    row.refresh_from_db()
    return row


def gaps(linked: Linked) -> list[dict[str, Any]]:
    row = compared(linked)
    assert row.outcome == "done", row.code
    return list(row.facts["gaps"])


def only(linked: Linked) -> dict[str, Any]:
    found = gaps(linked)
    assert len(found) == 1, found
    return found[0]


def number_of(linked: Linked, row_id: str) -> str:
    return linked.connection.jobs.get(row_id=row_id).invoice_number


def test_everything_accounted_for(linked: Linked) -> None:
    facts = compared(linked).facts
    assert facts["gaps"] == []
    assert (facts["jobs"], facts["invoices"], facts["booked"]) == (2, 2, 2)
    assert facts["gross"] == facts["open_amount"] == "203.52"


def test_comparing_changes_neither_side(linked: Linked) -> None:
    compared(linked)
    assert linked.world.writes() == 0


def test_afgehandeld_without_invoice(linked: Linked) -> None:
    linked.world.field.orders_["7"] = work_order("7", status="Afgehandeld")
    found = only(linked)
    assert (found["kind"], found["number"]) == ("settled_without_invoice", "WB-00007")


def test_afgehandeld_before_the_link_or_not_for_the_books_is_no_gap(linked: Linked) -> None:
    orders = linked.world.field.orders_
    orders["7"] = work_order("7", status="Afgehandeld", day=date(2018, 9, 3))
    orders["8"] = work_order("8", status="Afgehandeld", work_status="0")
    row = compared(linked)
    assert row.facts["gaps"] == []
    assert (row.facts["before_link"], row.facts["not_for_books"]) == (1, 1)


def test_afgehandeld_with_an_invoice_by_hand_is_no_gap(linked: Linked) -> None:
    linked.world.field.orders_["7"] = work_order("7", status="Afgehandeld")
    line = InvoiceLine(Decimal(1), "", "", "Werkbon WB-00007", Decimal(9), "HOOG_VERK_21", "8000")
    _put(linked, "2018900", line)
    row = compared(linked)
    assert (row.facts["gaps"], row.facts["by_hand"], row.facts["other_invoices"]) == ([], 1, 1)


def _put(linked: Linked, number: str, line: InvoiceLine | None = None) -> None:
    """Put an invoice in the books, like that of work order 1 unless a line is given."""
    like = linked.world.books.invoices_[number_of(linked, "1")]
    invoice = replace(like.invoice, number=number)
    if line:
        invoice = replace(invoice, lines=(line,))
    linked.world.books.invoices_[number] = Kept(invoice, like.open_amount)


def test_two_invoices_with_one_marker(linked: Linked) -> None:
    _put(linked, "2018900")
    found = only(linked)
    assert (found["kind"], found["number"]) == ("two_invoices", "WB-00001")
    assert sorted(found["invoices"]) == sorted([number_of(linked, "1"), "2018900"])


def test_an_invoice_with_our_marker_that_no_job_made(linked: Linked) -> None:
    ExportJob.objects.filter(row_id="1").delete()
    found = gaps(linked)
    assert [gap["kind"] for gap in found] == ["invoice_without_job"]
    assert found[0]["number"] == "WB-00001"


def test_an_invoice_that_only_quotes_our_marker_is_no_second_one(linked: Linked) -> None:
    marker = linked.connection.jobs.get(row_id="1").marker
    text = f"Garantie op {marker}, alsnog"
    line = InvoiceLine(Decimal(1), "", "", text, Decimal(9), "HOOG_VERK_21", "8000")
    _put(linked, "2018900", line)
    assert gaps(linked) == []


@pytest.mark.parametrize(
    "text",
    ["Arbeid\nwerkbon 18-4711 · ABCDEFG2", "Werkbon 18-4711 · 19-09-2018 · ABCDEFG2\nArbeid"],
)
def test_an_invoice_with_a_marker_of_nobody(linked: Linked, text: str) -> None:
    line = InvoiceLine(Decimal(1), "", "", text, Decimal(9), "HOOG_VERK_21", "8000")
    _put(linked, "2018900", line)
    found = only(linked)
    assert (found["kind"], found["number"]) == ("invoice_without_job", "18-4711")
    assert found["invoices"] == ["2018900"]


def test_a_job_whose_invoice_is_gone(linked: Linked) -> None:
    number = number_of(linked, "1")
    del linked.world.books.invoices_[number]
    found = only(linked)
    assert (found["kind"], found["invoices"], found["ours"]) == (
        "job_without_invoice",
        [number],
        "101.76",
    )


def test_an_invoice_that_got_another_date_is_looked_up(linked: Linked) -> None:
    number = number_of(linked, "1")
    kept = linked.world.books.invoices_[number]
    moved = replace(kept.invoice, day=date(2018, 10, 5))
    linked.world.books.invoices_[number] = replace(kept, invoice=moved)
    row = compared(linked)
    assert (row.facts["gaps"], row.facts["invoices"]) == ([], 2)


def test_other_totals(linked: Linked) -> None:
    number = number_of(linked, "1")
    kept = linked.world.books.invoices_[number]
    lines = (replace(kept.invoice.lines[0], quantity=Decimal(3)), *kept.invoice.lines[1:])
    changed = replace(kept.invoice, lines=lines)
    linked.world.books.invoices_[number] = replace(kept, invoice=changed)
    found = only(linked)
    assert (found["kind"], found["ours"], found["books"]) == ("totals_differ", "101.76", "192.51")


def test_not_booked_although_that_was_asked(linked: Linked) -> None:
    number = number_of(linked, "1")
    kept = linked.world.books.invoices_[number]
    linked.world.books.invoices_[number] = replace(kept, open_amount=None)
    linked.connection.jobs.filter(row_id="1").update(booked=False)
    found = only(linked)
    assert (found["kind"], found["books"]) == ("not_booked", "101.76")


def test_what_waits_for_a_person_points_to_its_item(linked: Linked) -> None:
    linked.world.add(work_order("3"))
    linked.world.weather.next("send_invoice", Refused("CFACT042"))
    linked.later()
    item = linked.connection.items.get(closed_at=None)
    found = only(linked)
    assert (found["kind"], found["item"]) == ("waits_for_you", item.pk)


def test_what_goes_with_the_next_run_is_on_its_way(linked: Linked) -> None:
    linked.world.add(work_order("3"))
    row = compared(linked)
    assert (row.facts["gaps"], row.facts["on_the_way"]) == ([], 1)


def test_a_work_order_with_99_error_is_named(linked: Linked) -> None:
    linked.world.field.orders_["7"] = work_order("7", work_status="99")
    assert only(linked)["kind"] == "marked_error"


def test_another_month_has_nothing(linked: Linked) -> None:
    first, last = date(2018, 8, 1), date(2018, 8, 31)
    row = actions.reconcile(linked.connection, first, last, None, linked.now)
    actions.run_reconciliation(row.pk, linked.clock)
    row.refresh_from_db()
    assert (row.facts["gaps"], row.facts.get("jobs", 0)) == ([], 0)


def test_only_numbers_are_kept(linked: Linked) -> None:
    linked.world.field.orders_["7"] = work_order("7", status="Afgehandeld")
    _put(linked, "2018900")
    text = str(compared(linked).facts)
    assert "Klant" not in text
    assert "Koperen" not in text


def test_every_kind_of_gap_has_words() -> None:
    kinds = {
        "settled_without_invoice", "invoice_without_job", "two_invoices", "job_without_invoice",
        "totals_differ", "not_booked", "waits_for_you", "marked_error",
    }  # fmt: skip
    assert set(GAPS) == kinds


@pytest.mark.parametrize(
    ("failure", "code"),
    [(Unreachable("timeout"), "timeout"), (NotAllowedIn("E001.1"), "E001.1")],
)
def test_books_that_do_not_answer_end_the_comparison(
    linked: Linked, failure: Failure, code: str
) -> None:
    linked.world.weather.next("sign_in", *[failure] * 5)
    row = compared(linked)
    assert (row.outcome, row.code) == ("failed", code)
    assert not store.is_leased(linked.connection.pk)


def test_other_books_are_not_compared(linked: Linked) -> None:
    linked.world.books.administration = Administration("admin-2", "Ander")
    assert compared(linked).code == "other_administration"


def test_a_second_question_joins_the_first(linked: Linked) -> None:
    first = actions.reconcile(linked.connection, FIRST, LAST, None, START)
    assert actions.reconcile(linked.connection, FIRST, LAST, None, START).pk == first.pk


def test_a_doubled_job_compares_once(linked: Linked) -> None:
    row = compared(linked)
    linked.world.weather.calls.clear()
    actions.run_reconciliation(row.pk, linked.clock)
    assert linked.world.weather.calls == []


def test_while_a_run_goes_it_waits_and_comes_back(linked: Linked) -> None:
    task_queue.forget()
    lease = store.take(linked.connection.pk, "run")
    assert lease
    row = compared(linked)
    assert row.started_at is None
    store.release(lease)
    task_queue.forget()
    assert actions.dispatch_reconciliations(linked.now + timedelta(minutes=1)) == 1
    assert task_queue.take() == ("reconcile", str(row.pk))
    actions.run_reconciliation(row.pk, linked.clock)
    row.refresh_from_db()
    assert row.outcome == "done"


def test_one_whose_worker_died_is_closed(linked: Linked) -> None:
    row = actions.reconcile(linked.connection, FIRST, LAST, None, START)
    Reconciliation.objects.filter(pk=row.pk).update(started_at=START, beat_at=START)
    actions.dispatch_reconciliations(START + timedelta(minutes=11))
    row.refresh_from_db()
    assert (row.outcome, row.code) == ("failed", "interrupted")


def test_a_comparison_is_told_in_the_journal(linked: Linked) -> None:
    _put(linked, "2018900")
    compared(linked)
    event = linked.connection.events.get(what="reconciled")
    assert event.after == {
        "first": "2018-09-01",
        "last": "2018-09-30",
        "outcome": "done",
        "gaps": 1,
    }


def test_a_collective_invoice_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    linked = make_linked(monkeypatch)
    agreed = {"key": "test1", "code": "TEST1", "collect": "by_hand"}
    CustomerAgreement.objects.create(connection=linked.connection, **agreed)
    linked.world.add(work_order("1"), work_order("2"))
    linked.done()
    waiting = linked.connection.jobs.values_list("pk", flat=True)
    actions.collect_now(linked.connection, list(waiting), None, linked.now)
    linked.later()
    facts = compared(linked).facts
    assert facts["gaps"] == []
    assert (facts["jobs"], facts["invoices"], facts["booked"]) == (1, 1, 1)
    assert facts["gross"] == facts["open_amount"] == "203.52"
