"""Write the pages of the data map: what is held about people, from the lists beside the tables.

`docs/en/personal-data.md` and `docs/nl/persoonsgegevens.md`; the words stand in
`docs/personal-data.json`, the terms in the modules that keep to them.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model
from tools import generated

ROOT = Path(__file__).parents[1]
PAGES = {"en": "en/personal-data.md", "nl": "nl/persoonsgegevens.md"}
TEXTS: dict[str, Any] = json.loads((ROOT / "docs/personal-data.json").read_text("utf-8"))
HOUSES = {
    "accounts": "accounts.personal_data",
    **{house: f"{house}.models.personal_data" for house in ("workorders", "link", "books")},
}
TERMS = {
    "log": ("link.actions.retention", "LOG_KEPT"),
    "worked": ("link.actions.retention", "WORK_KEPT"),
    "mail": ("books.actions.forget_mails", "KEPT"),
    "tablet": ("workorders.actions.link_tablet", "FORGOTTEN_AFTER"),
    "unused": ("workorders.actions.link_tablet", "UNUSED_ENDS"),
    "program": ("books.actions.access", "REMEMBERED"),
    "login": ("accounts.actions", "LINK_KEPT"),
    "trusted": ("accounts.trusted_browsers", "LASTS"),
    "security": ("accounts.security.keeping", "KEPT"),
}
NOBODY, BY_RULE = "–", ("auth", "contenttypes")


def pages() -> dict[Path, str]:
    """Return what each page must say."""
    return {ROOT / "docs" / name: "\n".join(_page(language)) for language, name in PAGES.items()}


def unplaced() -> list[str]:
    """Return the columns that stand in no list, or in more than one."""
    places = _places()
    return [name for name in _columns() if places.count(name) != 1]


def unknown() -> list[str]:
    """Return what the lists name and no table has."""
    there = set(_columns(everything=True))
    return [name for name in _places() if name not in there]


def _columns(*, everything: bool = False) -> Iterator[str]:
    for model in apps.get_models():
        if model._meta.app_label not in BY_RULE:
            for field in model._meta.concrete_fields:
                if everything or not _is_ruled_out(model, field):
                    yield f"{model._meta.label}.{field.name}"


def _is_ruled_out(model: type[Model], field: "Field[Any, Any]") -> bool:
    """A key of a row needs no line, unless it points to a person."""
    if field.is_relation:
        return field.related_model is not apps.get_model(settings.AUTH_USER_MODEL)
    return field.primary_key and field.name == "id" and model._meta.app_label != "sessions"


def _lists() -> dict[str, Any]:
    return {house: import_module(f"bonbrug.{where}") for house, where in HOUSES.items()}


def _places() -> list[str]:
    found = []
    for house in _lists().values():
        for table, held in house.PERSONAL.items():
            found += [f"{table}.{column}" for each in held for column in each.columns]
        for table, columns in house.OTHER.items():
            found += [f"{table}.{column}" for column in columns.split()]
    return found


def terms() -> dict[str, int]:
    """Return the numbers of the terms, in days and hours, from where they are kept to."""
    kept = {name: _constant(*place) for name, place in TERMS.items()}
    found = {name: term.days for name, term in kept.items()}
    return found | {
        "received": settings.BONBRUG_KEEP_RECEIVED_DAYS,
        "session": settings.SESSION_COOKIE_AGE // 3600,
        "code": int(_constant("workorders.actions.link_code", "LIVES").total_seconds()) // 60,
    }


def _constant(module: str, name: str) -> timedelta:
    found: timedelta = getattr(import_module(f"bonbrug.{module}"), name)
    return found


def _page(language: str) -> Iterator[str]:
    said = {name: text[language] for name, text in TEXTS["parts"].items()}
    words = {kind: {key: both[language] for key, both in TEXTS[kind].items()}
             for kind in ("what", "whose", "why", "term", "role", "erased", "houses")}  # fmt: skip
    yield "\n".join(said["opening"]) + "\n"
    yield said["terms"] + "\n"
    yield _table(said["term_heads"], _terms(words["term"]))
    for house, lists in _lists().items():
        yield f"## {words['houses'][house]}\n"
        rows = [row for name, held in lists.PERSONAL.items() for row in _rows(name, held, words)]
        yield _table(said["heads"], rows)
        rest = ", ".join(f"`{name.partition('.')[2]}`" for name in lists.OTHER)
        yield f"{said['rest'].format(rest)}\n"
    yield "\n".join(said["closing"])
    yield ""


def _terms(words: Mapping[str, str]) -> list[list[str]]:
    numbers = terms()
    split = [text.format(**numbers).split("|", 1) for text in words.values()]
    return [[part.strip() for part in parts] for parts in split]


def _rows(table: str, held: Any, words: Mapping[str, Mapping[str, str]]) -> Iterator[list[str]]:
    numbers = terms()
    for each in held:
        term = words["term"][each.term].format(**numbers).split("|", 1)[0].strip()
        yield [
            words["what"][each.what],
            f"**{table.partition('.')[2]}**: " + ", ".join(f"`{name}`" for name in each.columns),
            ", ".join(words["whose"][one] for one in each.whose),
            words["why"][each.why],
            term,
            ", ".join(words["role"][one] for one in each.seen_by) or NOBODY,
            words["erased"][each.erased],
        ]


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonbrug.site.settings")
    django.setup()
    sys.stdout.write(generated.write(pages()))
