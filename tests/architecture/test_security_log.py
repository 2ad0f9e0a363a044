"""Rows of the security log are added in one place, and changed or removed in one other."""

import re
from pathlib import Path

from bonbrug.accounts.models import SecurityEvent
from bonbrug.accounts.security_events import AppendOnlyRows

SOURCE = Path(__file__).parents[2] / "src/bonbrug"
ROOM = "accounts/security/"
# A plain set of rows, or one that the framework keeps, goes past what refuses.
PAST_IT = re.compile(r"QuerySet\(SecurityEvent|SecurityEvent\._|SecurityEvent\.objects\.bulk_cr")
RAW = re.compile(r"accounts_security(event|chain)")


def where(pattern: re.Pattern[str]) -> set[str]:
    return {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if pattern.search(path.read_text("utf-8"))
    }


def test_every_way_to_the_rows_that_django_knows_refuses_changes() -> None:
    managers = [SecurityEvent._default_manager, *SecurityEvent._meta.managers]
    assert all(isinstance(manager.all(), AppendOnlyRows) for manager in managers)


def test_only_the_room_of_the_log_goes_past_what_refuses() -> None:
    assert where(PAST_IT) == {f"{ROOM}keeping.py", f"{ROOM}recording.py"}


def test_nobody_names_the_tables_but_their_migration() -> None:
    assert where(RAW) == {"accounts/migrations/_security_log.py"}


def test_only_the_room_of_the_log_writes_its_ends() -> None:
    writes = re.compile(r"SecurityChain(\.objects\.(bulk|create|update|filter.*update)|\()")
    assert {path for path in where(writes) if not path.startswith(ROOM)} <= {
        "accounts/security_events.py"  # the class itself
    }
