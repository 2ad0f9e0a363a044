"""The command line ``bonbrug``. Each command is a module of `site.commands` with a `run`."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from bonbrug.site.arguments import parser
from bonbrug.site.opening import CannotOpen

PROBLEM = 2
# These tell what they did in words of their own; a log between the lines would hide it.
QUIET = ("demo", "connect", "sync", "check", "status", "verify_journal", "workorders")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 all well, 1 not all well, 2 cannot start."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonbrug.site.settings")
    if words[:1] == ["manage"]:
        execute_from_command_line(["bonbrug manage", *words[1:]])
        return 0
    options = parser().parse_args(words)
    _environment(options)
    try:
        django.setup()
    except ImproperlyConfigured as error:
        print(f"bonbrug: {error}", file=sys.stderr)
        return PROBLEM
    try:
        return int(import_module(f"bonbrug.site.commands.{options.command}").run(options))
    except CannotOpen as error:
        print(f"bonbrug: {error}", file=sys.stderr)
        return PROBLEM


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
