"""The program asks for what it imports, and for nothing else."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/bonbrug"
# Named to Django by a setting instead of imported: the hasher, and the driver of PostgreSQL.
NAMED_IN_SETTINGS = {"argon2-cffi", "psycopg", "django-csp", "django-htmx"}


def listed(name: str) -> set[str]:
    lines = (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    return {re.split(r"[\[<>=]", line)[0].lower() for line in lines if not line.startswith("-")}


def imported() -> Iterator[str]:
    """The top-level names of everything that the source imports."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


def distributions() -> set[str]:
    others = set(imported()) - sys.stdlib_module_names - {"bonbrug"}
    owners = packages_distributions()
    return {
        owner.lower().replace("_", "-") for name in others for owner in owners.get(name, [name])
    }


def test_the_program_imports_only_what_it_asks_for() -> None:
    assert distributions() - listed("run.in") == set()


def test_the_program_asks_for_nothing_that_it_does_not_use() -> None:
    assert listed("run.in") - distributions() - NAMED_IN_SETTINGS == set()


def test_what_only_builds_is_not_in_the_program() -> None:
    assert listed("build.in") & listed("run.txt") == set()
