"""More relations than the books give at once (2,000 for real, 5 here)."""

from dataclasses import replace
from typing import Any

import pytest

from bonbrug.link.models import Binding
from tests.wrong_input.box import SMIT, Box
from tests.wrong_input.gate import Asked, Gate, Given

CAP, MANY = 5, 8
CODES = {f"KLANT{number}" for number in range(1, MANY)} | {"TEST1"}


@pytest.fixture
def crowded(box: Box, settings: Any) -> Box:
    """More relations than fit in one answer; their last ones show up only by keyword."""
    settings.BONBRUG_ROW_CAP = CAP
    box.books.own_row_cap = CAP
    box.books.save()
    for code in sorted(CODES - {"TEST1"}):
        box.relation(replace(SMIT, code=code, name=f"Firma {code}"))
    return box


def hiding(keyword: bytes) -> Any:
    """How the service matches a keyword is not documented: here one finds nothing any more."""

    def rule(gate: Gate, asked: Asked) -> Given:
        old = b"<Trefwoord>" + keyword + b"</Trefwoord>"
        new = b"<Trefwoord>nergens</Trefwoord>"
        return gate.passed_on(
            Asked(
                asked.name, asked.method, asked.target, asked.headers, asked.body.replace(old, new)
            )
        )

    return rule


def test_a_list_at_the_cap_is_read_by_splitting_and_says_so(crowded: Box) -> None:
    crowded.sync()
    assert crowded.relations_there() == CODES
    said = crowded.asks("maybe_cut", "relation", str(MANY))
    assert "relaties" in said["nl"]
    assert "relations" in said["en"]
    before = crowded.writes()
    crowded.sync()
    assert crowded.writes() == before
    assert ("maybe_cut", "relation") in crowded.items()


def test_a_record_that_left_a_cut_list_is_not_treated_as_deleted(
    crowded: Box, books_gate: Gate
) -> None:
    crowded.sync()
    before = crowded.writes()
    there = crowded.company.relations.get(debtor_number="KLANT7")
    books_gate.rules["GetRelaties"] = hiding(b"7")
    crowded.sync()
    crowded.sync()
    assert crowded.writes() == before
    again = crowded.company.relations.get(debtor_number="KLANT7")
    assert (again.name, again.street, again.city) == (there.name, there.street, there.city)
    assert Binding.objects.filter(connection=crowded.connection, key="klant7").exists()
    assert crowded.items() == [("maybe_cut", "relation")]

    crowded.order("18-1001", customer=replace(SMIT, code="KLANT7", name="Firma KLANT7"))
    crowded.sync()
    crowded.went("18-1001")
    assert crowded.books.relations.count() == MANY

    books_gate.heal()
    before = crowded.writes()
    crowded.sync()
    assert crowded.writes() == before


def test_a_list_under_the_cap_says_nothing(box: Box) -> None:
    box.sync()
    assert box.items() == []
