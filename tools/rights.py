"""Write the pages that say who may do what, from the rule that the program asks.

`docs/en/who-may-do-what.md` and `docs/nl/wie-mag-wat.md`; the sentences are in `docs/rights.json`.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import django
from django.conf import settings
from django.utils import translation
from tools import generated

from bonbrug.accounts.acts import Act
from bonbrug.accounts.roles import (
    FOR_EVERYBODY,
    FOR_WHO_IS_IN,
    RIGHTS,
    SEES_OWN_WORK,
    Answer,
    Right,
    Role,
    Standing,
    Whose,
    decide,
    rights_of,
)

ROOT = Path(__file__).parents[1]
PAGES = {"en": "en/who-may-do-what.md", "nl": "nl/wie-mag-wat.md"}
TEXTS: dict[str, Any] = json.loads((ROOT / "docs/rights.json").read_text("utf-8"))
COMMANDS = "bonbrug.site.commands"


def pages() -> dict[Path, str]:
    """Return what each page must say."""
    _ready()
    found = {}
    for language, name in PAGES.items():
        with translation.override(language):
            found[ROOT / "docs" / name] = "\n".join(_page(TEXTS[language])) + "\n"
    return found


def _ready() -> None:
    """Let acts and roles be said in both languages, without the settings of a program."""
    if not settings.configured:
        settings.configure(LOCALE_PATHS=[ROOT / "src/bonbrug/accounts/locale"])
        django.setup()


def _page(words: Mapping[str, Any]) -> Iterator[str]:
    yield from words["opening"]
    yield ""
    for heading, acts in words["groups"].items():
        yield f"## {heading}\n"
        yield from _table(words, [Act(act) for act in acts])
        yield ""
    yield from words["commands"]
    yield ""
    yield from _commands(words)


def _table(words: Mapping[str, Any], acts: list[Act]) -> Iterator[str]:
    yield "| " + " | ".join([words["act"], *(str(role.label) for role in Role)]) + " |"
    yield "| --- |" + " :---: |" * len(Role)
    for act in acts:
        cells = [_cell(words, Role(role), act) for role in Role]
        yield "| " + " | ".join([str(act.words), *cells]) + " |"


def _cell(words: Mapping[str, Any], role: Role, act: Act) -> str:
    """Say yes, no, only one's own, or only who was given it: as the rule decides."""
    if act in FOR_EVERYBODY | FOR_WHO_IS_IN:
        return str(words["yes"])
    if not _allows(role, act, frozenset(Right)):
        return str(words["no"])
    if role in SEES_OWN_WORK and act is Act.SEE_WORK:
        return str(words["own"])
    if act in RIGHTS:
        usual = _allows(role, act, rights_of(role, {}))
        return str(words["taken"] if usual else words["given"])
    return str(words["yes"])


def _allows(role: Role, act: Act, rights: frozenset[Right]) -> bool:
    whose = Whose.NOBODYS if role is Role.OPERATOR else Whose.FIRMS
    return decide(Standing(role, rights), act, whose) is Answer.ALLOWED


def _commands(words: Mapping[str, Any]) -> Iterator[str]:
    yield f"| {words['command']} | {words['act']} |"
    yield "| --- | --- |"
    for name, act in sorted(commands().items()):
        yield f"| `bonbrug {name}` | {act.words} |"


def commands() -> dict[str, Act]:
    """Return the act of every command, as its module says it."""
    package = import_module(COMMANDS)
    names = [each.name for each in iter_modules(package.__path__)]
    acts = {name: _act(name) for name in names}
    return {name.replace("_", "-"): act for name, act in acts.items()}


def _act(name: str) -> Act:
    """Read it from the source: a command imports what needs the settings of a program."""
    text = (ROOT / "src" / COMMANDS.replace(".", "/") / f"{name}.py").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("ACT = Act."))
    return Act[line.removeprefix("ACT = Act.")]


if __name__ == "__main__":
    sys.stdout.write(generated.write(pages()))
