"""A work order that is kept as JSON is the same one when it is read again, by any version."""

import json
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Annotated, Any

import pytest

from bonbrug.sync.model.records import HINT, WorkOrder, WorkPeriod
from bonbrug.sync.model.serializers import record_from_json
from tests.sync.model.test_recorded_fingerprints import EMPTY_ORDER, ORDER


@dataclass(frozen=True, slots=True)
class Travelled(WorkPeriod):
    """A period that got a field of another kind than text."""

    distance: Annotated[Decimal | None, replace(HINT, added_later=True)] = None


def kept(record: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(json.dumps(asdict(record), default=str))
    return body


@pytest.mark.parametrize("order", [ORDER, EMPTY_ORDER])
def test_a_work_order_comes_back_as_it_was(order: WorkOrder) -> None:
    assert record_from_json(WorkOrder, kept(order)) == order


def test_what_an_earlier_version_did_not_know_gets_its_default() -> None:
    body = kept(ORDER)
    for period in body["periods"]:
        del period["begin"], period["end"]
    read = record_from_json(WorkOrder, body)
    assert [(p.begin, p.end) for p in read.periods] == [(None, None)] * 2
    assert read.materials == ORDER.materials


def test_what_no_version_knows_any_more_is_left_out() -> None:
    assert record_from_json(WorkOrder, {**kept(EMPTY_ORDER), "colour": "red"}) == EMPTY_ORDER


def test_a_field_of_later_is_read_as_what_it_is() -> None:
    period = Travelled(None, 90, "U1", distance=Decimal("12.50"))
    assert record_from_json(Travelled, kept(period)) == period
