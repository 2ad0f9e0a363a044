"""Write docs/data-model.md and docs/data-model.svg from the tables of all houses."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import django
from django.apps import apps
from django.db import models
from tools import generated
from tools.data_model_picture import picture

DOCS = Path(__file__).parents[1] / "docs"
HOUSES = {
    "accounts": "People and their firms; the floor under the houses",
    "link": "What is linked, what was sent, and what happened",
    "workorders": "The work orders, as WerkbonApp would keep them",
    "books": "The books, as e-Boekhouden.nl would keep them",
}


@dataclass(frozen=True, slots=True)
class Table:
    """`keys`: the other tables that a column points to, by column; `house.Name`."""

    house: str
    name: str
    meaning: str
    fields: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        return f"{self.house}.{self.name}"


def tables() -> list[Table]:
    """Return the tables of the houses, in the order of their names."""
    found = [_table(model) for model in apps.get_models() if model._meta.app_label in HOUSES]
    return sorted(found, key=lambda table: (list(HOUSES).index(table.house), table.name))


def _table(model: type[models.Model]) -> Table:
    columns = model._meta.concrete_fields
    keys = tuple(
        (column.name, column.related_model._meta.label)
        for column in columns
        if column.is_relation and column.related_model is not None
    )
    return Table(
        model._meta.app_label,
        model.__name__,
        _meaning(model),
        tuple(column.name for column in columns if column.name != "id"),
        keys,
    )


def _meaning(model: type[models.Model]) -> str:
    """Return the docstring; Django writes one itself where there is none."""
    text = " ".join((model.__doc__ or "").split())
    return "" if text.startswith(f"{model.__name__}(") else text


def page(found: Sequence[Table]) -> str:
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Sequence[Table]) -> Iterator[str]:
    yield "# The data model\n"
    yield "Made by `make model` from the tables of the program. Foreign keys stay inside a house;"
    yield "only `accounts` may be pointed to from elsewhere.\n"
    yield "![The tables of the houses, with their foreign keys](data-model.svg)"
    for house, about in HOUSES.items():
        yield f"\n## {house}\n\n{about}.\n\n| table | meaning | fields |\n|---|---|---|"
        yield from (_row(table) for table in found if table.house == house)


def _row(table: Table) -> str:
    keys = dict(table.keys)
    fields = (f"`{name}` → {keys[name]}" if name in keys else f"`{name}`" for name in table.fields)
    return (
        f"| **{table.name}** | {table.meaning.replace('|', chr(92) + '|')} | {', '.join(fields)} |"
    )


def files() -> dict[Path, str]:
    """Return what each of the two must say."""
    found = tables()
    drawn = picture([(table.label, table.keys) for table in found], tuple(HOUSES))
    return {DOCS / "data-model.md": page(found), DOCS / "data-model.svg": drawn}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonbrug.site.settings")
    django.setup()
    sys.stdout.write(generated.write(files()))
