"""What every ledger must do: the one in memory and the one on the tables."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bonbrug.accounts.models import Organisation
from bonbrug.link import store
from bonbrug.link.models import Connection, Lease, Run
from bonbrug.simulator.history import History
from bonbrug.simulator.ledger import Hold, StoreLedger
from bonbrug.simulator.store import Rows, Store
from bonbrug.sync.ledger import (
    PRODUCT,
    RELATION,
    Bound,
    Intent,
    Job,
    Ledger,
    NumberClaimed,
    Outcome,
    State,
    Stop,
    TakenOver,
)
from bonbrug.sync.nouns import Invoice, InvoiceLine
from bonbrug.sync.report import asked, noted
from tests.fakes.ledger import FakeLedger
from tests.fakes.world import work_order

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 9, 19, 8, 0, tzinfo=UTC)
LINE = InvoiceLine(Decimal("1.50"), "uren", "UUR", "Uren", Decimal("50.00"), "GEEN", "8000")


class Subject:
    """A ledger, and how to look behind it."""

    def __init__(self, ledger: Ledger, items: Callable[[], list[str]], lose: Callable[[], None]):
        self.ledger, self.items, self.lose = ledger, items, lose


def _fake() -> Subject:
    ledger = FakeLedger()

    def lose() -> None:
        ledger.lost = True

    return Subject(ledger, lambda: sorted(code for code, _ in ledger.items), lose)


def make_connection() -> Connection:
    organisation = Organisation.objects.create(name="Voorbeeld")
    return Connection.objects.create(
        organisation=organisation,
        name="Koppeling",
        books_service="ingebouwd",
        field_service="ingebouwd",
        company_id="1000001",
        created_at=NOW,
        activated_on=NOW.date(),
        signed_in_at=NOW,
    )


def _tables() -> Subject:
    connection = make_connection()
    hold = store.take(connection.pk, "one")
    assert hold
    run = Run.objects.create(connection=connection, started_at=NOW, trigger="test")

    def lose() -> None:
        Lease.objects.filter(pk=connection.pk).update(owner="two", epoch=2)

    def items() -> list[str]:
        rows = connection.items.filter(closed_at=None)
        return sorted(rows.values_list("kind", flat=True))

    return Subject(store.TablesLedger(hold, run.pk, lambda: NOW), items, lose)


def _simulated() -> Subject:
    store = Store({"a": Rows(), "b": Rows()})
    epoch = store.take("r1", 0)
    assert epoch
    ledger = StoreLedger(store, Hold("a", "r1", epoch), History(), lambda label: None)

    def lose() -> None:
        store.stop_heart("r1", -100_000)
        store.take("r2", 0)

    return Subject(ledger, lambda: sorted(code for code, _ in store.rows["a"].items), lose)


@pytest.fixture(params=[_fake, _tables, _simulated], ids=["memory", "tables", "simulated"])
def subject(request: pytest.FixtureRequest) -> Subject:
    made: Subject = request.param()
    return made


@pytest.fixture
def ledger(subject: Subject) -> Ledger:
    return subject.ledger


def bound(key: str = "k1", books_id: str = "1", print_: str = "a" * 32) -> Bound:
    return Bound(key, books_id, {"code": key, "active": True}, print_, "relation")


def job_of(ledger: Ledger) -> Job:
    ledger.receive([work_order()], State.NEW, NOW)
    return ledger.jobs(())[0]


def intent_for(job: Job, number: str = "2018001") -> Intent:
    invoice = Invoice(
        number, "TEST1", NOW.date(), 14, "Test", book=True, booking_text="x", lines=(LINE,)
    )
    return Intent(0, job.id, "werkbon 1 · AAAABBBB", invoice, 1)


def claim(ledger: Ledger, job: Job, number: str = "2018001") -> Intent:
    return ledger.claim(job, intent_for(job, number), replace(job, state=State.INTENDED))


def test_what_is_kept_is_known_by_key_and_kind(ledger: Ledger) -> None:
    ledger.keep(RELATION, [bound()])
    assert ledger.known(PRODUCT) == {}
    known = ledger.known(RELATION)["k1"]
    assert (known.print, known.sent_as, known.books_id) == ("a" * 32, "relation", "1")
    assert ledger.bases(RELATION, ["k1", "k2"]) == {"k1": {"code": "k1", "active": True}}


def test_keeping_again_replaces_and_remembers_the_older_version(ledger: Ledger) -> None:
    ledger.keep(RELATION, [bound(), bound("k2", "2")])
    ledger.keep(RELATION, [bound(print_="b" * 32)])
    assert ledger.known(RELATION)["k1"].print == "b" * 32
    assert ledger.replaced_before(RELATION, {"k1": "a" * 32, "k2": "a" * 32}) == {"k1"}


def test_an_id_moves_to_the_code_that_has_it_now(ledger: Ledger) -> None:
    ledger.keep(RELATION, [bound("k1", "1"), bound("k2", "2")])
    ledger.keep(RELATION, [bound("k1", "2"), bound("k2", "1")])
    assert {key: one.books_id for key, one in ledger.known(RELATION).items()} == {
        "k1": "2", "k2": "1",
    }  # fmt: skip
    ledger.keep(RELATION, [bound("k3", "1")])
    assert ledger.known(RELATION)["k2"].books_id == ""


def test_a_received_work_order_is_an_open_job(ledger: Ledger) -> None:
    ledger.receive([work_order(), work_order("2")], State.NEW, NOW)
    first, second = ledger.jobs(())
    assert (first.row_id, first.number, first.state) == ("1", "WB-00001", State.NEW)
    assert second.day == date(2018, 9, 19)


def test_a_settled_job_is_only_seen_when_its_row_is_asked_for(ledger: Ledger) -> None:
    job = job_of(ledger)
    ledger.change(replace(job, state=State.SETTLED))
    assert ledger.jobs(()) == []
    assert [one.state for one in ledger.jobs(["1"])] == [State.SETTLED]


def test_a_job_keeps_everything_that_is_changed(ledger: Ledger) -> None:
    job = replace(
        job_of(ledger),
        state=State.INVOICED,
        relation_code="TEST1",
        marker="werkbon 1 · AAAABBBB",
        content_print="c" * 32,
        invoice_number="2018001",
        invoice_date=NOW.date(),
        net=Decimal("84.10"),
        vat=Decimal("17.66"),
        gross=Decimal("101.76"),
        booked=True,
        verified=True,
        invoiced_at=NOW,
    )
    ledger.change(job)
    assert ledger.jobs(()) == [job]


def test_a_claimed_intent_comes_back_exactly(ledger: Ledger) -> None:
    job = job_of(ledger)
    claimed = claim(ledger, job)
    assert ledger.intent(job) == claimed
    assert claimed.invoice == intent_for(job).invoice
    assert ledger.jobs(())[0].state is State.INTENDED


def test_a_number_is_claimed_once_until_it_is_released(ledger: Ledger) -> None:
    ledger.receive([work_order(), work_order("2")], State.NEW, NOW)
    first, second = ledger.jobs(())
    claimed = claim(ledger, first)
    with pytest.raises(NumberClaimed):
        claim(ledger, second)
    assert ledger.claimed_numbers() == {"2018001"}
    ledger.conclude(replace(claimed, outcome=Outcome.RELEASED), first)
    assert ledger.intent(first) is None
    assert claim(ledger, second).invoice.number == "2018001"


def test_a_stamp_counts_and_a_second_one_makes_it_doubtful(ledger: Ledger) -> None:
    job = job_of(ledger)
    once = ledger.stamp(claim(ledger, job), NOW)
    assert (once.outcome, once.attempts, once.doubtful) == (Outcome.SENT, 1, False)
    again = ledger.intent(job)
    assert again
    twice = ledger.stamp(again, NOW)
    assert (twice.attempts, twice.doubtful, twice.send_stamp) == (2, True, NOW)


def test_a_finished_invoice_is_the_last_of_the_series(ledger: Ledger) -> None:
    job = job_of(ledger)
    claimed = claim(ledger, job)
    after = replace(job, state=State.INVOICED, invoice_number="2018001")
    ledger.conclude(replace(claimed, outcome=Outcome.DONE), after)
    assert ledger.standing(NOW).last_number == "2018001"
    assert ledger.claimed_numbers() == {"2018001"}


def test_an_invoice_closes_what_was_open_about_its_work_order(subject: Subject) -> None:
    ledger, job = subject.ledger, job_of(subject.ledger)
    ledger.change(replace(job, state=State.REFUSED), [asked("no_lines", "WB-00001", "1")])
    ledger.note([asked("maybe_cut", "relation")])
    assert subject.items() == ["maybe_cut", "no_lines"]
    ledger.change(replace(job, state=State.INVOICED))
    assert subject.items() == ["maybe_cut"]


def test_one_item_per_code_and_subject_and_none_for_a_note(subject: Subject) -> None:
    for _ in range(3):
        subject.ledger.note([asked("maybe_cut", "relation", count=5), noted("price_zero", "1")])
    assert subject.items() == ["maybe_cut"]


def test_what_is_no_longer_found_is_closed(subject: Subject) -> None:
    subject.ledger.note([asked("too_long", "A"), asked("too_long", "B"), asked("backlog")])
    subject.ledger.resolve({"too_long"}, {("too_long", "B")})
    assert subject.items() == ["backlog", "too_long"]


def test_the_items_of_work_orders_can_be_left_alone(subject: Subject) -> None:
    job = job_of(subject.ledger)
    subject.ledger.note([asked("too_long", "A"), asked("too_long", job.number, job.row_id)])
    subject.ledger.resolve({"too_long"}, (), records_only=True)
    assert subject.items() == ["too_long"]
    subject.ledger.resolve({"too_long"}, ())
    assert subject.items() == []


@pytest.mark.parametrize("state", [State.INVOICED, State.SETTLED])
def test_an_invoice_that_is_seen_after_all_closes_only_that_question(
    subject: Subject, state: State
) -> None:
    job = replace(job_of(subject.ledger), state=state)
    names = ("invoice_not_found", "totals_differ")
    subject.ledger.note([asked(name, job.number, job.row_id) for name in names])
    subject.ledger.change(replace(job, verified=True))
    assert subject.items() == ["totals_differ"]


def test_counts_are_kept_per_kind(ledger: Ledger) -> None:
    ledger.keep_counts({"relation": 4})
    ledger.keep_counts({"product": 6})
    assert ledger.standing(NOW).counts == {"relation": 4, "product": 6}


def test_what_is_known_of_the_connection_is_kept(ledger: Ledger) -> None:
    stop = Stop("CFACT028", 3, NOW)
    ledger.keep_books_key("admin-1", "Voorbeeld BV")
    ledger.statuses_made(NOW)
    ledger.backlog_judged()
    ledger.stop_exports(stop)
    standing = ledger.standing(NOW)
    assert (standing.books_key, standing.statuses_made) == ("admin-1", True)
    assert (standing.backlog_judged, standing.stop) == (True, stop)
    ledger.stop_exports(None)
    assert ledger.standing(NOW).stop is None


WRITES: dict[str, Callable[[Ledger, Job, Intent], object]] = {
    "alive": lambda ledger, job, intent: ledger.alive(),
    "keep": lambda ledger, job, intent: ledger.keep(RELATION, [bound()]),
    "keep_counts": lambda ledger, job, intent: ledger.keep_counts({"relation": 9}),
    "books_key": lambda ledger, job, intent: ledger.keep_books_key("x", "y"),
    "receive": lambda ledger, job, intent: ledger.receive([work_order("9")], State.NEW, NOW),
    "change": lambda ledger, job, intent: ledger.change(job),
    "claim": lambda ledger, job, intent: claim(ledger, job, "2018009"),
    "stamp": lambda ledger, job, intent: ledger.stamp(intent, NOW),
    "conclude": lambda ledger, job, intent: ledger.conclude(intent, job),
    "note": lambda ledger, job, intent: ledger.note([asked("backlog")]),
    "resolve": lambda ledger, job, intent: ledger.resolve({"backlog"}, ()),
    "stop": lambda ledger, job, intent: ledger.stop_exports(None),
    "progress": lambda ledger, job, intent: ledger.progress("invoices", 1, 2),
}


@pytest.mark.parametrize("name", WRITES)
def test_nothing_is_written_without_the_lease(subject: Subject, name: str) -> None:
    job = job_of(subject.ledger)
    intent = claim(subject.ledger, job)
    subject.lose()
    with pytest.raises(TakenOver):
        WRITES[name](subject.ledger, job, intent)


def test_a_withdrawn_work_order_with_an_unknown_invoice_is_not_forgotten(ledger: Ledger) -> None:
    job = replace(job_of(ledger), invoice_date=NOW.date())
    stamped = ledger.stamp(claim(ledger, job), NOW)
    assert ledger.dropped(NOW.date()) == []
    withdrawn = replace(job, state=State.WITHDRAWN)
    ledger.change(withdrawn)
    assert [one.row_id for one in ledger.dropped(NOW.date())] == [job.row_id]
    assert ledger.dropped(date(2018, 9, 20)) == []
    ledger.conclude(replace(stamped, outcome=Outcome.RELEASED), withdrawn)
    assert ledger.dropped(NOW.date()) == []
