"""The security log cannot be changed, and whoever gets round that is found out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from bonbrug.accounts.key_source import KeySource
from bonbrug.accounts.keys import signing_keys
from bonbrug.accounts.models import SecurityChain, SecurityEvent
from bonbrug.accounts.security import chain_hash
from bonbrug.accounts.security.acting import Actor
from bonbrug.accounts.security.keeping import (
    erase_person,
    forget_old_events,
    sign_ends,
    signed_ends,
)
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.accounts.security.verifying import verify
from bonbrug.accounts.security_events import AppendOnly
from bonbrug.site import cli
from bonbrug.values.sealing import key_id
from tests.accounts.security.flushing import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=3 * 366)
FIRM = 7
SANNE = Actor("person:4", "sanne@demo.example", "192.0.2.0/24")


def told(kind: Kind = Kind.CODES_SEEN) -> NewEvent:
    return NewEvent(kind, about="person:5", about_name="joris@demo.example", by=SANNE)


@pytest.fixture
def kept() -> int:
    """A chain with four events."""
    for _ in range(4):
        record(FIRM, told(), NOW)
    return FIRM


def rows() -> list[SecurityEvent]:
    return list(SecurityEvent.objects.filter(chain=FIRM).order_by("sequence"))


def found() -> tuple[int | None, str]:
    seen = verify(FIRM)
    return seen.broken, seen.why


def test_events_follow_each_other_from_the_first(kept: int) -> None:
    events = rows()
    assert [event.sequence for event in events] == [1, 2, 3, 4]
    assert [event.previous for event in events] == ["", *(event.hash for event in events[:-1])]
    assert (verify(kept).events, found()) == (4, (None, ""))


def test_a_name_stands_in_no_hash_without_a_salt(kept: int) -> None:
    one, other = rows()[:2]
    assert (one.who_name, one.who_digest != other.who_digest) == (SANNE.name, True)
    assert SANNE.name not in str(chain_hash.written(one))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_securityevent SET kind = 'signed_in'",
        "UPDATE accounts_securityevent SET who_name = 'iemand@anders.example'",
        "DELETE FROM accounts_securityevent WHERE sequence = 4",
    ],
)
def test_the_database_refuses_to_change_or_remove_an_event(kept: int, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="cannot be changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify(kept).broken is None


def test_the_program_refuses_to_change_or_remove_an_event(kept: int) -> None:
    event = rows()[0]
    every = SecurityEvent.objects.filter(chain=kept)
    for change in (
        lambda: every.update(kind="x"),
        every.delete,
        event.save,
        event.delete,
        lambda: SecurityEvent.objects.bulk_update([event], ["kind"]),
    ):
        with pytest.raises(AppendOnly):
            change()
    assert verify(kept).events == 4


@pytest.mark.parametrize(
    ("statement", "broken", "why"),
    [
        ("UPDATE accounts_securityevent SET kind = 'x' WHERE sequence = 3", 3, "changed"),
        ("UPDATE accounts_securityevent SET who_name = 'x' WHERE sequence = 3", 3, "changed"),
        ("UPDATE accounts_securityevent SET address = '' WHERE sequence = 2", 2, "changed"),
        ("UPDATE accounts_securityevent SET about_name = '' WHERE sequence = 2", 2, "changed"),
        ("DELETE FROM accounts_securityevent WHERE sequence = 2", 2, "missing"),
        ("DELETE FROM accounts_securityevent WHERE sequence = 4", 4, "missing"),
        ("DELETE FROM accounts_securityevent", 1, "missing"),
    ],
)
def test_what_was_changed_or_removed_is_found(
    kept: int, statement: str, broken: int, why: str
) -> None:
    assert verify(kept).broken is None
    unguarded(statement)
    assert found() == (broken, why)


def test_an_event_from_outside_is_found(kept: int) -> None:
    last = rows()[-1]
    extra = SecurityEvent(
        chain_id=kept, sequence=5, moment=NOW, kind="signed_in", result="done", who="person:4",
        previous=last.hash, key=last.key,
    )  # fmt: skip
    extra.who_digest = chain_hash.who_digest(extra)
    extra.about_digest = chain_hash.about_digest(extra)
    extra.hash = chain_hash.hash_of(extra)
    extra.save()
    assert found() == (5, "added")


def test_an_end_that_was_put_back_is_found(kept: int) -> None:
    third = rows()[2]
    unguarded("DELETE FROM accounts_securityevent WHERE sequence = 4")
    SecurityChain.objects.filter(pk=kept).update(sequence=3, hash=third.hash)
    assert found() == (3, "unsigned")


def test_an_end_that_was_changed_is_not_signed_again_by_what_follows(kept: int) -> None:
    SecurityChain.objects.filter(pk=kept).update(signature="00" * 32)
    record(kept, told(), NOW)
    assert found() == (5, "unsigned")
    assert sign_ends() == []
    assert found() == (5, "unsigned")


def test_without_its_key_an_event_cannot_be_verified(kept: int, settings: Any) -> None:
    settings.BONBRUG_SIGNING_KEYS = KeySource("TEST", (b"x" * 32,))
    assert (verify(kept).broken, verify(kept).why) == (1, "no_key")


def test_after_a_new_key_what_the_older_one_signed_is_whole(kept: int, settings: Any) -> None:
    before = signing_keys()
    settings.BONBRUG_SIGNING_KEYS = KeySource("TEST", (b"n" * 32, *before))
    assert (verify(kept).broken, verify(kept).key) == (None, key_id(before[0]))
    assert sign_ends() == []
    assert signed_ends() == {key_id(b"n" * 32): 1}
    record(kept, told(), NOW)
    assert (verify(kept).events, found()) == (5, (None, ""))


def test_what_is_undone_leaves_no_event(kept: int) -> None:
    with transaction.atomic():
        record(kept, told(), NOW)
        transaction.set_rollback(True)
    assert verify(kept).events == 4


def test_chains_of_two_organisations_stand_apart(kept: int) -> None:
    record(8, told(), NOW)
    unguarded("UPDATE accounts_securityevent SET kind = 'x' WHERE chain_id = 8")
    assert verify(kept).broken is None
    assert verify(8).broken == 1


def test_a_person_who_is_erased_leaves_a_whole_chain(kept: int) -> None:
    record(kept, NewEvent(Kind.SIGNED_IN, by=Actor("person:5", "joris@demo.example")), NOW)
    assert erase_person(5, NOW) == 5
    assert [event.about_name for event in rows()] == [""] * 6
    assert [event.who_name for event in rows()][:4] == [SANNE.name] * 4
    assert "joris" not in str([list(SecurityEvent.objects.filter(chain=kept).values())])
    assert (verify(kept).erased, found()) == (5, (None, ""))
    assert (rows()[-1].kind, rows()[-1].about) == ("person_erased", "person:5")


def test_after_two_years_events_go_and_the_chain_goes_on() -> None:
    record(FIRM, told(), LONG_AGO)
    record(FIRM, told(), LONG_AGO)
    record(FIRM, told(), NOW)
    assert forget_old_events(NOW) == 2
    assert (verify(FIRM).events, verify(FIRM).forgotten, found()) == (1, 2, (None, ""))
    assert forget_old_events(NOW) == 0
    record(FIRM, told(), NOW)
    unguarded("DELETE FROM accounts_securityevent WHERE sequence = 3")
    assert found() == (3, "missing")


def test_a_chain_of_which_everything_is_old_begins_where_it_ended() -> None:
    record(FIRM, told(), LONG_AGO)
    assert forget_old_events(NOW) == 1
    assert found() == (None, "")
    record(FIRM, told(), NOW)
    assert ([event.sequence for event in rows()], found()) == ([2], (None, ""))


def test_what_is_younger_than_two_years_stays(kept: int) -> None:
    assert forget_old_events(NOW) == 0
    assert verify(kept).events == 4


def test_the_command_tells_of_every_chain(kept: int, capsys: pytest.CaptureFixture[str]) -> None:
    record(HOST, NewEvent(Kind.BACKUP_MADE), NOW)
    assert cli.main(["verify-security-log"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("host: 1 events, whole, ends in ")
    assert said[1].startswith(f"organisation {FIRM}: 4 events, whole, ends in {rows()[-1].hash}")


def test_the_command_names_the_first_event_that_is_wrong(
    kept: int, capsys: pytest.CaptureFixture[str]
) -> None:
    unguarded("UPDATE accounts_securityevent SET kind = 'x' WHERE sequence >= 3")
    assert cli.main(["verify-security-log", str(kept)]) == 1
    assert "event 3 is wrong: it is not what was written" in capsys.readouterr().out
    assert cli.main(["verify-security-log", "0"]) == 2
    assert cli.main(["verify-security-log", "Nergens"]) == 2
    assert "Nergens" in capsys.readouterr().err
