"""Whatever both sides may write, the other side reads back as the same."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonbrug.wire.eboekhouden import records
from bonbrug.wire.eboekhouden.operations import (
    ADD_FACTUUR,
    OPERATIONS,
    AddFactuur,
    Many,
    Operation,
)
from bonbrug.wire.eboekhouden.soap import (
    read_request,
    read_response,
    write_request,
    write_response,
)

WRITABLE = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="￾￿")
TEXTS = st.text(WRITABLE | st.sampled_from("\t\n\r&<>]\"'"), max_size=12)
AMOUNTS = st.decimals(-(10**9), 10**9, places=2)
VALUES: dict[type, st.SearchStrategy[Any]] = {
    str: TEXTS.map(lambda text: text[:1]),
    int: st.integers(-(2**63) + 1, 2**63 - 1),
    bool: st.booleans(),
    Decimal: AMOUNTS,
    date: st.dates(),
}
LISTS = [each for each in OPERATIONS.values() if isinstance(each.answer, Many)]


def _records(record: type) -> st.SearchStrategy[Any]:
    blank = record()
    drawn = {
        field.name: VALUES[type(getattr(blank, field.name))]
        for field in fields(blank)
        if type(getattr(blank, field.name)) in VALUES and field.name != "Soort"
    }
    return st.fixed_dictionaries(drawn).map(lambda values: replace(blank, **values))


def _named(row: Any) -> Any:
    """Fill what a row cannot do without."""
    needed = {"Code", "Bedrijf", "Guid", "ArtikelCode", "Factuurnummer"}
    present = {field.name for field in fields(row)} & needed
    return replace(row, **dict.fromkeys(present, "x"))


@pytest.mark.parametrize("operation", LISTS, ids=lambda operation: operation.name)
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_rows_come_back_equal(operation: Operation[Any, Any], data: st.DataObject) -> None:
    answer = operation.answer
    assert isinstance(answer, Many)
    rows = data.draw(st.lists(_records(answer.row).map(_named), max_size=3))
    read = read_response(operation, BytesIO(write_response(operation, rows)))
    assert read.rows == tuple(rows)


@settings(deadline=None, max_examples=30)
@given(
    st.builds(
        lambda invoice, lines: replace(invoice, Regels=tuple(lines)),
        _records(records.Factuur),
        st.lists(_records(records.FactuurRegel), max_size=3),
    )
)
def test_an_invoice_comes_back_equal(invoice: records.Factuur) -> None:
    sent = AddFactuur("{0}", "2", invoice)
    assert read_request(write_request(ADD_FACTUUR, sent)).record == sent
