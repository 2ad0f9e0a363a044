"""The houses that are open here, asked one by one: none of them knows of the others."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from bonbrug.accounts.models import Organisation
from bonbrug.values.personal_data import Held, Person

# The link first: it must not bring back what the others erase.
ORDER = ("link", "workorders", "books")


def open_houses() -> list[str]:
    return [house for house in ORDER if house in settings.HOUSES]


def actions(house: str, module: str) -> Any:
    """Return a module of the actions of a house."""
    return import_module(f"bonbrug.{house}.actions.{module}")


def rows_of(organisation: Organisation, person: Person) -> Iterator[QuerySet[Any]]:
    """Yield the rows about a person, per table."""
    yield from import_module("bonbrug.accounts.person_rows").rows_of(organisation, person)
    for house in open_houses():
        yield from actions(house, "person_rows").rows_of(organisation, person)


def data_map(label: str) -> tuple[Held, ...]:
    """Return what a table (``books.Relation``) holds about people."""
    held: tuple[Held, ...] = _list(label).PERSONAL.get(label, ())
    return held


def other_columns(label: str) -> tuple[str, ...]:
    """Return the columns of a table that say nothing about anybody by themselves."""
    return tuple(_list(label).OTHER.get(label, "").split())


def house_of(label: str) -> str:
    """Return the house of a table; those of packages are of signing in."""
    house = label.partition(".")[0]
    return house if house in ORDER else "accounts"


def _list(label: str) -> Any:
    house = house_of(label)
    where = "personal_data" if house == "accounts" else "models.personal_data"
    return import_module(f"bonbrug.{house}.{where}")


def sealed_columns(house: str, table: str) -> set[str]:
    """Return the columns of a table whose values are sealed."""
    where = "sealed_columns" if house == "accounts" else "models.sealed"
    listed = import_module(f"bonbrug.{house}.{where}").SEALED
    return {one.column for one in listed if one.model.__name__ == table}


def opened_columns(house: str) -> Mapping[tuple[str, str], Callable[[Any], object]]:
    """Return how sealed columns of a house are opened, by table and column."""
    if house != "link":
        return {}
    opened: Mapping[tuple[str, str], Callable[[Any], object]] = actions(house, "person_rows").OPENED
    return opened
