"""A journal of before there was a key is carried over: it stays whole, and its end is signed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from bonbrug.link.actions.journal import newest_key, verify
from bonbrug.link.models import Event, JournalHead
from bonbrug.link.store import journal
from bonbrug.link.store.journal import NewEvent

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime.now(UTC)
OLD = [("link", "0007_decisions")]
PLAIN = ("sequence", "moment", "who", "what", "subject", "before", "after", "previous", "hash")


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Leave the tables as the other tests expect them."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def older() -> Any:
    """Bring the tables to what they were before; return the models of then."""
    executor = MigrationExecutor(connection)
    executor.migrate(OLD)
    return MigrationExecutor(connection).loader.project_state(OLD).apps


def upgrade() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture
def carried() -> int:
    """A chain of two events with plain hashes, brought to the tables of now."""
    apps = older()
    firm = apps.get_model("accounts", "Organisation").objects.create(name="Voorbeeld BV")
    made = apps.get_model("link", "Connection").objects.create(
        organisation=firm, name="Voorbeeld BV", company_id="1000001", created_at=NOW
    )
    previous = ""
    for sequence in (1, 2):
        event = Event(
            connection_id=made.pk, sequence=sequence, moment=NOW, who="link", what="signed_in"
        )
        event.previous, event.hash = previous, ""
        previous = event.hash = journal.hash_of(event)
        kept = {name: getattr(event, name) for name in PLAIN}
        apps.get_model("link", "Event").objects.create(connection=made, **kept)
    heads = apps.get_model("link", "JournalHead").objects
    heads.create(connection=made, sequence=2, hash=previous)
    upgrade()
    return int(made.pk)


def test_plain_events_stay_whole_and_keyed_ones_follow(carried: int) -> None:
    found = verify(carried)
    assert (found.events, found.broken, found.plain, found.key) == (2, None, 2, newest_key())
    journal.append(carried, [NewEvent("settings_saved")], NOW)
    found = verify(carried)
    assert (found.events, found.broken, found.plain) == (3, None, 2)
    assert Event.objects.get(connection=carried, sequence=3).key == newest_key()


def test_the_database_guards_the_events_as_before(carried: int) -> None:
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        Event.objects.filter(connection=carried).update(subject="WB-9")


def test_a_plain_chain_that_is_put_in_its_place_is_found(carried: int) -> None:
    """Anybody can compute a plain hash; nobody without the key the signature over the end."""
    event = Event.objects.get(connection=carried, sequence=2)
    forged = Event(
        connection_id=carried, sequence=3, moment=NOW, who="link", what="x", previous=event.hash
    )
    forged.hash = journal.hash_of(forged)
    forged.save()
    JournalHead.objects.filter(pk=carried).update(sequence=3, hash=forged.hash)
    assert (verify(carried).broken, verify(carried).why) == (3, "unsigned")
    journal.append(carried, [NewEvent("settings_saved")], NOW)
    assert (verify(carried).broken, verify(carried).why) == (4, "unsigned")
