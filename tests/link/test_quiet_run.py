"""What a run in which nothing changed asks of the database: the real link on both real doors."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext

from bonbrug.link import actions
from bonbrug.link.models import Connection, Run
from bonbrug.link.store import memory
from bonbrug.values.clock import AMSTERDAM
from tests.wrong_input.box import Box
from tests.wrong_input.conftest import box

__all__ = ["box"]
MOST_QUERIES, MOST_TRANSACTIONS = 16, 3
MOST_OF_A_SWEEP = 22
WRITES = ("INSERT", "UPDATE", "DELETE")
QUARTER = timedelta(minutes=15)


@pytest.fixture
def quiet(box: Box, monkeypatch: pytest.MonkeyPatch) -> Box:
    """One invoice was made, and after that nothing changes any more.

    No run shows how far it is, however busy this machine is. It begins in the morning: once a day
    a run looks further.
    """
    box.ahead += until_morning(box.clock())
    monkeypatch.setattr(memory, "LASTS", 3600.0)
    box.order("18-1001")
    box.sync()
    box.later(minutes=70)
    box.sync("schedule")
    return box


def until_morning(now: datetime) -> timedelta:
    day = now.astimezone(AMSTERDAM).date() + timedelta(days=1)
    return datetime.combine(day, time(6), AMSTERDAM) - now


def asked_by(run: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(database) as captured:
        run()
    return [query["sql"] for query in captured.captured_queries]


def transactions(queries: list[str]) -> int:
    """Count the commits with a write in them; a write outside a transaction is one by itself."""
    found, inside, wrote = 0, False, False
    for query in queries:
        if query.startswith("BEGIN"):
            inside, wrote = True, False
        elif query.startswith("COMMIT"):
            inside, found = False, found + wrote
        elif query.startswith(WRITES):
            wrote, found = True, found + (not inside)
    return found


def by_the_clock(quiet: Box) -> list[str]:
    """Run once as a job of the queue would, a quarter of an hour later."""
    quiet.ahead += QUARTER
    pk = quiet.connection.pk
    queries = asked_by(lambda: actions.synchronise_when_due(pk, quiet.clock))
    assert Run.objects.latest("pk").outcome == "nothing"
    return queries


def test_a_run_by_the_clock_in_which_nothing_changed_asks_little(quiet: Box) -> None:
    for _ in range(2):
        queries = by_the_clock(quiet)
        assert len(queries) <= MOST_QUERIES, queries
        assert transactions(queries) <= MOST_TRANSACTIONS, queries


def test_a_run_without_a_work_order_reads_no_customer_agreement(quiet: Box) -> None:
    assert not [query for query in by_the_clock(quiet) if "link_customeragreement" in query]
    quiet.order("18-1002")
    assert len([one for one in asked_by(quiet.sync) if "link_customeragreement" in one]) == 1


def test_a_look_at_older_invoices_that_finds_nothing_asks_little_more(quiet: Box) -> None:
    by_the_clock(quiet)
    quiet.later(hours=1)
    queries = by_the_clock(quiet)
    assert len(queries) <= MOST_OF_A_SWEEP, queries
    assert transactions(queries) <= MOST_TRANSACTIONS, queries


def test_a_run_that_only_imports_asks_little(quiet: Box) -> None:
    quiet.choose(export_invoices=False)
    by_the_clock(quiet)
    queries = by_the_clock(quiet)
    assert len(queries) <= MOST_QUERIES, queries
    assert transactions(queries) <= MOST_TRANSACTIONS, queries


def test_a_question_that_stays_open_costs_nothing(quiet: Box) -> None:
    quiet.connection.items.create(
        kind="totals_differ", subject="18-1001", opened_at=quiet.clock(), last_seen_at=quiet.clock()
    )
    queries = by_the_clock(quiet)
    assert len(queries) <= MOST_QUERIES, queries


def test_a_job_for_a_connection_that_is_not_due_only_looks(quiet: Box) -> None:
    Connection.objects.update(due_at=quiet.clock() + QUARTER)
    pk = quiet.connection.pk
    queries = asked_by(lambda: actions.synchronise_when_due(pk, quiet.clock))
    assert len(queries) <= 2
    assert transactions(queries) == 0
