"""No field of a wire record goes unseen: it is a field of a noun, or left out with a reason.

The records are found from what the gateways use: the calls of one treaty, the tables of the other.
"""

import ast
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pytest

from bonbrug.gateways import eboekhouden_soap, werkbonapp
from bonbrug.gateways.eboekhouden_soap import bookkeeping, lists
from bonbrug.gateways.eboekhouden_soap import fields as soap
from bonbrug.gateways.mapped import Mapped, given, text, value
from bonbrug.gateways.werkbonapp import fields as open_api
from bonbrug.gateways.werkbonapp import service
from bonbrug.sync.model import records as nouns
from bonbrug.sync.model.fields import Way, of
from bonbrug.wire.eboekhouden import records as soap_records
from bonbrug.wire.eboekhouden.operations import Many, Operation
from bonbrug.wire.werkbonapp import records as tables
from bonbrug.wire.werkbonapp.tables import Table
from bonbrug.wire.werkbonapp.work_orders import WorkOrder

MapOf = Mapped[Any, Any]
Asked = dict[type, dict[str, str]]


def gaps(record: type, mapped: Iterable[MapOf], asked: Asked) -> set[str]:
    """Return the fields of a record of which nobody says anything."""
    told = set(asked.get(record, {}))
    for each in mapped:
        if each.wire is record:
            told |= {*each.same, *each.left_out}
    return {field.name for field in fields(record)} - told


def used_calls() -> set[Operation[Any, Any]]:
    modules = (bookkeeping, lists)
    return {each for m in modules for each in vars(m).values() if isinstance(each, Operation)}


def parts(record: type) -> Iterator[type]:
    """The records of the treaty that stand in this one, and the record itself."""
    if record.__module__ == soap_records.__name__:
        yield record
    for hint in get_type_hints(record).values():
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and part.__module__ == soap_records.__name__:
                yield from parts(part)


def soap_used() -> set[type]:
    found: set[type] = set()
    for call in used_calls():
        found.update(parts(call.asked))
        if isinstance(call.answer, Many):
            found.update(parts(call.answer.row))
    return found


def used_tables(*modules: ModuleType) -> Iterator[Table[Any]]:
    """The tables that the source names, and those that stand in them."""
    for module in modules:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
            found = getattr(tables, name, None) or vars(module).get(name)
            if isinstance(found, Table):
                yield found
                yield from (column.rows for column in found.columns if column.rows)


def columns() -> dict[type, set[str]]:
    found: dict[type, set[str]] = {}
    for table in used_tables(service):
        record = table.make
        assert isinstance(record, type)
        found.setdefault(record, set()).update(column.attribute for column in table.columns)
    return found


def test_the_records_that_the_gateways_use_are_found() -> None:
    names = {record.__name__ for record in soap_used()}
    assert {"Relatie", "Artikel", "Factuur", "FactuurRegel", "FactuurList", "OpenPost"} <= names
    assert {"RelatieFilter", "ArtikelFilter", "FactuurFilter", "Administratie"} <= names
    assert {record.__name__ for record in columns()} == {
        "Employee", "Relation", "Material", "HourType", "WorkStatus", "WorkOrder", "WorkPeriod",
        "MaterialLine",
    }  # fmt: skip


@pytest.mark.parametrize("record", sorted(soap_used(), key=str), ids=lambda r: r.__name__)
def test_every_field_of_the_books_is_mapped_or_left_out(record: type) -> None:
    assert gaps(record, soap.MAPPED, soap.ASKED) == set()


@pytest.mark.parametrize("record", sorted(columns(), key=str), ids=lambda r: r.__name__)
def test_every_field_of_the_work_orders_is_mapped_or_left_out(record: type) -> None:
    assert gaps(record, open_api.MAPPED, open_api.ASKED) == set()


@pytest.mark.parametrize("mapped", open_api.MAPPED, ids=lambda m: m.noun.__name__)
def test_what_is_mapped_is_read_or_written_by_a_table(mapped: MapOf) -> None:
    made_by_the_reader = {"unread"}
    assert set(mapped.same) - made_by_the_reader - columns()[mapped.wire] == set()


@pytest.mark.parametrize("mapped", [*soap.MAPPED, *open_api.MAPPED], ids=lambda m: str(m.wire))
def test_a_field_is_mapped_or_left_out_and_not_both(mapped: MapOf) -> None:
    assert mapped.same.keys() & mapped.left_out.keys() == set()
    assert all(len(reason) > 10 for reason in mapped.left_out.values())


@pytest.mark.parametrize("mapped", [*soap.MAPPED, *open_api.MAPPED], ids=lambda m: str(m.wire))
def test_a_noun_gets_every_field_that_has_no_default(mapped: MapOf) -> None:
    filled = {name for each in mapped.same.values() for name in each.nouns}
    inside = {"customer"} if mapped.noun is nouns.WorkOrder else set()
    assert needed(mapped.noun) - filled - inside == set()


def needed(noun: type) -> set[str]:
    """The fields without which the noun cannot be made."""
    wanted = inspect.signature(noun).parameters.values()
    return {each.name for each in wanted if each.default is inspect.Parameter.empty}


@pytest.mark.parametrize(
    ("mapped", "ways"),
    [
        (soap.RELATION, (Way.BOTH, Way.TO_BOOKS)),
        (open_api.RELATION, (Way.BOTH, Way.TO_WORK)),
        (open_api.MATERIAL, (Way.TO_WORK,)),
        (open_api.HOUR_TYPE, (Way.TO_WORK,)),
        (soap.INVOICE, (Way.TO_BOOKS,)),
        (soap.INVOICE_LINE, (Way.TO_BOOKS,)),
    ],
    ids=lambda value: value.wire.__name__ if isinstance(value, Mapped) else "",
)
def test_what_is_written_is_what_the_noun_says_that_goes_there(
    mapped: MapOf, ways: tuple[Way, ...]
) -> None:
    sent = {n for s in mapped.same.values() if s.written for n in s.out_of or s.nouns}
    said = {name for name, travels in of(mapped.noun).declared.items() if travels.way in ways}
    kept_theirs = {"code"} if mapped is soap.RELATION else set()
    assert sent == said - kept_theirs


@pytest.mark.parametrize("mapped", [*soap.MAPPED, *open_api.MAPPED], ids=lambda m: str(m.wire))
def test_what_may_be_missing_is_not_demanded_of_every_row(mapped: MapOf) -> None:
    told = of(mapped.noun).may_be_missing
    elements = mapped.elements_that_may_be_missing()
    assert {name for names in elements.values() for name in names} <= told
    if mapped.wire.__module__ == soap_records.__name__:
        hints = get_type_hints(mapped.wire, include_extras=True)
        assert [e for e in elements if soap_records.Needed() in hints[e].__metadata__] == []


@dataclass(frozen=True, slots=True)
class Grown(soap_records.Relatie):
    """A record that got a field of which nobody thought."""

    KleurVanHetHek: str = ""


def test_a_new_field_of_a_wire_record_is_noticed() -> None:
    mapped = Mapped(Grown, nouns.Relation, soap.RELATION.same, soap.RELATION.left_out)
    assert gaps(Grown, [mapped], {}) == {"KleurVanHetHek"}


@pytest.mark.parametrize(
    ("same", "left_out"),
    [
        ({"Kode": text("code")}, {}),
        ({"Code": text("kode")}, {}),
        ({"Code": given("kodes")}, {}),
        ({}, {"Kode": "there is no such field"}),
    ],
)
def test_a_name_that_does_not_exist_does_not_get_past_the_import(
    same: dict[str, Any], left_out: dict[str, str]
) -> None:
    with pytest.raises(TypeError, match=r"has no [Kk]ode"):
        Mapped(soap_records.Relatie, nouns.Relation, same, left_out)


def test_a_field_that_fills_in_counts_only_where_the_other_is_empty() -> None:
    mapped = Mapped(
        WorkOrder,
        nouns.Employee,
        {
            "number": text("number"),
            "order_number": text("number", fills_in=True),
            "invoice_name": text("first_name"),
            "invoice_city": value("last_name"),
        },
    )
    both = WorkOrder(number="1002", order_number="a7")
    assert mapped.read(both).number == "1002"
    assert mapped.read(WorkOrder(order_number="a7")).number == "a7"


def test_the_gateways_are_the_ones_of_the_two_treaties() -> None:
    assert eboekhouden_soap.EboekhoudenSoap is bookkeeping.EboekhoudenSoap
    assert werkbonapp.WerkbonApp is service.WerkbonApp
