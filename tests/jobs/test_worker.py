import threading
import time

import pytest

from bonbrug.jobs import task_queue
from bonbrug.jobs.worker import Worker


@pytest.fixture(autouse=True)
def _empty_queue() -> None:
    task_queue.forget()


def wait_for(event: threading.Event) -> None:
    assert event.wait(timeout=20)


def test_jobs_come_in_the_order_in_which_they_were_sent() -> None:
    task_queue.send("a", "1")
    task_queue.send("b", "é ' \" {}")
    assert task_queue.length() == 2
    assert [task_queue.take(), task_queue.take(), task_queue.take()] == [
        ("a", "1"),
        ("b", "é ' \" {}"),
        None,
    ]


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_the_job_and_stops_when_asked() -> None:
    done = threading.Event()
    arguments: list[str] = []

    def handle(argument: str) -> None:
        arguments.append(argument)
        done.set()

    worker = Worker({"greet": handle}, lambda: None, every_seconds=60, places={task_queue.FAST: 2})
    task_queue.send("greet", "7")
    worker.start()
    wait_for(done)
    assert worker.stop()
    assert arguments == ["7"]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_or_is_unknown_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()

    def fail(argument: str) -> None:
        raise ValueError(argument)

    handlers = {"fail": fail, "end": lambda argument: done.set()}
    worker = Worker(handlers, lambda: None, every_seconds=60, places={task_queue.FAST: 1})
    for name in ("fail", "nobody", "end"):
        task_queue.send(name, "")
    worker.start()
    wait_for(done)
    assert worker.stop()
    assert [record.message for record in caplog.records if record.name.startswith("bonbrug")] == [
        "a job failed", "no handler for job nobody",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_tick_comes_again_after_a_failure() -> None:
    ticks = threading.Semaphore(0)

    def tick() -> None:
        ticks.release()
        raise ValueError

    worker = Worker({}, tick, every_seconds=0.01, places={task_queue.FAST: 1})
    worker.start()
    assert all(ticks.acquire(timeout=20) for _ in range(3))
    assert worker.stop()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_hangs_does_not_hold_up_the_end() -> None:
    begun, let_go = threading.Event(), threading.Event()

    def hang(argument: str) -> None:
        begun.set()
        let_go.wait(timeout=20)

    worker = Worker({"hang": hang}, lambda: None, every_seconds=60, places={task_queue.FAST: 1})
    task_queue.send("hang", "")
    worker.start()
    wait_for(begun)
    started = time.monotonic()
    assert not worker.stop(patience=0.2)
    assert time.monotonic() - started < 10
    let_go.set()
    assert worker.stop()


@pytest.mark.django_db(transaction=True)
def test_a_full_slow_lane_leaves_the_fast_one_its_places() -> None:
    let_go, hanging, done = threading.Event(), threading.Semaphore(0), threading.Event()

    def hang(argument: str) -> None:
        hanging.release()
        let_go.wait(timeout=20)

    handlers = {"hang": hang, "end": lambda argument: done.set()}
    worker = Worker(handlers, lambda: None, 60, places={task_queue.FAST: 1, task_queue.SLOW: 2})
    for _ in range(5):
        task_queue.send("hang", "", task_queue.SLOW)
    worker.start()
    assert all(hanging.acquire(timeout=20) for _ in range(2))
    task_queue.send("end", "")
    wait_for(done)
    assert task_queue.length(task_queue.SLOW) == 3
    task_queue.forget()
    let_go.set()
    assert worker.stop()


def test_who_waits_in_person_goes_first() -> None:
    task_queue.send("a", "1")
    task_queue.send("a", "2", urgent=True)
    assert task_queue.take() == ("a", "2")


def test_only_two_words_of_a_job_stand_in_the_queue() -> None:
    task_queue.send("wake", "1000001")
    assert [bytes(data) for data in task_queue.queue(task_queue.FAST).storage.enqueued_items()] == [
        b'["wake", "1000001"]'
    ]
