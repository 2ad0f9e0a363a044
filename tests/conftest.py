"""What every test shares."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from bonbrug.jobs import task_queue
from bonbrug.link import crossing
from bonbrug.sync.ports.retrying import Patience
from tests.accounts.security.flushing import allow_flushing as allow_flushing_the_security_log
from tests.books.flushing import allow_flushing
from tests.link.journal.flushing import allow_flushing as allow_flushing_the_journal

# No test is about how long it takes: a machine may have other work.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis.register_profile("patient", hypothesis(), **PATIENT)
hypothesis.load_profile("patient")
HERE = Path(__file__).parent
# Whole rooms that are about tables: each of their tests also runs on PostgreSQL.
ON_BOTH_DATABASES = ("link", "ports", "wrong_input", "jobs")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that also run on PostgreSQL."""
    for item in items:
        room = item.path.relative_to(HERE).parts[0] if item.path.is_relative_to(HERE) else ""
        if room in ON_BOTH_DATABASES:
            item.add_marker(pytest.mark.postgres)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failure, unless its reason stands in allowed_skips.txt."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None:
        return
    allowed = set((HERE / "allowed_skips.txt").read_text("utf-8").splitlines())
    skipped = [str(report.longrepr) for report in reporter.stats.get("skipped", [])]
    unknown = [reason for reason in skipped if not any(word in reason for word in allowed if word)]
    if unknown:
        print("\nskipped without leave:", *unknown, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True, scope="session")
def _flushable() -> None:
    """Booked entries and events stay, but a test database must be emptied between tests."""
    allow_flushing()
    allow_flushing_the_journal()
    allow_flushing_the_security_log()


@pytest.fixture(autouse=True)
def _no_marks_of_another_test() -> None:
    """A test database begins anew, which must not look like a backup that was put back."""
    shutil.rmtree(settings.BONBRUG_DATA / "marks", ignore_errors=True)
    (settings.BONBRUG_DATA / "erased.json").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A read that is tried again waits first, but never in a test."""
    monkeypatch.setattr(
        "bonbrug.link.crossing.PATIENCE", Patience(lambda: 0.0, lambda seconds: None)
    )


@pytest.fixture(autouse=True)
def _schema_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard asks the database once a second: a slow machine would count one question more."""
    monkeypatch.setattr("bonbrug.site.schema_guard.LOOK_AGAIN", float("inf"))


@pytest.fixture(autouse=True, scope="session")
def _lines_closed() -> Iterator[None]:
    """All links of a process share one client, which lives as long as the process."""
    yield
    if crossing._client.cache_info().currsize:
        crossing._http().close()


@pytest.fixture(autouse=True)
def _queue_let_go() -> Iterator[None]:
    """An open connection to the queue would keep a test database from being dropped."""
    yield
    if task_queue.queue.cache_info().currsize:
        task_queue.let_go()
