"""Whatever can be written is read back the same; whatever bytes come, the answer is a reason."""

import string
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonbrug.wire.werkbonapp.api import (
    read_envelope,
    read_orders,
    read_post,
    read_rows,
    write_post,
    write_rows,
)
from bonbrug.wire.werkbonapp.faults import Fault, Garbled
from bonbrug.wire.werkbonapp.records import (
    MATERIAL,
    RELATION,
    Material,
    MaterialLine,
    Relation,
    WorkPeriod,
)
from bonbrug.wire.werkbonapp.work_orders import WORK_ORDER, WorkOrder

TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30
).filter(lambda text: text == "" or text.strip())
# A post loses its control characters (values/text.py); everything else travels.
SHOWN = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30).filter(str.strip)
KEY = st.text(string.ascii_letters + string.digits + "-_é", min_size=1, max_size=20)
AMOUNT = st.decimals(min_value=-999_999, max_value=999_999, places=4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=10,
)

periods = st.builds(
    WorkPeriod,
    begin=st.times().map(lambda moment: time(moment.hour, moment.minute)),
    end=st.none(),
    minutes=st.integers(0, 59_999),
    remark=TEXT,
    day=st.dates(),
    employee=KEY,
)
lines = st.builds(MaterialLine, code=TEXT, name=TEXT, quantity=AMOUNT, price=AMOUNT, free_1=TEXT)
orders = st.builds(
    WorkOrder,
    id=KEY,
    number=TEXT,
    status=st.sampled_from(["Compleet", "Afgehandeld"]),
    day=st.none() | st.dates(min_value=date(1, 1, 1)),
    invoice_debtor_number=TEXT,
    minimum_hours=st.just(Decimal("0.50")),
    periods=st.lists(periods, max_size=3).map(tuple),
    materials=st.lists(lines, max_size=3).map(tuple),
)


@settings(max_examples=50)
@given(st.lists(st.builds(Relation, name=TEXT, debtor_number=KEY, remark=TEXT, street=TEXT)))
def test_relations_come_back_the_same(rows: list[Relation]) -> None:
    assert read_rows(read_envelope(write_rows(rows, RELATION)), RELATION).rows == tuple(rows)


@settings(max_examples=50)
@given(st.lists(st.builds(Material, code=KEY, description=SHOWN, price=AMOUNT, unit=SHOWN)))
def test_materials_come_through_a_post_the_same(rows: list[Material]) -> None:
    assert read_post(write_post(rows, MATERIAL), MATERIAL) == tuple(rows)


@settings(max_examples=50)
@given(st.lists(orders, max_size=3))
def test_work_orders_come_back_the_same(rows: list[WorkOrder]) -> None:
    assert read_orders(read_envelope(write_rows(rows, WORK_ORDER))).rows == tuple(rows)


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_reason(body: bytes) -> None:
    with pytest.raises((Garbled, Fault)) as caught:
        read_envelope(body)
    assert str(caught.value)


@settings(max_examples=100)
@given(st.sampled_from([column.wire for column in WORK_ORDER.columns]), JSON)
def test_any_value_in_any_field_gives_an_order_or_stands_apart(field: str, value: object) -> None:
    record = WORK_ORDER.put(WorkOrder(id="7", status="Compleet")) | {field: value}
    read = read_orders([record])
    assert len(read.rows) + len(read.unread) == 1
