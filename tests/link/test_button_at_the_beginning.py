"""A person decides in the very moment in which a run begins."""

import threading
from dataclasses import replace

import pytest
from django.db import connections, transaction

from bonbrug.link import store
from bonbrug.link.actions.beginning import Begun, begin
from bonbrug.link.models import Connection, ExportJob, Item
from bonbrug.sync.states.jobs import State
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import START, work_order

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
WAITS = 0.5  # seconds in which the run comes to wait for the button


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Linked:
    """One work order waits for a person, and no job is open: nobody would look for one."""
    linked = make_linked(monkeypatch)
    linked.world.add(replace(work_order(), materials=(), periods=()))
    linked.done()
    ExportJob.objects.update(state=State.WITHDRAWN)
    return linked


def beginning(pk: int, begun: list[Begun | None]) -> threading.Thread:
    def run() -> None:
        try:
            begun.append(begin(pk, "run", START, "schedule", dry_run=False))
        finally:
            connections.close_all()

    return threading.Thread(target=run)


def test_a_run_that_waited_for_a_button_looks_for_what_it_opened(refused: Linked) -> None:
    pk, begun = refused.connection.pk, list[Begun | None]()
    run = beginning(pk, begun)
    with transaction.atomic():
        Connection.objects.select_for_update().get(pk=pk)
        run.start()
        run.join(WAITS)
        ExportJob.objects.update(state=State.NEW)
        Connection.objects.filter(pk=pk).update(due_at=START, again=True)
    run.join()
    assert begun[0]
    assert begun[0].there.jobs


def test_a_run_that_nobody_woke_knows_that_no_job_is_open(refused: Linked) -> None:
    begun = begin(refused.connection.pk, "run", START, "schedule", dry_run=False)
    assert begun
    assert begun.there == store.There(late=False, jobs=False, items=True)
    assert Item.objects.filter(closed_at=None).exists()
