"""The command line ``bonbrug``. Each command is a module of `site.commands` with a `run`."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, OperationalError

from bonbrug.accounts.roles import OPERATOR, Answer, Whose, decide
from bonbrug.site import database, owner_only
from bonbrug.site.arguments import parser
from bonbrug.site.database import CannotOpen

PROBLEM = 2
# These tell what they did in words of their own; a log between the lines would hide it.
QUIET = (
    "demo", "person", "second_step", "connect", "sync", "check", "status", "verify_journal",
    "verify_security_log", "workorders", "backup", "restore", "keys", "person_data",
    "organisations", "connections", "read_only", "announcements",
    "invitations",
)  # fmt: skip

OF_THE_LINK = ("demo", "connect", "sync", "status", "verify_journal", "connections")
LOOKING = (
    "sync", "status", "verify_journal", "verify_security_log", "workorders", "backup", "keys",
    "person_data", "connections", "read_only", "announcements",
    "invitations",
)  # fmt: skip
# These change something: always (empty), or with one of these words behind them.
WRITING: dict[str, tuple[str, ...]] = {
    "demo": (), "person": (), "second_step": (), "connect": (), "sync": (), "workorders": (),
    "person_data": ("erase", "bring-back"), "keys": ("rotate",),
    "organisations": ("make", "limits"),
    "announcements": ("make", "withdraw"),
    "invitations": ("withdraw", "again"),
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 all well, 1 not all well, 2 cannot start."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonbrug.site.settings")
    owner_only.from_here_on()
    manage = words[:1] == ["manage"]
    options = None if manage else parser().parse_args(words)
    _environment(options)
    try:
        django.setup()
        owner_only.repair(settings.BONBRUG_DATA)
        if options is None:
            execute_from_command_line(["bonbrug manage", *words[1:]])
            return 0
        _must_fit(options.command)
        command = import_module(f"bonbrug.site.commands.{options.command}")
        _may(command)
        _must_be_open(options)
        return int(command.run(options))
    except (ImproperlyConfigured, owner_only.OpenToOthers, CannotOpen) as error:
        return _cannot(str(error))
    except OperationalError as error:
        if database.is_away(error):
            return _cannot(f"the database does not answer ({str(error).strip()})")
        raise


def _cannot(why: str) -> int:
    print(f"bonbrug: {why}", file=sys.stderr)
    return PROBLEM


def _may(command: ModuleType) -> None:
    """Who reaches this terminal is the operator; a command that says no act does nothing."""
    act = getattr(command, "ACT", None)
    if act is None or decide(OPERATOR, act, Whose.NOBODYS) is not Answer.ALLOWED:
        raise CannotOpen(f"{command.__name__} is nothing that an operator may do")


def _must_be_open(options: Namespace) -> None:
    """Refuse what changes something while everything is read only; what is written stays so."""
    words = WRITING.get(options.command)
    asked = getattr(options, "action", None)
    changes = getattr(options, "forget_old", False) or (
        words is not None and (not words or asked in words)
    )
    if changes and import_module("bonbrug.site.read_only").is_on_in_the_tables():
        raise CannotOpen("everything is read only now; `bonbrug read-only off` ends that")


def _must_fit(command: str) -> None:
    """Refuse a command of the link where there is no link, or nothing to look at yet."""
    if command in OF_THE_LINK and "link" not in settings.HOUSES:
        raise CannotOpen(f"{command} is of the link, and BONBRUG_HOUSES does not open it here")
    if command in LOOKING and not _is_made():
        raise CannotOpen("the database is empty; `bonbrug serve` makes the tables")


def _is_made() -> bool:
    try:
        return database.is_made()
    except DatabaseError:
        database.check_store()  # says what is wrong with a damaged one
        raise


def _environment(options: object) -> None:
    """Let ``--data`` and ``--port`` speak before the settings are read."""
    data = getattr(options, "data", None)
    port = getattr(options, "port", None)
    if data:
        os.environ["BONBRUG_DATA"] = str(data)
    if getattr(options, "command", "") in QUIET:
        os.environ.setdefault("BONBRUG_LOG_LEVEL", "WARNING")
    if port:
        os.environ.setdefault("BONBRUG_BASE_URL", f"http://127.0.0.1:{port}")


if __name__ == "__main__":
    sys.exit(main())
