from datetime import UTC, datetime, timedelta

import pytest

from bonbrug.jobs import task_queue
from bonbrug.link import actions, jobs, store
from bonbrug.link.models import Connection, ExportJob, Lease, LogLine, Run
from bonbrug.link.models.connection import SECRETS, next_due, phase_of
from bonbrug.sync.model.failures import NotAllowedIn, Unreachable
from bonbrug.sync.model.records import Invoice
from bonbrug.values.clock import system_clock
from tests.fakes.linked import Linked, make_linked, ordered
from tests.fakes.world import START, relation, work_order

pytestmark = pytest.mark.django_db
QUARTER = timedelta(minutes=15)


@pytest.fixture(autouse=True)
def _empty_queue() -> None:
    task_queue.forget()


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    return make_linked(monkeypatch)


def test_a_run_makes_the_invoice_and_keeps_its_counts(linked: Linked) -> None:
    linked.world.add(work_order())
    run = linked.done()
    assert run.outcome == "done"
    assert run.facts == {
        "relations": 1, "hour_types": 1, "materials": 1, "invoices": 1, "booked": 1, "settled": 1,
    }  # fmt: skip
    job = ExportJob.objects.get()
    assert (job.state, job.invoice_number, str(job.gross)) == ("settled", "2018001", "101.76")
    assert job.settled_at == START


def test_an_unchanged_run_writes_on_neither_side(linked: Linked) -> None:
    linked.world.add(work_order())
    linked.done()
    assert linked.later().outcome == "nothing"
    assert linked.world.writes() == 0


def test_runs_in_which_nothing_happened_are_one_row(linked: Linked) -> None:
    linked.done()
    for _ in range(3):
        linked.later()
    assert [run.times for run in Run.objects.order_by("pk")] == [1, 3]


def test_the_same_fact_is_counted_in_one_line(linked: Linked) -> None:
    linked.world.books.relations_["2"] = relation("LEEG", "2", city="")
    linked.done()
    latest = linked.later()
    line = LogLine.objects.get()
    assert (line.times, line.run, line.kind) == (2, latest, "relation_incomplete")
    item = linked.connection.items.get()
    assert (item.count, item.subject) == (2, "LEEG")


def test_two_runs_at_once_are_one(linked: Linked) -> None:
    lease = store.take(linked.connection.pk, "other")
    assert linked.synchronise() is None
    assert lease
    store.release(lease)
    assert linked.synchronise()


def test_a_start_during_a_run_lets_it_run_once_more(linked: Linked) -> None:
    store.take(linked.connection.pk, "other")
    assert actions.start_synchronisation(linked.connection, linked.now) == "joined"
    assert task_queue.length() == 0
    linked.connection.refresh_from_db()
    assert linked.connection.again


def test_a_start_sends_a_job_that_runs_once(linked: Linked) -> None:
    assert actions.start_synchronisation(linked.connection, linked.now) == "started"
    assert task_queue.take() == ("synchronise", str(linked.connection.pk))
    first = actions.synchronise_when_due(linked.connection.pk, linked.clock)
    assert first
    assert first.trigger == "person"
    assert actions.synchronise_when_due(linked.connection.pk, linked.clock) is None


def test_the_tick_sends_what_is_due_and_nothing_else(linked: Linked) -> None:
    due = linked.connection.due_at
    assert due
    assert actions.dispatch(due - timedelta(seconds=1)) == 0
    assert actions.dispatch(due) == 1
    assert task_queue.take() == ("synchronise", str(linked.connection.pk))


@pytest.mark.parametrize(
    "change",
    [{"breaker": "credentials_refused"}, {"deleted_at": START}, {"activated_on": None}],
)
def test_a_connection_that_may_not_run_is_not_sent(
    linked: Linked, change: dict[str, object]
) -> None:
    Connection.objects.update(**change)
    assert actions.dispatch(START + QUARTER) == 0
    assert actions.wake("1000001", START) == 0


def test_a_connection_at_work_is_not_sent(linked: Linked) -> None:
    store.take(linked.connection.pk, "other")
    assert actions.dispatch(START + QUARTER) == 0


def test_after_a_crash_the_next_tick_starts_it_again(linked: Linked) -> None:
    linked.world.add(work_order())
    linked.world.weather.next("send_invoice", "crash_after")
    with pytest.raises(BaseException, match="send_invoice"):
        linked.synchronise()
    assert Run.objects.get().finished_at is None
    Lease.objects.update(expires_at=datetime(2001, 1, 1, tzinfo=UTC))
    assert actions.dispatch(START + QUARTER) == 1
    linked.later()
    assert len(linked.world.books.invoices_) == 1
    assert [run.outcome for run in Run.objects.order_by("pk")] == ["interrupted", "done"]


def test_a_worker_that_was_frozen_writes_nothing_after_the_take_over(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked.world.add(work_order())
    send = linked.world.books.write

    def frozen(invoice: Invoice) -> str:
        monkeypatch.setattr(linked.world.books, "write", send)
        Lease.objects.update(owner="other", epoch=99)
        return send(invoice)

    monkeypatch.setattr(linked.world.books, "write", frozen)
    assert linked.synchronise() is None
    assert ExportJob.objects.get().state == "intended"
    Lease.objects.update(owner="", expires_at=datetime(2001, 1, 1, tzinfo=UTC))
    linked.later()
    assert len(linked.world.books.invoices_) == 1
    assert ExportJob.objects.get().state == "settled"


def test_refused_credentials_open_the_breaker_and_a_sign_in_closes_it(linked: Linked) -> None:
    linked.world.books.open = False
    run = linked.done()
    assert (run.outcome, run.code) == ("not_allowed_in", "E001.2")
    assert linked.connection.breaker == "credentials_refused"
    assert linked.kinds() == ["credentials_refused"]
    assert actions.dispatch(START + QUARTER) == 0
    linked.world.books.open = True
    assert actions.sign_in(linked.connection, "demo", "new", "code-2", START).ok
    assert linked.connection.breaker == ""
    assert linked.kinds() == []
    assert actions.dispatch(START + QUARTER) == 1


def test_a_token_that_is_refused_stops_the_connection_too(linked: Linked) -> None:
    linked.world.weather.next("work_orders", NotAllowedIn("1005", field="token"))
    linked.done()
    item = linked.connection.items.get()
    assert (item.kind, item.subject) == ("credentials_refused", "token")


def test_a_secret_that_does_not_open_stops_the_connection(linked: Linked) -> None:
    other = ordered("Ander", "1000002")
    Connection.objects.filter(pk=linked.connection.pk).update(username=other.token)
    run = linked.done()
    assert run.outcome == "seal_broken"
    assert linked.connection.breaker == "seal_broken"
    assert linked.world.weather.calls == []


def test_a_rehearsal_leaves_only_its_run(linked: Linked) -> None:
    linked.world.add(work_order(periods=(), materials=()), work_order("2"))
    run = linked.synchronise("trial", dry_run=True)
    assert run
    assert run.facts == {"relations": 1, "hour_types": 1, "materials": 1, "invoices": 1}
    assert [line.kind for line in run.lines.all()] == ["no_lines"]
    assert linked.world.writes() == 0
    assert linked.connection.items.count() == ExportJob.objects.count() == 0
    assert linked.connection.bindings.count() == 0


def test_progress_of_a_finished_run_is_cleared(linked: Linked) -> None:
    assert linked.done().stage == ""


def test_the_phase_is_fixed_and_spread_over_the_quarter() -> None:
    phases = [phase_of(pk) for pk in range(10_000)]
    assert phases == [phase_of(pk) for pk in range(10_000)]
    busiest = max(phases.count(second) for second in range(900))
    assert busiest <= 10_000 // 100 + 3


def test_the_next_run_is_at_the_phase_after_now() -> None:
    at = next_due(75, datetime(2018, 9, 19, 8, 1, 15, tzinfo=UTC))
    assert at == datetime(2018, 9, 19, 8, 16, 15, tzinfo=UTC)
    before = next_due(75, datetime(2018, 9, 19, 8, 1, 14, tzinfo=UTC))
    assert before == datetime(2018, 9, 19, 8, 1, 15, tzinfo=UTC)


def test_hours_of_standing_still_are_one_run_not_many(linked: Linked) -> None:
    linked.now = START + timedelta(hours=9)
    assert actions.synchronise_when_due(linked.connection.pk, linked.clock)
    assert actions.synchronise_when_due(linked.connection.pk, linked.clock) is None


def test_a_wake_up_call_makes_the_connection_due(linked: Linked) -> None:
    jobs.wake("1000001")
    linked.connection.refresh_from_db()
    assert linked.connection.due_at
    assert linked.connection.due_at <= system_clock()
    assert task_queue.take() == ("synchronise", str(linked.connection.pk))


def test_the_queue_stays_short_however_long_nobody_works(linked: Linked) -> None:
    for times in range(300):
        actions.dispatch(START + QUARTER + times * timedelta(minutes=1))
    assert task_queue.length() == 100


def test_a_connection_waits_in_the_queue_once(linked: Linked) -> None:
    due = START + QUARTER
    assert [actions.dispatch(due), actions.dispatch(due + timedelta(seconds=2))] == [1, 0]
    assert actions.dispatch(due + timedelta(seconds=31)) == 1


def test_a_deleted_connection_does_not_run_and_forgets_its_secrets(linked: Linked) -> None:
    linked.connection.seal("bearer_token", "extra")
    linked.connection.save()
    actions.delete(linked.connection, None, START)
    assert linked.synchronise() is None
    assert [linked.connection.secret(name) for name in SECRETS] == [""] * len(SECRETS)
    assert linked.connection.security_code_1 == ""


@pytest.mark.parametrize(
    ("call", "side"), [("books_relations", "books"), ("work_orders", "work_orders")]
)
def test_a_run_that_was_stopped_by_one_side_names_it(linked: Linked, call: str, side: str) -> None:
    linked.world.weather.next(call, Unreachable("timeout"))
    run = linked.done()
    assert (run.outcome, run.code, run.facts["side"]) == ("unreachable", "timeout", side)


def test_a_line_of_the_log_about_silence_names_the_side(linked: Linked) -> None:
    linked.world.add(work_order())
    linked.world.weather.next("work_order", Unreachable("timeout"))
    linked.done()
    line = LogLine.objects.get(kind="no_answer")
    assert line.facts == {"reason": "timeout", "side": "work_orders"}


def test_a_read_that_failed_on_its_way_is_tried_again_in_the_same_run(linked: Linked) -> None:
    linked.done()
    linked.world.add(work_order())
    linked.world.weather.next("work_orders", Unreachable("cut"), Unreachable("cut"))
    assert linked.done().outcome == "done"
    assert linked.world.weather.count("work_orders") == 3


def test_a_wake_up_call_is_no_person(linked: Linked) -> None:
    assert actions.wake("1000001", START)
    run = actions.synchronise_when_due(linked.connection.pk, linked.clock)
    assert run
    assert run.trigger == "schedule"
