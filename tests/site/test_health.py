"""Health for machines: three questions, each with numbers, and never a session."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from bonbrug.link.models import Connection, Digest, Item, Lease, Notice, Run
from bonbrug.site.health import measures, pages, timed_queries
from bonbrug.values.clock import system_clock
from tests.fakes.linked import ordered

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
KEY = "een-sleutel-van-genoeg-tekens"


@pytest.fixture(autouse=True)
def _each_look_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timed_queries, "FRESH", 0.0)


@pytest.fixture
def due() -> Connection:
    """A connection that runs by itself and whose turn comes in a minute."""
    made, now = ordered(), system_clock()
    Connection.objects.filter(pk=made.pk).update(
        signed_in_at=now, activated_on=now.date(), due_at=now + timedelta(minutes=1)
    )
    return made


def asked(path: str) -> tuple[int, dict[str, Any]]:
    answer = Client().get(path)
    return answer.status_code, json.loads(answer.content)


def ago(**time: int) -> Any:
    return system_clock() - timedelta(**time)


def works() -> tuple[int, list[str]]:
    code, told = asked("/gezond/werkt/")
    return code, told["wrong"]


def test_a_process_that_answers_lives() -> None:
    answer = Client().get("/gezond/")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_a_whole_installation_is_ready_and_works(due: Connection) -> None:
    code, told = asked("/gezond/klaar/")
    assert (code, told["ok"], told["wrong"]) == (200, True, [])
    assert told["disk_free_mib"] > 0
    code, told = asked("/gezond/werkt/")
    assert (code, told["ok"], told["late_seconds"]) == (200, True, None)


@pytest.mark.parametrize("path", ["/gezond/", "/gezond/klaar/", "/gezond/werkt/", "/metrics"])
def test_head_is_answered_and_post_is_not(path: str, settings: Any) -> None:
    settings.BONBRUG_METRICS_KEY = KEY
    answer = Client().head(path, headers={"authorization": f"Bearer {KEY}"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert Client().post(path).status_code == 405


@pytest.mark.parametrize("path", ["/gezond/", "/gezond/klaar/", "/gezond/werkt/", "/metrics"])
def test_health_opens_no_session_keeps_no_copy_and_asks_for_no_host(
    path: str, settings: Any
) -> None:
    settings.BONBRUG_METRICS_KEY = KEY
    headers = {"authorization": f"Bearer {KEY}", "host": "10.1.2.3:8000"}
    answer = Client().get(path, headers=headers)
    assert answer.status_code == 200
    assert (answer.cookies, Session.objects.count()) == ({}, 0)
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_migration_that_was_not_done_is_not_ready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '0002_tidied_at'")
    try:
        code, told = asked("/gezond/klaar/")
        assert (code, told["wrong"], told["migrations_to_do"]) == (503, ["migrations_to_do"], 1)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)",
                ["link", "0002_tidied_at", system_clock()],
            )


def test_a_database_of_a_newer_version_is_not_ready() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)",
            ["link", "9999_later", system_clock()],
        )
    try:
        assert asked("/gezond/klaar/")[1]["wrong"] == ["migrations_unknown"]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")


def test_too_little_room_is_not_ready(settings: Any) -> None:
    settings.BONBRUG_DISK_FREE_MIB = 10**9
    assert asked("/gezond/klaar/")[0] == 503


def test_a_connection_that_waits_too_long_is_said(due: Connection, settings: Any) -> None:
    Connection.objects.update(due_at=ago(seconds=300))
    assert works() == (200, [])
    Connection.objects.update(due_at=ago(seconds=700))
    assert works() == (503, ["late_seconds"])
    settings.BONBRUG_LATE_SECONDS = 900
    assert works() == (200, [])


@pytest.mark.parametrize(
    "change", [{"breaker": "credentials_refused"}, {"deleted_at": "now"}, {"activated_on": None}]
)
def test_a_connection_that_does_not_run_by_itself_is_not_late(
    due: Connection, change: dict[str, Any]
) -> None:
    if change == {"deleted_at": "now"}:
        change = {"deleted_at": system_clock()}
    Connection.objects.update(due_at=ago(days=9), **change)
    assert works() == (200, [])


def test_a_connection_at_work_is_not_late(due: Connection) -> None:
    Connection.objects.update(due_at=ago(seconds=700))
    soon = system_clock() + timedelta(seconds=40)
    Lease.objects.create(connection=due, owner="a worker", epoch=1, expires_at=soon)
    assert works() == (200, [])


def test_a_run_that_lasts_too_long_is_said(due: Connection) -> None:
    run = Run.objects.create(connection=due, started_at=ago(minutes=50), trigger="schedule")
    assert works() == (200, [])
    Run.objects.update(started_at=ago(minutes=70))
    assert works() == (503, ["run_seconds"])
    Run.objects.filter(pk=run.pk).update(finished_at=system_clock())
    assert works() == (200, [])


def test_what_a_stopped_connection_left_is_no_alarm_for_ever(due: Connection) -> None:
    Run.objects.create(connection=due, started_at=ago(days=3), trigger="schedule")
    Connection.objects.update(breaker="credentials_refused")
    assert works() == (200, [])


def test_mail_that_waits_too_long_is_said(due: Connection, settings: Any) -> None:
    Digest.objects.create(connection=due, message_id="<1@x>", made_at=ago(hours=3))
    settings.BONBRUG_SMTP_URL = ""
    assert works() == (200, [])
    settings.BONBRUG_SMTP_URL = "smtp://127.0.0.1:9"
    assert works() == (503, ["mail_seconds"])
    Digest.objects.update(sent_at=system_clock())
    assert works() == (200, [])


def test_an_item_that_no_mail_took_along_is_said(due: Connection, settings: Any) -> None:
    settings.BONBRUG_SMTP_URL = "smtp://127.0.0.1:9"
    long_ago = ago(hours=3)
    item = Item.objects.create(
        connection=due, kind="backlog", opened_at=long_ago, last_seen_at=long_ago
    )
    Notice.objects.create(item=item, connection=due, made_at=long_ago)
    assert works() == (503, ["mail_seconds"])


def test_a_reconciliation_that_nobody_does_is_said(due: Connection) -> None:
    day = system_clock().date()
    due.reconciliations.create(first=day, last=day, asked_at=ago(hours=2))
    assert works() == (503, ["reconciliation_seconds"])


def test_backups_are_looked_at_once_they_are_set_up(tmp_path: Path, settings: Any) -> None:
    assert works() == (200, [])
    settings.BONBRUG_BACKUPS = str(tmp_path / "backups")
    assert works() == (503, ["backup_seconds"])
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / f"bonbrug-{ago(hours=27):%Y%m%dT%H%M%S}Z.zip").touch()
    assert works() == (503, ["backup_seconds"])
    (tmp_path / "backups" / f"bonbrug-{ago(hours=2):%Y%m%dT%H%M%S}Z.zip").touch()
    assert works() == (200, [])


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Questions to a database that keeps the asker waiting until the event is set."""
    goes_on = threading.Event()

    def wait(now: object) -> Any:
        goes_on.wait(timeout=30)
        return measures.Health()

    monkeypatch.setattr(timed_queries, "PATIENCE", 0.1)
    for name in ("READY", "WORKS", "TOTALS"):
        monkeypatch.setattr(pages, name, timed_queries.Question(wait))
    yield goes_on
    goes_on.set()


def test_a_database_that_keeps_us_waiting_is_said_and_asked_once(
    silent: threading.Event, settings: Any
) -> None:
    settings.BONBRUG_METRICS_KEY = KEY
    threads = threading.active_count()
    for _ in range(5):
        assert asked("/gezond/klaar/") == (503, {"ok": False, "wrong": ["database"]})
        assert works() == (503, ["database"])
    assert threading.active_count() <= threads + 2
    told = Client().get("/metrics", headers={"authorization": f"Bearer {KEY}"})
    assert (told.status_code, b"bonbrug_database_up 0.0" in told.content) == (200, True)
    assert Client().get("/gezond/").status_code == 200
    silent.set()
    deadline = time.monotonic() + 10
    while asked("/gezond/klaar/")[0] != 200 and time.monotonic() < deadline:
        pass
    assert asked("/gezond/klaar/")[0] == 200


def test_a_database_that_is_away_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real question, to a database that is not there."""

    def away(now: object) -> measures.Health:
        line = connection.copy()
        line.settings_dict = {**line.settings_dict, "NAME": "/nowhere/at/all", "HOST": "/nowhere"}
        with line.cursor() as cursor:
            cursor.execute("SELECT 1")
        return measures.Health()

    monkeypatch.setattr(pages, "READY", timed_queries.Question(away))
    assert asked("/gezond/klaar/") == (503, {"ok": False, "wrong": ["database"]})


def test_metrics_are_not_there_without_a_key() -> None:
    assert Client().get("/metrics").status_code == 404


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer fout", f"Basic {KEY}", KEY, "Bearer é"])
def test_metrics_are_for_who_has_the_key(header: str, settings: Any) -> None:
    settings.BONBRUG_METRICS_KEY = KEY
    answer = Client().get("/metrics", headers={"authorization": header})
    assert (answer.status_code, answer.content) == (401, b"")


def test_metrics_give_the_same_numbers_and_no_series_per_connection(
    due: Connection, settings: Any
) -> None:
    settings.BONBRUG_METRICS_KEY = KEY
    ordered("Tweede koppeling", "1000002")
    Connection.objects.filter(pk=due.pk).update(due_at=ago(seconds=700), breaker="")
    Run.objects.create(
        connection=due, started_at=ago(minutes=5), finished_at=ago(minutes=4), outcome="done"
    )
    told = Client().get("/metrics", headers={"authorization": f"Bearer {KEY}"})
    lines = told.content.decode().splitlines()
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert told.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert 700 <= float(values["bonbrug_late_seconds"]) < 800
    assert (values["bonbrug_ready"], values["bonbrug_works"]) == ("1.0", "0.0")
    assert values["bonbrug_connections"] == "2.0"
    assert values['bonbrug_runs_last_hour{outcome="done"}'] == "1.0"
    assert all("Koppeling" not in line and "1000001" not in line for line in lines)
    assert len(values) == len(set(values))


def test_many_who_ask_at_once_are_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timed_queries, "FRESH", 60.0)
    numbers = count()
    question = timed_queries.Question(lambda now: next(numbers))
    assert [question.answer() for _ in range(50)] == [0] * 50
