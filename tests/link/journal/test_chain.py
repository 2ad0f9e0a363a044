"""The journal cannot be changed, and whoever gets round that is found out."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from bonbrug.accounts.key_source import KeySource
from bonbrug.accounts.keys import signing_keys
from bonbrug.link.actions.journal import forget_old_events, verify
from bonbrug.link.models import Connection, Event, JournalHead
from bonbrug.link.store import journal
from bonbrug.link.store.journal import NewEvent
from bonbrug.site import cli
from bonbrug.values.sealing import key_id
from tests.fakes.linked import ordered
from tests.link.journal.flushing import append_only, ended

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
EIGHT_YEARS = timedelta(days=8 * 366)


@pytest.fixture
def kept() -> Connection:
    """A connection that was made long ago, with three events of today."""
    made = ordered()
    with transaction.atomic():
        journal.append(made.pk, [NewEvent("item_opened", f"WB-{n}") for n in range(3)], NOW)
    return made


def unguarded(statement: str, *values: str | int) -> None:
    """Change the table as somebody does who can do everything with the database."""
    sqlite = connection.vendor == "sqlite"
    away = append_only.SQLITE_AWAY if sqlite else append_only.POSTGRESQL_AWAY
    back = [*append_only.SQLITE, *ended.SQLITE]
    if not sqlite:
        back = [*append_only.POSTGRESQL, *ended.POSTGRESQL]
    with connection.cursor() as cursor:
        for each in away:
            cursor.execute(each)
        cursor.execute(statement, values)
        for each in back:
            cursor.execute(each)


def test_events_follow_each_other_from_the_first(kept: Connection) -> None:
    events = list(kept.events.order_by("sequence"))
    assert [event.sequence for event in events] == [1, 2, 3, 4]
    assert [event.previous for event in events] == ["", *(event.hash for event in events[:-1])]
    assert events[0].what == "connection_made"


def test_a_whole_chain_is_whole(kept: Connection) -> None:
    found = verify(kept.pk)
    assert (found.events, found.broken) == (4, None)
    assert found.head == JournalHead.objects.get(pk=kept.pk).hash


def test_another_program_finds_the_same_hash(kept: Connection) -> None:
    event = kept.events.get(sequence=2)
    whole = {
        "connection": kept.pk,
        "sequence": 2,
        "moment": NOW.isoformat(timespec="microseconds"),
        "who": "link",
        "what": "item_opened",
        "subject": "WB-0",
        "before": {},
        "after": {},
        "previous": event.previous,
    }
    whole["key"] = hashlib.sha256(signing_keys()[0]).hexdigest()[:8]
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"))
    of_journal = hmac.new(signing_keys()[0], b"bonbrug journal", "sha256").digest()
    assert hmac.new(of_journal, text.encode(), "sha256").hexdigest() == event.hash


@pytest.mark.parametrize(
    "statement",
    ["UPDATE link_event SET subject = 'WB-9'", "DELETE FROM link_event WHERE sequence = 4"],
)
def test_the_database_refuses_to_change_or_remove_an_event(
    kept: Connection, statement: str
) -> None:
    with (
        pytest.raises(DatabaseError, match="cannot be changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify(kept.pk).broken is None


def test_two_events_cannot_have_one_number(kept: Connection) -> None:
    event = kept.events.get(sequence=4)
    event.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save(force_insert=True)


def test_a_changed_event_is_found(kept: Connection) -> None:
    unguarded("UPDATE link_event SET subject = 'WB-9' WHERE sequence = %s", 3)
    found = verify(kept.pk)
    assert (found.events, found.broken, found.why) == (2, 3, "changed")


def test_a_changed_event_with_a_hash_of_its_own_is_found(kept: Connection) -> None:
    event = kept.events.get(sequence=3)
    event.subject = "WB-9"
    statement = "UPDATE link_event SET subject = 'WB-9', hash = %s WHERE sequence = 3"
    unguarded(statement, journal.hash_of(event))
    found = verify(kept.pk)
    assert (found.broken, found.why) == (4, "other_chain")


def test_a_removed_event_is_found(kept: Connection) -> None:
    unguarded("DELETE FROM link_event WHERE sequence = %s", 2)
    found = verify(kept.pk)
    assert (found.broken, found.why) == (2, "missing")


def test_a_removed_end_is_found(kept: Connection) -> None:
    unguarded("DELETE FROM link_event WHERE sequence = %s", 4)
    found = verify(kept.pk)
    assert (found.events, found.broken, found.why) == (3, 4, "missing")


def test_a_removed_journal_is_found(kept: Connection) -> None:
    unguarded("DELETE FROM link_event")
    JournalHead.objects.all().delete()
    assert (verify(kept.pk).broken, verify(kept.pk).why) == (1, "missing")


def test_an_event_from_outside_is_found(kept: Connection) -> None:
    last = kept.events.get(sequence=4)
    extra = Event(connection=kept, sequence=5, moment=NOW, who="link", what="x", previous=last.hash)
    extra.hash = journal.hash_of(extra)
    extra.save()
    assert (verify(kept.pk).broken, verify(kept.pk).why) == (5, "added")


def test_an_end_that_was_put_back_is_found(kept: Connection) -> None:
    """Whoever removes the last event and says that the one before it was the last."""
    third = kept.events.get(sequence=3)
    unguarded("DELETE FROM link_event WHERE sequence = %s", 4)
    JournalHead.objects.filter(pk=kept.pk).update(sequence=3, hash=third.hash)
    assert (verify(kept.pk).broken, verify(kept.pk).why) == (3, "unsigned")


def test_an_end_that_was_changed_is_not_signed_again_by_what_follows(kept: Connection) -> None:
    JournalHead.objects.filter(pk=kept.pk).update(signature="00" * 32)
    journal.append(kept.pk, [NewEvent("settings_saved")], NOW)
    assert (verify(kept.pk).broken, verify(kept.pk).why) == (5, "unsigned")
    assert not journal.sign_again(kept.pk)
    assert verify(kept.pk).why == "unsigned"


def test_without_its_key_an_event_cannot_be_verified(kept: Connection, settings: Any) -> None:
    settings.BONBRUG_SIGNING_KEYS = KeySource("TEST", (b"x" * 32,))
    assert (verify(kept.pk).broken, verify(kept.pk).why) == (1, "no_key")


def test_after_a_new_key_what_the_older_one_signed_is_whole(
    kept: Connection, settings: Any
) -> None:
    before = signing_keys()
    settings.BONBRUG_SIGNING_KEYS = KeySource("TEST", (b"n" * 32, *before))
    assert (verify(kept.pk).broken, verify(kept.pk).key) == (None, key_id(before[0]))
    journal.append(kept.pk, [NewEvent("settings_saved")], NOW)
    found = verify(kept.pk)
    assert (found.events, found.broken, found.key) == (5, None, key_id(b"n" * 32))


def test_what_is_undone_leaves_no_event(kept: Connection) -> None:
    with transaction.atomic():
        journal.append(kept.pk, [NewEvent("settings_saved")], NOW)
        transaction.set_rollback(True)
    assert verify(kept.pk).events == 4


def test_chains_of_two_connections_stand_apart(kept: Connection) -> None:
    other = ordered("Ander", "1000002")
    unguarded("UPDATE link_event SET who = 'x' WHERE connection_id = %s", other.pk)
    assert verify(kept.pk).broken is None
    assert verify(other.pk).broken == 1


def test_after_seven_years_an_event_may_go_and_the_chain_goes_on() -> None:
    made = ordered()
    long_ago = NOW - EIGHT_YEARS
    unguarded("DELETE FROM link_event")
    JournalHead.objects.all().delete()
    journal.append(made.pk, [NewEvent("connection_made"), NewEvent("signed_in")], long_ago)
    journal.append(made.pk, [NewEvent("settings_saved")], NOW)
    assert forget_old_events(made, NOW) == 2
    assert list(made.events.values_list("what", flat=True).order_by("sequence")) == [
        "settings_saved",
        "events_removed",
    ]
    assert verify(made.pk).broken is None
    unguarded("DELETE FROM link_event WHERE sequence = %s", 3)
    assert verify(made.pk).broken == 3


def test_what_is_younger_than_seven_years_stays(kept: Connection) -> None:
    assert forget_old_events(kept, NOW) == 1
    assert kept.events.filter(what="item_opened").count() == 3
    assert forget_old_events(kept, NOW) == 0


def test_the_command_counts_and_ends_well(
    kept: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["verify-journal"]) == 0
    head = JournalHead.objects.get(pk=kept.pk)
    said = capsys.readouterr().out
    assert said == (
        f"connection {kept.pk}: 4 events, whole, ends in {head.hash}, signed with {head.key}\n"
    )


def test_the_command_names_the_first_event_that_is_wrong(
    kept: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    unguarded("UPDATE link_event SET subject = 'WB-9' WHERE sequence >= %s", 3)
    assert cli.main(["verify-journal", kept.name]) == 1
    assert "event 3 is wrong: it is not what was written" in capsys.readouterr().out


def test_the_command_knows_deleted_connections_and_no_others(
    kept: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    Connection.objects.update(deleted_at=NOW)
    assert cli.main(["verify-journal", str(kept.pk)]) == 0
    assert cli.main(["verify-journal", "Nergens"]) == 2
    assert "Nergens" in capsys.readouterr().err
