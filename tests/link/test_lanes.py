"""A remote that stays silent stops nobody else: its connection waits among its like."""

import json
from datetime import timedelta

import pytest

from bonbrug.jobs import task_queue
from bonbrug.link import actions, crossing
from bonbrug.link.models import Connection, silence
from bonbrug.site.cli import main
from bonbrug.sync.model.failures import Unreachable
from tests.fakes.linked import Linked, make_linked

pytestmark = pytest.mark.django_db
QUARTER = timedelta(minutes=15)


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    task_queue.forget()
    return make_linked(monkeypatch)


def silent(linked: Linked, times: int = 1, call: str = "sign_in") -> None:
    """Let its books stay silent in so many runs."""
    for _ in range(times):
        linked.world.weather.next(call, Unreachable("timeout"))
        linked.later()


def sent(linked: Linked) -> str:
    """Return the lane in which the tick sends it ('' for none)."""
    linked.now += QUARTER
    actions.dispatch(linked.now)
    return next((lane for lane in task_queue.LANES if task_queue.take(lane)), "")


def test_who_was_silent_once_waits_in_the_slow_lane_until_it_answers(linked: Linked) -> None:
    linked.done()
    assert sent(linked) == task_queue.FAST
    silent(linked)
    assert sent(linked) == task_queue.SLOW
    linked.done()
    assert sent(linked) == task_queue.FAST


@pytest.mark.parametrize("call", ["sign_in", "books_relations", "work_orders"])
def test_any_call_that_is_waited_for_in_vain_is_a_silence(linked: Linked, call: str) -> None:
    linked.done()
    silent(linked, call=call)
    assert linked.connection.silent_times == 1
    assert linked.connection.silent_since


@pytest.mark.parametrize("code", ["connect", "http_500", "resting"])
def test_what_fails_at_once_holds_no_place_and_is_no_silence(linked: Linked, code: str) -> None:
    linked.done()
    for _ in range(3):
        linked.world.weather.next("sign_in", Unreachable(code, before_sending=True))
    linked.later()
    assert linked.connection.silent_times == 0


def test_a_second_silence_is_told_and_an_answer_closes_it(linked: Linked) -> None:
    linked.done()
    silent(linked)
    assert linked.kinds() == []
    silent(linked)
    assert linked.kinds() == ["silent"]
    assert linked.connection.log_lines.filter(kind="silent").exists()
    linked.later()
    assert linked.kinds() == []


def test_a_silence_says_since_when(linked: Linked) -> None:
    linked.done()
    silent(linked)
    since = linked.connection.silent_since
    silent(linked, 2)
    assert (linked.connection.silent_since, linked.connection.silent_times) == (since, 3)


def test_who_was_silent_gets_no_second_and_third_try(linked: Linked) -> None:
    linked.done()
    silent(linked)
    assert crossing.open_bookkeeping(linked.connection).side.patience.tries == 1


def test_a_run_by_hand_of_who_was_silent_goes_first_in_the_slow_lane(linked: Linked) -> None:
    linked.done()
    silent(linked)
    task_queue.send("synchronise", "0", task_queue.SLOW)
    actions.start_synchronisation(linked.connection, linked.now)
    assert task_queue.take(task_queue.SLOW) == ("synchronise", str(linked.connection.pk))


def test_a_full_slow_lane_takes_nothing_from_the_fast_one(linked: Linked) -> None:
    for number in range(50):
        task_queue.send("synchronise", str(number), task_queue.SLOW)
    assert sent(linked) == task_queue.FAST


@pytest.mark.parametrize(
    ("answered", "times", "seconds"),
    [
        (0.1, 0, 5.0),
        (2.0, 0, 20.0),
        (9.0, 0, 30.0),
        (0.1, 7, 5.0),
        (0.1, 8, 60.0),
        (None, 0, 8.0),
        (None, 1, 60.0),
        (None, 2, 8.0),
    ],
)
def test_patience_follows_from_the_last_answer(
    answered: float | None, times: int, seconds: float
) -> None:
    assert silence.patience(answered, times, 60) == seconds


def test_patience_is_never_more_than_any_call_has() -> None:
    assert silence.patience(9.0, 0, 3) == 3
    assert silence.patience(None, 0, 3) == 3


def test_a_silent_connection_counts_for_what_its_next_try_may_take(linked: Linked) -> None:
    linked.done()
    silent(linked)
    assert linked.connection.hold_seconds == silence.FLOOR
    silent(linked, silence.THOROUGH_EVERY - 1)
    assert linked.connection.hold_seconds == 60


def test_the_bound_of_lateness_follows_from_places_and_patience() -> None:
    assert silence.latest(waits=600.0, longest=60.0, places=4) == 210.0


@pytest.mark.django_db(transaction=True)
def test_the_status_tells_the_lane_and_the_bound(
    linked: Linked, capsys: pytest.CaptureFixture[str]
) -> None:
    linked.done()
    silent(linked)
    Connection.objects.update(hold_seconds=30)
    assert main(["status", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    places = 4
    assert (told["lane"], told["silent_times"]) == ("slow", 1)
    assert told["at_most_late_seconds"] == -(-30 // places) + 30


def test_a_comparison_of_who_was_silent_waits_in_the_slow_lane(linked: Linked) -> None:
    linked.done()
    silent(linked)
    today = linked.now.date()
    row = actions.reconcile(linked.connection, today, today, None, linked.now)
    assert task_queue.take(task_queue.SLOW) == ("reconcile", str(row.pk))
    assert actions.dispatch_reconciliations(linked.now + QUARTER) == 1
    assert task_queue.take(task_queue.SLOW) == ("reconcile", str(row.pk))
