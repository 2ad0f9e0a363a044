"""R8 and R10: whether the customer is who the code means, and whether it was invoiced before."""

from dataclasses import replace

import pytest

from bonbrug.sync.model.history import KnownOrder
from tests.fakes.world import relation
from tests.sync.judging.asking import codes, found, one, order

ABOUT = order(materials=["KIT 1 x 7.95"])
MOVED = {"street": "Nieuwstraat", "house_number": "1", "postal_code": "4321 BA"}


@pytest.mark.parametrize(
    ("known", "asks"),
    [
        ({}, []),
        ({"name": "Klant TEST1 BV"}, []),
        ({"city": "Oud-Voorbeeld"}, []),
        ({"postal_code": "1234ab"}, []),
        ({"name": ""} | MOVED, ["relation_differs"]),
        ({"name": "Garage Van Vliet"}, ["relation_differs"]),
        (MOVED, ["relation_differs"]),
        ({"house_number": "13"}, ["relation_differs"]),
        ({"name": "Garage Van Vliet"} | MOVED, ["relation_other_company"]),
        ({"code": "test1"}, []),
        ({"code": "test1", "name": "Garage Van Vliet"}, ["relation_spelled_otherwise"]),
        ({"code": "test1"} | MOVED, ["relation_spelled_otherwise"]),
        ({"code": "test1", "name": "Garage Van Vliet"} | MOVED, ["relation_other_company"]),
    ],
)
def test_a_customer_is_asked_about_when_name_and_address_both_differ(
    known: dict[str, str], asks: list[str]
) -> None:
    assert codes(ABOUT, relation=replace(relation(), **known)) == asks


def test_a_customer_that_the_books_do_not_know_yet_is_not_asked_about() -> None:
    assert codes(ABOUT, relation=None) == []


def test_code_and_field_are_named_and_never_a_name() -> None:
    other = replace(relation(), name="Garage Van Vliet")
    facts = {"relation": "TEST1", "field": "name"}
    assert one(ABOUT, relation=other) == ("relation_differs", facts)
    assert one(ABOUT, relation=replace(relation(), **MOVED))[1]["field"] == "address"
    facts = {"relation": "TEST1", "known": "test1", "field": "name"}
    spelled = replace(other, code="test1")
    assert one(ABOUT, relation=spelled) == ("relation_spelled_otherwise", facts)
    both = replace(other, **MOVED)
    assert one(ABOUT, relation=both) == ("relation_other_company", {"relation": "TEST1"})


def test_only_what_a_person_has_to_decide_needs_one() -> None:
    (note,) = found(ABOUT, relation=replace(relation(), **MOVED))
    assert not note.needs_person


def test_each_work_order_that_seems_the_same_is_named_with_its_invoice() -> None:
    alike = (KnownOrder("1", "WB-1", invoice_number="2018001"), KnownOrder("2", "WB-2"))
    assert [(each.code, dict(each.facts)) for each in found(ABOUT, alike=alike)] == [
        ("invoiced_twice", {"other_order": "WB-1", "other_invoice": "2018001"}),
        ("invoiced_twice", {"other_order": "WB-2", "other_invoice": ""}),
    ]
