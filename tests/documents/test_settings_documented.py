"""Every setting that the program reads stands in the settings page of both languages."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "src/bonbrug/site/settings.py"
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
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("environment.")
    ]
    first = [call.args[0] for call in calls if call.args]
    return {str(node.value) for node in first if isinstance(node, ast.Constant)}


def named(page: Path) -> set[str]:
    return set(re.findall(r"`BONBRUG_([A-Z0-9_]+)`", page.read_text("utf-8")))


def test_the_settings_can_be_read_from_the_program() -> None:
    assert len(settings()) > 15


def test_every_setting_that_is_read_may_be_given() -> None:
    assert {name for name in read() if name.isupper()} - settings() == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_setting_is_documented(page: Path) -> None:
    assert settings() - named(page) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_setting_is_documented_that_does_not_exist(page: Path) -> None:
    assert named(page) - settings() - {"SECRET_KEY_FILE"} == set()
