"""Several writers at once make one chain."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connections

from bonbrug.link.actions.journal import verify
from bonbrug.link.store import journal
from bonbrug.link.store.journal import NewEvent
from tests.fakes.linked import ordered

NOW = datetime.now(UTC)


@pytest.mark.django_db(transaction=True)
def test_several_writers_make_one_chain() -> None:
    pk = ordered().pk

    def write() -> None:
        try:
            for number in range(10):
                journal.append(pk, [NewEvent("item_opened", str(number))] * 2, NOW)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = verify(pk)
    assert (found.events, found.broken) == (81, None)
