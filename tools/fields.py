"""Write the pages that say which fields travel, from the records and the lists of the gateways.

`docs/en/what-travels.md` and `docs/nl/wat-gaat-er-over.md` are for who uses the link;
`docs/wire/fields.md` names every field of the wires, with the reason why one is left out.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from itertools import takewhile
from pathlib import Path
from types import ModuleType
from typing import Any

import django
from django.conf import settings
from django.utils import translation
from tools import generated

from bonbrug.gateways.eboekhouden_soap import fields as books
from bonbrug.gateways.mapped import Mapped
from bonbrug.gateways.werkbonapp import fields as work
from bonbrug.link.texts.terms import term
from bonbrug.sync.model import fields
from bonbrug.sync.model.fields import Travels, Way
from bonbrug.sync.model.records import (
    Delivery,
    HourType,
    Invoice,
    InvoiceLine,
    Material,
    MaterialLine,
    Product,
    Relation,
    WorkOrder,
    WorkPeriod,
)
from bonbrug.wire.eboekhouden import records as soap_records
from bonbrug.wire.werkbonapp import records, work_orders
from bonbrug.wire.werkbonapp.tables import Table

ROOT = Path(__file__).parents[1]
WIRE_PAGE = ROOT / "docs/wire/fields.md"
PAGES = {"en": "en/what-travels.md", "nl": "nl/wat-gaat-er-over.md"}
# The sentences of the pages, in both languages.
TEXTS: dict[str, Any] = json.loads((ROOT / "docs/fields.json").read_text("utf-8"))
NOTHING = "–"
MapOf = Mapped[Any, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """One table of the pages: a record, and the lists that say what it is on either side.

    `noun_in_books` is another one where a product of the books becomes two records there.
    """

    name: str
    noun: type[Any]
    in_books: MapOf | None = None
    in_work: MapOf | None = None
    noun_in_books: type[Any] | None = None


LISTED = (
    Listed("relation", Relation, books.RELATION, work.RELATION),
    Listed("material", Material, books.PRODUCT, work.MATERIAL, Product),
    Listed("hour_type", HourType, books.PRODUCT, work.HOUR_TYPE, Product),
    Listed("work_order", WorkOrder, None, work.WORK_ORDER),
    Listed("customer", Relation, books.RELATION, work.CUSTOMER),
    Listed("period", WorkPeriod, None, work.PERIOD),
    Listed("material_line", MaterialLine, None, work.LINE),
    Listed("invoice", Invoice, books.INVOICE, None),
    Listed("invoice_line", InvoiceLine, books.INVOICE_LINE, None),
    Listed("delivery", Delivery, books.DELIVERY, None),
)


def pages() -> dict[Path, str]:
    """Return what each page must say."""
    _ready()
    found = {WIRE_PAGE: _wire_page()}
    for language, name in PAGES.items():
        with translation.override(language):
            found[ROOT / "docs" / name] = "\n".join(_page(language))
    return found


def _ready() -> None:
    """Let the names of fields be said in both languages, without the settings of a program."""
    if not settings.configured:
        settings.configure(LOCALE_PATHS=[ROOT / "src/bonbrug/link/locale"])
        django.setup()


def _page(language: str) -> Iterator[str]:
    yield "\n".join(TEXTS["opening"][language]) + "\n"
    for listed in LISTED:
        title, words = TEXTS["chapters"][listed.name][language]
        heads: dict[str, str] = TEXTS["heads"][language]
        shown = [column for column in heads if _is_told(listed, column)]
        rows = [
            [row[column] for column in shown] for row in _rows(listed, TEXTS["words"][language])
        ]
        table = _table([heads[column] for column in shown], rows)
        yield f"## {title}\n\n{words}\n\n{table}"


def _is_told(listed: Listed, column: str) -> bool:
    """A side without the record has no column, and who decides is told where both may change it."""
    sides = {"books": listed.in_books is not None, "work": listed.in_work is not None}
    shared = all(sides.values()) and listed.name != "customer"
    return sides.get(column, shared or column in ("field", "way"))


def _rows(listed: Listed, words: Mapping[str, str]) -> Iterator[dict[str, str]]:
    declared = fields.of(listed.noun)
    for name, travels in declared.declared.items():
        called = declared.called(name)
        in_books = _elements(listed.in_books, listed.noun_in_books or listed.noun, called)
        in_work = _elements(listed.in_work, listed.noun, called)
        is_first = all(declared.called(n) != called for n in _before(declared.declared, name))
        if is_first and (in_work or (in_books and listed.name != "customer")):
            yield {
                "field": term(called),
                "books": _code(in_books),
                "work": _code(in_work),
                "way": words["to_books" if listed.name == "customer" else travels.way.value],
                "settled": _settled(travels, words),
                "missing": words["yes"] if _may_be_missing(listed, called) else NOTHING,
            }


def _before(names: Iterable[str], name: str) -> Iterator[str]:
    return takewhile(lambda other: other != name, names)


def _settled(travels: Travels, words: Mapping[str, str]) -> str:
    if travels.stands_in_for:
        return words["stand_in"].format(term(travels.stands_in_for))
    if travels.way in (Way.READ, Way.JUDGED):
        return NOTHING
    return words["key" if travels.key else "merged" if travels.merged else "one"]


def _may_be_missing(listed: Listed, called: str) -> bool:
    source = fields.of(listed.noun_in_books or listed.noun)
    return called in {source.called(name) for name in source.may_be_missing}


def _elements(mapped: MapOf | None, noun: type[Any], called: str) -> list[str]:
    """Return the names on the wire of a field, in the order of the list."""
    if mapped is None:
        return []
    declared = fields.of(noun)
    return [
        element
        for attribute, same in mapped.same.items()
        if any(declared.called(name) == called for name in same.nouns)
        for element in _on_the_wire(mapped.wire, attribute)
    ]


def _on_the_wire(record: type[Any], attribute: str) -> list[str]:
    """Return its names there; the records of one treaty have other names than the wire."""
    if record.__module__ == soap_records.__name__:
        return [attribute]
    found = (
        column.wire
        for table in _tables()
        for column in table.columns
        if table.make is record and column.attribute == attribute
    )
    return list(dict.fromkeys(found))


def _tables() -> Iterator[Table[Any]]:
    for module in (records, work_orders):
        yield from (each for each in vars(module).values() if isinstance(each, Table))


def _wire_page() -> str:
    parts = ["\n".join(TEXTS["wire"]) + "\n"]
    for chapter, (title, side) in enumerate((("The books", books), ("The work orders", work)), 1):
        parts.append(f"## {chapter}. {title}\n")
        used = dict.fromkeys([*(each.wire for each in side.MAPPED), *side.ASKED])
        for section, record in enumerate(used, 1):
            table = _table(("on the wire", "field", ""), list(_fields(record, side)))
            parts.append(f"### {chapter}.{section} {record.__name__}\n\n{table}")
    return "\n".join(parts)


def _fields(record: type[Any], side: ModuleType) -> Iterator[list[str]]:
    """Yield each field with what it is and why it is nothing, or what is asked by it."""
    lists = [each for each in side.MAPPED if each.wire is record]
    reasons = {name: why for each in lists for name, why in each.left_out.items()}
    reasons |= side.ASKED.get(record, {})
    for field in dataclass_fields(record):
        nouns = [
            f"{each.noun.__name__}.{name}"
            for each in lists
            if field.name in each.same
            for name in each.same[field.name].nouns
        ]
        if elements := _on_the_wire(record, field.name):
            yield [_code(elements), _code(nouns) if nouns else "", reasons.get(field.name, "")]


def _code(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or NOTHING


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(generated.write(pages()))
