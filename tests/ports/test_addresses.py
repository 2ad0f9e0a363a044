"""An address line of the books, over both wires to the work orders and back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bonbrug.books.models import Relation as InBooks
from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.field_service import FieldService
from bonbrug.sync.run import synchronise
from bonbrug.workorders.models import Relation as InWorkOrders
from tests.fakes.memory import FakeMemory
from tests.fakes.world import World, relation
from tests.sync.imports.test_relations import BOTH_WAYS

pytestmark = pytest.mark.django_db(transaction=True)

LINES = {
    "Professor Pieter Willemsstraat 23 B 03": "23 B 03",
    "Straatweg 5 1/2": "5 1/2",
    "Dorpsstraat 12 t/m 14": "12 t/m 14",
    "Bankastraat 23 - II": "23 - II",
    "Marktplein 8 boven": "8 boven",
    "Rue de l'Yser 12, bte 3": "12, bte 3",
    "Plein 1940 12": "12",
    "De Oude Molen": "",
}


def test_an_address_crosses_whole_and_its_way_back_gives_the_same_text(
    over_soap: Bookkeeping, over_openapi: tuple[FieldService, list[str]]
) -> None:
    over_soap.sign_in()
    lines = {f"A{place}": line for place, line in enumerate(LINES)}
    for code, line in lines.items():
        over_soap.add_relation(relation(code, "", street=line, house_number=""))
    ports = Ports(over_soap, over_openapi[0], FakeMemory(World(BOTH_WAYS).memory.state_))
    synchronise(ports, _at(World(BOTH_WAYS)))
    numbers = {
        lines[one.debtor_number]: one.house_number
        for one in InWorkOrders.objects.filter(debtor_number__in=lines)
    }
    assert numbers == LINES
    InWorkOrders.objects.filter(debtor_number__in=lines).update(contact="J. de Vries")
    synchronise(ports, _at(World(BOTH_WAYS), timedelta(minutes=15)))
    back = InBooks.objects.filter(code__in=lines, contact="J. de Vries")
    assert dict(back.values_list("code", "address")) == lines


def _at(world: World, delay: timedelta = timedelta()) -> RunContext:
    return replace(world.context, now=world.now + delay, clock=lambda: world.now + delay)
