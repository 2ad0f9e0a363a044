"""Every setting is read by something, and stands in the settings page of both languages."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "src/bonbrug/site/settings.py"
CHECKS = ROOT / "src/bonbrug/site/settings_checks.py"
PAGES = (ROOT / "docs/en/settings.md", ROOT / "docs/nl/instellingen.md")


def settings() -> set[str]:
    """The names that `environment.known` is given."""
    for node in ast.walk(ast.parse(SETTINGS.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "environment.known":
            return set(ast.literal_eval(node.args[0]))
    return set()


def read() -> set[str]:
    """The names that the settings take from the environment."""
    calls = [
        node
        for node in ast.walk(ast.parse(SETTINGS.read_text("utf-8")))
        if isinstance(node, ast.Call) and re.fullmatch(r"environment\.\w+", ast.unparse(node.func))
    ]
    first = [argument for call in calls for argument in call.args[:1]]
    drawn = [call.args[1] for call in calls if ast.unparse(call.func).endswith("kept_secret")]
    constants = (node.value for node in first + drawn if isinstance(node, ast.Constant))
    return {str(value).upper() for value in constants}


def kept() -> set[str]:
    """The names that the settings keep for the rest of the program as BONBRUG_<name>."""
    source = SETTINGS.read_text("utf-8")
    return set(re.findall(r"^BONBRUG_([A-Z0-9_]+)[ :]", source, re.MULTILINE))


def sources(*folders: str) -> str:
    """What is written in these folders, without what only takes and judges the settings."""
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return "".join(path.read_text("utf-8") for path in paths if path not in (SETTINGS, CHECKS))


def named(page: Path) -> set[str]:
    return set(re.findall(r"`BONBRUG_([A-Z0-9_]+)`", page.read_text("utf-8")))


def test_the_settings_can_be_read_from_the_program() -> None:
    assert len(settings()) > 15


def test_every_setting_that_is_read_may_be_given() -> None:
    assert read() - settings() == set()


def test_every_setting_that_is_kept_is_used() -> None:
    used = set(re.findall(r"settings\.BONBRUG_([A-Z0-9_]+)", sources("src")))
    assert kept() - used == set()


def test_every_setting_that_is_not_kept_is_read_elsewhere() -> None:
    elsewhere = sources("src/bonbrug", "tools", "tests/journeys")
    left = settings() - read()
    assert {name for name in left if not re.search(rf"\b(BONBRUG_)?{name}\b", elsewhere)} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_setting_is_documented(page: Path) -> None:
    assert settings() - named(page) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_setting_is_documented_that_does_not_exist(page: Path) -> None:
    assert named(page) - settings() - {"SECRET_KEY_FILE"} == set()
