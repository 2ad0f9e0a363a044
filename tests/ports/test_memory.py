"""What every ledger must do: the one in memory and the one on the tables."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bonbrug.accounts.models import Organisation
from bonbrug.link import actions, store
from bonbrug.link.models import Connection, Lease, Run
from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.bindings import ERASED, PRODUCT, RELATION, Bound
from bonbrug.sync.model.connection_state import ExportStop
from bonbrug.sync.model.findings import asked, noted
from bonbrug.sync.model.readings import LateWrite, Listing, ReadingState
from bonbrug.sync.model.records import Invoice, InvoiceLine
from bonbrug.sync.model.settings import LinesPer
from bonbrug.sync.ports.jobs import DecidedMeanwhile, NumberClaimed
from bonbrug.sync.ports.memory import Memory, TakenOver
from bonbrug.sync.states import person_transitions, run_transitions
from bonbrug.sync.states.jobs import Intent, Job, Outcome, State
from bonbrug.sync.states.person_transitions import Pair
from bonbrug.values.charged_time import Per, Rounding, Way
from bonbrug.values.vat_work import Dwelling
from tests.fakes.memory import FakeMemory
from tests.fakes.rows import Rows
from tests.fakes.world import work_order
from tests.proofs.simulator.history import History
from tests.proofs.simulator.memory import HeldLease, StoreMemory
from tests.proofs.simulator.store import Store

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 9, 19, 8, 0, tzinfo=UTC)
SOON = NOW + timedelta(minutes=1)
LINE = InvoiceLine(Decimal("1.50"), "uren", "UUR", "Uren", Decimal("50.00"), "GEEN", "8000")


class Subject:
    """A memory, how to look behind it, and a person who decides about its first job."""

    def __init__(
        self,
        memory: Memory,
        items: Callable[[], list[str]],
        lose: Callable[[], None],
        decide: Callable[[int, Callable[[Pair], Pair]], bool],
        agree: Callable[[str, CustomerAgreement], None],
        answer: Callable[[str, Dwelling], None],
    ):
        self.memory, self.items, self.lose, self._decide = memory, items, lose, decide
        self.agree, self.answer = agree, answer

    def decide(self, decision: Callable[[Pair], Pair]) -> None:
        (job,) = (job for job in self.memory.jobs(["1"]) if job.row_id == "1")
        assert self._decide(job.id, decision)


def _fake() -> Subject:
    memory = FakeMemory()

    def lose() -> None:
        memory.lost = True

    return Subject(
        memory,
        lambda: sorted(code for code, _ in memory.items),
        lose,
        memory.decide,
        memory.rows.agreed.__setitem__,
        memory.rows.dwellings.__setitem__,
    )


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
    lease = store.take(connection.pk, "one")
    assert lease
    run = Run.objects.create(connection=connection, started_at=NOW, trigger="test")

    def lose() -> None:
        Lease.objects.filter(pk=connection.pk).update(owner="two", epoch=2)

    def items() -> list[str]:
        rows = connection.items.filter(closed_at=None)
        return sorted(rows.values_list("kind", flat=True))

    memory = store.TableMemory(lease, run.pk, lambda: NOW, connection)

    def agree(code: str, agreement: CustomerAgreement) -> None:
        actions.agree(connection, code, agreement, None, NOW)

    def answer(key: str, dwelling: Dwelling) -> None:
        actions.answer_address(connection, key, dwelling, None, NOW)

    return Subject(memory, items, lose, store.decide, agree, answer)


def _simulated() -> Subject:
    store = Store({"a": Rows(), "b": Rows()})
    epoch = store.take("r1", 0)
    assert epoch
    memory = StoreMemory(store, HeldLease("a", "r1", epoch), History(), lambda label: None)

    def lose() -> None:
        store.stop_heart("r1", -100_000)
        store.take("r2", 0)

    rows = store.rows["a"]
    return Subject(
        memory,
        lambda: sorted(code for code, _ in rows.items),
        lose,
        rows.decide,
        rows.agreed.__setitem__,
        rows.dwellings.__setitem__,
    )


@pytest.fixture(params=[_fake, _tables, _simulated], ids=["memory", "tables", "simulated"])
def subject(request: pytest.FixtureRequest) -> Subject:
    made: Subject = request.param()
    return made


@pytest.fixture
def memory(subject: Subject) -> Memory:
    return subject.memory


def bound(key: str = "k1", books_id: str = "1", fingerprint: str = "a" * 32) -> Bound:
    return Bound(key, books_id, {"code": key, "active": True}, fingerprint, "relation")


def job_of(memory: Memory) -> Job:
    memory.receive([work_order()], State.NEW, NOW)
    return memory.jobs(())[0]


def intent_for(job: Job, number: str = "2018001") -> Intent:
    invoice = Invoice(
        number, "TEST1", NOW.date(), 14, "Test", book=True, booking_text="x", lines=(LINE,)
    )
    return Intent(0, job.id, "werkbon 1 · AAAABBBB", invoice, 1)


def claim(memory: Memory, job: Job, number: str = "2018001") -> Intent:
    return memory.claim(job, intent_for(job, number), replace(job, state=State.INTENDED))


def test_what_is_kept_is_known_by_key_and_kind(memory: Memory) -> None:
    memory.keep(RELATION, [bound()])
    assert memory.known(PRODUCT) == {}
    known = memory.known(RELATION)["k1"]
    assert (known.fingerprint, known.sent_as, known.books_id) == ("a" * 32, "relation", "1")
    assert memory.bases(RELATION, ["k1", "k2"]) == {"k1": {"code": "k1", "active": True}}


def test_of_what_was_erased_nothing_was_agreed(memory: Memory) -> None:
    memory.keep(RELATION, [replace(bound(), base={}, fingerprint="", sent_as=ERASED)])
    assert memory.known(RELATION)["k1"].sent_as == ERASED
    assert memory.bases(RELATION, ["k1"]) == {}


def test_keeping_again_replaces_and_remembers_the_older_version(memory: Memory) -> None:
    memory.keep(RELATION, [bound(), bound("k2", "2")])
    memory.keep(RELATION, [bound(fingerprint="b" * 32)])
    assert memory.known(RELATION)["k1"].fingerprint == "b" * 32
    assert memory.replaced_before(RELATION, {"k1": "a" * 32, "k2": "a" * 32}) == {"k1"}


def test_an_id_moves_to_the_code_that_has_it_now(memory: Memory) -> None:
    memory.keep(RELATION, [bound("k1", "1"), bound("k2", "2")])
    memory.keep(RELATION, [bound("k1", "2"), bound("k2", "1")])
    assert {key: one.books_id for key, one in memory.known(RELATION).items()} == {
        "k1": "2", "k2": "1",
    }  # fmt: skip
    memory.keep(RELATION, [bound("k3", "1")])
    assert memory.known(RELATION)["k2"].books_id == ""


AGREED = CustomerAgreement(
    lines_per=LinesPer.DAY, rounding=Rounding(Way.UP, 30, Per.ORDER), minimum_minutes=0, call_out=""
)


def test_agreements_are_read_as_they_were_filled_in(subject: Subject) -> None:
    subject.agree("test1", AGREED)
    subject.agree("test2", CustomerAgreement(minimum_minutes=60))
    assert subject.memory.agreements() == {
        "test1": AGREED, "test2": CustomerAgreement(minimum_minutes=60),
    }  # fmt: skip


def test_answers_about_addresses_are_read_as_they_were_given(subject: Subject) -> None:
    subject.answer("1234 AB 12", Dwelling.OLD)
    subject.answer("1234 AB 14", Dwelling.NO)
    subject.answer("1234 AB 14", Dwelling.NEW)
    assert subject.memory.dwellings() == {
        "1234 AB 12": Dwelling.OLD, "1234 AB 14": Dwelling.NEW,
    }  # fmt: skip


def test_a_received_work_order_is_an_open_job(memory: Memory) -> None:
    memory.receive([work_order(), work_order("2")], State.NEW, NOW)
    first, second = memory.jobs(())
    assert (first.row_id, first.number, first.state) == ("1", "WB-00001", State.NEW)
    assert second.day == date(2018, 9, 19)


def test_a_settled_job_is_only_seen_when_its_row_is_asked_for(memory: Memory) -> None:
    job = job_of(memory)
    memory.change(replace(job, state=State.SETTLED))
    assert memory.jobs(()) == []
    assert [one.state for one in memory.jobs(["1"])] == [State.SETTLED]


def test_a_job_keeps_everything_that_is_changed(memory: Memory) -> None:
    job = replace(
        job_of(memory),
        state=State.INVOICED,
        relation_code="TEST1",
        marker="werkbon 1 · AAAABBBB",
        content_fingerprint="c" * 32,
        invoice_number="2018001",
        invoice_date=NOW.date(),
        net=Decimal("84.10"),
        vat=Decimal("17.66"),
        gross=Decimal("101.76"),
        booked=True,
        verified=True,
        invoiced_at=NOW,
    )
    memory.change(job)
    assert memory.jobs(()) == [job]


def test_a_claimed_intent_comes_back_exactly(memory: Memory) -> None:
    job = job_of(memory)
    claimed = claim(memory, job)
    assert memory.intent(job) == claimed
    assert claimed.invoice == intent_for(job).invoice
    assert memory.jobs(())[0].state is State.INTENDED


def test_a_number_is_claimed_once_until_it_is_released(memory: Memory) -> None:
    memory.receive([work_order(), work_order("2")], State.NEW, NOW)
    first, second = memory.jobs(())
    claimed = claim(memory, first)
    with pytest.raises(NumberClaimed):
        claim(memory, second)
    assert memory.claimed_numbers() == {"2018001"}
    memory.conclude(replace(claimed, outcome=Outcome.RELEASED), first)
    assert memory.intent(first) is None
    assert claim(memory, second).invoice.number == "2018001"


def test_a_stamp_counts_and_a_second_one_makes_it_doubtful(memory: Memory) -> None:
    job = job_of(memory)
    once = memory.stamp(claim(memory, job), NOW)
    assert (once.outcome, once.attempts, once.doubtful) == (Outcome.SENT, 1, False)
    again = memory.intent(job)
    assert again
    twice = memory.stamp(again, NOW)
    assert (twice.attempts, twice.doubtful, twice.send_stamp) == (2, True, NOW)


def test_a_finished_invoice_is_the_last_of_the_series(memory: Memory) -> None:
    job = job_of(memory)
    claimed = claim(memory, job)
    after = replace(job, state=State.INVOICED, invoice_number="2018001")
    memory.conclude(replace(claimed, outcome=Outcome.DONE), after)
    assert memory.connection_state(NOW).last_number == "2018001"
    assert memory.claimed_numbers() == {"2018001"}


def test_an_invoice_closes_what_was_open_about_its_work_order(subject: Subject) -> None:
    memory, job = subject.memory, job_of(subject.memory)
    memory.change(replace(job, state=State.REFUSED), [asked("no_lines", "WB-00001", "1")])
    memory.note([asked("maybe_cut", "relation")])
    assert subject.items() == ["maybe_cut", "no_lines"]
    memory.change(replace(job, state=State.INVOICED))
    assert subject.items() == ["maybe_cut"]


def test_one_item_per_code_and_subject_and_none_for_a_note(subject: Subject) -> None:
    for _ in range(3):
        subject.memory.note([asked("maybe_cut", "relation", count=5), noted("price_zero", "1")])
    assert subject.items() == ["maybe_cut"]


def test_what_is_no_longer_found_is_closed(subject: Subject) -> None:
    subject.memory.note([asked("too_long", "A"), asked("too_long", "B"), asked("backlog")])
    subject.memory.resolve({"too_long"}, {("too_long", "B")})
    assert subject.items() == ["backlog", "too_long"]


def test_the_items_of_work_orders_can_be_left_alone(subject: Subject) -> None:
    job = job_of(subject.memory)
    subject.memory.note([asked("too_long", "A"), asked("too_long", job.number, job.row_id)])
    subject.memory.resolve({"too_long"}, (), records_only=True)
    assert subject.items() == ["too_long"]
    subject.memory.resolve({"too_long"}, ())
    assert subject.items() == []


@pytest.mark.parametrize("state", [State.INVOICED, State.SETTLED])
def test_an_invoice_that_is_seen_after_all_closes_only_that_question(
    subject: Subject, state: State
) -> None:
    job = replace(job_of(subject.memory), state=state)
    names = ("invoice_not_found", "totals_differ")
    subject.memory.note([asked(name, job.number, job.row_id) for name in names])
    subject.memory.change(replace(job, verified=True))
    assert subject.items() == ["totals_differ"]


def test_what_is_known_of_each_list_is_kept(memory: Memory) -> None:
    quiet, counted = ReadingState(4, "a" * 16, "b" * 16), ReadingState(6)
    memory.keep_readings({Listing.BOOKS_RELATIONS: quiet})
    memory.keep_readings({Listing.BOOKS_PRODUCTS: counted})
    assert memory.connection_state(NOW).readings == {
        Listing.BOOKS_RELATIONS: quiet, Listing.BOOKS_PRODUCTS: counted,
    }  # fmt: skip
    memory.keep_readings({Listing.BOOKS_RELATIONS: ReadingState(5)})
    assert memory.connection_state(NOW).readings[Listing.BOOKS_RELATIONS] == ReadingState(5)


def test_what_may_yet_arrive_is_kept_until_it_is_not_expected_any_more(memory: Memory) -> None:
    early, late = LateWrite("relations", "a" * 32, NOW), LateWrite("materials", "b" * 32, SOON)
    memory.expect([early, late])
    assert tuple(memory.connection_state(NOW).late_writes) == (early, late)
    memory.expect_no_more([early])
    assert tuple(memory.connection_state(NOW).late_writes) == (late,)


def test_of_what_was_sent_twice_the_last_time_counts(memory: Memory) -> None:
    first = LateWrite("relations", "a" * 32, NOW)
    memory.expect([first])
    memory.expect([replace(first, sent_at=SOON)])
    memory.expect_no_more([first])
    assert [one.sent_at for one in memory.connection_state(NOW).late_writes] == [SOON]


def test_what_is_known_of_the_connection_is_kept(memory: Memory) -> None:
    stop = ExportStop("CFACT028", 3, NOW)
    memory.keep_books_key("admin-1", "Voorbeeld BV")
    memory.statuses_made(NOW)
    memory.backlog_judged()
    memory.stop_exports(stop)
    standing = memory.connection_state(NOW)
    assert (standing.books_key, standing.statuses_made) == ("admin-1", True)
    assert (standing.backlog_judged, standing.stop) == (True, stop)
    memory.stop_exports(None)
    assert memory.connection_state(NOW).stop is None


WRITES: dict[str, Callable[[Memory, Job, Intent], object]] = {
    "alive": lambda memory, job, intent: memory.alive(),
    "keep": lambda memory, job, intent: memory.keep(RELATION, [bound()]),
    "readings": lambda memory, job, intent: memory.keep_readings(
        {Listing.BOOKS_RELATIONS: ReadingState(9)}
    ),
    "expect": lambda memory, job, intent: memory.expect([LateWrite("relations", "a", NOW)]),
    "expect_no_more": lambda memory, job, intent: memory.expect_no_more(
        [LateWrite("relations", "a", NOW)]
    ),
    "books_key": lambda memory, job, intent: memory.keep_books_key("x", "y"),
    "receive": lambda memory, job, intent: memory.receive([work_order("9")], State.NEW, NOW),
    "change": lambda memory, job, intent: memory.change(job),
    "claim": lambda memory, job, intent: claim(memory, job, "2018009"),
    "stamp": lambda memory, job, intent: memory.stamp(intent, NOW),
    "conclude": lambda memory, job, intent: memory.conclude(intent, job),
    "note": lambda memory, job, intent: memory.note([asked("backlog")]),
    "resolve": lambda memory, job, intent: memory.resolve({"maybe_cut"}, ()),
    "stop": lambda memory, job, intent: memory.stop_exports(None),
    "progress": lambda memory, job, intent: memory.progress("invoices", 1, 2),
}


@pytest.mark.parametrize("name", WRITES)
def test_nothing_is_written_without_the_lease(subject: Subject, name: str) -> None:
    job = job_of(subject.memory)
    intent = claim(subject.memory, job)
    subject.memory.note([asked("maybe_cut")])
    subject.lose()
    with pytest.raises(TakenOver):
        WRITES[name](subject.memory, job, intent)


def test_a_withdrawn_work_order_with_an_unknown_invoice_is_not_forgotten(memory: Memory) -> None:
    job = replace(job_of(memory), invoice_date=NOW.date())
    stamped = memory.stamp(claim(memory, job), NOW)
    assert memory.dropped(NOW.date()) == []
    withdrawn = replace(job, state=State.WITHDRAWN)
    memory.change(withdrawn)
    assert [one.row_id for one in memory.dropped(NOW.date())] == [job.row_id]
    assert memory.dropped(date(2018, 9, 20)) == []
    memory.conclude(replace(stamped, outcome=Outcome.RELEASED), withdrawn)
    assert memory.dropped(NOW.date()) == []


WRITES_OF_A_JOB: dict[str, Callable[[Memory, Job, Intent], object]] = {
    "change": lambda memory, job, intent: memory.change(job),
    "claim": lambda memory, job, intent: memory.claim(job, intent, job),
    "stamp": lambda memory, job, intent: memory.stamp(intent, NOW),
    "conclude": lambda memory, job, intent: memory.conclude(
        replace(intent, outcome=Outcome.RELEASED), replace(job, state=State.NEW)
    ),
}


@pytest.mark.parametrize("name", WRITES_OF_A_JOB)
def test_a_run_writes_nothing_over_what_a_person_decided_meanwhile(
    subject: Subject, name: str
) -> None:
    memory = subject.memory
    intent = claim(memory, job_of(memory))
    (job,) = memory.jobs(())
    subject.decide(person_transitions.no_invoice)
    (decided,) = memory.jobs([job.row_id])
    with pytest.raises(DecidedMeanwhile):
        WRITES_OF_A_JOB[name](memory, job, intent)
    assert memory.jobs([job.row_id]) == [decided]
    assert memory.intent(decided) == replace(intent, decisions=1)


def test_who_read_what_a_person_decided_goes_on(subject: Subject) -> None:
    memory = subject.memory
    claim(memory, job_of(memory))
    subject.decide(person_transitions.no_invoice)
    (job,) = memory.jobs(["1"])
    kept = memory.intent(job)
    assert kept
    assert job.state is State.WITHDRAWN
    assert memory.stamp(kept, NOW).outcome is Outcome.SENT


def gathered(memory: Memory) -> list[Job]:
    memory.receive([work_order(), work_order("2")], State.NEW, NOW)
    for job in memory.jobs(()):
        memory.change(run_transitions.gathered(job, "c" * 32, "d" * 32))
    return memory.jobs(())


def test_a_collective_invoice_has_a_job_and_its_work_orders_join_it(memory: Memory) -> None:
    whole = memory.collect(gathered(memory))
    members = memory.members(whole)
    assert (whole.state, whole.collective, whole.number) == (State.NEW, True, "WB-00001 +1")
    assert [(job.row_id, job.state) for job in members] == [
        ("1", State.COLLECTED), ("2", State.COLLECTED),
    ]  # fmt: skip
    assert {job.collected_in for job in members} == {whole.id}
    assert whole in memory.jobs(())


def test_what_is_in_a_collective_invoice_is_invoiced_with_it(memory: Memory) -> None:
    whole = memory.collect(gathered(memory))
    claimed = claim(memory, whole)
    stamped = memory.stamp(claimed, NOW)
    after = run_transitions.invoiced(run_transitions.intended(whole), "2018001", NOW)
    memory.conclude(run_transitions.done(stamped), after)
    said = [(job.state, job.invoice_number) for job in memory.members(whole)]
    assert said == [(State.INVOICED, "2018001")] * 2


def test_what_is_in_a_collective_invoice_is_free_again_when_that_is_withdrawn(
    memory: Memory,
) -> None:
    whole = memory.collect(gathered(memory))
    memory.change(run_transitions.withdrawn(whole))
    assert memory.members(whole) == []
    assert [(job.state, job.collected_in) for job in memory.jobs(["1", "2"])] == [
        (State.NEW, None), (State.NEW, None),
    ]  # fmt: skip


def test_a_second_collective_invoice_of_the_same_first_is_the_next_of_its_row(
    memory: Memory,
) -> None:
    first = memory.collect(gathered(memory))
    memory.change(run_transitions.withdrawn(first))
    for job in memory.jobs(["1"]):
        memory.change(run_transitions.gathered(job, "c" * 32, "d" * 32))
    second = memory.collect([job for job in memory.jobs(["1"]) if job.state is State.GATHERED])
    assert (second.row_id, second.generation) == (first.row_id, 2)


def test_a_question_about_a_collective_invoice_outlives_a_later_one_of_the_same_first(
    subject: Subject,
) -> None:
    memory = subject.memory
    first = memory.collect(gathered(memory))
    memory.change(run_transitions.let_go(memory.members(first)[0]))
    (free,) = [job for job in memory.jobs(["1"]) if job.row_id == "1"]
    memory.change(run_transitions.gathered(free, "c" * 32, "d" * 32))
    second = memory.collect([job for job in memory.jobs(["1"]) if job.state is State.GATHERED])
    assert second.row_id == first.row_id
    memory.change(first, [asked("invoice_not_found", first.number, first.row_id)])
    memory.change(run_transitions.withdrawn(second))
    assert subject.items() == ["invoice_not_found"]


def test_nobody_joins_when_a_person_decided_about_one_of_them(subject: Subject) -> None:
    jobs = gathered(subject.memory)
    subject.decide(person_transitions.collect_now)
    with pytest.raises(DecidedMeanwhile):
        subject.memory.collect(jobs)
    assert {job.state for job in subject.memory.jobs(())} == {State.GATHERED}


def test_only_the_whole_of_a_collective_invoice_is_watched(memory: Memory) -> None:
    whole = memory.collect(gathered(memory))
    about = replace(whole, invoice_date=NOW.date())
    memory.change(run_transitions.invoiced(about, "2018001", NOW))
    for job in memory.jobs(()):
        memory.change(replace(job, state=State.SETTLED))
    assert [job.id for job in memory.finished(NOW.date())] == [whole.id]
