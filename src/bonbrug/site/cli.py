"""The command line: ``bonbrug <command>``. Each command is a module of `site.commands`."""

import argparse
import os
import sys
from collections.abc import Sequence


def manage(arguments: Sequence[str]) -> None:
    """Hand over to Django's own commands (migrate, makemigrations, check, ...)."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - needs settings

    execute_from_command_line(["bonbrug manage", *arguments])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonbrug.site.settings")
    if words[:1] == ["manage"]:
        manage(words[1:])
        return 0
    parser = argparse.ArgumentParser(prog="bonbrug")
    parser.parse_args(words)
    return 0


if __name__ == "__main__":
    sys.exit(main())
